//! The texts of all blocks in the normalized form in which the lexicon and the vocabulary look them up.

use std::ops::Range;

use crate::cruft;
use crate::page::Page;

/// The normalized text of each block (see [`cruft::normalize`]), made once for all that look something up in it.
#[derive(Default)]
pub(crate) struct NormalizedTexts {
    /// The normalized texts of all blocks, one behind the other.
    text: String,
    /// The bytes of each block in `text`.
    blocks: Vec<Range<usize>>,
}

impl NormalizedTexts {
    /// Normalizes the texts of all blocks of a page.
    pub(crate) fn of(page: &Page) -> NormalizedTexts {
        let mut text = String::with_capacity(page.text.len());
        let normalize = |block| {
            let start = text.len();
            cruft::normalize(page.block_text(block), &mut text);
            start..text.len()
        };
        let blocks = page.blocks.iter().map(normalize).collect();
        NormalizedTexts { text, blocks }
    }

    /// The normalized text of the block with this index.
    pub(crate) fn block(&self, index: usize) -> &str {
        &self.text[self.blocks[index].clone()]
    }

    /// The normalized texts of all blocks, one behind the other. What no block holds may stand across two of them.
    pub(crate) fn all(&self) -> &str {
        &self.text
    }

    /// The normalized texts of all blocks, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| &self.text[block.clone()])
    }
}
