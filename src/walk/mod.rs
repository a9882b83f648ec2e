//! The DOM walker: one pass over the tree, with an explicit stack, gives the page.
//!
//! Text is taken as a reader sees it. What a browser does not show is not walked; inline elements neither add nor lose
//! a space; block elements and `<br><br>` break.

mod builder;
mod element;
mod embedded;
mod list;
mod marks;
mod mathml;
mod microdata;
mod nodes;
mod open_element;
mod picture;
mod scripts;
mod table;
mod walker;

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::page::Page;
use crate::structured::Structured;
use nodes::children;
use walker::Walker;

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

#[cfg(test)]
mod tests;
