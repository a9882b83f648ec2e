//! The walk over the tree, with an explicit stack.

use html5ever::{LocalName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData};

use super::builder::Builder;
use super::element::{Attributes, Display, display};
use super::microdata::Microdata;
use super::nodes::{children, text_of};
use super::open_element::OnLeave;
use super::scripts::Scripts;
use super::{list, marks, picture};
use crate::page::Head;

/// A block of at least this many bytes counts as text; shorter ones are labels. Set by hand.
const TEXT_BYTES: usize = 80;

/// Goes through the tree and hands each node to whoever collects something from it.
pub(super) struct Walker {
    pub(super) builder: Builder,
    /// The hidden elements that were skipped, in document order.
    pub(super) hidden: Vec<Handle>,
    pub(super) scripts: Scripts,
    pub(super) microdata: Microdata,
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
        let mut open = vec![(nodes, OnLeave::Nothing)];
        while let Some((siblings, _)) = open.last_mut() {
            if let Some(node) = siblings.next() {
                let depth = open.len();
                open.extend(self.enter(&node, depth));
            } else if let Some((_, leave)) = open.pop() {
                self.microdata.leave(open.len(), &self.builder.page);
                self.builder.leave(leave);
            }
        }
        self.builder.flush();
    }

    /// Handles a node at this depth of the walk. Returns the children to walk next and what to undo after them, or
    /// `None` if nothing inside the node is to be walked.
    fn enter(&mut self, node: &Handle, depth: usize) -> Option<Entered> {
        match &node.data {
            NodeData::Document => Some((children(node), OnLeave::Nothing)),
            NodeData::Text { contents } => {
                self.builder.text(&contents.borrow());
                None
            }
            NodeData::Element { name, attrs, template_contents, .. } if name.ns != ns!(svg) => {
                let attrs = attrs.borrow();
                let attributes = Attributes::of(&attrs);
                if attributes.is_hidden() {
                    self.hidden.push(node.clone());
                    return None;
                }
                if name.local == local_name!("template") {
                    // A declarative shadow root is shown in its host's place; any other template is not shown.
                    let shown = attributes.has_shadow_root.then(|| template_contents.borrow_mut().take()).flatten()?;
                    return Some((children(&shown), OnLeave::Nothing));
                }
                self.enter_element(&name.local, &attributes, node, depth)
            }
            _ => None,
        }
    }

    /// Handles a visible element: what it says about the page, how it is displayed, and its microdata.
    fn enter_element(
        &mut self,
        name: &LocalName,
        attributes: &Attributes<'_>,
        node: &Handle,
        depth: usize,
    ) -> Option<Entered> {
        let builder = &mut self.builder;
        if let Some(is_display) = marks::is_tex(name, attributes) {
            builder.tex(&text_of(node), is_display);
            return None;
        }
        if !self.is_embedded {
            self.scripts.read(name, attributes, node);
            read_head(name, attributes, node, &mut builder.page.head);
        }
        if *name == local_name!("noscript") {
            picture::replace(node, &mut builder.page);
        }
        if builder.embed(name, attributes, node) {
            return None;
        }
        let leave = match display(name, attributes, node) {
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
            Display::Inline => builder.enter_inline(name, attributes, node),
            Display::Block(_) if marks::is_formula(name, attributes) => builder.enter_display(name, attributes, node),
            Display::Block(tag) => {
                // Custom elements such as <relative-time>, which a script fills. Other blocks are not read here, nor
                // are <ins> and <del>, which have a `datetime` too but are inline.
                if name.contains('-') {
                    builder.time(attributes);
                }
                let items = if list::counts_down(tag, attributes) { list::items(node) } else { 0 };
                builder.enter_block(name, tag, attributes, items)
            }
        };
        self.microdata.enter(name, attributes, depth, &builder.page);
        Some((children(node), leave))
    }
}

/// The children of an element that is being walked, and what to undo after them.
type Entered = (std::vec::IntoIter<Handle>, OnLeave);

/// Stores what `<title>`, `<meta>`, `<link rel="canonical">`, `<html lang>` and `<base>` say about the page.
fn read_head(name: &LocalName, attributes: &Attributes<'_>, node: &Handle, head: &mut Head) {
    match *name {
        local_name!("title") if head.title.is_none() => head.title = Some(text_of(node)),
        local_name!("meta") => {
            if let (Some(name), Some(content)) = (attributes.meta_name, attributes.content) {
                head.metas.push((name.to_lowercase(), content.to_owned()));
            }
        }
        local_name!("link") if head.canonical.is_none() && attributes.rel.is_some_and(|rel| rel == "canonical") => {
            head.canonical = attributes.href.map(str::to_owned);
        }
        local_name!("html") if head.language.is_none() => head.language = attributes.lang.map(str::to_owned),
        local_name!("base") if head.base.is_none() => {
            head.base = attributes.href.map(str::to_owned);
        }
        _ => {}
    }
}
