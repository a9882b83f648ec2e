//! Reads a text once: what is counted of it, and the hashes of its words.

use crate::chars::{ends_clause, is_alphanumeric, is_mark, is_unspaced, is_word_alone};
use crate::hash::mixed;

/// The hash of a word in lower case, or of one character that counts as a word, see [`is_word_alone`]. Its two lowest
/// bits are the class: [`SHORT`], [`LONG`] or [`CHARACTER`].
///
/// Several words that were joined to one are a `Word`, too; its two lowest bits mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::measure) struct Word(pub(super) u64);

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
pub(super) const LONG: u64 = 1;
/// Class of a single character that counts as a word (Chinese, Japanese, Thai, Korean and others, see
/// [`is_word_alone`]), as the two lowest bits of its hash.
pub(super) const CHARACTER: u64 = 2;
/// Mask of the two bits that hold the class.
pub(super) const CLASS: u64 = 3;

/// What is counted of a text.
///
/// A word may have apostrophes and hyphens here, as in "don't" and "twenty-one". Those that [`OpenWord`] reads are runs
/// of letters and digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Number of words.
    pub(super) words: u32,
    /// Number of letters and digits.
    pub(super) letters: u32,
    /// Number of characters of scripts without spaces, which are counted neither as words nor as letters.
    pub(super) unspaced: u32,
    /// Number of words that begin with a capital.
    pub(super) capitals: u32,
    /// Number of words that hold a digit of ASCII.
    pub(super) numbers: u32,
    /// Number of marks that end a sentence or a clause.
    pub(super) stops: u32,
}

/// Counts a text, and appends its words to `words`.
pub(super) fn read(text: &str, words: &mut Vec<Word>) -> Tally {
    let bytes = text.as_bytes();
    let mut reader = Reader { tally: Tally::default(), place: Place::default(), word: OpenWord::new(words) };
    let mut at = 0;
    loop {
        at += reader.take_letters(&bytes[at..]);
        match bytes.get(at) {
            None => break,
            Some(sign @ 0..128) => {
                reader.take_sign(*sign);
                at += 1;
            }
            Some(_) => {
                let Some(c) = text[at..].chars().next() else { break };
                reader.take_char(c);
                at += c.len_utf8();
            }
        }
    }
    reader.word.end();
    reader.tally
}

/// The words of a text in order.
pub(in crate::measure) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    read(text, &mut words);
    words
}

/// Where the next character stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between two words.
    #[default]
    Between,
    /// In a word that has no digit so far.
    Word,
    /// In a word that has a digit.
    Number,
}

/// The state of reading a text.
struct Reader<'a> {
    tally: Tally,
    place: Place,
    /// The word that is hashed.
    word: OpenWord<'a>,
}

impl Reader<'_> {
    /// Reads the ASCII letters and digits at the start of a text; returns their number.
    fn take_letters(&mut self, text: &[u8]) -> usize {
        let mut hash = self.word.hash;
        let mut has_digit = false;
        let mut len = 0;
        for byte in text {
            let lower = LOWER_CASE[usize::from(*byte)];
            if lower == 0 {
                break;
            }
            hash = mixed(hash, u64::from(lower));
            has_digit |= lower <= b'9';
            len += 1;
        }
        if len == 0 {
            return 0;
        }
        self.word.hash = hash;
        self.word.chars = self.word.chars.saturating_add(len);
        self.tally.letters += len;
        if self.place == Place::Between {
            self.begin(text[0].is_ascii_uppercase());
        }
        if has_digit && self.place == Place::Word {
            self.tally.numbers += 1;
            self.place = Place::Number;
        }
        len as usize
    }

    /// Reads an ASCII character that is neither a letter nor a digit.
    fn take_sign(&mut self, sign: u8) {
        self.word.end();
        // An apostrophe or a hyphen doesn't end a word.
        if !matches!(sign, b'\'' | b'-') {
            self.place = Place::Between;
        }
        self.tally.stops += u32::from(matches!(sign, b'.' | b'!' | b'?' | b',' | b';'));
    }

    /// Reads a character that is not ASCII.
    fn take_char(&mut self, c: char) {
        c.to_lowercase().for_each(|c| self.word.take(c));
        if !is_alphanumeric(c) {
            // A combining mark or an apostrophe within a word does not end it.
            if c != '’' && !is_mark(c) {
                self.place = Place::Between;
            }
            self.tally.stops += u32::from(ends_clause(c));
        } else if is_unspaced(c) {
            self.place = Place::Between;
            self.tally.unspaced += 1;
        } else {
            self.tally.letters += 1;
            if self.place == Place::Between {
                self.begin(c.is_uppercase());
            }
        }
    }

    /// Begins a word.
    fn begin(&mut self, with_capital: bool) {
        self.tally.words += 1;
        self.tally.capitals += u32::from(with_capital);
        self.place = Place::Word;
    }
}

/// Cuts characters into the words that are hashed.
struct OpenWord<'a> {
    /// Where words are appended.
    into: &'a mut Vec<Word>,
    /// The hash of the letters and digits of the open word so far.
    hash: u64,
    /// The number of letters and digits of the open word so far; 0 if no word is open.
    chars: u32,
}

impl OpenWord<'_> {
    /// The state before a text, whose words are appended to `into`.
    fn new(into: &mut Vec<Word>) -> OpenWord<'_> {
        OpenWord { into, hash: 0, chars: 0 }
    }

    /// Reads a character that is not ASCII, in lower case.
    fn take(&mut self, c: char) {
        if is_word_alone(c) {
            self.end();
            self.into.push(Word(mixed(0, u64::from(c)) & !CLASS | CHARACTER));
        } else if is_alphanumeric(c) {
            self.hash = mixed(self.hash, u64::from(c));
            self.chars = self.chars.saturating_add(1);
        } else {
            self.end();
        }
    }

    /// Ends the open word, if there is one.
    #[inline]
    fn end(&mut self) {
        if self.chars > 0 {
            let class = if self.chars >= TOPIC_CHARS { LONG } else { SHORT };
            self.into.push(Word(self.hash & !CLASS | class));
            (self.hash, self.chars) = (0, 0);
        }
    }
}

/// For each ASCII letter its lower case, for each ASCII digit itself, for every other byte 0.
const LOWER_CASE: [u8; 256] = {
    let mut lower_case = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            lower_case[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower_case
};

#[cfg(test)]
mod tests {
    use super::{Tally, read};

    #[test]
    fn texts_are_counted() {
        let tally = |words, letters, unspaced, capitals, numbers, stops| Tally {
            words,
            letters,
            unspaced,
            capitals,
            numbers,
            stops,
        };
        for (text, expected) in [
            ("", tally(0, 0, 0, 0, 0, 0)),
            ("Don't go to twenty-one, Ann!", tally(5, 20, 0, 2, 0, 2)),
            ("Don’t", tally(1, 4, 0, 1, 0, 0)),
            ("In 2024-25 mp3s of R2D2", tally(5, 18, 0, 2, 3, 0)),
            ("Éclair, öl… Éa", tally(3, 10, 0, 2, 0, 2)),
            ("cafe\u{301}s", tally(1, 5, 0, 0, 0, 0)),
            ("夜間、列車。 iPhone", tally(1, 6, 4, 0, 0, 2)),
            ("a夜b", tally(2, 2, 1, 0, 0, 0)),
        ] {
            assert_eq!(read(text, &mut Vec::new()), expected, "{text}");
        }
    }
}
