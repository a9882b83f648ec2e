//! The walk itself, with an explicit stack.

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

/// A block from this length on (bytes) is text, not a label.
const TEXT_BYTES: usize = 80;
pub(super) struct Walker {
    pub(super) builder: Builder,
    /// Elements that are hidden, and were not walked.
    pub(super) hidden: Vec<Handle>,
    pub(super) scripts: Scripts,
    pub(super) microdata: Microdata,
    /// What is walked stood within a string of the page's data, which does not speak for the page.
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

    /// How much text (bytes) there is in sight.
    pub(super) fn seen(&self) -> usize {
        let is_text = |bytes: &usize| *bytes >= TEXT_BYTES;
        self.builder.page.blocks.iter().map(|block| block.text.len()).filter(is_text).sum()
    }

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

    /// Takes in a node that stands in so many others; gives what is to be walked inside it and how to leave it.
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
                // Such as <relative-time>, which a script fills; <ins> and <del> are inline.
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

type Entered = (std::vec::IntoIter<Handle>, OnLeave);

/// Notes what the page says about itself.
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
