//! Spreads a settled kind of cruft over the container that mostly consists of it: to the second paragraph of a cookie
//! notice, or the button under a donation appeal.

use std::ops::Range;

use super::classify::LIKELY_FROM;
use super::verdict::{EarlyVerdict, Kind};
use crate::cruft::{Cruft, Reason};
use crate::measure::Measurements;
use crate::page::Page;
use crate::prefix_sums::PrefixSums;

/// The kinds of cruft that come in boxes of their own.
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
/// At least this share, 0..=1, of a container's words must be settled as one kind for the rest to follow. Set by hand.
const SETTLED_SHARE: f32 = 0.5;

/// Settles the open blocks of containers that mostly hold cruft of one kind, unless the scorer takes them for content
/// or they belong to a menu. Containers with the headline are left alone.
///
/// `early` has one entry per block: the verdict if the block is settled, `None` if it is open.
pub(super) fn spread(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
    early: &mut [Option<EarlyVerdict>],
) {
    let words = PrefixSums::of(measurements.words.iter().map(|words| [*words]));
    for kind in BOXED {
        let is_kind = |early_verdict: &Option<EarlyVerdict>| matches!(early_verdict, Some(EarlyVerdict::Drop(found, _)) if found.suggested() == Some(*kind));
        if !early.iter().any(is_kind) {
            continue;
        }
        let of_kind = early
            .iter()
            .zip(&measurements.words)
            .map(|(early_verdict, words)| [if is_kind(early_verdict) { *words } else { 0.0 }]);
        let of_kind = PrefixSums::of(of_kind);
        let total = |sums: &PrefixSums<1>, blocks: &Range<usize>| sums.total(blocks.clone())[0] as f32;
        let boxes = page.containers.iter().map(|container| &container.blocks).filter(|blocks| {
            blocks.len() > 1
                && !headline.is_some_and(|headline| blocks.contains(&headline))
                && total(&of_kind, blocks) >= SETTLED_SHARE * total(&words, blocks)
                && total(&of_kind, blocks) > 0.0
        });
        // Number of blocks up to the end of the last box: a box within it was settled with it.
        let mut settled = 0;
        for blocks in boxes {
            let inside = early.iter_mut().enumerate().take(blocks.end).skip(blocks.start.max(settled));
            for (index, early_verdict) in inside {
                if !is_menu(measurements, index) && probabilities[index] < LIKELY_FROM {
                    let kind = Kind::Learned { suggested: Some(*kind) };
                    early_verdict.get_or_insert(EarlyVerdict::Drop(kind, Reason::Neighbors));
                }
            }
            settled = settled.max(blocks.end);
        }
    }
}

/// Whether the block stands where menus do, or is mostly a link. "Sign in" and "About us" side by side say nothing
/// about what their neighbours are.
fn is_menu(measurements: &Measurements, index: usize) -> bool {
    let features = &measurements.features[index];
    features.in_header + features.in_footer > 0.0 || features.link_density > 0.5
}
