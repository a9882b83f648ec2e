//! The lines of a text: what they hold, how far they are indented, how many blank ones come before.

use std::ops::Range;

/// Columns of a tab.
const TAB: usize = 4;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Without spaces around it.
    pub(super) text: &'a str,
    /// Columns before the text.
    pub(super) indent: usize,
    /// Blank lines before it.
    pub(super) blanks: usize,
    /// From its first column to the end of the text.
    whole: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn with_indent(&self) -> &'a str {
        self.whole
    }
}

/// Cuts a text at its line ends, whichever they are.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in line.split(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let whole = line.trim_end_matches(is_space);
            let text = whole.trim_start_matches(is_space);
            if text.is_empty() {
                blanks += 1;
                continue;
            }
            let indent = whole[..whole.len() - text.len()].chars().map(columns).sum();
            lines.push(Line { text, indent, blanks, whole });
            blanks = 0;
        }
    }
    lines
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

/// The runs of lines without a blank one between them.
pub(super) fn groups<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = 0;
    lines.chunk_by(|_, next| next.blanks == 0).map(move |group| {
        let range = start..start + group.len();
        start = range.end;
        range
    })
}

/// Adds a text with each run of white space as one space.
pub(super) fn squeeze(text: &str, into: &mut String) {
    let bytes = text.as_bytes();
    let is_plain = |at: usize| bytes[at] > b' ' && bytes[at] < 0x7f || bytes[at] == b' ' && bytes[at - 1] != b' ';
    let plain = (1..bytes.len()).find(|at| !is_plain(*at)).unwrap_or(bytes.len());
    if plain == bytes.len() {
        into.push_str(text);
        return;
    }
    let mut is_open = false;
    for c in text.chars() {
        if is_space(c) {
            is_open = true;
            continue;
        }
        if std::mem::take(&mut is_open) {
            into.push(' ');
        }
        into.push(c);
    }
}
