//! The tree that the parser builds: the one that `RcDom`'s own `TreeSink` would build, without what is quadratic,
//! recursive or able to panic there (`markup5ever_rcdom` was made for html5ever's tests, not for hostile pages).
//!
//! What differs from it: parse errors are dropped instead of collected, and so is the text of scripts and styles; positions among siblings are searched from the
//! back, where the parser works; the content of a chosen `<option>` isn't copied into `<selectedcontent>`; the contents
//! of a `<template>` have the template as their parent.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, QualName, local_name, ns};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};

use super::raw_text::is_unread;

/// What an attribute of a new element costs, in steps. The parser copies the attributes of a formatting element that is
/// left open into every paragraph, so that a few bytes can fill the memory.
const ATTRIBUTE_STEPS: usize = 16;

/// What each byte of a value costs that the parser copies into another element, in steps: whoever walks the tree
/// searches it for a dozen things. With the default depth 6.4 MB may be copied, such as two fonts of 60 bytes that are
/// left open into 50,000 paragraphs.
const COPIED_BYTE_STEPS: usize = 8;

/// How many leftover markers in html5ever's list of formatting elements can be passed in one step. See `Sink::markers`.
const MARKERS_PER_STEP: usize = 8;

/// The name of what is no element; html5ever never asks for it.
const NO_NAME: ExpandedName<'static> = ExpandedName { ns: &ns!(), local: &local_name!("") };

pub(super) struct Sink {
    document: Handle,
    quirks_mode: Cell<QuirksMode>,
    nodes: Cell<usize>,
    steps: Cell<usize>,
    deepest: Cell<usize>,
    /// How many bytes of values the tag that is being taken in has that no element has taken yet.
    given: Cell<usize>,
    /// The element that was inserted last under its ancestors, from the document down: gives the depth of the next one
    /// without a walk up the tree. Empty after elements were moved.
    path: RefCell<Vec<Handle>>,
    /// How many elements were made whose start tag puts a marker into the list of formatting elements that a misnested
    /// end tag can leave there for ever. html5ever searches that list from the front, past all of them, without asking
    /// the sink anything that could be counted.
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
    /// How many nodes were made so far.
    pub(super) fn nodes(&self) -> usize {
        self.nodes.get()
    }

    /// How much was done so far: html5ever asks the sink for a name or an identity at each open element that it looks
    /// at, which is what makes deep nesting slow.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// How many elements the deepest one was nested in, itself included, when it was inserted.
    pub(super) fn deepest(&self) -> usize {
        self.deepest.get()
    }

    /// Notes the attributes of the tag that comes now: other elements that it makes are copies of open ones.
    pub(super) fn give(&self, attrs: &[Attribute]) {
        self.given.set(value_bytes(attrs));
    }

    /// Adds to the work done.
    pub(super) fn spend(&self, steps: usize) {
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// How many elements of this name the place where the last element was inserted is nested in.
    pub(super) fn open_elements_named(&self, name: &LocalName) -> usize {
        let path = self.path.borrow();
        if path.is_empty() {
            return self.deepest.get();
        }
        let is_named =
            |element: &&Handle| matches!(&element.data, NodeData::Element { name: own, .. } if own.local == *name);
        path.iter().filter(is_named).count()
    }

    fn create(&self, data: NodeData) -> Handle {
        self.nodes.set(self.nodes.get() + 1);
        Node::new(data)
    }

    /// Notes how deep `child` will be under `parent`.
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

    fn detach(&self, child: &Handle) {
        let Some(parent) = parent_of(child) else { return };
        if let Some(index) = self.index_in(&parent, child) {
            parent.children.borrow_mut().remove(index);
        }
        child.parent.set(None);
        self.path.borrow_mut().clear();
    }

    /// Searches from the back: the table that stray text is moved before is its parent's last child.
    fn index_in(&self, parent: &Handle, child: &Handle) -> Option<usize> {
        let children = parent.children.borrow();
        let index = children.iter().rposition(|sibling| Rc::ptr_eq(sibling, child))?;
        self.spend(children.len() - index);
        Some(index)
    }

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

/// The length of the values of attributes, in bytes.
fn value_bytes(attrs: &[Attribute]) -> usize {
    attrs.iter().map(|attribute| attribute.value.len()).sum()
}

fn parent_of(node: &Handle) -> Option<Handle> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(Weak::upgrade);
    node.parent.set(weak);
    parent
}

fn is_unread_element(node: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &node.data else { return false };
    is_unread(&name.local, &attrs.borrow())
}

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
            // So that the depth of what is in nested templates can be told.
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
            // First, because it can move the sibling.
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

    /// `<template shadowrootmode>` stays a template like any other, with its children in `template_contents`: a shadow
    /// root would be shown, so the walker has to show these.
    fn allow_declarative_shadow_roots(&self, _intended_parent: &Handle) -> bool {
        false
    }
}
