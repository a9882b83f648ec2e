//! What is settled for most of a container holds for the rest: the second paragraph of a cookie notice, the button
//! under a donation appeal.

use super::classify::LIKELY;
use super::verdict::{EarlyVerdict, Kind};
use crate::cruft::{Cruft, Reason};
use crate::measure::Measurements;
use crate::page::Page;

/// The kinds that come in boxes of their own.
const BOXED: &[Cruft] = &[
    Cruft::Cookie,
    Cruft::Donation,
    Cruft::AdBlock,
    Cruft::Advertisement,
    Cruft::Newsletter,
    Cruft::Related,
    Cruft::Author,
    Cruft::Correction,
    Cruft::Paywall,
    Cruft::JavaScript,
    Cruft::Legal,
];
/// The share of a container's words that must be of one kind.
const SETTLED_SHARE: f32 = 0.5;

/// Settles the open blocks of containers that hold mostly cruft of one kind, unless the scorer finds them likely.
pub(super) fn spread(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
    early: &mut [Option<EarlyVerdict>],
) {
    let words = sums(measurements.words.iter().copied());
    for kind in BOXED {
        let is_kind = |early_verdict: &Option<EarlyVerdict>| matches!(early_verdict, Some(EarlyVerdict::Drop(found, _)) if found.suggested() == Some(*kind));
        if !early.iter().any(is_kind) {
            continue;
        }
        let of_kind = early
            .iter()
            .zip(&measurements.words)
            .map(|(early_verdict, words)| if is_kind(early_verdict) { *words } else { 0.0 });
        let of_kind = sums(of_kind);
        let total = |sums: &[f32], blocks: &std::ops::Range<usize>| sums[blocks.end] - sums[blocks.start];
        let boxes = page.containers.iter().map(|container| &container.blocks).filter(|blocks| {
            blocks.len() > 1
                && !headline.is_some_and(|headline| blocks.contains(&headline))
                && total(&of_kind, blocks) >= SETTLED_SHARE * total(&words, blocks)
                && total(&of_kind, blocks) > 0.0
        });
        // A box within a box was settled with the outer one.
        let mut settled = 0;
        for blocks in boxes {
            let inside = early.iter_mut().enumerate().take(blocks.end).skip(blocks.start.max(settled));
            for (index, early_verdict) in inside {
                if !is_menu(measurements, index) && probabilities[index] < LIKELY {
                    let kind = Kind::Learned { suggested: Some(*kind) };
                    early_verdict.get_or_insert(EarlyVerdict::Drop(kind, Some(Reason::Neighbors)));
                }
            }
            settled = settled.max(blocks.end);
        }
    }
}

/// Whether the block stands where menus do: "Sign in" and "About us" side by side say nothing of their neighbours.
fn is_menu(measurements: &Measurements, index: usize) -> bool {
    let features = &measurements.features[index];
    features.in_header + features.in_footer > 0.0 || features.link_density > 0.5
}

/// The sum before each value, and of all.
fn sums(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut total = 0.0;
    std::iter::once(0.0)
        .chain(values.map(|value| {
            total += value;
            total
        }))
        .collect()
}
