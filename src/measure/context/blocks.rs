//! What a pass at a page said of a block's surroundings: features of the next pass.

use std::ops::Range;

use crate::measure::bounds::PAGE_PROSE;
use crate::measure::features::ContextFeatures;
use crate::measure::measurements::Measurements;
use crate::measure::tree::paths::Paths;
use crate::measure::tree::sections;
use crate::page::{BlockKind, Page};

/// How many blocks before and after make the surroundings.
const WINDOW: usize = 8;
/// A block weighs its words, and at least this.
const LEAST_WEIGHT: f32 = 0.5;
/// From this probability on a block is likely content.
const LIKELY: f32 = 0.5;
/// Distances in blocks are told apart up to this one.
const FAR: f32 = 20.0;
/// A block of at least this many words says more of its surroundings than a label does.
const TEXT_WORDS: f32 = 12.0;

/// What a pass says of the surroundings of each block.
pub(crate) fn context(page: &Page, measurements: &Measurements, last_pass: &[f32]) -> Vec<ContextFeatures> {
    let surroundings = Surroundings::of(page, measurements, last_pass);
    let mut rows: Vec<ContextFeatures> = (0..last_pass.len()).map(|block| surroundings.row(page, block)).collect();
    sweep(&measurements.words, last_pass, &mut rows);
    rows
}

/// How far away the nearest likely and unlikely blocks are, and what the nearest longer blocks are.
fn sweep(words: &[f32], last_pass: &[f32], rows: &mut [ContextFeatures]) {
    let step = |distance: f32, is_here: bool| if is_here { 1.0 } else { (distance + 1.0).min(FAR) };
    let (mut likely, mut unlikely, mut text) = (FAR, FAR, 0.0);
    for ((look, words), row) in last_pass.iter().zip(words).zip(rows.iter_mut()) {
        (row.likely_before, row.unlikely_before, row.pass_text_before) = (likely, unlikely, text);
        (likely, unlikely) = (step(likely, *look >= LIKELY), step(unlikely, *look < LIKELY));
        text = if *words >= TEXT_WORDS { *look } else { text };
    }
    (likely, unlikely, text) = (FAR, FAR, 0.0);
    for ((look, words), row) in last_pass.iter().zip(words).zip(rows.iter_mut()).rev() {
        (row.likely_after, row.unlikely_after, row.pass_text_after) = (likely, unlikely, text);
        (likely, unlikely) = (step(likely, *look >= LIKELY), step(unlikely, *look < LIKELY));
        text = if *words >= TEXT_WORDS { *look } else { text };
    }
}

/// The lowest and the highest pass of the blocks in each container.
fn extremes(page: &Page, last_pass: &[f32]) -> Vec<(f32, f32)> {
    let mut extremes = vec![(f32::MAX, f32::MIN); page.containers.len()];
    let widen = |of: &mut (f32, f32), low: f32, high: f32| *of = (of.0.min(low), of.1.max(high));
    for (block, look) in page.blocks.iter().zip(last_pass) {
        widen(&mut extremes[block.container], *look, *look);
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

/// A pass as prefix sums, means and ranks, so that any range of blocks is summarised in constant time.
struct Surroundings<'a> {
    last_pass: &'a [f32],
    /// Before each block and at the end: the sum of weighted last_pass, and of weights.
    sums: Vec<(f64, f64)>,
    paths: &'a Paths,
    path_looks: Vec<f32>,
    /// The heading before each block, and the one after it.
    headings: &'a [Option<usize>],
    next_headings: Vec<usize>,
    /// The lowest and the highest look in each container.
    extremes: Vec<(f32, f32)>,
    /// The last_pass in ascending order.
    ranked: Vec<f32>,
    likely_words: f32,
}

impl<'a> Surroundings<'a> {
    fn of(page: &Page, measurements: &'a Measurements, last_pass: &'a [f32]) -> Surroundings<'a> {
        let weights = || measurements.words.iter().map(|words| words.max(LEAST_WEIGHT));
        let mut sums = vec![(0.0, 0.0)];
        let (mut likely, mut all) = (0.0, 0.0);
        for (look, weight) in last_pass.iter().zip(weights()) {
            likely += f64::from(look * weight);
            all += f64::from(weight);
            sums.push((likely, all));
        }
        // Long texts decide for their path, but not alone.
        let path_looks = measurements.paths.means(last_pass.iter().copied().zip(weights().map(f32::sqrt)));
        let mut ranked = last_pass.to_vec();
        ranked.sort_by(f32::total_cmp);
        let is_likely = |(look, _): &(&f32, f32)| **look >= LIKELY;
        Surroundings {
            last_pass,
            sums,
            paths: &measurements.paths,
            path_looks,
            headings: &measurements.headings,
            next_headings: next_headings(page),
            extremes: extremes(page, last_pass),
            ranked,
            likely_words: last_pass.iter().zip(weights()).filter(is_likely).map(|(_, weight)| weight).sum(),
        }
    }

    /// The mean probability of some blocks, by weight.
    fn mean(&self, blocks: Range<usize>) -> f32 {
        let (start, end) = (self.sums[blocks.start], self.sums[blocks.end]);
        if blocks.is_empty() { 0.0 } else { ((end.0 - start.0) / (end.1 - start.1)) as f32 }
    }

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
        let (likely, words) = self.sums[len];
        ContextFeatures {
            pass_own: self.last_pass[block],
            pass_before: at(-1),
            pass_after: at(1),
            pass_before_2: at(-2),
            pass_after_2: at(2),
            pass_above: self.mean(block.saturating_sub(WINDOW)..block),
            pass_below: self.mean(block + 1..(block + 1 + WINDOW).min(len)),
            pass_path: self.path_looks[self.paths.of[block]],
            pass_1,
            pass_2,
            pass_3,
            pass_4,
            pass_heading: heading.map_or(0.0, |heading| self.last_pass[heading]),
            pass_section: self.mean(section),
            pass_page: all,
            pass_share: self.likely_words / (words as f32).max(1.0),
            pass_words: self.likely_words.min(PAGE_PROSE),
            pass_so_far: if likely > 0.0 { (self.sums[block].0 / likely) as f32 } else { 0.0 },
            pass_low,
            pass_high,
            pass_rank: self.ranked.partition_point(|other| *other < self.last_pass[block]) as f32 / len as f32,
            ..ContextFeatures::default()
        }
    }
}

/// The nearest heading after each block; the end of the page if there is none.
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
