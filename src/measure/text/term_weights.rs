//! What the words around and in a block say, by the learned vocabulary.

use crate::measure::features::{Features, LineFeatures};
use crate::measure::measurements::Measurements;
use crate::measure::text::normalized::NormalizedTexts;
use crate::measure::text::terms;
use crate::measure::tree::attributes::Attributes;
#[cfg(feature = "dev")]
use crate::measure::tree::sections::headings;
use crate::page::Page;
use crate::vocabulary::{Source, Vocabulary};

/// How much less a class counts one container further out.
const FADE: f32 = 0.7;
/// The last words of a text take so many bytes.
const END_BYTES: usize = 150;

/// What a set of words says together.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    sum: f32,
    low: f32,
    high: f32,
    known: f32,
}

impl Said {
    /// What the first words of a normalized text say.
    fn of_text(normalized: &str, source: Source, vocabulary: &Vocabulary) -> Said {
        let mut hashes = [0; terms::TEXT_CLUES];
        let mut free = hashes.iter_mut();
        terms::text_words(normalized, |word| free.next().into_iter().for_each(|free| *free = Vocabulary::hash(word)));
        let given = terms::TEXT_CLUES - free.len();
        let mut said = Said::default();
        vocabulary.each(source, &mut hashes[..given], |log_odds| said.add(log_odds));
        said
    }

    fn add(&mut self, log_odds: f32) {
        self.sum += log_odds;
        self.low = self.low.min(log_odds);
        self.high = self.high.max(log_odds);
        self.known += 1.0;
    }

    fn mean(&self) -> f32 {
        self.sum / self.known.max(1.0)
    }
}

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

/// What the classes of a container and of all around it say.
#[derive(Clone, Copy, Default)]
struct Inherited {
    faded: f32,
    low: f32,
    high: f32,
}

fn classes(page: &Page, attributes: &Attributes<'_>, vocabulary: &Vocabulary, measurements: &mut Measurements) {
    let own = attributes.read_words(
        |word| vocabulary.get(Source::Class, word),
        |said: &mut Said, word| word.iter().for_each(|log_odds| said.add(*log_odds)),
    );
    let mut inherited: Vec<Inherited> = Vec::with_capacity(own.len());
    for (container, said) in page.containers.iter().zip(&own) {
        let outer = inherited.get(container.parent).copied().unwrap_or_default();
        inherited.push(Inherited {
            faded: outer.faded * FADE + said.mean(),
            low: outer.low.min(said.low),
            high: outer.high.max(said.high),
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

pub(in crate::measure) fn texts(
    page: &Page,
    normalized: &NormalizedTexts,
    vocabulary: &Vocabulary,
    measurements: &mut Measurements,
) {
    let words = |index: usize, source: Source| Said::of_text(normalized.block(index), source, vocabulary);
    let said: Vec<Said> = (0..page.blocks.len()).map(|index| words(index, Source::Text)).collect();
    // The heading that was looked up last, and what it says.
    let mut last = None;
    for ((index, row), &heading) in measurements.features.iter_mut().enumerate().zip(&measurements.headings) {
        row.text_mean = said[index].mean();
        row.text_low = said[index].low;
        row.text_high = said[index].high;
        row.text_before = index.checked_sub(1).map_or(0.0, |before| said[before].mean());
        row.text_after = said.get(index + 1).map_or(0.0, Said::mean);
        row.heading_distance = heading.map_or(-1.0, |heading| (index - heading) as f32);
        if let Some(heading) = heading {
            let of_heading =
                last.filter(|(of, _)| *of == heading).unwrap_or_else(|| (heading, words(heading, Source::Heading)));
            row.heading_words = of_heading.1.mean();
            last = Some(of_heading);
        }
    }
}

/// What the last words of each line of plain text say.
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
        // Not the rest of a word.
        let start = if start > 0 { text[start..].find(' ').map_or(start, |space| start + space) } else { 0 };
        row.text_end = Said::of_text(&text[start..], Source::Text, vocabulary).mean();
    }
}

/// Gives all words of a page that a vocabulary is asked about, with the block that each is a clue to.
#[cfg(feature = "dev")]
pub(crate) fn all_clues(page: &Page, mut give: impl FnMut(usize, Source, &str)) {
    let (attributes, normalized) = (Attributes::of(page), NormalizedTexts::of(page));
    for ((index, block), heading) in page.blocks.iter().enumerate().zip(headings(page)) {
        for (container, _) in page.ancestors(block) {
            attributes.words(container).for_each(|word| give(index, Source::Class, word));
        }
        terms::text_words(normalized.block(index), |word| give(index, Source::Text, word));
        if let Some(heading) = heading {
            terms::text_words(normalized.block(heading), |word| give(index, Source::Heading, word));
        }
    }
}
