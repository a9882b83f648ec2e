//! The DOM walker: one pass over the tree, with an explicit stack, gives the page.
//!
//! Text is taken as a reader sees it. What a browser does not show is not walked; inline elements neither add nor lose
//! a space; block elements and `<br><br>` break.

mod builder;
mod element;
mod embedded;
mod leave;
mod list;
mod marks;
mod mathml;
mod microdata;
mod picture;
mod scripts;
mod table;

use html5ever::{LocalName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::page::{Head, Page};
use crate::structured::Structured;
use builder::Builder;
use element::{Attributes, Flow, flow};
use leave::Leave;
use microdata::Microdata;
use scripts::Scripts;

/// A block from this length on (bytes) is text, not a label.
const TEXT_BYTES: usize = 80;
/// A page with less text than this (bytes) in sight is looked at again for what it hides, because many are hidden as a
/// whole until a script has run, and then for what it has for machines, because others are drawn by one.
const SEEN_BYTES: usize = 300;
/// What is hidden must have this much text (bytes) to be a story, not a menu or a form.
const STORY_BYTES: usize = 1000;
/// A page with less text than this (bytes) in sight, labels and all, is drawn by a script. Those of shops that show nothing
/// but labels and prices have more.
const SHELL_BYTES: usize = 1000;

/// Cuts a document into blocks. Takes the tree apart on its way, so that it is freed when the walk ends.
pub(crate) fn walk(dom: RcDom) -> Page {
    let mut walker = Walker::new();
    walker.walk(children(&dom.document));
    if walker.seen() < SEEN_BYTES {
        for node in std::mem::take(&mut walker.hidden) {
            if holds_story(&node) {
                walker.walk(children(&node));
            }
        }
    }
    let structured = Structured::read(walker.scripts.json_ld.texts());
    let bodies = structured.bodies();
    let body = embedded::text(&bodies);
    if walker.seen() < SEEN_BYTES {
        if body.len() >= SEEN_BYTES {
            embedded::add(&bodies, &mut walker);
        } else if walker.builder.page.text.len() < SHELL_BYTES {
            let story = walker.scripts.story();
            embedded::add(&story.iter().map(String::as_str).collect::<Vec<_>>(), &mut walker);
        }
    }
    let mut page = walker.builder.finish();
    page.head.body = body;
    page.head.structured = structured;
    page.head.microdata = walker.microdata.finish();
    page
}

struct Walker {
    builder: Builder,
    /// Elements that are hidden, and were not walked.
    hidden: Vec<Handle>,
    scripts: Scripts,
    microdata: Microdata,
    /// What is walked stood within a string of the page's data, which does not speak for the page.
    is_embedded: bool,
}

impl Walker {
    fn new() -> Walker {
        Walker {
            builder: Builder::new(),
            hidden: Vec::new(),
            scripts: Scripts::default(),
            microdata: Microdata::default(),
            is_embedded: false,
        }
    }

    /// How much text (bytes) there is in sight.
    fn seen(&self) -> usize {
        let is_text = |bytes: &usize| *bytes >= TEXT_BYTES;
        self.builder.page.blocks.iter().map(|block| block.text.len()).filter(is_text).sum()
    }

    fn walk(&mut self, nodes: std::vec::IntoIter<Handle>) {
        let mut open = vec![(nodes, Leave::Nothing)];
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
            NodeData::Document => Some((children(node), Leave::Nothing)),
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
                    return Some((children(&shown), Leave::Nothing));
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
        let leave = match flow(name, attributes, node) {
            Flow::Unseen => return None,
            Flow::Break => {
                builder.line_break();
                return None;
            }
            Flow::Rule => {
                builder.flush();
                return None;
            }
            Flow::Inline if *name == local_name!("img") => {
                self.microdata.take(name, attributes);
                builder.picture(attributes);
                return None;
            }
            Flow::Inline if *name == local_name!("source") => {
                builder.source(attributes);
                return None;
            }
            Flow::Inline if *name == local_name!("input") => {
                builder.tick(attributes);
                return None;
            }
            Flow::Inline => builder.enter_inline(name, attributes, node),
            Flow::Block(_) if marks::is_formula(name, attributes) => builder.enter_display(name, attributes, node),
            Flow::Block(tag) => {
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

type Entered = (std::vec::IntoIter<Handle>, Leave);

fn children(node: &Handle) -> std::vec::IntoIter<Handle> {
    std::mem::take(&mut *node.children.borrow_mut()).into_iter()
}

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

/// Whether there is text enough for a story anywhere inside.
fn holds_story(node: &Handle) -> bool {
    let mut bytes = 0;
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => bytes += contents.borrow().trim().len(),
            NodeData::Element { name, .. } if matches!(name.local, local_name!("script") | local_name!("style")) => {}
            _ => open.extend(node.children.borrow().iter().cloned()),
        }
    }
    bytes >= STORY_BYTES
}

/// The text directly inside an element.
fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

#[cfg(test)]
mod tests;
