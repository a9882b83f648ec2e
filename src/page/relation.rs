//! Links that say in their `rel` what they lead to.

use crate::limits::MAX_URL_BYTES;

/// At most this many such links of a page are kept: lists of tags can be long. Set by hand.
const MAX_RELATIONS: usize = 256;

/// A `<link>` or `<a>` that says in its `rel` what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) kind: RelationKind,
    /// The address as it stands in the page.
    pub(crate) href: String,
    /// The text of an `<a>`, the `sizes` of an icon; empty if it has none.
    pub(crate) text: String,
    /// The block in or before which it stands.
    pub(crate) block: usize,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationKind {
    /// The icon that browsers show beside the title of the page.
    Icon,
    /// The icon that telephones show on their home screen.
    TouchIcon,
    Licence,
    /// The next page of a series, or the next post of a blog.
    Next,
    /// The page of a tag.
    Tag,
    /// The page of a category, which WordPress marks as `category tag`.
    Category,
}

impl RelationKind {
    /// What a value of `rel` says, if it is one of these kinds.
    pub(crate) fn of(rel: &str) -> Option<RelationKind> {
        let has = |name: &str| rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(name));
        let kinds = [
            ("icon", RelationKind::Icon),
            ("apple-touch-icon", RelationKind::TouchIcon),
            ("apple-touch-icon-precomposed", RelationKind::TouchIcon),
            ("license", RelationKind::Licence),
            ("next", RelationKind::Next),
            ("category", RelationKind::Category),
            ("tag", RelationKind::Tag),
        ];
        kinds.into_iter().find(|(name, _)| has(name)).map(|(_, kind)| kind)
    }
}

/// The links of a page that say in their `rel` what they lead to, in order.
#[derive(Debug, Default)]
pub(crate) struct Relations(Vec<Relation>);

impl Relations {
    /// Whether another link may be added.
    pub(crate) fn has_room(&self) -> bool {
        self.0.len() < MAX_RELATIONS
    }

    /// Adds a link, unless there is no room, its address is too long, or it repeats the last one, as a link does that
    /// is left open over several paragraphs.
    pub(crate) fn add(&mut self, relation: Relation) {
        let is_same = |last: &Relation| last.kind == relation.kind && last.href == relation.href;
        if self.has_room() && relation.href.len() <= MAX_URL_BYTES && !self.0.last().is_some_and(is_same) {
            self.0.push(relation);
        }
    }

    /// The links that say that they lead to something of this kind, in order.
    pub(crate) fn of(&self, kind: RelationKind) -> impl Iterator<Item = &Relation> {
        self.0.iter().filter(move |relation| relation.kind == kind)
    }
}
