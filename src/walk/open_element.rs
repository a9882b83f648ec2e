//! What the walker remembers of each element that it is inside of.

use std::mem::Discriminant;

use crate::page::MarkKind;

/// What to undo when the walker leaves an element. Open marks are remembered by their discriminant.
pub(super) enum OnLeave {
    Nothing,
    Inline(LeaveInline),
    /// `container` is the container around the element; `author` is the author mark that the element has opened, if
    /// any.
    Block {
        container: usize,
        leave: LeaveBlock,
        author: Option<Discriminant<MarkKind>>,
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
    /// A link.
    pub(super) is_link: bool,
    /// Bold text.
    pub(super) is_strong: bool,
    /// A drawn formula: where in the page's text the drawing begins.
    pub(super) formula: Option<usize>,
    /// A `<picture>`.
    pub(super) is_picture: bool,
    /// A mark that gives the text its style, or that of a formula.
    pub(super) style: Option<Discriminant<MarkKind>>,
    /// A mark of an author's name.
    pub(super) author: Option<Discriminant<MarkKind>>,
}

impl LeaveInline {
    /// Whether the element has opened nothing, so that there is nothing to undo.
    pub(super) fn is_nothing(&self) -> bool {
        !self.is_link
            && !self.is_strong
            && !self.is_picture
            && self.formula.is_none()
            && self.style.is_none()
            && self.author.is_none()
    }
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
