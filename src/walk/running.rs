//! Running text: which custom elements and boxes are a piece of the sentence around them.

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::{Attributes, Display, block_tag, is_block, is_custom};
use super::nodes::{first_char, is_blank};
use super::styles::Styles;
use crate::page::Tag;

/// An element with more nodes inside than this is no piece of a sentence. Set by hand.
const MAX_NODES: usize = 64;

/// What stands on both sides of an element.
pub(super) struct Sides<'a> {
    /// The text of the open block, empty if none is open or a line break comes before the element.
    pub(super) text: &'a str,
    /// Whether there is such a text and it does not end in a link.
    pub(super) follows_text: bool,
    /// Whether the innermost container is a paragraph or a heading, in which HTML allows no block.
    pub(super) is_in_paragraph: bool,
    /// The siblings behind the element.
    pub(super) behind: &'a [Handle],
}

impl Sides<'_> {
    /// The first character that is no white space behind the element, if text follows before a block does.
    fn next_char(&self) -> Option<char> {
        let mut next = self.behind.iter().filter(|node| !is_blank(node)).take(1);
        next.find_map(|node| match &node.data {
            NodeData::Element { name, .. } if block_tag(&name.local).is_some() => None,
            _ => first_char(node, MAX_NODES),
        })
    }

    /// Whether text stands directly behind the element, in no element of its own.
    fn leads_to_text(&self) -> bool {
        let next = self.behind.iter().find(|node| !is_blank(node));
        next.is_some_and(|node| matches!(node.data, NodeData::Text { .. }))
    }
}

/// How an element that would be displayed in this way by itself is displayed between what stands on both its sides.
pub(super) fn display_between(
    alone: Display,
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
    sides: &Sides<'_>,
) -> Display {
    let is_inline = match alone {
        Display::Block(Tag::Div) => is_inline_box(attributes, node, sides),
        Display::Block(Tag::Other) => is_custom(name) && !is_block(name, attributes) && is_custom_inline(node, sides),
        _ => false,
    };
    if is_inline { Display::Inline } else { alone }
}

/// Whether a custom element, which browsers display inline, is a piece of running text: it holds no block, and text
/// stands before it or behind it. Elsewhere most custom elements are used as blocks.
fn is_custom_inline(node: &Handle, sides: &Sides<'_>) -> bool {
    (sides.is_in_paragraph || sides.follows_text || sides.leads_to_text()) && !holds_block(node)
}

/// Whether a `<div>` is a piece of a sentence: its `style` says that it is inline, or the sentence before goes on in it
/// and behind it. Gets an advertisement wrong that begins with a small letter and tears a sentence.
fn is_inline_box(attributes: &Attributes<'_>, node: &Handle, sides: &Sides<'_>) -> bool {
    if attributes.styles.has(Styles::INLINE) {
        return !holds_block(node);
    }
    let is_open = sides.text.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '(' | '“' | '„' | '«'));
    let is_styled = attributes.styles.has(Styles::INLINE_BOX);
    let is_begun = is_open || is_styled && sides.follows_text;
    let goes_on = |c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ':' | ')' | '!' | '?' | '”' | '»');
    let begins_small = |c: char| c.is_lowercase() || c.is_numeric();
    is_begun
        && sides.next_char().is_some_and(goes_on)
        && (is_styled || first_char(node, MAX_NODES).is_some_and(begins_small))
        && !holds_block(node)
}

/// Whether an element holds a block or a shadow tree at any depth, or more than [`MAX_NODES`] nodes.
pub(super) fn holds_block(node: &Handle) -> bool {
    let mut open: Vec<Handle> = node.children.borrow().iter().take(MAX_NODES + 1).cloned().collect();
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        if nodes > MAX_NODES {
            return true;
        }
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let may_tell = |attribute: &Attribute| {
                matches!(attribute.name.local, local_name!("style") | local_name!("shadowrootmode"))
            };
            // The attributes of most elements say nothing of this.
            let attributes = if attrs.iter().any(may_tell) { Attributes::of(&attrs) } else { Attributes::default() };
            let is_inline = attributes.styles.has(Styles::INLINE);
            if is_block(&name.local, &attributes) && !is_inline || attributes.has_shadow_root {
                return true;
            }
        }
        open.extend(node.children.borrow().iter().take(MAX_NODES + 1).cloned());
    }
    false
}
