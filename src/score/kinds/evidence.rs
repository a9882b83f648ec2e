//! What a kind is told by: for each block the features that it was scored by and, kind by kind, what the words of its
//! text, of its containers, of the heading before it and of the boxes around it say, and the phrases of the lexicon
//! that it holds.

use std::ops::Range;

use super::named::Named;
use super::shares::KINDS;
use super::words::{KindScores, KindWords};
use crate::cruft::Hit;
use crate::measure::terms::text_words;
use crate::measure::{Attributes, NormalizedTexts, headings, widening};
use crate::page::Page;
use crate::score::rows::Rows;
use crate::vocabulary::Source;

/// How much less a class counts one container further out.
const FADE: f32 = 0.7;
/// How many of the nearest containers that hold more than a block are its boxes.
const BOXES: usize = 2;
/// Columns a kind: text, classes, heading, boxes, phrases.
const COLUMNS: usize = 4 + BOXES;

/// How many columns of evidence a row has.
pub(super) const WIDTH: usize = COLUMNS * KINDS.len();

/// The evidence of all blocks of a page, a row of [`WIDTH`] each.
pub(super) fn rows(page: &Page, named: &Named, words: &KindWords) -> Rows {
    let normalized = NormalizedTexts::of(page);
    let texts: Vec<KindScores> =
        (0..page.blocks.len()).map(|index| of_text(normalized.block(index), Source::Text, words)).collect();
    let classes = of_classes(page, words);
    let sums = Sums::of(&texts);
    let headings = headings(page);
    let mut last = None;
    let mut rows = Rows::new(WIDTH, page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let heading = headings[index].map_or([0.0; KINDS.len()], |heading| {
            let said = last.filter(|(of, _)| *of == heading);
            let said = said.unwrap_or_else(|| (heading, of_text(normalized.block(heading), Source::Heading, words)));
            last = Some(said);
            said.1
        });
        let mut boxes = [[0.0; KINDS.len()]; BOXES];
        for ((_, container), scores) in widening(page, index).zip(&mut boxes) {
            *scores = sums.mean(container.blocks.clone());
        }
        rows.extend(texts[index]);
        rows.extend(classes[block.container]);
        rows.extend(heading);
        boxes.into_iter().for_each(|scores| rows.extend(scores));
        rows.extend(of_phrases(named.hits_of(index)));
    }
    rows
}

/// What the first words of a normalized text say on average.
fn of_text(normalized: &str, source: Source, words: &KindWords) -> KindScores {
    let (mut sums, mut known) = ([0.0; KINDS.len()], 0.0f32);
    text_words(normalized, |word| {
        if let Some(scores) = words.get(source, word) {
            known += 1.0;
            add(&mut sums, scores, 1.0);
        }
    });
    // One word of many says little, two that agree say more.
    sums.map(|sum| sum / known.max(1.0).sqrt())
}

/// What the classes of each container and of those around it say; nearer ones count more.
fn of_classes(page: &Page, words: &KindWords) -> Vec<KindScores> {
    let attributes = Attributes::of(page);
    let mut all: Vec<KindScores> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let mut scores = [0.0; KINDS.len()];
        if let Some(outer) = all.get(container.parent).filter(|_| container.parent < index) {
            add(&mut scores, outer, FADE);
        }
        for own in attributes.words(index).filter_map(|word| words.get(Source::Class, word)) {
            add(&mut scores, own, 1.0);
        }
        all.push(scores);
    }
    all
}

/// How many phrases of each kind a block holds; a label that is all of it counts double.
fn of_phrases(hits: &[Hit]) -> KindScores {
    let mut scores = [0.0; KINDS.len()];
    for hit in hits {
        if let Some(at) = KINDS.iter().position(|kind| *kind == hit.kind) {
            scores[at] += if hit.covers_block { 2.0 } else { 1.0 };
        }
    }
    scores
}

fn add(sums: &mut KindScores, scores: &KindScores, weight: f32) {
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * score);
}

/// Sums over all blocks before each, so that the mean of any range of blocks is a subtraction.
struct Sums(Vec<[f64; KINDS.len()]>);

impl Sums {
    fn of(scores: &[KindScores]) -> Sums {
        let mut total = [0.0; KINDS.len()];
        let running = scores.iter().map(|scores| {
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += f64::from(*score));
            total
        });
        Sums(std::iter::once([0.0; KINDS.len()]).chain(running).collect())
    }

    fn mean(&self, blocks: Range<usize>) -> KindScores {
        let len = blocks.len().max(1) as f64;
        let (start, end) = (&self.0[blocks.start], &self.0[blocks.end]);
        std::array::from_fn(|kind| ((end[kind] - start[kind]) / len) as f32)
    }
}
