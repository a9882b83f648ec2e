//! The page that all stages after the walk read: blocks in reading order, the containers around them, one buffer of
//! text.

mod anchor;
mod callout;
mod direction;
mod head;
mod meta_names;
mod notes;
mod page_kind;
mod relation;
mod rulings;
mod traces;

use std::collections::HashMap;
use std::ops::Range;

use crate::cruft::Cruft;
use crate::hash;

pub(crate) use anchor::{Anchor, Aside};
pub use callout::Callout;
pub use direction::Direction;
pub(crate) use head::{Head, Time};
pub(crate) use meta_names::{AUTHORS, DESCRIPTIONS};
pub(crate) use notes::{EditKind, Notes, is_return, is_sign, linked_ids};
pub use page_kind::PageKind;
pub(crate) use page_kind::PageSignals;
pub(crate) use relation::{Relation, RelationKind};
pub(crate) use rulings::{Ruling, Rulings};
pub(crate) use traces::Traces;

/// An attribute value of at least this many bytes is stored once, however many elements have it: the parser copies the
/// values of a formatting element that is left open into every paragraph. Most classes and addresses are shorter. Set
/// by hand.
pub(crate) const LONG_VALUE_BYTES: usize = 256;

/// A page cut into blocks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The text of all blocks and, between them, the separators of table cells.
    pub(crate) text: String,
    /// The stored attribute values: class, id, role and itemprop of all containers, the targets of links, and what
    /// marks need, such as TeX.
    pub(crate) attributes: String,
    /// Where in [`Page::attributes`] the long values lie, by the hash of each.
    pub(crate) long_values: HashMap<u64, Range<usize>>,
    pub(crate) blocks: Vec<Block>,
    /// The containers. Parents come before their children; the first is the root.
    pub(crate) containers: Vec<Container>,
    /// The links and bold stretches. Those of one block stand side by side.
    pub(crate) spans: Vec<Span>,
    /// The marks, which only rendering and metadata need, in the order in which they end.
    pub(crate) marks: Vec<Mark>,
    /// The offsets in [`Page::text`] of the separators between table cells, in order.
    pub(crate) cell_separators: Vec<usize>,
    /// The offsets in [`Page::text`] of the table rows that hold nothing but headings of columns, in order.
    pub(crate) header_rows: Vec<usize>,
    /// Columns of table rows that are covered by the `colspan` or `rowspan` of another cell, in order.
    pub(crate) gaps: Vec<Gap>,
    /// The places in and between blocks that links can lead to, in order: the ids of inline elements, and names of
    /// `<a>`.
    pub(crate) anchors: Vec<Anchor>,
    /// The notes that stand beside their mark, in a sentence.
    pub(crate) asides: Vec<Aside>,
    /// The list items that have a number or a checkbox, sorted by container.
    pub(crate) items: Vec<Item>,
    /// The terms and descriptions of definition lists, sorted by container.
    pub(crate) entries: Vec<Entry>,
    /// The containers that are callouts, with their kinds, sorted by container.
    pub(crate) callouts: Vec<(usize, Callout)>,
    pub(crate) head: Head,
    /// What the caller's rules with selectors say.
    pub(crate) rulings: Rulings,
    /// The first block that stands only in the data of the page, if any: the walk adds the blocks of a story in the
    /// data at the end of a page that shows next to nothing.
    pub(crate) data_start: Option<usize>,
    /// For each block, what separates it from the one before; empty unless the page was plain text.
    pub(crate) separators: Vec<Separator>,
    /// Plain text as it was given, but with line ends normalised, white space at the ends of lines removed, and wrapped
    /// lines joined. Empty for HTML.
    pub(crate) source: String,
    /// Whether any wrapped lines of the plain text were joined.
    pub(crate) is_unwrapped: bool,
    /// What the tool that made the plain text had added to it, in order. It is cruft, and stands in no block.
    pub(crate) additions: Vec<Addition>,
}

/// A text that the tool that made a plain text had added to it: the number of a page, a list of addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addition {
    /// The index of the block that it stood before; the number of blocks if it stood at the end.
    pub(crate) block: usize,
    pub(crate) text: String,
    pub(crate) kind: Cruft,
}

/// Columns of a table row that have no cell of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The offset in [`Page::text`] where the row begins.
    pub(crate) row: usize,
    /// The index of the cell in the row before which the columns lie.
    pub(crate) cell: usize,
    /// The number of columns.
    pub(crate) columns: usize,
}

/// A list item that has a number or a checkbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) container: usize,
    /// The number that a browser shows before it. Numbers may decrease, skip or be negative.
    pub(crate) number: Option<i32>,
    /// In a task list: whether the task is done.
    pub(crate) is_done: Option<bool>,
}

/// An entry of a definition list, `<dl>`: a term, or a description of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) container: usize,
    /// The container of the definition list.
    pub(crate) definition_list: usize,
    pub(crate) is_term: bool,
}

/// What stands between two blocks of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// Nothing: in scripts without spaces between words.
    None,
    Space,
    /// The end of a line.
    Line,
    /// A blank line, or the beginning of the text.
    Blank,
}

/// A block: a run of inline content, such as a paragraph. The unit that is kept or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Where its text lies in [`Page::text`].
    pub(crate) text: Range<usize>,
    pub(crate) kind: BlockKind,
    /// The innermost container, an index into [`Page::containers`].
    pub(crate) container: usize,
    /// Where its spans lie in [`Page::spans`].
    pub(crate) spans: Range<usize>,
}

/// What a block is in the structure of its page, such as a heading or a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "type", rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum BlockKind {
    /// Running text, and everything that is no other kind.
    #[default]
    Paragraph,
    /// A heading of level 1 (the highest) to 6.
    Heading {
        /// The level, 1 to 6.
        level: u8,
    },
    /// The first paragraph of a list item.
    ListItem {
        /// The number of lists that it is nested in, 1 or more.
        depth: u8,
        /// The number of the item, if the list is ordered.
        number: Option<u32>,
    },
    /// A row of a table. Its cells are joined by `" | "`.
    TableRow,
    /// Text whose line breaks and spaces count, such as program code.
    Preformatted,
    /// A paragraph of a quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
}

/// A stretch of a block that is a link or bold. Spans feed the model's features, unlike marks.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// Where it lies in [`Page::text`].
    pub(crate) text: Range<usize>,
    pub(crate) kind: SpanKind,
}

/// What a span is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpanKind {
    /// A link, with the range of [`Page::attributes`] where its target lies. Of a link around many blocks, only the
    /// first ones may have the target.
    Link(Option<Range<usize>>),
    /// Bold text.
    Strong,
}

/// A stretch of text with a style or meaning of its own, other than bold or link. No feature of the model reads marks,
/// so they can change without a new training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it lies in [`Page::text`]; empty for an image, embed or frame, and for a formula that is not drawn in
    /// text. An image, embed or frame between two blocks lies where the second one begins, a formula before that.
    pub(crate) text: Range<usize>,
    pub(crate) kind: MarkKind,
    /// The innermost container of an image, embed or frame, or of a formula out of a script or picture; 0 for other
    /// marks, which lie in blocks.
    pub(crate) container: usize,
}

/// What a mark is. Ranges lie in [`Page::attributes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Emphasis,
    /// Program code, with the class of its element, which may name the language.
    Code(Range<usize>),
    /// Program code whose language is named by an attribute other than the class, with that name.
    Language(Range<usize>),
    Inserted,
    Strikethrough,
    Subscript,
    Superscript,
    /// A formula, with its TeX source.
    Math {
        tex: Range<usize>,
        /// Whether it stands on a line of its own.
        is_display: bool,
    },
    Image {
        url: Range<usize>,
        alt: Range<usize>,
        /// Whether it stands in a `<figure>`, which is no container if it has no text.
        in_figure: bool,
    },
    /// An embedded player or post, such as a video.
    Embed {
        url: Range<usize>,
        /// Its title according to its markup; may be empty.
        title: Range<usize>,
    },
    /// A frame that is not known to show a part of a story, as advertisements are.
    Frame {
        url: Range<usize>,
        /// Its title according to its markup; may be empty.
        title: Range<usize>,
    },
    /// An inline element that holds the name of an author, according to its markup.
    Author,
    /// A block element that holds the name of an author, according to its markup.
    AuthorBlock,
}

/// A container: a block element around blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    /// The index of the parent; the root is its own parent.
    pub(crate) parent: usize,
    pub(crate) tag: Tag,
    /// Where its class, id, role and itemprop lie in [`Page::attributes`], in this order and separated by spaces.
    pub(crate) attributes: Range<usize>,
    /// The length of its class in bytes: the class is the beginning of `attributes`.
    pub(crate) class_len: usize,
    /// The blocks inside at any depth.
    pub(crate) blocks: Range<usize>,
    /// The number of containers that it is nested in; 0 for the root.
    pub(crate) depth: u16,
}

/// What kind of element a container is, as far as that says something about its blocks. `Item`, `Label`, `Cell` and
/// `Row` are list items, captions, and cells and rows of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    Address,
    Article,
    Aside,
    Blockquote,
    Body,
    Button,
    Cell,
    Details,
    Dialog,
    Div,
    Figure,
    Footer,
    Form,
    Header,
    Heading,
    Item,
    Label,
    List,
    Main,
    Nav,
    Noscript,
    Paragraph,
    Pre,
    Row,
    Section,
    Table,
    Other,
}

impl Page {
    /// Whether the page was plain text.
    pub(crate) fn is_text(&self) -> bool {
        !self.separators.is_empty()
    }

    /// The text of a block.
    pub(crate) fn block_text(&self, block: &Block) -> &str {
        &self.text[block.text.clone()]
    }

    /// Stores attribute values, separated by spaces, and returns where they lie in [`Page::attributes`]. If together
    /// they have at least [`LONG_VALUE_BYTES`] and are stored already, they are not stored again.
    pub(crate) fn store(&mut self, values: &[&str]) -> Range<usize> {
        let start = self.attributes.len();
        for value in values.iter().filter(|value| !value.is_empty()) {
            if self.attributes.len() > start {
                self.attributes.push(' ');
            }
            self.attributes.push_str(value);
        }
        let own = start..self.attributes.len();
        if own.len() < LONG_VALUE_BYTES {
            return own;
        }
        let known = self.long_values.entry(hash::of(&self.attributes[start..])).or_insert_with(|| own.clone()).clone();
        if known == own || self.attributes[known.clone()] != self.attributes[start..] {
            return own;
        }
        self.attributes.truncate(start);
        known
    }

    /// Removes stored attribute values if nothing was stored since, and they are too short to be shared by other
    /// elements.
    pub(crate) fn take_back(&mut self, stored: &Range<usize>) {
        if stored.end == self.attributes.len() && stored.len() < LONG_VALUE_BYTES {
            self.attributes.truncate(stored.start);
        }
    }

    /// The class of a container as it stands in the HTML.
    pub(crate) fn class(&self, container: &Container) -> &str {
        &self.attributes[container.attributes.start..container.attributes.start + container.class_len]
    }

    /// The containers around a block, innermost first.
    pub(crate) fn ancestors(&self, block: &Block) -> Ancestors<'_> {
        self.chain(block.container)
    }

    /// A container and all containers around it, innermost first.
    pub(crate) fn chain(&self, container: usize) -> Ancestors<'_> {
        Ancestors { containers: &self.containers, next: (container < self.containers.len()).then_some(container) }
    }
}

/// An iterator over a container and all containers around it, with their indices. See [`Page::chain`].
pub(crate) struct Ancestors<'a> {
    containers: &'a [Container],
    next: Option<usize>,
}

impl<'a> Iterator for Ancestors<'a> {
    type Item = (usize, &'a Container);

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next?;
        let container = &self.containers[index];
        self.next = (container.parent != index).then_some(container.parent);
        Some((index, container))
    }
}
