//! What the walker remembers of each element that it is inside of.

use std::mem::Discriminant;

use crate::page::MarkKind;

/// What to undo when the walker leaves an element. Open marks are remembered by their discriminant.
pub(super) enum OnLeave {
    Nothing,
    Inline(LeaveInline),
    /// A line of a poem, with the offset in the page's text where it begins.
    Verse(usize),
    /// `container` is the container around the element; `author` is the author mark that the element has opened, if
    /// any.
    Block {
        container: usize,
        leave: LeaveBlock,
        author: Option<Discriminant<MarkKind>>,
        /// Whether line breaks in its text are shown.
        keeps_lines: bool,
    },
    /// A line of a listing, or rows of lines. `start` is the offset in the page's text where it begins; `is_line` says
    /// that there is a line even if it has no text.
    Line {
        start: usize,
        is_line: bool,
    },
}

/// What an inline element has opened.
#[derive(Default)]
pub(super) struct LeaveInline {
    /// Where in the page's text the element begins.
    pub(super) start: usize,
    /// An element that a style sheet may set apart from its neighbours.
    pub(super) is_box: bool,
    /// A link.
    pub(super) is_link: bool,
    /// Bold text.
    pub(super) is_strong: bool,
    /// A drawn formula.
    pub(super) is_formula: bool,
    /// The mark that closes a quotation, unless it stands in the page's text.
    pub(super) quotation: Option<&'static str>,
    /// An element that shows the line breaks in its text.
    pub(super) keeps_lines: bool,
    /// A `<picture>`.
    pub(super) is_picture: bool,
    /// A mark that gives the text its style, or that of a formula.
    pub(super) style: Option<Discriminant<MarkKind>>,
    /// A mark of an author's name.
    pub(super) author: Option<Discriminant<MarkKind>>,
    /// A `<cite>` with which a quotation begins: who said it, perhaps.
    pub(super) is_attribution: bool,
}

/// What a block element has changed besides opening its container.
pub(super) enum LeaveBlock {
    Plain,
    /// Preformatted text, with the mark of its programming language, if that is named.
    Pre(Option<Discriminant<MarkKind>>),
    /// A listing whose blocks are lines, with the mark of its programming language, if that is named.
    Listing(Option<Discriminant<MarkKind>>),
    /// A formula on lines of its own, with its mark.
    Formula(Option<Discriminant<MarkKind>>),
    /// A heading, with the level of the heading around it, if any, which is restored.
    Heading(Option<u8>),
    Quote,
    Label,
    List,
    DefinitionList,
    Item,
    Table,
    Row,
}
