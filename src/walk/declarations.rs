//! What elements declare about the whole page in attributes that have nothing to do with its text: the direction of
//! writing, and links to its icons, its licence, its next page, tags and categories.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::Handle;

use super::element::Attributes;
use super::nodes::short_text;
use crate::page::{Direction, Page, Relation, RelationKind};

/// The text of a link to a tag or category has at most this many bytes: longer ones are teasers. Set by hand.
const MAX_TEXT_BYTES: usize = 120;

/// Stores the `dir` of `<html>` and `<body>`, and what `<link>` and `<a>` say in their `rel`.
pub(super) fn read(name: &LocalName, attributes: &Attributes<'_>, node: &Handle, page: &mut Page) {
    match *name {
        local_name!("html") | local_name!("body") => {
            let declared = attributes.get("dir").and_then(Direction::declared);
            page.head.direction = declared.or(page.head.direction);
        }
        local_name!("link") | local_name!("a") => {
            let kind = attributes.rel.filter(|_| page.head.relations.has_room()).and_then(RelationKind::of);
            if let (Some(kind), Some(href)) = (kind, attributes.href) {
                let text = text(kind, attributes, node).unwrap_or_default();
                let relation = Relation { kind, href: href.to_owned(), text, block: page.blocks.len() };
                page.head.relations.add(relation);
            }
        }
        _ => {}
    }
}

/// What is to be known of a link beside its kind and its address, see [`Relation::text`].
fn text(kind: RelationKind, attributes: &Attributes<'_>, node: &Handle) -> Option<String> {
    match kind {
        RelationKind::Icon | RelationKind::TouchIcon => attributes.get("sizes").map(str::to_owned),
        RelationKind::Tag | RelationKind::Category => short_text(node, MAX_TEXT_BYTES),
        RelationKind::Licence | RelationKind::Next => None,
    }
}
