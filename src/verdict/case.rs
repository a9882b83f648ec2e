//! What the verdict on a page is made from.

use crate::measure::Measurements;
use crate::page::{Page, PageSignals, Traces};
use crate::select::{Selection, Verdict};

/// What the verdict on a page is made from.
pub(crate) struct Case<'a> {
    pub(crate) page: &'a Page,
    pub(crate) measurements: &'a Measurements,
    pub(crate) signals: PageSignals,
    pub(crate) selection: &'a Selection,
    /// The block that is the headline.
    pub(crate) headline: Option<usize>,
    pub(crate) traces: &'a Traces,
    /// How likely the page leads to others by its estimated type, 0..=1.
    pub(crate) listing: f32,
    /// Whether the story is in the data of the page, and replaces what was kept.
    pub(crate) has_story_in_data: bool,
}

impl Case<'_> {
    /// Whether a block was kept.
    pub(super) fn is_kept(&self, block: usize) -> bool {
        matches!(self.selection.verdicts[block], Verdict::Kept)
    }
}
