//! What the page says of its article: title, byline, date.
//!
//! The order of trust: what is written for machines, then what readers see.

mod head;
mod visible;

use crate::measure::Measures;
use crate::page::Page;

/// The article's metadata.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
}

/// Reads the metadata of a page.
pub(crate) fn read(page: &Page, measures: &Measures, has_article: bool) -> Metadata {
    // The headline agrees with the title for machines, and has no site's name in it; unless it is that of a wall.
    let headline = visible::headline(page, measures).filter(|_| has_article);
    Metadata {
        title: headline.or_else(|| head::title(&page.head)).or_else(|| visible::headline(page, measures)),
        byline: head::author(&page.head).or_else(|| visible::author(page, measures)),
        published: head::published(&page.head)
            .or_else(|| visible::time(page, measures))
            .or_else(|| visible::date(measures)),
    }
}
