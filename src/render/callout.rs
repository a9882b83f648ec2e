//! The labels of callouts.

use crate::article::{Block, Enclosure};
use crate::chars::ends_sentence;

/// Signs behind a label.
const LABEL_ENDS: [char; 6] = [':', '!', ' ', '\u{a0}', '：', '！'];

/// A label has at most this many characters: "Sicherheitswarnung" has 18. More without a space are a sentence in
/// Chinese. Set by hand.
const LABEL_CHARS: usize = 20;

/// Whether the block with this index is the label of a callout, a word such as "Warning" that stands first in it and is
/// not all of it. Formats that show the kind of the callout leave it out.
pub(super) fn is_label(blocks: &[Block], index: usize) -> bool {
    let block = &blocks[index];
    let Some(callout @ Enclosure::Quote(_, Some(_))) = block.format.enclosures.last() else { return false };
    let is_in_callout = |block: &Block| block.format.enclosures.iter().any(|other| other.is_same(callout));
    let text = block.text().trim_end_matches(LABEL_ENDS);
    let begins = index.checked_sub(1).is_none_or(|before| !is_in_callout(&blocks[before]));
    begins
        && blocks.get(index + 1).is_some_and(is_in_callout)
        && !text.contains(char::is_whitespace)
        && text.chars().count() <= LABEL_CHARS
        && !text.ends_with(ends_sentence)
        && block.format.code.is_none()
        && block.format.table.is_none()
        && block.format.before.is_empty()
}
