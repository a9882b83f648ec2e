//! The notes of an article: their labels, and the text of a block with its marks written out and without the ways back.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::article::{Format, Style, StyledRange};
use crate::page::{BlockKind, EditKind, Notes, Page};
use crate::select::Verdict;

/// What stands between the cells of a table row in the text of its block.
const CELL_SEPARATOR: &str = " | ";

/// The labels of the notes of an article.
#[derive(Default)]
pub(super) struct Labels {
    /// The label of each note of the page; `None` if the article does not have the note.
    labels: Vec<Option<String>>,
    /// The notes that are a whole container, by that container.
    containers: HashMap<usize, usize>,
}

impl Labels {
    /// Gives a label to each note of which a block was kept: the letters and digits of its sign; `note1`, `note2`… if
    /// those are taken; the next number if the page shows no sign or a symbol.
    pub(super) fn of(notes: &Notes, verdicts: &[Verdict]) -> Labels {
        let is_kept = |block: usize| matches!(verdicts.get(block), Some(Verdict::Kept));
        let mut labels = vec![None; notes.all().len()];
        let mut containers = HashMap::new();
        let mut taken = HashSet::new();
        let (mut unsigned, mut number) = (Vec::new(), 0);
        for (index, note) in notes.all().iter().enumerate().filter(|(_, note)| note.blocks.clone().any(is_kept)) {
            containers.extend(note.container.map(|container| (container, index)));
            let letters: String = note.sign.chars().filter(char::is_ascii_alphanumeric).collect();
            if letters.is_empty() {
                unsigned.push(index);
                continue;
            }
            number += 1;
            let counted = (number..).map(|number| format!("note{number}"));
            // In Markdown, two labels that differ only in case are the same.
            let is_free = |label: &String| taken.insert(label.to_ascii_lowercase());
            labels[index] = [letters].into_iter().chain(counted).find(is_free);
        }
        let mut numbers = (1..).map(|number: usize| number.to_string());
        for index in unsigned {
            labels[index] = numbers.find(|label| taken.insert(label.clone()));
        }
        Labels { labels, containers }
    }

    /// The label of a note, if the article has the note.
    pub(super) fn get(&self, note: usize) -> Option<&str> {
        self.labels.get(note)?.as_deref()
    }

    /// The label of the note that a container is, if it is one.
    pub(super) fn of_container(&self, container: usize) -> Option<&str> {
        self.get(*self.containers.get(&container)?)
    }
}

/// A change of a block's text.
pub(super) struct Change {
    /// The stretch that is replaced; empty where a mark is added.
    text: Range<usize>,
    /// The label of the note whose mark comes in its place; `None` if nothing does.
    label: Option<String>,
}

/// The changes of a block's text: marks become the label of their note in square brackets; marks without a note and
/// ways back go.
pub(super) fn changes(page: &Page, index: usize, notes: &Notes, labels: &Labels) -> Vec<Change> {
    let block = &page.blocks[index];
    if block.kind == BlockKind::Preformatted {
        return Vec::new();
    }
    let text = page.block_text(block);
    let mut changes: Vec<Change> = number_cell(text, index, notes, labels).into_iter().collect();
    for edit in notes.edits(index) {
        let within = edit.text.start.max(block.text.start) - block.text.start..edit.text.end - block.text.start;
        let label = match edit.kind {
            EditKind::Mark(note) => labels.get(note).map(str::to_owned),
            EditKind::LostMark | EditKind::Return => None,
        };
        let range = if label.is_some() { within } else { with_spaces(text, within) };
        let start = range.start.max(changes.last().map_or(0, |last| last.text.end));
        changes.push(Change { text: start..range.end.max(start), label });
    }
    changes
}

/// The first cell of a table row that is a note, with the sign behind the cell, if the note's own sign is all that it
/// holds: the note begins with its label anyway.
fn number_cell(text: &str, index: usize, notes: &Notes, labels: &Labels) -> Option<Change> {
    let note = notes.of_block(index).filter(|note| labels.get(*note).is_some())?;
    let (cell, rest) = text.split_once(CELL_SEPARATOR)?;
    let note = &notes.all()[note];
    let letters = |sign: &str| sign.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let is_number = note.blocks.len() == 1 && !letters(cell).is_empty() && letters(cell) == letters(&note.sign);
    is_number.then(|| Change { text: 0..text.len() - rest.len(), label: None })
}

/// A stretch of a text with the space beside it that would be left over without it.
fn with_spaces(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].trim_end();
    let after = &text[range.end..];
    let closes = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')');
    if before.is_empty() {
        0..text.len() - after.trim_start().len()
    } else if after.chars().next().is_none_or(closes) {
        before.len()..range.end
    } else {
        range
    }
}

/// The text of a block after changes, which are in order and do not overlap. The ranges in its format are moved.
pub(super) fn changed(text: &str, changes: Vec<Change>, format: &mut Format) -> String {
    let mut moves = Moves { changes: Vec::with_capacity(changes.len()) };
    let mut out = String::with_capacity(text.len());
    let mut references = Vec::new();
    let mut at = 0;
    for change in changes {
        out.push_str(&text[at..change.text.start]);
        let start = out.len();
        if let Some(label) = change.label {
            let is_listed = is_listed(&text[..change.text.start]);
            out.extend(if is_listed { ["", &label, ""] } else { ["[", &label, "]"] });
            references.push(StyledRange { text: start..out.len(), style: Style::Reference(label) });
        }
        at = change.text.end;
        moves.changes.push((change.text, start..out.len()));
    }
    out.push_str(&text[at..]);
    format.styles.retain(|styled| !moves.covers(text, styled));
    for styled in &mut format.styles {
        let start = moves.behind(styled.text.start);
        styled.text = start..if styled.text.is_empty() { start } else { moves.before(styled.text.end).max(start) };
    }
    format.styles.extend(references);
    format.styles.sort_by_key(StyledRange::order);
    for cell in format.table.iter_mut().flat_map(|row| &mut row.cells) {
        let start = moves.before(cell.start);
        *cell = start..moves.behind(cell.end).max(start);
    }
    out
}

/// Whether a text ends within a list of marks in square brackets, as in "[1, ".
fn is_listed(before: &str) -> bool {
    let is_of_list = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | ' ');
    /// The longest such list that is recognised, in characters.
    const LIST_CHARS: usize = 24;
    before.chars().rev().take(LIST_CHARS).find(|c| !is_of_list(*c)) == Some('[')
}

/// Where the stretches of a text have come by changes: each range before and after.
struct Moves {
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Moves {
    /// Where an offset has come to; before what has come in place of a stretch that begins there.
    fn before(&self, at: usize) -> usize {
        let behind = self.changes.partition_point(|(old, _)| old.start < at);
        match self.changes[..behind].last() {
            Some((old, new)) if at < old.end => new.start,
            Some((old, new)) => at - old.end + new.end,
            None => at,
        }
    }

    /// Where an offset has come to; behind what has come in place of a stretch that ends there.
    fn behind(&self, at: usize) -> usize {
        let behind = self.changes.partition_point(|(old, _)| old.start <= at);
        match self.changes[..behind].last() {
            Some((old, new)) if at < old.end => new.end,
            Some((old, new)) => at - old.end + new.end,
            None => at,
        }
    }

    /// Whether a style covers nothing but what was changed, and signs between that: the style of a mark.
    fn covers(&self, text: &str, styled: &StyledRange) -> bool {
        let from = self.changes.partition_point(|(old, _)| old.end <= styled.text.start);
        let changes = self.changes[from..].iter().take_while(|(old, _)| old.start < styled.text.end);
        let (mut at, mut any) = (styled.text.start, false);
        for (old, _) in changes {
            if text[at..old.start.max(at)].contains(char::is_alphanumeric) {
                return false;
            }
            (at, any) = (old.end, true);
        }
        any && !text[at.min(styled.text.end)..styled.text.end].contains(char::is_alphanumeric)
    }
}

/// Whether a stretch of the page's text is a mark or a way back, so that it is no link of the article.
pub(super) fn is_edited(notes: &Notes, index: usize, text: &Range<usize>) -> bool {
    let edits = notes.edits(index);
    let next = edits.partition_point(|edit| edit.text.end < text.end);
    edits.get(next).is_some_and(|edit| edit.text.start <= text.start && !text.is_empty())
}
