//! Rendering as plain text.

use std::ops::Range;

use super::{raised, tex};
use crate::article::{Block, Enclosure};
use crate::limits::MAX_ENCLOSURES;
use crate::page::BlockKind;

/// Before an item, for each list around its own.
const INDENT: &str = "  ";

/// Blocks as plain text, see [`Article::text`](crate::Article::text).
pub(crate) fn text(blocks: &[Block]) -> String {
    text_with_ranges(blocks, |_| {})
}

/// Blocks as plain text. `add_range` is called with the range of each block in it, from its bullet, number or label on;
/// the indent of an item is outside. A formula between two blocks is in the range of the second, or of the last block
/// if it stands behind that.
pub(super) fn text_with_ranges(blocks: &[Block], mut add_range: impl FnMut(Range<usize>)) -> String {
    let mut text = String::with_capacity(blocks.iter().map(|block| block.text.len() + 2).sum());
    let mut before: Option<BlockKind> = None;
    let mut last_note = None;
    for block in blocks {
        if let Some(before) = before {
            text.push_str(if continues(before, block.kind) { "\n" } else { "\n\n" });
        }
        let note = note(block);
        let mut start = text.len();
        let formulas = tex::lines(block.format.before.iter().map(|(_, style)| style));
        formulas.for_each(|formula| text.extend([formula.as_str(), "\n\n"]));
        let formulas_start = (text.len() > start).then_some(start);
        start = text.len();
        if let Some(label) = note.filter(|_| note != last_note) {
            text.extend(["[", label, "] "]);
        } else if let BlockKind::ListItem { depth, number } = block.kind {
            text.push_str(&INDENT.repeat(usize::from(depth.clamp(1, MAX_ENCLOSURES)) - 1));
            start = text.len();
            match number {
                Some(number) => text.push_str(&format!("{number}. ")),
                None => text.push_str("- "),
            }
        }
        raised::push(block, &(0..block.text.len()), &mut text);
        for formula in tex::lines(block.format.behind.iter()) {
            text.extend(["\n\n", formula.as_str()]);
        }
        add_range(formulas_start.unwrap_or(start)..text.len());
        before = Some(block.kind);
        last_note = note;
    }
    text
}

/// The label of the note that a block belongs to, if any.
fn note(block: &Block) -> Option<&str> {
    match block.format.enclosures.first() {
        Some(Enclosure::Note(label)) => Some(label),
        _ => None,
    }
}

/// Whether two neighbouring blocks are both list items or both table rows, so that a line break separates them.
fn continues(before: BlockKind, after: BlockKind) -> bool {
    matches!(
        (before, after),
        (BlockKind::ListItem { .. }, BlockKind::ListItem { .. }) | (BlockKind::TableRow, BlockKind::TableRow)
    )
}
