//! What kind of page it is.

use std::fmt;

use crate::measure::Genre;

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

/// The kind that the page says it is. A page may say several: shops call their pages articles, but no article a thread.
pub(super) fn of(genre: Genre) -> Option<PageKind> {
    let said = [
        (genre.is_forum, PageKind::Forum),
        (genre.is_product, PageKind::Product),
        (genre.is_documentation, PageKind::Documentation),
        (genre.is_article, PageKind::Article),
        (genre.is_listing, PageKind::Listing),
    ];
    said.into_iter().find_map(|(is_said, kind)| is_said.then_some(kind))
}
