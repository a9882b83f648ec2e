//! The notes of a page: what marks in its text, such as a raised number, lead to.
//!
//! Links and ids say which mark leads to which note. A link is a mark only if its text is a sign, what it leads to
//! comes later, and more than that speaks for a note: it is raised, the id is one that programs give to notes, the note
//! begins with the sign in brackets, or a link leads back to the mark.

mod places;
mod signs;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Block, BlockKind, MarkKind, Page, SpanKind};
use places::{Places, target};
pub(crate) use signs::{is_return, is_sign};

/// A mark that leads to the list of all notes belongs to one of at most this many blocks there. Set by hand.
const LIST_BLOCKS: usize = 200;

/// The notes of a page, and the stretches of its text that belong to them.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    notes: Vec<Note>,
    /// For each block of a note, the note.
    by_block: HashMap<usize, usize>,
    /// Marks and ways back, in the order of the text; no two overlap.
    edits: Vec<Edit>,
    /// The blocks that are notes whose marks are not on the page, by the ways back that they begin with.
    unmarked: Vec<usize>,
}

/// A note.
#[derive(Debug)]
pub(crate) struct Note {
    /// Its blocks.
    pub(crate) blocks: Range<usize>,
    /// The container with just these blocks, if there is one.
    pub(crate) container: Option<usize>,
    /// The sign of its first mark, without brackets; empty if the page shows none.
    pub(crate) sign: String,
    /// Whether it stands beside its mark, see [`Aside`](super::Aside).
    is_aside: bool,
}

/// A stretch of a block's text that is no words of the text: a mark, or a way back to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) block: usize,
    /// Where it lies in [`Page::text`], with the brackets around it; empty if the page shows nothing there.
    pub(crate) text: Range<usize>,
    pub(crate) kind: EditKind,
}

/// What a stretch of text that belongs to a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EditKind {
    /// A mark that leads to the note with this index.
    Mark(usize),
    /// A mark whose note is not on the page.
    LostMark,
    /// A way back from a note to its mark, or the sign that the note begins with.
    Return,
}

/// A link that may be a mark.
struct Candidate<'a> {
    block: usize,
    /// Where it lies in the text, with the brackets right around it.
    text: Range<usize>,
    sign: &'a str,
    id: &'a str,
    is_raised: bool,
    /// Whether it is in brackets, alone or among other numbers.
    has_brackets: bool,
    /// Whether its address is nothing but the id.
    is_local: bool,
}

impl Notes {
    /// Finds the notes of a page, and what leads to them and back.
    pub(crate) fn of(page: &Page) -> Notes {
        let mut notes = Notes::default();
        let candidates = candidates(page);
        if candidates.is_empty() && page.asides.is_empty() {
            return notes;
        }
        let places = Places::of(page);
        let shared = shared_ids(&candidates);
        let mut edits = Vec::new();
        for candidate in &candidates {
            let is_shared = shared.contains(candidate.id);
            let note = notes.listed(page, &places, candidate, is_shared);
            let kind = match note.or_else(|| notes.led_to(page, &places, candidate)) {
                Some(note) => EditKind::Mark(note),
                None if is_lost_way_back(page, &places, candidate) => {
                    notes.unmarked.push(candidate.block);
                    continue;
                }
                None if is_lost(page, &places, candidate) => EditKind::LostMark,
                None => continue,
            };
            edits.push(Edit { block: candidate.block, text: candidate.text.clone(), kind });
        }
        notes.add_asides(page, &mut edits);
        notes.finish(page, &places, edits);
        notes
    }

    /// The note that a candidate leads to, which is added if it is new; `None` if the candidate is no mark.
    fn led_to(&mut self, page: &Page, places: &Places<'_>, candidate: &Candidate<'_>) -> Option<usize> {
        let (blocks, container) = places.note(page, candidate.id)?;
        let first = &page.blocks[blocks.start];
        let is_heading = matches!(first.kind, BlockKind::Heading { .. });
        if blocks.start <= candidate.block || is_heading {
            return None;
        }
        let known = self.by_block.get(&blocks.start).copied();
        if known.is_some() {
            return known;
        }
        let sign = signs::bare(candidate.sign);
        let is_mark = candidate.is_raised
            || signs::is_note_id(candidate.id)
            || candidate.has_brackets && begins_with(page, first, sign)
            || is_glued(page, candidate)
            || places.leads_back(page, &blocks, candidate.block);
        is_mark.then(|| self.add(Note { blocks, container, sign: sign.to_owned(), is_aside: false }))
    }

    /// The note that a candidate leads to whose address is that of all notes, such as the heading "Sources": the one
    /// below that begins with its sign. It is added if it is new. `None` if there is none, or the candidate is no mark:
    /// it must be raised, or in brackets and its id shared with another sign.
    fn listed(
        &mut self,
        page: &Page,
        places: &Places<'_>,
        candidate: &Candidate<'_>,
        is_shared: bool,
    ) -> Option<usize> {
        let is_mark = candidate.is_raised || candidate.has_brackets && is_shared;
        let start = places.start(page, candidate.id).filter(|start| is_mark && *start > candidate.block)?;
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
        let heads = page.blocks.get(start).is_some_and(is_heading);
        if !heads && !is_shared {
            return None;
        }
        let sign = signs::bare(candidate.sign);
        let section = page.blocks[start..].iter().enumerate().take(LIST_BLOCKS);
        let section = section.take_while(|(offset, block)| *offset == 0 || !is_heading(block));
        let (offset, _) = section.skip(usize::from(heads)).find(|(_, block)| begins_with(page, block, sign))?;
        let known = self.by_block.get(&(start + offset)).copied();
        Some(known.unwrap_or_else(|| {
            let (blocks, container) = places::listed(page, start + offset);
            self.add(Note { blocks, container, sign: sign.to_owned(), is_aside: false })
        }))
    }

    /// Adds a note and returns its index. Blocks that belong to another note stay with that.
    fn add(&mut self, note: Note) -> usize {
        for block in note.blocks.clone() {
            self.by_block.entry(block).or_insert(self.notes.len());
        }
        self.notes.push(note);
        self.notes.len() - 1
    }

    /// Adds the notes that stand beside their marks.
    fn add_asides(&mut self, page: &Page, edits: &mut Vec<Edit>) {
        for aside in &page.asides {
            let blocks = page.containers[aside.container].blocks.clone();
            let after = page.blocks.partition_point(|block| block.text.start <= aside.mark.start);
            let Some(block) = after.checked_sub(1).filter(|block| !blocks.contains(block)) else { continue };
            let end = page.blocks[block].text.end;
            if blocks.is_empty() || self.by_block.contains_key(&blocks.start) {
                continue;
            }
            let mark = aside.mark.start.min(end)..aside.mark.end.min(end);
            let (text, _) = if mark.is_empty() { (mark, false) } else { signs::with_brackets(&page.text, mark) };
            let sign = signs::bare(&page.text[text.clone()]).to_owned();
            let note = self.add(Note { blocks, container: Some(aside.container), sign, is_aside: true });
            edits.push(Edit { block, text, kind: EditKind::Mark(note) });
        }
    }

    /// Adds the ways back, and puts all edits in order.
    fn finish(&mut self, page: &Page, places: &Places<'_>, mut edits: Vec<Edit>) {
        let mut marks: HashMap<usize, Vec<usize>> = HashMap::new();
        for edit in &edits {
            if let EditKind::Mark(note) = edit.kind {
                marks.entry(note).or_default().push(edit.block);
            }
        }
        for (index, note) in self.notes.iter().enumerate() {
            let blocks = marks.get(&index).map(Vec::as_slice).unwrap_or_default();
            for block in note.blocks.clone() {
                returns(page, places, note, block, blocks, &mut edits);
            }
        }
        if !edits.is_empty() {
            let others = (0..page.blocks.len()).filter(|block| self.of_block(*block).is_none());
            others.for_each(|block| lone_returns(page, block, &mut edits));
        }
        edits.sort_by_key(|edit| (edit.text.start, Reverse(edit.text.end)));
        for edit in edits {
            match self.edits.last_mut() {
                Some(last) if edit.text.start < last.text.end => {}
                _ => self.edits.push(edit),
            }
        }
    }

    /// The edits of a block, in order.
    pub(crate) fn edits(&self, block: usize) -> &[Edit] {
        let start = self.edits.partition_point(|edit| edit.block < block);
        let len = self.edits[start..].partition_point(|edit| edit.block == block);
        &self.edits[start..start + len]
    }

    /// The index of the note that a block belongs to, if any.
    pub(crate) fn of_block(&self, block: usize) -> Option<usize> {
        self.by_block.get(&block).copied()
    }

    /// Whether a block belongs to a note that stands beside its mark.
    pub(crate) fn is_aside(&self, block: usize) -> bool {
        self.of_block(block).is_some_and(|note| self.notes[note].is_aside)
    }

    /// The blocks that are notes whose marks are not on the page.
    pub(crate) fn unmarked(&self) -> &[usize] {
        &self.unmarked
    }

    /// All notes. Marks name them by their index.
    pub(crate) fn all(&self) -> &[Note] {
        &self.notes
    }
}

/// The ids that candidates of several signs lead to: no note has them, but the list of all notes may.
fn shared_ids<'a>(candidates: &[Candidate<'a>]) -> HashSet<&'a str> {
    let mut first = HashMap::new();
    let is_second = |candidate: &&Candidate<'a>| {
        let sign = signs::bare(candidate.sign);
        *first.entry(candidate.id).or_insert(sign) != sign
    };
    candidates.iter().filter(is_second).map(|candidate| candidate.id).collect()
}

/// Whether a candidate is a number that stands right behind a word or a full stop, and the id that it leads to ends in
/// that number, as in the chapters of electronic books: `late.<a href="#n1">1</a>`.
fn is_glued(page: &Page, candidate: &Candidate<'_>) -> bool {
    let sign = signs::bare(candidate.sign);
    let before = &page.text[page.blocks[candidate.block].text.start..candidate.text.start];
    signs::is_number(sign)
        && candidate.id.strip_suffix(sign).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()))
        && before.ends_with(|c: char| !c.is_whitespace() && !c.is_numeric())
}

/// Whether a block begins with a sign, or is the list item of that number.
fn begins_with(page: &Page, block: &Block, sign: &str) -> bool {
    match block.kind {
        BlockKind::ListItem { number: Some(number), .. } if number.to_string() == sign => true,
        _ => signs::head(page.block_text(block), sign, &[]) > 0,
    }
}

/// The links of a page that may be marks by their text and address.
fn candidates(page: &Page) -> Vec<Candidate<'_>> {
    let is_raised = |mark: &&super::Mark| mark.kind == MarkKind::Superscript;
    let mut raised = page.marks.iter().filter(is_raised).map(|mark| &mark.text).peekable();
    let mut candidates = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if block.kind == BlockKind::Preformatted {
            continue;
        }
        for span in &page.spans[block.spans.clone()] {
            let Some(id) = target(page, &span.kind) else { continue };
            let sign = &page.text[span.text.clone()];
            if !signs::is_sign(sign) && !signs::is_starred(sign) {
                continue;
            }
            while raised.next_if(|raised| raised.end <= span.text.start).is_some() {}
            let is_raised = raised.peek().is_some_and(|raised| raised.start < span.text.end);
            let text = &page.text[block.text.clone()];
            let (within, is_enclosed) =
                signs::with_brackets(text, span.text.start - block.text.start..span.text.end - block.text.start);
            let has_brackets = is_enclosed || signs::is_listed(text, &within);
            let text = block.text.start + within.start..block.text.start + within.end;
            let is_local = matches!(&span.kind, SpanKind::Link(Some(target)) if target.len() == id.len() + "#".len());
            candidates.push(Candidate { block: index, text, sign, id, is_raised, has_brackets, is_local });
        }
    }
    candidates
}

/// The ids that marks of the page lead to, of notes on the page and of others.
pub(crate) fn linked_ids(page: &Page) -> Vec<String> {
    let is_mark = |candidate: &Candidate<'_>| {
        candidate.is_local && signs::is_sign(candidate.sign) && (candidate.is_raised || signs::is_note_id(candidate.id))
    };
    let ids: HashSet<&str> = candidates(page).into_iter().filter(is_mark).map(|candidate| candidate.id).collect();
    let mut ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    ids.sort_unstable();
    ids
}

/// Whether a candidate that leads to no note is a mark all the same: what it leads to is not on the page.
fn is_lost(page: &Page, places: &Places<'_>, candidate: &Candidate<'_>) -> bool {
    let block = &page.blocks[candidate.block];
    let is_amid = candidate.text.len() < block.text.len() && !matches!(block.kind, BlockKind::Heading { .. });
    let is_mark = candidate.is_raised || signs::is_note_id(candidate.id) && signs::is_number(candidate.sign);
    is_amid && is_mark && candidate.is_local && !places.has(candidate.id)
}

/// Whether a candidate is the number that a note begins with, and leads back to a mark that is not on the page.
fn is_lost_way_back(page: &Page, places: &Places<'_>, candidate: &Candidate<'_>) -> bool {
    let block = &page.blocks[candidate.block];
    let is_first = candidate.text.start == block.text.start && candidate.text.end < block.text.end;
    is_first && signs::is_way_back(candidate.id) && candidate.is_local && !places.has(candidate.id)
}

/// Adds the ways back from a block that is a note without a mark, on a page that has notes with marks.
fn lone_returns(page: &Page, index: usize, edits: &mut Vec<Edit>) {
    let block = &page.blocks[index];
    for span in page.spans[block.spans.clone()].iter().filter(|span| target(page, &span.kind).is_some()) {
        if signs::is_return(&page.text[span.text.clone()]) {
            edits.push(Edit { block: index, text: span.text.clone(), kind: EditKind::Return });
        }
    }
}

/// Adds the ways back from a block of a note to its marks, which stand in the blocks `marks`, and the sign that the
/// note begins with.
fn returns(page: &Page, places: &Places<'_>, note: &Note, index: usize, marks: &[usize], edits: &mut Vec<Edit>) {
    let block = &page.blocks[index];
    let within = |text: &Range<usize>| text.start - block.text.start..text.end - block.text.start;
    let text = page.block_text(block);
    let mut backs: Vec<Range<usize>> = Vec::new();
    for span in &page.spans[block.spans.clone()] {
        let Some(id) = target(page, &span.kind) else { continue };
        let sign = &page.text[span.text.clone()];
        let is_own = signs::bare(sign) == note.sign;
        if signs::is_return(sign) || is_own && !places.has(id) || places.leads_to(page, id, marks) {
            backs.push(signs::with_brackets(text, within(&span.text)).0);
        }
    }
    let head = if index == note.blocks.start { signs::head(text, &note.sign, &backs) } else { 0 };
    let head = (head > 0).then_some(0..head);
    let start = head.as_ref().map_or(0, |head| head.end);
    let backs = backs.into_iter().filter(|back| back.start >= start);
    for cut in head.into_iter().chain(backs) {
        let text = block.text.start + cut.start..block.text.start + cut.end;
        edits.push(Edit { block: index, text, kind: EditKind::Return });
    }
}
