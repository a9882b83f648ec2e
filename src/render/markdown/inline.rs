//! The text of a block as Markdown, with its styles.

use std::ops::Range;

use super::emphasis::{Styled, signs};
use crate::article::{Block, Picture, Player, Style};
use crate::render::address;
use crate::render::escape::{self, Place};
use crate::render::inline::{Piece, is_formula, link_address, pieces};

/// Adds a stretch of the text of a block. All lines but the first begin with `indent`.
pub(super) fn push(block: &Block, range: &Range<usize>, place: Place, indent: &str, out: &mut String) {
    let styled = Styled::of(pieces(block, range));
    // The signs that close the open styles.
    let mut closers: Vec<&str> = Vec::new();
    let mut at_line_start = true;
    // The offset where the sign of a footnote ends: together with the text right behind it, it may be read as a link or
    // a definition.
    let mut note_end = None;
    for (index, piece) in styled.pieces.iter().enumerate() {
        let written = out.len();
        let is_behind_note = note_end == Some(written);
        match piece {
            Piece::Text(text) => {
                let is_spaced = out.is_empty() || out.ends_with([' ', '\n']);
                let text = if is_spaced { text.trim_start_matches(' ') } else { text };
                match text.chars().next().filter(|_| is_behind_note) {
                    Some('(' | ':') => out.push('\\'),
                    Some('[') => out.push(' '),
                    _ => {}
                }
                escape::push(text, place, at_line_start, out);
            }
            Piece::Break if place == Place::Paragraph => {
                out.push_str("\\\n");
                out.push_str(indent);
            }
            Piece::Break => out.push(' '),
            Piece::Open(Style::Link(_)) => {
                end_prefix(out);
                out.push_str(if is_behind_note { " [" } else { "[" });
                closers.push("");
            }
            Piece::Close(Style::Link(link)) => {
                closers.pop();
                out.push_str("](");
                escape::push_address(&link_address(block, *link).unwrap_or_default(), out);
                out.push(')');
            }
            Piece::Open(style) => {
                let (open, close) = match signs(style, &styled, index, out) {
                    // The term is bold as a whole. Signatures emphasize signs in it, which no stars can stand around.
                    (open, _) if open == "<em>" && block.format.is_term() => ("", ""),
                    signs => signs,
                };
                out.push_str(open);
                closers.push(close);
            }
            Piece::Close(_) => out.push_str(closers.pop().unwrap_or_default()),
            Piece::Atom(style, text) => push_atom(style, text, place, out),
        }
        if matches!(piece, Piece::Atom(Style::Reference(_), _)) {
            note_end = Some(out.len());
        }
        at_line_start = matches!(piece, Piece::Break) || at_line_start && out.len() == written;
    }
}

/// Adds a style that is rendered as a whole, such as a picture or formula, with the text that it covers.
pub(super) fn push_atom(style: &Style, text: &str, place: Place, out: &mut String) {
    match style {
        Style::Math { tex, .. } if !is_formula(tex) => escape::push_code(tex, place, out),
        Style::Math { tex, is_display } => {
            let sign = if *is_display { "$$" } else { "$" };
            out.push_str(sign);
            escape::push_tex(tex, out);
            out.push_str(sign);
        }
        Style::Picture(picture) => out.push_str(&image(picture).unwrap_or_default()),
        Style::Embed(embed) => {
            end_prefix(out);
            out.push_str(&link(embed).unwrap_or_default());
        }
        Style::Reference(label) => {
            end_prefix(out);
            out.extend(["[^", label, "]"]);
        }
        Style::Code => escape::push_code(text, place, out),
        _ => escape::push(text, place, false, out),
    }
}

/// Whether a picture, embed or formula between blocks is shown: the first two need a safe address.
pub(super) fn is_shown(style: &Style) -> bool {
    match style {
        Style::Picture(picture) => address::of_picture(&picture.url).is_some(),
        Style::Embed(embed) => address::of_link(&embed.url).is_some(),
        _ => true,
    }
}

/// Escapes the sign before a link that would change its meaning: an exclamation mark would make it a picture, a
/// circumflex an inline footnote, as comrak has them.
fn end_prefix(out: &mut String) {
    if out.ends_with(['!', '^']) {
        out.insert(out.len() - 1, '\\');
    }
}

/// A picture; `None` if its address is not safe.
fn image(picture: &Picture) -> Option<String> {
    Some(format!("!{}", titled(&picture.alt, &address::of_picture(&picture.url)?)))
}

/// An embed as a link; `None` if its address is not safe.
fn link(embed: &Player) -> Option<String> {
    Some(titled(&embed.title, &address::of_link(&embed.url)?))
}

/// A title in brackets, and an address behind it.
fn titled(title: &str, url: &str) -> String {
    let mut out = String::from("[");
    let title: Vec<&str> = title.split_whitespace().collect();
    escape::push(&title.join(" "), Place::Heading, false, &mut out);
    out.push_str("](");
    escape::push_address(url, &mut out);
    out.push(')');
    out
}
