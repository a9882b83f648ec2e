//! The DOM walker: turns the parser's tree into a [`Page`] in one pass with an explicit stack.
//!
//! Text is taken as a reader sees it. Elements that a browser does not show are skipped; inline elements neither add
//! nor lose a space; block elements and `<br><br>` end the current block.

mod builder;
mod declarations;
mod element;
mod embed;
mod embedded;
mod head;
mod layout;
mod list;
mod listing;
mod marks;
mod mathml;
mod microdata;
mod nodes;
mod notes;
mod open_element;
mod permalinks;
mod picture;
mod quotation;
mod rulings;
mod running;
mod scripts;
mod selected;
mod styles;
mod table;
mod traces;
mod vain_searches;
mod verse;
mod walker;

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::cruft::Rule;
use crate::page::Page;
use crate::structured::Structured;
use nodes::children;
use rulings::Ruled;
use selected::Selected;
use walker::Walker;

pub(crate) use embedded::story;
pub(crate) use head::own_address;
pub(crate) use verse::names_verse;

/// If the visible text of a page has fewer bytes than this (labels not counted), its hidden elements are walked as
/// well, because many pages are hidden as a whole until a script has run. If that is not enough, its JSON is searched
/// for an article, because other pages are drawn by a script. Set by hand.
const VISIBLE_BYTES: usize = 300;
/// A hidden element is walked only if it holds at least this much text (bytes): shorter ones are menus and forms. Set
/// by hand.
const STORY_BYTES: usize = 1000;
/// A page whose visible text, labels included, has fewer bytes than this is taken for one that a script draws. Pages of
/// shops that show nothing but labels and prices have more. Set by hand.
const SHELL_BYTES: usize = 1000;

/// Cuts a document into blocks.
#[cfg(any(test, feature = "dev"))]
pub(crate) fn walk(dom: RcDom) -> Page {
    walk_by(dom, &[])
}

/// Cuts a document into blocks, and finds what rules with selectors say of them. The walk takes the tree apart as it
/// goes, so that the tree is freed when it ends.
pub(crate) fn walk_by(dom: RcDom, rules: &[Rule]) -> Page {
    let mut walker = Walker::new();
    walker.ruled = Ruled::new(Selected::find(&dom, rules));
    walker.walk(children(&dom.document));
    walker.add_hidden_notes(&walker.hidden.clone());
    if walker.visible_bytes() < VISIBLE_BYTES {
        for node in std::mem::take(&mut walker.hidden) {
            if holds_story(&node) {
                walker.walk(children(&node));
            }
        }
    }
    let structured = Structured::read(walker.scripts.json_ld.texts());
    let bodies = structured.bodies();
    let body = embedded::text(&bodies);
    if walker.visible_bytes() < VISIBLE_BYTES {
        if body.len() >= VISIBLE_BYTES {
            embedded::add(&bodies, &mut walker);
        } else if walker.builder.page.text.len() < SHELL_BYTES {
            let story = walker.scripts.story();
            embedded::add(&story.iter().map(String::as_str).collect::<Vec<_>>(), &mut walker);
        }
    }
    let mut page = walker.builder.finish();
    if walker.ruled.is_active() {
        page.rulings = walker.ruled.finish(rules, &page);
    }
    page.head.body = body;
    page.head.state = walker.scripts.state();
    page.head.structured = structured;
    page.head.microdata = walker.microdata.finish();
    page
}

/// Whether the element holds at least [`STORY_BYTES`] of text at any depth, scripts and styles not counted.
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
mod class_tests;
#[cfg(test)]
mod tests;
