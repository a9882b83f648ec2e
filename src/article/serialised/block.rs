//! Kept blocks.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::format::{EnclosureForm, Placed, RowForm, StyleForm, Styled};
use super::{is_unknown, location, probability, ranges};
use crate::article::{Block, Enclosure, Format, Link, Reasons, Row, Style, StyledRange, is_language_name};
use crate::cruft::Reason;
use crate::limits::MAX_ENCLOSURES;
use crate::page::BlockKind;
use crate::score::KindShares;
use crate::site::DomLocation;

/// A block as it is stored.
#[derive(Serialize, Deserialize)]
struct BlockForm<'a> {
    kind: BlockKind,
    text: Cow<'a, str>,
    #[serde(default)]
    links: Cow<'a, [Link]>,
    #[serde(deserialize_with = "probability")]
    score: f32,
    reasons: Cow<'a, [Reason]>,
    #[serde(default, with = "location", skip_serializing_if = "is_unknown")]
    location: DomLocation,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    within: Vec<EnclosureForm<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    styles: Vec<Styled<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Placed<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    behind: Vec<StyleForm<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<Range<usize>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<RowForm<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    line_starts: Vec<usize>,
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let format = &self.format;
        let form = BlockForm {
            kind: self.kind,
            text: Cow::Borrowed(&self.text),
            links: Cow::Borrowed(&self.links),
            score: self.score,
            reasons: Cow::Borrowed(self.reasons()),
            location: self.location,
            within: format.enclosures.iter().map(EnclosureForm::of).collect(),
            styles: format.styles.iter().map(Styled::of).collect(),
            before: format.before.iter().map(Placed::of).collect(),
            behind: format.behind.iter().map(StyleForm::of).collect(),
            code: format.code.clone(),
            language: format.language.as_deref().map(Cow::Borrowed),
            row: format.table.as_ref().map(RowForm::of),
            line_starts: self.line_starts.clone(),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
        let form = BlockForm::deserialize(deserializer)?;
        let block = Block {
            kind: form.kind,
            text: form.text.into_owned(),
            links: form.links.into_owned(),
            score: form.score,
            reasons: Reasons::stored(form.reasons.into_owned(), KindShares::default()),
            location: form.location,
            format: Format {
                enclosures: form.within.into_iter().map(EnclosureForm::read).collect(),
                styles: form.styles.into_iter().map(Styled::read).collect(),
                before: form.before.into_iter().map(Placed::read).collect(),
                behind: form.behind.into_iter().map(StyleForm::read).collect(),
                code: form.code,
                language: form.language.map(Cow::into_owned),
                table: form.row.map(RowForm::read),
            },
            line_starts: form.line_starts,
        };
        check(&block).map_err(D::Error::custom)?;
        Ok(block)
    }
}

/// Checks what the types do not, so that rendering may rely on it.
fn check(block: &Block) -> Result<(), String> {
    let Block { text, links, format, line_starts, .. } = block;
    match block.kind {
        BlockKind::Heading { level } if !(1..=6).contains(&level) => {
            return Err(format!("a heading has level {level}, not 1 to 6"));
        }
        BlockKind::ListItem { depth: 0, .. } => return Err("a list item has depth 0: the least is 1".to_owned()),
        _ => {}
    }
    check_enclosures(&format.enclosures)?;
    check_styles(text, links, &format.styles)?;
    for (depth, style) in &format.before {
        if *depth > format.enclosures.len() {
            return Err(format!("before: the depth {depth} is greater than the length of within"));
        }
        check_between(style, "before")?;
    }
    format.behind.iter().try_for_each(|style| check_between(style, "behind"))?;
    format.code.iter().try_for_each(|code| ranges::check(text, code, "code"))?;
    if let Some(language) = format.language.as_ref().filter(|language| !is_language_name(language)) {
        return Err(format!("language: {language:?} is not the name of a programming language"));
    }
    format.table.iter().try_for_each(|row| check_row(text, row, &format.styles))?;
    ranges::check_starts(text, line_starts)
}

/// Checks what a block stands in. The labels of notes become ids in HTML.
fn check_enclosures(enclosures: &[Enclosure]) -> Result<(), String> {
    if enclosures.len() > usize::from(MAX_ENCLOSURES) {
        return Err(format!("within: a block stands in {}, the most are {MAX_ENCLOSURES}", enclosures.len()));
    }
    enclosures.iter().try_for_each(|enclosure| match enclosure {
        Enclosure::Note(label) => check_label(label),
        _ => Ok(()),
    })
}

fn check_label(label: &str) -> Result<(), String> {
    let is_label = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_label {
        Ok(())
    } else {
        Err(format!("the label {label:?} of a note is not made of ASCII letters and digits"))
    }
}

/// Checks the styled ranges of a text with these links.
fn check_styles(text: &str, links: &[Link], styles: &[StyledRange]) -> Result<(), String> {
    for styled in styles {
        ranges::check(text, &styled.text, "styles")?;
        match &styled.style {
            Style::Link(link) if *link >= links.len() => {
                return Err(format!("styles: there is no link {link}, only {}", links.len()));
            }
            Style::Reference(label) => check_label(label)?,
            _ => {}
        }
    }
    if !styles.is_sorted_by_key(StyledRange::order) {
        return Err("styles: they are out of order: by start, then the longest first".to_owned());
    }
    Ok(())
}

/// Checks what stands between blocks, where no style covers a text.
fn check_between(style: &Style, key: &str) -> Result<(), String> {
    match style {
        Style::Picture(_) | Style::Embed(_) | Style::Math { .. } => Ok(()),
        _ => Err(format!("{key}: only pictures, embeds and formulas stand between blocks")),
    }
}

/// Checks the cells of a table row: their texts, and the styles in them, may be shown several times where cells share a
/// place, but not so often that the output is much longer than the block.
fn check_row(text: &str, row: &Row, styles: &[StyledRange]) -> Result<(), String> {
    row.cells.iter().try_for_each(|cell| ranges::check(text, cell, "row"))?;
    let bytes: usize = row.cells.iter().map(ExactSizeIterator::len).sum();
    let first = |at: usize| styles.partition_point(|styled| styled.text.start < at);
    let shown: usize = row.cells.iter().map(|cell| first(cell.end + 1) - first(cell.start)).sum();
    if bytes > MOST_SHOWN * text.len() || shown > MOST_SHOWN * styles.len() {
        return Err(format!("row: its cells show what is in the block more than {MOST_SHOWN} times"));
    }
    Ok(())
}

/// The cells of a row may show what is in it this many times: columns that other cells span, of which a row has up to
/// 32, share their place with the first cell. Twice that.
const MOST_SHOWN: usize = 64;
