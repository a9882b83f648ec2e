//! The features by which the kind of a block is identified, beside those by which it was scored: for each kind, the
//! scores of the terms of the block's text, of its containers' classes, of the heading before it and of the boxes
//! around it, and the number of its phrases of the lexicon.

use std::ops::Range;

use super::named::Named;
use super::shares::KINDS;
use super::words::{KindScores, KindWords};
use crate::cruft::Hit;
use crate::hash;
use crate::measure::terms::text_words;
use crate::measure::{Attributes, NormalizedTexts, headings, widening};
use crate::page::Page;
use crate::prefix_sums::PrefixSums;
use crate::score::rows::Rows;
use crate::vocabulary::Source;

/// Factor by which the score of a class shrinks with each container further out. Set by hand.
const FADE: f32 = 0.7;
/// Number of containers around a block that are its boxes: the nearest ones that hold more than the one before. Set by
/// hand.
const BOXES: usize = 2;
/// Number of columns per kind: one each of the text, the classes, the heading and the phrases, and one of each box.
const COLUMNS: usize = 4 + BOXES;

/// Number of columns of a row of evidence.
pub(super) const WIDTH: usize = COLUMNS * KINDS.len();

/// The evidence of each block of a page, a row of [`WIDTH`] columns.
pub(super) fn rows(page: &Page, named: &Named, words: &KindWords) -> Rows {
    let normalized = NormalizedTexts::of(page);
    let texts: Vec<KindScores> =
        (0..page.blocks.len()).map(|index| of_text(normalized.block(index), Source::Text, words)).collect();
    let classes = of_classes(page, words);
    let sums = PrefixSums::of(texts.iter().copied());
    let headings = headings(page);
    // The heading that was looked up last, and its scores.
    let mut last = None;
    let mut rows = Rows::new(WIDTH, page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let heading = headings[index].map_or([0.0; KINDS.len()], |heading| {
            let known = last.filter(|(last, _)| *last == heading);
            let scored = known.unwrap_or_else(|| (heading, of_text(normalized.block(heading), Source::Heading, words)));
            last = Some(scored);
            scored.1
        });
        let mut boxes = [[0.0; KINDS.len()]; BOXES];
        for ((_, container), scores) in widening(page, index).zip(&mut boxes) {
            *scores = mean(&sums, container.blocks.clone());
        }
        rows.extend(texts[index]);
        rows.extend(classes[block.container]);
        rows.extend(heading);
        boxes.into_iter().for_each(|scores| rows.extend(scores));
        rows.extend(of_phrases(named.hits_of(index)));
    }
    rows
}

/// The scores of the terms of a normalized text: their sum, divided by the square root of their number.
fn of_text(normalized: &str, source: Source, words: &KindWords) -> KindScores {
    let (mut sums, mut known) = ([0.0; KINDS.len()], 0.0f32);
    text_words(normalized, |word| {
        if let Some(scores) = words.get(source, hash::of(word)) {
            known += 1.0;
            add(&mut sums, scores, 1.0);
        }
    });
    // Between sum and mean: one known term says little, two that agree say more.
    sums.map(|sum| sum / known.max(1.0).sqrt())
}

/// For each container, the scores of its classes and of those around it; nearer ones count more, see [`FADE`].
fn of_classes(page: &Page, words: &KindWords) -> Vec<KindScores> {
    let attributes = Attributes::of(page);
    let mut all: Vec<KindScores> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let mut scores = [0.0; KINDS.len()];
        if let Some(outer) = all.get(container.parent).filter(|_| container.parent < index) {
            add(&mut scores, outer, FADE);
        }
        for own in attributes.terms(index).filter_map(|term| words.get(Source::Class, term)) {
            add(&mut scores, own, 1.0);
        }
        all.push(scores);
    }
    all
}

/// The number of phrases of each kind that a block holds; a phrase that covers the whole block counts double.
fn of_phrases(hits: &[Hit]) -> KindScores {
    let mut scores = [0.0; KINDS.len()];
    for hit in hits {
        if let Some(at) = KINDS.iter().position(|kind| *kind == hit.kind) {
            scores[at] += if hit.covers_block { 2.0 } else { 1.0 };
        }
    }
    scores
}

/// Adds scores, multiplied by a weight, to the sums.
fn add(sums: &mut KindScores, scores: &KindScores, weight: f32) {
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * score);
}

/// The mean scores of a range of blocks; 0 if it is empty.
fn mean(sums: &PrefixSums<{ KINDS.len() }>, blocks: Range<usize>) -> KindScores {
    let len = blocks.len().max(1) as f64;
    sums.total(blocks).map(|sum| (sum / len) as f32)
}
