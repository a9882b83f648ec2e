//! Trained trees → the bytes that [`Forest::read`](super::Forest::read) reads. Used by the trainer, through `dev`, and
//! by tests.

use std::iter;

use thiserror::Error;

use super::read::MAGIC;
use super::tree::MAX_FEATURES;

/// A tree as a trainer has it: the splits, of which the first is the root, refer to their children by index.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainedTree {
    /// The splits; empty if the tree is a single leaf.
    pub splits: Vec<Split>,
    /// The leaves: one more than there are splits.
    pub leaves: Vec<Leaf>,
}

/// A comparison of one feature with a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The index of the feature in the row.
    pub feature: usize,
    /// Rows with a value up to this go left, others right.
    pub threshold: f32,
    /// The child for values up to the threshold.
    pub left: Child,
    /// The child for values above the threshold.
    pub right: Child,
}

/// A child of a split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// The split with this index.
    Split(usize),
    /// The leaf with this index.
    Leaf(usize),
}

/// A leaf of a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf {
    /// What the leaf adds to the log-odds of the rows that reach it.
    pub value: f64,
    /// The number of training rows that reached the leaf: its weight in the expected values of the splits above it.
    pub rows: f64,
}

/// Why trees can't be written as a forest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unfit {
    /// There are more features than the format allows.
    #[error("more than {MAX_FEATURES} features")]
    Features,
    /// There are more trees than the format allows.
    #[error("more than {} trees", u16::MAX)]
    Trees,
    /// The splits of a feature have more distinct thresholds than the format allows.
    #[error("feature {feature} has more than {} thresholds", u8::MAX)]
    Thresholds {
        /// The index of the feature in the row.
        feature: usize,
    },
    /// The splits and leaves don't form one tree of at most 256 leaves, or a split refers to a feature that doesn't
    /// exist.
    #[error("tree {tree} is no tree of at most 256 leaves over these features")]
    Tree {
        /// The index of the tree in the ensemble.
        tree: usize,
    },
    /// A threshold or a leaf is infinite or not a number.
    #[error("tree {tree} holds a number that is not finite")]
    Number {
        /// The index of the tree in the ensemble.
        tree: usize,
    },
}

/// The bytes of a forest for rows of `features` values. The format is described in `src/score/forest/mod.rs`.
///
/// # Errors
///
/// [`Unfit`] if the trees can't be written in the format.
pub fn write(features: usize, trees: &[TrainedTree]) -> Result<Vec<u8>, Unfit> {
    if features > MAX_FEATURES {
        return Err(Unfit::Features);
    }
    let walked = trees.iter().enumerate().map(|(tree, trained)| Walked::of(trained, features, tree));
    let walked: Vec<Walked> = walked.collect::<Result<_, _>>()?;
    let thresholds = thresholds(features, trees)?;
    let greatest = walked.iter().flat_map(|tree| &tree.leaves).fold(0.0, |most: f64, value| most.max(value.abs()));
    // If all leaves are 0, any unit will do.
    let unit = if greatest > 0.0 { (greatest / f64::from(i16::MAX)) as f32 } else { 1.0 };
    let base: f64 = walked.iter().map(|tree| tree.expected).sum();
    // A tree that is a single leaf is part of the base, and not written.
    let grown: Vec<&Walked> = walked.iter().filter(|tree| !tree.splits.is_empty()).collect();

    let mut bytes = MAGIC.to_vec();
    bytes.extend((features as u16).to_le_bytes());
    bytes.extend(u16::try_from(grown.len()).map_err(|_| Unfit::Trees)?.to_le_bytes());
    bytes.extend((base as f32).to_le_bytes());
    bytes.extend(unit.to_le_bytes());
    for of_feature in &thresholds {
        bytes.push(of_feature.len() as u8);
        bytes.extend(of_feature.iter().flat_map(|threshold| threshold.to_le_bytes()));
    }
    for tree in grown {
        bytes.push(tree.splits.len() as u8);
        for WalkedSplit { split, left, share } in &tree.splits {
            let threshold = thresholds[split.feature].partition_point(|threshold| *threshold < split.threshold);
            bytes.extend([split.feature as u8, threshold as u8, *left as u8, (share * 255.0).round() as u8]);
        }
        let quantised = tree.leaves.iter().map(|value| (value / f64::from(unit)).round() as i16);
        bytes.extend(quantised.flat_map(i16::to_le_bytes));
    }
    Ok(bytes)
}

/// The distinct thresholds of each feature, ascending.
fn thresholds(features: usize, trees: &[TrainedTree]) -> Result<Vec<Vec<f32>>, Unfit> {
    let mut thresholds = vec![Vec::new(); features];
    for split in trees.iter().flat_map(|tree| &tree.splits) {
        thresholds[split.feature].push(split.threshold);
    }
    for (feature, of_feature) in thresholds.iter_mut().enumerate() {
        of_feature.sort_by(f32::total_cmp);
        // -0 and 0 are the same threshold.
        of_feature.dedup_by(|a, b| a == b);
        if of_feature.len() > usize::from(u8::MAX) {
            return Err(Unfit::Thresholds { feature });
        }
    }
    Ok(thresholds)
}

/// A tree in the order in which it is written.
struct Walked {
    /// The splits in preorder.
    splits: Vec<WalkedSplit>,
    /// The values of the leaves from left to right, minus `expected`.
    leaves: Vec<f64>,
    /// The mean value over all training rows.
    expected: f64,
}

/// A split, and what is written beside it.
struct WalkedSplit {
    split: Split,
    /// The number of leaves on its left side.
    left: usize,
    /// The share (0..=1) of its training rows that went left.
    share: f64,
}

/// The totals of the leaves below a child.
#[derive(Clone, Copy, Default)]
struct Below {
    /// The number of leaves.
    leaves: usize,
    /// The number of training rows that reached them.
    rows: f64,
    /// The sum of their values over these rows.
    total: f64,
}

impl Walked {
    /// Brings a tree into the order in which it is written, and checks it. `index` is its index in the ensemble.
    fn of(tree: &TrainedTree, features: usize, index: usize) -> Result<Walked, Unfit> {
        let (splits, leaves) = preorder(tree).ok_or(Unfit::Tree { tree: index })?;
        if splits.len() > usize::from(u8::MAX) || splits.iter().any(|at| tree.splits[*at].feature >= features) {
            return Err(Unfit::Tree { tree: index });
        }
        let thresholds = tree.splits.iter().map(|split| f64::from(split.threshold));
        let mut numbers = thresholds.chain(tree.leaves.iter().flat_map(|leaf| [leaf.value, leaf.rows]));
        if !numbers.all(f64::is_finite) {
            return Err(Unfit::Number { tree: index });
        }
        let mut below = vec![Below::default(); tree.splits.len()];
        let mut walked = Vec::with_capacity(splits.len());
        // Children come after their parent in preorder, so that they are done first.
        for &at in splits.iter().rev() {
            let split = tree.splits[at];
            let (left, right) = (tree.below(split.left, &below), tree.below(split.right, &below));
            let rows = left.rows + right.rows;
            below[at] = Below { leaves: left.leaves + right.leaves, rows, total: left.total + right.total };
            walked.push(WalkedSplit { split, left: left.leaves, share: left.rows / rows });
        }
        walked.reverse();
        let all = tree.below(tree.root(), &below);
        let expected = all.total / all.rows;
        let leaves = leaves.iter().map(|leaf| tree.leaves[*leaf].value - expected).collect();
        Ok(Walked { splits: walked, leaves, expected })
    }
}

impl TrainedTree {
    /// The root of the tree.
    fn root(&self) -> Child {
        if self.splits.is_empty() { Child::Leaf(0) } else { Child::Split(0) }
    }

    /// The totals below a child, given those below each split.
    fn below(&self, child: Child, below: &[Below]) -> Below {
        match child {
            Child::Split(split) => below[split],
            Child::Leaf(leaf) => {
                let Leaf { value, rows } = self.leaves[leaf];
                // A leaf that no training row reached counts as reached by one, so that no mean divides by 0.
                let rows = rows.max(1.0);
                Below { leaves: 1, rows, total: value * rows }
            }
        }
    }
}

/// The indices of the splits in preorder and of the leaves from left to right; `None` if they don't form one tree.
fn preorder(tree: &TrainedTree) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mut splits, mut leaves) = (Vec::new(), Vec::new());
    let mut ahead = vec![tree.root()];
    while let Some(child) = ahead.pop() {
        match child {
            Child::Leaf(leaf) => leaves.push(leaf),
            Child::Split(split) => {
                splits.push(split);
                let split = tree.splits.get(split)?;
                ahead.extend([split.right, split.left]);
            }
        }
        // Without this a split that leads back to itself would make the walk endless.
        if splits.len() > tree.splits.len() {
            return None;
        }
    }
    let is_each_once = |indices: &[usize], count: usize| {
        let mut sorted = indices.to_vec();
        sorted.sort_unstable();
        iter::zip(sorted, 0..).all(|(index, expected)| index == expected) && indices.len() == count
    };
    let is_tree = is_each_once(&splits, tree.splits.len()) && is_each_once(&leaves, tree.leaves.len());
    (is_tree && leaves.len() == splits.len() + 1).then_some((splits, leaves))
}
