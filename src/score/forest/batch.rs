//! Rows side by side: their values become bins, and all of them walk through a tree at once.

use std::hint::select_unpredictable;

use super::tree::{Node, Tree};
use crate::score::rows::Rows;

/// How many rows walk side by side. Their leaves fill half of the sixteen vector registers that every x86-64 machine
/// has; the constants of a split fill others. A page of 220 rows takes a third longer with 64, a tenth longer with 192.
pub(super) const BATCH_ROWS: usize = 128;

/// The thresholds of a feature, ascending.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Thresholds {
    /// Filled up with infinity to one of [`LENS`].
    thresholds: Vec<f32>,
    count: usize,
}

/// How many thresholds a ladder has room for: a search in one of a known length has no branch.
const LENS: [usize; 3] = [15, 63, 255];

impl Thresholds {
    /// At most as many thresholds as the longest of [`LENS`].
    pub(super) fn new(mut thresholds: Vec<f32>) -> Thresholds {
        let count = thresholds.len();
        let len = LENS.into_iter().find(|len| *len >= count).unwrap_or(count);
        thresholds.resize(len, f32::INFINITY);
        Thresholds { thresholds, count }
    }

    /// How many thresholds lie below the value.
    pub(super) fn bin(&self, value: f32) -> u8 {
        self.thresholds.partition_point(|threshold| *threshold < value) as u8
    }

    pub(super) fn thresholds(&self) -> &[f32] {
        &self.thresholds[..self.count]
    }

    /// The thresholds of both, unless they are too many.
    pub(super) fn joined(&self, other: &Thresholds) -> Option<Thresholds> {
        let mut both = [self.thresholds(), other.thresholds()].concat();
        both.sort_by(f32::total_cmp);
        both.dedup();
        (both.len() <= LENS[LENS.len() - 1]).then(|| Thresholds::new(both))
    }

    /// Turns the values of some rows into bins, and tells the least and the greatest.
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

fn bins<const LEN: usize>(thresholds: &[f32; LEN], values: impl Iterator<Item = f32>, into: &mut [i8]) -> (i8, i8) {
    let (mut last, mut bin) = (f32::NAN, i8::MIN);
    let (mut low, mut high) = (i8::MAX, i8::MIN);
    for (lane, value) in into.iter_mut().zip(values) {
        // Neighbours share a page and often a container.
        if value != last {
            (last, bin) = (value, signed(below(thresholds, value)));
            (low, high) = (low.min(bin), high.max(bin));
        }
        *lane = bin;
    }
    (low, high)
}

/// How many of the thresholds, one less than a power of two, lie below the value.
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

/// The rows of a page, as many in a block as walk side by side.
pub(in crate::score) struct Bins {
    pub(super) blocks: Vec<Batch>,
    pub(super) rows: usize,
}

impl Bins {
    /// All values are below all thresholds.
    pub(in crate::score) fn new(features: usize, rows: usize) -> Bins {
        Bins { blocks: (0..rows.div_ceil(BATCH_ROWS)).map(|_| Batch::new(features)).collect(), rows }
    }

    /// Turns the values of these features into bins.
    pub(super) fn fill(&mut self, ladders: &[Thresholds], rows: &Rows, features: impl Iterator<Item = usize> + Clone) {
        for (index, block) in self.blocks.iter_mut().enumerate() {
            block.fill(ladders, rows, index * BATCH_ROWS, features.clone());
        }
    }
}

/// Some rows of a page, feature by feature.
pub(super) struct Batch {
    bins: Vec<[i8; BATCH_ROWS]>,
    /// The least and the greatest bin of each feature.
    ranges: Vec<(i8, i8)>,
}

impl Batch {
    fn new(features: usize) -> Batch {
        Batch { bins: vec![[i8::MIN; BATCH_ROWS]; features], ranges: vec![(i8::MIN, i8::MIN); features] }
    }

    /// Turns some features of the rows from `first_row` on into bins, of as many as there is room for. Lanes without a
    /// row do as the last row does.
    fn fill(&mut self, ladders: &[Thresholds], rows: &Rows, first_row: usize, features: impl Iterator<Item = usize>) {
        let count = BATCH_ROWS.min(rows.len() - first_row);
        let ladders = features.map(|feature| (feature, &ladders[feature]));
        // A feature without thresholds is asked for by no split.
        for (feature, ladder) in ladders.filter(|(_, ladder)| ladder.count > 0) {
            let lanes = &mut self.bins[feature];
            let values = rows.since(first_row).map(|row| row.get(feature).copied().unwrap_or_default());
            self.ranges[feature] = ladder.bins(values, lanes);
            let last = lanes[count - 1];
            lanes[count..].fill(last);
        }
    }
}

/// A number of a ladder's thresholds, counted from the least there is: signed bytes are compared in fewer instructions.
pub(super) fn signed(count: u8) -> i8 {
    (count ^ 1 << 7) as i8
}

/// Where right sides begin to which no row goes, and where they end; the next one last.
pub(super) type EmptySides = Vec<(usize, usize)>;

impl Tree {
    /// Adds to each row's total the value of the leaf that it comes to.
    ///
    /// All rows meet all splits, in preorder, and each knows the first leaf that it can still come to. It stands at a
    /// split if that is the split's first leaf: had it turned off before, its first leaf would be another. Sides to
    /// which no row of the block goes are passed over: rows of one page have much in common.
    pub(super) fn add(&self, block: &Batch, empty: &mut EmptySides, totals: &mut [i32; BATCH_ROWS]) {
        let mut leaves = [0; BATCH_ROWS];
        empty.clear();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if let Some((_, end)) = empty.pop_if(|(begin, _)| *begin == at) {
                at = end;
                continue;
            }
            let feature = usize::from(node.feature);
            let (low, high) = block.ranges[feature];
            let left = usize::from(node.left);
            let threshold = signed(node.threshold);
            if high <= threshold {
                empty.push((at + left, at + left + usize::from(node.right) - 1));
                at += 1;
                continue;
            }
            leaves = node.pass(&block.bins[feature], leaves);
            at += if low > threshold { left } else { 1 };
        }
        for (total, leaf) in totals.iter_mut().zip(leaves) {
            *total += i32::from(self.leaves[usize::from(leaf)]);
        }
    }
}

impl Node {
    /// Where rows that go right at this split can come to, if they stand at it. Written for vectors of bytes.
    #[inline(always)]
    fn pass(self, bins: &[i8; BATCH_ROWS], mut leaves: [u8; BATCH_ROWS]) -> [u8; BATCH_ROWS] {
        let threshold = signed(self.threshold);
        for (leaf, bin) in leaves.iter_mut().zip(bins) {
            let goes_right = u8::from(*bin > threshold) & u8::from(*leaf == self.first);
            *leaf = leaf.wrapping_add(goes_right.wrapping_neg() & self.left);
        }
        leaves
    }
}
