//! One tree of a forest.

/// Most features that a forest tells apart: a split names one with a byte.
pub(super) const MAX_FEATURES: usize = 256;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    /// In preorder.
    pub(super) nodes: Vec<Node>,
    /// The expected value at each node.
    pub(super) expected: Vec<i16>,
    /// From left to right.
    pub(super) leaves: Vec<i16>,
}

/// A split. Small, because a page's rows pass thousands of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) feature: u8,
    /// A row with more thresholds than these below its value goes right.
    pub(super) threshold: u8,
    /// The first leaf below.
    pub(super) first: u8,
    /// How many leaves lie on the left side.
    pub(super) left: u8,
    /// How many leaves lie on the right side.
    pub(super) right: u8,
}

impl Tree {
    /// Goes with a row from the root to its leaf and returns the leaf's value. Of each split it tells the feature and
    /// by how much the expected value changes.
    pub(super) fn walk(&self, bins: &[u8; MAX_FEATURES], mut tell: impl FnMut(u8, i32)) -> i32 {
        let (mut at, mut below, mut first) = (0, self.leaves.len(), 0);
        let mut value = i32::from(self.value(at, below, first));
        while below > 1 {
            let node = self.nodes[at];
            let left = usize::from(node.left);
            (at, below, first) = if bins[usize::from(node.feature)] > node.threshold {
                (at + left, usize::from(node.right), first + left)
            } else {
                (at + 1, left, first)
            };
            let next = i32::from(self.value(at, below, first));
            tell(node.feature, next - value);
            value = next;
        }
        value
    }

    /// What is expected of the rows that come to a place, given how many leaves lie below it and which is the first.
    pub(super) fn value(&self, at: usize, below: usize, first: usize) -> i16 {
        if below > 1 { self.expected[at] } else { self.leaves[first] }
    }
}
