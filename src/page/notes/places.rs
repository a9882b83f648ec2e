//! The places of a page that links lead to: containers and anchors, by their id.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::signs;
use crate::page::{Page, SpanKind, Tag};

/// A note has at most this many blocks. Set by hand.
const NOTE_BLOCKS: usize = 8;
/// The note begins with its anchor if at most this many bytes stand before it in its block, such as its number. Set by
/// hand.
const HEAD_BYTES: usize = 12;
/// Of the links of a note, at most this many are searched for a way back to a mark. Set by hand.
const SEARCHED_LINKS: usize = 64;

/// What an id names.
#[derive(Clone, Copy)]
enum Place {
    /// The container with this index.
    Container(usize),
    /// An inline element, in the block with this index or before it; with its offset in the page's text.
    Anchor { block: usize, at: usize },
}

impl Place {
    /// The block that it is in or begins with.
    fn start(&self, page: &Page) -> usize {
        match self {
            Place::Container(index) => page.containers[*index].blocks.start,
            Place::Anchor { block, .. } => *block,
        }
    }
}

/// The places that links of the page lead to.
pub(super) struct Places<'a> {
    by_id: HashMap<&'a str, Place>,
    /// The blocks that a place is in or begins with, sorted.
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Finds the places that links of the page lead to.
    pub(super) fn of(page: &'a Page) -> Places<'a> {
        let wanted: HashSet<&str> = page.spans.iter().filter_map(|span| target(page, &span.kind)).collect();
        let mut by_id = HashMap::new();
        for (index, container) in page.containers.iter().enumerate() {
            let names = &page.attributes[container.attributes.start + container.class_len..container.attributes.end];
            for name in names.split(' ').filter(|name| wanted.contains(name)) {
                by_id.entry(name).or_insert(Place::Container(index));
            }
        }
        for anchor in &page.anchors {
            let name = &page.attributes[anchor.name.clone()];
            if wanted.contains(name) {
                let block = page.blocks.partition_point(|block| block.text.end < anchor.at);
                by_id.entry(name).or_insert(Place::Anchor { block, at: anchor.at });
            }
        }
        let mut starts: Vec<usize> = by_id.values().map(|place| place.start(page)).collect();
        starts.sort_unstable();
        starts.dedup();
        Places { by_id, starts }
    }

    /// Whether the page has a place of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The blocks of the note that an id names, and the container with just these blocks, if there is one; `None` if
    /// the id names none or what it names is no note by its form.
    pub(super) fn note(&self, page: &Page, id: &str) -> Option<(Range<usize>, Option<usize>)> {
        let (blocks, container) = match *self.by_id.get(id)? {
            Place::Container(index) => self.of_container(page, index),
            Place::Anchor { block, at } => {
                let text = page.blocks.get(block)?.text.clone();
                if at.saturating_sub(text.start) > HEAD_BYTES {
                    return None;
                }
                let container = page.blocks[block].container;
                match page.containers[container].blocks.len() {
                    1 => self.of_container(page, container),
                    _ => (block..block + 1, None),
                }
            }
        };
        let is_note = (1..=NOTE_BLOCKS).contains(&blocks.len());
        is_note.then(|| self.widened(page, blocks, container))
    }

    /// The block that the place of an id is in or begins with, which may be the number of blocks.
    pub(super) fn start(&self, page: &Page, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|place| place.start(page))
    }

    /// The blocks of a note whose id is that of a container.
    fn of_container(&self, page: &Page, index: usize) -> (Range<usize>, Option<usize>) {
        let container = &page.containers[index];
        let entry = page.entries.partition_point(|entry| entry.container < index);
        let is_term = page.entries.get(entry).is_some_and(|entry| entry.container == index && entry.is_term);
        if !is_term {
            return (container.blocks.clone(), Some(index));
        }
        // The descriptions of a term are the note.
        let list = page.entries[entry].definition_list;
        let descriptions = page.entries[entry + 1..]
            .iter()
            .take_while(|entry| entry.definition_list == list && !entry.is_term)
            .take(NOTE_BLOCKS);
        let end = descriptions.map(|entry| page.containers[entry.container].blocks.end).max();
        (container.blocks.start..end.unwrap_or(container.blocks.end), None)
    }

    /// A note with what belongs to it: the rest of the list item, or of the box with an id, that begins with it, such
    /// as further paragraphs. A note of which only the number was found gets the rest of any box, or else the next
    /// block.
    fn widened(&self, page: &Page, blocks: Range<usize>, container: Option<usize>) -> (Range<usize>, Option<usize>) {
        let first = &page.blocks[blocks.start];
        let text = page.block_text(first);
        let is_bare = blocks.len() == 1 && (signs::is_sign(text) || signs::is_return(text));
        let next = self.starts.partition_point(|start| *start <= blocks.start);
        // Where the next note may begin.
        let end = self.starts.get(next).copied().unwrap_or(usize::MAX).min(blocks.start + NOTE_BLOCKS);
        for (index, around) in page.chain(container.unwrap_or(first.container)) {
            if around.blocks.start != blocks.start || around.blocks.end > end {
                break;
            }
            let has_id = around.attributes.len() > around.class_len;
            let is_box = is_bare || around.tag == Tag::Item || has_id && matches!(around.tag, Tag::Div | Tag::Aside);
            if is_box && around.blocks.end > blocks.end {
                return (around.blocks.clone(), Some(index));
            }
        }
        let has_next = is_bare && blocks.end < end.min(page.blocks.len());
        if has_next { (blocks.start..blocks.end + 1, None) } else { (blocks, container) }
    }

    /// Whether a link in these blocks leads to a place in the block `mark`.
    pub(super) fn leads_back(&self, page: &Page, blocks: &Range<usize>, mark: usize) -> bool {
        let spans = page.blocks[blocks.clone()].iter().flat_map(|block| &page.spans[block.spans.clone()]);
        spans
            .take(SEARCHED_LINKS)
            .filter_map(|span| target(page, &span.kind))
            .any(|id| self.leads_to(page, id, &[mark]))
    }

    /// Whether an id names a place in one of these blocks, which are sorted.
    pub(super) fn leads_to(&self, page: &Page, id: &str, blocks: &[usize]) -> bool {
        match self.by_id.get(id) {
            Some(Place::Anchor { block, .. }) => blocks.binary_search(block).is_ok(),
            // A whole section may have an id, too.
            Some(Place::Container(index)) => {
                let named = &page.containers[*index].blocks;
                named.len() == 1 && blocks.binary_search(&named.start).is_ok()
            }
            None => false,
        }
    }
}

/// The blocks of the note that begins with a block of a list of notes, and the container with just these blocks, if
/// there is one: a list item, or else the block alone.
pub(super) fn listed(page: &Page, block: usize) -> (Range<usize>, Option<usize>) {
    let around = || page.ancestors(&page.blocks[block]).take_while(|(_, around)| around.blocks.start == block);
    let item = around().find(|(_, around)| around.tag == Tag::Item && around.blocks.len() <= NOTE_BLOCKS);
    let own = item.or_else(|| around().next().filter(|(_, around)| around.blocks.len() == 1));
    own.map_or((block..block + 1, None), |(index, own)| (own.blocks.clone(), Some(index)))
}

/// The id that a link leads to, behind the `#` of its address; `None` if it has none.
pub(super) fn target<'a>(page: &'a Page, kind: &SpanKind) -> Option<&'a str> {
    match kind {
        SpanKind::Link(Some(target)) => page.attributes[target.clone()].split_once('#').map(|(_, id)| id),
        SpanKind::Link(None) | SpanKind::Strong => None,
    }
    .filter(|id| !id.is_empty())
}
