//! What the verdicts on a page depend on.

use super::verdict::{Kind, Settings};
use crate::measure::Measurements;
use crate::page::Page;
use crate::score::Scores;

/// Everything that the verdicts on a page depend on.
pub(super) struct Case<'a> {
    pub(super) page: &'a Page,
    pub(super) measurements: &'a Measurements,
    /// Index of the block that is the headline, if any.
    pub(super) headline: Option<usize>,
    pub(super) scores: &'a Scores,
    pub(super) settings: &'a Settings,
}

impl Case<'_> {
    /// Whether the caller wants to keep cruft of the kind that this block is. The model of kinds, which is slow, runs
    /// only if the caller keeps any kind.
    pub(super) fn is_kind_to_keep(&self, index: usize, kind: Kind) -> bool {
        let keep = &self.settings.keep;
        !keep.is_empty() && keep.contains(&kind.resolve(&self.scores.explanation(index)))
    }
}
