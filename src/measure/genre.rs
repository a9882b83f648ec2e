//! What the page says that it is: a forum thread, where what readers wrote is the content, an article, a product, a list of
//! other pages, a manual.

use super::Features;
use crate::page::{Head, Page, Tag};
use crate::structured::THREADS;

/// Forum software by the name that it puts into `<meta name="generator">`, in lower case.
const FORUMS: &[&str] = &[
    "bbpress",
    "discourse",
    "flarum",
    "invision",
    "mybb",
    "nodebb",
    "phpbb",
    "simple machines",
    "smf",
    "vanilla",
    "vbulletin",
    "xenforo",
];
/// Words in the class or id of `<body>` that forum software puts there.
const FORUM_BODIES: &[&str] =
    &["bbpress", "discussion", "forum", "phpbb", "question", "thread", "topic", "vbulletin", "viewtopic"];
/// Parts of the address of a thread, in lower case.
const FORUM_ADDRESSES: &[&str] = &[
    "/comments/",
    "/discuss",
    "/questions/",
    "/r/",
    "/t/",
    "/thread",
    "/topic/",
    "forum",
    "showthread",
    "showtopic",
    "thread-",
    "topic=",
    "viewtopic",
];

/// The types of schema.org for articles.
const ARTICLES: &[&str] =
    &["Article", "BlogPosting", "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "ScholarlyArticle"];

/// The types of schema.org for what is on sale.
const PRODUCTS: &[&str] = &["Product", "ProductGroup"];
/// The same of `og:type`; `product.group` is a shelf, on 16 of the 18 pages of WCXB that have it.
const PRODUCT_PAGES: &[&str] = &["ebay-objects:item", "og:product", "product", "product.item"];

/// The types of schema.org for pages that lead to others.
const LISTINGS: &[&str] = &["CollectionPage", "ItemList", "OfferCatalog", "SearchResultsPage"];

/// The types of schema.org for manuals.
const MANUALS: &[&str] = &["APIReference", "TechArticle"];
/// Software that makes manuals, as [`FORUMS`].
const MANUAL_MAKERS: &[&str] = &[
    "antora",
    "asciidoctor",
    "bookdown",
    "docsify",
    "docusaurus",
    "docutils",
    "dokuwiki",
    "doxygen",
    "gitbook",
    "javadoc",
    "jsdoc",
    "mdbook",
    "mintlify",
    "mkdocs",
    "nextra",
    "quarto",
    "rustdoc",
    "sphinx",
    "starlight",
    "typedoc",
    "vitepress",
    "vuepress",
];
/// Words in the address of a manual, in lower case: all 43 pages of WCXB with `docs` are documentation, 12 of 15 with
/// `developer`.
const MANUAL_ADDRESSES: &[&str] = &["developer", "docs", "documentation", "manual", "readthedocs", "rustdoc"];

/// What a page says that it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Genre {
    pub(crate) is_forum: bool,
    pub(crate) is_article: bool,
    pub(crate) is_product: bool,
    pub(crate) is_listing: bool,
    pub(crate) is_documentation: bool,
}

impl Genre {
    /// Reads it from the head, the JSON-LD and the class of `<body>`.
    ///
    /// For phpBB, XenForo, Discourse, Stack Exchange; WordPress; Shopify; Sphinx. Gets an article wrong whose site names its
    /// layout "topic", and a page of a shop that has its bestsellers as products of its own.
    pub(crate) fn of(page: &Page) -> Genre {
        let head = &page.head;
        let generator = head.meta(&["generator"]).unwrap_or_default().to_lowercase();
        let made_by = |makers: &[&str]| makers.iter().any(|name| generator.contains(name));
        let kind = head.meta(&["og:type"]).unwrap_or_default().to_ascii_lowercase();
        let address = address(head);
        let body = page.containers.iter().find(|container| container.tag == Tag::Body);
        let body = body.map_or("", |body| &page.attributes[body.attributes.clone()]).to_lowercase();
        let is = |types: &[&str]| head.structured.count(types) > 0;
        Genre {
            is_forum: FORUM_ADDRESSES.iter().any(|part| address.contains(part))
                || made_by(FORUMS)
                || is(THREADS)
                || parts(&body).any(|word| FORUM_BODIES.contains(&word)),
            is_article: head.meta(&["article:published_time"]).is_some() || kind == "article" || is(ARTICLES),
            is_product: PRODUCT_PAGES.contains(&kind.as_str()) || head.structured.count(PRODUCTS) == 1,
            is_listing: kind == "product.group" || is(LISTINGS),
            is_documentation: made_by(MANUAL_MAKERS)
                || is(MANUALS)
                || parts(&address).any(|word| MANUAL_ADDRESSES.contains(&word)),
        }
    }

    pub(super) fn mark(self, row: &mut Features) {
        row.page_is_forum = f32::from(self.is_forum);
        row.page_is_article = f32::from(self.is_article);
        row.page_is_product = f32::from(self.is_product);
        row.page_is_listing = f32::from(self.is_listing);
        row.page_is_documentation = f32::from(self.is_documentation);
    }
}

/// The page's own address in lower case.
fn address(head: &Head) -> String {
    head.canonical.as_deref().or_else(|| head.meta(&["og:url"])).unwrap_or_default().to_ascii_lowercase()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::Genre;
    use crate::limits::Limits;
    use crate::{parse, walk};

    #[test]
    fn pages_say_what_they_are() {
        const NONE: Genre =
            Genre { is_forum: false, is_article: false, is_product: false, is_listing: false, is_documentation: false };
        let json = |json: &str| format!("<script type=application/ld+json>{json}</script>");
        for (page, expected) in [
            (String::new(), NONE),
            ("<meta name=generator content='Discourse 3.2'>".to_owned(), Genre { is_forum: true, ..NONE }),
            ("<link rel=canonical href=https://a.example/viewtopic.php>".to_owned(), Genre { is_forum: true, ..NONE }),
            ("<body class='no-js forum-page'>x".to_owned(), Genre { is_forum: true, ..NONE }),
            (json(r#"{"@type":"QAPage"}"#), Genre { is_forum: true, ..NONE }),
            ("<meta property=og:type content=Article>".to_owned(), Genre { is_article: true, ..NONE }),
            (json(r#"{"@graph":[{"@type":"NewsArticle"}]}"#), Genre { is_article: true, ..NONE }),
            (json(r#"{"@type":"Product"}"#), Genre { is_product: true, ..NONE }),
            (json(r#"[{"@type":"Product"},{"@type":"Product"}]"#), NONE),
            (
                json(r#"{"@type":"ItemList","itemListElement":[{"@type":"Product"},{"@type":"NewsArticle"}]}"#),
                Genre { is_listing: true, ..NONE },
            ),
            (
                "<meta property=og:url content=https://docs.a.example/>".to_owned(),
                Genre { is_documentation: true, ..NONE },
            ),
            (json(r#"{"@type":"TechArticle"}"#), Genre { is_documentation: true, ..NONE }),
        ] {
            let found = Genre::of(&walk::walk(parse::parse(&page, &Limits::default()).unwrap()));
            assert_eq!(found, expected, "{page}");
        }
    }
}
