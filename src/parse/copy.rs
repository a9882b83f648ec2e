//! Copies a tree that the caller has parsed: the walk takes the tree apart that it is given, and the caller's must
//! stay as it is. Nodes are copied, texts and attributes are shared.

use std::cell::{Ref, RefCell};

use html5ever::{local_name, ns};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};

use super::parse_part;
use super::sink::{is_unread_element, value_bytes};
use crate::error::{Error, Result};
use crate::limits::Limits;

/// What it costs to parse the text of a `<noscript>`, in steps, besides what the parser counts: with the default
/// limits, a page may have some 50,000 of them. Set by hand.
const NOSCRIPT_STEPS: usize = 1_000;

/// Copies a tree as [`parse`](super::parse) would have made it of the same page: the text of scripts and styles is left
/// out, and the text that a parser with scripting has put into `<noscript>` becomes elements.
///
/// Fails with [`Error::TooLarge`], [`Error::TooDeep`], [`Error::TooManyNodes`] or [`Error::TooComplex`] as soon as a
/// limit is broken, so that it ends even where a tree made by hand goes in a circle.
pub(crate) fn copy(dom: &RcDom, limits: &Limits) -> Result<RcDom> {
    let copied = RcDom::default();
    copied.quirks_mode.set(dom.quirks_mode.get());
    let root = Pair { original: dom.document.clone(), copy: copied.document.clone(), depth: 0 };
    let mut copier = Copier { limits, open: vec![root], parsed: Vec::new(), nodes: 0, bytes: 0, steps: 0 };
    while let Some(pair) = copier.open.pop() {
        copier.copy_children(&pair)?;
    }
    Ok(copied)
}

/// A node and its copy, which has no children yet.
struct Pair {
    original: Handle,
    copy: Handle,
    /// How many elements the children of the node stand in.
    depth: usize,
}

/// What is left to be copied, and how much was.
struct Copier<'a> {
    limits: &'a Limits,
    open: Vec<Pair>,
    /// The trees of the texts of `<noscript>`. They must live as long as their nodes are copied, because a node takes
    /// all below it along when it is freed.
    parsed: Vec<RcDom>,
    nodes: usize,
    /// The length of texts and of the values of attributes, in bytes.
    bytes: usize,
    /// The work of parsing, in steps.
    steps: usize,
}

impl Copier<'_> {
    /// Copies the children of a node. Their own children remain open.
    fn copy_children(&mut self, pair: &Pair) -> Result<()> {
        let children = read(&pair.original.children)?;
        if let Some(html) = unparsed(&pair.original, &children)? {
            return self.parse_noscript(&html, pair);
        }
        let is_unread = is_unread_element(&pair.copy);
        for child in children.iter() {
            if is_unread && matches!(child.data, NodeData::Text { .. }) {
                continue;
            }
            let copy = self.copy_node(child, pair.depth)?;
            pair.copy.children.borrow_mut().push(copy);
        }
        Ok(())
    }

    /// Copies a node that stands in this many elements, without its children, which remain open.
    fn copy_node(&mut self, node: &Handle, depth: usize) -> Result<Handle> {
        let mut contents = None;
        let data = match &node.data {
            NodeData::Text { contents } => {
                let text = read(contents)?;
                self.bytes += text.len();
                NodeData::Text { contents: RefCell::new(text.clone()) }
            }
            NodeData::Element { name, attrs, template_contents, mathml_annotation_xml_integration_point } => {
                let attrs = read(attrs)?;
                self.bytes += value_bytes(&attrs);
                contents = read(template_contents)?.clone();
                NodeData::Element {
                    name: name.clone(),
                    attrs: RefCell::new(attrs.clone()),
                    template_contents: RefCell::new(contents.as_ref().map(|_| Node::new(NodeData::Document))),
                    mathml_annotation_xml_integration_point: *mathml_annotation_xml_integration_point,
                }
            }
            other => other.clone(),
        };
        self.nodes += 1 + usize::from(contents.is_some());
        let is_inner = matches!(data, NodeData::Element { .. } | NodeData::Document);
        self.check(if is_inner { depth + 1 } else { depth })?;
        let copy = Node::new(data);
        if let (Some(original), NodeData::Element { template_contents, .. }) = (contents, &copy.data)
            && let Some(contents) = &*template_contents.borrow()
        {
            // A template counts as two elements.
            self.open.push(Pair { original, copy: contents.clone(), depth: depth + 2 });
        }
        if !read(&node.children)?.is_empty() {
            self.open.push(Pair { original: node.clone(), copy: copy.clone(), depth: depth + 1 });
        }
        Ok(copy)
    }

    /// Parses the text of a `<noscript>`, whose elements remain to be copied.
    fn parse_noscript(&mut self, html: &str, noscript: &Pair) -> Result<()> {
        self.steps += NOSCRIPT_STEPS;
        let dom = parse_part(html, false, self.limits, &mut self.steps)?;
        let roots = dom.document.children.borrow();
        let parts: Vec<Handle> = roots.iter().flat_map(|root| root.children.borrow().clone()).collect();
        // The last to be opened is the first to be copied: the head before the body.
        let pairs = parts.into_iter().rev();
        self.open.extend(pairs.map(|original| Pair { original, copy: noscript.copy.clone(), depth: noscript.depth }));
        drop(roots);
        self.parsed.push(dom);
        Ok(())
    }

    /// Fails if what was copied so far, with a node of this depth, breaks a limit.
    fn check(&self, depth: usize) -> Result<()> {
        let Limits { max_depth, max_nodes, .. } = *self.limits;
        self.limits.check_bytes(self.bytes)?;
        if depth > max_depth {
            return Err(Error::TooDeep { limit: max_depth, offset: self.bytes });
        }
        if self.nodes > max_nodes {
            return Err(Error::TooManyNodes { limit: max_nodes, offset: self.bytes });
        }
        Ok(())
    }
}

/// A part of the tree to read from. Fails if the caller is about to change it.
fn read<T>(part: &RefCell<T>) -> Result<Ref<'_, T>> {
    part.try_borrow().map_err(|_| Error::TreeInUse)
}

/// The HTML in a `<noscript>` that a parser with scripting has left as text; `None` for any other node. Without
/// scripting it has elements, unless it holds nothing but text.
fn unparsed(node: &Node, children: &[Handle]) -> Result<Option<String>> {
    match &node.data {
        NodeData::Element { name, .. } if name.ns == ns!(html) && name.local == local_name!("noscript") => {}
        _ => return Ok(None),
    }
    let mut html = String::new();
    for child in children {
        let NodeData::Text { contents } = &child.data else { return Ok(None) };
        html.push_str(&read(contents)?);
    }
    Ok(Some(html).filter(|html| html.contains(['<', '&'])))
}
