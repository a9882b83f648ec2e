//! Rows side by side: their values become bins, and all of them walk through a tree at once.

use super::{Node, Tree};
use crate::score::rows::Rows;

/// How many rows walk side by side. Their leaves fill half of the sixteen vector registers that every x86-64 machine has;
/// the constants of a split fill others. A page of 220 rows takes a third longer with 64, a tenth longer with 192.
pub(super) const BLOCK_ROWS: usize = 128;

/// The thresholds of a feature, ascending.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ladder(Vec<f32>);

impl Ladder {
    /// At most 255 thresholds.
    pub(super) fn new(thresholds: Vec<f32>) -> Ladder {
        Ladder(thresholds)
    }

    /// How many thresholds lie below the value.
    pub(super) fn bin(&self, value: f32) -> u8 {
        self.0.partition_point(|threshold| *threshold < value) as u8
    }
}

/// Some rows of a page, feature by feature.
pub(super) struct Block {
    bins: Vec<[u8; BLOCK_ROWS]>,
    /// The least and the greatest bin of each feature.
    ranges: Vec<(u8, u8)>,
}

impl Block {
    pub(super) fn new(features: usize) -> Block {
        Block { bins: vec![[0; BLOCK_ROWS]; features], ranges: vec![(0, 0); features] }
    }

    /// Takes the place of the rows that were here with those from `first_row` on, as many as there is room for. Lanes without
    /// a row do as the last row does.
    pub(super) fn fill(&mut self, ladders: &[Ladder], rows: &Rows, first_row: usize) {
        let count = BLOCK_ROWS.min(rows.len() - first_row);
        for (feature, ladder) in ladders.iter().enumerate() {
            let (mut last, mut bin) = (f32::NAN, 0);
            let (mut low, mut high) = (u8::MAX, 0);
            for (lane, row) in self.bins[feature].iter_mut().zip(rows.since(first_row)) {
                let value = row.get(feature).copied().unwrap_or_default();
                // Neighbours share a page and often a container.
                if value != last {
                    (last, bin) = (value, ladder.bin(value));
                    (low, high) = (low.min(bin), high.max(bin));
                }
                *lane = bin;
            }
            self.bins[feature][count..].fill(bin);
            self.ranges[feature] = (low, high);
        }
    }
}

/// Where right sides begin to which no row goes, and where they end; the next one last.
pub(super) type EmptySides = Vec<(usize, usize)>;

impl Tree {
    /// Adds to each row's total the value of the leaf that it comes to.
    ///
    /// All rows meet all splits, in preorder, and each knows the first leaf that it can still come to. It stands at a
    /// split if that is the split's first leaf: had it turned off before, its first leaf would be another. Sides to which no
    /// row of the block goes are passed over: rows of one page have much in common.
    pub(super) fn add(&self, block: &Block, empty: &mut EmptySides, totals: &mut [i32]) {
        let mut leaves = [0; BLOCK_ROWS];
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
            if high <= node.threshold {
                empty.push((at + left, at + left + usize::from(node.right) - 1));
                at += 1;
                continue;
            }
            leaves = node.pass(&block.bins[feature], leaves);
            at += if low > node.threshold { left } else { 1 };
        }
        for (total, leaf) in totals.iter_mut().zip(leaves) {
            *total += i32::from(self.leaves[usize::from(leaf)]);
        }
    }
}

impl Node {
    /// Where rows that go right at this split can come to, if they stand at it. Written for vectors of bytes.
    #[inline(always)]
    fn pass(self, bins: &[u8; BLOCK_ROWS], mut leaves: [u8; BLOCK_ROWS]) -> [u8; BLOCK_ROWS] {
        for (leaf, bin) in leaves.iter_mut().zip(bins) {
            let goes_right = u8::from(*bin > self.threshold) & u8::from(*leaf == self.first);
            *leaf = leaf.wrapping_add(goes_right.wrapping_neg() & self.left);
        }
        leaves
    }
}
