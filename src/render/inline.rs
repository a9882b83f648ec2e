//! Cuts the text of a block into pieces in which every style that opens is closed again, for HTML and Markdown.

use std::borrow::Cow;
use std::ops::Range;

use super::address;
use crate::article::{Block, Style, StyledRange};

/// The length of the shortest name of an event handler, `oncut`, in bytes; from the HTML standard.
const HANDLER_BYTES: usize = 5;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece<'a> {
    /// Text without line breaks.
    Text(&'a str),
    /// A line break.
    Break,
    /// The beginning of a style.
    Open(&'a Style),
    /// The end of the style that was opened last.
    Close(&'a Style),
    /// A style that is rendered as a whole, such as a picture or formula, with the text that it covers.
    Atom(&'a Style, &'a str),
}

/// The address of the link with this index in the block, if it is a safe one.
pub(super) fn link_address(block: &Block, link: usize) -> Option<Cow<'_, str>> {
    address::of_link(block.links().get(link)?.url())
}

/// The pieces of a stretch of a block's text, such as a table cell: no styled range reaches over its end. Styles that
/// are not shown do not cut the text.
pub(super) fn pieces<'a>(block: &'a Block, range: &Range<usize>) -> Vec<Piece<'a>> {
    let text = block.text();
    let mut pieces = Vec::new();
    let mut open: Vec<(usize, &Style)> = Vec::new();
    let mut at = range.start;
    let marks = &block.format.styles;
    let from = marks.partition_point(|mark| mark.text.start < range.start);
    let inside = marks[from..].iter().take_while(|mark| mark.text.start <= range.end);
    let marks: Vec<&StyledRange> = inside.filter(|mark| is_shown(block, &mark.style)).collect();
    for (index, mark) in marks.iter().enumerate() {
        let start = mark.text.start;
        if start < at {
            continue;
        }
        while let Some((end, style)) = open.pop_if(|(end, _)| *end <= start) {
            add_text(&text[at..end.max(at)], &mut pieces);
            at = at.max(end);
            pieces.push(Piece::Close(style));
        }
        let around = open.last().map_or(range.end, |(end, _)| *end);
        let end = mark.text.end.min(around);
        if end <= start && !mark.text.is_empty() {
            continue;
        }
        let end = end.max(start);
        add_text(&text[at..start], &mut pieces);
        at = start;
        let next = marks.get(index + 1).map_or(usize::MAX, |mark| mark.text.start);
        if is_atom(&mark.style, &text[start..end], next < end) {
            // A picture or formula without text gets spaces that separate it from the words around it.
            let is_word = |c: Option<char>| mark.text.is_empty() && c.is_some_and(char::is_alphanumeric);
            let space = Piece::Text(" ");
            let before = text[range.start..start].chars().next_back();
            let is_after_word = is_word(before) || mark.text.is_empty() && before.is_some_and(closes);
            pieces.extend(is_after_word.then_some(space));
            pieces.push(Piece::Atom(&mark.style, &text[start..end]));
            pieces.extend(is_word(text[end..range.end].chars().next()).then_some(space));
            // A space before a comma was the one in front of the formula or picture: it is moved there.
            let is_shifted =
                is_after_word && text[end..range.end].starts_with(' ') && text[end + 1..range.end].starts_with(closes);
            at = end + usize::from(is_shifted);
        } else {
            pieces.push(Piece::Open(&mark.style));
            open.push((end, &mark.style));
        }
    }
    while let Some((end, style)) = open.pop() {
        add_text(&text[at..end.max(at)], &mut pieces);
        at = at.max(end);
        pieces.push(Piece::Close(style));
    }
    add_text(&text[at..range.end.max(at)], &mut pieces);
    pieces
}

/// Whether a sign follows a word without a space between them, such as a comma.
pub(super) fn closes(sign: char) -> bool {
    matches!(sign, ',' | '.' | ';' | ':' | '!' | '?' | ')')
}

/// Whether a style is shown: links and pictures need a safe address.
fn is_shown(block: &Block, style: &Style) -> bool {
    match style {
        Style::Link(link) => link_address(block, *link).is_some(),
        Style::Picture(picture) => address::of_picture(&picture.url).is_some(),
        Style::Embed(embed) => address::of_link(&embed.url).is_some(),
        _ => true,
    }
}

/// Whether a style is rendered as a whole ([`Piece::Atom`]). Code is, if it has one line and no other styles inside.
fn is_atom(style: &Style, text: &str, holds_others: bool) -> bool {
    match style {
        Style::Math { .. } | Style::Picture(_) | Style::Embed(_) | Style::Reference(_) => true,
        Style::Code => !holds_others && !text.contains('\n'),
        _ => false,
    }
}

/// Adds the lines of a text with line breaks between them.
fn add_text<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            pieces.push(Piece::Break);
        }
        if !line.is_empty() {
            pieces.push(Piece::Text(line));
        }
    }
}

/// Whether TeX may stand between dollar signs: it contains no dollar sign, and its braces are balanced. Nor does it
/// contain what readers without support for formulas would interpret: a backtick, which would begin a code span, a `<`
/// at the end, the address of a script, or attributes.
pub(super) fn is_formula(tex: &str) -> bool {
    let mut depth = 0i32;
    let mut escaped = false;
    for c in tex.chars() {
        match c {
            '$' | '`' => return false,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    let has_script = tex.match_indices("://").any(|(at, _)| address::ends_in_script(&tex[..at]));
    depth == 0 && !escaped && !tex.ends_with('<') && !has_script && !has_attributes(tex)
}

/// Whether a group in braces stands right behind a sign that may close an element and would give that attributes:
/// `*a*{onclick=b}`. A single letter before the equals sign is an index, not an attribute: `_{i=1}`.
fn has_attributes(tex: &str) -> bool {
    let groups = tex.split('}').filter_map(|part| {
        let mut braces = part.match_indices('{');
        let (at, _) = braces.find(|(at, _)| part[..*at].ends_with(['*', '_', ']', '>']))?;
        Some(part[at + 1..].trim_start_matches(':'))
    });
    groups.flat_map(str::split_whitespace).any(|word| {
        let name = word.split('=').next().unwrap_or_default();
        let is_handler = name.len() >= HANDLER_BYTES && name.to_ascii_lowercase().starts_with("on");
        is_handler || name.len() > 1 && name.len() < word.len()
    })
}
