//! Access to the children, the text and the attributes of nodes.

use html5ever::Attribute;
use markup5ever_rcdom::{Handle, NodeData};

use crate::limits::Limits;
use crate::parse::parse;

/// Takes the children of a node out of the tree, so that they are freed as the walk goes on.
pub(super) fn children(node: &Handle) -> std::vec::IntoIter<Handle> {
    std::mem::take(&mut *node.children.borrow_mut()).into_iter()
}

/// The text directly inside an element, without that of elements inside it.
pub(super) fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

/// The nodes of a string of HTML; none if it breaks the limits.
pub(super) fn nodes_of(html: &str) -> Vec<Handle> {
    parse(html, &Limits::default()).map(|dom| children(&dom.document).collect()).unwrap_or_default()
}

/// The length in bytes of what [`text_of`] gives.
pub(super) fn text_len(node: &Handle) -> usize {
    let len = |child: &Handle| match &child.data {
        NodeData::Text { contents } => contents.borrow().len(),
        _ => 0,
    };
    node.children.borrow().iter().map(len).sum()
}

/// The text at any depth inside an element.
pub(super) fn text_inside(node: &Handle) -> String {
    let mut text = String::new();
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The value of an attribute of an element, without white space around it.
pub(super) fn trimmed_attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attribute(&attrs.borrow(), name).map(|value| value.trim().to_owned())
}
