//! The texts of all blocks as the lexicon and the vocabulary read them.

use std::ops::Range;

use crate::cruft;
use crate::page::Page;

/// The folded text of each block, see [`cruft::fold`].
pub(crate) struct Folded {
    text: String,
    blocks: Vec<Range<usize>>,
}

impl Folded {
    pub(crate) fn of(page: &Page) -> Folded {
        let mut text = String::with_capacity(page.text.len());
        let fold = |block| {
            let start = text.len();
            cruft::fold(page.block_text(block), &mut text);
            start..text.len()
        };
        let blocks = page.blocks.iter().map(fold).collect();
        Folded { text, blocks }
    }

    pub(crate) fn block(&self, index: usize) -> &str {
        &self.text[self.blocks[index].clone()]
    }
}
