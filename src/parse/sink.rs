//! Builds the tree that `RcDom`'s own `TreeSink` would build, without the parts of it that are quadratic, recursive or
//! able to panic (`markup5ever_rcdom` was made for html5ever's tests, not for hostile pages), and counts the work.
//!
//! Differences: parse errors and the text of scripts and styles are dropped; positions among siblings are searched from
//! the back, where the parser works; the content of a chosen `<option>` isn't copied into `<selectedcontent>`; the
//! contents of a `<template>` have the template as their parent.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, QualName, local_name, ns};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};

use super::raw_text::is_unread;

/// What an attribute of a new element costs, in steps. The parser copies the attributes of a formatting element that is
/// left open into every paragraph, so that a few bytes can fill the memory. Set by hand.
const ATTRIBUTE_STEPS: usize = 16;

/// What each byte of an attribute value costs, in steps, if the parser copies it into another element: later stages
/// search each copy for a dozen things. With the default depth, 6.4 MB may be copied, such as two open `<font>` tags of
/// 60 bytes into 50,000 paragraphs.
const COPIED_BYTE_STEPS: usize = 8;

/// How many leftover markers in html5ever's list of formatting elements are passed in one step. See [`Sink::markers`].
/// Set by hand.
const MARKERS_PER_STEP: usize = 8;

/// The name of a node that is no element. html5ever never asks for it.
const NO_NAME: ExpandedName<'static> = ExpandedName { ns: &ns!(), local: &local_name!("") };

/// The tree that is being built, and what it has cost so far.
pub(super) struct Sink {
    document: Handle,
    quirks_mode: Cell<QuirksMode>,
    /// See [`Sink::nodes`].
    nodes: Cell<usize>,
    /// See [`Sink::steps`].
    steps: Cell<usize>,
    /// See [`Sink::deepest`].
    deepest: Cell<usize>,
    /// The bytes of attribute values of the current tag that no new element has used yet: elements with more are
    /// copies.
    given: Cell<usize>,
    /// The element that was inserted last under its ancestors, from the document down: gives the depth of the next one
    /// without a walk up the tree. Empty after elements were moved.
    path: RefCell<Vec<Handle>>,
    /// How many elements were created whose start tag puts a marker into the list of formatting elements, where a
    /// misnested end tag can leave it forever. html5ever searches that list from the front, past all markers, without
    /// calling anything of the sink that could be counted.
    markers: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            document: Node::new(NodeData::Document),
            quirks_mode: Cell::new(QuirksMode::NoQuirks),
            nodes: Cell::new(0),
            steps: Cell::new(0),
            deepest: Cell::new(0),
            given: Cell::new(0),
            path: RefCell::default(),
            markers: Cell::new(0),
        }
    }
}

impl Sink {
    /// The number of nodes created so far.
    pub(super) fn nodes(&self) -> usize {
        self.nodes.get()
    }

    /// The work done so far, in steps. One step is counted each time html5ever asks for the name or identity of a node:
    /// it does so for each open element that it passes, which is what makes deep nesting slow.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// The depth of the deepest element when it was inserted; `<html>` has depth 1.
    pub(super) fn deepest(&self) -> usize {
        self.deepest.get()
    }

    /// Announces the attributes of the next tag: any further elements that it creates are copies of open ones.
    pub(super) fn give(&self, attrs: &[Attribute]) {
        self.given.set(value_bytes(attrs));
    }

    /// Adds steps to the work done.
    pub(super) fn spend(&self, steps: usize) {
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// How many ancestors of the last inserted element, itself included, have this name. The largest depth so far where
    /// these are not known.
    pub(super) fn open_elements_named(&self, name: &LocalName) -> usize {
        let path = self.path.borrow();
        if path.is_empty() {
            return self.deepest.get();
        }
        let is_named =
            |element: &&Handle| matches!(&element.data, NodeData::Element { name: own, .. } if own.local == *name);
        path.iter().filter(is_named).count()
    }

    /// Creates a node and counts it.
    fn create(&self, data: NodeData) -> Handle {
        self.nodes.set(self.nodes.get() + 1);
        Node::new(data)
    }

    /// Updates the path and the largest depth for `child`, which is about to be inserted under `parent`.
    fn descend(&self, parent: &Handle, child: &Handle) {
        let mut path = self.path.borrow_mut();
        while path.last().is_some_and(|last| !Rc::ptr_eq(last, parent)) {
            path.pop();
        }
        if path.is_empty() {
            path.extend(std::iter::successors(Some(parent.clone()), parent_of));
            path.reverse();
            self.spend(path.len());
        }
        self.deepest.set(self.deepest.get().max(path.len()));
        path.push(child.clone());
    }

    /// Removes a node from its parent, if it has one.
    fn detach(&self, child: &Handle) {
        let Some(parent) = parent_of(child) else { return };
        if let Some(index) = self.index_in(&parent, child) {
            parent.children.borrow_mut().remove(index);
        }
        child.parent.set(None);
        self.path.borrow_mut().clear();
    }

    /// The position of `child` among the children of `parent`, searched from the back: the parser moves stray text
    /// before a table, which is its parent's last child.
    fn index_in(&self, parent: &Handle, child: &Handle) -> Option<usize> {
        let children = parent.children.borrow();
        let index = children.iter().rposition(|sibling| Rc::ptr_eq(sibling, child))?;
        self.spend(children.len() - index);
        Some(index)
    }

    /// Inserts a node, or a text, which is added to a text before it.
    fn insert(&self, parent: &Handle, index: usize, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendText(_) if is_unread_element(parent) => return,
            NodeOrText::AppendText(text) => {
                if index > 0 && extend_text(&parent.children.borrow()[index - 1], &text) {
                    return;
                }
                self.create(NodeData::Text { contents: RefCell::new(text) })
            }
            NodeOrText::AppendNode(node) => {
                self.detach(&node);
                if matches!(node.data, NodeData::Element { .. }) {
                    self.descend(parent, &node);
                }
                node
            }
        };
        child.parent.set(Some(Rc::downgrade(parent)));
        parent.children.borrow_mut().insert(index, child);
    }
}

/// The total length of the values of attributes, in bytes.
pub(super) fn value_bytes(attrs: &[Attribute]) -> usize {
    attrs.iter().map(|attribute| attribute.value.len()).sum()
}

/// The parent of a node.
fn parent_of(node: &Handle) -> Option<Handle> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(Weak::upgrade);
    node.parent.set(weak);
    parent
}

/// Whether the node is a script or style whose text is dropped.
pub(super) fn is_unread_element(node: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &node.data else { return false };
    is_unread(&name.local, &attrs.borrow())
}

/// Adds to the text of a node; false if the node is no text.
fn extend_text(node: &Handle, text: &str) -> bool {
    let NodeData::Text { contents } = &node.data else { return false };
    contents.borrow_mut().push_slice(text);
    true
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = RcDom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> RcDom {
        RcDom { document: self.document, errors: RefCell::default(), quirks_mode: self.quirks_mode }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.spend(1);
        match &target.data {
            NodeData::Element { name, .. } => name.expanded(),
            _ => NO_NAME,
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        if matches!(
            name.local,
            local_name!("applet") | local_name!("marquee") | local_name!("object") | local_name!("template")
        ) {
            self.markers.set(self.markers.get() + 1);
        }
        let bytes = value_bytes(&attrs);
        let copied = bytes.saturating_sub(self.given.get());
        self.given.set(self.given.get().saturating_sub(bytes));
        self.spend(COPIED_BYTE_STEPS * copied);
        self.spend(ATTRIBUTE_STEPS * attrs.len() + self.markers.get() / MARKERS_PER_STEP);
        let contents = flags.template.then(|| self.create(NodeData::Document));
        let element = self.create(NodeData::Element {
            name,
            attrs: RefCell::new(attrs),
            template_contents: RefCell::new(contents.clone()),
            mathml_annotation_xml_integration_point: flags.mathml_annotation_xml_integration_point,
        });
        if let Some(contents) = contents {
            // The depth of elements in nested templates is counted along the parents.
            contents.parent.set(Some(Rc::downgrade(&element)));
        }
        element
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.create(NodeData::Comment { contents: text })
    }

    fn create_pi(&self, target: StrTendril, contents: StrTendril) -> Handle {
        self.create(NodeData::ProcessingInstruction { target, contents })
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = parent.children.borrow().len();
        self.insert(parent, end, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            // Before the sibling's position is searched, because this can move the sibling.
            self.detach(node);
        }
        let Some(parent) = parent_of(sibling) else { return };
        if let Some(index) = self.index_in(&parent, sibling) {
            self.insert(&parent, index, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, prev_element: &Handle, child: NodeOrText<Handle>) {
        if parent_of(element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        let doctype = self.create(NodeData::Doctype { name, public_id, system_id });
        self.append(&self.document, NodeOrText::AppendNode(doctype));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let NodeData::Element { template_contents, .. } = &target.data else { return target.clone() };
        template_contents.borrow().as_ref().unwrap_or(target).clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.spend(1);
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks_mode.set(mode);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let NodeData::Element { attrs: present, .. } = &target.data else { return };
        let mut present = present.borrow_mut();
        self.spend(attrs.len() * (present.len() + attrs.len()));
        for attr in attrs {
            if present.iter().all(|old| old.name != attr.name) {
                present.push(attr);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = node.children.take();
        self.spend(children.len());
        for child in &children {
            child.parent.set(Some(Rc::downgrade(new_parent)));
        }
        new_parent.children.borrow_mut().extend(children);
        self.path.borrow_mut().clear();
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        matches!(target.data, NodeData::Element { mathml_annotation_xml_integration_point: true, .. })
    }

    /// Always false, so that a `<template shadowrootmode>` stays a template like any other, with its children in
    /// `template_contents`. A browser shows its shadow root, so the walker takes its children from there.
    fn allow_declarative_shadow_roots(&self, _intended_parent: &Handle) -> bool {
        false
    }
}
