//! The walk over the tree, with an explicit stack.

use std::collections::VecDeque;
use std::ops::Range;

use html5ever::{LocalName, QualName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData};

use super::builder::Builder;
use super::element::{Attributes, Display, display, ends_paragraph, has_block_child};
use super::head::read_head;
use super::microdata::Microdata;
use super::nodes::{children, nodes_of, take_template};
use super::notes::{self, Content};
use super::open_element::OnLeave;
use super::rulings::Ruled;
use super::scripts::Scripts;
use super::vain_searches::VainSearches;
use super::{declarations, list, listing, marks, permalinks, picture, running, verse};
use crate::page::{Tag, linked_ids};

/// A block of at least this many bytes counts as text; shorter ones are labels. Set by hand.
const TEXT_BYTES: usize = 80;

/// Notes are looked for in notes of fewer levels than this: the attribute that holds a note may hold further notes, all
/// of whose HTML is parsed once for each level. Set by hand.
const NOTE_LEVELS: usize = 4;

/// Goes through the tree and hands each node to whoever collects something from it.
pub(super) struct Walker {
    pub(super) builder: Builder,
    /// The hidden elements that were skipped, in document order.
    pub(super) hidden: Vec<Handle>,
    pub(super) scripts: Scripts,
    pub(super) microdata: Microdata,
    /// What the caller's rules with selectors say.
    pub(super) ruled: Ruled,
    /// The notes whose marks have come and that are still to be added, each with the place of its mark and with how
    /// many notes it stands in.
    notes: VecDeque<(Range<usize>, Content, usize)>,
    /// How many notes within each other the walk is in.
    note_level: usize,
    /// The places of the marks that lead to an element by its id, with that.
    referred: Vec<(Range<usize>, String)>,
    /// The depth of an element that looked like a listing but has other elements in it, while the walk is inside of it:
    /// the elements in it are not tried, so that none is searched twice. 0 if there is no such element.
    no_listing: usize,
    /// Elements with classes of numbers of lines that are no columns of numbers.
    gutters: VainSearches,
    /// Elements such as `<pre>` that hold other elements than listings do.
    listings: VainSearches,
    /// Whether this is HTML out of a JSON string: its `<title>`, `<meta>` and scripts are not the page's.
    pub(super) is_embedded: bool,
}

impl Walker {
    pub(super) fn new() -> Walker {
        Walker {
            builder: Builder::new(),
            hidden: Vec::new(),
            scripts: Scripts::default(),
            microdata: Microdata::default(),
            ruled: Ruled::default(),
            notes: VecDeque::new(),
            note_level: 0,
            referred: Vec::new(),
            no_listing: 0,
            gutters: VainSearches::default(),
            listings: VainSearches::default(),
            is_embedded: false,
        }
    }

    /// How many bytes of text are visible so far, blocks shorter than [`TEXT_BYTES`] not counted.
    pub(super) fn visible_bytes(&self) -> usize {
        let is_text = |bytes: &usize| *bytes >= TEXT_BYTES;
        self.builder.page.blocks.iter().map(|block| block.text.len()).filter(is_text).sum()
    }

    /// Walks these siblings and all below them.
    pub(super) fn walk(&mut self, nodes: std::vec::IntoIter<Handle>) {
        self.walk_below(nodes, 0);
        self.add_notes(0);
    }

    /// Walks these siblings, which stand at this depth, and all below them. Notes in them that stand beside their marks
    /// are added after the block element that they stand in; those in other notes, by whoever walks these.
    fn walk_below(&mut self, nodes: std::vec::IntoIter<Handle>, depth: usize) {
        let mut open = vec![(nodes, OnLeave::Nothing)];
        loop {
            let inner = depth + open.len();
            let Some((siblings, _)) = open.last_mut() else { break };
            if let Some(node) = siblings.next() {
                if self.ruled.cut_out(&node, self.builder.is_in_table()) {
                    continue;
                }
                let entered = match &node.data {
                    NodeData::Element { name, attrs, .. } => {
                        let attrs = attrs.borrow();
                        let attributes = Attributes::of(&attrs);
                        if self.take_note(&name.local, &attributes, &node, siblings) {
                            continue;
                        }
                        self.enter(name, &attributes, &node, siblings.as_slice(), inner)
                    }
                    NodeData::Text { contents } => {
                        self.builder.text(&contents.borrow());
                        None
                    }
                    NodeData::Document => Some((children(&node), OnLeave::Nothing)),
                    _ => None,
                };
                self.ruled.enter(&node, inner, entered.is_some(), &self.builder.page);
                if let Some(entered) = entered {
                    open.push(entered);
                }
            } else if let Some((_, leave)) = open.pop() {
                let ends_block = matches!(leave, OnLeave::Block { .. });
                self.microdata.leave(depth + open.len(), &self.builder.page);
                self.builder.leave(leave);
                self.ruled.leave(depth + open.len(), &self.builder.page);
                if ends_block && depth == 0 {
                    self.add_notes(open.len());
                }
            }
        }
        self.builder.flush();
    }

    /// Takes a note that stands beside its mark out of the text. `node` is the element that comes next, `siblings` what
    /// follows it. Returns whether the element was the mark of a note.
    fn take_note(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
        siblings: &mut std::vec::IntoIter<Handle>,
    ) -> bool {
        if *name == local_name!("p") {
            let cut_off = notes::cut_off(siblings.as_slice());
            node.children.borrow_mut().extend(siblings.take(cut_off));
        }
        if self.note_level == NOTE_LEVELS || !self.builder.may_have_mark(notes::is_inline(name)) {
            return false;
        }
        let is_close = !self.builder.is_spaced();
        let Some(found) = notes::at(name, attributes, node, siblings.as_slice(), is_close) else { return false };
        siblings.take(found.siblings).for_each(drop);
        let mark = self.builder.mark(&found.sign);
        self.notes.push_back((mark, found.content, self.note_level));
        true
    }

    /// Adds the notes whose marks have come, each in a container of its own at this depth of the walk. In a table they
    /// wait for its end.
    fn add_notes(&mut self, depth: usize) {
        while !self.builder.is_in_table()
            && let Some((mark, content, level)) = self.notes.pop_front()
        {
            let nodes = match content {
                Content::Nodes(nodes) => nodes,
                Content::Text(text) => nodes_of(&text),
                Content::Id(id) => {
                    self.referred.push((mark, id));
                    continue;
                }
            };
            let is_embedded = std::mem::replace(&mut self.is_embedded, true);
            let leave = self.builder.enter_note(mark, &Attributes::default());
            self.note_level = level + 1;
            self.walk_below(nodes.into_iter(), depth.max(1));
            self.note_level = 0;
            self.builder.leave_note(leave);
            self.is_embedded = is_embedded;
        }
        self.add_cut_out(depth);
    }

    /// Adds what rules drop out of sentences and tables, each in a container of its own at this depth of the walk.
    fn add_cut_out(&mut self, depth: usize) {
        while !self.builder.is_in_table()
            && let Some((nodes, ruling)) = self.ruled.next_cut_out()
        {
            let leave = self.builder.enter_block(&local_name!("aside"), Tag::Aside, &Attributes::default(), 0);
            let around = self.ruled.set(ruling, &self.builder.page);
            self.walk_below(nodes.into_iter(), depth.max(1));
            self.builder.leave(leave);
            self.ruled.set(around, &self.builder.page);
        }
    }

    /// Adds the notes that are hidden elsewhere on the page: what marks lead to by their id, in these elements.
    pub(super) fn add_hidden_notes(&mut self, hidden: &[Handle]) {
        let referred = std::mem::take(&mut self.referred);
        let linked = linked_ids(&self.builder.page);
        let mut wanted: Vec<String> = referred.iter().map(|(_, id)| id.clone()).chain(linked).collect();
        if wanted.is_empty() {
            return;
        }
        let shown = notes::containers(&self.builder.page, &wanted);
        for (index, (mark, id)) in referred.iter().enumerate() {
            if let Some(container) = shown.get(id) {
                self.builder.refer(mark.clone(), *container);
                wanted[index].clear();
            }
        }
        for (index, node) in notes::by_id(hidden, &wanted).into_iter().enumerate() {
            let mark = referred.get(index).map(|(mark, _)| mark.clone());
            let Some(node) = node.filter(|_| !shown.contains_key(&wanted[index])) else { continue };
            let NodeData::Element { attrs, .. } = &node.data else { continue };
            let attrs = attrs.borrow();
            let attributes = Attributes::of(&attrs);
            let leave = match mark {
                Some(mark) => self.builder.enter_note(mark, &attributes),
                None => self.builder.enter_block(&local_name!("aside"), Tag::Aside, &attributes, 0),
            };
            let contents = take_template(&node);
            self.walk_below(children(contents.as_ref().unwrap_or(&node)), 1);
            self.builder.leave_note(leave);
        }
        self.add_notes(1);
    }

    /// Handles an element at this depth of the walk, with the siblings behind it. Returns the children to walk next and
    /// what to undo after them, or `None` if nothing inside the element is to be walked.
    fn enter(
        &mut self,
        name: &QualName,
        attributes: &Attributes<'_>,
        node: &Handle,
        behind: &[Handle],
        depth: usize,
    ) -> Option<Entered> {
        if name.ns == ns!(svg) {
            return None;
        }
        let name = &name.local;
        self.gutters.enter(depth);
        self.listings.enter(depth);
        let is_shown = self.ruled.shows(node);
        if attributes.is_hidden() && !is_shown {
            return self.pass_hidden(node);
        }
        if *name == local_name!("template") {
            // A declarative shadow root is shown in its host's place; any other template is not shown.
            let may_show = attributes.has_shadow_root || is_shown;
            let shown = if may_show { take_template(node) } else { None };
            let Some(shown) = shown else { return self.pass_hidden(node) };
            return Some((children(&shown), OnLeave::Nothing));
        }
        if self.is_beside_text(name, attributes, node) {
            return None;
        }
        permalinks::cut(name, attributes, node);
        let entered = if self.builder.is_listing() {
            self.enter_line(name, attributes, node).map(|leave| (children(node), leave))
        } else {
            self.enter_listing(name, attributes, node, depth, behind)
        };
        entered.or_else(|| self.enter_element(name, attributes, node, behind, depth))
    }

    /// Passes over a hidden element, but for the elements inside that a rule shows: these are walked next.
    fn pass_hidden(&mut self, node: &Handle) -> Option<Entered> {
        let shown = self.ruled.shown_inside(node);
        self.hidden.extend(shown.is_empty().then(|| node.clone()));
        (!shown.is_empty()).then(|| (shown.into_iter(), OnLeave::Nothing))
    }

    /// Whether an element is a sign or number that a generator has put beside the text: numbers of lines, prompts of
    /// notebooks, links from headings to themselves.
    fn is_beside_text(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
        listing::names_gutter(attributes) && self.gutters.search(|| listing::is_gutter(node))
            || listing::is_notebook_prompt(attributes, node)
            || permalinks::is_permalink(name, attributes, node)
    }

    /// Handles a visible element that holds a listing of code; `None` for any other.
    fn enter_listing(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
        depth: usize,
        behind: &[Handle],
    ) -> Option<Entered> {
        if depth <= self.no_listing {
            self.no_listing = 0;
        }
        let is_alone = || !self.builder.is_in_block() && ends_paragraph(behind);
        let may_begin = self.no_listing == 0 && !self.builder.is_inline();
        let is_pre = listing::is_pre(name);
        let listing = match *name {
            local_name!("table") => listing::listing_in(node)?,
            _ if is_pre || may_begin && listing::begins(name, attributes, node, is_alone) => node.clone(),
            _ => return None,
        };
        if !self.listings.search(|| listing::strip(&listing)) {
            if !is_pre {
                self.no_listing = depth;
            }
            return None;
        }
        let leave = self.builder.enter_listing(name, attributes);
        self.microdata.enter(name, attributes, depth, &self.builder.page);
        Some((children(&listing), leave))
    }

    /// Enters a visible element in a listing of code that is a line, or around lines. Returns what to undo on leaving;
    /// `None` for any other element.
    fn enter_line(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> Option<OnLeave> {
        match display(name, attributes, node) {
            Display::Block(Tag::Cell) => Some(OnLeave::Nothing),
            Display::Block(tag) => Some(self.builder.enter_line(tag == Tag::Row || !has_block_child(node))),
            Display::Inline if listing::is_line(attributes) => Some(self.builder.enter_line(true)),
            _ => None,
        }
    }

    /// Handles a visible element: what it says about the page, how it is displayed, and its microdata.
    fn enter_element(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
        behind: &[Handle],
        depth: usize,
    ) -> Option<Entered> {
        let builder = &mut self.builder;
        if let Some((tex, is_display)) = marks::tex_alone(name, attributes, node) {
            builder.tex(&tex, is_display);
            return None;
        }
        if !self.is_embedded {
            self.scripts.read(name, attributes, node);
            read_head(name, attributes, node, &mut builder.page.head);
            declarations::read(name, attributes, node, &mut builder.page);
        }
        if *name == local_name!("noscript") {
            picture::replace(node, &mut builder.page);
        }
        if builder.embed(name, attributes, node) {
            return None;
        }
        let alone = display(name, attributes, node);
        let leave = match running::display_between(alone, name, attributes, node, &builder.sides(behind)) {
            Display::Unseen => return None,
            Display::Break => {
                builder.line_break();
                return None;
            }
            Display::Rule => {
                builder.flush();
                return None;
            }
            Display::Inline if *name == local_name!("img") => {
                self.microdata.take(name, attributes);
                builder.picture(attributes);
                return None;
            }
            Display::Inline if *name == local_name!("source") => {
                builder.source(attributes);
                return None;
            }
            Display::Inline if *name == local_name!("input") => {
                builder.tick(attributes);
                return None;
            }
            Display::Block(_) | Display::Inline if builder.is_verse(depth) => builder.enter_verse(),
            Display::Inline => builder.enter_inline(name, attributes, node),
            Display::Block(_) if marks::is_formula(name, attributes) => builder.enter_display(name, attributes, node),
            Display::Block(tag) => enter_block(builder, name, tag, attributes, node, depth),
        };
        self.microdata.enter(name, attributes, depth, &builder.page);
        Some((children(node), leave))
    }
}

/// Enters a block element at this depth of the walk, and returns what to undo on leaving.
fn enter_block(
    builder: &mut Builder,
    name: &LocalName,
    tag: Tag,
    attributes: &Attributes<'_>,
    node: &Handle,
    depth: usize,
) -> OnLeave {
    if name.contains('-') {
        builder.time(attributes);
    }
    let items = if list::counts_down(tag, attributes) { list::items(node) } else { 0 };
    let leave = builder.enter_block(name, tag, attributes, items);
    if verse::may_hold(tag) && verse::is_stanza(attributes, node) {
        builder.start_stanza(depth);
    }
    leave
}

/// The children of an element that is being walked, and what to undo after them.
type Entered = (std::vec::IntoIter<Handle>, OnLeave);
