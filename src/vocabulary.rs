//! The vocabulary: terms (words of class names, of texts and of headings) with learned log-odds that say how likely a
//! block is content.

use crate::hash;

/// Where a term was found. The same word has log-odds of its own for each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// In the class, id, role or itemprop of a container; the log-odds are those of the blocks inside.
    Class,
    /// Among the first words of a block: a word or a pair of neighbouring words.
    Text,
    /// In the nearest heading before a block.
    Heading,
}

impl Source {
    /// All sources, in the order of declaration.
    pub const ALL: [Source; 3] = [Source::Class, Source::Text, Source::Heading];

    /// The name of the source's section in the table.
    pub fn name(self) -> &'static str {
        match self {
            Source::Class => "class",
            Source::Text => "text",
            Source::Heading => "heading",
        }
    }
}

/// The log-odds of the known terms: how much likelier a block with the term is to be content than the average block.
/// Positive values speak for content.
#[derive(Debug, Default)]
pub struct Vocabulary {
    tables: [Table; Source::ALL.len()],
}

/// The terms of one source by their hashes: a hash table with open addressing, behind a Bloom filter.
///
/// Terms with the same hash are taken for each other, which does little harm. Most words, and nearly all pairs of
/// words, that are looked up are unknown, and a look-up in the table would wait for memory; the filter, which is small
/// and stays in the processor's cache, rejects most of them.
#[derive(Debug)]
struct Table {
    /// The slots of the hash table, at least half of them free. A term whose own slot is taken is in the next free one.
    slots: Vec<Slot>,
    /// A Bloom filter of the terms, which passes one unknown term in twenty. All bits of a term are in one of its
    /// numbers.
    filter: Vec<u64>,
}

/// A term of the hash table, or a free slot.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The half of the term's hash that does not determine the slot; 0 in a free slot.
    tag: u32,
    log_odds: f32,
}

/// Bits of the filter per term.
const FILTER_BITS: usize = 8;

impl Default for Table {
    fn default() -> Table {
        Table::of(&[])
    }
}

impl Table {
    /// Makes the table of some terms: their hashes and log-odds.
    fn of(terms: &[(u64, f32)]) -> Table {
        let slots = vec![Slot::default(); (2 * terms.len()).next_power_of_two()];
        let filter = vec![0; (terms.len() * FILTER_BITS / 64).next_power_of_two()];
        let mut table = Table { slots, filter };
        for (hash, log_odds) in terms {
            let (index, bits) = table.filter_bits(*hash);
            table.filter[index] |= bits;
            let slot = table.slot(*hash);
            table.slots[slot] = Slot { tag: tag(*hash), log_odds: *log_odds };
        }
        table
    }

    /// The log-odds of the term with this hash, if it is known.
    fn get(&self, hash: u64) -> Option<f32> {
        let (index, bits) = self.filter_bits(hash);
        if self.filter[index] & bits != bits {
            return None;
        }
        let slot = self.slots[self.slot(hash)];
        (slot.tag != 0).then_some(slot.log_odds)
    }

    /// Calls `give` with the log-odds of every known term among `hashes`, in order. Overwrites `hashes` with those that
    /// pass the filter.
    ///
    /// The filter comes first, for all hashes, and without a branch, because which terms are known can't be predicted.
    /// In the second loop the processor can then fetch the next slots while it waits for one.
    fn each(&self, hashes: &mut [u64], mut give: impl FnMut(f32)) {
        let mut passed = 0;
        for at in 0..hashes.len() {
            let hash = hashes[at];
            let (index, bits) = self.filter_bits(hash);
            hashes[passed] = hash;
            passed += usize::from(self.filter[index] & bits == bits);
        }
        for hash in &hashes[..passed] {
            let slot = self.slots[self.slot(*hash)];
            if slot.tag != 0 {
                give(slot.log_odds);
            }
        }
    }

    /// The slot of the term with this hash, or the free slot that it would get.
    fn slot(&self, hash: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (hash >> 32) as usize & last;
        while self.slots[slot].tag != 0 && self.slots[slot].tag != tag(hash) {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// The bits of a hash in the filter: the index of the number that has them, and the bits as a mask.
    fn filter_bits(&self, hash: u64) -> (usize, u64) {
        ((hash >> 40) as usize & (self.filter.len() - 1), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
    }
}

/// The tag of a hash in its slot, never 0.
fn tag(hash: u64) -> u32 {
    hash as u32 | 1
}

impl Vocabulary {
    /// Reads a table with the sections `[class]`, `[text]` and `[heading]`. In a section, a line `= LOG-ODDS` stands
    /// above the terms that have these log-odds, each on a line of its own. Terms that stand below no such line are
    /// skipped; a test checks that the shipped table has none.
    pub fn read(table: &str) -> Vocabulary {
        let mut terms = [const { Vec::new() }; Source::ALL.len()];
        let (mut source, mut log_odds) = (Source::Class, None);
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                source = Source::ALL.into_iter().find(|source| source.name() == name).unwrap_or(source);
                log_odds = None;
            } else if let Some(number) = line.strip_prefix("= ") {
                log_odds = number.parse().ok();
            } else if let Some(log_odds) = log_odds {
                terms[source as usize].push((hash::of(line), log_odds));
            }
        }
        Vocabulary { tables: terms.map(|terms| Table::of(&terms)) }
    }

    /// The hash of a term, for [`Vocabulary::each`].
    pub(crate) fn hash(term: &str) -> u64 {
        hash::of(term)
    }

    /// Calls `give` with the log-odds of every known term, in the order of `hashes`. Overwrites `hashes`, so that they
    /// can't be used again.
    pub(crate) fn each(&self, source: Source, hashes: &mut [u64], give: impl FnMut(f32)) {
        self.tables[source as usize].each(hashes, give);
    }

    /// The log-odds of a term, if it is known.
    pub(crate) fn get(&self, source: Source, term: &str) -> Option<f32> {
        self.tables[source as usize].get(hash::of(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_looked_up_by_their_source() {
        let vocabulary = Vocabulary::read(
            "# a comment\n[class]\n= -2.5\nnav\n[text]\nbroken\n= 0.5\nread more\n[heading]\n= -1\nrelated\n",
        );
        let cases = [
            (Source::Class, "nav", Some(-2.5)),
            (Source::Text, "nav", None),
            (Source::Text, "read more", Some(0.5)),
            (Source::Heading, "related", Some(-1.0)),
            (Source::Text, "broken", None),
        ];
        for (source, term, expected) in cases {
            assert_eq!(vocabulary.get(source, term), expected, "{source:?} {term}");
        }
    }

    #[test]
    fn the_shipped_table_is_sorted_and_has_each_term_once() {
        let table = include_str!("score/model/vocabulary.txt");
        let mut terms = 0;
        // The part before the first section is a comment.
        for section in table.split("\n[").skip(1) {
            let (name, lines) = section.split_once("]\n").unwrap();
            assert!(Source::ALL.iter().any(|source| source.name() == name), "[{name}]");
            let groups = lines.strip_prefix("= ").unwrap().split("\n= ").map(|group| group.split_once('\n').unwrap());
            let groups: Vec<(f32, Vec<&str>)> =
                groups.map(|(log_odds, terms)| (log_odds.parse().unwrap(), terms.lines().collect())).collect();
            assert!(groups.is_sorted_by(|a, b| a.0 < b.0), "[{name}] is out of order");
            for (log_odds, group) in groups {
                assert!(group.is_sorted_by(|a, b| a < b), "[{name}] is out of order below {log_odds}");
                terms += group.len();
            }
        }
        let slots = Vocabulary::read(table).tables.into_iter().flat_map(|table| table.slots);
        let known = slots.filter(|slot| slot.tag != 0).count();
        assert_eq!(known, terms, "two terms have the same hash, or a line is malformed");
    }
}
