//! Serialisation of blocks. The doc of [`Block`] says what the keys mean. They are the names of the fields here, and
//! stay as they are for users, although the crate has other words for some: a `glossary` is a definition list, `looks`
//! are styles, the look `struck` is strikethrough, and a `note` is a footnote or the reference to one.

use std::ops::Range;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Block, Enclosure, Link, Picture, Player, Reasons, Removed, Row, Style, StyledRange};
use crate::page::{BlockKind, Callout};

/// A block as it is serialised. From `within` on, empty fields are left out.
#[derive(Serialize)]
struct BlockJson<'a> {
    kind: BlockKind,
    text: &'a str,
    links: &'a [Link],
    score: f32,
    reasons: &'a Reasons,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    within: Vec<Within<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<Run<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    behind: Vec<Run<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<Run<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<Cells<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
}

/// An [`Enclosure`] as it is serialised: an element of `within` of [`BlockJson`].
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Within<'a> {
    Quote {
        id: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        callout: Option<&'a str>,
    },
    Item {
        list: usize,
        id: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<i32>,
        #[serde(skip_serializing_if = "Option::is_none")]
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
        label: &'a str,
    },
}

/// A [`Row`] as it is serialised: `row` of [`BlockJson`].
#[derive(Serialize)]
struct Cells<'a> {
    table: usize,
    is_header: bool,
    cells: Vec<Vec<Run<'a>>>,
}

/// Preformatted text as it is serialised: `code` of [`BlockJson`].
#[derive(Serialize)]
struct Code<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    text: &'a str,
}

/// A stretch of text with the same styles from end to end, or a picture, embed or formula without text.
#[derive(Default, Serialize)]
struct Run<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    looks: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tex: Option<&'a str>,
    /// The label of the footnote that the text leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a Picture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embed: Option<&'a Player>,
}

impl Serialize for Removed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut removed = serializer.serialize_struct("Removed", 4 + usize::from(self.url.is_some()))?;
        removed.serialize_field("text", &self.text)?;
        removed.serialize_field("kind", &self.cruft())?;
        removed.serialize_field("score", &self.score)?;
        removed.serialize_field("reasons", &self.reasons)?;
        if let Some(url) = &self.url {
            removed.serialize_field("url", url)?;
        }
        removed.end()
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let format = &self.format;
        // A table row has its runs in `row`, by cell. Preformatted text has no runs, only `code`.
        let has_runs = !format.styles.is_empty() && format.table.is_none() && format.code.is_none();
        let json = BlockJson {
            kind: self.kind,
            text: &self.text,
            links: &self.links,
            score: self.score,
            reasons: &self.reasons,
            within: format.enclosures.iter().map(within).collect(),
            // How many enclosures of the block these stand in is left out.
            before: format.before.iter().map(|(_, style)| Run::default().with_style(style, &[])).collect(),
            behind: format.behind.iter().map(|style| Run::default().with_style(style, &[])).collect(),
            runs: if has_runs { runs(self, &(0..self.text.len())) } else { Vec::new() },
            row: format.table.as_ref().map(|row| cells(self, row)),
            code: format
                .code
                .as_ref()
                .map(|code| Code { language: format.language.as_deref(), text: &self.text[code.clone()] }),
        };
        json.serialize(serializer)
    }
}

/// An enclosure as it is serialised.
fn within(enclosure: &Enclosure) -> Within<'_> {
    match enclosure {
        Enclosure::Quote(id, callout) => Within::Quote { id: *id, callout: callout.map(Callout::name) },
        Enclosure::Item { list, item, number, is_done } => {
            Within::Item { list: *list, id: *item, number: *number, is_done: *is_done }
        }
        Enclosure::Entry { definition_list, entry, is_term } => {
            Within::Entry { glossary: *definition_list, id: *entry, is_term: *is_term }
        }
        Enclosure::Figure(id) => Within::Figure { id: *id },
        Enclosure::Note(label) => Within::Note { label },
    }
}

/// The cells of a table row as they are serialised.
fn cells<'a>(block: &'a Block, row: &'a Row) -> Cells<'a> {
    let cells = row.cells.iter().map(|cell| runs(block, cell)).collect();
    Cells { table: row.table, is_header: row.is_header, cells }
}

/// Cuts a stretch of a block's text into runs. Together they are that text. A picture, or a formula for which the page
/// has no text, is a run of its own.
fn runs<'a>(block: &'a Block, range: &Range<usize>) -> Vec<Run<'a>> {
    let styles = &block.format.styles;
    let from = styles.partition_point(|styled| styled.text.start < range.start);
    let mut styles = styles[from..].iter().take_while(|styled| styled.text.start <= range.end).peekable();
    let (mut runs, mut open, mut at) = (Vec::new(), Vec::<&StyledRange>::new(), range.start);
    loop {
        open.retain(|styled| styled.text.end > at);
        while let Some(styled) = styles.next_if(|styled| styled.text.start <= at) {
            if styled.text.is_empty() {
                runs.push(Run::default().with_style(&styled.style, &block.links));
            } else {
                open.push(styled);
            }
        }
        if at >= range.end {
            return runs;
        }
        let ends = open.iter().map(|styled| styled.text.end).chain(styles.peek().map(|styled| styled.text.start));
        let next = ends.fold(range.end, usize::min);
        let run = Run { text: &block.text[at..next], ..Run::default() };
        runs.push(open.iter().fold(run, |run, styled| run.with_style(&styled.style, &block.links)));
        at = next;
    }
}

impl<'a> Run<'a> {
    /// The run with a further style. `links` are the links of the block.
    fn with_style(mut self, style: &'a Style, links: &'a [Link]) -> Run<'a> {
        let name = match style {
            Style::Link(link) => {
                self.link = links.get(*link).map(Link::url);
                return self;
            }
            Style::Picture(picture) => {
                self.picture = Some(picture);
                return self;
            }
            Style::Embed(embed) => {
                self.embed = Some(embed);
                return self;
            }
            Style::Reference(label) => {
                self.note = Some(label);
                return self;
            }
            Style::Math { tex, is_display } => {
                self.tex = Some(tex);
                if *is_display { "display" } else { return self }
            }
            Style::Strong => "strong",
            Style::Emphasis => "emphasis",
            Style::Code => "code",
            Style::Inserted => "inserted",
            Style::Strikethrough => "struck",
            Style::Subscript => "subscript",
            Style::Superscript => "superscript",
        };
        self.looks.push(name);
        self
    }
}
