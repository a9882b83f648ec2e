//! Plain text → page: paragraphs, list items, headings and code are detected by the layout of the lines.
//!
//! The page also keeps what separates the blocks ([`Separator`]) and the source text with hard wraps undone, so that a
//! text of which every block is kept comes out as it went in.

mod classify;
mod code;
mod dump;
mod glued_labels;
mod joining;
mod line;
mod mail;
mod single_line;
mod tokens;
mod windows;
mod wrap;

use std::cell::Cell;
use std::iter::Peekable;
use std::ops::Range;

use crate::error::{Error, Result};
use crate::page::{Addition, Block, BlockKind, Container, Page, Separator, Tag};
use joining::{LineJoin, Words};
use line::{Item, Line};

pub(crate) use windows::{part, windows};

/// In a text without blank lines, a line of at least this many characters is a paragraph and is set off from the lines
/// around it. Set by hand.
const PARAGRAPH_CHARS: usize = 100;
/// A text counts as having blank lines between its paragraphs if at least one in this many of its lines comes after a
/// blank one. In the text dumps of the data set WCXB one line in three is blank. Set by hand.
const LINES_PER_BLANK: usize = 40;

/// Cuts a plain text into the blocks of a page, without what the tool that made the text had added to it.
///
/// Fails with [`Error::TooManyNodes`] if the text has more than `max` lines that are not blank, or makes more than
/// `max` blocks.
pub(crate) fn lines(text: &str, max: usize) -> Result<Page> {
    let lines = line::split(text, max).map_err(|offset| Error::TooManyNodes { limit: max, offset })?;
    let Some(dump) = dump::read(text, &lines) else { return cut(lines, Vec::new(), max) };
    let left = line::split(&dump.text, max).map_err(|offset| Error::TooManyNodes { limit: max, offset })?;
    let mut page = cut(left, dump.taken, max)?;
    if page.head.title.is_none() {
        (page.head.title, page.head.sender) = (dump.title, dump.author);
    }
    Ok(page)
}

/// Cuts the lines of a plain text into the blocks of a page. `taken` is what was taken out of it before.
fn cut(mut lines: Vec<Line<'_>>, taken: Vec<dump::Taken>, max: usize) -> Result<Page> {
    let too_many = |offset| Error::TooManyNodes { limit: max, offset };
    let groups: Vec<Range<usize>> = line::groups(&lines).collect();
    groups.iter().for_each(|group| classify::mark_items(&mut lines[group.clone()]));
    let widths = wrap::widths(groups.iter().map(|group| &lines[group.clone()]));
    let blanks = lines.iter().skip(1).filter(|line| line.blanks > 0).count();
    let has_blanks = blanks * LINES_PER_BLANK >= lines.len();
    let is_one_line = lines.len() == 1;
    let look_ups = Cell::new(glued_labels::LOOK_UPS);
    let words = Words::of(&lines);
    let bytes = lines.last().map_or(0, |line| line.end);
    let [text, source] = [String::with_capacity(bytes), String::with_capacity(bytes)];
    let page = Page { text, source, ..Page::default() };
    let mut builder = Builder { page, has_blanks, is_one_line, look_ups, item_indent: None };
    let mut taken = taken.into_iter().peekable();
    for (group, width) in groups.into_iter().zip(widths) {
        builder.open();
        let mut done = group.start;
        if code::is_for_machines(&lines[group.clone()]) {
            builder.additions(&mut taken, group.end);
            builder.code(&lines[group]);
            continue;
        }
        for paragraph in wrap::paragraphs(&lines[group], width) {
            done += paragraph.len();
            builder.additions(&mut taken, done);
            builder.lines(paragraph, &words);
            // A paragraph is at most one block, unless it is a whole page in one line: only then can there be more
            // blocks than lines.
            if builder.page.blocks.len() > max {
                return Err(too_many(paragraph.last().map_or(0, |line| line.end)));
            }
        }
    }
    builder.additions(&mut taken, usize::MAX);
    Ok(builder.finish())
}

/// A page of what was added to another one, with a block for each addition.
pub(crate) fn page_of(additions: &[Addition]) -> Page {
    let look_ups = Cell::new(glued_labels::LOOK_UPS);
    let mut builder =
        Builder { page: Page::default(), has_blanks: true, is_one_line: false, look_ups, item_indent: None };
    for addition in additions {
        builder.open();
        let start = builder.page.text.len();
        builder.page.text.push_str(&addition.text);
        builder.add(start..builder.page.text.len(), BlockKind::Paragraph, Separator::Blank);
    }
    builder.finish()
}

/// The page under construction.
struct Builder {
    page: Page,
    /// The text has blank lines between its paragraphs, see [`LINES_PER_BLANK`].
    has_blanks: bool,
    /// The whole text is a single line.
    is_one_line: bool,
    /// Number of lexicon look-ups that are left for this text, see [`glued_labels::LOOK_UPS`].
    look_ups: Cell<usize>,
    /// Indentation (columns) of the first item of the current list, which counts as its outermost level; `None` outside
    /// of lists.
    item_indent: Option<usize>,
}

impl Builder {
    /// Opens the container of a group, that is, of the lines between two blank ones. The root container comes first.
    fn open(&mut self) {
        let start = self.page.blocks.len();
        if self.page.containers.is_empty() {
            self.page.containers.push(container(0, 0, 0..0));
        }
        self.page.containers.push(container(0, 1, start..start));
    }

    /// Remembers what was taken out of the text before its first `lines` lines end, as standing before the next block.
    fn additions(&mut self, taken: &mut Peekable<impl Iterator<Item = dump::Taken>>, lines: usize) {
        let block = self.page.blocks.len();
        while let Some(dump::Taken { text, kind, .. }) = taken.next_if(|taken| taken.lines_before < lines) {
            self.page.additions.push(Addition { block, text, kind });
        }
    }

    /// Adds lines of program code as one preformatted block, with their indentation.
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

    /// Adds the lines of one paragraph, heading or list item as one block, or as several if a single line may be a
    /// whole page. `words` are the words of the text; they decide how the lines are joined.
    fn lines(&mut self, lines: &[Line<'_>], words: &Words<'_>) {
        let Some(first) = lines.first() else { return };
        self.begin_line(first);
        let bytes = lines.iter().map(|line| line.text.len()).sum();
        let may_be_page = single_line::may_be_page(bytes, self.is_one_line);
        // A line that begins with a bullet but is as long as a page is no list item.
        let item = first.item.filter(|_| !may_be_page);
        let start = self.page.text.len();
        line::squeeze(&first.text[item.as_ref().map_or(0, |item| item.mark_bytes)..], &mut self.page.text);
        for pair in lines.windows(2) {
            let join = words.joint(&pair[0], &pair[1]);
            for text in [&mut self.page.text, &mut self.page.source] {
                match join {
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
            None if may_be_page || self.is_one_line => self.single_line(start..end, may_be_page),
            None => {
                self.item_indent = None;
                self.add(start..end, BlockKind::Paragraph, Separator::Line);
            }
        }
    }

    /// Appends a line to the page's source text, with its indentation and the blank lines before it.
    fn begin_line(&mut self, line: &Line<'_>) {
        let source = &mut self.page.source;
        if !source.is_empty() {
            source.extend(std::iter::repeat_n('\n', 1 + line.blanks));
        }
        source.push_str(line.with_indent());
    }

    /// The nesting depth of a list item that is indented by `indent` columns: 1 for the outermost, at most
    /// [`classify::MAX_DEPTH`].
    fn depth(&mut self, indent: usize) -> u8 {
        let outer = *self.item_indent.get_or_insert(indent);
        u8::try_from(1 + indent.saturating_sub(outer) / classify::ITEM_INDENT)
            .unwrap_or(u8::MAX)
            .min(classify::MAX_DEPTH)
    }

    /// Adds a single line that may be a whole page, cut into blocks where its parts seem to begin. A line that is too
    /// short for a page (`may_be_page` is false) is cut only if one of the parts is cruft.
    fn single_line(&mut self, text: Range<usize>, may_be_page: bool) {
        let mut separator = Separator::Line;
        let line = &self.page.text[text.clone()];
        let mut cuts = single_line::cuts(line, &self.look_ups);
        if !may_be_page && !single_line::has_cruft(line, &cuts) {
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

    /// Adds a block. `separator` is what the layout shows in front of it; it becomes a blank line at the beginning of a
    /// group, and beside a long line if the text has no blank lines of its own. There a new container begins, too.
    fn add(&mut self, text: Range<usize>, kind: BlockKind, separator: Separator) {
        let is_first = self.page.containers.last().is_none_or(|open| open.blocks.is_empty());
        let is_paragraph = |text: &Range<usize>| line::has_chars(&self.page.text[text.clone()], PARAGRAPH_CHARS);
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

    /// Closes the root container, and detects what depends on the blocks around: headings and the heads of mails.
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

/// A container without attributes.
fn container(parent: usize, depth: u16, blocks: Range<usize>) -> Container {
    Container { parent, tag: Tag::Div, attributes: 0..0, class_len: 0, blocks, depth }
}

#[cfg(test)]
mod tests;
