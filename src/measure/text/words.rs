//! The words of texts as hashes, read once a page: words that only seem the same do no harm here.

use crate::chars::{is_alphanumeric, is_word_alone};
use crate::hash::mixed;
use crate::page::Page;

/// The hash of a word in lower case, or of a character of a script without spaces. Its lowest bits say which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::measure) struct Word(u64);

impl Word {
    /// A number of so many bits.
    pub(in crate::measure) fn bits(self, bits: u32) -> usize {
        (self.0 >> (64 - bits)) as usize
    }
}

/// From this many letters on, a word says what a text is about: "the", "and" and "of" stand in all.
const TOPIC_LETTERS: u32 = 4;
/// The lowest bits of a short word, of a long one, and of a character.
const SHORT: u64 = 0;
const LONG: u64 = 1;
const CHARACTER: u64 = 2;
const CLASS: u64 = 3;

/// How many words in a row tell that one text is taken from another.
const RUN: usize = 3;

/// The words of all blocks.
pub(in crate::measure) struct PageWords {
    words: Vec<Word>,
    /// Where those of each block end.
    ends: Vec<usize>,
}

impl PageWords {
    pub(in crate::measure) fn of(page: &Page) -> PageWords {
        // Guessed from English; whatever else the page is in, this saves most of the growing.
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

/// Those that say what the text is about: long words, and pairs of characters.
pub(in crate::measure) fn topics(words: &[Word]) -> impl Iterator<Item = Word> {
    let next = words.iter().skip(1).map(Some).chain([None]);
    words.iter().zip(next).filter_map(|(word, next)| match (word.0 & CLASS, next) {
        (LONG, _) => Some(*word),
        (CHARACTER, Some(next)) if next.0 & CLASS == CHARACTER => Some(joined(&[*word, *next])),
        _ => None,
    })
}

/// Every few words in a row, as one hash.
pub(in crate::measure) fn runs(words: &[Word]) -> impl ExactSizeIterator<Item = Word> {
    words.windows(RUN).map(joined)
}

fn joined(words: &[Word]) -> Word {
    Word(words.iter().fold(0, |joined, word| mixed(joined, word.0)))
}

/// A set of words. Sorted, because a table of hashes that anybody can foresee could be made to collide.
#[derive(Debug, Default)]
pub(in crate::measure) struct Distinct {
    sorted: Vec<Word>,
    /// A bit for each of the words, by their highest bits: tells of most other words that they are not here.
    bits: Vec<u64>,
    shift: u32,
}

/// Bits in the filter for each word: one of eight other words gets past it.
const FILTER_BITS: usize = 8;

impl Distinct {
    pub(in crate::measure) fn of(mut words: Vec<Word>) -> Distinct {
        words.sort_unstable();
        words.dedup();
        let len = (words.len() * FILTER_BITS).next_power_of_two().max(64);
        let mut set = Distinct { sorted: words, bits: vec![0; len / 64], shift: 64 - len.trailing_zeros() };
        for word in &set.sorted {
            let bit = word.0 >> set.shift;
            set.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        set
    }

    pub(in crate::measure) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Where in the set a word is.
    pub(in crate::measure) fn find(&self, word: Word) -> Option<usize> {
        let bit = word.0 >> self.shift;
        let may_be = self.bits.get((bit / 64) as usize).is_some_and(|bits| bits & 1 << (bit % 64) != 0);
        if may_be { self.sorted.binary_search(&word).ok() } else { None }
    }

    /// How many words both have.
    pub(in crate::measure) fn common(&self, other: &Distinct) -> usize {
        self.sorted.iter().filter(|word| other.find(**word).is_some()).count()
    }
}

/// Adds the words of a text.
fn read(text: &str, into: &mut Vec<Word>) {
    let mut reader = Reader { into, hash: 0, letters: 0 };
    for c in text.chars() {
        match ASCII.get(c as usize) {
            Some(0) => reader.end(),
            Some(letter) => reader.letter(u64::from(*letter)),
            None => c.to_lowercase().for_each(|c| reader.take(c)),
        }
    }
    reader.end();
}

/// The ASCII letters and digits in lower case, 0 for all else.
const ASCII: [u8; 128] = {
    let mut letters = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

struct Reader<'a> {
    into: &'a mut Vec<Word>,
    /// Of the open word.
    hash: u64,
    letters: u32,
}

impl Reader<'_> {
    fn take(&mut self, c: char) {
        if is_word_alone(c) {
            self.end();
            self.into.push(Word(mixed(0, u64::from(c)) & !CLASS | CHARACTER));
        } else if is_alphanumeric(c) {
            self.letter(u64::from(c));
        } else {
            self.end();
        }
    }

    fn letter(&mut self, letter: u64) {
        self.hash = mixed(self.hash, letter);
        self.letters = self.letters.saturating_add(1);
    }

    fn end(&mut self) {
        if self.letters > 0 {
            let class = if self.letters >= TOPIC_LETTERS { LONG } else { SHORT };
            self.into.push(Word(self.hash & !CLASS | class));
            (self.hash, self.letters) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Distinct, runs, topics, words};

    #[test]
    fn words_topics_and_runs_are_counted() {
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
    fn sets_find_their_words_in_any_case() {
        let text = "The Night train to the Coast, and 3 more trains. Éclair und ÖL 夜間";
        let set = Distinct::of(words(text));
        assert_eq!(set.len(), 14);
        assert!(words(&text.to_lowercase()).into_iter().all(|word| set.find(word).is_some()));
        assert_eq!(words("sun moon stars 昼").into_iter().filter_map(|word| set.find(word)).count(), 0);
        assert_eq!(set.common(&Distinct::of(words("night NIGHT day"))), 1);
        assert_eq!(Distinct::default().find(words("night")[0]), None);
    }
}
