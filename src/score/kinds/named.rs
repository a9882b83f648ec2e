//! The phrases by which blocks name their kinds.

use std::ops::Range;

use crate::cruft::Hit;
use crate::measure::Measurements;

/// The phrases of the lexicon that the blocks of a page hold.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) hits: Vec<Hit>,
    /// Where those of each block lie among the hits.
    pub(crate) of_blocks: Vec<Range<usize>>,
}

impl Named {
    pub(crate) fn of(measurements: &Measurements) -> Named {
        let of_blocks = measurements.evidence.iter().map(|evidence| evidence.hits.clone()).collect();
        Named { hits: measurements.hits.clone(), of_blocks }
    }

    /// The phrases that a block holds.
    pub(super) fn hits_of(&self, block: usize) -> &[Hit] {
        self.of_blocks.get(block).and_then(|hits| self.hits.get(hits.clone())).unwrap_or_default()
    }
}
