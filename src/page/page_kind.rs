//! What the page says that it is: a forum thread, where what readers wrote is the content, an article, a product, a
//! list of other pages, a manual.

use std::fmt;

use super::{Head, Page, Tag};
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

/// What kind of page an article stands on, as the page says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PageKind {
    /// News, a post of a blog, a paper.
    Article,
    /// A thread, where what readers wrote is the content.
    Forum,
    /// Something on sale.
    Product,
    /// A page that leads to others: a shelf, an archive, search results.
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

/// What a page says that it is, for machines: it may say several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PageSignals {
    pub(crate) is_forum: bool,
    pub(crate) is_article: bool,
    pub(crate) is_product: bool,
    pub(crate) is_listing: bool,
    pub(crate) is_documentation: bool,
}

impl PageSignals {
    /// Reads it from the head, the JSON-LD and the class of `<body>`.
    ///
    /// For phpBB, XenForo, Discourse, Stack Exchange; WordPress; Shopify; Sphinx. Gets an article wrong whose site
    /// names its layout "topic", and a page of a shop that has its bestsellers as products of its own.
    pub(crate) fn of(page: &Page) -> PageSignals {
        let head = &page.head;
        let generator = head.meta(&["generator"]).unwrap_or_default().to_lowercase();
        let made_by = |makers: &[&str]| makers.iter().any(|name| generator.contains(name));
        let kind = head.meta(&["og:type"]).unwrap_or_default().to_ascii_lowercase();
        let address = address(head);
        let body = page.containers.iter().find(|container| container.tag == Tag::Body);
        let body = body.map_or("", |body| &page.attributes[body.attributes.clone()]).to_lowercase();
        let is = |types: &[&str]| head.structured.count(types) > 0;
        PageSignals {
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

    /// The kind that the page says it is. A page may say several: shops call their pages articles, but no article a
    /// thread.
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

/// The page's own address in lower case.
fn address(head: &Head) -> String {
    head.canonical.as_deref().or_else(|| head.meta(&["og:url"])).unwrap_or_default().to_ascii_lowercase()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}
