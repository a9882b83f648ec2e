//! Text → `RcDom`, under limits that hold while parsing.
//!
//! `Sink` builds the same tree as `RcDom`'s own `TreeSink` would, without what is quadratic, recursive or can panic there
//! (`markup5ever_rcdom` was made for html5ever's tests, not for hostile pages).

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};

use crate::{Error, Limits, Result};

/// How much the parser reads between two looks at the limits, in bytes.
const PIECE_BYTES: usize = 8 << 10;

/// Parses a page as a browser without scripting would, so that `<noscript>` is a tree.
pub(crate) fn parse(html: &str, limits: &Limits) -> Result<RcDom> {
    limits.check_bytes(html.len())?;
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Sink::default(), options);
    let mut read = 0;
    while read < html.len() {
        let mut end = (read + PIECE_BYTES).min(html.len());
        while !html.is_char_boundary(end) {
            end -= 1;
        }
        parser.process(StrTendril::from_slice(&html[read..end]));
        read = end;
        parser.tokenizer.sink.sink.check(limits, read)?;
    }
    Ok(parser.finish())
}

struct Sink {
    document: Handle,
    quirks_mode: Cell<QuirksMode>,
    /// How many nodes were created.
    nodes: Cell<usize>,
    /// How deep the deepest element was nested when it was inserted.
    deepest: Cell<usize>,
    /// The element that was inserted last, and its ancestors: its length is the depth of the next insertion, found
    /// without walking up the tree for each element.
    path: RefCell<Vec<Handle>>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            document: Node::new(NodeData::Document),
            quirks_mode: Cell::new(QuirksMode::NoQuirks),
            nodes: Cell::new(0),
            deepest: Cell::new(0),
            path: RefCell::default(),
        }
    }
}

impl Sink {
    fn check(&self, limits: &Limits, offset: usize) -> Result<()> {
        if self.deepest.get() > limits.max_depth {
            return Err(Error::TooDeep { limit: limits.max_depth, offset });
        }
        if self.nodes.get() > limits.max_nodes {
            return Err(Error::TooManyNodes { limit: limits.max_nodes, offset });
        }
        Ok(())
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
        }
        self.deepest.set(self.deepest.get().max(path.len()));
        path.push(child.clone());
    }

    fn detach(&self, child: &Handle) {
        let Some(parent) = parent_of(child) else { return };
        if let Some(index) = index_in(&parent, child) {
            parent.children.borrow_mut().remove(index);
        }
        child.parent.set(None);
        self.path.borrow_mut().clear();
    }

    fn insert(&self, parent: &Handle, index: usize, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendText(text) => {
                if index > 0 && extend_text(&parent.children.borrow()[index - 1], &text) {
                    return;
                }
                self.create(NodeData::Text { contents: RefCell::new(text) })
            }
            NodeOrText::AppendNode(node) => {
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

fn parent_of(node: &Handle) -> Option<Handle> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(weak);
    parent
}

/// Looks from the back, where the parser works: a table that text is fostered before is its parent's last child.
fn index_in(parent: &Handle, child: &Handle) -> Option<usize> {
    parent.children.borrow().iter().rposition(|sibling| Rc::ptr_eq(sibling, child))
}

fn extend_text(node: &Handle, text: &str) -> bool {
    match &node.data {
        NodeData::Text { contents } => {
            contents.borrow_mut().push_slice(text);
            true
        }
        _ => false,
    }
}

const NO_NAME: ExpandedName<'static> = ExpandedName {
    ns: &html5ever::ns!(),
    local: &html5ever::local_name!(""),
};

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = RcDom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> RcDom {
        RcDom {
            document: self.document,
            errors: RefCell::default(),
            quirks_mode: self.quirks_mode,
        }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        match &target.data {
            NodeData::Element { name, .. } => name.expanded(),
            _ => NO_NAME,
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let contents = flags.template.then(|| self.create(NodeData::Document));
        let element = self.create(NodeData::Element {
            name,
            attrs: RefCell::new(attrs),
            template_contents: RefCell::new(contents.clone()),
            mathml_annotation_xml_integration_point: flags.mathml_annotation_xml_integration_point,
        });
        if let Some(contents) = contents {
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
            self.detach(node);
        }
        let Some(parent) = parent_of(sibling) else { return };
        if let Some(index) = index_in(&parent, sibling) {
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
        match &target.data {
            NodeData::Element { template_contents, .. } => template_contents.borrow().clone(),
            _ => None,
        }
        .unwrap_or_else(|| target.clone())
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks_mode.set(mode);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let NodeData::Element { attrs: existing, .. } = &target.data else { return };
        let mut existing = existing.borrow_mut();
        for attr in attrs {
            if existing.iter().all(|old| old.name != attr.name) {
                existing.push(attr);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = node.children.take();
        for child in &children {
            child.parent.set(Some(Rc::downgrade(new_parent)));
        }
        new_parent.children.borrow_mut().extend(children);
        self.path.borrow_mut().clear();
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        matches!(
            target.data,
            NodeData::Element { mathml_annotation_xml_integration_point: true, .. }
        )
    }

    fn allow_declarative_shadow_roots(&self, _intended_parent: &Handle) -> bool {
        false
    }
}
