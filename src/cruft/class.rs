//! What the words of class names mean, from one data file.

use std::sync::LazyLock;

use super::{Cruft, table};

/// The table, see its first lines for the format.
const CLASSES: &str = include_str!("classes.txt");
/// The section of the words that speak for content.
const CONTENT: &str = "content";

/// What a word of a class or id says of what stands inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassMeaning {
    Content,
    Cruft {
        kind: Cruft,
        /// The word in lower case.
        word: &'static str,
    },
}

/// The meaning of one word of a class, in any case.
pub(crate) fn class_meaning(word: &str) -> Option<ClassMeaning> {
    static MEANINGS: LazyLock<Vec<(u128, ClassMeaning)>> = LazyLock::new(|| {
        let meanings =
            table::entries(CLASSES).filter_map(|(section, word)| Some((key(word)?, meaning_of(section, word)?)));
        let mut meanings: Vec<_> = meanings.collect();
        meanings.sort_unstable_by_key(|(key, _)| *key);
        meanings
    });
    let key = key(word)?;
    let index = MEANINGS.binary_search_by_key(&key, |(key, _)| *key).ok()?;
    Some(MEANINGS[index].1)
}

/// The length in bytes of the table's longest word.
pub(crate) const LONGEST_WORD: usize = 15;

/// A word in lower case as one number; `None` if it is longer than the words of the table. Containers have so many
/// classes that hashing strings would cost more than all else that is read off them.
fn key(word: &str) -> Option<u128> {
    let mut lower = [0; size_of::<u128>()];
    lower[..LONGEST_WORD].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(u128::from_be_bytes(lower))
}

fn meaning_of(section: &str, word: &'static str) -> Option<ClassMeaning> {
    match section {
        CONTENT => Some(ClassMeaning::Content),
        kind => kind.parse().ok().map(|kind| ClassMeaning::Cruft { kind, word }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_sound() {
        let kinds = Cruft::ALL.iter().map(|kind| kind.name());
        table::assert_sound(CLASSES, &kinds.chain([CONTENT]).collect::<Vec<_>>());
        let longest = table::entries(CLASSES).map(|(_, word)| word.len()).max();
        assert_eq!(longest, Some(LONGEST_WORD));
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(
            class_meaning("Newsletter"),
            Some(ClassMeaning::Cruft { kind: Cruft::Newsletter, word: "newsletter" })
        );
        assert_eq!(class_meaning("WYSIWYG"), Some(ClassMeaning::Content));
        assert_eq!(class_meaning("x7f3a"), None);
        assert_eq!(class_meaning("averylongwordthatnobodywouldputinatable"), None);
    }
}
