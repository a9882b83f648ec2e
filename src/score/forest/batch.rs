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
    // No value has these bits.
    let (mut last, mut bin) = (u64::MAX, i8::MIN);
    let (mut low, mut high) = (i8::MAX, i8::MIN);
    for (lane, value) in into.iter_mut().zip(values) {
        // Neighbours often have the same value: they share a page, and often a container.
        let bits = u64::from(value.to_bits());
        if last != bits {
            (last, bin) = (bits, signed(below(thresholds, value)));
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
            let (lanes, behind) = self.bins[feature].split_at_mut(count);
            self.ranges[feature] = thresholds.bins(rows.column(feature, first_row), lanes);
            behind.fill(lanes[count - 1]);
        }
    }
}

/// A bin as a signed byte: 0 becomes the least one. Signed bytes are compared in fewer instructions.
pub(super) fn signed(count: u8) -> i8 {
    (count ^ 1 << 7) as i8
}

/// Memory for the walk of a batch through one tree, used again for the next.
struct Workspace {
    /// The right sides ahead that no row of the batch reaches, as (first split, split behind the last one); the
    /// innermost is last.
    empty: Vec<(usize, usize)>,
    /// The values of the tree's leaves. There are as many as a byte has values, so that looking one up needs no check.
    values: [i32; 1 << u8::BITS],
}

impl Batch {
    /// Adds to each row's total the values of the leaves that the row reaches in these trees. There is a total for each
    /// row of the batch.
    pub(super) fn add(&self, trees: &[Tree], totals: &mut [i32]) {
        // The last batch of a page often has few rows. Without the shorter ones, 21 of 100 lanes would be empty on 150
        // pages of WCXB; with them it is 5.
        match totals.len() {
            0..=32 => self.add_lanes::<32>(trees, totals),
            33..=64 => self.add_lanes::<64>(trees, totals),
            65..=96 => self.add_lanes::<96>(trees, totals),
            _ => self.add_lanes::<BATCH_ROWS>(trees, totals),
        }
    }

    /// As [`Batch::add`], with the first `LANES` rows of the batch in vector registers.
    fn add_lanes<const LANES: usize>(&self, trees: &[Tree], totals: &mut [i32]) {
        let mut workspace = Workspace { empty: Vec::new(), values: [0; 1 << u8::BITS] };
        let mut of_lanes = [0; LANES];
        trees.iter().for_each(|tree| tree.add(self, &mut workspace, &mut of_lanes));
        totals.iter_mut().zip(of_lanes).for_each(|(total, of_lane)| *total += of_lane);
    }
}

impl Tree {
    /// Adds to each row's total the value of the leaf that the row reaches.
    ///
    /// All rows meet all splits, in preorder, and each row has the first leaf that it can still reach. A row is at a
    /// split if that leaf is the split's first one: a row that has turned off before has another first leaf. Sides that
    /// no row of the batch reaches are skipped, which is often, because the rows of a page have much in common.
    fn add<const LANES: usize>(&self, batch: &Batch, workspace: &mut Workspace, totals: &mut [i32; LANES]) {
        let Workspace { empty, values } = workspace;
        let mut leaves = [0; LANES];
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
        values.iter_mut().zip(&self.leaves).for_each(|(value, leaf)| *value = i32::from(*leaf));
        for (total, leaf) in totals.iter_mut().zip(leaves) {
            *total += values[usize::from(leaf)];
        }
    }
}

impl Node {
    /// Moves the rows that are at this split and go right: their first leaf becomes that of the right side. Written so
    /// that it compiles to operations on vectors of bytes.
    #[inline(always)]
    fn turn<const LANES: usize>(self, bins: &[i8; BATCH_ROWS], mut leaves: [u8; LANES]) -> [u8; LANES] {
        let threshold = signed(self.threshold);
        for (leaf, bin) in leaves.iter_mut().zip(bins) {
            let goes_right = u8::from(*bin > threshold) & u8::from(*leaf == self.first);
            *leaf = leaf.wrapping_add(goes_right.wrapping_neg() & self.left);
        }
        leaves
    }
}
