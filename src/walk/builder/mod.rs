//! Puts the page together while the walker goes through the tree.

mod blocks;
mod inline;

use std::collections::HashMap;

use super::list::OpenList;
use super::marks::OpenMarks;
use super::table::OpenTable;
use crate::chars::plain_len;
use crate::page::{Block, BlockKind, Container, Mark, MarkKind, Page, Tag};

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
    /// How many spans lead to that target: one behind the other, or anywhere if it is a long one.
    link_spans: usize,
    /// The spans of the long targets before, by where each is stored.
    long_link_spans: HashMap<usize, usize>,
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
}
