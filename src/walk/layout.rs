//! Tells a table that lays out the page from a table of data by what its cells hold, where neither markup nor size
//! does.

use crate::page::{Block, BlockKind};

/// A paragraph in a cell has at least this many bytes; shorter lines, such as a name above a number, are data. The same
/// length as that of a text in the walker. Set by hand.
const PARAGRAPH_BYTES: usize = 80;
/// The mark of a list has at most this many characters if it has no number. Set by hand.
const MARK_CHARS: usize = 2;

/// What the cells of a table hold.
#[derive(Default)]
pub(super) struct Cells {
    /// Whether the table has a header cell or a caption, as tables of data do.
    pub(super) has_label: bool,
    /// Whether a cell holds several blocks, one of which is a paragraph.
    hold_paragraphs: bool,
    /// The number of cells with text in the open row, not counting the mark of a list that the row begins with.
    texts: usize,
    /// The most cells with text in a row.
    most_texts: usize,
}

impl Cells {
    /// Adds a cell with these blocks. `text` is the text of the page.
    pub(super) fn add(&mut self, blocks: &[Block], text: &str) {
        let is_text = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
        let is_mark = self.texts == 0 && matches!(blocks, [block] if is_list_mark(&text[block.text.clone()]));
        self.texts += usize::from(!blocks.is_empty() && !is_mark);
        self.hold_paragraphs |= blocks.iter().filter(is_text).count() > 1
            && blocks.iter().filter(is_text).any(|block| block.text.len() >= PARAGRAPH_BYTES);
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.most_texts = self.most_texts.max(self.texts);
        self.texts = 0;
    }

    /// Whether these are the cells of a table that lays out the page: without header cells and caption, and with
    /// several paragraphs in a cell, or with text in no more than one cell of each row, beside marks, pictures and
    /// empty cells.
    ///
    /// For the posts of a forum, each beside its author, and for a letter whose text stands beside pictures. Gets a
    /// comparison without a header row wrong that has two paragraphs in a cell.
    pub(super) fn are_layout(&self) -> bool {
        !self.has_label && (self.hold_paragraphs || self.most_texts < 2)
    }
}

/// Whether a text is what items of a list begin with: a bullet or the like, or a number with a full stop or bracket.
fn is_list_mark(text: &str) -> bool {
    let number = text.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number || text.chars().count() <= MARK_CHARS && !text.contains(char::is_alphanumeric)
}
