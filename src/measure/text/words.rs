//! The words of texts as hashes, read once per page. Different words with the same hash count as one word here, which
//! is rare enough to do no harm.

use crate::chars::{is_alphanumeric, is_word_alone};
use crate::hash::{Filter, mixed};
use crate::page::Page;

/// The hash of a word in lower case, or of one character that counts as a word, see [`is_word_alone`]. Its two lowest
/// bits are the class: [`SHORT`], [`LONG`] or [`CHARACTER`].
///
/// Several words that were [joined] to one are a `Word`, too; its two lowest bits mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::measure) struct Word(u64);

impl Word {
    /// The highest `bits` bits of the hash, as a number below `1 << bits`.
    pub(in crate::measure) fn bits(self, bits: u32) -> usize {
        (self.0 >> (64 - bits)) as usize
    }
}

/// A word of at least this many letters and digits says what a text is about; shorter ones such as "the", "and" and
/// "of" occur in every text. Set by hand.
const TOPIC_CHARS: u32 = 4;
/// Class of a word with fewer than [`TOPIC_CHARS`] letters and digits, as the two lowest bits of its hash.
const SHORT: u64 = 0;
/// Class of a word with at least [`TOPIC_CHARS`] letters and digits, as the two lowest bits of its hash.
const LONG: u64 = 1;
/// Class of a single character that counts as a word (Chinese, Japanese, Thai, Korean and others, see
/// [`is_word_alone`]), as the two lowest bits of its hash.
const CHARACTER: u64 = 2;
/// Mask of the two bits that hold the class.
const CLASS: u64 = 3;

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
    /// Reads the words of all blocks of a page.
    pub(in crate::measure) fn of(page: &Page) -> PageWords {
        // About the length of an English word with its space; in other languages this still saves most reallocations.
        let mut words = Vec::with_capacity(page.text.len() / 6);
        let ends = page.blocks.iter().map(|block| {
            read(page.block_text(block), &mut words);
            words.len()
        });
        PageWords { ends: ends.collect(), words }
    }

    /// The words of a block in order.
    pub(in crate::measure) fn of_block(&self, index: usize) -> &[Word] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[index]]
    }
}

/// The words of a text in order.
pub(in crate::measure) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    read(text, &mut words);
    words
}

/// The words that say what a text is about: its long words, and where single characters count as words, all pairs of
/// neighbouring ones, each pair hashed to one word.
pub(in crate::measure) fn topics(words: &[Word]) -> impl Iterator<Item = Word> {
    let next = words.iter().skip(1).map(Some).chain([None]);
    words.iter().zip(next).filter_map(|(word, next)| match (word.0 & CLASS, next) {
        (LONG, _) => Some(*word),
        (CHARACTER, Some(next)) if next.0 & CLASS == CHARACTER => Some(joined(&[*word, *next])),
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

/// Appends the words of a text to `into`.
fn read(text: &str, into: &mut Vec<Word>) {
    let mut reader = Reader { into, hash: 0, chars: 0 };
    for c in text.chars() {
        match ASCII.get(c as usize) {
            Some(0) => reader.end(),
            Some(c) => reader.add(u64::from(*c)),
            None => c.to_lowercase().for_each(|c| reader.take(c)),
        }
    }
    reader.end();
}

/// For each ASCII character its lower case if it is a letter or a digit, else 0.
const ASCII: [u8; 128] = {
    let mut lower_case = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            lower_case[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower_case
};

/// Cuts characters into words.
struct Reader<'a> {
    into: &'a mut Vec<Word>,
    /// The hash of the letters and digits of the open word so far.
    hash: u64,
    /// The number of letters and digits of the open word so far; 0 if no word is open.
    chars: u32,
}

impl Reader<'_> {
    /// Reads a character that is not ASCII, in lower case.
    fn take(&mut self, c: char) {
        if is_word_alone(c) {
            self.end();
            self.into.push(Word(mixed(0, u64::from(c)) & !CLASS | CHARACTER));
        } else if is_alphanumeric(c) {
            self.add(u64::from(c));
        } else {
            self.end();
        }
    }

    /// Adds a letter or digit to the open word, or opens one.
    fn add(&mut self, c: u64) {
        self.hash = mixed(self.hash, c);
        self.chars = self.chars.saturating_add(1);
    }

    /// Ends the open word, if there is one.
    fn end(&mut self) {
        if self.chars > 0 {
            let class = if self.chars >= TOPIC_CHARS { LONG } else { SHORT };
            self.into.push(Word(self.hash & !CLASS | class));
            (self.hash, self.chars) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Distinct, runs, topics, words};

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
