//! Access to the children, the text and the attributes of nodes.

use std::collections::HashSet;
use std::rc::Rc;

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, Node, NodeData};

use crate::limits::Limits;
use crate::parse::parse;

/// An element with more nodes inside than this holds no short text, such as a label. It bounds the search in elements
/// that are nested by the hundred around nodes without any text. Set by hand.
const SHORT_TEXT_NODES: usize = 1024;

/// Takes the children of a node out of the tree, so that they are freed as the walk goes on.
pub(super) fn children(node: &Handle) -> std::vec::IntoIter<Handle> {
    std::mem::take(&mut *node.children.borrow_mut()).into_iter()
}

/// Takes the contents of a `<template>` out of the tree; `None` for any other node, and if they were taken before.
pub(super) fn take_template(node: &Handle) -> Option<Handle> {
    match &node.data {
        NodeData::Element { template_contents, .. } => template_contents.borrow_mut().take(),
        _ => None,
    }
}

/// Removes these nodes from their parents, which may come several times.
pub(super) fn remove(nodes: &HashSet<*const Node>, parents: Vec<Handle>) {
    let mut done = HashSet::new();
    for parent in parents {
        if done.insert(Rc::as_ptr(&parent)) {
            parent.children.borrow_mut().retain(|child| !nodes.contains(&Rc::as_ptr(child)));
        }
    }
}

/// Whether a text has nothing but white space, or nothing at all.
pub(super) fn is_white(text: &str) -> bool {
    // Hardly any white space is beyond ASCII.
    text.trim_ascii_start().trim_start().is_empty()
}

/// Whether a node is a comment or white space.
pub(super) fn is_blank(node: &Handle) -> bool {
    match &node.data {
        NodeData::Text { contents } => is_white(&contents.borrow()),
        NodeData::Comment { .. } => true,
        _ => false,
    }
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
    texts(node).collect()
}

/// The text at any depth inside an element; `None` if it has more than `most` bytes, or the element more than
/// [`SHORT_TEXT_NODES`].
pub(super) fn short_text(node: &Handle, most: usize) -> Option<String> {
    let (mut text, mut nodes, mut open) = (String::new(), 0, vec![node.clone()]);
    while let Some(node) = open.pop() {
        let children = node.children.borrow();
        nodes += children.len();
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        if nodes > SHORT_TEXT_NODES || text.len() > most {
            return None;
        }
        open.extend(children.iter().rev().cloned());
    }
    Some(text)
}

/// Whether an element holds more than [`SHORT_TEXT_NODES`] nodes at any depth.
pub(super) fn is_large(node: &Handle) -> bool {
    let mut nodes = 0;
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        nodes += node.children.borrow().len();
        if nodes > SHORT_TEXT_NODES {
            return true;
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    false
}

/// The texts at any depth inside an element, in order.
pub(super) fn texts(node: &Handle) -> impl Iterator<Item = String> {
    let mut open = vec![node.clone()];
    std::iter::from_fn(move || {
        while let Some(node) = open.pop() {
            open.extend(node.children.borrow().iter().rev().cloned());
            if let NodeData::Text { contents } = &node.data {
                return Some(contents.borrow().to_string());
            }
        }
        None
    })
}

/// The name of an element; `None` if the node is none.
pub(super) fn tag_name(node: &Handle) -> Option<LocalName> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.clone()),
        _ => None,
    }
}

/// The first character at any depth inside a node that is no white space, if it is among its first `most` nodes.
pub(super) fn first_char(node: &Handle, most: usize) -> Option<char> {
    let mut open = vec![node.clone()];
    for _ in 0..most {
        let node = open.pop()?;
        if let NodeData::Text { contents } = &node.data
            && let Some(c) = contents.borrow().trim_start().chars().next()
        {
            return Some(c);
        }
        open.extend(node.children.borrow().iter().take(most).rev().cloned());
    }
    None
}

/// The value of the attribute `class`, empty if there is none.
pub(super) fn class_of(attrs: &[Attribute]) -> &str {
    attrs.iter().find(|attribute| attribute.name.local == local_name!("class")).map_or("", |class| &class.value)
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
