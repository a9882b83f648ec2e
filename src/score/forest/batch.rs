//! Batches of rows: their values are turned into bins, and all rows of a batch go through a tree at once, in vector
//! registers.

use std::hint::select_unpredictable;

use super::tree::{Node, Tree};
use crate::score::rows::Rows;

/// Number of rows in a batch. Their leaves, a byte each, fill half of the sixteen vector registers that every x86-64
/// machine has; the constants of a split fill others. Measured: a page of 220 rows takes a third longer with 64, a
/// tenth longer with 192.
pub(super) const BATCH_ROWS: usize = 128;

/// The thresholds at which the splits of a forest cut a feature, ascending.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Thresholds {
    /// The thresholds, padded with infinity to one of [`LENS`].
    thresholds: Vec<f32>,
    /// The number of thresholds without the padding.
    count: usize,
}

/// Padded lengths of lists of thresholds: a binary search in a list of a length known at compile time needs no branch.
const LENS: [usize; 3] = [15, 63, 255];

impl Thresholds {
    /// Takes ascending thresholds, at most as many as the longest of [`LENS`].
    pub(super) fn new(mut thresholds: Vec<f32>) -> Thresholds {
        let count = thresholds.len();
        let len = LENS.into_iter().find(|len| *len >= count).unwrap_or(count);
        thresholds.resize(len, f32::INFINITY);
        Thresholds { thresholds, count }
    }

    /// The bin of a value: the number of thresholds below it.
    pub(super) fn bin(&self, value: f32) -> u8 {
        self.thresholds.partition_point(|threshold| *threshold < value) as u8
    }

    /// The thresholds without the padding.
    pub(super) fn thresholds(&self) -> &[f32] {
        &self.thresholds[..self.count]
    }

    /// The thresholds of both; `None` if they are more than the longest of [`LENS`].
    pub(super) fn joined(&self, other: &Thresholds) -> Option<Thresholds> {
        let mut both = [self.thresholds(), other.thresholds()].concat();
        both.sort_by(f32::total_cmp);
        both.dedup();
        (both.len() <= LENS[LENS.len() - 1]).then(|| Thresholds::new(both))
    }

    /// Writes the signed bins of the values to `into`; returns the least and the greatest.
    fn bins(&self, values: impl Iterator<Item = f32>, into: &mut [i8]) -> (i8, i8) {
        if let Ok(thresholds) = <&[f32; LENS[0]]>::try_from(&self.thresholds[..]) {
            bins(thresholds, values, into)
        } else if let Ok(thresholds) = <&[f32; LENS[1]]>::try_from(&self.thresholds[..]) {
            bins(thresholds, values, into)
        } else if let Ok(thresholds) = <&[f32; LENS[2]]>::try_from(&self.thresholds[..]) {
            bins(thresholds, values, into)
        } else {
            (i8::MIN, i8::MIN)
        }
    }
}

/// Writes the signed bins of the values to `into`, given padded thresholds; returns the least and the greatest.
fn bins<const LEN: usize>(thresholds: &[f32; LEN], values: impl Iterator<Item = f32>, into: &mut [i8]) -> (i8, i8) {
    let (mut last, mut bin) = (f32::NAN, i8::MIN);
    let (mut low, mut high) = (i8::MAX, i8::MIN);
    for (lane, value) in into.iter_mut().zip(values) {
        // Neighbours often have the same value: they share a page, and often a container.
        if value != last {
            (last, bin) = (value, signed(below(thresholds, value)));
            (low, high) = (low.min(bin), high.max(bin));
        }
        *lane = bin;
    }
    (low, high)
}

/// The number of thresholds below the value, by a binary search without branches. `LEN` must be one less than a power
/// of two.
#[inline]
fn below<const LEN: usize>(thresholds: &[f32; LEN], value: f32) -> u8 {
    let mut below = 0;
    let mut step = LEN / 2 + 1;
    while step > 0 {
        below = select_unpredictable(thresholds[below + step - 1] < value, below + step, below);
        step /= 2;
    }
    below as u8
}

/// The rows of a page as bins, in batches.
pub(in crate::score) struct Bins {
    pub(super) batches: Vec<Batch>,
    /// The number of rows.
    pub(super) rows: usize,
}

impl Bins {
    /// Bins of rows whose values are all below all thresholds.
    pub(in crate::score) fn new(features: usize, rows: usize) -> Bins {
        Bins { batches: (0..rows.div_ceil(BATCH_ROWS)).map(|_| Batch::new(features)).collect(), rows }
    }

    /// Turns the values of these features of all rows into bins, by the thresholds of each feature.
    pub(super) fn fill(
        &mut self,
        thresholds: &[Thresholds],
        rows: &Rows,
        features: impl Iterator<Item = usize> + Clone,
    ) {
        for (index, batch) in self.batches.iter_mut().enumerate() {
            batch.fill(thresholds, rows, index * BATCH_ROWS, features.clone());
        }
    }
}

/// At most [`BATCH_ROWS`] rows of a page as bins, feature by feature.
pub(super) struct Batch {
    /// For each feature, the signed bin of each row.
    bins: Vec<[i8; BATCH_ROWS]>,
    /// For each feature, the least and the greatest signed bin.
    ranges: Vec<(i8, i8)>,
}

impl Batch {
    /// A batch of rows whose values are all below all thresholds.
    fn new(features: usize) -> Batch {
        Batch { bins: vec![[i8::MIN; BATCH_ROWS]; features], ranges: vec![(i8::MIN, i8::MIN); features] }
    }

    /// Turns some features of the rows from `first_row` on into bins, of at most [`BATCH_ROWS`] rows. If there are
    /// fewer rows, the lanes behind repeat the last one.
    fn fill(
        &mut self,
        thresholds: &[Thresholds],
        rows: &Rows,
        first_row: usize,
        features: impl Iterator<Item = usize>,
    ) {
        let count = BATCH_ROWS.min(rows.len() - first_row);
        let features = features.map(|feature| (feature, &thresholds[feature]));
        // No split uses a feature without thresholds.
        for (feature, thresholds) in features.filter(|(_, thresholds)| thresholds.count > 0) {
            let lanes = &mut self.bins[feature];
            let values = rows.since(first_row).map(|row| row.get(feature).copied().unwrap_or_default());
            self.ranges[feature] = thresholds.bins(values, lanes);
            let last = lanes[count - 1];
            lanes[count..].fill(last);
        }
    }
}

/// A bin as a signed byte: 0 becomes the least one. Signed bytes are compared in fewer instructions.
pub(super) fn signed(count: u8) -> i8 {
    (count ^ 1 << 7) as i8
}

/// A stack of the right sides that no row of the batch reaches, as (first split, split behind the last one); the
/// innermost is last.
pub(super) type EmptySides = Vec<(usize, usize)>;

impl Tree {
    /// Adds to each row's total the value of the leaf that the row reaches.
    ///
    /// All rows meet all splits, in preorder, and each row has the first leaf that it can still reach. A row is at a
    /// split if that leaf is the split's first one: a row that has turned off before has another first leaf. Sides that
    /// no row of the batch reaches are skipped, which is often, because the rows of a page have much in common.
    pub(super) fn add(&self, batch: &Batch, empty: &mut EmptySides, totals: &mut [i32; BATCH_ROWS]) {
        let mut leaves = [0; BATCH_ROWS];
        empty.clear();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if let Some((_, end)) = empty.pop_if(|(begin, _)| *begin == at) {
                at = end;
                continue;
            }
            let feature = usize::from(node.feature);
            let (low, high) = batch.ranges[feature];
            let left = usize::from(node.left);
            let threshold = signed(node.threshold);
            if high <= threshold {
                empty.push((at + left, at + left + usize::from(node.right) - 1));
                at += 1;
                continue;
            }
            leaves = node.turn(&batch.bins[feature], leaves);
            at += if low > threshold { left } else { 1 };
        }
        for (total, leaf) in totals.iter_mut().zip(leaves) {
            *total += i32::from(self.leaves[usize::from(leaf)]);
        }
    }
}

impl Node {
    /// Moves the rows that are at this split and go right: their first leaf becomes that of the right side. Written so
    /// that it compiles to operations on vectors of bytes.
    #[inline(always)]
    fn turn(self, bins: &[i8; BATCH_ROWS], mut leaves: [u8; BATCH_ROWS]) -> [u8; BATCH_ROWS] {
        let threshold = signed(self.threshold);
        for (leaf, bin) in leaves.iter_mut().zip(bins) {
            let goes_right = u8::from(*bin > threshold) & u8::from(*leaf == self.first);
            *leaf = leaf.wrapping_add(goes_right.wrapping_neg() & self.left);
        }
        leaves
    }
}
