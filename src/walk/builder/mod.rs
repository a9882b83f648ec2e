//! Puts the page together while the walker goes through the tree.

mod inline;

use crate::chars::plain_len;
use html5ever::{LocalName, local_name};

use super::element::Attributes;
use super::list::OpenList;
use super::marks::{self, OpenMarks};
use super::open_element::{Leave, LeaveBlock};
use super::table::OpenTable;
use crate::page::{Block, BlockKind, Container, Entry, Item, Mark, MarkKind, Page, Tag};

/// From this length on (bytes), a line that ends in a single `<br>` is a paragraph, not a verse or an address line: twice
/// the length at which books set their lines.
const PARAGRAPH_LINE_BYTES: usize = 150;

/// What is longer than this (bytes) is no heading, whatever its element: some sites set whole posts in one.
const HEADING_BYTES: usize = 300;

#[derive(Default)]
pub(super) struct Builder {
    pub(super) page: Page,
    /// Where the open block began in the text, if one is open.
    start: Option<usize>,
    /// Where its spans begin.
    first_span: usize,
    /// The kind that the open block will have.
    kind: BlockKind,
    /// The innermost open container.
    container: usize,
    /// A space is due before the next word.
    space: Option<char>,
    /// `<br>`s since the last word.
    breaks: u32,
    /// Where the current line of the block began.
    line: usize,
    /// Open links and bold elements: how many, and where the text of the span begins. Nested ones are one span.
    links: (u32, usize),
    strongs: (u32, usize),
    target: std::ops::Range<usize>,
    /// How many spans lead to that target, one behind the other.
    link_spans: usize,
    marks: OpenMarks,
    /// Open elements that draw a formula.
    formulas: u32,
    /// Where the last of these put its text.
    drawn: std::ops::Range<usize>,
    /// The address of the first file that may be shown instead of the picture that comes.
    source: Option<String>,
    pre: u32,
    quotes: u32,
    labels: u32,
    heading: Option<u8>,
    lists: Vec<OpenList>,
    /// Their containers.
    glossaries: Vec<usize>,
    /// The mark of the list item that was just entered, until its first block takes it.
    item: Option<BlockKind>,
    tables: Vec<OpenTable>,
}

impl Builder {
    pub(super) fn new() -> Self {
        let mut page = Page::default();
        page.containers.push(Container {
            parent: 0,
            tag: Tag::Other,
            attributes: 0..0,
            class_len: 0,
            blocks: 0..0,
            depth: 0,
        });
        Builder { page, ..Builder::default() }
    }

    pub(super) fn finish(mut self) -> Page {
        self.flush();
        self.page.containers[0].blocks = 0..self.page.blocks.len();
        self.page
    }

    /// Takes in a run of text.
    pub(super) fn text(&mut self, text: &str) {
        if self.pre > 0 {
            return self.preformatted(text);
        }
        let mut rest = text;
        loop {
            let blank = rest.len() - rest.trim_ascii_start().len();
            if blank > 0 {
                self.space = Some(' ');
            }
            let (plain, other) = rest[blank..].split_at(plain_len(&rest[blank..]));
            if !plain.is_empty() {
                self.words(plain);
            }
            let mut chars = other.chars();
            let Some(c) = chars.next() else { return };
            if c.is_whitespace() {
                // The space of ideographs has their width, and means to be seen.
                self.space = Some(if c == '\u{3000}' { c } else { ' ' });
            }
            rest = chars.as_str();
        }
    }

    /// Takes in words that readers see, with single spaces between.
    fn words(&mut self, words: &str) {
        if self.breaks > 0 {
            self.end_line();
        }
        if self.start.is_none() {
            self.start_block();
        } else if let Some(space) = self.space
            && !self.page.text.ends_with('\n')
        {
            self.page.text.push(space);
        }
        self.space = None;
        self.page.text.push_str(words);
    }

    /// Takes in text whose line breaks and spaces count.
    fn preformatted(&mut self, text: &str) {
        if self.start.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.start_block();
        }
        let text = text.replace("\r\n", "\n");
        self.page.text.push_str(&text);
    }

    /// Carries out the `<br>`s that stood before the word that comes now.
    fn end_line(&mut self) {
        let line = self.page.text.len() - self.line;
        if self.breaks > 1 || (line >= PARAGRAPH_LINE_BYTES && self.kind == BlockKind::Paragraph) {
            self.flush();
        } else if self.start.is_some() {
            match self.kind {
                BlockKind::Heading { .. } => self.space = Some(' '),
                _ if !self.tables.is_empty() => self.space = Some(' '),
                _ => {
                    self.page.text.push('\n');
                    self.line = self.page.text.len();
                }
            }
        }
        self.breaks = 0;
    }

    pub(super) fn line_break(&mut self) {
        if self.pre > 0 {
            self.preformatted("\n");
        } else if self.start.is_some() {
            self.breaks += 1;
        }
    }

    fn start_block(&mut self) {
        let at = self.page.text.len();
        self.start = Some(at);
        self.line = at;
        self.links.1 = at;
        self.strongs.1 = at;
        self.first_span = self.page.spans.len();
        self.marks.start_block(&self.page);
        self.kind = if self.pre > 0 {
            BlockKind::Preformatted
        } else if let Some(level) = self.heading {
            BlockKind::Heading { level }
        } else if self.labels > 0 {
            BlockKind::Caption
        } else if let Some(item) = self.item.take() {
            item
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
    }

    /// Ends the open block, if any.
    pub(super) fn flush(&mut self) {
        self.space = None;
        self.breaks = 0;
        let Some(start) = self.start.take() else { return self.part_formula() };
        self.end_link();
        self.end_strong();
        let trimmed = self.page.text[start..].trim_end().len();
        self.page.text.truncate(start + trimmed);
        let text = start..self.page.text.len();
        for span in &mut self.page.spans[self.first_span..] {
            span.text.end = span.text.end.min(text.end);
            span.text.start = span.text.start.min(text.end);
        }
        self.marks.end_block(text.end, &mut self.page);
        // Keeps words apart where blocks are joined to the row of a table.
        self.page.text.push(' ');
        if text.is_empty() {
            return;
        }
        let spans = self.first_span..self.page.spans.len();
        let is_text = matches!(self.kind, BlockKind::Heading { .. }) && text.len() > HEADING_BYTES;
        let kind = if is_text { BlockKind::Paragraph } else { self.kind };
        self.page.blocks.push(Block { text, kind, container: self.container, spans });
    }

    /// Parts a formula that stands between two blocks from the second.
    fn part_formula(&mut self) {
        let at = self.page.text.len();
        let is_here = |mark: &Mark| matches!(mark.kind, MarkKind::Math { .. }) && mark.text == (at..at);
        if self.tables.is_empty() && self.page.marks.last().is_some_and(is_here) {
            self.page.text.push(' ');
        }
    }

    /// `items` is how many items there are in a list that counts them down.
    pub(super) fn enter_block(&mut self, name: &LocalName, tag: Tag, attributes: &Attributes<'_>, items: u32) -> Leave {
        self.flush();
        let leave = self.enter_kind(name, tag, attributes, items);
        let parent = self.container;
        let depth = self.page.containers[parent].depth.saturating_add(1);
        let here = self.page.blocks.len();
        let stored = self.page.store(&[attributes.class, attributes.id, attributes.role, attributes.itemprop]);
        self.container = self.page.containers.len();
        self.page.containers.push(Container {
            parent,
            tag,
            attributes: stored,
            class_len: attributes.class.len(),
            blocks: here..here,
            depth,
        });
        let author =
            if marks::is_author_box(attributes) { self.marks.enter(MarkKind::AuthorBox, &self.page) } else { None };
        Leave::Block { container: parent, leave, author }
    }

    fn enter_kind(&mut self, name: &LocalName, tag: Tag, attributes: &Attributes<'_>, items: u32) -> LeaveBlock {
        match tag {
            Tag::Pre => {
                self.pre += 1;
                let language = marks::language(attributes, &mut self.page);
                LeaveBlock::Pre(language.and_then(|language| self.marks.enter(language, &self.page)))
            }
            Tag::Heading => {
                let level = match name.strip_prefix('h').and_then(|digit| digit.parse().ok()) {
                    Some(level) => level,
                    // ARIA takes a heading without a level for one of level 2.
                    None => attributes.level.and_then(|level| level.parse().ok()).unwrap_or(2),
                };
                LeaveBlock::Heading(self.heading.replace(level.clamp(1, 6)))
            }
            Tag::Blockquote => {
                self.quotes += 1;
                LeaveBlock::Quote
            }
            Tag::Label => {
                self.labels += 1;
                LeaveBlock::Label
            }
            Tag::List => {
                self.lists.push(OpenList::new(name, attributes, items));
                LeaveBlock::List
            }
            Tag::Item => {
                self.enter_item(attributes);
                LeaveBlock::Item
            }
            Tag::Table => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.holds_table = true;
                }
                let is_layout = attributes.role == "presentation" || attributes.role == "none";
                self.tables.push(OpenTable::new(&self.page, is_layout));
                LeaveBlock::Table
            }
            Tag::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row(&self.page);
                }
                LeaveBlock::Row
            }
            Tag::Cell => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_cell(*name == local_name!("th"), attributes, &mut self.page);
                }
                LeaveBlock::Plain
            }
            _ => self.enter_part(name),
        }
    }

    /// Enters what is part of a glossary or table.
    fn enter_part(&mut self, name: &LocalName) -> LeaveBlock {
        let container = self.page.containers.len();
        match *name {
            local_name!("dl") => {
                self.glossaries.push(container);
                return LeaveBlock::Glossary;
            }
            local_name!("dt") | local_name!("dd") => {
                let is_term = *name == local_name!("dt");
                let entry = self.glossaries.last().map(|&glossary| Entry { container, glossary, is_term });
                self.page.entries.extend(entry);
            }
            local_name!("thead") | local_name!("tbody") | local_name!("tfoot") => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_group(*name == local_name!("thead"));
                }
            }
            _ => {}
        }
        LeaveBlock::Plain
    }

    fn enter_item(&mut self, attributes: &Attributes<'_>) {
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let numbers = self.lists.last_mut().and_then(|list| list.item(attributes));
        self.item = Some(BlockKind::ListItem { depth, number: numbers.map(|(count, _)| count) });
        if let Some((_, number)) = numbers {
            let container = self.page.containers.len();
            self.page.items.push(Item { container, number: Some(number), is_done: None });
        }
    }

    pub(super) fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Nothing => {}
            Leave::Inline(leave) => self.leave_inline(leave),
            Leave::Block { container, leave, author } => {
                self.leave_block(container, leave);
                self.leave_mark(author);
            }
        }
    }

    fn leave_block(&mut self, parent: usize, leave: LeaveBlock) {
        self.flush();
        match leave {
            LeaveBlock::Plain => {}
            LeaveBlock::Pre(language) => {
                self.pre -= 1;
                self.leave_mark(language);
            }
            LeaveBlock::Formula(look) => {
                self.formulas -= 1;
                self.leave_mark(look);
            }
            LeaveBlock::Heading(outer) => self.heading = outer,
            LeaveBlock::Quote => self.quotes -= 1,
            LeaveBlock::Label => self.labels -= 1,
            LeaveBlock::List => {
                self.lists.pop();
            }
            LeaveBlock::Glossary => {
                self.glossaries.pop();
            }
            LeaveBlock::Item => self.item = None,
            LeaveBlock::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(&self.page, self.container);
                }
            }
            LeaveBlock::Table => {
                if let Some(table) = self.tables.pop() {
                    table.join_rows(&mut self.page);
                }
            }
        }
        self.close_container(parent);
    }

    /// Ends the innermost container; one without text leaves no trace.
    fn close_container(&mut self, parent: usize) {
        let is_last = self.container + 1 == self.page.containers.len();
        let container = &mut self.page.containers[self.container];
        container.blocks.end = self.page.blocks.len();
        if container.blocks.is_empty() && is_last {
            let attributes = container.attributes.clone();
            self.page.containers.pop();
            self.page.take_back(&attributes);
            self.page.items.pop_if(|item| item.container == self.container);
            self.page.entries.pop_if(|entry| entry.container == self.container);
            // The pictures in it stand in the one around.
            let pictures = self.page.marks.iter_mut().rev().take_while(|mark| mark.container == self.container);
            pictures.for_each(|picture| picture.container = parent);
        }
        self.container = parent;
    }
}
