//! Ordered lists: the numbers of their items.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use crate::page::Tag;

/// A list that the walker is in.
pub(super) struct OpenList {
    /// Whether this is an `<ol>`.
    is_ordered: bool,
    /// The number of the next item in its block's kind: counted up from `start`, whatever `value` and `reversed` say.
    count: u32,
    /// The number that a browser shows before the next item.
    next: i64,
    /// What is added from one shown number to the next: 1, or -1 in a reversed list.
    step: i64,
}

impl OpenList {
    /// Opens a list. `items` is the number of its items if it counts them down, otherwise 0.
    pub(super) fn new(name: &LocalName, attributes: &Attributes<'_>, items: u32) -> OpenList {
        let start = attributes.start.map(str::trim);
        let first = if items > 0 { items } else { 1 };
        OpenList {
            is_ordered: *name == local_name!("ol"),
            count: start.and_then(|start| start.parse().ok()).unwrap_or(1),
            next: start.and_then(|start| start.parse::<i32>().ok()).map_or(i64::from(first), i64::from),
            step: if items > 0 { -1 } else { 1 },
        }
    }

    /// The numbers of the item that begins: in its block's kind, and as a browser shows it. `None` if the list is not
    /// ordered.
    pub(super) fn item(&mut self, attributes: &Attributes<'_>) -> Option<(u32, i32)> {
        if !self.is_ordered {
            return None;
        }
        if let Some(value) = attributes.get("value").and_then(|value| value.trim().parse::<i32>().ok()) {
            self.next = i64::from(value);
        }
        let both = (self.count, i32::try_from(self.next).unwrap_or(i32::MAX));
        self.count = self.count.saturating_add(1);
        self.next = self.next.saturating_add(self.step);
        Some(both)
    }
}

/// Whether the element is a list with the attribute `reversed`, which counts its items down.
pub(super) fn counts_down(tag: Tag, attributes: &Attributes<'_>) -> bool {
    tag == Tag::List && attributes.get("reversed").is_some()
}

/// The number of `<li>` elements directly inside a list.
pub(super) fn items(list: &Handle) -> u32 {
    let children = list.children.borrow();
    let items = children
        .iter()
        .filter(|child| matches!(&child.data, NodeData::Element { name, .. } if name.local == local_name!("li")));
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
