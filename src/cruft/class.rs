//! What the words of class names mean, from one data file.

use std::sync::LazyLock;

use super::Cruft;
use crate::hash::spread;
use crate::words::word_list;

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

/// The length in bytes of the table's longest word.
const LONGEST_WORD: usize = 15;

/// The meaning of a word of a class, if the table has it.
pub(crate) fn class_meaning(letters: impl Iterator<Item = u8>) -> Option<ClassMeaning> {
    static MEANINGS: LazyLock<Meanings> = LazyLock::new(Meanings::read);
    key(letters).and_then(|key| MEANINGS.get(key))
}

/// The letters of a word in lower case, as one number; `None` if there are none, or too many for the table. Containers have
/// so many classes that hashing strings would cost more than all else that is read off them.
fn key(letters: impl Iterator<Item = u8>) -> Option<u128> {
    let mut word = [0; LONGEST_WORD + 1];
    let mut len = 0;
    for letter in letters {
        if len == LONGEST_WORD {
            return None;
        }
        word[len] = letter;
        len += 1;
    }
    word.make_ascii_lowercase();
    (len > 0).then_some(u128::from_le_bytes(word))
}

/// The table by the keys of its words.
struct Meanings {
    sorted: Vec<(u128, ClassMeaning)>,
    /// A set of keys that says yes for one stranger in nine: most words of classes mean nothing.
    filter: [u64; 1 << (FILTER_BITS - 6)],
}

/// Logarithm of the bits of the filter.
const FILTER_BITS: u32 = 12;

impl Meanings {
    fn read() -> Meanings {
        let meanings = word_list::entries(CLASSES)
            .filter_map(|entry| Some((key(entry.word.bytes())?, meaning_of(entry.section, entry.word)?)));
        let mut meanings = Meanings { sorted: meanings.collect(), filter: [0; 1 << (FILTER_BITS - 6)] };
        meanings.sorted.sort_unstable_by_key(|(key, _)| *key);
        for (key, _) in &meanings.sorted {
            let (index, bit) = place(*key);
            meanings.filter[index] |= bit;
        }
        meanings
    }

    fn get(&self, key: u128) -> Option<ClassMeaning> {
        let (index, bit) = place(key);
        if self.filter[index] & bit == 0 {
            return None;
        }
        let index = self.sorted.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(self.sorted[index].1)
    }
}

/// Index and bit of a key in the filter.
#[allow(clippy::cast_possible_truncation)]
fn place(key: u128) -> (usize, u64) {
    let hash = spread((key ^ key >> 64) as u64) >> (64 - FILTER_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

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
    fn every_word_of_the_table_is_sound() {
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
        assert_eq!(longest, Some(LONGEST_WORD));
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(
            class_meaning("Newsletter".bytes()),
            Some(ClassMeaning::Cruft { kind: Cruft::Newsletter, word: "newsletter" })
        );
        assert_eq!(class_meaning("WYSIWYG".bytes()), Some(ClassMeaning::Content));
        assert_eq!(class_meaning("x7f3a".bytes()), None);
        assert_eq!(class_meaning("averylongwordthatnobodywouldputinatable".bytes()), None);
    }
}
