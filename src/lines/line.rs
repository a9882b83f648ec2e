//! The lines of a text: what they hold, how far they are indented, how many blank ones come before.

use std::ops::Range;

use crate::chars::{is_unspaced, plain_len};

/// Columns of a tab.
const TAB: usize = 4;

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// Bytes of the mark and the space behind it; none if the mark is part of the text, which may refer to it: "see (b)".
    pub(super) mark: usize,
    pub(super) number: Option<u32>,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Without spaces around it.
    pub(super) text: &'a str,
    /// Columns before the text.
    pub(super) indent: usize,
    /// Blank lines before it.
    pub(super) blanks: usize,
    /// The mark that it begins with, if it is an item of a list: none until the items are marked.
    pub(super) item: Option<Item>,
    /// From its first column to the end of the text.
    indented: &'a str,
    /// How far the source was read when it ended, in bytes.
    pub(super) end: usize,
}

impl<'a> Line<'a> {
    pub(super) fn with_indent(&self) -> &'a str {
        self.indented
    }
}

/// Cuts a text at its line ends, whichever they are, into so many lines at most; beyond that, tells how far it was read.
pub(super) fn split(text: &str, max: usize) -> Result<Vec<Line<'_>>, usize> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut read = 0;
    for ended in text.split_inclusive('\n') {
        read += ended.len();
        let line = ended.strip_suffix('\n').unwrap_or(ended);
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in parts(line) {
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

/// The lines of a text without line feeds.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    // The first bytes of what ends a line. Without a branch: nearly all texts have none of them.
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

/// What is white, or nothing at all, where text begins and ends.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        c if c.is_whitespace() => 1,
        _ => 0,
    }
}

/// The length of a text in characters; one of a script without spaces says as much as two others.
fn len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(|c| 1 + usize::from(is_unspaced(c))).sum() }
}

/// Whether a text has so many characters, as [`len`] counts them.
pub(super) fn has(text: &str, chars: usize) -> bool {
    // None has fewer bytes than it counts for, or counts for nothing.
    text.len() >= chars && (text.chars().count() >= chars || len(text) >= chars)
}

/// The runs of lines without a blank one between them.
pub(super) fn groups<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = 0;
    lines.chunk_by(|_, next| next.blanks == 0).map(move |group| {
        let range = start..start + group.len();
        start = range.end;
        range
    })
}

/// Adds a text with each run of white space as one space, and without what no reader sees.
pub(super) fn squeeze(text: &str, into: &mut String) {
    let mut rest = text;
    let mut is_open = false;
    while !rest.is_empty() {
        let (plain, other) = rest.split_at(plain_len(rest));
        if !plain.is_empty() {
            if is_open {
                into.push(' ');
            }
            into.push_str(plain);
            is_open = false;
        }
        let mut chars = other.chars();
        is_open |= chars.next().is_some_and(char::is_whitespace);
        rest = chars.as_str();
    }
}
