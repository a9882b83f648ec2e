//! One tree of a forest.

/// Greatest number of features of a forest: a split refers to its feature with a byte.
pub(super) const MAX_FEATURES: usize = 256;

/// A tree. Its values are integers, in units of the forest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    /// The splits in preorder.
    pub(super) nodes: Vec<Node>,
    /// The expected value at each split.
    pub(super) expected: Vec<i16>,
    /// The values of the leaves from left to right.
    pub(super) leaves: Vec<i16>,
}

/// A split. It is small because a page's rows pass thousands of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    /// The index of its feature.
    pub(super) feature: u8,
    /// The index of its threshold: a row whose bin is greater than this goes right.
    pub(super) threshold: u8,
    /// The index of the first leaf below it.
    pub(super) first: u8,
    /// The number of leaves on its left side.
    pub(super) left: u8,
    /// The number of leaves on its right side.
    pub(super) right: u8,
}

impl Tree {
    /// Walks from the root to the leaf of a row with these bins, and returns the leaf's value. At each split it calls
    /// `credit` with the feature and the change of the expected value.
    pub(super) fn walk(&self, bins: &[u8; MAX_FEATURES], mut credit: impl FnMut(u8, i32)) -> i32 {
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
            credit(node.feature, next - value);
            value = next;
        }
        value
    }

    /// The expected value of the rows that reach a split or a leaf: `below` is the number of leaves below, and `first`
    /// the index of the first of them; `at` is the index of the split if there are several.
    pub(super) fn value(&self, at: usize, below: usize, first: usize) -> i16 {
        if below > 1 { self.expected[at] } else { self.leaves[first] }
    }
}
