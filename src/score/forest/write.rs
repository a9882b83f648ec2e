//! Trained trees → the bytes that [`Forest::read`](super::Forest::read) reads. Only the trainer calls this, through
//! `dev`.

use std::iter;

use thiserror::Error;

use super::read::MAGIC;
use super::tree::MAX_FEATURES;

/// A tree as a trainer has it: splits that point to their children, the root first.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainedTree {
    /// The splits; none if the tree is a single leaf.
    pub splits: Vec<Split>,
    /// The leaves, one more than splits.
    pub leaves: Vec<Leaf>,
}

/// A question to one feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The feature's place in the row.
    pub feature: usize,
    /// Values up to this one go left, others right.
    pub threshold: f32,
    /// Where values go that are not above the threshold.
    pub left: Child,
    /// Where values above the threshold go.
    pub right: Child,
}

/// What a split leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// The split of this index.
    Split(usize),
    /// The leaf of this index.
    Leaf(usize),
}

/// The end of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf {
    /// What it adds to the log-odds of a row.
    pub value: f64,
    /// How many rows of the training set ended here: its weight in the expected values above it.
    pub rows: f64,
}

/// Why trees can't be written as a forest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unfit {
    /// There are more features than the form can tell apart.
    #[error("more than {MAX_FEATURES} features")]
    Features,
    /// There are more trees than the form can count.
    #[error("more than {} trees", u16::MAX)]
    Trees,
    /// A feature is asked for too many values.
    #[error("feature {feature} has more than {} thresholds", u8::MAX)]
    Thresholds {
        /// The feature's place in the row.
        feature: usize,
    },
    /// Its splits and leaves don't make a tree of at most 256 leaves, over the features that there are.
    #[error("tree {tree} is no tree of at most 256 leaves over these features")]
    Tree {
        /// The tree's place in the ensemble.
        tree: usize,
    },
    /// A threshold or a leaf is infinite or not a number.
    #[error("tree {tree} holds a number that is not finite")]
    Number {
        /// The tree's place in the ensemble.
        tree: usize,
    },
}

/// The bytes of a forest over so many features. The form is told in `src/score/forest/mod.rs`.
pub fn write(features: usize, trees: &[TrainedTree]) -> Result<Vec<u8>, Unfit> {
    if features > MAX_FEATURES {
        return Err(Unfit::Features);
    }
    let walked = trees.iter().enumerate().map(|(tree, trained)| Walked::of(trained, features, tree));
    let walked: Vec<Walked> = walked.collect::<Result<_, _>>()?;
    let ladders = ladders(features, trees)?;
    let greatest = walked.iter().flat_map(|tree| &tree.leaves).fold(0.0, |most: f64, value| most.max(value.abs()));
    // Leaves that are all 0 are 0 in any unit.
    let unit = if greatest > 0.0 { (greatest / f64::from(i16::MAX)) as f32 } else { 1.0 };
    let base: f64 = walked.iter().map(|tree| tree.expected).sum();
    // A single leaf is all base.
    let grown: Vec<&Walked> = walked.iter().filter(|tree| !tree.splits.is_empty()).collect();

    let mut bytes = MAGIC.to_vec();
    bytes.extend((features as u16).to_le_bytes());
    bytes.extend(u16::try_from(grown.len()).map_err(|_| Unfit::Trees)?.to_le_bytes());
    bytes.extend((base as f32).to_le_bytes());
    bytes.extend(unit.to_le_bytes());
    for ladder in &ladders {
        bytes.push(ladder.len() as u8);
        bytes.extend(ladder.iter().flat_map(|threshold| threshold.to_le_bytes()));
    }
    for tree in grown {
        bytes.push(tree.splits.len() as u8);
        for Measured { split, left, share } in &tree.splits {
            let threshold = ladders[split.feature].partition_point(|threshold| *threshold < split.threshold);
            bytes.extend([split.feature as u8, threshold as u8, *left as u8, (share * 255.0).round() as u8]);
        }
        let quantised = tree.leaves.iter().map(|value| (value / f64::from(unit)).round() as i16);
        bytes.extend(quantised.flat_map(i16::to_le_bytes));
    }
    Ok(bytes)
}

/// The distinct thresholds of each feature, ascending.
fn ladders(features: usize, trees: &[TrainedTree]) -> Result<Vec<Vec<f32>>, Unfit> {
    let mut ladders = vec![Vec::new(); features];
    for split in trees.iter().flat_map(|tree| &tree.splits) {
        ladders[split.feature].push(split.threshold);
    }
    for (feature, ladder) in ladders.iter_mut().enumerate() {
        ladder.sort_by(f32::total_cmp);
        // -0 and 0 are the same threshold.
        ladder.dedup_by(|a, b| a == b);
        if ladder.len() > usize::from(u8::MAX) {
            return Err(Unfit::Thresholds { feature });
        }
    }
    Ok(ladders)
}

/// A tree in the order in which it is written.
struct Walked {
    /// In preorder.
    splits: Vec<Measured>,
    /// The values of the leaves from left to right, less what is expected of all rows.
    leaves: Vec<f64>,
    /// What is expected of all rows.
    expected: f64,
}

struct Measured {
    split: Split,
    /// How many leaves lie on its left side.
    left: usize,
    /// The share of its rows that go there.
    share: f64,
}

/// What lies below a child.
#[derive(Clone, Copy, Default)]
struct Below {
    leaves: usize,
    rows: f64,
    /// The sum of the values of all rows.
    total: f64,
}

impl Walked {
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
        let mut measured = Vec::with_capacity(splits.len());
        // Children stand after their parent in preorder.
        for &at in splits.iter().rev() {
            let split = tree.splits[at];
            let (left, right) = (tree.below(split.left, &below), tree.below(split.right, &below));
            let rows = left.rows + right.rows;
            below[at] = Below { leaves: left.leaves + right.leaves, rows, total: left.total + right.total };
            measured.push(Measured { split, left: left.leaves, share: left.rows / rows });
        }
        measured.reverse();
        let all = tree.below(tree.root(), &below);
        let expected = all.total / all.rows;
        let leaves = leaves.iter().map(|leaf| tree.leaves[*leaf].value - expected).collect();
        Ok(Walked { splits: measured, leaves, expected })
    }
}

impl TrainedTree {
    fn root(&self) -> Child {
        if self.splits.is_empty() { Child::Leaf(0) } else { Child::Split(0) }
    }

    fn below(&self, child: Child, below: &[Below]) -> Below {
        match child {
            Child::Split(split) => below[split],
            Child::Leaf(leaf) => {
                let Leaf { value, rows } = self.leaves[leaf];
                // A leaf that no row reached must not make an average of nothing.
                let rows = rows.max(1.0);
                Below { leaves: 1, rows, total: value * rows }
            }
        }
    }
}

/// The indices of the splits in preorder and of the leaves from left to right; none if they don't make one tree.
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
        // Endless if a split leads back to itself.
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
