//! The phrases of the lexicon in the blocks of a page, kept for identifying kinds later.

use std::ops::Range;

use crate::cruft::Hit;
use crate::measure::Measurements;

/// The phrases of the lexicon that were found in the blocks of a page.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// The phrases of all blocks.
    pub(crate) hits: Vec<Hit>,
    /// For each block, the range of its phrases in `hits`.
    pub(crate) of_blocks: Vec<Range<usize>>,
}

impl Named {
    /// The phrases that were found when the page was measured.
    pub(crate) fn of(measurements: &Measurements) -> Named {
        let of_blocks = measurements.evidence.iter().map(|evidence| evidence.hits.clone()).collect();
        Named { hits: measurements.hits.clone(), of_blocks }
    }

    /// The phrases of the block with this index.
    pub(super) fn hits_of(&self, block: usize) -> &[Hit] {
        self.of_blocks.get(block).and_then(|hits| self.hits.get(hits.clone())).unwrap_or_default()
    }
}
