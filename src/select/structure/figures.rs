//! Boxes of market data beside a story: prices of shares and their changes.

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::{Block, BlockKind};
use crate::prefix_sums::PrefixSums;
use crate::select::classify::{LIKELY_FROM, QUITE_LIKELY_FROM};

/// A box of market data has at least this many blocks. Set by hand.
const BLOCKS: usize = 4;
/// At least this many blocks of the box hold a change, see [`has_change`]. Set by hand.
const CHANGES: usize = 2;
/// At least this share (0..=1) of the blocks are figures. Set by hand.
const FIGURES_SHARE: f64 = 0.3;
/// The figures of one share, its name with them, take at most this many bytes. Set by hand.
const FIGURES_BYTES: usize = 200;
/// The page has at least this many words of running text, which the data stands beside. Set by hand.
const TEXT_WORDS: f64 = 20.0;

/// Finds the boxes of market data outside of the story.
///
/// The scorer is believed on a page that is about a share, whose figures are its content: sooner where text follows
/// them. Gets a table of polls wrong that stands in a box of its own beside the story.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let Some(headline) = page.headline.filter(|_| page.text(0..page.len()) >= TEXT_WORDS) else { return found };
    let is_change = |block: &&Block| {
        let text = page.page.block_text(block);
        may_have_change(text) && is_figures(text) && has_change(text)
    };
    if (page.page.blocks.iter().filter(is_change).take(CHANGES).count()) < CHANGES {
        return found;
    }
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    // Per block: whether it is figures, holds a change, and can't be part of a box of market data.
    let counts = PrefixSums::of(page.page.blocks.iter().enumerate().map(|(index, block)| {
        let is_other = matches!(block.kind, BlockKind::TableRow | BlockKind::Preformatted)
            || page.is_text(index)
            || page.row(index).in_story > 0.0;
        [flag(is_figures(page.page.block_text(block))), flag(is_change(&block)), flag(is_other)]
    }));
    for blocks in page.page.containers.iter().map(|container| &container.blocks) {
        let [figures, changes, others] = counts.total(blocks.clone());
        let is_inside = found.last().is_some_and(|last| blocks.start < last.blocks.end);
        if blocks.len() >= BLOCKS
            && !is_inside
            && !blocks.contains(&headline)
            && others == 0.0
            && changes >= CHANGES as f64
            && figures >= FIGURES_SHARE * blocks.len() as f64
        {
            let is_below_text = page.text(blocks.end..page.len()) == 0.0;
            found.push(Found {
                blocks: blocks.clone(),
                kind: Cruft::Navigation,
                reason: Reason::Figures,
                doubtful_from: if is_below_text { QUITE_LIKELY_FROM } else { LIKELY_FROM },
            });
        }
    }
    found
}

/// Whether at least half of the words of a text, one or more, are numbers. Signs that stand alone are no words. Longer
/// texts than [`FIGURES_BYTES`] are none.
fn is_figures(text: &str) -> bool {
    if text.len() > FIGURES_BYTES {
        return false;
    }
    let (mut numbers, mut words) = (0, 0);
    for word in text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
        words += 1;
        numbers += usize::from(is_number(word));
    }
    numbers > 0 && 2 * numbers >= words
}

/// Whether a text is short enough for figures and has one of the signs that stand before a change, or any character
/// that is not ASCII. Most texts have neither.
fn may_have_change(text: &str) -> bool {
    text.len() <= FIGURES_BYTES && text.bytes().any(|byte| matches!(byte, b'+' | b'-') || !byte.is_ascii())
}

/// Whether a text holds a fraction or a percentage with a sign in front: "-401.85", "▲ 1.2%", "(+0.35 %)". Whole
/// numbers with signs are degrees, goals and places in a chart.
fn has_change(text: &str) -> bool {
    const ARROWS: [char; 6] = ['▲', '▼', '△', '▽', '↑', '↓'];
    const SIGNS: [char; 5] = ['+', '-', '−', '–', '±'];
    let mut is_signed = false;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_start_matches('(');
        let is_part = bare.contains(['%', '٪', '％']) || words.peek().is_some_and(|next| next.starts_with('%'));
        let is_change = is_number(bare)
            && (is_part || has_fraction(bare))
            && (is_signed || bare.starts_with(SIGNS) || bare.starts_with(ARROWS));
        if is_change {
            return true;
        }
        is_signed = !bare.is_empty() && bare.chars().all(|c| ARROWS.contains(&c));
    }
    false
}

/// Whether a number has digits on both sides of a point or comma.
fn has_fraction(number: &str) -> bool {
    let sides = number.match_indices(['.', ',', '٫']).map(|(at, sign)| (&number[..at], &number[at + sign.len()..]));
    sides.into_iter().any(|(whole, rest)| whole.ends_with(char::is_numeric) && rest.starts_with(char::is_numeric))
}

/// Whether a word holds a digit and no letter.
fn is_number(word: &str) -> bool {
    word.contains(char::is_numeric) && !word.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_changes_are_told_from_text() {
        for (text, expected) in [
            ("22,278.48", (true, false)),
            ("-401.85", (true, true)),
            ("S&P 500 4,000.10 +20.10 (+0.5%)", (true, true)),
            ("▼ 0.5 %", (true, true)),
            ("+3 %", (true, true)),
            ("1990 – 1995", (true, false)),
            ("-5° / +1°", (true, false)),
            ("▲ 3", (true, false)),
            ("+0", (true, false)),
            ("The 12-year-old won by 3", (false, false)),
            ("200 ml", (true, false)),
            ("", (false, false)),
        ] {
            assert_eq!((is_figures(text), has_change(text)), expected, "{text}");
        }
    }
}
