//! What the selectors of rules select in a tree, before the walk takes that apart.

#[cfg(feature = "selectors")]
mod elements;
#[cfg(feature = "selectors")]
mod matching;

use std::collections::HashMap;
use std::rc::Rc;

#[cfg(not(feature = "selectors"))]
use markup5ever_rcdom::RcDom;
use markup5ever_rcdom::{Handle, Node, NodeData};

#[cfg(not(feature = "selectors"))]
use crate::cruft::Rule;
use crate::page::Ruling;

/// The elements that rules select, and those around elements that are to be shown though they may be hidden.
#[derive(Default)]
pub(super) struct Selected {
    found: HashMap<*const Node, Found>,
}

/// What is known of an element.
pub(super) struct Found {
    /// The element, so that its address is not given to another one.
    #[cfg(feature = "selectors")]
    node: Handle,
    /// What the rules say that select it.
    ruling: Ruling,
    /// Whether an element inside is to be kept, or is the article.
    holds_shown: bool,
}

impl Found {
    /// Whether the element is shown though it may be hidden: a rule keeps it, or says that it is the article.
    fn is_shown(&self) -> bool {
        self.ruling.is_kept || self.ruling.article.is_some()
    }
}

impl Selected {
    /// Finds what rules select in a tree: without the feature `selectors`, nothing.
    #[cfg(not(feature = "selectors"))]
    pub(super) fn find(_: &RcDom, _: &[Rule]) -> Selected {
        Selected::default()
    }

    /// Whether nothing is selected.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What rules say of an element by itself.
    pub(super) fn ruling(&self, node: &Handle) -> Ruling {
        self.found.get(&Rc::as_ptr(node)).map(|found| found.ruling).unwrap_or_default()
    }

    /// Forgets what rules say of an element.
    pub(super) fn forget(&mut self, node: &Handle) {
        self.found.remove(&Rc::as_ptr(node));
    }

    /// Whether an element is shown though it may be hidden.
    pub(super) fn shows(&self, node: &Handle) -> bool {
        self.found.get(&Rc::as_ptr(node)).is_some_and(Found::is_shown)
    }

    /// Whether an element inside is shown though it may be hidden.
    pub(super) fn holds_shown(&self, node: &Handle) -> bool {
        self.found.get(&Rc::as_ptr(node)).is_some_and(|found| found.holds_shown)
    }

    /// The outermost elements inside of a hidden one that are shown, in order.
    pub(super) fn shown_inside(&self, node: &Handle) -> Vec<Handle> {
        let mut shown = Vec::new();
        let mut open = vec![node.clone()];
        while let Some(node) = open.pop() {
            let Some(found) = self.found.get(&Rc::as_ptr(&node)) else { continue };
            if found.is_shown() {
                shown.push(node);
            } else if found.holds_shown {
                open.extend(contents(&node).into_iter().rev());
            }
        }
        shown
    }
}

/// The children of a node, which for a `<template>` are those of its contents.
fn contents(node: &Handle) -> Vec<Handle> {
    if let NodeData::Element { template_contents, .. } = &node.data
        && let Some(contents) = &*template_contents.borrow()
    {
        return contents.children.borrow().clone();
    }
    node.children.borrow().clone()
}
