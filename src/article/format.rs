//! What rendering needs of a block besides its text: what the block stands in, and the styles of its text.

use std::cmp::Reverse;
use std::ops::Range;

use super::picture::Picture;
use crate::page::Callout;

/// Greatest length of the name of a programming language, in bytes. Set by hand.
const LANGUAGE_BYTES: usize = 20;

/// Whether a text has the form of the name of a programming language, so that it may stand in HTML and Markdown as it
/// is.
pub(crate) fn is_language_name(name: &str) -> bool {
    (1..=LANGUAGE_BYTES).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_.".contains(&byte))
}

/// What a block stands in, and the styles of its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Format {
    /// What the block stands in, outermost first.
    pub(crate) enclosures: Vec<Enclosure>,
    /// The styled ranges of its text, in the order of [`StyledRange::order`].
    pub(crate) styles: Vec<StyledRange>,
    /// The pictures and formulas between the previous kept block and this one, each with the number of this block's
    /// enclosures that it stands in.
    pub(crate) before: Vec<(usize, Style)>,
    /// The pictures and formulas behind the last block of the article, shown outside of its enclosures; empty for any
    /// other block.
    pub(crate) behind: Vec<Style>,
    /// Where in the text of the block its preformatted text lies, if it has any.
    pub(crate) code: Option<Range<usize>>,
    /// The language of program code, if known.
    pub(crate) language: Option<String>,
    /// The cells, if the block is a table row and not code.
    pub(crate) table: Option<Row>,
}

/// Something that blocks stand in. `Quote`, `Post`, `Figure`, `list`, `item`, `definition_list` and `entry` hold ids:
/// no two quotations, no two lists, and so on, of a page have the same id. The `list` of an item outside of any list is
/// 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Enclosure {
    /// A quotation, or a callout of some kind.
    Quote(usize, Option<Callout>),
    /// A post that is quoted from a social network.
    Post(usize),
    Item {
        list: usize,
        item: usize,
        /// The number that readers see, in an ordered list.
        number: Option<i32>,
        /// Whether the task is done, in a task list.
        is_done: Option<bool>,
    },
    /// An entry of a definition list: a term, or a description of one.
    Entry { definition_list: usize, entry: usize, is_term: bool },
    /// A figure with a caption among its blocks.
    Figure(usize),
    /// A footnote, by its label.
    Note(String),
}

impl Enclosure {
    /// Whether both are the same quotation, list item, entry, figure or footnote.
    pub(crate) fn is_same(&self, other: &Enclosure) -> bool {
        match (self, other) {
            (Enclosure::Item { item: a, .. }, Enclosure::Item { item: b, .. })
            | (Enclosure::Entry { entry: a, .. }, Enclosure::Entry { entry: b, .. })
            | (Enclosure::Quote(a, _), Enclosure::Quote(b, _))
            | (Enclosure::Post(a), Enclosure::Post(b))
            | (Enclosure::Figure(a), Enclosure::Figure(b)) => a == b,
            (Enclosure::Note(a), Enclosure::Note(b)) => a == b,
            _ => false,
        }
    }
}

impl Format {
    /// Whether the block is a term of a definition list.
    pub(crate) fn is_term(&self) -> bool {
        matches!(self.enclosures.last(), Some(Enclosure::Entry { is_term: true, .. }))
    }

    /// Whether the task is done, if the block is the text at the beginning of an item of a task list, that is, if it is
    /// the first block of the item and no picture or formula comes before it; otherwise `None`. `begins` says whether
    /// the block is the first in its innermost enclosure.
    pub(crate) fn is_done(&self, begins: bool) -> Option<bool> {
        let has_nothing_before = !self.before.iter().any(|(depth, _)| *depth == self.enclosures.len());
        let is_text = has_nothing_before && self.code.is_none() && self.table.is_none();
        match self.enclosures.last() {
            Some(Enclosure::Item { is_done, .. }) if is_text && begins => *is_done,
            _ => None,
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The id of the table on the page.
    pub(crate) table: usize,
    /// Whether all cells are header cells: `<th>`, or in a `<thead>`.
    pub(crate) is_header: bool,
    /// Where in the text of the block each cell lies. A column that another cell spans has an empty range.
    pub(crate) cells: Vec<Range<usize>>,
}

/// A stretch of a block's text with a style; empty for a picture, and for a formula for which the page has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StyledRange {
    pub(crate) text: Range<usize>,
    pub(crate) style: Style,
}

impl StyledRange {
    /// The key to sort by: ranges come in the order in which they begin, outer ones before those inside. Of ranges of
    /// the same text, links and references to footnotes are the outermost. Then comes emphasis, then bold, as
    /// three stars mean in Markdown; all other styles are inside of these.
    pub(crate) fn order(&self) -> (usize, Reverse<usize>, u8) {
        let rank = match self.style {
            Style::Link(_) | Style::Reference(_) => 0,
            Style::Emphasis => 1,
            Style::Strong => 2,
            _ => 3,
        };
        (self.text.start, Reverse(self.text.end), rank)
    }
}

/// How a stretch of text is shown, or what is shown in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Style {
    /// A link, by its index among the links of the block.
    Link(usize),
    Strong,
    Emphasis,
    Code,
    Inserted,
    Strikethrough,
    Subscript,
    Superscript,
    /// A formula, shown in place of the text, which says the same less exactly.
    Math {
        tex: String,
        /// Whether it stands on a line of its own.
        is_display: bool,
    },
    /// A picture, which covers no text.
    Picture(Picture),
    /// An embedded player or post, shown as a link that covers no text.
    Embed(Player),
    /// The sign that leads to the footnote with this label.
    Reference(String),
}

/// An embedded player or post, such as a video.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Player {
    pub(crate) url: String,
    /// Its title, that of the figure that it stands in, its host or the name of its file.
    pub(crate) title: String,
}
