//! Detects what a line is: a list item, a rule (a line that is drawn, such as `* * *`), or a heading.

use super::line::{Item, Line, has_chars, is_space};
use crate::chars::{HEADING_NEVER_ENDS, SAID_ENDS, is_alphanumeric};
use crate::date;
use crate::page::{BlockKind, Page, Separator};

/// Columns of indentation that put a list item one level deeper. Set by hand.
pub(super) const ITEM_INDENT: usize = 2;
/// Greatest nesting depth of a list item: deeper ones get this depth. Set by hand.
pub(super) const MAX_DEPTH: u8 = 6;
/// Greatest number of a list item: greater numbers at the beginning of a line are years.
const MAX_NUMBER: u32 = 999;
/// Greatest length of a list item's number or letters with the space behind, in bytes: that of "(viii) ".
const MAX_MARK_BYTES: usize = 7;
/// The dash that begins list items, but also lines of dialogue.
const DASH: char = '–';
/// Greatest length of a heading, in characters. Set by hand.
const HEADING_CHARS: usize = 100;
/// A heading stands above a paragraph of at least this many characters. Set by hand.
const PARAGRAPH_CHARS: usize = 80;

/// Reads the mark of a list item at the beginning of a line: a bullet, a number or a letter. `None` if there is none,
/// or no text behind it.
fn item(line: &str) -> Option<Item> {
    let first = line.chars().next()?;
    let (mark, is_stripped, number) = match first {
        '-' | '+' | '*' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '■' => (first.len_utf8(), true, None),
        '(' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {
            let len = line.find(char::is_whitespace).filter(|len| *len < MAX_MARK_BYTES)?;
            let number = Number::read(&line[..len])?;
            // A date is no list item: "14. Februar 2024".
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
    (space > 0 && is_text).then_some(Item { mark_bytes: if is_stripped { mark + space } else { 0 }, number })
}

/// Whether a line begins like a list item: with a bullet, a number or a letter.
pub(super) fn is_item(line: &str) -> bool {
    item(line).is_some()
}

/// How a list item is numbered.
enum Number {
    Digits(u32),
    /// A letter or a Roman numeral, whose value is not read.
    Letters,
}

impl Number {
    /// Reads "1.", "1)", "(1)", "a)", "(a)", "iv)", "(iv)" and "iv.". Capital letters before a full stop are not read:
    /// they are an initial or the number of a chapter.
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

/// Sets [`Line::item`] for the lines of a group that are list items. Letters and dashes count only if several lines of
/// the group have them, and dashes only if no line ends like dialogue, which most lines after a dash are.
pub(super) fn mark_items(group: &mut [Line<'_>]) {
    group.iter_mut().for_each(|line| line.item = item(line.text));
    let is_lettered = |line: &Line<'_>| line.item.is_some_and(|item| item.mark_bytes == 0);
    if group.iter().filter(|line| is_lettered(line)).count() == 1 {
        group.iter_mut().filter(|line| is_lettered(line)).for_each(|line| line.item = None);
    }
    let is_dashed = |line: &Line<'_>| line.text.strip_prefix(DASH).is_some_and(|rest| rest.starts_with(is_space));
    if group.iter().filter(|line| is_dashed(line)).count() > 1
        && !group.iter().any(|line| line.text.ends_with(SAID_ENDS))
    {
        for line in group.iter_mut().filter(|line| is_dashed(line)) {
            let rest = line.text.trim_start_matches(DASH).trim_start_matches(is_space);
            line.item = Some(Item { mark_bytes: line.text.len() - rest.len(), number: None });
        }
    }
}

/// Whether a line is a rule, that is, has no letter or digit: `* * *`, `-----`.
pub(super) fn is_rule(line: &str) -> bool {
    !line.contains(is_alphanumeric)
}

/// Makes headings of the paragraphs that [`is_heading`] takes for one. Plain text does not show their level; all get
/// level 2.
pub(super) fn mark_headings(page: &mut Page) {
    for index in 0..page.blocks.len() {
        if is_heading(page, index) {
            page.blocks[index].kind = BlockKind::Heading { level: 2 };
        }
    }
}

/// Whether a block is a heading: a short line by itself above a paragraph, between blank lines, that begins with a
/// letter or digit and ends with no sign that headings never end with.
fn is_heading(page: &Page, index: usize) -> bool {
    let block = &page.blocks[index];
    let Some(next) = page.blocks.get(index + 1) else { return false };
    let text = page.block_text(block);
    block.kind == BlockKind::Paragraph
        && page.separators[index] == Separator::Blank
        && page.separators[index + 1] == Separator::Blank
        && next.kind != BlockKind::Preformatted
        && has_chars(page.block_text(next), PARAGRAPH_CHARS)
        && !has_chars(text, HEADING_CHARS + 1)
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(HEADING_NEVER_ENDS)
}
