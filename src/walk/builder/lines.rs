//! Lines: `<br>`, the lines of poems, and line breaks in texts whose style keeps them.

use super::{Builder, PARAGRAPH_LINE_BYTES};
use crate::page::BlockKind;
use crate::walk::element::Attributes;
use crate::walk::open_element::OnLeave;

impl Builder {
    /// Carries out the `<br>`s before the next word: they end the block, or are a line break or a space in it.
    pub(super) fn end_line(&mut self) {
        let line = self.page.text.len() - self.line;
        if self.breaks > 1 || (line >= PARAGRAPH_LINE_BYTES && self.kind == BlockKind::Paragraph) {
            self.flush();
        } else if self.start.is_some() {
            match self.kind {
                BlockKind::Heading { .. } => self.space = Some(' '),
                _ => {
                    self.page.text.push('\n');
                    self.line = self.page.text.len();
                }
            }
        }
        self.breaks = 0;
    }

    /// Adds a `<br>`.
    pub(in crate::walk) fn line_break(&mut self) {
        if self.pre > 0 {
            self.preformatted("\n");
        } else if self.start.is_some() {
            self.breaks += 1;
        }
    }

    /// Makes the container that was just entered, at this depth of the walk, one whose child elements are the lines of
    /// a poem.
    pub(in crate::walk) fn start_stanza(&mut self, depth: usize) {
        self.stanza = Some((self.container, depth));
    }

    /// Whether an element at this depth of the walk is a line of a poem.
    pub(in crate::walk) fn is_verse(&self, depth: usize) -> bool {
        self.pre == 0 && self.stanza == Some((self.container, depth.saturating_sub(1)))
    }

    /// Enters a line of a poem.
    pub(in crate::walk) fn enter_verse(&mut self) -> OnLeave {
        self.break_once();
        OnLeave::Verse(self.page.text.len())
    }

    /// Leaves a line of a poem that began at this offset. An empty one parts two stanzas.
    pub(super) fn leave_verse(&mut self, start: usize) {
        let is_empty = self.page.text.len() == start;
        self.break_once();
        if is_empty && self.start.is_some() {
            self.breaks = 2;
        }
    }

    /// Makes sure that the next word begins a line.
    fn break_once(&mut self) {
        if self.start.is_some() {
            self.breaks = self.breaks.max(1);
        }
    }

    /// Enters an element. Returns whether its style shows the line breaks in its text.
    pub(super) fn keep_lines(&mut self, attributes: &Attributes<'_>) -> bool {
        let keeps_lines = attributes.keeps_lines();
        self.kept_lines += u32::from(keeps_lines);
        keeps_lines
    }
}
