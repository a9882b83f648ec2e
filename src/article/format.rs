//! What rendering needs of a block beside its text: what it stands in, and how its text styles.

use std::cmp::Reverse;
use std::ops::Range;

/// What a block stands in, and how its text styles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Format {
    /// The outermost first.
    pub(crate) enclosures: Vec<Enclosure>,
    /// Nested ones lie inside one another; the outer ones come first.
    pub(crate) marks: Vec<StyledRange>,
    /// The pictures and formulas that stand between it and the block before, each with how many of its enclosures it stands in.
    pub(crate) before: Vec<(usize, Style)>,
    /// Of the last block of the article: those that stand behind it, in none of its enclosures.
    pub(crate) behind: Vec<Style>,
    /// Of preformatted text: where in the text of the block it lies. What is left out are the numbers of its lines.
    pub(crate) code: Option<Range<usize>>,
    /// Of program code: its language.
    pub(crate) language: Option<String>,
    pub(crate) table: Option<Row>,
}

/// Something that blocks stand in. Numbers tell it from others of its sort on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Enclosure {
    Quote(usize),
    Item {
        list: usize,
        item: usize,
        /// Of an item of an ordered list.
        number: Option<i32>,
        /// Of a thing to do.
        is_done: Option<bool>,
    },
    /// Of a glossary: a term, or what is said of it.
    Entry {
        definition_list: usize,
        entry: usize,
        is_term: bool,
    },
    /// A footnote, by its label.
    Note(String),
}

impl Enclosure {
    /// Whether both are the same quotation, item or note.
    pub(crate) fn is(&self, other: &Enclosure) -> bool {
        match (self, other) {
            (Enclosure::Item { item: a, .. }, Enclosure::Item { item: b, .. })
            | (Enclosure::Entry { entry: a, .. }, Enclosure::Entry { entry: b, .. })
            | (Enclosure::Quote(a), Enclosure::Quote(b)) => a == b,
            (Enclosure::Note(a), Enclosure::Note(b)) => a == b,
            _ => false,
        }
    }
}

impl Format {
    /// Whether the block is a term of a glossary.
    pub(crate) fn is_term(&self) -> bool {
        matches!(self.enclosures.last(), Some(Enclosure::Entry { is_term: true, .. }))
    }

    /// Of the text that a thing to do begins with, if the innermost enclosure begins with the block: whether it is done.
    pub(crate) fn is_done(&self, begins: bool) -> Option<bool> {
        let is_first = !self.before.iter().any(|(depth, _)| *depth == self.enclosures.len());
        let is_text = is_first && self.code.is_none() && self.table.is_none();
        match self.enclosures.last() {
            Some(Enclosure::Item { is_done, .. }) if is_text && begins => *is_done,
            _ => None,
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Tells the table from others.
    pub(crate) table: usize,
    pub(crate) is_header: bool,
    /// Where in the text of the block the cells lie. Empty ones stand where a cell beside or above reaches into the column.
    pub(crate) cells: Vec<Range<usize>>,
}

/// A stretch of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StyledRange {
    pub(crate) text: Range<usize>,
    pub(crate) style: Style,
}

impl StyledRange {
    /// By this, marks come in the order in which they begin, the outer ones first. Of the same text, what is emphasised goes
    /// around what is bold, as it does where Markdown has three stars.
    pub(crate) fn order(&self) -> (usize, Reverse<usize>, u8) {
        let rank = match self.style {
            Style::Link(_) | Style::Reference(_) | Style::Jump => 0,
            Style::Emphasis => 1,
            Style::Strong => 2,
            _ => 3,
        };
        (self.text.start, Reverse(self.text.end), rank)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Style {
    /// By its place among the links of the block.
    Link(usize),
    Strong,
    Emphasis,
    Code,
    Inserted,
    Strikethrough,
    Subscript,
    Superscript,
    /// Instead of the text, which says the same less exactly.
    Math {
        tex: String,
        is_display: bool,
    },
    Picture(Picture),
    /// The sign that leads to the footnote of this label.
    Reference(String),
    /// The sign that leads back from a footnote, or to the heading that it stands in.
    Jump,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(crate) struct Picture {
    pub(crate) url: String,
    pub(crate) alt: String,
}
