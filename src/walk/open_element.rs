//! What the walker remembers of an element that it is in.

use std::mem::Discriminant;

use crate::page::MarkKind;

/// What is to be undone when the walker leaves an element.
pub(super) enum OnLeave {
    Nothing,
    Inline(LeaveInline),
    Block { container: usize, leave: LeaveBlock, author: Option<Discriminant<MarkKind>> },
}

/// What an inline element had opened.
#[derive(Default)]
pub(super) struct LeaveInline {
    pub(super) is_link: bool,
    pub(super) is_strong: bool,
    /// Of an element that draws a formula: where its text begins.
    pub(super) formula: Option<usize>,
    pub(super) is_picture: bool,
    pub(super) style: Option<Discriminant<MarkKind>>,
    pub(super) author: Option<Discriminant<MarkKind>>,
}

impl LeaveInline {
    pub(super) fn is_nothing(&self) -> bool {
        !self.is_link
            && !self.is_strong
            && !self.is_picture
            && self.formula.is_none()
            && self.style.is_none()
            && self.author.is_none()
    }
}

/// What a block element had changed beside opening its container.
pub(super) enum LeaveBlock {
    Plain,
    Pre(Option<Discriminant<MarkKind>>),
    /// Of an element that draws a formula in lines of its own.
    Formula(Option<Discriminant<MarkKind>>),
    /// Restores the level of the heading around it, if any.
    Heading(Option<u8>),
    Quote,
    Label,
    List,
    Glossary,
    Item,
    Table,
    Row,
}
