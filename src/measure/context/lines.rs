//! Features of the next pass over the lines of a plain text: the last pass's probabilities further around a line than
//! [`ContextFeatures`] has them.
//!
//! [`ContextFeatures`]: crate::measure::ContextFeatures

use crate::measure::bounds::PAGE_PROSE;
use crate::measure::features::LineContextFeatures;
use crate::prefix_sums::PrefixSums;

/// Distances are counted up to this number of lines. Set by hand.
const FAR: f32 = 60.0;
/// Number of lines before and after a line in the mean of its nearest surroundings. Set by hand.
const NEAR: usize = 2;
/// Number of lines in the mean of what is before a line, and after it. Set by hand.
const WIDE: usize = 30;
/// Number of lines among which the highest probability before a line, and after it, is looked for. Set by hand.
const BEST: usize = 6;
/// A line with a probability (0..=1) below this is sure cruft. Set by hand.
const UNLIKELY: f32 = 0.2;
/// A line with a probability (0..=1) above this is sure content. Set by hand.
const LIKELY: f32 = 0.8;
/// The weight of a line in a mean is its number of words, and at least this. Set by hand.
const LEAST_WEIGHT: f32 = 0.5;

/// The context features of each line, given its number of words and its probability (0..=1) by the last pass.
pub(crate) fn flow(words: &[f32], last_pass: &[f32]) -> Vec<LineContextFeatures> {
    let len = last_pass.len();
    let weights = words.iter().map(|words| words.max(LEAST_WEIGHT));
    let sums = PrefixSums::weighted(last_pass.iter().copied().zip(weights));
    let mean = |from: usize, to: usize| sums.mean(from..to);
    let best = |range: std::ops::Range<usize>| last_pass[range].iter().copied().fold(0.0, f32::max);
    let mut rows: Vec<LineContextFeatures> = (0..len)
        .map(|index| LineContextFeatures {
            pass_near: mean(index.saturating_sub(NEAR), (index + 1 + NEAR).min(len)),
            pass_far_above: mean(index.saturating_sub(WIDE), index),
            pass_far_below: mean(index + 1, (index + 1 + WIDE).min(len)),
            pass_best_above: best(index.saturating_sub(BEST)..index),
            pass_best_below: best(index + 1..(index + 1 + BEST).min(len)),
            pass_before_all: mean(0, index),
            pass_after_all: mean(index + 1, len),
            ..LineContextFeatures::default()
        })
        .collect();
    distances(last_pass, &mut rows);
    runs(words, last_pass, &mut rows);
    rows
}

/// Fills the columns of the distances to sure cruft and sure content.
fn distances(last_pass: &[f32], rows: &mut [LineContextFeatures]) {
    let step = |at: f32, is: bool| if is { 1.0 } else { (at + 1.0).min(FAR) };
    let (mut unlikely, mut likely) = (FAR, FAR);
    for (probability, row) in last_pass.iter().zip(rows.iter_mut()) {
        (row.unlikely_since, row.likely_since) = (unlikely, likely);
        (unlikely, likely) = (step(unlikely, *probability < UNLIKELY), step(likely, *probability > LIKELY));
    }
    let (mut unlikely, mut likely) = (FAR, FAR);
    for (probability, row) in last_pass.iter().zip(rows.iter_mut()).rev() {
        (row.unlikely_until, row.likely_until) = (unlikely, likely);
        (unlikely, likely) = (step(unlikely, *probability < UNLIKELY), step(likely, *probability > LIKELY));
    }
}

/// Fills the column `likely_run`: the words of sure content among the lines around that no sure cruft interrupts.
fn runs(words: &[f32], last_pass: &[f32], rows: &mut [LineContextFeatures]) {
    let mut start = 0;
    for run in last_pass.chunk_by(|a, b| (*a < UNLIKELY) == (*b < UNLIKELY)) {
        let range = start..start + run.len();
        start = range.end;
        if run[0] >= UNLIKELY {
            let sure = words[range.clone()].iter().zip(run).filter(|(_, probability)| **probability > LIKELY);
            let sure: f32 = sure.map(|(words, _)| words).sum();
            rows[range].iter_mut().for_each(|row| row.likely_run = sure.min(PAGE_PROSE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LineContextFeatures, flow};

    #[test]
    fn a_pass_has_the_probabilities_of_the_last_far_around_as_features() {
        let rows = flow(&[1.0, 3.0, 1.0, 2.0, 1.0], &[0.1, 0.9, 0.5, 0.9, 0.1]);
        type Feature = fn(&LineContextFeatures) -> f32;
        let cases: &[(&str, Feature, [f32; 5])] = &[
            ("unlikely_since", |row| row.unlikely_since, [60., 1., 2., 3., 4.]),
            ("unlikely_until", |row| row.unlikely_until, [4., 3., 2., 1., 60.]),
            ("likely_since", |row| row.likely_since, [60., 60., 1., 2., 1.]),
            ("likely_until", |row| row.likely_until, [1., 2., 1., 60., 60.]),
            ("pass_best_above", |row| row.pass_best_above, [0.0, 0.1, 0.9, 0.9, 0.9]),
            ("likely_run", |row| row.likely_run, [0., 5., 5., 5., 0.]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(rows.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
