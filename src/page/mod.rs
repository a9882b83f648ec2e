//! What a page is once the parser is gone: blocks in reading order, the containers around them, one buffer of text.

mod meta_names;
mod page_kind;

use std::collections::HashMap;
use std::ops::Range;

use crate::chars::one_line;
use crate::hash;
use crate::structured::Structured;

pub(crate) use meta_names::{AUTHORS, DESCRIPTIONS};
pub use page_kind::PageKind;
pub(crate) use page_kind::PageSignals;

/// From this length on (bytes), the value of an attribute is stored once, however many elements have it: the parser
/// copies those of a formatting element that is left open into every paragraph. Most classes and addresses are shorter.
const LONG_VALUE_BYTES: usize = 256;

/// A page cut into blocks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The text of all blocks and, between them, the separators of table cells.
    pub(crate) text: String,
    /// The class, id, role and itemprop of all containers, and the targets of links.
    pub(crate) attributes: String,
    /// Where the long values of [`Page::attributes`] lie, by the hash of each.
    pub(crate) long_values: HashMap<u64, Range<usize>>,
    pub(crate) blocks: Vec<Block>,
    /// Parents come before their children; the first is the root.
    pub(crate) containers: Vec<Container>,
    /// Those of one block are neighbours.
    pub(crate) spans: Vec<Span>,
    /// What rendering and metadata need beside the spans, in the order in which they end.
    pub(crate) marks: Vec<Mark>,
    /// Where in [`Page::text`] the signs between cells stand, in order.
    pub(crate) cell_separators: Vec<usize>,
    /// Where in [`Page::text`] the rows begin that hold nothing but headings of columns, in order.
    pub(crate) header_rows: Vec<usize>,
    /// The columns of tables that have no cell of their own, because one beside or above reaches into them, in order.
    pub(crate) gaps: Vec<Gap>,
    /// The list items that have a number or a box to tick, by container, in order.
    pub(crate) items: Vec<Item>,
    /// The terms of glossaries and what is said of them, by container, in order.
    pub(crate) entries: Vec<Entry>,
    pub(crate) head: Head,
    /// How each block is set off from the one before it; empty unless the page was plain text.
    pub(crate) separators: Vec<Separator>,
    /// A plain text as it was, but for line ends, white space at the ends of lines, and lines that go on in the next.
    pub(crate) source: String,
    /// A line of the plain text went on in the next.
    pub(crate) is_unwrapped: bool,
}

/// Columns without a cell in a row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Where in [`Page::text`] the row begins.
    pub(crate) row: usize,
    /// The cell of the row before which they lie.
    pub(crate) cell: usize,
    pub(crate) columns: usize,
}

/// A list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) container: usize,
    /// The number that readers see before it, which may go back, leap or be negative.
    pub(crate) number: Option<i32>,
    /// Of a thing to do: whether it is done.
    pub(crate) is_done: Option<bool>,
}

/// Part of a glossary, which is a `<dl>`: a term, or what is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) container: usize,
    /// The container of the glossary.
    pub(crate) glossary: usize,
    pub(crate) is_term: bool,
}

/// What stands between two blocks of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// Nothing: scripts without spaces.
    None,
    Space,
    /// The end of a line.
    Line,
    /// A blank line, or the beginning of the text.
    Blank,
}

/// The unit of decision: a run of inline content.
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

/// What a block is in the structure of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "type", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// Running text, and whatever is nothing else.
    #[default]
    Paragraph,
    /// A heading of level 1 (the highest) to 6.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// The first paragraph of a list item.
    ListItem {
        /// How many lists it stands in, 1 or more.
        depth: u8,
        /// Its number, if the list is ordered.
        number: Option<u32>,
    },
    /// A row of a table, cells joined by `" | "`.
    TableRow,
    /// Text whose line breaks and spaces count, such as program code.
    Preformatted,
    /// A paragraph of a quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
}

/// An inline stretch of a block that means more than its text.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// Where it lies in [`Page::text`].
    pub(crate) text: Range<usize>,
    pub(crate) kind: SpanKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpanKind {
    /// Text of a link; its target lies in this range of [`Page::attributes`]. A link around many blocks may have a
    /// target for the first of them only.
    Link(Option<Range<usize>>),
    /// Bold text.
    Strong,
}

/// A stretch of text that looks or means something else than the text around it. The model knows nothing of marks: they
/// can change without a new training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it lies in [`Page::text`]; empty for an image, and for a formula that is not drawn in text. An image between two
    /// blocks lies where the second begins, a formula before that.
    pub(crate) text: Range<usize>,
    pub(crate) kind: MarkKind,
    /// The innermost container of an image or formula; of other marks, that lie in blocks, it is not asked.
    pub(crate) container: usize,
}

/// What a mark says. Ranges are of [`Page::attributes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Emphasis,
    /// Program code; its class may name the language.
    Code(Range<usize>),
    /// Program code in a language that is named apart.
    Language(Range<usize>),
    Inserted,
    Struck,
    Subscript,
    Superscript,
    /// A formula, with its source.
    Math {
        tex: Range<usize>,
        is_display: bool,
    },
    Image {
        url: Range<usize>,
        alt: Range<usize>,
    },
    /// The name of an author, by the markup.
    Author,
    /// A block of what is said of an author, by the markup.
    AuthorBox,
}

/// An element around blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    /// The index of the parent; the root is its own.
    pub(crate) parent: usize,
    pub(crate) tag: Tag,
    /// Its class, id, role and itemprop, separated by spaces, a range of [`Page::attributes`].
    pub(crate) attributes: Range<usize>,
    /// The bytes of `attributes` that are its class.
    pub(crate) class_len: usize,
    /// The blocks inside, its descendants' included.
    pub(crate) blocks: Range<usize>,
    /// How many containers it stands in.
    pub(crate) depth: u16,
}

/// The elements that tell something about what stands in them.
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

/// What the page says about itself, out of the reader's sight.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The text of `<title>`; of a mail its subject.
    pub(crate) title: Option<String>,
    /// Who wrote the mail that a plain text is, perhaps with an address.
    pub(crate) sender: Option<String>,
    /// `<meta>` name or property in lower case, with its content, in order.
    pub(crate) metas: Vec<(String, String)>,
    /// The `<time>` elements that have a `datetime`, in order.
    pub(crate) times: Vec<Time>,
    /// The `lang` of `<html>`.
    pub(crate) language: Option<String>,
    /// The JSON-LD scripts.
    pub(crate) structured: Structured,
    /// The microdata of what is in sight.
    pub(crate) microdata: Structured,
    /// The text of the article or thread as the JSON-LD has it, lines for blocks; empty if it has none.
    pub(crate) body: String,
    /// The page's own address, from `<link rel="canonical">`.
    pub(crate) canonical: Option<String>,
    /// The `href` of the first `<base>`.
    pub(crate) base: Option<String>,
}

/// A `<time>` element.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    /// The block in or before which it stands.
    pub(crate) block: usize,
    /// The text between it and the one before.
    pub(crate) before: Range<usize>,
    pub(crate) datetime: String,
    /// Its class or property says that it tells of a change.
    pub(crate) is_update: bool,
}

impl Page {
    /// Whether it was plain text.
    pub(crate) fn is_text(&self) -> bool {
        !self.separators.is_empty()
    }

    pub(crate) fn block_text(&self, block: &Block) -> &str {
        &self.text[block.text.clone()]
    }

    /// Stores attribute values, separated by spaces. Long ones that are stored already are not stored again.
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

    /// Takes back attribute values if nothing was stored since, and no other element can have them.
    pub(crate) fn take_back(&mut self, stored: &Range<usize>) {
        if stored.end == self.attributes.len() && stored.len() < LONG_VALUE_BYTES {
            self.attributes.truncate(stored.start);
        }
    }

    /// The class of a container as it stands in the source.
    pub(crate) fn class(&self, container: &Container) -> &str {
        &self.attributes[container.attributes.start..container.attributes.start + container.class_len]
    }

    /// The containers around a block, innermost first.
    pub(crate) fn ancestors(&self, block: &Block) -> Ancestors<'_> {
        self.chain(block.container)
    }

    /// A container and those around it, innermost first.
    pub(crate) fn chain(&self, container: usize) -> Ancestors<'_> {
        Ancestors { containers: &self.containers, next: (container < self.containers.len()).then_some(container) }
    }
}

/// An iterator from a container outwards, see [`Page::ancestors`].
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

impl Head {
    /// The content of the first `<meta>` of one of these names, the first name that the page has.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        let content = |name: &&str| {
            let content = self.metas.iter().filter(|(key, _)| key == name).map(|(_, content)| content.trim());
            content.into_iter().find(|content| !one_line(content).is_empty())
        };
        names.iter().find_map(content)
    }

    /// What the page calls itself, the article's own title before the window's.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        let meta = ["og:title", "twitter:title", "dc.title"].into_iter().filter_map(|name| self.meta(&[name]));
        meta.chain(self.title.as_deref())
    }
}
