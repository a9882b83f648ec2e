//! The cleaning of plain text, again and again until nothing changes: what was cleaned once is clean.
//!
//! A text has no markup that would keep two blocks apart or tell that something stood between them. So what is left of it is
//! a text like any other, and is judged like one: the first round drops most, the second finds nothing in most texts, and
//! where a round changes nothing its result is by definition what cleaning it again gives.

use std::borrow::Cow;

use super::conclude;
use crate::article::{Article, Removed};
use crate::error::Result;
use crate::lines::lines;
use crate::page::Page;
use crate::score::Model;
use crate::select::Settings;

/// A bound, so that time stays linear; a text that is still changing then may change once more when it is cleaned again.
/// With 12 rounds 7 of some 10,000 texts were (cross-validation by host, in seven styles), with one round 45 of 750.
const ROUNDS: usize = 12;

/// A block of the round before.
struct Piece {
    /// Its bytes that are no spaces: these stay the same from round to round.
    len: usize,
    /// How many of them come before it in the text as it was at first.
    place: usize,
}

/// Cleans a text, cut into blocks.
pub(crate) fn clean(text: &str, page: Page, model: &Model, settings: &Settings) -> Result<Article> {
    let mut cleaned = Article::default();
    let mut removed: Vec<(usize, Removed)> = Vec::new();
    let mut text = Cow::Borrowed(text);
    let mut pieces = vec![Piece { len: usize::MAX, place: 0 }];
    let mut page = page;
    for round in 0..ROUNDS {
        let (mut article, kept) = conclude(&page, model, settings, None, None);
        pieces = places(&page, &pieces);
        let dropped = pieces.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(piece, _)| piece.place);
        let is_whole = article.removed.is_empty();
        removed.extend(dropped.zip(std::mem::take(&mut article.removed)));
        // What the first round saw of title, byline and date may be cruft and gone in the next.
        cleaned = if round == 0 { article } else { Article { blocks: article.blocks, ..cleaned } };
        let next = cleaned.text();
        if next == text {
            break;
        }
        text = Cow::Owned(next);
        let next = lines(&text, usize::MAX)?;
        if is_whole && is_same(&page, &next) {
            break;
        }
        let mut is_kept = kept.into_iter();
        pieces.retain(|_| is_kept.next().unwrap_or(true));
        page = next;
    }
    // The order of reading: a stable sort.
    removed.sort_by_key(|(place, _)| *place);
    cleaned.removed = removed.into_iter().map(|(_, removed)| removed).collect();
    Ok(cleaned)
}

/// Where the blocks of a page stand, that was made of the pieces.
fn places(page: &Page, pieces: &[Piece]) -> Vec<Piece> {
    let (mut at, mut passed, mut index) = (0, 0, 0);
    let place = |block| {
        let len = page.block_text(block).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        while let Some(piece) = pieces.get(index).filter(|piece| at - passed >= piece.len) {
            passed += piece.len;
            index += 1;
        }
        let place = pieces.get(index).map_or(at, |piece| piece.place + at - passed);
        at += len;
        Piece { len, place }
    };
    page.blocks.iter().map(place).collect()
}

/// Whether two pages of plain text are set alike, so that they are judged alike.
fn is_same(page: &Page, other: &Page) -> bool {
    let blocks = page.blocks.iter().zip(&other.blocks);
    page.blocks.len() == other.blocks.len()
        && page.seams == other.seams
        && page.text == other.text
        && blocks.into_iter().all(|(a, b)| (a.kind, a.container, &a.text) == (b.kind, b.container, &b.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_where_they_stood_at_first() {
        let lines = |text| lines(text, usize::MAX).unwrap();
        let first = places(&lines("one two\n\nthree\n\nfour five\n\nsix"), &[Piece { len: usize::MAX, place: 0 }]);
        let at = |pieces: &[Piece]| pieces.iter().map(|piece| piece.place).collect::<Vec<_>>();
        assert_eq!(at(&first), [0, 6, 11, 19]);
        let kept: Vec<Piece> =
            first.into_iter().enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, piece)| piece).collect();
        let second = places(&lines("three\n\nsix"), &kept);
        assert_eq!(at(&second), [6, 19]);
    }
}
