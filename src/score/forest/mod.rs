//! Boosted trees: a row of features → log-odds, and what each feature had to do with it.
//!
//! # How a tree is stored
//!
//! The splits stand in preorder: a split, all of its left side, all of its right side. The leaves are numbered in the
//! same order. A split then needs no links: if `left` leaves lie on its left side, there are `left - 1` splits on it,
//! so that the left side begins one split further and the right side `left` splits further; the right side's first leaf
//! is `left` leaves further. Whatever the bytes say, steps go forward and end at a leaf.
//!
//! A row is compared with no threshold while it walks: first each of its values becomes a *bin*, the number of the
//! feature's thresholds that lie below it, and a split asks for the bin.
//!
//! # The file
//!
//! Little-endian, without padding. [`write()`] writes it, [`Forest::read`] reads it.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `UBF` and the version of this form, `1` |
//! | u16, u16 | features, at most 256; trees |
//! | f32 | base: the log-odds that the leaves of a row are added to |
//! | f32 | unit of all leaves, in log-odds |
//! | per feature: u8, f32… | how many thresholds, at most 255; the thresholds, ascending |
//! | per tree: u8 | splits, at least 1; there is one leaf more |
//! | … per split: u8, u8 | feature; which of its thresholds: a greater value goes right |
//! | … per split: u8, u8 | leaves on the left side; share of the training rows that went there, in 255ths |
//! | … per leaf: i16 | value |
//!
//! The expected value at a split follows from the leaves and the shares below it.
//!
//! Sums are made of integers, so that their order changes nothing, and the contributions of a row's features add up to
//! its sum.

mod batch;
mod read;
mod shared_bins;
#[cfg(test)]
mod tests;
mod tree;
#[cfg(any(test, feature = "dev"))]
mod write;

pub use read::Malformed;
#[cfg(any(test, feature = "dev"))]
pub use write::{Child, Leaf, Split, TrainedTree, Unfit, write};

use super::rows::Rows;
use batch::{BATCH_ROWS, EmptySides, Thresholds};
use tree::{MAX_FEATURES, Tree};

pub(super) use batch::Bins;

/// An ensemble of boosted trees.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    /// What the leaves are added to.
    base: f32,
    /// What the contributions are added to: the base and the expected values of the roots.
    bias: f32,
    /// What 1 stands for in the trees, in log-odds.
    unit: f32,
    /// The thresholds of each feature.
    ladders: Vec<Thresholds>,
    trees: Vec<Tree>,
}

/// The probability that log-odds stand for.
pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl Forest {
    /// How many features a row has.
    pub fn features(&self) -> usize {
        self.ladders.len()
    }

    /// The expected log-odds of a row of which nothing is known: what the contributions are added to.
    #[cfg(any(test, feature = "dev"))]
    pub fn bias(&self) -> f32 {
        self.bias
    }

    /// The log-odds that one row is content. A value that the row lacks counts as 0.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let bins = self.bins(row);
        self.log_odds(self.trees.iter().map(|tree| tree.walk(&bins, |_, _| ())).sum())
    }

    /// The log-odds of all rows of a page, as [`Forest::sum`] has them.
    pub(super) fn sums(&self, rows: &Rows) -> Vec<f32> {
        let mut bins = Bins::new(self.features(), rows.len());
        self.fill(&mut bins, rows, 0..self.features());
        self.sums_of(&bins)
    }

    /// Turns the values of these features into bins.
    pub(super) fn fill(&self, bins: &mut Bins, rows: &Rows, features: impl Iterator<Item = usize> + Clone) {
        bins.fill(&self.ladders, rows, features);
    }

    /// The log-odds of rows whose values are bins of this forest.
    pub(super) fn sums_of(&self, bins: &Bins) -> Vec<f32> {
        let mut totals = vec![0; bins.rows];
        let mut empty = EmptySides::new();
        for (block, totals) in bins.blocks.iter().zip(totals.chunks_mut(BATCH_ROWS)) {
            let mut of_block = [0; BATCH_ROWS];
            self.trees.iter().for_each(|tree| tree.add(block, &mut empty, &mut of_block));
            totals.copy_from_slice(&of_block[..totals.len()]);
        }
        totals.into_iter().map(|total| self.log_odds(total)).collect()
    }

    /// What each feature adds to the bias, in log-odds: with the bias they make the row's sum.
    ///
    /// Every split on the row's path moves the expected value, and its feature gets the credit (Saabas 2014). Features
    /// for which `into` has no place are left out.
    pub fn contributions(&self, row: &[f32], into: &mut [f32]) {
        let bins = self.bins(row);
        let mut credits = [0; MAX_FEATURES];
        for tree in &self.trees {
            tree.walk(&bins, |feature, gain| credits[usize::from(feature)] += i64::from(gain));
        }
        into.fill(0.0);
        for (contribution, credit) in into.iter_mut().zip(credits) {
            *contribution = self.unit * credit as f32;
        }
    }

    fn log_odds(&self, total: i32) -> f32 {
        self.base + self.unit * total as f32
    }

    fn bins(&self, row: &[f32]) -> [u8; MAX_FEATURES] {
        let mut bins = [0; MAX_FEATURES];
        for (index, (bin, ladder)) in bins.iter_mut().zip(&self.ladders).enumerate() {
            *bin = ladder.bin(row.get(index).copied().unwrap_or_default());
        }
        bins
    }
}
