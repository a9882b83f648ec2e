//! The builder: puts the page together while the walker goes through the tree.

mod blocks;
mod inline;
mod lines;
mod listing;
mod seams;

use std::collections::HashMap;

use super::list::OpenList;
use super::marks::OpenMarks;
use super::table::OpenTable;
use crate::chars::verbatim_len;
use crate::page::{Block, BlockKind, Container, Mark, MarkKind, Page, Tag};
use seams::Seams;

/// A line of at least this many bytes that ends in a single `<br>` is a paragraph, not a verse or a line of an address:
/// it is twice as long as a line in a book. Set by hand.
const PARAGRAPH_LINE_BYTES: usize = 150;

/// A block longer than this (bytes) is a paragraph even in a heading element: some sites set whole posts in one. Set by
/// hand.
const HEADING_BYTES: usize = 300;

/// The page so far, and what is open at the current position of the walk. Offsets are bytes in the page's text.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) page: Page,
    /// The offset where the open block begins, if a block is open.
    start: Option<usize>,
    /// The index of the first span of the open block.
    first_span: usize,
    /// The kind that the open block will have.
    kind: BlockKind,
    /// The innermost open container.
    container: usize,
    /// The space that is due before the next word, if any.
    space: Option<char>,
    /// Where inline elements last met.
    seams: Seams,
    /// The number of `<br>`s since the last word.
    breaks: u32,
    /// How many of the last anchors stand behind those `<br>`s.
    late_anchors: usize,
    /// The offset where the current line of the block begins.
    line: usize,
    /// How many links are open, and the offset where the span of the outermost begins. Nested links are one span.
    links: (u32, usize),
    /// How many bold elements are open, and the offset where the span of the outermost begins.
    strongs: (u32, usize),
    /// The target of the open link, a range of the page's attributes.
    target: std::ops::Range<usize>,
    /// Whether the open link has a target that is short enough to be followed.
    has_target: bool,
    /// How many spans have that target: in a row, or anywhere on the page if it is a long one.
    link_spans: usize,
    /// The spans of the long targets before, by where each is stored.
    long_link_spans: HashMap<usize, usize>,
    marks: OpenMarks,
    /// How many elements that draw a formula are open.
    formulas: u32,
    /// Where the text of the last drawn formula lies.
    drawn: std::ops::Range<usize>,
    /// The address of the first `<source>` in the open `<picture>`.
    source: Option<String>,
    /// How many elements with preformatted text are open.
    pre: u32,
    /// Whether a listing is open, in which blocks are lines.
    is_listing: bool,
    /// Whether the current position in a listing is between two elements that are lines.
    is_between_lines: bool,
    /// The white space before the first word of preformatted text, on the line of that word.
    indent: String,
    /// The open container whose child elements are the lines of a poem, with its depth in the walk.
    stanza: Option<(usize, usize)>,
    /// How many elements are open whose style shows the line breaks in their text.
    kept_lines: u32,
    /// How many quotations are open.
    quotes: u32,
    /// How many `<q>` are open for which a mark was added.
    quotations: usize,
    /// Where in the text a mark has opened a quotation: no space follows it.
    glued: usize,
    /// How many captions are open.
    labels: u32,
    /// The level of the open heading, if any.
    heading: Option<u8>,
    /// The open lists, outermost first.
    lists: Vec<OpenList>,
    /// The containers of the open definition lists, outermost first.
    definition_lists: Vec<usize>,
    /// The kind of the first block of the list item that was just entered, until that block begins.
    item: Option<BlockKind>,
    /// The open tables, outermost first.
    tables: Vec<OpenTable>,
}

impl Builder {
    /// A builder of a page that has nothing but the root container.
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

    /// The finished page.
    pub(super) fn finish(mut self) -> Page {
        self.flush();
        self.page.containers[0].blocks = 0..self.page.blocks.len();
        self.page
    }

    /// Adds a run of text, with its white space as a browser collapses it.
    pub(super) fn text(&mut self, text: &str) {
        if self.pre > 0 {
            return self.preformatted(text);
        }
        if self.kept_lines == 0 {
            return self.collapsed(text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.collapsed(line);
        }
    }

    /// Adds a run of text of which all white space is collapsed.
    fn collapsed(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let blank = rest.len() - rest.trim_ascii_start().len();
            if blank > 0 {
                self.space = Some(' ');
            }
            if blank == rest.len() {
                return;
            }
            let (plain, other) = rest[blank..].split_at(verbatim_len(&rest[blank..]));
            if !plain.is_empty() {
                self.words(plain);
            }
            let mut chars = other.chars();
            let Some(c) = chars.next() else { return };
            if c.is_whitespace() {
                // The ideographic space is as wide as an ideograph and is meant to be seen.
                self.space = Some(if c == '\u{3000}' { c } else { ' ' });
            }
            rest = chars.as_str();
        }
    }

    /// Adds visible words with single spaces between them, after the line breaks and the space that are due.
    fn words(&mut self, words: &str) {
        if self.breaks > 0 {
            self.end_line();
        }
        if self.space.is_none() && !self.is_verbatim() && self.seams.part(&self.page.text, words) {
            self.space = Some(' ');
        }
        if self.start.is_none() {
            self.start_block();
        } else if let Some(space) = self.space
            && !self.page.text.ends_with('\n')
            && self.page.text.len() != self.glued
        {
            self.page.text.push(space);
        }
        self.space = None;
        self.place_anchors();
        self.page.text.push_str(words);
    }

    /// Moves the anchors that stand behind `<br>`s to the end of the text, where the next line begins.
    fn place_anchors(&mut self) {
        let at = self.page.text.len();
        self.page.anchors.iter_mut().rev().take(self.late_anchors).for_each(|anchor| anchor.at = at);
        self.late_anchors = 0;
    }

    /// Whether the words to come are part of a formula or of program code, in which a space would have a meaning.
    fn is_verbatim(&self) -> bool {
        self.formulas > 0 || self.marks.is_code()
    }

    /// Begins a block, whose kind follows from the elements around it.
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

    /// Ends the open block, if any, and adds it to the page unless it is empty.
    pub(super) fn flush(&mut self) {
        self.space = None;
        self.breaks = 0;
        self.indent.clear();
        self.is_between_lines = false;
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
        // Keeps the words of two blocks apart where the row of a table joins them.
        self.page.text.push(' ');
        self.place_anchors();
        if text.is_empty() {
            return;
        }
        let spans = self.first_span..self.page.spans.len();
        let is_text = matches!(self.kind, BlockKind::Heading { .. }) && text.len() > HEADING_BYTES;
        let kind = if is_text { BlockKind::Paragraph } else { self.kind };
        self.page.blocks.push(Block { text, kind, container: self.container, spans });
    }

    /// Adds a space behind a formula that stands between two blocks, so that it does not lie where the second one
    /// begins.
    fn part_formula(&mut self) {
        let at = self.page.text.len();
        let is_here = |mark: &Mark| matches!(mark.kind, MarkKind::Math { .. }) && mark.text == (at..at);
        if self.tables.is_empty() && self.page.marks.last().is_some_and(is_here) {
            self.page.text.push(' ');
        }
    }
}
