//! Plain text → page: paragraphs, list items, headings and code are told by how the lines are set.
//!
//! What the text has between its blocks is kept beside the page ([`Separator`]), and so is the whole text, unwrapped: text of which
//! all is kept comes out as it went in.

mod classify;
mod code;
mod glued_labels;
mod joining;
mod line;
mod mail;
mod single_line;
mod tokens;
mod windows;
mod wrap;

use std::cell::Cell;
use std::ops::Range;

use crate::error::{Error, Result};
use crate::page::{Block, BlockKind, Container, Page, Separator, Tag};
use joining::{LineJoin, Words};
use line::{Item, Line};

pub(crate) use windows::{part, windows};

/// A text without blank lines sets paragraphs line by line: its lines of this length (characters) and more are paragraphs.
const PARAGRAPH_CHARS: usize = 100;
/// A text has blank lines between its paragraphs if one of so many of its lines is blank. In the dumps of WCXB one in
/// three is.
const LINES_A_BLANK: usize = 40;

/// Cuts a text into blocks. It may have so many lines that are not blank, and so many blocks.
pub(crate) fn lines(text: &str, max: usize) -> Result<Page> {
    let too_many = |offset| Error::TooManyNodes { limit: max, offset };
    let mut lines = line::split(text, max).map_err(too_many)?;
    let groups: Vec<Range<usize>> = line::groups(&lines).collect();
    groups.iter().for_each(|group| classify::mark_items(&mut lines[group.clone()]));
    let widths = wrap::widths(groups.iter().map(|group| &lines[group.clone()]));
    let blanks = lines.iter().skip(1).filter(|line| line.blanks > 0).count();
    let has_blanks = blanks * LINES_A_BLANK >= lines.len();
    let is_one_line = lines.len() == 1;
    let look_ups = Cell::new(glued_labels::LOOK_UPS);
    let words = Words::of(&lines);
    let mut builder = Builder { page: Page::default(), has_blanks, is_one_line, look_ups, item_indent: None };
    for (group, width) in groups.into_iter().zip(widths) {
        builder.open();
        if code::is_code(&lines[group.clone()]) {
            builder.code(&lines[group]);
            continue;
        }
        for paragraph in wrap::paragraphs(&lines[group], width) {
            builder.lines(paragraph, &words);
            // Only a line that is a whole page has more blocks than lines.
            if builder.page.blocks.len() > max {
                return Err(too_many(paragraph.last().map_or(0, |line| line.end)));
            }
        }
    }
    Ok(builder.finish())
}

/// A page in the making.
struct Builder {
    page: Page,
    has_blanks: bool,
    is_one_line: bool,
    /// How often words may still be looked up in the lexicon.
    look_ups: Cell<usize>,
    /// How far the outermost items of the open list are indented.
    item_indent: Option<usize>,
}

impl Builder {
    /// Opens a group: what stands between two blank lines.
    fn open(&mut self) {
        let start = self.page.blocks.len();
        if self.page.containers.is_empty() {
            self.page.containers.push(container(0, 0, 0..0));
        }
        self.page.containers.push(container(0, 1, start..start));
    }

    /// Adds lines of program code as one block, with their indentation.
    fn code(&mut self, lines: &[Line<'_>]) {
        let start = self.page.text.len();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.page.text.push('\n');
            }
            self.page.text.push_str(line.with_indent());
            self.begin_line(line);
        }
        self.add(start..self.page.text.len(), BlockKind::Preformatted, Separator::Blank);
    }

    /// Adds the lines of one paragraph, heading or item, joined by the words of the text.
    fn lines(&mut self, lines: &[Line<'_>], words: &Words<'_>) {
        let Some(first) = lines.first() else { return };
        self.begin_line(first);
        let is_flat = single_line::is_flat(lines.iter().map(|line| line.text.len()).sum(), self.is_one_line);
        // What begins with a bullet and goes on for a page is no item.
        let item = first.item.filter(|_| !is_flat);
        let start = self.page.text.len();
        line::squeeze(&first.text[item.as_ref().map_or(0, |item| item.mark)..], &mut self.page.text);
        for pair in lines.windows(2) {
            let joint = words.joint(&pair[0], &pair[1]);
            for text in [&mut self.page.text, &mut self.page.source] {
                match joint {
                    LineJoin::Space => text.push(' '),
                    LineJoin::Nothing => {}
                    LineJoin::Broken => drop(text.pop()),
                }
            }
            line::squeeze(pair[1].text, &mut self.page.text);
            self.page.source.push_str(pair[1].text);
            self.page.is_unwrapped = true;
        }
        let end = self.page.text.len();
        if start == end {
            return;
        }
        match item {
            Some(Item { number, .. }) => {
                let depth = self.depth(first.indent);
                self.add(start..end, BlockKind::ListItem { depth, number }, Separator::Line);
            }
            None if is_flat || self.is_one_line => self.flat(start..end, is_flat),
            None => {
                self.item_indent = None;
                self.add(start..end, BlockKind::Paragraph, Separator::Line);
            }
        }
    }

    /// Adds a line to the whole text, with the blank ones before it.
    fn begin_line(&mut self, line: &Line<'_>) {
        let source = &mut self.page.source;
        if !source.is_empty() {
            source.extend(std::iter::repeat_n('\n', 1 + line.blanks));
        }
        source.push_str(line.with_indent());
    }

    /// How deep an item of this indentation stands in its list.
    fn depth(&mut self, indent: usize) -> u8 {
        let outer = *self.item_indent.get_or_insert(indent);
        u8::try_from(1 + indent.saturating_sub(outer) / classify::ITEM_INDENT)
            .unwrap_or(u8::MAX)
            .min(classify::MAX_DEPTH)
    }

    /// Adds a line that may be a whole page, cut at its seams; one that is too short for that only if cruft shows in it.
    fn flat(&mut self, text: Range<usize>, is_long: bool) {
        let mut separator = Separator::Line;
        let line = &self.page.text[text.clone()];
        let mut cuts = single_line::cuts(line, &self.look_ups);
        if !is_long && !single_line::has_cruft(line, &cuts) {
            cuts.clear();
        }
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([text.len()]);
        for (start, end) in starts.zip(ends) {
            let piece = &self.page.text[text.start + start..text.start + end];
            let len = piece.trim_end().len();
            let next = if len < piece.len() { Separator::Space } else { Separator::None };
            self.add(text.start + start..text.start + start + len, BlockKind::Paragraph, separator);
            separator = next;
        }
    }

    fn add(&mut self, text: Range<usize>, kind: BlockKind, separator: Separator) {
        let is_first = self.page.containers.last().is_none_or(|open| open.blocks.is_empty());
        let is_paragraph = |text: &Range<usize>| line::has(&self.page.text[text.clone()], PARAGRAPH_CHARS);
        let before = self.page.blocks.last().map(|block| &block.text);
        let between_paragraphs = !self.has_blanks
            && (is_paragraph(&text) || before.is_some_and(is_paragraph))
            && separator == Separator::Line;
        let separator = if is_first || between_paragraphs { Separator::Blank } else { separator };
        if between_paragraphs && !is_first {
            let start = self.page.blocks.len();
            self.page.containers.push(container(0, 1, start..start));
        }
        let container = self.page.containers.len() - 1;
        self.page.blocks.push(Block { text, kind, container, spans: 0..0 });
        self.page.containers[container].blocks.end = self.page.blocks.len();
        self.page.separators.push(separator);
    }

    fn finish(self) -> Page {
        let mut page = self.page;
        if let Some(root) = page.containers.first_mut() {
            root.blocks.end = page.blocks.len();
        }
        classify::mark_headings(&mut page);
        mail::mark(&mut page);
        page
    }
}

fn container(parent: usize, depth: u16, blocks: Range<usize>) -> Container {
    Container { parent, tag: Tag::Div, attributes: 0..0, class_len: 0, blocks, depth }
}

#[cfg(test)]
mod tests;
