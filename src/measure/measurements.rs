//! All that was measured on a page.

use super::evidence::Evidence;
use super::features::{Features, LineFeatures};
use super::tree::paths::Paths;
use crate::cruft::{Byline, Hit};

/// A standfirst has so many words and ends as a sentence does.
const STANDFIRST_WORDS: f32 = 10.0;

/// All that was measured on a page.
pub(crate) struct Measurements {
    /// One row per block.
    pub(crate) features: Vec<Features>,
    pub(super) paths: Paths,
    /// The nearest heading before each block.
    pub(super) headings: Vec<Option<usize>>,
    /// One per block.
    pub(crate) evidence: Vec<Evidence>,
    /// The words of each block.
    pub(crate) words: Vec<f32>,
    /// The phrases of the lexicon that matched, by block.
    pub(crate) hits: Vec<Hit>,
    /// The block that is the page's headline, as far as that can be told before the blocks are scored.
    pub(crate) headline_guess: Option<usize>,
    /// The blocks that are bylines, in order, with what they say.
    pub(crate) bylines: Vec<(usize, Byline)>,
    /// One row per block of plain text; none of HTML.
    pub(crate) layout: Vec<LineFeatures>,
    /// The words of each block of plain text that is prose.
    pub(crate) prose: Vec<f32>,
}

impl Measurements {
    /// Whether a block is a sentence to be read, as a standfirst is, whatever its element.
    pub(crate) fn is_standfirst(&self, block: usize) -> bool {
        self.features[block].is_sentence > 0.0 && self.words[block] >= STANDFIRST_WORDS
    }

    /// Whether a block reads as running text.
    pub(crate) fn is_prose(&self, block: usize) -> bool {
        let row = &self.features[block];
        row.page_prose > 0.0 && row.prose_distance == 0.0
    }
}
