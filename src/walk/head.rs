//! What the elements of its head say about a page.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::element::Attributes;
use super::nodes::text_of;
use super::traces;
use crate::page::Head;

/// What a document says of its own address, before it is walked: its canonical link and all its `<meta>`.
pub(crate) fn own_address(dom: &RcDom) -> Head {
    let mut head = Head::default();
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data
            && matches!(name.local, local_name!("link") | local_name!("meta"))
        {
            read_head(&name.local, &Attributes::of(&attrs.borrow()), &node, &mut head);
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    head
}

/// Stores what `<title>`, `<meta>`, `<link rel="canonical">`, `<html lang>` and `<base>` say about the page, and which
/// machinery it runs.
pub(super) fn read_head(name: &LocalName, attributes: &Attributes<'_>, node: &Handle, head: &mut Head) {
    traces::read(name, attributes, &mut head.traces);
    match *name {
        local_name!("title") if head.title.is_none() => head.title = Some(text_of(node)),
        local_name!("meta") => {
            if let (Some(name), Some(content)) = (attributes.meta_name, attributes.content) {
                head.metas.push((name.to_lowercase(), content.to_owned()));
            }
        }
        local_name!("link") if head.canonical.is_none() && attributes.rel.is_some_and(|rel| rel == "canonical") => {
            head.canonical = attributes.href.map(str::to_owned);
        }
        local_name!("html") if head.language.is_none() => head.language = attributes.lang.map(str::to_owned),
        local_name!("base") if head.base.is_none() => {
            head.base = attributes.href.map(str::to_owned);
        }
        _ => {}
    }
}
