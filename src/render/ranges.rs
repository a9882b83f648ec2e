//! Where in the plain text of an article its blocks lie.

use std::ops::Range;

use super::text::text_with_ranges;
use crate::article::{Article, Block};
use crate::chars::is_unseen;
use crate::page::BlockKind;

/// Finding the blocks of a plain text in it looks at each of its bytes, and each of theirs, this many times at most.
/// Set by hand: a text that was cleaned takes one look at each byte, and up to [`MARK_CHARS`] at those that may be a
/// mark.
const MOST_LOOKS: usize = 32;

/// The mark of a list item in plain text, such as a bullet, is looked for in at most this many characters. The longest
/// is "(999)"; between the mark and the text may stand some invisible characters.
const MARK_CHARS: usize = 16;

impl Article {
    /// For each block, the range of bytes of [`text`](Article::text) where it lies, in order. The ranges do not
    /// overlap, and nothing but white space and invisible characters stands between them.
    ///
    /// The range of a list item begins with its bullet or number, that of a note with its label, and any with the
    /// formulas before it. Inside is the [text of the block](Block::text); raised and lowered signs are written out, as
    /// in "10^6". [Cleaned](crate::Extractor::clean) text has the spaces and line breaks that it came with. In an
    /// article that was read from elsewhere, blocks that do not stand in its text have empty ranges.
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <p>You need, for one loaf that feeds a family of four for two days:</p>\
    ///     <ol><li>a pound of strong flour from the mill down the road</li><li>a spoon of salt</li></ol>";
    /// let article = unboil::extract(html)?;
    /// let text = article.text();
    /// let ranges = article.block_ranges();
    /// assert_eq!(&text[ranges[0].clone()], "Bread");
    /// assert_eq!(&text[ranges[4].clone()], "2. a spoon of salt");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn block_ranges(&self) -> Vec<Range<usize>> {
        text_and_ranges(self).1
    }
}

/// The plain text of an article, and the range of each block in it.
pub(super) fn text_and_ranges(article: &Article) -> (String, Vec<Range<usize>>) {
    match &article.verbatim {
        Some(text) => (text.clone(), in_own_layout(&article.blocks, text)),
        None => {
            let mut ranges = Vec::with_capacity(article.blocks.len());
            (text_with_ranges(&article.blocks, |range| ranges.push(range)), ranges)
        }
    }
}

/// The ranges of the blocks of a plain text in that text, which has its own layout. Each block has the characters of
/// the text in order, without the marks of list items, and with other white space.
fn in_own_layout(blocks: &[Block], text: &str) -> Vec<Range<usize>> {
    let mut end = 0;
    let bytes = text.len() + blocks.iter().map(|block| block.text.len()).sum::<usize>();
    let mut looks = MOST_LOOKS * bytes;
    let range = |block: &Block| {
        let indent = text[end..].len() - text[end..].trim_start_matches(is_unseen).len();
        let mut start = end + indent;
        if block.kind == BlockKind::Preformatted {
            // The indent of the first line belongs to program code.
            start = text[end..start].rfind('\n').map_or(start, |line_end| end + line_end + 1);
        }
        let marks = text[start..].char_indices().map(|(at, _)| start + at).take(MARK_CHARS);
        let own_end = marks.into_iter().find_map(|at| end_of(&block.text, text, at, &mut looks));
        end = own_end.unwrap_or(start);
        start.min(end)..end
    };
    blocks.iter().map(range).collect()
}

/// The offset behind a block whose text begins at offset `at` of a plain text; `None` if another text begins there.
/// Each character of the text that is looked at takes one of the `looks`, of which none may be left: in an article that
/// was stored elsewhere, each of many blocks may begin where a long stretch of white space follows.
fn end_of(block: &str, text: &str, at: usize, looks: &mut usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    for wanted in block.chars().filter(|c| !c.is_whitespace()) {
        loop {
            *looks = looks.checked_sub(1)?;
            match rest.next()? {
                c if c == wanted => break,
                // White space, and what is invisible, may be missing in the text of the block.
                c if is_unseen(c) => {}
                _ => return None,
            }
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// The plain text of an article in its own layout without one of its blocks, and without the blank lines behind it.
pub(super) fn without(block: usize, article: &Article) -> String {
    let (mut text, ranges) = text_and_ranges(article);
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    let cut = match (ranges.get(block), ranges.get(block + 1)) {
        (Some(own), Some(next)) if text[own.end..next.start].contains('\n') => {
            line_start(own.start)..line_start(next.start)
        }
        (Some(own), Some(next)) => own.start..next.start,
        (Some(own), None) => text[..own.start].trim_end().len()..text.len(),
        (None, _) => return text,
    };
    text.replace_range(cut, "");
    text
}
