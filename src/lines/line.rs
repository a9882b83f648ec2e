//! The lines of a plain text: their text, their indentation, and the number of blank lines before them.

use std::ops::Range;

use crate::chars::{is_unspaced, verbatim_len};

/// Columns that a tab is counted as when indentation is measured. Set by hand.
const TAB_COLUMNS: usize = 4;

/// The bullet, number or letter that a list item begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// Length of the mark and the space after it, in bytes. 0 if the mark stays in the text of the item, as letters do:
    /// the text may refer to them, as in "see (b)".
    pub(super) mark_bytes: usize,
    /// The item's number, if it is numbered by digits.
    pub(super) number: Option<u32>,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The line without white space at its ends.
    pub(super) text: &'a str,
    /// Indentation of the text, in columns.
    pub(super) indent: usize,
    /// Number of blank lines before this line.
    pub(super) blanks: usize,
    /// The mark at the beginning of the line, if it is a list item. `None` for every line until the items are marked.
    pub(super) item: Option<Item>,
    /// The line with its indentation, but without white space at its end.
    indented: &'a str,
    /// Offset in the source behind this line and its line feed, in bytes.
    pub(super) end: usize,
}

impl<'a> Line<'a> {
    /// The line with its indentation, but without white space at its end.
    pub(super) fn with_indent(&self) -> &'a str {
        self.indented
    }
}

/// Cuts a text at its line ends (any that Unicode lists) into lines, and leaves the blank ones out. Fails if there are
/// more than `max` lines, with the number of bytes that were read by then.
pub(super) fn split(text: &str, max: usize) -> Result<Vec<Line<'_>>, usize> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut read = 0;
    for ended in text.split_inclusive('\n') {
        read += ended.len();
        let line = ended.strip_suffix('\n').unwrap_or(ended);
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in split_at_rare_ends(line) {
            let mut indented = line.trim_end_matches(is_space);
            if lines.is_empty() {
                indented = indented.trim_start_matches('\u{feff}');
            }
            let text = indented.trim_start_matches(is_space);
            if text.is_empty() {
                blanks += 1;
                continue;
            }
            let indent = indented[..indented.len() - text.len()].chars().map(columns).sum();
            if lines.len() == max {
                return Err(read);
            }
            lines.push(Line { text, indent, blanks, item: None, indented, end: read });
            blanks = 0;
        }
    }
    Ok(lines)
}

/// Cuts a text without line feeds at its other line ends: carriage returns, form feeds, and those beyond ASCII.
fn split_at_rare_ends(text: &str) -> impl Iterator<Item = &str> {
    // Looks for the first bytes of these line ends. The loop has no branch because nearly all texts have none of them.
    let may_end = text.bytes().fold(false, |may, byte| may | matches!(byte, b'\r' | b'\x0b' | b'\x0c' | 0xc2 | 0xe2));
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let is_end = |c| matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        match may_end.then(|| text.split_once(is_end)).flatten() {
            Some((line, after)) => {
                rest = Some(after);
                Some(line)
            }
            None => Some(text),
        }
    })
}

/// Whether a character is trimmed at the ends of a line: white space, controls, and zero-width characters.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The columns that a character of the indentation takes.
fn columns(c: char) -> usize {
    match c {
        '\t' => TAB_COLUMNS,
        c if c.is_whitespace() => 1,
        _ => 0,
    }
}

/// The length of a text in characters. A character of a script without spaces between words says as much as two
/// others, and counts twice.
fn weighted_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(|c| 1 + usize::from(is_unspaced(c))).sum() }
}

/// Whether a text has at least `chars` characters, as [`weighted_len`] counts them.
pub(super) fn has_chars(text: &str, chars: usize) -> bool {
    // Every character has at least as many bytes as it counts for and counts for at least one, so that most texts are
    // decided by a cheaper length.
    text.len() >= chars && (text.chars().count() >= chars || weighted_len(text) >= chars)
}

/// The groups of lines that have no blank line between them, as ranges of indices.
pub(super) fn groups<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = 0;
    lines.chunk_by(|_, next| next.blanks == 0).map(move |group| {
        let range = start..start + group.len();
        start = range.end;
        range
    })
}

/// Appends a text to `into`, with each run of white space as one space and without invisible characters.
pub(super) fn squeeze(text: &str, into: &mut String) {
    let mut rest = text;
    let mut needs_space = false;
    while !rest.is_empty() {
        let (plain, other) = rest.split_at(verbatim_len(rest));
        if !plain.is_empty() {
            if needs_space {
                into.push(' ');
            }
            into.push_str(plain);
            needs_space = false;
        }
        let mut chars = other.chars();
        needs_space |= chars.next().is_some_and(char::is_whitespace);
        rest = chars.as_str();
    }
}
