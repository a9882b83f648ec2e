//! The text of a block and its neighbours: words, links, punctuation.

use super::{Features, Measures};
use crate::page::{Block, Page, SpanKind, is_unspaced};

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
        counts.is_sentence = text.trim_end_matches(is_closing).ends_with(is_stop);
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
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn count(text: &str) -> Counts {
    let mut tally = Tally::default();
    for c in text.chars() {
        match ASCII.get(c as usize) {
            Some(class) => tally.take_ascii(*class),
            None => tally.take(c),
        }
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
    /// 0 or 1.
    in_word: u32,
    has_digit: u32,
}

impl Tally {
    /// Takes in a character that is no ASCII.
    fn take(&mut self, c: char) {
        if !c.is_alphanumeric() {
            // A combining mark or an apostrophe within a word does not end it.
            self.in_word &= u32::from(c == '’' || is_mark(c));
            self.stops += u32::from(is_stop(c) || matches!(c, '，' | '、' | '،'));
        } else if is_unspaced(c) {
            self.in_word = 0;
            self.unspaced += 1;
        } else {
            self.letters += 1;
            let is_first = self.in_word == 0;
            self.words += u32::from(is_first);
            self.capitals += u32::from(is_first && c.is_uppercase());
            self.has_digit &= self.in_word;
            self.in_word = 1;
        }
    }

    /// The same for ASCII, without branches: most text is that, and no branch on its letters can be foreseen.
    fn take_ascii(&mut self, class: u32) {
        // Each is 0 or 1.
        let [letter, capital, digit, joiner, stop] =
            [LETTER, CAPITAL, DIGIT, JOINER, STOP].map(|flag| u32::from(class & flag != 0));
        let first = letter & !self.in_word;
        self.has_digit &= self.in_word;
        self.letters += letter;
        self.words += first;
        self.capitals += first & capital;
        self.numbers += digit & !self.has_digit;
        self.stops += stop;
        self.has_digit |= digit;
        self.in_word = letter | self.in_word & joiner;
    }
}

const LETTER: u32 = 1;
const CAPITAL: u32 = 2;
const DIGIT: u32 = 4;
/// Does not end a word that it stands in.
const JOINER: u32 = 8;
const STOP: u32 = 16;

/// What each ASCII character is.
const ASCII: [u32; 128] = {
    let mut classes = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' => LETTER | CAPITAL,
            b'a'..=b'z' => LETTER,
            b'0'..=b'9' => LETTER | DIGIT,
            b'\'' | b'-' => JOINER,
            b'.' | b'!' | b'?' | b',' | b';' => STOP,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Vowel signs of Indic scripts, points of Hebrew and Arabic, combining accents: parts of a word that are no letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '။' | '۔')
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』' | '）')
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

pub(super) fn measure(counts: &[Counts], totals: &Totals, measures: &mut Measures) {
    let len = counts.len();
    let page_prose = totals.all_prose();
    let page_density = totals.link_density(0..len);
    for (index, (row, count)) in measures.features.iter_mut().zip(counts).enumerate() {
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
