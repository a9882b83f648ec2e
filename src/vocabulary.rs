//! What words say of content: the learned log-odds of the words of classes, of texts and of headings.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::hash;

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// In the class, id, role or itemprop of a container; its log-odds are those of the blocks inside.
    Class,
    /// Among the first words of a block: a word or a pair of neighbours.
    Text,
    /// In the nearest heading before a block.
    Heading,
}

impl Source {
    /// All of them, in the order of declaration.
    pub const ALL: [Source; 3] = [Source::Class, Source::Text, Source::Heading];

    /// The name of its section in the table.
    pub fn name(self) -> &'static str {
        match self {
            Source::Class => "class",
            Source::Text => "text",
            Source::Heading => "heading",
        }
    }
}

/// The log-odds of the words that are known, compared with the average block: positive speaks for content.
#[derive(Debug, Default)]
pub struct Vocabulary {
    tables: [Table; Source::ALL.len()],
}

#[derive(Debug)]
struct Table {
    /// By the hashes of the words: those that only seem the same do little harm.
    log_odds: HashMap<u64, f32, BuildHasherDefault<AsIs>>,
    /// A set of words that says yes for one stranger in ten: most words and nearly all pairs are not known, and this is
    /// small enough to stay in the processor's cache.
    filter: Vec<u64>,
}

/// Logarithm of the bits of a filter: eight for each word of the longest table.
const FILTER_BITS: u32 = 18;

impl Default for Table {
    fn default() -> Table {
        Table { log_odds: HashMap::default(), filter: vec![0; 1 << (FILTER_BITS - 6)] }
    }
}

impl Table {
    fn insert(&mut self, word: u64, log_odds: f32) {
        self.filter[place(word)] |= 1 << (word & 63);
        self.log_odds.insert(word, log_odds);
    }

    fn get(&self, word: u64) -> Option<f32> {
        let is_stranger = self.filter[place(word)] >> (word & 63) & 1 == 0;
        if is_stranger { None } else { self.log_odds.get(&word).copied() }
    }
}

/// Where the bits of a hash stand in the filter.
fn place(word: u64) -> usize {
    (word >> 40) as usize & ((1 << (FILTER_BITS - 6)) - 1)
}

impl Vocabulary {
    /// Reads a table: sections `[class]`, `[text]` and `[heading]`, in each a word a line after its log-odds. Passes over
    /// what is malformed: a test tells.
    pub fn read(table: &str) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let mut source = Source::Class;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                source = Source::ALL.into_iter().find(|source| source.name() == name).unwrap_or(source);
            } else if let Some((log_odds, word)) = line.split_once(' ')
                && let Ok(log_odds) = log_odds.parse()
            {
                vocabulary.tables[source as usize].insert(hash::of(word), log_odds);
            }
        }
        vocabulary
    }

    pub(crate) fn get(&self, source: Source, word: &str) -> Option<f32> {
        self.tables[source as usize].get(hash::of(word))
    }
}

/// The hasher of keys that are hashes.
#[derive(Debug, Default, Clone, Copy)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_where_they_stand() {
        let vocabulary =
            Vocabulary::read("# a comment\n[class]\n-2.5 nav\n[text]\n0.5 read more\nbroken\n[heading]\n-1 related\n");
        let cases = [
            (Source::Class, "nav", Some(-2.5)),
            (Source::Text, "nav", None),
            (Source::Text, "read more", Some(0.5)),
            (Source::Heading, "related", Some(-1.0)),
            (Source::Heading, "broken", None),
        ];
        for (source, word, expected) in cases {
            assert_eq!(vocabulary.get(source, word), expected, "{source:?} {word}");
        }
    }

    #[test]
    fn the_shipped_table_is_sorted_and_says_each_word_once() {
        let table = include_str!("score/model/vocabulary.txt");
        let mut words = 0;
        // A comment comes first.
        for section in table.split("\n[").skip(1) {
            let (name, lines) = section.split_once("]\n").unwrap();
            assert!(Source::ALL.iter().any(|source| source.name() == name), "[{name}]");
            let lines: Vec<&str> = lines.lines().map(|line| line.split_once(' ').unwrap().1).collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "[{name}] is out of order");
            words += lines.len();
        }
        let known: usize = Vocabulary::read(table).tables.iter().map(|table| table.log_odds.len()).sum();
        assert_eq!(known, words, "two words have the same hash, or a line is malformed");
        assert!(words < 1 << (FILTER_BITS - 2), "the filters are too small");
    }
}
