//! A quick "no" to the question whether a short text holds one of some words.
//!
//! The walk asks a dozen such questions about the class of each element, and nearly all answers are "no". So the pairs
//! of neighbouring letters in a class are noted once, as bits of a number, and each question first asks whether the
//! bits of one of its words are all there: an `and` and a comparison a word. Only if they are is the class searched.
//!
//! "No" is never wrong. Where a text holds a word, the letters of the word follow each other among the letters of the
//! text, so that each pair of the word is a pair of the text. That stays true in any case of letters, because pairs are
//! noted in lower case, and with signs or spaces within the word, because everything but letters and digits is passed
//! over: `lineNumber`, `line-number` and `line__number` have the same pairs. A character outside of ASCII, whose lower
//! case may be a letter of ASCII, stands for all pairs at once.
//!
//! "Maybe" means little, because several pairs share a bit, and those of a word may stand anywhere in the text. Of the
//! elements with a class on 50 real pages, the questions of the walk have one in twenty left to search.

/// How far the bit of a letter is rotated for each unit of the byte before it. Of eight numbers and mixtures that were
/// tried, this one left the fewest classes on 50 real pages to search.
const FACTOR: u32 = 29;

/// The bit of each letter and digit, by its byte, one for both cases of a letter; 0 for all other bytes.
const BITS: [u64; 256] = {
    let mut bits = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            bits[byte as usize] = 1 << (byte.to_ascii_lowercase() % 64);
        }
        byte += 1;
    }
    bits
};

/// The pairs of neighbouring letters and digits in a text, as a set of bits. Empty only if it has no letter or digit.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct LetterPairs(u64);

impl LetterPairs {
    /// All pairs: those of a text of which nothing is known.
    #[cfg(test)]
    pub(crate) const ALL: LetterPairs = LetterPairs(u64::MAX);

    /// The pairs of a text. Its first letter and what is before it count as one, too.
    pub(crate) const fn of(text: &str) -> LetterPairs {
        LetterPairs(pairs(0, text.as_bytes()))
    }

    /// Whether a text with these pairs may hold one of the words, in any case of letters and with any signs or spaces
    /// within it. If this is false, it does not.
    pub(crate) fn may_hold<const N: usize>(self, words: &Words<N>) -> bool {
        self.0 != 0 && words.pairs[..words.len].iter().any(|pairs| self.0 & pairs == *pairs)
    }
}

/// Words that texts may hold, with the pairs of each.
pub(crate) struct Words<const N: usize> {
    words: &'static [&'static str; N],
    /// The pairs of the words, in the first places. Words whose pairs include those of another one are left out.
    pairs: [u64; N],
    len: usize,
}

impl<const N: usize> Words<N> {
    /// Words of which each has a letter or digit.
    pub(crate) const fn of(words: &'static [&'static str; N]) -> Words<N> {
        let mut own = Words { words, pairs: [0; N], len: 0 };
        let mut word = 0;
        while word < N {
            own.add(pairs_inside(words[word].as_bytes()));
            word += 1;
        }
        own
    }

    /// The words, in the order in which they were given.
    pub(crate) const fn words(&self) -> &'static [&'static str; N] {
        self.words
    }

    /// Adds the pairs of a word, in place of those that include them, unless they include others.
    const fn add(&mut self, pairs: u64) {
        let (mut at, mut kept) = (0, 0);
        while at < self.len {
            let other = self.pairs[at];
            if pairs & other == other {
                return;
            }
            if pairs & other != pairs {
                self.pairs[kept] = other;
                kept += 1;
            }
            at += 1;
        }
        self.pairs[kept] = pairs;
        self.len = kept + 1;
    }
}

/// The pairs of letters in a text behind this letter, or behind none if it is 0.
const fn pairs(before: u8, text: &[u8]) -> u64 {
    if !text.is_ascii() {
        return u64::MAX;
    }
    let (mut pairs, mut turn, mut at) = (0, turn_behind(before), 0);
    // Without branches, because a processor can't foresee where words end.
    while at < text.len() {
        let bit = BITS[text[at] as usize];
        pairs |= bit.rotate_left(turn);
        turn = if bit > 0 { turn_behind(text[at]) } else { turn };
        at += 1;
    }
    pairs
}

/// How far the bit of a letter is rotated behind this one, in any case.
const fn turn_behind(letter: u8) -> u32 {
    ((letter | 0x20) as u32).wrapping_mul(FACTOR)
}

/// The pairs of letters within a word, wherever it stands: what is before its first letter does not count.
const fn pairs_inside(word: &[u8]) -> u64 {
    let mut rest = word;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if BITS[*first as usize] > 0 {
            return pairs(*first, rest);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_hold_a_word_are_never_ruled_out() {
        const WORDS: Words<7> = Words::of(&["author", "by-line", "dp-", "h1", "whitespace-pre-line", "ln", "x"]);
        const ALONE: [Words<1>; 7] = [
            Words::of(&["author"]),
            Words::of(&["by-line"]),
            Words::of(&["dp-"]),
            Words::of(&["h1"]),
            Words::of(&["whitespace-pre-line"]),
            Words::of(&["ln"]),
            Words::of(&["x"]),
        ];
        for words in &ALONE {
            let [word] = *words.words();
            let spread: String = word.chars().flat_map(|c| [c, '-', ' ', '_']).collect();
            for text in [word.to_owned(), word.to_uppercase(), spread, word.replace('-', "__"), word.replace('-', "")] {
                for (before, behind) in
                    [("", ""), ("a", "z"), ("main ", " x2"), ("é", ""), ("\u{212a} ", "-"), ("9", "9")]
                {
                    let text = format!("{before}{text}{behind}");
                    assert!(LetterPairs::of(&text).may_hold(words), "{word} in {text}");
                    assert!(LetterPairs::of(&text).may_hold(&WORDS), "{word} in {text}");
                }
            }
        }
    }

    #[test]
    fn most_other_texts_are_ruled_out() {
        const WORDS: Words<4> = Words::of(&["author", "byline", "username", "writer"]);
        for text in ["", " ", "--", "entry-content", "col-md-6 mb-3", "nav-item", "auth", "horaut", "wrapper outer"] {
            assert!(!LetterPairs::of(text).may_hold(&WORDS), "{text}");
        }
    }

    #[test]
    fn words_that_hold_others_are_left_out() {
        let words = Words::of(&["linenumbers", "lineno", "line", "gutter", "gutter"]);
        assert_eq!((words.len, words.pairs[0]), (2, Words::of(&["line"]).pairs[0]));
    }
}
