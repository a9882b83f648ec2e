//! The lines of a dump while it is read: what is taken out of them, and which of them are joined.

use std::borrow::Cow;

use crate::cruft::Cruft;
use crate::lines::joining::LineJoin;
use crate::lines::line::Line;

/// The character that separates printed pages.
pub(super) const FORM_FEED: char = '\x0c';

/// A text as it reads without what a tool added.
#[derive(Default)]
pub(in crate::lines) struct Dump {
    /// The text that is left, its wrapped lines joined.
    pub(in crate::lines) text: String,
    /// What was taken out, in the order of the text.
    pub(in crate::lines) taken: Vec<Taken>,
    /// The title and the author, where the tool names them by the layout.
    pub(in crate::lines) title: Option<String>,
    pub(in crate::lines) author: Option<String>,
}

/// What was taken out of a text at one place.
pub(in crate::lines) struct Taken {
    /// The number of lines that are not blank before it in [`Dump::text`].
    pub(in crate::lines) lines_before: usize,
    pub(in crate::lines) text: String,
    pub(in crate::lines) kind: Cruft,
}

/// A line that is not blank.
pub(super) struct Row<'a> {
    pub(super) line: Line<'a>,
    /// The text of the line without its indentation, and without what was taken out of it.
    pub(super) text: Cow<'a, str>,
    /// The printed page that the line stands on, from 0. Form feeds separate pages.
    pub(super) page: usize,
    /// The kind of cruft that the line is, if it was taken out as a whole.
    pub(super) kind: Option<Cruft>,
    /// What was taken out of the line, and the kind of cruft that it is.
    pub(super) pieces: Vec<(String, Cruft)>,
    /// How the line goes on from the one before it that is left; `None` if it is a line of its own.
    pub(super) join: Option<LineJoin>,
    /// Whether a blank line is to stand before it, even if the dump has none there.
    pub(super) is_apart: bool,
}

/// All lines of a dump.
#[derive(Default)]
pub(super) struct Rows<'a> {
    pub(super) all: Vec<Row<'a>>,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    /// The number of columns that each line is moved to the left.
    pub(super) margin: usize,
}

impl<'a> Rows<'a> {
    /// The lines of a text.
    pub(super) fn of(text: &str, lines: &[Line<'a>]) -> Rows<'a> {
        let has_pages = text.contains(FORM_FEED);
        let mut page = 0;
        let mut start = 0;
        let row = |line: &Line<'a>| {
            if has_pages {
                let before = text.get(start..line.end).unwrap_or_default();
                // The end of a line may be that of several: a form feed ends one without a line feed.
                let before = before.find(line.text).map_or(before, |at| &before[..at]);
                page += before.matches(FORM_FEED).count();
                start += before.len() + line.text.len();
            }
            Row {
                line: *line,
                text: Cow::Borrowed(line.text),
                page,
                kind: None,
                pieces: Vec::new(),
                join: None,
                is_apart: false,
            }
        };
        Rows { all: lines.iter().map(row).collect(), ..Rows::default() }
    }

    /// Whether anything was taken out or joined.
    pub(super) fn is_changed(&self) -> bool {
        self.all.iter().any(|row| row.kind.is_some() || !row.pieces.is_empty() || row.join.is_some())
            || self.all.iter().any(|row| matches!(row.text, Cow::Owned(_)))
    }

    /// The text as it was read.
    pub(super) fn written(self) -> Dump {
        let Rows { all, title, author, margin } = self;
        let mut dump = Dump { title, author, ..Dump::default() };
        let (mut blanks, mut lines, mut is_taken, mut was_taken) = (0, 0, false, false);
        for row in all {
            blanks = blanks.max(row.line.blanks).max(usize::from(row.is_apart));
            if let Some(kind) = row.kind {
                dump.take(lines, row.line.text, kind, is_taken && row.line.blanks == 0);
                (is_taken, was_taken) = (true, true);
                continue;
            }
            is_taken = false;
            let is_joined = row.join.is_some() && lines > 0;
            let before = if is_joined || row.text.is_empty() { lines } else { lines + 1 };
            for (piece, kind) in row.pieces {
                dump.take(before, &piece, kind, false);
            }
            if row.text.is_empty() {
                continue;
            }
            match row.join.filter(|_| is_joined) {
                Some(LineJoin::Space) => dump.text.push(' '),
                Some(LineJoin::Broken) => drop(dump.text.pop()),
                Some(LineJoin::Nothing) => {}
                None => {
                    if lines > 0 {
                        // What was taken out leaves no larger gap behind.
                        let most = if was_taken { 1 } else { usize::MAX };
                        dump.text.extend(std::iter::repeat_n('\n', 1 + blanks.min(most)));
                    }
                    dump.text.push_str(without_margin(&row.line, margin));
                    lines += 1;
                }
            }
            dump.text.push_str(&row.text);
            (blanks, was_taken) = (0, false);
        }
        dump
    }
}

impl Dump {
    /// Remembers a text that was taken out behind `lines` lines. A text that `goes_on` is a further line of the one
    /// before it.
    fn take(&mut self, lines: usize, text: &str, kind: Cruft, goes_on: bool) {
        match self.taken.last_mut().filter(|last| goes_on && last.kind == kind) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            None => self.taken.push(Taken { lines_before: lines, text: text.to_owned(), kind }),
        }
    }
}

/// The indentation of a line without its first `margin` columns. Tabs are kept.
fn without_margin<'a>(line: &Line<'a>, margin: usize) -> &'a str {
    let whole = line.with_indent();
    let indent = &whole[..whole.len() - line.text.len()];
    let spaces = indent.bytes().take(margin).take_while(|byte| *byte == b' ').count();
    &indent[spaces..]
}

/// The number of words of a text.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The groups of rows between blank lines, form feeds and lines that were taken out, as ranges.
pub(super) fn groups(rows: &[Row<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.kind.is_none()) {
        match groups
            .last_mut()
            .filter(|last| last.end == index && row.line.blanks == 0 && row.page == rows[index - 1].page)
        {
            Some(last) => last.end = index + 1,
            None => groups.push(index..index + 1),
        }
    }
    groups
}
