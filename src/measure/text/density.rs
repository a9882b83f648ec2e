//! The text of a block and its neighbours: words, links, punctuation.

use crate::chars::{ends_clause, ends_sentence, is_alphanumeric, is_mark, is_unspaced, may_follow_sentence};
use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::page::{Block, Page, SpanKind};

/// From this many words on, a block with few links is prose. Boilerpipe's "long text" begins at 15 words of a line.
const PROSE_WORDS: f32 = 12.0;
/// Up to this link density a long block is prose; Wikipedia's paragraphs reach a half.
const PROSE_LINK_DENSITY: f32 = 0.5;
/// How many neighbours on either side tell whether a block stands among prose.
const NEIGHBOURS: usize = 4;

/// What there is to count in the text of a block.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) words: f32,
    pub(crate) linked: f32,
    strong: f32,
    letters: f32,
    capitals: f32,
    numbers: f32,
    stops: f32,
    is_sentence: bool,
    /// It stands in a card that leads to something else.
    pub(crate) in_card: bool,
}

impl Counts {
    pub(crate) fn of(page: &Page, block: &Block) -> Self {
        let text = page.block_text(block);
        let mut counts = count(text);
        counts.is_sentence = text.trim_end_matches(may_follow_sentence).ends_with(ends_sentence);
        for span in &page.spans[block.spans.clone()] {
            // Most links are a whole block.
            let words = if span.text == block.text { counts.words } else { count(&page.text[span.text.clone()]).words };
            match span.kind {
                SpanKind::Link(_) => counts.linked += words,
                SpanKind::Strong => counts.strong += words,
            }
        }
        // A word that is half link is a word of the link, too: the sum may exceed the whole.
        counts.linked = counts.linked.min(counts.words);
        counts.strong = counts.strong.min(counts.words);
        counts
    }

    pub(crate) fn link_density(&self) -> f32 {
        share(self.linked, self.words)
    }

    /// Whether it reads as running text of this page, not as the teaser of another.
    pub(crate) fn is_prose(&self) -> bool {
        !self.in_card && self.words >= PROSE_WORDS && self.link_density() < PROSE_LINK_DENSITY && self.stops > 0.0
    }

    /// Its words, if it reads as running text.
    pub(crate) fn prose(&self) -> f32 {
        if self.is_prose() { self.words } else { 0.0 }
    }
}

/// A share that is 0 of nothing.
pub(in crate::measure) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

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

/// What was counted so far, in integers: these add up faster than floats.
#[derive(Default)]
struct Tally {
    words: u32,
    letters: u32,
    /// Characters of scripts without spaces: each is half a word and half a letter.
    unspaced: u32,
    capitals: u32,
    numbers: u32,
    stops: u32,
    place: Place,
}

/// Where the next character stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Between,
    /// In a word that has no digit yet.
    Word,
    /// In a word that has one.
    Number,
}

impl Place {
    const ALL: [Place; 3] = [Place::Between, Place::Word, Place::Number];

    /// Its bits in an entry of [`ASCII`].
    const fn shift(self) -> u32 {
        self as u32 * PLACE_BITS
    }
}

impl Tally {
    /// Takes in a character that is no ASCII.
    fn take(&mut self, c: char) {
        if !is_alphanumeric(c) {
            // A combining mark or an apostrophe within a word does not end it.
            if c != '’' && !is_mark(c) {
                self.place = Place::Between;
            }
            self.stops += u32::from(ends_clause(c));
        } else if is_unspaced(c) {
            self.place = Place::Between;
            self.unspaced += 1;
        } else {
            self.letters += 1;
            if self.place == Place::Between {
                self.words += 1;
                self.capitals += u32::from(c.is_uppercase());
                self.place = Place::Word;
            }
        }
    }

    /// Takes in the ASCII characters at the start of a text, without branches: most text is that, and no branch on its
    /// letters can be foreseen. Tells how many they were.
    fn take_ascii(&mut self, text: &[u8]) -> usize {
        // The highest bits are left over from characters before.
        let mut entry = u64::from(self.place.shift());
        let mut taken = 0;
        // A few characters more would not fit into the sums.
        for part in text.chunks(SUM_MAX) {
            let (mut sums, mut len) = (0, 0);
            for byte in part {
                let Some(row) = ASCII.get(usize::from(*byte)) else { break };
                entry = row.wrapping_shr(entry as u32);
                sums += SUMS[(entry >> PLACE_SHIFT_BITS) as usize % SUMS.len()];
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
        let place = entry as u32 % (1 << PLACE_SHIFT_BITS) / PLACE_BITS;
        self.place = Place::ALL[place as usize % Place::ALL.len()];
        taken
    }
}

/// What is counted of a character: a bit each in an entry of [`ASCII`], and a number each in the sums.
const COUNTED: u32 = 5;
const WORD: u64 = 1;
const LETTER: u64 = 2;
const CAPITAL: u64 = 4;
const NUMBER: u64 = 8;
const STOP: u64 = 16;
/// Bits of each of the sums, and how many characters these are good for.
const SUM_BITS: u32 = 12;
const SUM_MAX: usize = (1 << SUM_BITS) - 1;
/// Bits that say how far to shift the next entry: as many as a shift of 64 bits asks for.
const PLACE_SHIFT_BITS: u32 = 6;
/// Bits of an entry for each place, those that are not used included.
const PLACE_BITS: u32 = 16;

/// The bits of what is counted as sums.
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

/// For each ASCII character an entry for each place where it may stand: where the next character then stands, as the shift
/// that takes the entry for that to the lowest bits, and what is counted. The next pass-up need not wait for this one.
const ASCII: [u64; 128] = {
    let mut entries = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        let mut index = 0;
        while index < Place::ALL.len() {
            let place = Place::ALL[index];
            let (next, counted) = pass(place, byte);
            entries[byte as usize] |= (next.shift() as u64 | counted << PLACE_SHIFT_BITS) << place.shift();
            index += 1;
        }
        byte += 1;
    }
    entries
};

/// Where the character after this one stands, and what is counted of this one.
const fn pass(place: Place, byte: u8) -> (Place, u64) {
    let first = if matches!(place, Place::Between) { WORD } else { 0 };
    match byte {
        b'0'..=b'9' => (Place::Number, first | LETTER | if matches!(place, Place::Number) { 0 } else { NUMBER }),
        b'A'..=b'Z' if first > 0 => (Place::Word, WORD | LETTER | CAPITAL),
        b'A'..=b'Z' | b'a'..=b'z' if first > 0 => (Place::Word, WORD | LETTER),
        b'A'..=b'Z' | b'a'..=b'z' => (place, LETTER),
        // These do not end a word that they stand in.
        b'\'' | b'-' => (place, 0),
        b'.' | b'!' | b'?' | b',' | b';' => (Place::Between, STOP),
        _ => (Place::Between, 0),
    }
}

/// Sums over all blocks before each, so that the total of any run of blocks is a subtraction.
pub(crate) struct Totals {
    words: Vec<f64>,
    linked: Vec<f64>,
    prose: Vec<f64>,
}

impl Totals {
    pub(crate) fn of(counts: &[Counts]) -> Self {
        let sums = |value: fn(&Counts) -> f32| {
            let mut total = 0.0;
            let running = counts.iter().map(|count| {
                total += f64::from(value(count));
                total
            });
            std::iter::once(0.0).chain(running).collect()
        };
        Totals { words: sums(|c| c.words), linked: sums(|c| c.linked), prose: sums(Counts::prose) }
    }

    pub(crate) fn words(&self, blocks: std::ops::Range<usize>) -> f32 {
        between(&self.words, blocks)
    }

    pub(crate) fn prose(&self, blocks: std::ops::Range<usize>) -> f32 {
        between(&self.prose, blocks)
    }

    /// The prose of the whole page.
    pub(crate) fn all_prose(&self) -> f32 {
        self.prose(0..self.prose.len() - 1)
    }

    pub(crate) fn link_density(&self, blocks: std::ops::Range<usize>) -> f32 {
        share(between(&self.linked, blocks.clone()), self.words(blocks))
    }
}

#[allow(clippy::cast_possible_truncation)]
fn between(sums: &[f64], blocks: std::ops::Range<usize>) -> f32 {
    (sums[blocks.end] - sums[blocks.start]) as f32
}

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
