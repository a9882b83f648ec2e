//! What the walker remembers of an element that it is in.

/// What is to be undone when the walker leaves an element.
pub(super) enum Leave {
    Nothing,
    Link,
    Strong,
    Block { container: usize, leave: LeaveBlock },
}

/// What a block element had changed beside opening its container.
pub(super) enum LeaveBlock {
    Plain,
    Pre,
    /// Restores the level of the heading around it, if any.
    Heading(Option<u8>),
    Quote,
    Label,
    List,
    Item,
    Table,
    Row,
}
