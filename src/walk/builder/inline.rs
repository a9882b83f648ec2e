//! Inline elements: links, bold text, marks, times, formulas, pictures and checkboxes.

use std::mem::Discriminant;
use std::ops::Range;

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::Handle;

use super::{Builder, seams};
use crate::limits::{MAX_REPEATED_BYTES, MAX_URL_BYTES};
use crate::page::{Anchor, Aside, Item, LONG_VALUE_BYTES, Mark, MarkKind, Span, SpanKind, Tag, Time, is_return};
use crate::walk::element::Attributes;
use crate::walk::open_element::{LeaveBlock, LeaveInline, OnLeave};
use crate::walk::running::Sides;
use crate::walk::{embed, marks, picture, quotation};

impl Builder {
    /// Makes this the target of the open link. The parser copies a link that is left open into every paragraph, and
    /// other links may come between its copies: the spans of a long target are counted on where it comes back.
    fn aim(&mut self, target: Range<usize>) {
        if target == self.target {
            return;
        }
        if self.target.len() >= LONG_VALUE_BYTES {
            self.long_link_spans.insert(self.target.start, self.link_spans);
        }
        self.link_spans = self.long_link_spans.get(&target.start).copied().unwrap_or_default();
        self.target = target;
    }

    /// Ends the span of the open link, if any. The spans of one link have its target only as long as their copies of it
    /// stay within [`MAX_REPEATED_BYTES`] together; the first one always has it.
    pub(super) fn end_link(&mut self) {
        if self.links.0 > 0 {
            let bytes = self.target.len() * (self.link_spans + 1);
            let has_target = self.has_target && (self.link_spans == 0 || bytes <= MAX_REPEATED_BYTES);
            let spans = self.page.spans.len();
            self.end_span(self.links.1, SpanKind::Link(has_target.then(|| self.target.clone())));
            self.link_spans += self.page.spans.len() - spans;
        }
    }

    /// Ends the span of the open bold text, if any.
    pub(super) fn end_strong(&mut self) {
        if self.strongs.0 > 0 {
            self.end_span(self.strongs.1, SpanKind::Strong);
        }
    }

    /// Adds a span from `start` to the end of the text, without the space before its first word.
    fn end_span(&mut self, start: usize, kind: SpanKind) {
        let text = &self.page.text[start..];
        let start = start + text.len() - text.trim_start().len();
        let text = start..self.page.text.len();
        if !text.is_empty() {
            self.page.spans.push(Span { text, kind });
        }
    }

    /// Enters an inline element, and returns what to undo on leaving.
    pub(in crate::walk) fn enter_inline(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
    ) -> OnLeave {
        let at = self.page.text.len();
        if matches!(*name, local_name!("wbr") | local_name!("sub") | local_name!("sup")) {
            self.seams.join(at);
        }
        let is_box = seams::is_box(name);
        self.seams.enter(at, is_box);
        let keeps_lines = self.keep_lines(attributes);
        let mut leave = LeaveInline { start: at, is_box, keeps_lines, ..LeaveInline::default() };
        // Custom elements such as <relative-time> count, too; not <ins> and <del>, which have a `datetime` as well.
        if *name == local_name!("time") || name.contains('-') {
            self.time(attributes);
        }
        self.anchor(name, attributes);
        match *name {
            local_name!("a") if attributes.href.is_some() => {
                if self.links.0 == 0 {
                    self.links.1 = self.page.text.len();
                    // Browsers refuse to follow longer ones.
                    let href = attributes.href.filter(|href| href.len() <= MAX_URL_BYTES);
                    self.has_target = href.is_some();
                    let target = self.page.store(&[href.unwrap_or_default()]);
                    self.aim(target);
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
            local_name!("picture") => {
                self.source = None;
                leave.is_picture = true;
            }
            local_name!("q") => leave.quotation = self.open_quotation(node),
            _ => {
                if marks::is_formula(name, attributes) {
                    leave.is_formula = true;
                    leave.style = self.enter_formula(node);
                } else {
                    let style = marks::style(name, attributes, &mut self.page);
                    leave.style = style.and_then(|style| self.marks.enter(style, &self.page));
                }
            }
        }
        leave.is_attribution = *name == local_name!("cite") && self.quotes > 0 && self.start.is_none();
        if marks::is_author(attributes) {
            leave.author = self.marks.enter(MarkKind::Author, &self.page);
        }
        OnLeave::Inline(leave)
    }

    /// Adds the places that links can lead to at an inline element: its id and, of an `<a>`, its name.
    fn anchor(&mut self, name: &LocalName, attributes: &Attributes<'_>) {
        let named = if *name == local_name!("a") { attributes.get("name").unwrap_or_default() } else { "" };
        let names = [attributes.id, if named == attributes.id { "" } else { named }];
        for anchor in names.into_iter().filter(|anchor| !anchor.is_empty()) {
            let name = self.page.store(&[anchor]);
            self.page.anchors.push(Anchor { at: self.page.text.len(), name });
            self.late_anchors += usize::from(self.breaks > 0);
        }
    }

    /// Enters a block element that draws a formula on lines of its own.
    pub(in crate::walk) fn enter_display(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
    ) -> OnLeave {
        // The text before is no part of the formula.
        self.flush();
        let leave = LeaveBlock::Formula(self.enter_formula(node));
        match self.enter_block(name, Tag::Other, attributes, 0) {
            OnLeave::Block { container, author, keeps_lines, .. } => {
                OnLeave::Block { container, leave, author, keeps_lines }
            }
            other => other,
        }
    }

    /// Closes a mark that was open around whole blocks: the end of each block has added it already.
    pub(super) fn leave_mark(&mut self, mark: Option<Discriminant<MarkKind>>) {
        if let Some(mark) = mark {
            self.marks.leave(mark, false, &mut self.page);
        }
    }

    /// Enters an element that draws a formula, and opens the mark of the formula.
    fn enter_formula(&mut self, node: &Handle) -> Option<Discriminant<MarkKind>> {
        self.formulas += 1;
        // Of nested elements, the outermost has been searched for the formula at any depth.
        let style = if self.formulas == 1 { marks::formula(node, &mut self.page) } else { None };
        style.and_then(|style| self.marks.enter(style, &self.page))
    }

    /// What stands before an element at the end of the page so far, and the siblings behind it.
    pub(in crate::walk) fn sides<'a>(&'a self, behind: &'a [Handle]) -> Sides<'a> {
        let start = self.start.filter(|_| self.breaks == 0);
        let text = start.map_or("", |start| &self.page.text[start..]);
        let ends_here = |span: &Span| matches!(span.kind, SpanKind::Link(_)) && span.text.end == self.page.text.len();
        let is_link = self.links.0 > 0 || self.page.spans.last().is_some_and(ends_here);
        Sides {
            text,
            follows_text: !text.is_empty() && !is_link,
            is_in_paragraph: matches!(self.page.containers[self.container].tag, Tag::Paragraph | Tag::Heading),
            behind,
        }
    }

    /// Adds the time of an element, if it has a `datetime`.
    pub(in crate::walk) fn time(&mut self, attributes: &Attributes<'_>) {
        if let Some(datetime) = attributes.datetime {
            let is_update = [attributes.class, attributes.itemprop].iter().any(|name| marks::tells_change(name));
            let (block, times) = (self.page.blocks.len(), &mut self.page.head.times);
            let before = times.last().map_or(0, |time| time.before.end)..self.page.text.len();
            times.push(Time { block, before, datetime: datetime.to_owned(), is_update });
        }
    }

    /// Begins a `<q>` with the mark that browsers show before it, and returns the one for its end; `None` if the page
    /// has quotation marks of its own there, or nothing to quote.
    fn open_quotation(&mut self, node: &Handle) -> Option<&'static str> {
        let first = quotation::first_char(node)?;
        let at = self.page.text.len();
        let stands_behind_mark =
            self.space.is_none() && at != self.glued && self.page.text.ends_with(quotation::is_mark);
        if self.pre > 0 || stands_behind_mark || quotation::is_mark(first) {
            return None;
        }
        let language = self.page.head.language.as_deref().unwrap_or_default();
        let (open, close) = quotation::marks(language, self.quotations);
        self.quotations += 1;
        self.words(open);
        self.glued = self.page.text.len();
        Some(close)
    }

    /// Leaves an inline element and undoes what entering it has changed.
    pub(super) fn leave_inline(&mut self, leave: LeaveInline) {
        if let Some(close) = leave.quotation {
            self.quotations -= 1;
            // Where a block has ended within the quotation, its mark may stand alone there.
            if self.start.is_some() {
                self.page.text.push_str(close);
            }
        }
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
        if leave.is_picture {
            self.source = None;
        }
        self.kept_lines -= u32::from(leave.keeps_lines);
        self.seams.leave(leave.start, self.page.text.len(), leave.is_box);
        self.formulas -= u32::from(leave.is_formula);
        for mark in [leave.author, leave.style].into_iter().flatten() {
            self.marks.leave(mark, self.start.is_some(), &mut self.page);
        }
        if leave.is_formula && self.formulas == 0 {
            let goes_on = self.page.text.get(self.drawn.end..leave.start).is_some_and(|text| text.trim().is_empty());
            let start = if goes_on && !self.drawn.is_empty() { self.drawn.start } else { leave.start };
            self.drawn = start..self.page.text.trim_end().len().max(start);
        }
        // "Ann wrote:" is a line of its own, though forums set the quotation right behind it.
        if leave.is_attribution && self.page.text.ends_with([':', '：']) {
            self.flush();
        }
    }

    /// Adds a formula whose TeX stands in a script. If the formula has been drawn right before the script, the mark
    /// covers the text of the drawing.
    pub(in crate::walk) fn tex(&mut self, tex: &str, is_display: bool) {
        let at = self.page.text.len();
        let is_near = self.page.text.get(self.drawn.end..).is_some_and(|text| text.trim().is_empty());
        let drawn = std::mem::take(&mut self.drawn);
        let text = if is_near && !drawn.is_empty() { trimmed(&self.page.text, drawn) } else { at..at };
        let is_known =
            |mark: &Mark| !text.is_empty() && mark.text == text && matches!(mark.kind, MarkKind::Math { .. });
        if !self.page.marks.last().is_some_and(is_known)
            && let Some(tex) = marks::store_tex(tex, &mut self.page)
        {
            let kind = MarkKind::Math { tex, is_display };
            self.page.marks.push(Mark { text, kind, container: self.container });
        }
    }

    /// Adds the mark of a note that stands beside it, with its sign if that is shown. Returns where the mark lies.
    pub(in crate::walk) fn mark(&mut self, sign: &str) -> Range<usize> {
        let start = self.page.text.len();
        self.text(sign);
        trimmed(&self.page.text, start..self.page.text.len())
    }

    /// Enters the note of a mark: opens a container and remembers that it is the note.
    pub(in crate::walk) fn enter_note(&mut self, mark: Range<usize>, attributes: &Attributes<'_>) -> OnLeave {
        let leave = self.enter_block(&local_name!("aside"), Tag::Aside, attributes, 0);
        self.page.asides.push(Aside { mark, container: self.container });
        leave
    }

    /// Leaves a note. If it has no text, it is none.
    pub(in crate::walk) fn leave_note(&mut self, leave: OnLeave) {
        self.leave(leave);
        let is_empty = |aside: &mut Aside| {
            self.page.containers.get(aside.container).is_none_or(|container| container.blocks.is_empty())
        };
        self.page.asides.pop_if(is_empty);
    }

    /// Makes a container the note of a mark.
    pub(in crate::walk) fn refer(&mut self, mark: Range<usize>, container: usize) {
        self.page.asides.push(Aside { mark, container });
    }

    /// Whether a table is open. Its rows are one block each, which a note would cut.
    pub(in crate::walk) fn is_in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether the mark of a note may come now: a block is open, or `is_inline` says that a block begins. There are no
    /// marks in code and formulas.
    pub(in crate::walk) fn may_have_mark(&self, is_inline: bool) -> bool {
        (self.start.is_some() || is_inline) && self.pre == 0 && self.formulas == 0
    }

    /// Whether white space or a line break is due before the next word.
    pub(in crate::walk) fn is_spaced(&self) -> bool {
        self.space.is_some() || self.breaks > 0
    }

    /// Remembers the address of a `<source>` for the picture that follows it; the first one with an address counts.
    pub(in crate::walk) fn source(&mut self, attributes: &Attributes<'_>) {
        self.source = self.source.take().or_else(|| picture::source(attributes));
    }

    /// Adds a picture at the end of the text.
    pub(in crate::walk) fn picture(&mut self, attributes: &Attributes<'_>) {
        let source = self.source.take();
        // An emoji that WordPress has made a picture of.
        if self.links.0 > 0 && attributes.get("alt").is_some_and(is_return) {
            return;
        }
        picture::read(attributes, source, self.container, &mut self.page);
    }

    /// Adds what an element embeds at the end of the text. Returns whether it is a player or a post.
    pub(in crate::walk) fn embed(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
        embed::read(name, attributes, node, self.container, &mut self.page)
    }

    /// Reads the checkbox of an item of a task list. It is disabled or has a class with "task": one that a reader can
    /// tick is a filter in a shop.
    pub(in crate::walk) fn tick(&mut self, attributes: &Attributes<'_>) {
        let is_box = attributes.media_type.is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        let is_task = attributes.get("disabled").is_some() || attributes.class.contains("task");
        // A checkbox counts only before the text of an item.
        if self.item.is_none() || !is_box || !is_task {
            return;
        }
        let is_done = Some(attributes.get("checked").is_some());
        let item = self.page.chain(self.container).find(|(_, container)| container.tag == Tag::Item);
        let Some(container) = item.map(|(index, _)| index) else { return };
        match self.page.items.last_mut() {
            Some(item) if item.container == container => item.is_done = is_done,
            _ => self.page.items.push(Item { container, number: None, is_done }),
        }
    }
}

/// A range of a text without the white space at its ends.
fn trimmed(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}
