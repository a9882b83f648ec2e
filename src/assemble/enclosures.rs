//! What the blocks of the article stand in: quotations, list items, entries of definition lists, footnotes, table rows.

use std::collections::HashSet;

use crate::article::{Enclosure, Row, Style};
use crate::embeds;
use crate::limits::MAX_ENCLOSURES;
use crate::page::{BlockKind, Callout, Notes, Page, Tag};

use super::between::Between;
use super::figures::Figures;
use super::notes::Labels;

/// A longer class (bytes) is not read for the name of a callout. Set by hand.
const CLASS_BYTES: usize = 256;

/// The enclosures of a page.
pub(super) struct Enclosures<'a> {
    page: &'a Page,
    notes: &'a Notes,
    labels: &'a Labels,
    /// For each container, the container of the innermost quotation, list item, entry, figure or footnote that it is or
    /// stands in.
    innermost: Vec<Option<usize>>,
    /// For each container, the container of the innermost list or table that it is or stands in; 0 if there is none.
    groups: Vec<usize>,
    /// What the class of a container says that it is, with the container; in order. Read once, because a class may be
    /// long and have many blocks in it.
    boxes: Vec<(usize, Enclosure)>,
    /// In text without markup: the open list items, outermost first.
    bare: Vec<Enclosure>,
    /// In text without markup: the number of list items so far.
    bare_items: usize,
}

impl<'a> Enclosures<'a> {
    /// Finds the enclosures of a page.
    pub(super) fn of(page: &'a Page, notes: &'a Notes, labels: &'a Labels, figures: &Figures<'_>) -> Enclosures<'a> {
        let mut innermost: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
        let mut groups: Vec<usize> = Vec::with_capacity(page.containers.len());
        let mut boxes = Vec::new();
        let mut entries = page.entries.iter().peekable();
        // The definition lists that have a term. Wikis use one without terms to indent text, which is no definition
        // list.
        let mut named = HashSet::new();
        for (index, container) in page.containers.iter().enumerate() {
            let is_entry = entries.next_if(|entry| entry.container == index).is_some_and(|entry| {
                if entry.is_term {
                    named.insert(entry.definition_list);
                }
                named.contains(&entry.definition_list)
            });
            let of_class = of_class(page, index);
            let is_enclosure = is_entry
                || matches!(container.tag, Tag::Blockquote | Tag::Item)
                || of_class.is_some()
                || figures.is_shown(index)
                || labels.of_container(index).is_some();
            boxes.extend(of_class.map(|enclosure| (index, enclosure)));
            let outer = innermost.get(container.parent).copied().flatten();
            innermost.push(if is_enclosure { Some(index) } else { outer });
            let is_group = matches!(container.tag, Tag::List | Tag::Table);
            groups.push(if is_group { index } else { groups.get(container.parent).copied().unwrap_or(0) });
        }
        Enclosures { page, notes, labels, innermost, groups, boxes, bare: Vec::new(), bare_items: 0 }
    }

    /// The pictures and formulas before a block, each with the number of the block's enclosures that it shares.
    pub(super) fn place(&self, before: Vec<Between>, enclosures: &[Enclosure]) -> Vec<(usize, Style)> {
        let mut depth = 0;
        let mut place = |item: Between| {
            let own = self.around_container(item.container);
            // A later one cannot share fewer: nothing before the block has closed an enclosure of it.
            depth = own.iter().zip(enclosures).take_while(|(own, enclosure)| own.is_same(enclosure)).count().max(depth);
            (depth, item.style)
        };
        before.into_iter().map(&mut place).collect()
    }

    /// The enclosures of a block, outermost first.
    pub(super) fn around(&mut self, index: usize) -> Vec<Enclosure> {
        let block = &self.page.blocks[index];
        let mut enclosures = self.around_container(block.container);
        if let Some(label) = self.notes.of_block(index).and_then(|note| self.labels.get(note))
            && !matches!(enclosures.first(), Some(Enclosure::Note(_)))
        {
            // The note has no container of its own.
            enclosures = vec![Enclosure::Note(label.to_owned())];
        }
        let has_item =
            enclosures.iter().any(|enclosure| matches!(enclosure, Enclosure::Item { .. } | Enclosure::Note(_)));
        match block.kind {
            BlockKind::ListItem { depth, number } if !has_item => enclosures.extend(self.bare_item(depth, number)),
            _ => self.bare.clear(),
        }
        enclosures
    }

    /// The enclosures of a container, itself included, outermost first.
    fn around_container(&self, container: usize) -> Vec<Enclosure> {
        let mut enclosures = Vec::new();
        let mut next = self.innermost.get(container).copied().flatten();
        while let Some(index) = next {
            let container = &self.page.containers[index];
            let parent = if container.parent == index { None } else { self.innermost[container.parent] };
            if let Some(label) = self.labels.of_container(index) {
                // A footnote is shown by itself, whatever the list of footnotes stands in.
                enclosures.push(Enclosure::Note(label.to_owned()));
                break;
            }
            let of_class = self.boxes.binary_search_by_key(&index, |(container, _)| *container);
            enclosures.push(match (of_class, container.tag) {
                (Ok(at), _) => self.boxes[at].1.clone(),
                (_, Tag::Blockquote) => Enclosure::Quote(index, self.callout(index)),
                (_, Tag::Item) => self.item(index),
                (_, Tag::Figure) => Enclosure::Figure(index),
                _ => self.entry(index),
            });
            next = parent;
        }
        enclosures.reverse();
        enclosures.truncate(usize::from(MAX_ENCLOSURES));
        enclosures.shrink_to_fit();
        enclosures
    }

    /// The enclosure of a container that is an entry of a definition list.
    fn entry(&self, index: usize) -> Enclosure {
        let entries = &self.page.entries;
        let entry = entries.binary_search_by_key(&index, |entry| entry.container).ok().map(|at| entries[at]);
        let (definition_list, is_term) = entry.map_or((0, false), |entry| (entry.definition_list, entry.is_term));
        Enclosure::Entry { definition_list, entry: index, is_term }
    }

    /// The callout that a container is.
    fn callout(&self, index: usize) -> Option<Callout> {
        let callouts = &self.page.callouts;
        callouts.binary_search_by_key(&index, |(container, _)| *container).ok().map(|at| callouts[at].1)
    }

    /// The enclosure of a container that is a list item.
    fn item(&self, index: usize) -> Enclosure {
        let items = &self.page.items;
        let item = items.binary_search_by_key(&index, |item| item.container).ok().map(|at| items[at]);
        let list = self.groups[self.page.containers[index].parent];
        let (number, is_done) = item.map_or((None, None), |item| (item.number, item.is_done));
        Enclosure::Item { list, item: index, number, is_done }
    }

    /// In text without markup: the enclosures of a list item at this depth, itself included. Ids count on from those of
    /// containers.
    fn bare_item(&mut self, depth: u8, number: Option<u32>) -> Vec<Enclosure> {
        let depth = usize::from(depth).clamp(1, usize::from(MAX_ENCLOSURES));
        let list = match self.bare.get(depth - 1) {
            Some(Enclosure::Item { list, .. }) => *list,
            _ => self.page.containers.len() + self.bare_items,
        };
        self.bare.truncate(depth - 1);
        while self.bare.len() < depth {
            self.bare_items += 1;
            let is_last = self.bare.len() + 1 == depth;
            let item = self.page.containers.len() + self.bare_items;
            let list = if is_last { list } else { item };
            self.bare.push(Enclosure::Item {
                list,
                item,
                number: number.and_then(|number| number.try_into().ok()).filter(|_| is_last),
                is_done: None,
            });
        }
        self.bare.clone()
    }

    /// The table row that a block is, with its cells; `None` if it is none, or is a note as a whole.
    pub(super) fn row(&self, index: usize) -> Option<Row> {
        let page = self.page;
        let block = &page.blocks[index];
        // A row may be a note, with its number in the first cell.
        let note = self.notes.of_block(index).filter(|note| self.labels.get(*note).is_some());
        let is_note = note.is_some_and(|note| self.notes.all()[note].blocks.len() == 1);
        if block.kind != BlockKind::TableRow || is_note {
            return None;
        }
        let signs = page.cell_separators.partition_point(|sign| *sign < block.text.start);
        let signs = page.cell_separators[signs..].iter().take_while(|sign| **sign < block.text.end);
        let mut cells = Vec::new();
        let mut start = block.text.start;
        let from = page.gaps.partition_point(|gap| gap.row < block.text.start);
        let mut gaps = page.gaps[from..].iter().take_while(|gap| gap.row == block.text.start).peekable();
        for (index, end) in signs.copied().chain([block.text.end]).enumerate() {
            if let Some(gap) = gaps.next_if(|gap| gap.cell == index) {
                cells.extend(std::iter::repeat_n(0..0, gap.columns));
            }
            let cell = &page.text[start.min(end)..end];
            let from = start + cell.len() - cell.trim_start().len();
            let until = from + cell.trim().len();
            cells.push(from.min(until) - block.text.start..until - block.text.start);
            start = end + "|".len();
        }
        let is_header = page.header_rows.binary_search(&block.text.start).is_ok();
        Some(Row { table: self.groups[block.container], is_header, cells })
    }
}

/// What the class of a container says that it is: a quoted post, or a callout without the walk's knowing, see
/// [`Callout::of_box`].
fn of_class(page: &Page, index: usize) -> Option<Enclosure> {
    let container = &page.containers[index];
    let class = page.class(container);
    if container.tag == Tag::Blockquote && embeds::is_post(class) {
        return Some(Enclosure::Post(index));
    }
    let is_box = matches!(container.tag, Tag::Blockquote | Tag::Details | Tag::Div | Tag::Section);
    let class = Some(class).filter(|class| is_box && (1..=CLASS_BYTES).contains(&class.len()))?;
    Callout::of_box(class, container.tag == Tag::Details).map(|callout| Enclosure::Quote(index, Some(callout)))
}
