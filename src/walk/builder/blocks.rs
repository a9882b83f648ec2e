//! Entering and leaving block elements.

use html5ever::{LocalName, local_name};

use super::Builder;
use crate::page::{BlockKind, Callout, Container, Entry, Item, MarkKind, Tag};
use crate::walk::element::Attributes;
use crate::walk::list::OpenList;
use crate::walk::marks;
use crate::walk::open_element::{LeaveBlock, OnLeave};
use crate::walk::table::OpenTable;

impl Builder {
    /// Enters a block element: ends the open block and opens a container. `items` is the number of items in a list that
    /// counts them down, otherwise 0.
    pub(in crate::walk) fn enter_block(
        &mut self,
        name: &LocalName,
        tag: Tag,
        attributes: &Attributes<'_>,
        items: u32,
    ) -> OnLeave {
        self.flush();
        let is_box = matches!(
            tag,
            Tag::Aside | Tag::Blockquote | Tag::Details | Tag::Div | Tag::Other | Tag::Paragraph | Tag::Section
        );
        let may_call_out = is_box && attributes.class_may_hold(&Callout::WORDS);
        let callout = Some(attributes.class).filter(|_| may_call_out);
        let callout = callout.and_then(|class| Callout::of(class, attributes.get("data-callout")));
        let tag = if callout.is_some() { Tag::Blockquote } else { tag };
        let leave = self.enter_kind(name, tag, attributes, items);
        let leave = self.open_container(tag, attributes, leave);
        self.page.callouts.extend(callout.map(|callout| (self.container, callout)));
        leave
    }

    /// Opens the container of a block element. `leave` is what to undo on leaving besides closing it.
    pub(super) fn open_container(&mut self, tag: Tag, attributes: &Attributes<'_>, leave: LeaveBlock) -> OnLeave {
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
            if marks::is_author_block(attributes) { self.marks.enter(MarkKind::AuthorBlock, &self.page) } else { None };
        let keeps_lines = self.keep_lines(attributes);
        OnLeave::Block { container: parent, leave, author, keeps_lines }
    }

    /// Does what is special about elements with this tag, and returns what to undo on leaving.
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
                    // In ARIA, a heading without a level has level 2.
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
                if let Some(table) = self.tables.last_mut().filter(|_| *name == local_name!("caption")) {
                    table.add_caption();
                }
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
                self.enter_table(attributes);
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

    /// Opens a table.
    fn enter_table(&mut self, attributes: &Attributes<'_>) {
        if let Some(outer) = self.tables.last_mut() {
            outer.holds_table = true;
        }
        // AsciiDoc sets the sign and the text of a callout side by side.
        let is_callout = self.page.callouts.last().is_some_and(|(container, _)| *container == self.container);
        let is_layout = is_callout
            || matches!(attributes.role, "presentation" | "none")
            || attributes.get("datatable") == Some("0");
        self.tables.push(OpenTable::new(&self.page, is_layout));
    }

    /// Enters a definition list, a part of one, or a group of rows of a table.
    fn enter_part(&mut self, name: &LocalName) -> LeaveBlock {
        let container = self.page.containers.len();
        match *name {
            local_name!("dl") => {
                self.definition_lists.push(container);
                return LeaveBlock::DefinitionList;
            }
            local_name!("dt") | local_name!("dd") => {
                let is_term = *name == local_name!("dt");
                let entry =
                    self.definition_lists.last().map(|&definition_list| Entry { container, definition_list, is_term });
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

    /// Enters a list item: its first block will be of its kind.
    fn enter_item(&mut self, attributes: &Attributes<'_>) {
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let numbers = self.lists.last_mut().and_then(|list| list.item(attributes));
        self.item = Some(BlockKind::ListItem { depth, number: numbers.map(|(count, _)| count) });
        if let Some((_, number)) = numbers {
            let container = self.page.containers.len();
            self.page.items.push(Item { container, number: Some(number), is_done: None });
        }
    }

    /// Leaves an element and undoes what entering it has changed.
    pub(in crate::walk) fn leave(&mut self, leave: OnLeave) {
        match leave {
            OnLeave::Nothing => {}
            OnLeave::Inline(leave) => self.leave_inline(leave),
            OnLeave::Line { start, is_line } => self.leave_line(start, is_line),
            OnLeave::Verse(start) => self.leave_verse(start),
            OnLeave::Block { container, leave, author, keeps_lines } => {
                self.leave_block(container, leave);
                self.kept_lines -= u32::from(keeps_lines);
                self.leave_mark(author);
            }
        }
    }

    /// Leaves a block element; `parent` is the container around it.
    fn leave_block(&mut self, parent: usize, leave: LeaveBlock) {
        self.flush();
        match leave {
            LeaveBlock::Plain => {}
            LeaveBlock::Pre(language) => {
                self.pre -= 1;
                self.leave_mark(language);
            }
            LeaveBlock::Listing(language) => {
                self.pre -= 1;
                self.is_listing = false;
                self.leave_mark(language);
            }
            LeaveBlock::Formula(style) => {
                self.formulas -= 1;
                self.leave_mark(style);
            }
            LeaveBlock::Heading(outer) => self.heading = outer,
            LeaveBlock::Quote => self.quotes -= 1,
            LeaveBlock::Label => self.labels -= 1,
            LeaveBlock::List => {
                self.lists.pop();
            }
            LeaveBlock::DefinitionList => {
                self.definition_lists.pop();
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

    /// Ends the innermost container; `parent` is the one around it. A container without text is removed again.
    fn close_container(&mut self, parent: usize) {
        self.stanza.take_if(|(stanza, _)| *stanza == self.container);
        let is_last = self.container + 1 == self.page.containers.len();
        let container = &mut self.page.containers[self.container];
        container.blocks.end = self.page.blocks.len();
        if container.blocks.is_empty() && is_last {
            let attributes = container.attributes.clone();
            self.page.containers.pop();
            self.page.take_back(&attributes);
            self.page.items.pop_if(|item| item.container == self.container);
            self.page.callouts.pop_if(|(container, _)| *container == self.container);
            self.page.entries.pop_if(|entry| entry.container == self.container);
            // The pictures inside move to the container around it.
            let pictures = self.page.marks.iter_mut().rev().take_while(|mark| mark.container == self.container);
            pictures.for_each(|picture| picture.container = parent);
        }
        self.container = parent;
    }
}
