//! Places of a page that links and marks lead to.

use std::ops::Range;

/// A place that links can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Its offset in the page's text: where the element that it names begins.
    pub(crate) at: usize,
    /// Where its name lies in the page's attributes.
    pub(crate) name: Range<usize>,
}

/// A note that stands beside its mark, in a sentence or hidden behind it: its blocks come after that of the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aside {
    /// Where the mark lies in the page's text; empty if the page shows none.
    pub(crate) mark: Range<usize>,
    /// The container of the note.
    pub(crate) container: usize,
}
