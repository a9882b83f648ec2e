//! What stands in one box, or in boxes of one form, is mostly of one kind; and what a phrase of the lexicon says
//! without doubt is so wherever it stands. Measured in cross-validation: from .806 to .812 of the blocks that readers
//! named.

use std::ops::Range;

use super::named::Named;
use super::shares::{KINDS, KindShares, softmax};
use crate::cruft::Cruft;
use crate::measure::{Paths, explained, widening};
use crate::page::Page;

/// The weight of the mean over all blocks with the same path of elements and classes, against the block's own.
const PATH_WEIGHT: f32 = 0.3;
/// The weight of the mean over the blocks of the nearest box.
const BOX_WEIGHT: f32 = 0.4;
/// A container with more blocks is no box: the block before and the block after stand for it. Set by hand.
const BOX_BLOCKS: usize = 40;
/// What a phrase adds to the log-odds of its kind, by the share of the block's words that it explains.
const PHRASE_WEIGHT: f32 = 1.5;
/// The kinds that phrases name beyond doubt, and that are too rare on pages for the forests to learn: of 1,066 pages
/// three have an ad-blocker notice. Set by hand.
const NAMED_BY_PHRASES: [Cruft; 5] =
    [Cruft::AdBlock, Cruft::Correction, Cruft::Donation, Cruft::JavaScript, Cruft::Copyright];
/// Where no kind is as likely as this by all else, a phrase of any kind names it.
const SURE_SHARE_OF_KIND: f32 = 0.6;
/// The probability of a kind that is named so, where a phrase explains all of a block.
const SURE_PHRASE_SHARE: f32 = 0.95;
/// Its probability in the other blocks of a small box that holds such a phrase. Set by hand.
const BOXED_PHRASE_SHARE: f32 = 0.6;
/// Where cruft that there is no word for, or a menu, is about as likely as a kind with a word, the word says more: the
/// factors of their shares. In cross-validation .016 more of the blocks that readers named come out right.
const NAMELESS_SHARE: f32 = 0.5;
const MENU_SHARE: f32 = 0.7;
/// A box with such a phrase has at most this many blocks. Set by hand.
const PHRASE_BOX_BLOCKS: usize = 12;
/// A phrase names a box if it explains at least this share of a block's words. Set by hand.
const SURE_SHARE: f32 = 0.5;
/// Keeps the logarithm of a share finite.
const LEAST_SHARE: f32 = 1e-4;

/// Moves the shares of each block towards those of the blocks that stand with it, and towards what phrases say.
pub(super) fn agree(page: &Page, named: &Named, shares: &mut [KindShares]) {
    let paths = Paths::of(page);
    let of_paths = means_by_path(&paths, shares);
    let sums = sums(shares);
    let phrases = phrases(page, named);
    for (index, share) in shares.iter_mut().enumerate() {
        let near = near(page, index);
        let of_path = &of_paths[paths.of[index]];
        let of_phrase = phrases[index];
        let boxed = boxed_phrase(page, index, &phrases);
        for (kind, own) in share.iter_mut().enumerate() {
            let of_box = ((sums[near.end][kind] - sums[near.start][kind]) / near.len() as f64) as f32;
            let log = |share: f32| (share + LEAST_SHARE).ln();
            *own = log(*own) + PATH_WEIGHT * log(of_path[kind]) + BOX_WEIGHT * log(of_box);
            *own += match of_phrase {
                Some((named, explained)) if named == KINDS[kind] => explained * PHRASE_WEIGHT,
                _ => 0.0,
            };
            *own += match KINDS[kind] {
                Cruft::LowScore => NAMELESS_SHARE.ln(),
                Cruft::Navigation => MENU_SHARE.ln(),
                _ => 0.0,
            };
        }
        softmax(share);
        let is_unsure = share.iter().all(|share| *share < SURE_SHARE_OF_KIND);
        let is_named = |named: &Cruft| is_unsure || NAMED_BY_PHRASES.contains(named);
        let sure = of_phrase.filter(|(named, _)| is_named(named));
        let sure = sure.map(|(named, explained)| (named, explained * SURE_PHRASE_SHARE));
        if let Some((named, weight)) = sure.or(boxed.map(|named| (named, BOXED_PHRASE_SHARE))) {
            for (share, kind) in share.iter_mut().zip(KINDS) {
                *share = *share * (1.0 - weight) + if kind == named { weight } else { 0.0 };
            }
        }
    }
}

/// The blocks of the box around a block.
fn near(page: &Page, index: usize) -> Range<usize> {
    let boxed = widening(page, index).next().map_or(index..index + 1, |(_, container)| container.blocks.clone());
    if boxed.len() > BOX_BLOCKS { index.saturating_sub(1)..(index + 2).min(page.blocks.len()) } else { boxed }
}

/// The kind whose phrases explain most of each block, and the share of its words that they explain.
fn phrases(page: &Page, named: &Named) -> Vec<Option<(Cruft, f32)>> {
    let words = |index: usize| page.block_text(&page.blocks[index]).split_whitespace().count() as f32;
    (0..page.blocks.len()).map(|index| explained(named.hits_of(index), words(index))).collect()
}

/// The kind that a phrase names beyond doubt in the small box around a block.
fn boxed_phrase(page: &Page, index: usize, phrases: &[Option<(Cruft, f32)>]) -> Option<Cruft> {
    let near = near(page, index);
    let is_sure =
        |(kind, share): &(Cruft, f32)| matches!(kind, Cruft::AdBlock | Cruft::Donation) && *share >= SURE_SHARE;
    let mut found = phrases[near.clone()].iter().flatten().filter(|phrase| is_sure(phrase));
    found.next().filter(|_| near.len() <= PHRASE_BOX_BLOCKS).map(|(kind, _)| *kind)
}

/// The mean of the shares over the blocks of each path.
fn means_by_path(paths: &Paths, shares: &[KindShares]) -> Vec<KindShares> {
    let mut means = vec![[0.0; KINDS.len()]; paths.count];
    let mut counts = vec![0.0f32; paths.count];
    for (path, share) in paths.of.iter().zip(shares) {
        counts[*path] += 1.0;
        means[*path].iter_mut().zip(share).for_each(|(sum, share)| *sum += share);
    }
    for (mean, count) in means.iter_mut().zip(counts) {
        mean.iter_mut().for_each(|sum| *sum /= count.max(1.0));
    }
    means
}

/// The sums of the shares of all blocks before each, and of all.
fn sums(shares: &[KindShares]) -> Vec<[f64; KINDS.len()]> {
    let mut total = [0.0; KINDS.len()];
    let running = shares.iter().map(|share| {
        total.iter_mut().zip(share).for_each(|(total, share)| *total += f64::from(*share));
        total
    });
    std::iter::once([0.0; KINDS.len()]).chain(running).collect()
}
