//! Adjusts the probabilities of the kinds to those of related blocks and to phrases: blocks in one box, or with the
//! same path, are mostly of one kind, and some phrases of the lexicon name a kind beyond doubt.
//!
//! In cross-validation the share of the blocks that readers named whose kind is right rises from .811 to .831.

use std::ops::Range;

use super::named::Named;
use super::shares::{KINDS, KindShares, softmax};
use crate::cruft::Cruft;
use crate::measure::{Paths, explained, widening};
use crate::page::Page;
use crate::prefix_sums::PrefixSums;

/// Weight of the mean over all blocks with the same path of elements and classes; the block's own log-probability has
/// weight 1. Set by hand.
const PATH_WEIGHT: f32 = 0.3;
/// Weight of the mean over the blocks of the nearest box; the block's own log-probability has weight 1. Set by hand.
const BOX_WEIGHT: f32 = 0.4;
/// Weight of the mean over the block before and the block after; the block's own log-probability has weight 1. In
/// cross-validation the share of the blocks that readers named whose kind is right rises by .003; wider surroundings
/// bring less.
const NEXT_WEIGHT: f32 = 0.3;
/// A container with more blocks than this is no box: the block before and the block after are taken instead. Set by
/// hand.
const BOX_BLOCKS: usize = 40;
/// What a phrase adds to the log-odds of its kind, times the share (0..=1) of the block's words that it accounts for.
/// Set by hand.
const PHRASE_WEIGHT: f32 = 1.5;
/// The kinds that phrases name beyond doubt, and that are too rare on pages for the forests to learn: three of 1,066
/// pages have an ad-blocker notice. Set by hand.
const NAMED_BY_PHRASES: [Cruft; 5] =
    [Cruft::AdBlock, Cruft::Correction, Cruft::Donation, Cruft::JavaScript, Cruft::Copyright];
/// If no kind reaches this probability (0..=1) by all else, a phrase of any kind names the kind of its block. Set by
/// hand.
const SURE_SHARE_OF_KIND: f32 = 0.6;
/// Weight (0..=1) of the kind that a phrase names, against all else, if the phrase accounts for all of the block; less
/// in proportion if it accounts for less. Set by hand.
const SURE_PHRASE_SHARE: f32 = 0.95;
/// Weight (0..=1), against all else, of the kind that a phrase names beyond doubt in another block of the same small
/// box. Set by hand.
const BOXED_PHRASE_SHARE: f32 = 0.6;
/// At least this probability (0..=1) makes a block an item of a menu, of which the phrases of its box say nothing:
/// "Support us" may stand between "News" and "Opinion". Set by hand.
const SURE_MENU: f32 = 0.8;
/// Factor of the probability of cruft without a name of its own ([`Cruft::LowScore`]): if a named kind is about as
/// likely, the name says more to readers. In cross-validation the share of the blocks that readers named whose kind is
/// right rises by .016, together with [`MENU_SHARE`].
const NAMELESS_SHARE: f32 = 0.5;
/// Factor of the probability of menus: if another named kind is about as likely, it says more to readers. Measured
/// together with [`NAMELESS_SHARE`].
const MENU_SHARE: f32 = 0.7;
/// Factor of the probability of other stories: the forests are trained with rare kinds weighing more than they are
/// frequent, at the cost of this most frequent one. In cross-validation the share of the blocks that readers named
/// whose kind is right rises by .007.
const RELATED_SHARE: f32 = 1.5;
/// A box in which one block's phrase names the kind of the others has at most this many blocks. Set by hand.
const PHRASE_BOX_BLOCKS: usize = 12;
/// A phrase names the kind of the other blocks of its box if it accounts for at least this share (0..=1) of its own
/// block's words. Set by hand.
const SURE_SHARE: f32 = 0.5;
/// Added to each probability, so that its logarithm is finite.
const LEAST_SHARE: f32 = 1e-4;

/// Moves the probabilities of each block's kinds towards those of the blocks of its path and its box, and towards the
/// kinds that phrases name.
pub(super) fn agree(page: &Page, named: &Named, shares: &mut [KindShares]) {
    let paths = Paths::of(page);
    let of_paths = means_by_path(&paths, shares);
    let sums = PrefixSums::of(shares.iter().copied());
    let phrases = phrases(page, named);
    for (index, share) in shares.iter_mut().enumerate() {
        let near = near(page, index);
        let of_near = sums.total(near.clone());
        let next = next_blocks(index, page.blocks.len());
        let of_next = sums.total(next.clone());
        let of_path = &of_paths[paths.of[index]];
        let of_phrase = phrases[index];
        for (kind, own) in share.iter_mut().enumerate() {
            let of_box = (of_near[kind] / near.len() as f64) as f32;
            let of_next = (of_next[kind] - f64::from(*own)) / (next.len() - 1).max(1) as f64;
            let log = |share: f32| (share + LEAST_SHARE).ln();
            *own = log(*own)
                + PATH_WEIGHT * log(of_path[kind])
                + BOX_WEIGHT * log(of_box)
                + NEXT_WEIGHT * log((of_next as f32).max(0.0));
            *own += match of_phrase {
                Some((named, explained)) if named == KINDS[kind] => explained * PHRASE_WEIGHT,
                _ => 0.0,
            };
            *own += match KINDS[kind] {
                Cruft::LowScore => NAMELESS_SHARE.ln(),
                Cruft::Navigation => MENU_SHARE.ln(),
                Cruft::Related => RELATED_SHARE.ln(),
                _ => 0.0,
            };
        }
        softmax(share);
        let is_unsure = share.iter().all(|share| *share < SURE_SHARE_OF_KIND);
        let is_named = |named: &Cruft| is_unsure || NAMED_BY_PHRASES.contains(named);
        let sure = of_phrase.filter(|(named, _)| is_named(named));
        let sure = sure.map(|(named, explained)| (named, explained * SURE_PHRASE_SHARE));
        let is_menu = share.iter().zip(KINDS).any(|(share, kind)| kind == Cruft::Navigation && *share >= SURE_MENU);
        let boxed = || boxed_phrase(page, index, &phrases).filter(|_| !is_menu);
        if let Some((named, weight)) = sure.or_else(|| Some((boxed()?, BOXED_PHRASE_SHARE))) {
            for (share, kind) in share.iter_mut().zip(KINDS) {
                *share = *share * (1.0 - weight) + if kind == named { weight } else { 0.0 };
            }
        }
    }
}

/// The blocks of the box around a block: of the nearest container that holds more than the block, if it has at most
/// [`BOX_BLOCKS`], else the block and its neighbours.
fn near(page: &Page, index: usize) -> Range<usize> {
    let boxed = widening(page, index).next().map_or(index..index + 1, |(_, container)| container.blocks.clone());
    if boxed.len() > BOX_BLOCKS { next_blocks(index, page.blocks.len()) } else { boxed }
}

/// A block of a page with this number of blocks, with the one before and the one after.
fn next_blocks(index: usize, blocks: usize) -> Range<usize> {
    index.saturating_sub(1)..(index + 2).min(blocks)
}

/// For each block, the kind whose phrases account for most of its words, and the share (0..=1) that they account for.
fn phrases(page: &Page, named: &Named) -> Vec<Option<(Cruft, f32)>> {
    let words = |index: usize| page.block_text(&page.blocks[index]).split_whitespace().count() as f32;
    (0..page.blocks.len()).map(|index| explained(named.hits_of(index), words(index))).collect()
}

/// The kind that a phrase names beyond doubt in the box around a block, if the box is small. Only ad-blocker notices
/// and appeals for donations: they are often several blocks, of which one has the phrase.
fn boxed_phrase(page: &Page, index: usize, phrases: &[Option<(Cruft, f32)>]) -> Option<Cruft> {
    let near = near(page, index);
    let is_sure =
        |(kind, share): &(Cruft, f32)| matches!(kind, Cruft::AdBlock | Cruft::Donation) && *share >= SURE_SHARE;
    let mut found = phrases[near.clone()].iter().flatten().filter(|phrase| is_sure(phrase));
    found.next().filter(|_| near.len() <= PHRASE_BOX_BLOCKS).map(|(kind, _)| *kind)
}

/// For each path, the mean of the probabilities of its blocks.
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
