//! Inline elements: links, bold text, marks and times.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::Handle;

use super::Builder;
use crate::page::{MarkKind, Span, SpanKind, Time};
use crate::walk::element::Attributes;
use crate::walk::leave::{Leave, LeaveInline};
use crate::walk::marks;

impl Builder {
    pub(super) fn end_link(&mut self) {
        if self.links.0 > 0 {
            self.end_span(self.links.1, SpanKind::Link(self.target.clone()));
        }
    }

    pub(super) fn end_strong(&mut self) {
        if self.strongs.0 > 0 {
            self.end_span(self.strongs.1, SpanKind::Strong);
        }
    }

    /// Ends a span; the space before its first word is not part of it.
    fn end_span(&mut self, start: usize, kind: SpanKind) {
        let text = &self.page.text[start..];
        let start = start + text.len() - text.trim_start().len();
        let text = start..self.page.text.len();
        if !text.is_empty() {
            self.page.spans.push(Span { text, kind });
        }
    }

    pub(in crate::walk) fn enter_inline(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
    ) -> Leave {
        let mut leave = LeaveInline::default();
        match *name {
            local_name!("a") if attributes.href.is_some() => {
                if self.links.0 == 0 {
                    self.links.1 = self.page.text.len();
                    self.target = self.page.store(&[attributes.href.unwrap_or_default()]);
                }
                self.links.0 += 1;
                leave.is_link = true;
            }
            local_name!("b") | local_name!("strong") => {
                if self.strongs.0 == 0 {
                    self.strongs.1 = self.page.text.len();
                }
                self.strongs.0 += 1;
                leave.is_strong = true;
            }
            local_name!("time") => {
                if let Some(datetime) = attributes.datetime {
                    let is_update =
                        [attributes.class, attributes.itemprop].iter().any(|name| marks::tells_change(name));
                    let block = self.page.blocks.len();
                    self.page.head.times.push(Time { block, datetime: datetime.to_owned(), is_update });
                }
            }
            _ => {
                leave.is_formula = marks::is_formula(name, attributes);
                let look = match (leave.is_formula, self.formulas) {
                    (false, _) => marks::look(name, attributes, &mut self.page),
                    (true, 0) => marks::formula(node, &mut self.page),
                    // The outermost was searched as a whole.
                    (true, _) => None,
                };
                self.formulas += u32::from(leave.is_formula);
                leave.look = look.and_then(|look| self.marks.enter(look, &self.page));
            }
        }
        if marks::is_author(attributes) {
            leave.author = self.marks.enter(MarkKind::Author, &self.page);
        }
        if leave.is_nothing() { Leave::Nothing } else { Leave::Inline(leave) }
    }

    pub(super) fn leave_inline(&mut self, leave: LeaveInline) {
        if leave.is_link {
            if self.links.0 == 1 && self.start.is_some() {
                self.end_link();
            }
            self.links.0 -= 1;
        }
        if leave.is_strong {
            if self.strongs.0 == 1 && self.start.is_some() {
                self.end_strong();
            }
            self.strongs.0 -= 1;
        }
        self.formulas -= u32::from(leave.is_formula);
        for mark in [leave.author, leave.look].into_iter().flatten() {
            self.marks.leave(mark, self.start.is_some(), &mut self.page);
        }
    }
}
