//! What the words in class names say about the text inside, read from the word list `classes.txt`.

use std::sync::LazyLock;

use super::Cruft;
use crate::hash::Filter;
use crate::words::word_list;

/// The word list; its first lines describe the format.
const CLASSES: &str = include_str!("classes.txt");
/// The name of the section whose words speak for content; the other sections are named after kinds of cruft.
const CONTENT: &str = "content";

/// What a word of a class, id, role or itemprop says about the text inside the container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassMeaning {
    /// The text is content.
    Content,
    /// The text is cruft of this kind.
    Cruft {
        kind: Cruft,
        /// The word of the list, in lower case.
        word: &'static str,
    },
}

/// Length of the longest word in the list, in bytes. A test compares it with the list.
const LONGEST_WORD_BYTES: usize = 15;

/// The meaning of a word of a class, given by its letters in either case; `None` if the word is not in the list.
pub(crate) fn class_meaning(letters: impl Iterator<Item = u8>) -> Option<ClassMeaning> {
    static MEANINGS: LazyLock<Meanings> = LazyLock::new(Meanings::read);
    key(letters).and_then(|key| MEANINGS.get(key))
}

/// The letters of a word in lower case as one number; `None` if there are none, or more than in any word of the list.
/// Words are compared by these numbers because pages have so many classes that hashing strings would cost more than all
/// else that is read from them.
fn key(letters: impl Iterator<Item = u8>) -> Option<u128> {
    let mut word = [0; LONGEST_WORD_BYTES + 1];
    let mut len = 0;
    for letter in letters {
        if len == LONGEST_WORD_BYTES {
            return None;
        }
        word[len] = letter;
        len += 1;
    }
    word.make_ascii_lowercase();
    (len > 0).then_some(u128::from_le_bytes(word))
}

/// The word list in a form for fast look-ups.
struct Meanings {
    /// The key of each word, see [`key`], with its meaning; sorted by key.
    sorted: Vec<(u128, ClassMeaning)>,
    /// The keys, because most words of classes are not in the list. It passes one unknown word in nine.
    filter: Filter,
}

/// Binary logarithm of the size of the filter in bits.
const FILTER_BITS: u32 = 12;

impl Meanings {
    /// Reads the word list.
    fn read() -> Meanings {
        let meanings = word_list::entries(CLASSES)
            .filter_map(|entry| Some((key(entry.word.bytes())?, meaning_of(entry.section, entry.word)?)));
        let mut meanings = Meanings { sorted: meanings.collect(), filter: Filter::new(FILTER_BITS) };
        meanings.sorted.sort_unstable_by_key(|(key, _)| *key);
        for (key, _) in &meanings.sorted {
            meanings.filter.insert(folded(*key));
        }
        meanings
    }

    /// The meaning of the word with this key, if it is in the list.
    fn get(&self, key: u128) -> Option<ClassMeaning> {
        if !self.filter.may_have(folded(key)) {
            return None;
        }
        let index = self.sorted.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(self.sorted[index].1)
    }
}

/// Both halves of a key in one number, for the filter.
#[allow(clippy::cast_possible_truncation)]
fn folded(key: u128) -> u64 {
    (key ^ key >> 64) as u64
}

/// The meaning of a word by the section that it is in; `None` if the section names no kind of cruft.
fn meaning_of(section: &str, word: &'static str) -> Option<ClassMeaning> {
    match section {
        CONTENT => Some(ClassMeaning::Content),
        kind => kind.parse().ok().map(|kind| ClassMeaning::Cruft { kind, word }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_word_list_is_sound() {
        let kinds = Cruft::ALL.iter().map(|kind| kind.name());
        word_list::assert_sound(
            "src/cruft/classes.txt",
            CLASSES,
            &[CONTENT].into_iter().chain(kinds).collect::<Vec<_>>(),
        );
        let mut seen = HashMap::new();
        for entry in word_list::entries(CLASSES) {
            let place = format!("src/cruft/classes.txt:{}: {}", entry.line, entry.word);
            let other = seen.insert(entry.word, entry.line);
            assert_eq!(other, None, "{place}: a word has one meaning, and it stands in that line as well: keep one");
        }
        let longest = word_list::entries(CLASSES).map(|entry| entry.word.len()).max();
        assert_eq!(longest, Some(LONGEST_WORD_BYTES));
    }

    #[test]
    fn words_are_found_in_either_case() {
        assert_eq!(
            class_meaning("Newsletter".bytes()),
            Some(ClassMeaning::Cruft { kind: Cruft::Newsletter, word: "newsletter" })
        );
        assert_eq!(class_meaning("WYSIWYG".bytes()), Some(ClassMeaning::Content));
        assert_eq!(class_meaning("x7f3a".bytes()), None);
        assert_eq!(class_meaning("averylongwordthatnobodywouldputinatable".bytes()), None);
    }
}
