//! What words say of content: the learned log-odds of the words of classes, of texts and of headings.

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

/// Words by their hashes: those that only seem the same do little harm. Most look-ups are for words, and nearly all pairs,
/// that are not known, and each would wait for memory: what is small stays in the processor's cache.
#[derive(Debug)]
struct Table {
    /// At least half of them are free. A word whose own slot is taken has the next free one.
    slots: Vec<Slot>,
    /// A set of words that says yes for one stranger in twenty. All bits of a word are in one of these.
    filter: Vec<u64>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// A part of the hash that the slot's place does not tell; 0 in a free slot.
    tag: u32,
    log_odds: f32,
}

/// Bits of the filter for each word.
const FILTER_BITS: usize = 8;

impl Default for Table {
    fn default() -> Table {
        Table::of(&[])
    }
}

impl Table {
    fn of(words: &[(u64, f32)]) -> Table {
        let slots = vec![Slot::default(); (2 * words.len()).next_power_of_two()];
        let filter = vec![0; (words.len() * FILTER_BITS / 64).next_power_of_two()];
        let mut table = Table { slots, filter };
        for (word, log_odds) in words {
            let (index, bits) = table.place(*word);
            table.filter[index] |= bits;
            let slot = table.slot(*word);
            table.slots[slot] = Slot { tag: tag(*word), log_odds: *log_odds };
        }
        table
    }

    fn get(&self, word: u64) -> Option<f32> {
        let (index, bits) = self.place(word);
        if self.filter[index] & bits != bits {
            return None;
        }
        let slot = self.slots[self.slot(word)];
        (slot.tag != 0).then_some(slot.log_odds)
    }

    /// Gives the log-odds of those of some words that are known, in order. Sorts out strangers first, without a branch: which
    /// words are known cannot be foreseen, and while one is waited for, the next are on their way.
    fn each(&self, words: &mut [u64], mut give: impl FnMut(f32)) {
        let mut passed = 0;
        for at in 0..words.len() {
            let word = words[at];
            let (index, bits) = self.place(word);
            words[passed] = word;
            passed += usize::from(self.filter[index] & bits == bits);
        }
        for word in &words[..passed] {
            let slot = self.slots[self.slot(*word)];
            if slot.tag != 0 {
                give(slot.log_odds);
            }
        }
    }

    /// The slot that a word has, or would have.
    fn slot(&self, word: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (word >> 32) as usize & last;
        while self.slots[slot].tag != 0 && self.slots[slot].tag != tag(word) {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// Index and bits of a word in the filter.
    fn place(&self, word: u64) -> (usize, u64) {
        ((word >> 40) as usize & (self.filter.len() - 1), 1 << (word & 63) | 1 << (word >> 6 & 63))
    }
}

fn tag(word: u64) -> u32 {
    word as u32 | 1
}

impl Vocabulary {
    /// Reads a table: sections `[class]`, `[text]` and `[heading]`, in each a word a line after its log-odds. Passes over
    /// what is malformed: a test tells.
    pub fn read(table: &str) -> Vocabulary {
        let mut words = [const { Vec::new() }; Source::ALL.len()];
        let mut source = Source::Class;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                source = Source::ALL.into_iter().find(|source| source.name() == name).unwrap_or(source);
            } else if let Some((log_odds, word)) = line.split_once(' ')
                && let Ok(log_odds) = log_odds.parse()
            {
                words[source as usize].push((hash::of(word), log_odds));
            }
        }
        Vocabulary { tables: words.map(|words| Table::of(&words)) }
    }

    /// The hash of a word, for [`Vocabulary::each`].
    pub(crate) fn hash(word: &str) -> u64 {
        hash::of(word)
    }

    /// Gives the log-odds of those words that are known, by their hashes and in their order; these serve no second time.
    pub(crate) fn each(&self, source: Source, hashes: &mut [u64], give: impl FnMut(f32)) {
        self.tables[source as usize].each(hashes, give);
    }

    pub(crate) fn get(&self, source: Source, word: &str) -> Option<f32> {
        self.tables[source as usize].get(hash::of(word))
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
        let slots = Vocabulary::read(table).tables.into_iter().flat_map(|table| table.slots);
        let known = slots.filter(|slot| slot.tag != 0).count();
        assert_eq!(known, words, "two words have the same hash, or a line is malformed");
    }
}
