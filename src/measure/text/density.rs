//! Counts of words, links and punctuation: the features of a block's own text, of its neighbours, and what counts as
//! prose.

use std::ops::Range;

use crate::chars::{ends_sentence, may_follow_sentence};
use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::measure::text::reading::{Tally, Word, read};
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
    /// Counts the text of a block, and appends its words to `words`.
    pub(in crate::measure) fn of(page: &Page, block: &Block, words: &mut Vec<Word>) -> Self {
        let text = page.block_text(block);
        let mut counts = Counts::from(read(text, words));
        counts.is_sentence = text.trim_end_matches(may_follow_sentence).ends_with(ends_sentence);
        let block_end = words.len();
        for span in &page.spans[block.spans.clone()] {
            // Most links span a whole block, which is counted already.
            let words = if span.text == block.text {
                counts.words
            } else {
                let counts = Counts::from(read(&page.text[span.text.clone()], words));
                words.truncate(block_end);
                counts.words
            };
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

impl From<Tally> for Counts {
    /// The counts of a text. Links, bold text and the end are left to [`Counts::of`].
    fn from(tally: Tally) -> Counts {
        let half = tally.unspaced as f32 / 2.0;
        Counts {
            words: tally.words as f32 + half,
            letters: tally.letters as f32 + half,
            capitals: tally.capitals as f32,
            numbers: tally.numbers as f32,
            stops: tally.stops as f32,
            ..Counts::default()
        }
    }
}

/// `part / whole`, or 0 if `whole` is 0.
pub(in crate::measure) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
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
