//! The kind of page that a page says it is: an article, a forum thread (where what readers wrote is the content), a
//! product, a listing of other pages, a manual.

use std::fmt;
use std::sync::LazyLock;

use super::{Head, Page, Tag};
use crate::structured::schema_org::{ARTICLES, LISTINGS, MANUALS, PRODUCTS, THREADS};
use crate::words::word_list;

/// Names of software and what shows a page to be made with it, see the comments in the file.
const TABLE: &str = include_str!("products.txt");

/// The sections of [`TABLE`], each as the field of its name.
struct Products {
    forum_makers: Vec<&'static str>,
    forum_bodies: Vec<&'static str>,
    forum_addresses: Vec<&'static str>,
    product_types: Vec<&'static str>,
    manual_makers: Vec<&'static str>,
    manual_addresses: Vec<&'static str>,
}

static KNOWN: LazyLock<Products> = LazyLock::new(|| {
    let section = |name| word_list::section(TABLE, name);
    Products {
        forum_makers: section("forum_makers"),
        forum_bodies: section("forum_bodies"),
        forum_addresses: section("forum_addresses"),
        product_types: section("product_types"),
        manual_makers: section("manual_makers"),
        manual_addresses: section("manual_addresses"),
    }
});

/// The kind of page that an article stands on, as the page says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum PageKind {
    /// News, a post of a blog, a paper.
    Article,
    /// A thread, where what readers wrote is the content.
    Forum,
    /// Something on sale.
    Product,
    /// A page that leads to others: a product listing, an archive, search results.
    Listing,
    /// A page of a manual.
    Documentation,
}

impl PageKind {
    /// Its name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::Forum => "forum",
            PageKind::Product => "product",
            PageKind::Listing => "listing",
            PageKind::Documentation => "documentation",
        }
    }
}

impl fmt::Display for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The kinds of page that a page says it is, in its markup and its address: it may say several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PageSignals {
    pub(crate) is_forum: bool,
    pub(crate) is_article: bool,
    pub(crate) is_product: bool,
    pub(crate) is_listing: bool,
    pub(crate) is_documentation: bool,
}

impl PageSignals {
    /// Reads the signals from the head, the JSON-LD and the class of `<body>`.
    ///
    /// For phpBB, XenForo, Discourse, Stack Exchange; WordPress; Shopify; Sphinx. Gets wrong: an article whose site
    /// names its layout "topic" (it says that it is a forum), and a page of a shop that lists its bestsellers as
    /// products (it doesn't say that it is a product).
    pub(crate) fn of(page: &Page) -> PageSignals {
        let head = &page.head;
        let generator = head.meta(&["generator"]).unwrap_or_default().to_lowercase();
        let known = &*KNOWN;
        let made_by = |makers: &[&str]| makers.iter().any(|name| generator.contains(name));
        let kind = head.meta(&["og:type"]).unwrap_or_default().to_ascii_lowercase();
        let address = address(head);
        let body = page.containers.iter().find(|container| container.tag == Tag::Body);
        let body = body.map_or("", |body| &page.attributes[body.attributes.clone()]).to_lowercase();
        let is = |types: &[&str]| head.structured.count(types) > 0;
        PageSignals {
            is_forum: known.forum_addresses.iter().any(|part| address.contains(part))
                || made_by(&known.forum_makers)
                || is(THREADS)
                || parts(&body).any(|word| known.forum_bodies.contains(&word)),
            is_article: head.meta(&["article:published_time"]).is_some() || kind == "article" || is(ARTICLES),
            is_product: known.product_types.contains(&kind.as_str()) || head.structured.count(PRODUCTS) == 1,
            is_listing: kind == "product.group" || is(LISTINGS),
            is_documentation: made_by(&known.manual_makers)
                || is(MANUALS)
                || parts(&address).any(|word| known.manual_addresses.contains(&word)),
        }
    }

    /// The kind that the page says it is; of several the most telling, because shops call their pages articles, but no
    /// article calls itself a thread.
    pub(crate) fn kind(self) -> Option<PageKind> {
        let said = [
            (self.is_forum, PageKind::Forum),
            (self.is_product, PageKind::Product),
            (self.is_documentation, PageKind::Documentation),
            (self.is_article, PageKind::Article),
            (self.is_listing, PageKind::Listing),
        ];
        said.into_iter().find_map(|(is_said, kind)| is_said.then_some(kind))
    }
}

/// The page's own address in lower case, empty if it gives none.
fn address(head: &Head) -> String {
    head.canonical.as_deref().or_else(|| head.meta(&["og:url"])).unwrap_or_default().to_ascii_lowercase()
}

/// The runs of ASCII letters and digits of a text, with empty parts between other characters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Container;

    #[test]
    fn the_table_is_sound() {
        let sections =
            ["forum_makers", "forum_bodies", "forum_addresses", "product_types", "manual_makers", "manual_addresses"];
        word_list::assert_sound("src/page/products.txt", TABLE, &sections);
    }

    #[test]
    fn each_entry_of_the_table_makes_its_kind_of_page() {
        for entry in word_list::entries(TABLE) {
            let (word, mut page) = (entry.word, Page::default());
            let mut meta = |name: &str| page.head.metas.push((name.to_owned(), word.to_owned()));
            let expected = match entry.section {
                "forum_makers" | "forum_bodies" | "forum_addresses" => PageKind::Forum,
                "product_types" => PageKind::Product,
                _ => PageKind::Documentation,
            };
            match entry.section {
                "forum_makers" | "manual_makers" => meta("generator"),
                "product_types" => meta("og:type"),
                "forum_bodies" => {
                    page.attributes = format!("a-{word}");
                    page.containers.push(Container {
                        tag: Tag::Body,
                        attributes: 0..page.attributes.len(),
                        class_len: page.attributes.len(),
                        parent: 0,
                        blocks: 0..0,
                        depth: 0,
                    });
                }
                _ => page.head.canonical = Some(format!("https://example.org/{word}")),
            }
            let found = PageSignals::of(&page).kind();
            assert_eq!(found, Some(expected), "src/page/products.txt:{}: [{}] {word}", entry.line, entry.section);
        }
    }
}
