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

/// The length in bytes of the table's longest word.
const LONGEST_WORD: usize = 15;

/// A word of a class in the making: its letters in lower case, as one number. Containers have so many classes that
/// hashing strings would cost more than all else that is read off them.
#[derive(Default)]
pub(crate) struct ClassWord {
    key: u128,
    len: usize,
}

impl ClassWord {
    pub(crate) fn push(&mut self, letter: u8) {
        // What is pushed out at the other end belongs to a word that is too long for the table.
        self.key = self.key << 8 | u128::from(letter.to_ascii_lowercase());
        self.len += 1;
    }

    /// The meaning of the word, if the table has it.
    pub(crate) fn meaning(&self) -> Option<ClassMeaning> {
        static MEANINGS: LazyLock<Meanings> = LazyLock::new(Meanings::read);
        if self.len == 0 || self.len > LONGEST_WORD { None } else { MEANINGS.get(self.key) }
    }
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
        let meanings = table::entries(CLASSES).filter_map(|(section, word)| {
            let mut key = ClassWord::default();
            word.bytes().for_each(|byte| key.push(byte));
            Some((key.key, meaning_of(section, word)?))
        });
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
    // The golden ratio spreads neighbours (Knuth, volume 3, 6.4).
    let hash = ((key ^ key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER_BITS);
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
    use super::*;

    #[test]
    fn every_word_of_the_table_is_sound() {
        let kinds = Cruft::ALL.iter().map(|kind| kind.name());
        table::assert_sound(CLASSES, &kinds.chain([CONTENT]).collect::<Vec<_>>());
        let longest = table::entries(CLASSES).map(|(_, word)| word.len()).max();
        assert_eq!(longest, Some(LONGEST_WORD));
    }

    fn class_meaning(word: &str) -> Option<ClassMeaning> {
        let mut letters = ClassWord::default();
        word.bytes().for_each(|byte| letters.push(byte));
        letters.meaning()
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
