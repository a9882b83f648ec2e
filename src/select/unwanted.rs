//! Drops what is of a kind of cruft that the caller wants gone, where it would be kept otherwise: evidence of such a
//! kind is believed rather than the scorer, and what is likelier cruft of such a kind than content gets no benefit of
//! the doubt.

use super::case::Case;
use super::classify::is_notice;
use super::refine::Refinement;
use super::verdict::{EarlyVerdict, Kind};
use super::whole;
use crate::cruft::{Cruft, Reason};

/// The verdict on a block whose evidence names this kind, for this reason, and that the scorer takes for content:
/// dropped if the caller drops the kind.
///
/// Of phrases only those count that make the block a notice: a sentence about cookies is no cookie notice. On a forum
/// headings do not count, because boards put "Recommended Posts" above every thread. A headline is never dropped so.
pub(super) fn by_evidence(case: &Case<'_>, index: usize, kind: Cruft, reason: Reason) -> Option<EarlyVerdict> {
    if !case.settings.drop.contains(&kind) || case.headline == Some(index) {
        return None;
    }
    let is_plain = match reason {
        Reason::Phrase { .. } => is_notice(case.measurements, index),
        Reason::Heading { .. } => case.measurements.features[index].page_is_forum == 0.0,
        _ => true,
    };
    is_plain.then_some(EarlyVerdict::Drop(Kind::Certain(kind), reason))
}

/// The open blocks that are likelier cruft of a kind that the caller drops than content. The headline is none of them.
pub(super) fn find(case: &Case<'_>, probabilities: &[f32], is_open: &[bool]) -> Vec<usize> {
    let drop = &case.settings.drop;
    if drop.is_empty() {
        return Vec::new();
    }
    let is_unwanted = |index: &usize| {
        let (kind, share) = case.scores.explanation(*index).kind();
        let probability = probabilities[*index];
        drop.contains(&kind) && (1.0 - probability) * share > probability
    };
    (0..is_open.len()).filter(|index| is_open[*index] && case.headline != Some(*index)).filter(is_unwanted).collect()
}

impl Refinement<'_> {
    /// Drops the unwanted blocks that were kept; of a whole, all blocks or none, as most of its words are. A heading
    /// goes with what stood under it.
    pub(super) fn drop_unwanted(&mut self) {
        let kept = self.kept.clone();
        for index in &self.unwanted {
            self.kept[*index] &= self.is_settled[*index];
        }
        if self.kept == kept {
            return;
        }
        whole::settle(self.wholes, self.measurements, &self.is_settled, &mut self.kept);
        for index in (0..kept.len()).filter(|index| kept[*index]) {
            if !self.kept[index] {
                self.drop(index, Kind::Learned { suggested: None }, Reason::UnwantedKind);
            }
        }
        self.judge_headings();
        if !self.is_article() {
            self.drop_all();
        }
    }
}
