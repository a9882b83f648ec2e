//! What a block stands in, its styles, and its cells. The keys stay as they are for users, although the crate has other
//! words for some: a `glossary` is a definition list, `struck` is strikethrough, and a `note` is a footnote or the
//! reference to one.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Enclosure, Picture, Player, Row, Style, StyledRange};
use crate::page::Callout;

/// An [`Enclosure`] as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum EnclosureForm<'a> {
    Quote {
        id: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        callout: Option<Callout>,
    },
    Post {
        id: usize,
    },
    Item {
        list: usize,
        id: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<i32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_done: Option<bool>,
    },
    Entry {
        glossary: usize,
        id: usize,
        is_term: bool,
    },
    Figure {
        id: usize,
    },
    Note {
        label: Cow<'a, str>,
    },
}

impl<'a> EnclosureForm<'a> {
    pub(super) fn of(enclosure: &'a Enclosure) -> EnclosureForm<'a> {
        match enclosure {
            Enclosure::Quote(id, callout) => EnclosureForm::Quote { id: *id, callout: *callout },
            Enclosure::Post(id) => EnclosureForm::Post { id: *id },
            Enclosure::Item { list, item, number, is_done } => {
                EnclosureForm::Item { list: *list, id: *item, number: *number, is_done: *is_done }
            }
            Enclosure::Entry { definition_list, entry, is_term } => {
                EnclosureForm::Entry { glossary: *definition_list, id: *entry, is_term: *is_term }
            }
            Enclosure::Figure(id) => EnclosureForm::Figure { id: *id },
            Enclosure::Note(label) => EnclosureForm::Note { label: Cow::Borrowed(label) },
        }
    }

    pub(super) fn read(self) -> Enclosure {
        match self {
            EnclosureForm::Quote { id, callout } => Enclosure::Quote(id, callout),
            EnclosureForm::Post { id } => Enclosure::Post(id),
            EnclosureForm::Item { list, id, number, is_done } => Enclosure::Item { list, item: id, number, is_done },
            EnclosureForm::Entry { glossary, id, is_term } => {
                Enclosure::Entry { definition_list: glossary, entry: id, is_term }
            }
            EnclosureForm::Figure { id } => Enclosure::Figure(id),
            EnclosureForm::Note { label } => Enclosure::Note(label.into_owned()),
        }
    }
}

/// A [`Style`] as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(tag = "style", rename_all = "kebab-case")]
pub(super) enum StyleForm<'a> {
    Strong,
    Emphasis,
    Code,
    Inserted,
    Struck,
    Subscript,
    Superscript,
    Link { link: usize },
    Math { tex: Cow<'a, str>, is_display: bool },
    Picture(Cow<'a, Picture>),
    Embed(Cow<'a, Player>),
    Note { label: Cow<'a, str> },
}

impl<'a> StyleForm<'a> {
    pub(super) fn of(style: &'a Style) -> StyleForm<'a> {
        match style {
            Style::Strong => StyleForm::Strong,
            Style::Emphasis => StyleForm::Emphasis,
            Style::Code => StyleForm::Code,
            Style::Inserted => StyleForm::Inserted,
            Style::Strikethrough => StyleForm::Struck,
            Style::Subscript => StyleForm::Subscript,
            Style::Superscript => StyleForm::Superscript,
            Style::Link(link) => StyleForm::Link { link: *link },
            Style::Math { tex, is_display } => StyleForm::Math { tex: Cow::Borrowed(tex), is_display: *is_display },
            Style::Picture(picture) => StyleForm::Picture(Cow::Borrowed(picture)),
            Style::Embed(embed) => StyleForm::Embed(Cow::Borrowed(embed)),
            Style::Reference(label) => StyleForm::Note { label: Cow::Borrowed(label) },
        }
    }

    pub(super) fn read(self) -> Style {
        match self {
            StyleForm::Strong => Style::Strong,
            StyleForm::Emphasis => Style::Emphasis,
            StyleForm::Code => Style::Code,
            StyleForm::Inserted => Style::Inserted,
            StyleForm::Struck => Style::Strikethrough,
            StyleForm::Subscript => Style::Subscript,
            StyleForm::Superscript => Style::Superscript,
            StyleForm::Link { link } => Style::Link(link),
            StyleForm::Math { tex, is_display } => Style::Math { tex: tex.into_owned(), is_display },
            StyleForm::Picture(picture) => Style::Picture(picture.into_owned()),
            StyleForm::Embed(embed) => Style::Embed(embed.into_owned()),
            StyleForm::Note { label } => Style::Reference(label.into_owned()),
        }
    }
}

/// A [`StyledRange`] as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Styled<'a> {
    start: usize,
    end: usize,
    #[serde(flatten)]
    style: StyleForm<'a>,
}

impl<'a> Styled<'a> {
    pub(super) fn of(styled: &'a StyledRange) -> Styled<'a> {
        Styled { start: styled.text.start, end: styled.text.end, style: StyleForm::of(&styled.style) }
    }

    pub(super) fn read(self) -> StyledRange {
        StyledRange { text: self.start..self.end, style: self.style.read() }
    }
}

/// A picture, embed or formula before a block as it is stored, with the number of the block's enclosures that it stands
/// in.
#[derive(Serialize, Deserialize)]
pub(super) struct Placed<'a> {
    depth: usize,
    #[serde(flatten)]
    style: StyleForm<'a>,
}

impl<'a> Placed<'a> {
    pub(super) fn of((depth, style): &'a (usize, Style)) -> Placed<'a> {
        Placed { depth: *depth, style: StyleForm::of(style) }
    }

    pub(super) fn read(self) -> (usize, Style) {
        (self.depth, self.style.read())
    }
}

/// A [`Row`] as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct RowForm<'a> {
    table: usize,
    is_header: bool,
    cells: Cow<'a, [Range<usize>]>,
}

impl<'a> RowForm<'a> {
    pub(super) fn of(row: &'a Row) -> RowForm<'a> {
        RowForm { table: row.table, is_header: row.is_header, cells: Cow::Borrowed(&row.cells) }
    }

    pub(super) fn read(self) -> Row {
        Row { table: self.table, is_header: self.is_header, cells: self.cells.into_owned() }
    }
}
