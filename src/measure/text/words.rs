//! The words of a page's blocks, and sets of words. Different words with the same hash count as one word here, which is
//! rare enough to do no harm.

use crate::hash::{Filter, mixed};
use crate::measure::text::density::Counts;
use crate::measure::text::reading::{CHARACTER, CLASS, LONG, Word};
use crate::page::Page;

/// Number of words in a row that show that one text is taken from another. Set by hand.
const RUN: usize = 3;

/// The words of all blocks of a page.
pub(in crate::measure) struct PageWords {
    /// The words of all blocks, in order.
    words: Vec<Word>,
    /// For each block, the index in `words` behind its last word.
    ends: Vec<usize>,
}

impl PageWords {
    /// Reads the texts of all blocks of a page: what is counted of each, and its words.
    pub(in crate::measure) fn of(page: &Page) -> (Vec<Counts>, PageWords) {
        // About the length of an English word with its space; in other languages this still saves most reallocations.
        let mut words = Vec::with_capacity(page.text.len() / 6);
        let read = |block| (Counts::of(page, block, &mut words), words.len());
        let (counts, ends) = page.blocks.iter().map(read).unzip();
        (counts, PageWords { ends, words })
    }

    /// The words of a block in order.
    pub(in crate::measure) fn of_block(&self, index: usize) -> &[Word] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[index]]
    }
}

/// The words that say what a text is about: its long words, and where single characters count as words, all pairs of
/// neighbouring ones, each pair hashed to one word.
pub(in crate::measure) fn topics(words: &[Word]) -> impl Iterator<Item = Word> {
    words.iter().enumerate().filter_map(|(at, word)| match word.0 & CLASS {
        LONG => Some(*word),
        CHARACTER => {
            let next = words.get(at + 1).filter(|next| next.0 & CLASS == CHARACTER)?;
            Some(joined(&[*word, *next]))
        }
        _ => None,
    })
}

/// All runs of [`RUN`] consecutive words, which overlap, each hashed to one word.
pub(in crate::measure) fn runs(words: &[Word]) -> impl ExactSizeIterator<Item = Word> {
    words.windows(RUN).map(joined)
}

/// The hash of several words in this order. Its two lowest bits are no class.
fn joined(words: &[Word]) -> Word {
    Word(words.iter().fold(0, |joined, word| mixed(joined, word.0)))
}

/// A set of words. It is a sorted list and not a hash table: the hashes have no secret seed, so that a hostile page
/// could make them collide in a table.
#[derive(Debug, Default)]
pub(in crate::measure) struct Distinct {
    /// The distinct words in ascending order.
    sorted: Vec<Word>,
    /// The words, because most that are looked up are not in the set.
    filter: Filter,
}

/// The filter has at least this many bits per word of the set, so that on average at most one in eight words outside
/// the set passes it. Set by hand.
const FILTER_BITS_PER_WORD: usize = 8;

impl Distinct {
    /// The set of these words.
    pub(in crate::measure) fn of(mut words: Vec<Word>) -> Distinct {
        words.sort_unstable();
        words.dedup();
        let bits = (words.len() * FILTER_BITS_PER_WORD).next_power_of_two().max(64);
        let mut filter = Filter::new(bits.trailing_zeros());
        words.iter().for_each(|word| filter.insert(word.0));
        Distinct { sorted: words, filter }
    }

    /// The number of distinct words.
    pub(in crate::measure) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The index of a word among the sorted words of the set, if it is in the set.
    pub(in crate::measure) fn find(&self, word: Word) -> Option<usize> {
        if self.filter.may_have(word.0) { self.sorted.binary_search(&word).ok() } else { None }
    }

    /// The number of words that are in both sets.
    pub(in crate::measure) fn common(&self, other: &Distinct) -> usize {
        self.sorted.iter().filter(|word| other.find(**word).is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::{Distinct, runs, topics};
    use crate::measure::text::reading::words;

    #[test]
    fn texts_have_the_expected_numbers_of_words_topics_and_runs() {
        for (text, words_count, topics_count, runs_count) in [
            ("", 0, 0, 0),
            ("– …", 0, 0, 0),
            ("The night train", 3, 2, 1),
            ("Don’t go to Rome in 2024", 7, 2, 5),
            ("夜間列車", 4, 3, 2),
            ("夜。新iPhone手機", 5, 3, 3),
            ("한국", 2, 1, 0),
        ] {
            let words = words(text);
            let counts = (words.len(), topics(&words).count(), runs(&words).count());
            assert_eq!(counts, (words_count, topics_count, runs_count), "{text}");
        }
    }

    #[test]
    fn sets_find_their_words_in_upper_and_lower_case() {
        let text = "The Night train to the Coast, and 3 more trains. Éclair und ÖL 夜間";
        let set = Distinct::of(words(text));
        assert_eq!(set.len(), 14);
        assert!(words(&text.to_lowercase()).into_iter().all(|word| set.find(word).is_some()));
        assert_eq!(words("sun moon stars 昼").into_iter().filter_map(|word| set.find(word)).count(), 0);
        assert_eq!(set.common(&Distinct::of(words("night NIGHT day"))), 1);
        assert_eq!(Distinct::default().find(words("night")[0]), None);
    }
}
