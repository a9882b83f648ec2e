//! Features of the next pass over the blocks: the last pass's probabilities as prefix sums, means and ranks, so that
//! any range of blocks around a block is summarised in constant time.

use std::ops::Range;

use crate::measure::bounds::PAGE_PROSE;
use crate::measure::features::ContextFeatures;
use crate::measure::measurements::Measurements;
use crate::measure::tree::paths::Paths;
use crate::measure::tree::sections;
use crate::page::{BlockKind, Page};
use crate::prefix_sums::PrefixSums;

/// Number of blocks before and after a block that are its surroundings. Set by hand.
const WINDOW: usize = 8;
/// The weight of a block in a mean is its number of words, and at least this. Set by hand.
const LEAST_WEIGHT: f32 = 0.5;
/// A block of at least this probability (0..=1) is likely content.
const LIKELY: f32 = 0.5;
/// Distances are counted up to this number of blocks. Set by hand.
const FAR: f32 = 20.0;
/// A block of at least this many words is a text, which says more about its surroundings than a label does. Set by
/// hand.
const TEXT_WORDS: f32 = 12.0;

/// The context features of each block, given the probability (0..=1) of each block by the last pass.
pub(crate) fn context(page: &Page, measurements: &Measurements, last_pass: &[f32]) -> Vec<ContextFeatures> {
    let surroundings = Surroundings::of(page, measurements, last_pass);
    let mut rows: Vec<ContextFeatures> = (0..last_pass.len()).map(|block| surroundings.row(page, block)).collect();
    sweep(&measurements.words, last_pass, &mut rows);
    rows
}

/// Fills the columns of the distances to the nearest likely and unlikely blocks, and of the nearest texts'
/// probabilities.
fn sweep(words: &[f32], last_pass: &[f32], rows: &mut [ContextFeatures]) {
    let step = |distance: f32, is_here: bool| if is_here { 1.0 } else { (distance + 1.0).min(FAR) };
    let (mut likely, mut unlikely, mut text) = (FAR, FAR, 0.0);
    for ((probability, words), row) in last_pass.iter().zip(words).zip(rows.iter_mut()) {
        (row.likely_before, row.unlikely_before, row.pass_text_before) = (likely, unlikely, text);
        (likely, unlikely) = (step(likely, *probability >= LIKELY), step(unlikely, *probability < LIKELY));
        text = if *words >= TEXT_WORDS { *probability } else { text };
    }
    (likely, unlikely, text) = (FAR, FAR, 0.0);
    for ((probability, words), row) in last_pass.iter().zip(words).zip(rows.iter_mut()).rev() {
        (row.likely_after, row.unlikely_after, row.pass_text_after) = (likely, unlikely, text);
        (likely, unlikely) = (step(likely, *probability >= LIKELY), step(unlikely, *probability < LIKELY));
        text = if *words >= TEXT_WORDS { *probability } else { text };
    }
}

/// The lowest and the highest probability of the blocks in each container.
fn extremes(page: &Page, last_pass: &[f32]) -> Vec<(f32, f32)> {
    let mut extremes = vec![(f32::MAX, f32::MIN); page.containers.len()];
    let widen = |range: &mut (f32, f32), low: f32, high: f32| *range = (range.0.min(low), range.1.max(high));
    for (block, probability) in page.blocks.iter().zip(last_pass) {
        widen(&mut extremes[block.container], *probability, *probability);
    }
    // Parents come before their children.
    for (index, container) in page.containers.iter().enumerate().rev() {
        let (low, high) = extremes[index];
        if container.parent < index {
            widen(&mut extremes[container.parent], low, high);
        }
    }
    extremes
}

/// The probabilities of the last pass, summarised.
struct Surroundings<'a> {
    /// The probability (0..=1) of each block.
    last_pass: &'a [f32],
    /// The probabilities, summed up by weight.
    sums: PrefixSums<2>,
    /// The blocks, grouped by their path of elements and classes.
    paths: &'a Paths,
    /// The mean probability of each group.
    path_means: Vec<f32>,
    /// The nearest heading before each block.
    headings: &'a [Option<usize>],
    /// The nearest heading after each block; the number of blocks if there is none.
    next_headings: Vec<usize>,
    /// The lowest and the highest probability in each container.
    extremes: Vec<(f32, f32)>,
    /// The probabilities in ascending order.
    ranked: Vec<f32>,
    /// The number of words of the blocks that are likely content.
    likely_words: f32,
}

impl<'a> Surroundings<'a> {
    /// Summarises the probabilities of the last pass.
    fn of(page: &Page, measurements: &'a Measurements, last_pass: &'a [f32]) -> Surroundings<'a> {
        let weights = || measurements.words.iter().map(|words| words.max(LEAST_WEIGHT));
        // The square root: long texts weigh more in the mean of their path, but don't decide it alone.
        let path_means = measurements.paths.means(last_pass.iter().copied().zip(weights().map(f32::sqrt)));
        let mut ranked = last_pass.to_vec();
        ranked.sort_by(f32::total_cmp);
        let is_likely = |(probability, _): &(&f32, f32)| **probability >= LIKELY;
        Surroundings {
            last_pass,
            sums: PrefixSums::weighted(last_pass.iter().copied().zip(weights())),
            paths: &measurements.paths,
            path_means,
            headings: &measurements.headings,
            next_headings: next_headings(page),
            extremes: extremes(page, last_pass),
            ranked,
            likely_words: last_pass.iter().zip(weights()).filter(is_likely).map(|(_, weight)| weight).sum(),
        }
    }

    /// The weighted mean probability of a range of blocks; 0 if it is empty.
    fn mean(&self, blocks: Range<usize>) -> f32 {
        self.sums.mean(blocks)
    }

    /// The context features of a block; distances are filled by [`sweep`].
    fn row(&self, page: &Page, block: usize) -> ContextFeatures {
        let len = self.last_pass.len();
        let at =
            |offset| block.checked_add_signed(offset).and_then(|at| self.last_pass.get(at)).copied().unwrap_or(0.0);
        let all = self.mean(0..len);
        let mut levels = [all; 4];
        let mut nearest = None;
        for ((index, container), level) in sections::widening(page, block).zip(&mut levels) {
            *level = self.mean(container.blocks.clone());
            nearest = nearest.or(Some(index));
        }
        let own = self.last_pass[block];
        let (pass_low, pass_high) = nearest.map_or((own, own), |index| self.extremes[index]);
        let [pass_1, pass_2, pass_3, pass_4] = levels;
        let heading = self.headings[block];
        let section = heading.map_or(0, |heading| heading + 1)..self.next_headings[block];
        let [likely, words] = self.sums.all();
        ContextFeatures {
            pass_own: self.last_pass[block],
            pass_before: at(-1),
            pass_after: at(1),
            pass_before_2: at(-2),
            pass_after_2: at(2),
            pass_above: self.mean(block.saturating_sub(WINDOW)..block),
            pass_below: self.mean(block + 1..(block + 1 + WINDOW).min(len)),
            pass_path: self.path_means[self.paths.of[block]],
            pass_1,
            pass_2,
            pass_3,
            pass_4,
            pass_heading: heading.map_or(0.0, |heading| self.last_pass[heading]),
            pass_section: self.mean(section),
            pass_page: all,
            pass_share: self.likely_words / (words as f32).max(1.0),
            pass_words: self.likely_words.min(PAGE_PROSE),
            pass_so_far: if likely > 0.0 { (self.sums.total(0..block)[0] / likely) as f32 } else { 0.0 },
            pass_low,
            pass_high,
            pass_rank: self.ranked.partition_point(|other| *other < self.last_pass[block]) as f32 / len as f32,
            ..ContextFeatures::default()
        }
    }
}

/// The nearest heading after each block; the number of blocks if there is none.
fn next_headings(page: &Page) -> Vec<usize> {
    let mut next = page.blocks.len();
    let mut headings = vec![next; next];
    for (index, block) in page.blocks.iter().enumerate().rev() {
        headings[index] = next;
        if matches!(block.kind, BlockKind::Heading { .. }) {
            next = index;
        }
    }
    headings
}
