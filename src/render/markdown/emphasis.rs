//! Chooses the signs that begin and end a style.

use crate::article::Style;
use crate::render::inline::Piece;

/// The pieces of a text, and where the styles that open among them close.
pub(super) struct Styled<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    /// For each piece that opens a style, the index of the piece that closes it; 0 for others.
    closing: Vec<usize>,
}

impl<'a> Styled<'a> {
    pub(super) fn of(pieces: Vec<Piece<'a>>) -> Styled<'a> {
        let (mut closing, mut open) = (vec![0; pieces.len()], Vec::new());
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Open(_) => open.push(index),
                Piece::Close(_) => {
                    if let Some(open) = open.pop() {
                        closing[open] = index;
                    }
                }
                _ => {}
            }
        }
        Styled { pieces, closing }
    }

    /// Whether the emphasis that opens at `outer` covers the same text as the bold that opens at `inner`: three stars.
    fn is_same(&self, outer: usize, inner: usize) -> bool {
        let is_both = matches!(
            (&self.pieces[outer], &self.pieces[inner]),
            (Piece::Open(Style::Emphasis), Piece::Open(Style::Strong))
        );
        is_both && self.closing[outer] == self.closing[inner] + 1
    }
}

/// The signs that begin and end the style that opens at index `open` of the pieces: stars or tildes where CommonMark's
/// rules read them as emphasis, otherwise HTML tags. `out` is the output so far.
pub(super) fn signs(style: &Style, styled: &Styled<'_>, open: usize, out: &str) -> (&'static str, &'static str) {
    let (star, tags) = match style {
        Style::Strong => ("**", ("<strong>", "</strong>")),
        Style::Emphasis => ("*", ("<em>", "</em>")),
        Style::Strikethrough => ("~~", ("<del>", "</del>")),
        Style::Code => return ("<code>", "</code>"),
        Style::Inserted => return ("<ins>", "</ins>"),
        Style::Subscript => return ("<sub>", "</sub>"),
        Style::Superscript => return ("<sup>", "</sup>"),
        _ => return ("", ""),
    };
    let (pieces, close) = (&styled.pieces, styled.closing[open]);
    let before = out.chars().next_back();
    let is_edge =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() && c != '*' && c != '~');
    let (mut first, mut last) = (open + 1, close - 1);
    match style {
        Style::Emphasis if styled.is_same(open, open + 1) => (first, last) = (first + 1, last - 1),
        // The emphasis right around it has decided for both.
        Style::Strong if open > 0 && styled.is_same(open - 1, open) && before == Some('*') => return (star, star),
        _ => {}
    }
    let opens = match &pieces[first] {
        Piece::Text(text) if text.starts_with(char::is_alphanumeric) => before.is_none_or(|c| c != '*' && c != '~'),
        Piece::Text(text) => !text.starts_with(char::is_whitespace) && is_edge(before),
        Piece::Break => false,
        _ => is_edge(before),
    };
    let is_next_edge = match pieces.get(close + 1) {
        Some(Piece::Text(text)) => is_edge(text.chars().next()),
        // Next comes a tag, or a star that closes the style around.
        _ => true,
    };
    let closes = match &pieces[last] {
        Piece::Text(text) if text.ends_with(char::is_alphanumeric) => true,
        Piece::Text(text) => !text.ends_with(char::is_whitespace) && is_next_edge,
        Piece::Break => false,
        _ => is_next_edge,
    };
    if opens && closes { (star, star) } else { tags }
}
