//! Bytes → forest. Every index is checked here, so that every forest that was read can be evaluated.

use thiserror::Error;

use super::Forest;
use super::batch::Thresholds;
use super::tree::{MAX_FEATURES, Node, Tree};

/// The first bytes of a forest: a name, and the version of the format.
pub(super) const MAGIC: [u8; 4] = *b"UBF1";

/// What is wrong with the bytes of a forest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Malformed {
    /// The bytes are not those of a forest, or of another version of the format.
    #[error("no forest of this version")]
    Magic,
    /// The bytes end too early.
    #[error("the forest is cut off")]
    CutOff,
    /// A number is not finite, or thresholds are out of order.
    #[error("a number of the forest is out of order")]
    Number,
    /// A tree refers to a feature, a threshold or leaves that don't exist.
    #[error("a tree of the forest points outside")]
    Tree,
}

impl Forest {
    /// Reads a forest from the front of `bytes`, and leaves the bytes that follow it. The format is described in
    /// `src/score/forest/mod.rs`.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the bytes are not those of a forest that can be evaluated.
    pub fn read(bytes: &mut &[u8]) -> Result<Forest, Malformed> {
        if take::<4>(bytes)? != MAGIC {
            return Err(Malformed::Magic);
        }
        let features = usize::from(u16::from_le_bytes(take(bytes)?));
        let trees = u16::from_le_bytes(take(bytes)?);
        if features > MAX_FEATURES {
            return Err(Malformed::Tree);
        }
        let (base, unit) = (number(bytes)?, number(bytes)?);
        let thresholds: Vec<Vec<f32>> = (0..features).map(|_| feature_thresholds(bytes)).collect::<Result<_, _>>()?;
        let trees: Vec<Tree> = (0..trees).map(|_| tree(bytes, &thresholds)).collect::<Result<_, _>>()?;
        let roots: i32 = trees.iter().map(|tree| i32::from(tree.expected[0])).sum();
        let bias = base + unit * roots as f32;
        Ok(Forest { base, bias, unit, thresholds: thresholds.into_iter().map(Thresholds::new).collect(), trees })
    }
}

/// Takes `N` bytes from the front.
fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Malformed> {
    let (taken, rest) = bytes.split_first_chunk().ok_or(Malformed::CutOff)?;
    *bytes = rest;
    Ok(*taken)
}

/// Takes `count` times `N` bytes from the front.
fn take_list<'a, const N: usize>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [[u8; N]], Malformed> {
    let (taken, rest) = bytes.split_at_checked(N * count).ok_or(Malformed::CutOff)?;
    *bytes = rest;
    Ok(taken.as_chunks().0)
}

/// Takes a number, which must be finite.
fn number(bytes: &mut &[u8]) -> Result<f32, Malformed> {
    let number = f32::from_le_bytes(take(bytes)?);
    if number.is_finite() { Ok(number) } else { Err(Malformed::Number) }
}

/// Takes the thresholds of a feature, which must be ascending.
fn feature_thresholds(bytes: &mut &[u8]) -> Result<Vec<f32>, Malformed> {
    let [count] = take(bytes)?;
    let thresholds = take_list(bytes, usize::from(count))?;
    let thresholds: Vec<f32> = thresholds.iter().map(|threshold| f32::from_le_bytes(*threshold)).collect();
    let are_in_order =
        thresholds.iter().all(|threshold| threshold.is_finite()) && thresholds.is_sorted_by(|a, b| a < b);
    if are_in_order { Ok(thresholds) } else { Err(Malformed::Number) }
}

/// Takes a tree, given the thresholds of each feature.
fn tree(bytes: &mut &[u8], thresholds: &[Vec<f32>]) -> Result<Tree, Malformed> {
    let [splits] = take(bytes)?;
    let (mut nodes, mut shares) = (Vec::with_capacity(usize::from(splits)), Vec::with_capacity(usize::from(splits)));
    // For each child that is still to come in preorder, the number of leaves below it; the next child is last.
    let mut ahead = vec![u16::from(splits) + 1];
    let mut first = 0;
    for _ in 0..splits {
        while ahead.pop_if(|leaves| *leaves == 1).is_some() {
            first += 1;
        }
        let [feature, threshold, left, share] = take(bytes)?;
        let known = thresholds.get(usize::from(feature)).map_or(0, Vec::len);
        let leaves = ahead.pop().ok_or(Malformed::Tree)?;
        if usize::from(threshold) >= known || left == 0 || u16::from(left) >= leaves {
            return Err(Malformed::Tree);
        }
        let right = leaves - u16::from(left);
        ahead.extend([right, u16::from(left)]);
        nodes.push(Node { feature, threshold, first, left, right: right as u8 });
        shares.push(share);
    }
    if nodes.is_empty() {
        return Err(Malformed::Tree);
    }
    let leaves = take_list(bytes, usize::from(splits) + 1)?.iter().map(|leaf| i16::from_le_bytes(*leaf)).collect();
    let mut tree = Tree { expected: vec![0; nodes.len()], nodes, leaves };
    tree.expect(&shares);
    Ok(tree)
}

impl Tree {
    /// Computes the expected value at each split, given the share of the training rows that went left there, in 255ths.
    fn expect(&mut self, shares: &[u8]) {
        // Children come after their parent, so that they are done first.
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let (first, left, right) = (usize::from(node.first), usize::from(node.left), usize::from(node.right));
            let left_value = f32::from(self.value(at + 1, left, first));
            let right_value = f32::from(self.value(at + left, right, first + left));
            let share = f32::from(shares[at]) / f32::from(u8::MAX);
            self.expected[at] = (right_value + share * (left_value - right_value)).round() as i16;
        }
    }
}
