//! What a line is: an item of a list, a rule, a heading, a field of a mail's head.

use super::line::{has, is_space};
use crate::date;
use crate::page::{BlockKind, Page, Seam};

/// Columns by which an item is indented in the one around it, at least.
pub(super) const ITEM_INDENT: usize = 2;
/// Deeper lists are told no more apart.
pub(super) const MAX_DEPTH: u8 = 6;
/// A list has no more items: greater numbers are years.
const MAX_NUMBER: u32 = 999;
/// A heading is no longer (characters)…
const HEADING_CHARS: usize = 100;
/// …and stands before a paragraph of this length or more.
const PARAGRAPH_CHARS: usize = 80;
/// The name of a field is no longer.
const FIELD_CHARS: usize = 20;
/// Fewer fields are no head of a mail.
const FIELDS: usize = 3;

/// The mark of an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Bytes of the mark and the space behind it.
    pub(super) mark: usize,
    pub(super) number: Option<u32>,
}

/// Reads the mark that a line begins with: a bullet or a number.
pub(super) fn item(line: &str) -> Option<Item> {
    let first = line.chars().next()?;
    let (mark, number) = match first {
        '-' | '*' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '■' => (first.len_utf8(), None),
        '1'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let number = line[..digits].parse().ok().filter(|number| *number <= MAX_NUMBER)?;
            (digits + usize::from(line[digits..].starts_with(['.', ')'])), Some(number))
        }
        _ => return None,
    };
    // "14. Februar 2024" is no item.
    let is_date = || date::find(line).is_some_and(|found| found.range.start == 0);
    let is_marked = number.is_none() || line[..mark].ends_with(['.', ')']) && !is_date();
    let rest = line[mark..].trim_start_matches(is_space);
    let space = line.len() - mark - rest.len();
    let is_text = rest.contains(char::is_alphanumeric) && !rest.starts_with(['-', '*', '•', '·']);
    (is_marked && space > 0 && is_text).then_some(Item { mark: mark + space, number })
}

/// Whether a line is drawn rather than written.
pub(super) fn is_rule(line: &str) -> bool {
    !line.contains(char::is_alphanumeric)
}

/// Marks the headings, and the head of a mail as a table.
pub(super) fn mark(page: &mut Page) {
    for index in 0..page.blocks.len() {
        if is_heading(page, index) {
            page.blocks[index].kind = BlockKind::Heading { level: 2 };
        }
    }
    mark_fields(page);
}

/// Whether a short line stands by itself above a paragraph.
fn is_heading(page: &Page, index: usize) -> bool {
    let block = &page.blocks[index];
    let Some(next) = page.blocks.get(index + 1) else { return false };
    let text = page.block_text(block);
    block.kind == BlockKind::Paragraph
        && page.seams[index] == Seam::Blank
        && page.seams[index + 1] == Seam::Blank
        && next.kind != BlockKind::Preformatted
        && has(page.block_text(next), PARAGRAPH_CHARS)
        && !has(text, HEADING_CHARS + 1)
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(['.', ',', ';', ':', '…', '。'])
}

/// Marks the head of a mail at the beginning of the text.
fn mark_fields(page: &mut Page) {
    let is_field = |text: &str| {
        text.split_once(": ").is_some_and(|(name, _)| {
            name.chars().count() <= FIELD_CHARS
                && name.starts_with(char::is_uppercase)
                && name.chars().all(|c| c.is_alphabetic() || c == '-')
        })
    };
    let fields = page.blocks.iter().take_while(|block| is_field(page.block_text(block))).count();
    let has = |names: &[&str]| {
        page.blocks[..fields].iter().any(|block| names.iter().any(|name| page.block_text(block).starts_with(name)))
    };
    if fields >= FIELDS
        && has(&["Subject:", "Betreff:", "Objet:", "Asunto:", "Oggetto:", "Assunto:", "Temat:", "Тема:"])
    {
        page.blocks[..fields].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
    }
}
