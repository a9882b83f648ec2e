//! What a line is: an item of a list, a rule, a heading.

use super::line::{Item, Line, has, is_space};
use crate::chars::{HEADING_NEVER_ENDS, SAID_ENDS, is_alphanumeric};
use crate::date;
use crate::page::{BlockKind, Page, Separator};

/// Columns by which an item is indented in the one around it, at least.
pub(super) const ITEM_INDENT: usize = 2;
/// Deeper lists are told no more apart.
pub(super) const MAX_DEPTH: u8 = 6;
/// A list has no more items: greater numbers are years.
const MAX_NUMBER: u32 = 999;
/// The mark of an item has no more bytes, its space included: "(viii) ".
const MAX_MARK: usize = 7;
/// Sets off items, and what is said.
const DASH: char = '–';
/// A heading is no longer (characters)…
const HEADING_CHARS: usize = 100;
/// …and stands before a paragraph of this length or more.
const PARAGRAPH_CHARS: usize = 80;

/// Reads the mark that a line begins with: a bullet, a number, a letter.
fn item(line: &str) -> Option<Item> {
    let first = line.chars().next()?;
    let (mark, is_own, number) = match first {
        '-' | '+' | '*' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '■' => (first.len_utf8(), true, None),
        '(' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {
            let len = line.find(char::is_whitespace).filter(|len| *len < MAX_MARK)?;
            let number = Number::read(&line[..len])?;
            // "14. Februar 2024" is no item.
            if matches!(number, Number::Digits(_)) && date::find(line).is_some_and(|found| found.range.start == 0) {
                return None;
            }
            match number {
                Number::Digits(number) => (len, true, Some(number)),
                Number::Letters => (len, false, None),
            }
        }
        _ => return None,
    };
    let rest = line[mark..].trim_start_matches(is_space);
    let space = line.len() - mark - rest.len();
    let is_text = rest.contains(is_alphanumeric) && !rest.starts_with(['-', '*', '•', '·']);
    (space > 0 && is_text).then_some(Item { mark: if is_own { mark + space } else { 0 }, number })
}

/// What an item is numbered by.
enum Number {
    Digits(u32),
    Letters,
}

impl Number {
    /// Reads "1.", "1)", "(1)", "a)", "(a)", "iv)", "(iv)" and "iv.". A capital before a full stop is an initial, or the number
    /// of a chapter.
    fn read(mark: &str) -> Option<Number> {
        let (inner, is_stop) = match mark.strip_suffix(')') {
            Some(rest) => (rest.strip_prefix('(').unwrap_or(rest), false),
            None => (mark.strip_suffix('.')?, true),
        };
        if inner.starts_with(|c: char| c.is_ascii_digit() && c != '0')
            && inner.bytes().all(|byte| byte.is_ascii_digit())
        {
            return inner.parse().ok().filter(|number| *number <= MAX_NUMBER).map(Number::Digits);
        }
        let is_letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_stop;
        let is_roman = |signs: &str| !inner.is_empty() && inner.chars().all(|c| signs.contains(c));
        (is_letter || is_roman("ivx") || is_roman("IVX") && !is_stop).then_some(Number::Letters)
    }
}

/// Marks the lines of a group that are items of a list. One line alone does not always tell: letters and dashes set off
/// several items, and most dashes stand before dialogue.
pub(super) fn mark_items(group: &mut [Line<'_>]) {
    group.iter_mut().for_each(|line| line.item = item(line.text));
    let is_lettered = |line: &Line<'_>| line.item.is_some_and(|item| item.mark == 0);
    if group.iter().filter(|line| is_lettered(line)).count() == 1 {
        group.iter_mut().filter(|line| is_lettered(line)).for_each(|line| line.item = None);
    }
    let is_dashed = |line: &Line<'_>| line.text.strip_prefix(DASH).is_some_and(|rest| rest.starts_with(is_space));
    if group.iter().filter(|line| is_dashed(line)).count() > 1
        && !group.iter().any(|line| line.text.ends_with(SAID_ENDS))
    {
        for line in group.iter_mut().filter(|line| is_dashed(line)) {
            let rest = line.text.trim_start_matches(DASH).trim_start_matches(is_space);
            line.item = Some(Item { mark: line.text.len() - rest.len(), number: None });
        }
    }
}

/// Whether a line is drawn rather than written.
pub(super) fn is_rule(line: &str) -> bool {
    !line.contains(is_alphanumeric)
}

/// Marks the headings.
pub(super) fn mark_headings(page: &mut Page) {
    for index in 0..page.blocks.len() {
        if is_heading(page, index) {
            page.blocks[index].kind = BlockKind::Heading { level: 2 };
        }
    }
}

/// Whether a short line stands by itself above a paragraph.
fn is_heading(page: &Page, index: usize) -> bool {
    let block = &page.blocks[index];
    let Some(next) = page.blocks.get(index + 1) else { return false };
    let text = page.block_text(block);
    block.kind == BlockKind::Paragraph
        && page.separators[index] == Separator::Blank
        && page.separators[index + 1] == Separator::Blank
        && next.kind != BlockKind::Preformatted
        && has(page.block_text(next), PARAGRAPH_CHARS)
        && !has(text, HEADING_CHARS + 1)
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(HEADING_NEVER_ENDS)
}
