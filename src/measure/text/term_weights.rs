//! Features of the terms of a block's text, its heading and its containers' classes: their learned weights.
//!
//! A weight is a log-odds of the [`Vocabulary`]: above 0 for content, below 0 for cruft.

use crate::hash;
use crate::measure::features::{Features, LineFeatures};
use crate::measure::measurements::Measurements;
use crate::measure::text::normalized::NormalizedTexts;
use crate::measure::text::terms;
use crate::measure::tree::attributes::Attributes;
#[cfg(feature = "dev")]
use crate::measure::tree::sections::headings;
use crate::page::Page;
use crate::vocabulary::{Source, Table, Vocabulary};

/// Factor by which the weight of a class shrinks with each container further out. Set by hand.
const FADE: f32 = 0.7;
/// The last words of a line of plain text are looked up within this many bytes from its end. Set by hand.
const END_BYTES: usize = 150;

/// The weights of a set of terms, summarised.
#[derive(Debug, Clone, Copy, Default)]
struct Weights {
    /// The sum of the weights, in log-odds.
    sum: f32,
    /// The lowest weight, at most 0.
    low: f32,
    /// The highest weight, at least 0.
    high: f32,
    /// The number of terms that the vocabulary has.
    known: f32,
}

impl Weights {
    /// The weights of the terms of a normalized text, see [`terms::text_words`].
    fn of_text(normalized: &str, known: Table<'_>) -> Weights {
        let mut hashes = [0; terms::MAX_TEXT_TERMS];
        let mut free = hashes.iter_mut();
        terms::text_words(normalized, |word| free.next().into_iter().for_each(|free| *free = hash::of(word)));
        let count = terms::MAX_TEXT_TERMS - free.len();
        let mut weights = Weights::default();
        known.each(&mut hashes[..count], |log_odds| weights.add(log_odds));
        weights
    }

    /// Adds the weight of a term that the vocabulary has.
    fn add(&mut self, log_odds: f32) {
        self.sum += log_odds;
        self.low = self.low.min(log_odds);
        self.high = self.high.max(log_odds);
        self.known += 1.0;
    }

    /// The mean weight of the terms that the vocabulary has; 0 if it has none of them.
    fn mean(&self) -> f32 {
        self.sum / self.known.max(1.0)
    }
}

/// Fills the columns of term weights of a page of HTML. Needs the heading before each block.
pub(in crate::measure) fn measure(
    page: &Page,
    attributes: &Attributes<'_>,
    normalized: &NormalizedTexts,
    vocabulary: &Vocabulary,
    measurements: &mut Measurements,
) {
    classes(page, attributes, vocabulary, measurements);
    texts(normalized, vocabulary, measurements);
}

/// The weights of the classes of a container and of all containers around it.
#[derive(Clone, Copy, Default)]
struct Inherited {
    /// The sum of the mean weights of the containers, each shrunk by [`FADE`] per container further out.
    faded: f32,
    /// The lowest weight of a term.
    low: f32,
    /// The highest weight of a term.
    high: f32,
}

/// Fills the columns of the classes of the containers.
fn classes(page: &Page, attributes: &Attributes<'_>, vocabulary: &Vocabulary, measurements: &mut Measurements) {
    let known = vocabulary.table(Source::Class);
    let own = attributes.read_terms(
        |term| known.get(term),
        |weights: &mut Weights, term| term.iter().for_each(|log_odds| weights.add(*log_odds)),
    );
    let mut inherited: Vec<Inherited> = Vec::with_capacity(own.len());
    for (container, weights) in page.containers.iter().zip(&own) {
        let outer = inherited.get(container.parent).copied().unwrap_or_default();
        inherited.push(Inherited {
            faded: outer.faded * FADE + weights.mean(),
            low: outer.low.min(weights.low),
            high: outer.high.max(weights.high),
        });
    }
    for (block, row) in page.blocks.iter().zip(&mut measurements.features) {
        let mut levels = [0.0; 5];
        for ((index, _), level) in page.ancestors(block).zip(&mut levels) {
            *level = own[index].mean();
        }
        [row.class_1, row.class_2, row.class_3, row.class_4, row.class_5] = levels;
        Inherited { faded: row.class_sum, low: row.class_low, high: row.class_high } = inherited[block.container];
    }
}

/// Fills the columns of the texts, of the neighbours' texts and of the headings. Needs the heading before each block.
pub(in crate::measure) fn texts(
    normalized: &NormalizedTexts,
    vocabulary: &Vocabulary,
    measurements: &mut Measurements,
) {
    let (in_texts, in_headings) = (vocabulary.table(Source::Text), vocabulary.table(Source::Heading));
    let own: Vec<Weights> = normalized.iter().map(|text| Weights::of_text(text, in_texts)).collect();
    // The heading that was looked up last, and its weights.
    let mut last = None;
    for ((index, row), &heading) in measurements.features.iter_mut().enumerate().zip(&measurements.headings) {
        row.text_mean = own[index].mean();
        row.text_low = own[index].low;
        row.text_high = own[index].high;
        row.text_before = index.checked_sub(1).map_or(0.0, |before| own[before].mean());
        row.text_after = own.get(index + 1).map_or(0.0, Weights::mean);
        row.heading_distance = heading.map_or(-1.0, |heading| (index - heading) as f32);
        if let Some(heading) = heading {
            let of_heading = last
                .filter(|(of, _)| *of == heading)
                .unwrap_or_else(|| (heading, Weights::of_text(normalized.block(heading), in_headings)));
            row.heading_words = of_heading.1.mean();
            last = Some(of_heading);
        }
    }
}

/// Fills the column of the last words of each line of plain text. Needs the weights of the first words in `features`:
/// a short line has the same value for both.
pub(in crate::measure) fn ends(
    normalized: &NormalizedTexts,
    vocabulary: &Vocabulary,
    features: &[Features],
    rows: &mut [LineFeatures],
) {
    let known = vocabulary.table(Source::Text);
    for (index, row) in rows.iter_mut().enumerate() {
        let text = normalized.block(index);
        if text.len() <= END_BYTES {
            row.text_end = features[index].text_mean;
            continue;
        }
        let start =
            (text.len().saturating_sub(END_BYTES)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        // The bytes may begin within a word: the rest of that word is left out.
        let start = if start > 0 { text[start..].find(' ').map_or(start, |space| start + space) } else { 0 };
        row.text_end = Weights::of_text(&text[start..], known).mean();
    }
}

/// Calls `give` with the terms of each block: the index of the block, the source of the term, the term. The trainer
/// learns the vocabulary from them.
#[cfg(feature = "dev")]
pub(crate) fn all_terms(page: &Page, mut give: impl FnMut(usize, Source, &str)) {
    let normalized = NormalizedTexts::of(page);
    for ((index, block), heading) in page.blocks.iter().enumerate().zip(headings(page)) {
        for (_, container) in page.ancestors(block) {
            terms::class_words(&page.attributes[container.attributes.clone()], |term| give(index, Source::Class, term));
        }
        terms::text_words(normalized.block(index), |word| give(index, Source::Text, word));
        if let Some(heading) = heading {
            terms::text_words(normalized.block(heading), |word| give(index, Source::Heading, word));
        }
    }
}
