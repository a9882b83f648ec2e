//! Boosted trees: a row of features → log-odds, and what each feature contributed to them.
//!
//! # How a tree is stored
//!
//! The splits are in preorder: a split, all splits on its left side, all on its right side. The leaves are numbered in
//! the same order. A split then needs no links to its children: if its left side has `left` leaves, it has one split
//! less than that, so that the left side begins one split further and the right side `left` splits further; the right
//! side's first leaf is `left` leaves further. Whatever the bytes are, each step goes forward and the walk ends at a
//! leaf.
//!
//! A row's values are not compared with thresholds during the walk. First each value is turned into a *bin*, the
//! number of the feature's thresholds below it; a split compares the bin with the index of its threshold.
//!
//! # The file
//!
//! The numbers are little-endian, without padding. [`write()`] writes a forest, [`Forest::read`] reads it.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `UBF` and the version of this format, `1` |
//! | u16, u16 | number of features, at most 256; number of trees |
//! | f32 | base: the log-odds to which the leaves of a row are added |
//! | f32 | unit of all leaves, in log-odds |
//! | per feature: u8, f32… | number of thresholds, at most 255; the thresholds, ascending |
//! | per tree: u8 | number of splits, at least 1; there is one leaf more |
//! | … per split: u8, u8 | feature; index of its threshold: a row with a greater value goes right |
//! | … per split: u8, u8 | number of leaves on the left side; share of the training rows that went left, in 255ths |
//! | … per leaf: i16 | value, in units |
//!
//! The expected value at a split is computed from the leaves and the shares below it.
//!
//! Values are summed as integers, so that their order doesn't matter, and the contributions of a row's features add up
//! to its sum.

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
use batch::{BATCH_ROWS, Thresholds};
use tree::{MAX_FEATURES, Tree};

pub(super) use batch::Bins;

/// An ensemble of boosted trees.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    /// The log-odds to which the leaves are added.
    base: f32,
    /// The log-odds to which the contributions are added: the base plus the expected values of the roots.
    bias: f32,
    /// The log-odds of a value of 1 in the trees.
    unit: f32,
    /// The thresholds of each feature.
    thresholds: Vec<Thresholds>,
    trees: Vec<Tree>,
}

/// Log-odds as a probability (0..=1).
pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl Forest {
    /// The number of features of a row.
    pub fn features(&self) -> usize {
        self.thresholds.len()
    }

    /// The expected log-odds of any row: the contributions of a row's features are added to them.
    #[cfg(any(test, feature = "dev"))]
    pub fn bias(&self) -> f32 {
        self.bias
    }

    /// The log-odds that one row is content. A value that the row lacks counts as 0.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let bins = self.bins(row);
        self.log_odds(self.trees.iter().map(|tree| tree.walk(&bins, |_, _| ())).sum())
    }

    /// The log-odds of all rows of a page, equal to [`Forest::sum`] of each.
    pub(super) fn sums(&self, rows: &Rows) -> Vec<f32> {
        let mut bins = Bins::new(self.features(), rows.len());
        self.fill(&mut bins, rows, 0..self.features());
        self.sums_of(&bins)
    }

    /// Turns the values of these features into bins of this forest.
    pub(super) fn fill(&self, bins: &mut Bins, rows: &Rows, features: impl Iterator<Item = usize> + Clone) {
        bins.fill(&self.thresholds, rows, features);
    }

    /// The log-odds of rows, given the bins of their values by this forest's thresholds.
    pub(super) fn sums_of(&self, bins: &Bins) -> Vec<f32> {
        let mut totals = vec![0; bins.rows];
        let batches = bins.batches.iter().zip(totals.chunks_mut(BATCH_ROWS));
        batches.for_each(|(batch, totals)| batch.add(&self.trees, totals));
        totals.into_iter().map(|total| self.log_odds(total)).collect()
    }

    /// Writes the contribution of each feature to `into`, in log-odds; the bias plus all contributions is the row's
    /// sum.
    ///
    /// Every split on the row's path changes the expected value, and its feature gets the credit (Saabas 2014). If
    /// `into` is shorter than the row, the features behind its end are left out.
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

    /// The log-odds of a row, given the sum of its leaves.
    fn log_odds(&self, total: i32) -> f32 {
        self.base + self.unit * total as f32
    }

    /// The bins of a row's values.
    fn bins(&self, row: &[f32]) -> [u8; MAX_FEATURES] {
        let mut bins = [0; MAX_FEATURES];
        for (index, (bin, thresholds)) in bins.iter_mut().zip(&self.thresholds).enumerate() {
            *bin = thresholds.bin(row.get(index).copied().unwrap_or_default());
        }
        bins
    }
}
