//! The texts of all blocks as the lexicon and the vocabulary read them.

use std::ops::Range;

use crate::cruft;
use crate::page::Page;

/// The normalized text of each block, see [`cruft::normalize`].
pub(crate) struct NormalizedTexts {
    text: String,
    blocks: Vec<Range<usize>>,
}

impl NormalizedTexts {
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

    pub(crate) fn block(&self, index: usize) -> &str {
        &self.text[self.blocks[index].clone()]
    }
}
