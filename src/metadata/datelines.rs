//! What stands beside the dates in a line: words of changes, and the rest of a sentence.

use crate::chars::{FULL_STOPS, is_unspaced};
use crate::date;
use crate::words::WORDS;

/// The most words beside the dates of a line of dates: "Posted on", "Harbour News, London". A line with more is a
/// sentence. Set by hand.
pub(super) const DATELINE_WORDS: usize = 3;

/// Whether a text in front of a date has a word such as "updated".
pub(super) fn says_change(text: &str) -> bool {
    let text = text.to_lowercase();
    WORDS.changes.iter().any(|change| text.contains(change))
}

/// Whether a text ends as a sentence does and has more words than a line of dates.
pub(super) fn is_sentence(text: &str) -> bool {
    text.ends_with(FULL_STOPS) && words_beside_dates(text) > DATELINE_WORDS
}

/// The number of words with letters in a text beside its dates. In a script without spaces each character counts as a
/// word.
pub(super) fn words_beside_dates(text: &str) -> usize {
    let (mut rest, mut count) = (text, 0);
    while let Some(found) = date::find(rest) {
        count += words(&rest[..found.range.start]);
        rest = &rest[found.range.end..];
    }
    count + words(rest)
}

/// The number of words with letters in a text that aren't names of months or days of the week.
fn words(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let words = words.filter(|word| !date::is_calendar_word(word));
    words.map(|word| word.chars().filter(|c| is_unspaced(*c)).count().max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    #[test]
    fn each_word_of_change_is_recognised_in_any_case() {
        for (place, word) in words_with_places("changes") {
            assert!(says_change(&format!("({}): ", word.to_uppercase())), "{place}: is not found");
        }
        assert!(!says_change("Published"));
    }
}
