//! The direction in which the article is written.

use crate::page::{Direction, Page};

/// The direction is that of most letters among the first of the article, as many as this. Set by hand.
const LETTERS: usize = 400;
/// Languages that are written from right to left, by their codes.
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];

/// The direction that `<body>` or `<html>` declares, else that of the letters of the kept blocks, else that of the
/// language.
pub(super) fn direction(page: &Page, kept: &[usize], language: Option<&str>) -> Direction {
    let of_text = || {
        let texts = kept.iter().map(|block| page.block_text(&page.blocks[*block]));
        let letters = texts.flat_map(str::chars).filter(|c| c.is_alphabetic()).take(LETTERS);
        let (right, all) = letters.fold((0, 0), |(right, all), c| (right + usize::from(is_right_to_left(c)), all + 1));
        (all > 0).then_some(right * 2 > all)
    };
    let of_language = || language.is_some_and(|tag| RIGHT_TO_LEFT.contains(&tag.split('-').next().unwrap_or_default()));
    let from_right =
        || if of_text().unwrap_or_else(of_language) { Direction::RightToLeft } else { Direction::LeftToRight };
    page.head.direction.unwrap_or_else(from_right)
}

/// Whether a letter is of a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others
/// in the ranges that Unicode keeps for such scripts.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
