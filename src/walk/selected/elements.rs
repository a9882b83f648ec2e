//! The elements of a tree in one list, in document order, for selectors to be matched on.

use std::collections::HashMap;
use std::fmt;

use html5ever::{Attribute, Namespace, ns};
use markup5ever_rcdom::{Handle, NodeData};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::{Element, OpaqueElement};

use super::contents;
use crate::cruft::{Name, NoPseudo, Syntax, Value};

/// All elements of a tree, in document order, those in the contents of `<template>`s included.
pub(super) struct Elements {
    all: Vec<Entry>,
}

/// An element, with the indices of those around it.
struct Entry {
    node: Handle,
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first_child: Option<usize>,
}

impl Elements {
    /// Lists the elements of a tree.
    pub(super) fn of(document: &Handle) -> Elements {
        let mut all: Vec<Entry> = Vec::new();
        // The last child so far of each element that has any.
        let mut last: HashMap<Option<usize>, usize> = HashMap::new();
        let mut open: Vec<(Option<usize>, Handle)> = vec![(None, document.clone())];
        while let Some((parent, node)) = open.pop() {
            let mut inner = parent;
            if let NodeData::Element { .. } = node.data {
                let index = all.len();
                let previous = last.insert(parent, index);
                match (previous, parent) {
                    (Some(previous), _) => all[previous].next = Some(index),
                    (None, Some(parent)) => all[parent].first_child = Some(index),
                    _ => {}
                }
                all.push(Entry { node: node.clone(), parent, previous, next: None, first_child: None });
                inner = Some(index);
            }
            open.extend(contents(&node).into_iter().rev().map(|child| (inner, child)));
        }
        Elements { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn node(&self, index: usize) -> &Handle {
        &self.all[index].node
    }

    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        self.all[index].parent
    }

    pub(super) fn previous(&self, index: usize) -> Option<usize> {
        self.all[index].previous
    }

    pub(super) fn get(&self, index: usize) -> One<'_> {
        One { elements: self, index }
    }
}

/// One element of the list.
#[derive(Clone, Copy)]
pub(super) struct One<'a> {
    elements: &'a Elements,
    index: usize,
}

impl<'a> One<'a> {
    fn entry(&self) -> &'a Entry {
        &self.elements.all[self.index]
    }

    fn at(&self, index: Option<usize>) -> Option<Self> {
        index.map(|index| One { index, ..*self })
    }

    /// Whether any attribute is right.
    fn has_attribute(&self, is_right: impl Fn(&Attribute) -> bool) -> bool {
        match &self.entry().node.data {
            NodeData::Element { attrs, .. } => attrs.borrow().iter().any(is_right),
            _ => false,
        }
    }

    /// Whether the attribute with this name, which has no namespace, has a right value.
    fn has(&self, name: &str, is_right: impl Fn(&str) -> bool) -> bool {
        self.has_attribute(|attribute| &*attribute.name.local == name && is_right(&attribute.value))
    }

    /// The namespace and the local name.
    fn name(&self) -> Option<(&'a Namespace, &'a str)> {
        match &self.entry().node.data {
            NodeData::Element { name, .. } => Some((&name.ns, &name.local)),
            _ => None,
        }
    }
}

impl fmt::Debug for One<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.name().map_or("", |(_, name)| name))
    }
}

impl Element for One<'_> {
    type Impl = Syntax;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.entry())
    }

    fn parent_element(&self) -> Option<Self> {
        self.at(self.entry().parent)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.at(self.entry().previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.at(self.entry().next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.at(self.entry().first_child)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.name().is_some_and(|(namespace, _)| *namespace == ns!(html))
    }

    fn has_local_name(&self, local_name: &str) -> bool {
        self.name().is_some_and(|(_, name)| name == local_name)
    }

    fn has_namespace(&self, namespace: &str) -> bool {
        self.name().is_some_and(|(own, _)| &**own == namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Name>,
        local_name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        let is_named = |attribute: &Attribute| match namespace {
            NamespaceConstraint::Any => true,
            NamespaceConstraint::Specific(namespace) => *attribute.name.ns == *namespace.as_ref(),
        };
        self.has_attribute(|attribute| {
            &*attribute.name.local == local_name.as_ref() && is_named(attribute) && operation.eval_str(&attribute.value)
        })
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.has("id", |value| case.eq(value.as_bytes(), id.as_ref().as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let is_class = |class: &str| case.eq(class.as_bytes(), name.as_ref().as_bytes());
        self.has("class", |classes| classes.split_ascii_whitespace().any(is_class))
    }

    fn is_empty(&self) -> bool {
        contents(&self.entry().node).iter().all(|child| match &child.data {
            NodeData::Element { .. } => false,
            NodeData::Text { contents } => contents.borrow().is_empty(),
            _ => true,
        })
    }

    fn is_root(&self) -> bool {
        self.entry().parent.is_none()
    }

    fn match_non_ts_pseudo_class(&self, pseudo: &NoPseudo, _: &mut MatchingContext<Syntax>) -> bool {
        match *pseudo {}
    }

    fn match_pseudo_element(&self, pseudo: &NoPseudo, _: &mut MatchingContext<Syntax>) -> bool {
        match *pseudo {}
    }

    // What follows is of shadow trees, links and restyling, which no selector here asks for.

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
