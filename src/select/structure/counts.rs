//! Counts of what readers did with a story, below it: "12 likes · 3 restacks".

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::BlockKind;
use crate::select::classify::NEARLY_SURE_FROM;

/// A line of counts has at most this many bytes. Set by hand.
const LINE_BYTES: usize = 60;
/// A count has at most this many words beside its number: "new comments". Set by hand.
const COUNTED_WORDS: usize = 2;
/// Words of running text above a line of counts, at least. Set by hand.
const STORY_WORDS: f64 = 40.0;
/// The signs between two counts.
const SIGNS: [char; 4] = ['·', '•', '|', '∙'];

/// Finds the lines of counts that stand below all running text that is likely content.
///
/// Gets the last line of a story wrong that counts what it is about: "3 won | 4 lost".
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    if page.may_be_of_links() {
        return Vec::new();
    }
    let last = (0..page.len()).rev().find(|index| page.likely_text(*index..*index + 1) > 0.0);
    let below = last.map_or(page.len(), |last| last + 1);
    if page.text(0..below) < STORY_WORDS {
        return Vec::new();
    }
    let is_counts = |index: &usize| {
        let block = &page.page.blocks[*index];
        block.kind == BlockKind::Paragraph && is_counts(page.page.block_text(block))
    };
    let found = (below..page.len()).filter(is_counts).map(|index| Found {
        blocks: index..index + 1,
        kind: Cruft::Share,
        reason: Reason::Neighbors,
        doubtful_from: NEARLY_SURE_FROM,
    });
    found.collect()
}

/// Whether a text is two or more counts with signs between them, each a number with a word or two.
fn is_counts(text: &str) -> bool {
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_count = |part: &str| {
        let words = part.split_whitespace();
        words.clone().filter(is_number).count() == 1
            && (1..=COUNTED_WORDS).contains(&words.filter(|word| !is_number(word)).count())
    };
    text.len() <= LINE_BYTES && text.contains(SIGNS) && text.split(SIGNS).all(is_count)
}

#[cfg(test)]
mod tests {
    use super::is_counts;

    #[test]
    fn counts_are_known_by_their_form() {
        for (text, expected) in [
            ("12 likes · 3 restacks", true),
            ("1,204 Aufrufe | 3 neue Kommentare", true),
            ("12 likes", false),
            ("The 12 men · 3 women in a boat", false),
            ("Share · Like", false),
            ("12 · 3", false),
        ] {
            assert_eq!(is_counts(text), expected, "{text}");
        }
    }
}
