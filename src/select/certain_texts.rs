//! Keeps texts that are certainly content, whatever the scorer says: legal notices, bills of fare and, beside other
//! text, callouts.

use super::classify::LINK_DENSITY;
use super::refine::Refinement;
use crate::measure::WholeText;

impl Refinement<'_> {
    /// Keeps the open blocks of texts that are certainly content.
    pub(super) fn keep_certain_texts(&mut self) {
        self.keep_legal_notice();
        self.open_blocks_of(WholeText::BillOfFare).iter().for_each(|index| self.kept[*index] = true);
        if self.kept.contains(&true) {
            self.open_blocks_of(WholeText::Callout).iter().for_each(|index| self.kept[*index] = true);
        }
    }

    /// On a page that is a legal notice, keeps its open blocks up to the last sentence: the scorer has learned that
    /// such notices are cruft.
    ///
    /// For a privacy policy. Gets a box below the policy wrong that neither its element nor its class sets apart.
    fn keep_legal_notice(&mut self) {
        let is_sentence = |index: &usize| {
            let features = &self.measurements.features[*index];
            features.is_sentence > 0.0 && features.link_density < LINK_DENSITY
        };
        let blocks = self.open_blocks_of(WholeText::LegalNotice);
        let end = blocks.iter().rposition(is_sentence).map_or(0, |last| last + 1);
        blocks[..end].iter().for_each(|index| self.kept[*index] = true);
    }

    /// The blocks of texts of this sort that neither rules nor evidence have settled.
    fn open_blocks_of(&self, text: WholeText) -> Vec<usize> {
        let is_open =
            |index: &usize| !self.is_settled[*index] && self.measurements.evidence[*index].whole == Some(text);
        (0..self.kept.len()).filter(is_open).collect()
    }
}
