//! Features of the terms of a block's text, its heading and its containers' classes: their learned weights.
//!
//! A weight is a log-odds of the [`Vocabulary`]: above 0 for content, below 0 for cruft.

use crate::measure::features::{Features, LineFeatures};
use crate::measure::measurements::Measurements;
use crate::measure::text::normalized::NormalizedTexts;
use crate::measure::text::terms;
use crate::measure::tree::attributes::Attributes;
#[cfg(feature = "dev")]
use crate::measure::tree::sections::headings;
use crate::page::Page;
use crate::vocabulary::{Source, Vocabulary};

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
    fn of_text(normalized: &str, source: Source, vocabulary: &Vocabulary) -> Weights {
        let mut hashes = [0; terms::MAX_TEXT_TERMS];
        let mut free = hashes.iter_mut();
        terms::text_words(normalized, |word| free.next().into_iter().for_each(|free| *free = Vocabulary::hash(word)));
        let count = terms::MAX_TEXT_TERMS - free.len();
        let mut weights = Weights::default();
        vocabulary.each(source, &mut hashes[..count], |log_odds| weights.add(log_odds));
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
    texts(page, normalized, vocabulary, measurements);
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
    let own = attributes.read_terms(
        |word| vocabulary.get(Source::Class, word),
        |weights: &mut Weights, word| word.iter().for_each(|log_odds| weights.add(*log_odds)),
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
    page: &Page,
    normalized: &NormalizedTexts,
    vocabulary: &Vocabulary,
    measurements: &mut Measurements,
) {
    let weights = |index: usize, source: Source| Weights::of_text(normalized.block(index), source, vocabulary);
    let own: Vec<Weights> = (0..page.blocks.len()).map(|index| weights(index, Source::Text)).collect();
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
            let of_heading =
                last.filter(|(of, _)| *of == heading).unwrap_or_else(|| (heading, weights(heading, Source::Heading)));
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
        row.text_end = Weights::of_text(&text[start..], Source::Text, vocabulary).mean();
    }
}

/// Calls `give` with the terms of each block: the index of the block, the source of the term, the term. The trainer
/// learns the vocabulary from them.
#[cfg(feature = "dev")]
pub(crate) fn all_terms(page: &Page, mut give: impl FnMut(usize, Source, &str)) {
    let (attributes, normalized) = (Attributes::of(page), NormalizedTexts::of(page));
    for ((index, block), heading) in page.blocks.iter().enumerate().zip(headings(page)) {
        for (container, _) in page.ancestors(block) {
            attributes.terms(container).for_each(|term| give(index, Source::Class, term));
        }
        terms::text_words(normalized.block(index), |word| give(index, Source::Text, word));
        if let Some(heading) = heading {
            terms::text_words(normalized.block(heading), |word| give(index, Source::Heading, word));
        }
    }
}
