//! What is settled for most of a container holds for the rest: the second paragraph of a cookie notice, the button under
//! a donation appeal.

use super::classify::LIKELY;
use super::verdict::{Kind, Ruling};
use crate::cruft::{Cruft, Reason};
use crate::measure::Measures;
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
    measures: &Measures,
    headline: Option<usize>,
    probabilities: &[f32],
    rulings: &mut [Option<Ruling>],
) {
    let words = sums(measures.words.iter().copied());
    for kind in BOXED {
        let is_kind = |ruling: &Option<Ruling>| matches!(ruling, Some(Ruling::Drop(found, _)) if found.suggested() == Some(*kind));
        if !rulings.iter().any(is_kind) {
            continue;
        }
        let of_kind =
            rulings.iter().zip(&measures.words).map(|(ruling, words)| if is_kind(ruling) { *words } else { 0.0 });
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
            let inside = rulings.iter_mut().enumerate().take(blocks.end).skip(blocks.start.max(settled));
            for (index, ruling) in inside {
                if !is_menu(measures, index) && probabilities[index] < LIKELY {
                    let kind = Kind::Learned { suggested: Some(*kind) };
                    ruling.get_or_insert(Ruling::Drop(kind, Some(Reason::Among)));
                }
            }
            settled = settled.max(blocks.end);
        }
    }
}

/// Whether the block stands where menus do: "Sign in" and "About us" side by side say nothing of their neighbours.
fn is_menu(measures: &Measures, index: usize) -> bool {
    let features = &measures.features[index];
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
