//! Counts of words, links and punctuation: the features of a block's own text, of its neighbours, and what counts as
//! prose.

use std::ops::Range;

use crate::chars::{ends_clause, ends_sentence, is_alphanumeric, is_mark, is_unspaced, may_follow_sentence};
use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::page::{Block, Page, SpanKind};
use crate::prefix_sums::PrefixSums;

/// A block of at least this many words, with few links and some punctuation, is prose. Set by hand; Boilerpipe's "long
/// text" begins at 15 words per line.
const PROSE_WORDS: f32 = 12.0;
/// A long block is prose if its link density (0..=1) is below this. Set by hand: Wikipedia's paragraphs reach a half.
const PROSE_LINK_DENSITY: f32 = 0.5;
/// Number of blocks before and after a block in which the share of prose around it is measured. Set by hand.
const NEIGHBOURS: usize = 4;

/// The counts of one block, as floats because features are computed from them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Number of words; a character of a script without spaces counts as half a word.
    pub(crate) words: f32,
    /// Number of words that are link text, at most `words`.
    pub(crate) linked: f32,
    /// Number of words that are bold, at most `words`.
    strong: f32,
    /// Number of letters and digits; a character of a script without spaces counts as half a letter.
    letters: f32,
    /// Number of words that begin with a capital.
    capitals: f32,
    /// Number of words that hold a digit.
    numbers: f32,
    /// Number of marks that end a sentence or a clause: stops, commas, semicolons.
    stops: f32,
    /// Whether the text ends as a sentence does.
    is_sentence: bool,
    /// Whether the block is part of a card that leads to another page; set by `tree::cards`.
    pub(crate) in_card: bool,
}

impl Counts {
    /// Counts the text of a block.
    pub(crate) fn of(page: &Page, block: &Block) -> Self {
        let text = page.block_text(block);
        let mut counts = count(text);
        counts.is_sentence = text.trim_end_matches(may_follow_sentence).ends_with(ends_sentence);
        for span in &page.spans[block.spans.clone()] {
            // Most links span a whole block, which is counted already.
            let words = if span.text == block.text { counts.words } else { count(&page.text[span.text.clone()]).words };
            match span.kind {
                SpanKind::Link(_) => counts.linked += words,
                SpanKind::Strong => counts.strong += words,
            }
        }
        // A word of which only a part is linked counts in full, so that the sum may exceed the words of the block.
        counts.linked = counts.linked.min(counts.words);
        counts.strong = counts.strong.min(counts.words);
        counts
    }

    /// The share (0..=1) of the words that are link text.
    pub(crate) fn link_density(&self) -> f32 {
        share(self.linked, self.words)
    }

    /// Whether the block reads as running text of this page: it has many words, few links and punctuation, and it is
    /// not a teaser of another page.
    pub(crate) fn is_prose(&self) -> bool {
        !self.in_card && self.words >= PROSE_WORDS && self.link_density() < PROSE_LINK_DENSITY && self.stops > 0.0
    }

    /// The number of words if the block is prose, else 0.
    pub(crate) fn prose(&self) -> f32 {
        if self.is_prose() { self.words } else { 0.0 }
    }
}

/// `part / whole`, or 0 if `whole` is 0.
pub(in crate::measure) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Counts a text; links, bold text and the end are left to [`Counts::of`].
fn count(text: &str) -> Counts {
    let mut tally = Tally::default();
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = tally.take_ascii(rest.as_bytes());
        let mut others = rest[ascii..].chars();
        if let Some(c) = others.next() {
            tally.take(c);
        }
        rest = others.as_str();
    }
    let half = |halves: u32| halves as f32 / 2.0;
    Counts {
        words: tally.words as f32 + half(tally.unspaced),
        letters: tally.letters as f32 + half(tally.unspaced),
        capitals: tally.capitals as f32,
        numbers: tally.numbers as f32,
        stops: tally.stops as f32,
        ..Counts::default()
    }
}

/// The counts of a text so far, as integers: they add up faster than floats.
#[derive(Default)]
struct Tally {
    words: u32,
    letters: u32,
    /// Characters of scripts without spaces: each counts as half a word and half a letter.
    unspaced: u32,
    capitals: u32,
    numbers: u32,
    stops: u32,
    state: WordState,
}

/// Whether the next character comes within a word, and whether that word has a digit so far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum WordState {
    /// Between two words.
    #[default]
    Between,
    /// In a word that has no digit so far.
    Word,
    /// In a word that has a digit.
    Number,
}

impl WordState {
    const ALL: [WordState; 3] = [WordState::Between, WordState::Word, WordState::Number];

    /// The position of this state's bits in an entry of [`ASCII`].
    const fn shift(self) -> u32 {
        self as u32 * STATE_BITS
    }
}

impl Tally {
    /// Counts a character that is not ASCII.
    fn take(&mut self, c: char) {
        if !is_alphanumeric(c) {
            // A combining mark or an apostrophe within a word does not end it.
            if c != '’' && !is_mark(c) {
                self.state = WordState::Between;
            }
            self.stops += u32::from(ends_clause(c));
        } else if is_unspaced(c) {
            self.state = WordState::Between;
            self.unspaced += 1;
        } else {
            self.letters += 1;
            if self.state == WordState::Between {
                self.words += 1;
                self.capitals += u32::from(c.is_uppercase());
                self.state = WordState::Word;
            }
        }
    }

    /// Counts the ASCII characters at the start of a text and returns their number. It has no branches on the
    /// characters: most text is ASCII, and a processor can't predict such branches.
    fn take_ascii(&mut self, text: &[u8]) -> usize {
        // Only the lowest `STATE_SHIFT_BITS` bits matter: the higher ones are left over from earlier characters.
        let mut entry = u64::from(self.state.shift());
        let mut taken = 0;
        // More characters at a time could overflow one of the sums.
        for part in text.chunks(SUM_MAX) {
            let (mut sums, mut len) = (0, 0);
            for byte in part {
                let Some(row) = ASCII.get(usize::from(*byte)) else { break };
                entry = row.wrapping_shr(entry as u32);
                sums += SUMS[(entry >> STATE_SHIFT_BITS) as usize % SUMS.len()];
                len += 1;
            }
            let sum = |index: u32| (sums >> (index * SUM_BITS)) as u32 & SUM_MAX as u32;
            self.words += sum(0);
            self.letters += sum(1);
            self.capitals += sum(2);
            self.numbers += sum(3);
            self.stops += sum(4);
            taken += len;
            if len < part.len() {
                break;
            }
        }
        let state = entry as u32 % (1 << STATE_SHIFT_BITS) / STATE_BITS;
        self.state = WordState::ALL[state as usize % WordState::ALL.len()];
        taken
    }
}

/// Number of things that are counted of a character: each has one bit in an entry of [`ASCII`], and one sum in an entry
/// of [`SUMS`].
const COUNTED: u32 = 5;
/// Bit of an entry: the character begins a word.
const WORD: u64 = 1;
/// Bit of an entry: the character is a letter or a digit.
const LETTER: u64 = 2;
/// Bit of an entry: the character is a capital that begins a word.
const CAPITAL: u64 = 4;
/// Bit of an entry: the character is the first digit of its word.
const NUMBER: u64 = 8;
/// Bit of an entry: the character ends a sentence or a clause.
const STOP: u64 = 16;
/// Bits of each sum in an entry of [`SUMS`].
const SUM_BITS: u32 = 12;
/// Greatest value of one sum, and so the number of characters that may be added up at once.
const SUM_MAX: usize = (1 << SUM_BITS) - 1;
/// Bits of an entry that say how far to shift the next entry: a shift of 64 bits uses as many.
const STATE_SHIFT_BITS: u32 = 6;
/// Bits of an entry per state, unused ones included.
const STATE_BITS: u32 = 16;

/// For each combination of the counted bits ([`WORD`] to [`STOP`]) one integer with [`COUNTED`] sums of [`SUM_BITS`]
/// bits, so that one addition adds to all sums.
const SUMS: [u64; 1 << COUNTED] = {
    let mut sums = [0; 1 << COUNTED];
    let mut counted = 0;
    while counted < sums.len() {
        let mut bit = 0;
        while bit < COUNTED {
            sums[counted] |= (counted as u64 >> bit & 1) << (bit * SUM_BITS);
            bit += 1;
        }
        counted += 1;
    }
    sums
};

/// A state machine: for each ASCII character and each [`WordState`] the state of the next character, as the shift that
/// brings its bits of the next entry to the lowest position, and what is counted. The next entry can be loaded before
/// this one is known, because its address depends on the character alone.
const ASCII: [u64; 128] = {
    let mut entries = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        let mut index = 0;
        while index < WordState::ALL.len() {
            let state = WordState::ALL[index];
            let (next, counted) = step(state, byte);
            entries[byte as usize] |= (next.shift() as u64 | counted << STATE_SHIFT_BITS) << state.shift();
            index += 1;
        }
        byte += 1;
    }
    entries
};

/// The state of the character after `byte`, and what is counted of `byte`, which comes in `state`.
const fn step(state: WordState, byte: u8) -> (WordState, u64) {
    let first = if matches!(state, WordState::Between) { WORD } else { 0 };
    match byte {
        b'0'..=b'9' => {
            (WordState::Number, first | LETTER | if matches!(state, WordState::Number) { 0 } else { NUMBER })
        }
        b'A'..=b'Z' if first > 0 => (WordState::Word, WORD | LETTER | CAPITAL),
        b'A'..=b'Z' | b'a'..=b'z' if first > 0 => (WordState::Word, WORD | LETTER),
        b'A'..=b'Z' | b'a'..=b'z' => (state, LETTER),
        // An apostrophe or a hyphen doesn't end a word.
        b'\'' | b'-' => (state, 0),
        b'.' | b'!' | b'?' | b',' | b';' => (WordState::Between, STOP),
        _ => (WordState::Between, 0),
    }
}

/// The words of the page's blocks, summed up so that the total of any range of blocks is at hand.
pub(crate) struct Totals(PrefixSums<3>);

impl Totals {
    /// Sums up the counts of all blocks.
    pub(crate) fn of(counts: &[Counts]) -> Self {
        Totals(PrefixSums::of(counts.iter().map(|count| [count.words, count.linked, count.prose()])))
    }

    /// The number of words in a range of blocks.
    pub(crate) fn words(&self, blocks: Range<usize>) -> f32 {
        self.total(blocks)[0]
    }

    /// The number of words of prose in a range of blocks.
    pub(crate) fn prose(&self, blocks: Range<usize>) -> f32 {
        self.total(blocks)[2]
    }

    /// The number of words of prose on the page.
    pub(crate) fn all_prose(&self) -> f32 {
        self.prose(0..self.0.len())
    }

    /// The share (0..=1) of the words in a range of blocks that are link text.
    pub(crate) fn link_density(&self, blocks: Range<usize>) -> f32 {
        let [words, linked, _] = self.total(blocks);
        share(linked, words)
    }

    /// The words, the linked words and the words of prose in a range of blocks.
    #[allow(clippy::cast_possible_truncation)]
    fn total(&self, blocks: Range<usize>) -> [f32; 3] {
        self.0.total(blocks).map(|total| total as f32)
    }
}

/// Fills the columns of a block's own text, of the blocks before and after, and of the prose around. Needs the counts
/// only.
pub(in crate::measure) fn measure(counts: &[Counts], totals: &Totals, measurements: &mut Measurements) {
    let len = counts.len();
    let page_prose = totals.all_prose();
    let page_density = totals.link_density(0..len);
    for (index, (row, count)) in measurements.features.iter_mut().zip(counts).enumerate() {
        of_block(row, count);
        if let Some(before) = index.checked_sub(1).map(|before| &counts[before]) {
            row.words_before = before.words - before.linked;
            row.links_before = before.link_density();
        }
        if let Some(after) = counts.get(index + 1) {
            row.words_after = after.words - after.linked;
            row.links_after = after.link_density();
        }
        let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS + 1).min(len);
        let prose = totals.prose(near.clone()) - count.prose();
        row.prose_around = share(prose, totals.words(near) - count.words);
        row.page_prose = page_prose;
        row.page_density = page_density;
    }
}

/// Fills the columns of a block's own text.
fn of_block(row: &mut Features, count: &Counts) {
    row.words = count.words;
    row.word_length = share(count.letters, count.words);
    row.link_density = count.link_density();
    row.punctuation = share(count.stops, count.words);
    row.is_sentence = f32::from(count.is_sentence);
    row.capitals = share(count.capitals, count.words);
    row.numbers = share(count.numbers, count.words);
    row.strong = share(count.strong, count.words);
    row.in_card = f32::from(count.in_card);
}
