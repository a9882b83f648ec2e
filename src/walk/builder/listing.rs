//! Preformatted text, and listings of code, whose lines may be elements.

use html5ever::{LocalName, local_name};

use super::Builder;
use crate::page::Tag;
use crate::walk::element::Attributes;
use crate::walk::listing::is_pre;
use crate::walk::marks;
use crate::walk::open_element::{LeaveBlock, OnLeave};

impl Builder {
    /// Whether a listing is open, in which blocks are lines.
    pub(in crate::walk) fn is_listing(&self) -> bool {
        self.is_listing
    }

    /// Whether the current position is in inline code, a heading, a caption or a table.
    pub(in crate::walk) fn is_inline(&self) -> bool {
        self.heading.is_some() || self.labels > 0 || !self.tables.is_empty() || self.marks.is_code()
    }

    /// Whether a block is open, so that the next word goes on in it.
    pub(in crate::walk) fn is_in_block(&self) -> bool {
        self.start.is_some()
    }

    /// Enters an element that holds a listing.
    pub(in crate::walk) fn enter_listing(&mut self, name: &LocalName, attributes: &Attributes<'_>) -> OnLeave {
        self.flush();
        self.pre += 1;
        self.is_listing = true;
        // The parser has left out the first line break of a `<pre>`.
        self.is_between_lines = !is_pre(name);
        if let Some(outer) = self.tables.last_mut() {
            outer.holds_table |= *name == local_name!("table");
        }
        let language = marks::language(attributes, &mut self.page);
        let language = language.or_else(|| marks::style(name, attributes, &mut self.page));
        let mark = language.and_then(|language| self.marks.enter(language, &self.page));
        self.open_container(Tag::Pre, attributes, LeaveBlock::Listing(mark))
    }

    /// Enters an element of a listing that is a line, or holds lines (`is_line` is false).
    pub(in crate::walk) fn enter_line(&mut self, is_line: bool) -> OnLeave {
        self.indent.clear();
        if self.start.is_some() && !self.page.text.ends_with('\n') {
            self.page.text.push('\n');
        }
        // The white space around lines in an element that holds several of them is that of the source.
        self.is_between_lines = !is_line;
        OnLeave::Line { start: self.page.text.len(), is_line }
    }

    /// Leaves an element of a listing that is a line, or holds lines. `start` is the offset where it begins.
    pub(super) fn leave_line(&mut self, start: usize, is_line: bool) {
        let is_empty = self.page.text.len() == start;
        if self.start.is_some() && (if is_empty { is_line } else { !self.page.text.ends_with('\n') }) {
            self.page.text.push('\n');
        }
        self.is_between_lines = true;
    }

    /// Adds preformatted text, whose line breaks and spaces count. Hard spaces become plain ones, because editors and
    /// blogs indent code with them.
    pub(super) fn preformatted(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\u{a0}', " ");
        let mut text = &text[..];
        if text.trim_matches('\u{200b}').is_empty() {
            // Editors have such characters in empty lines.
            return;
        }
        let is_blank = text.trim().is_empty();
        if std::mem::take(&mut self.is_between_lines) {
            // The first line break belongs to the element before, and spaces are those of the source.
            match text.split_once('\n') {
                Some((_, rest)) if is_blank => return self.blank_lines(rest.matches('\n').count()),
                None if is_blank => return self.is_between_lines = true,
                _ => text = text.strip_prefix('\n').unwrap_or(text),
            }
        }
        if self.start.is_some() {
            self.page.text.push_str(text);
            return;
        }
        let begin = text.len() - text.trim_start().len();
        if let Some(end) = text[..begin].rfind('\n') {
            self.indent.clear();
            if is_blank {
                text = &text[end + 1..];
            }
        }
        if is_blank {
            self.indent.push_str(text);
            return;
        }
        self.start_block();
        self.page.text.push_str(&std::mem::take(&mut self.indent));
        self.page.text.push_str(text);
    }

    /// Adds blank lines to a listing that has begun.
    fn blank_lines(&mut self, lines: usize) {
        if self.start.is_some() {
            (0..lines).for_each(|_| self.page.text.push('\n'));
        }
    }
}
