//! The result of measuring a page.

use super::evidence::Evidence;
use super::features::{Features, LineFeatures};
use super::tree::paths::Paths;
use super::tree::siblings::SiblingGroups;
use crate::cruft::{Byline, Cruft, Hit};

/// A standfirst has at least this many words, and ends as a sentence does. Set by hand.
const STANDFIRST_WORDS: f32 = 10.0;

/// The features of a page's blocks, and what else was found on the way that later stages need.
pub(crate) struct Measurements {
    /// The kinds of cruft that the page is about, such as a cookie policy; empty on nearly all pages.
    pub(crate) subject: Vec<Cruft>,
    /// The features of each block.
    pub(crate) features: Vec<Features>,
    /// The blocks, grouped by their path of elements and classes.
    pub(super) paths: Paths,
    /// The containers, grouped by what they have in common with their siblings; empty for plain text.
    pub(crate) siblings: SiblingGroups,
    /// The nearest heading before each block, as the index of a block.
    pub(super) headings: Vec<Option<usize>>,
    /// The evidence of each block.
    pub(crate) evidence: Vec<Evidence>,
    /// The number of words of each block.
    pub(crate) words: Vec<f32>,
    /// The phrases of the lexicon that were found, block by block; the range of a block's hits is in its evidence.
    pub(crate) hits: Vec<Hit>,
    /// The block that is the page's headline, as far as it can be found before the blocks are scored.
    pub(crate) headline_guess: Option<usize>,
    /// The blocks that are bylines, in order, each with its author and date.
    pub(crate) bylines: Vec<(usize, Byline)>,
    /// The features that only plain text has, of each block; empty for HTML.
    pub(crate) layout: Vec<LineFeatures>,
    /// The number of words of prose of each block of plain text, 0 for blocks that are not prose; empty for HTML.
    pub(crate) prose: Vec<f32>,
}

impl Measurements {
    /// The phrases of the lexicon in a block.
    pub(crate) fn hits_of(&self, block: usize) -> &[Hit] {
        &self.hits[self.evidence[block].hits.clone()]
    }

    /// Whether a block reads like a standfirst: it ends as a sentence does and has [`STANDFIRST_WORDS`] words. Its
    /// element doesn't matter.
    pub(crate) fn is_standfirst(&self, block: usize) -> bool {
        self.features[block].is_sentence > 0.0 && self.words[block] >= STANDFIRST_WORDS
    }

    /// Whether a block reads as running text.
    pub(crate) fn is_prose(&self, block: usize) -> bool {
        let row = &self.features[block];
        row.page_prose > 0.0 && row.prose_distance == 0.0
    }
}
