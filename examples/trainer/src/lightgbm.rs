//! LightGBM's text form of a model (`Booster::save_string`) → trees.
//!
//! Reads only what the trainer trains: numeric splits, and features without missing values. LightGBM's thresholds are
//! f64, the crate's features f32: the greatest f32 that is not above a threshold splits f32 values in the same way.

use std::fmt;
use std::str::FromStr;

use unboil::dev::{Child, Leaf, Split, TrainedTree};

/// The bit of `decision_type` that marks a split by category.
const CATEGORICAL: u8 = 1;
/// The bits of `decision_type` that say which values count as missing; 0 means that none does.
const MISSING: u8 = 3 << 2;

/// Why a model can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The index of the tree, from 0.
    tree: usize,
    problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tree {} of LightGBM's model: {}", self.tree, self.problem)
    }
}

impl std::error::Error for Unreadable {}

/// The trees of a model, in order.
///
/// # Errors
///
/// If a tree is incomplete, or has a split by category or with missing values.
pub(crate) fn trees(model: &str) -> Result<Vec<TrainedTree>, Unreadable> {
    // The model's parameters stand before the first tree. Whatever follows the last one is cut off in `read`.
    let sections = model.split("\nTree=").skip(1).enumerate();
    sections.map(|(tree, section)| read(section).map_err(|problem| Unreadable { tree, problem })).collect()
}

/// One tree, from the text between its `Tree=` and the next.
fn read(section: &str) -> Result<TrainedTree, String> {
    let section = section.split("\nend of trees").next().unwrap_or(section);
    let values: Vec<f64> = list(section, "leaf_value")?;
    // A tree that found no split is written without counts.
    if values.len() == 1 {
        return Ok(TrainedTree { splits: Vec::new(), leaves: vec![Leaf { value: values[0], rows: 1.0 }] });
    }
    let rows: Vec<f64> = list(section, "leaf_count")?;
    let features: Vec<usize> = list(section, "split_feature")?;
    let thresholds: Vec<f64> = list(section, "threshold")?;
    let decisions: Vec<u8> = list(section, "decision_type")?;
    let (left, right): (Vec<i32>, Vec<i32>) = (list(section, "left_child")?, list(section, "right_child")?);
    let lengths = [thresholds.len(), decisions.len(), left.len(), right.len(), values.len() - 1, rows.len() - 1];
    if lengths.iter().any(|length| *length != features.len()) {
        return Err("its lists don't have as many values as it has splits".to_owned());
    }
    if let Some(decision) = decisions.iter().find(|decision| **decision & (CATEGORICAL | MISSING) != 0) {
        return Err(format!("decision type {decision} is not one of a numeric split without missing values"));
    }
    let split = |at: usize| Split {
        feature: features[at],
        threshold: not_above(thresholds[at]),
        left: child(left[at]),
        right: child(right[at]),
    };
    let leaves = values.iter().zip(&rows).map(|(value, rows)| Leaf { value: *value, rows: *rows }).collect();
    Ok(TrainedTree { splits: (0..features.len()).map(split).collect(), leaves })
}

/// The numbers in the line `name=…`, separated by whitespace.
fn list<T: FromStr>(section: &str, name: &str) -> Result<Vec<T>, String> {
    let line = section.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    let numbers = line.ok_or_else(|| format!("it has no {name}"))?.split_whitespace();
    numbers.map(|number| number.parse().map_err(|_| format!("{name} holds {number:?}"))).collect()
}

/// LightGBM numbers splits from 0 up and leaves from -1 down.
fn child(number: i32) -> Child {
    match usize::try_from(number) {
        Ok(split) => Child::Split(split),
        Err(_) => Child::Leaf(!number as usize),
    }
}

/// The greatest f32 that is not above the number.
fn not_above(number: f64) -> f32 {
    let nearest = number as f32;
    if f64::from(nearest) > number { nearest.next_down() } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = "tree\nversion=v4\nnum_class=1\n\n\
        Tree=0\nnum_leaves=3\nsplit_feature=4 1\nthreshold=0.5 1.0000000180025095e-35\ndecision_type=0 2\n\
        left_child=1 -1\nright_child=-2 -3\nleaf_value=-0.25 0.5 1\nleaf_count=3 2 1\n\n\n\
        Tree=1\nnum_leaves=1\nleaf_value=0.125\n\n\nend of trees\n\nfeature_importances:\nleaf_value=7\n";

    #[test]
    fn splits_and_leaves_are_read() {
        let split = |feature, threshold, left, right| Split { feature, threshold, left, right };
        let leaf = |value, rows| Leaf { value, rows };
        let grown = TrainedTree {
            splits: vec![
                split(4, 0.5, Child::Split(1), Child::Leaf(1)),
                split(1, 1e-35, Child::Leaf(0), Child::Leaf(2)),
            ],
            leaves: vec![leaf(-0.25, 3.0), leaf(0.5, 2.0), leaf(1.0, 1.0)],
        };
        let single = TrainedTree { splits: Vec::new(), leaves: vec![leaf(0.125, 1.0)] };
        assert_eq!(trees(MODEL), Ok(vec![grown, single]));
    }

    #[test]
    fn incomplete_and_unsupported_trees_are_refused() {
        let cases = [
            ("a split by category", MODEL.replace("=0 2", "=1 2"), "decision type 1"),
            ("a missing value", MODEL.replace("=0 2", "=0 10"), "decision type 10"),
            ("a list too short", MODEL.replace("=4 1", "=4"), "as many values"),
            ("no number", MODEL.replace("=4 1", "=4 x"), "split_feature holds \"x\""),
            ("a missing list", MODEL.replace("leaf_count", "leaf"), "no leaf_count"),
        ];
        for (name, model, problem) in cases {
            let error = trees(&model).expect_err(name).to_string();
            assert!(error.contains(problem), "{name}: {error}");
        }
    }

    #[test]
    fn thresholds_are_rounded_down() {
        let cases = [
            (0.5, 0.5),
            (0.1, 0.1f32.next_down()),
            (-0.1, -0.1),
            (1e300, f32::MAX),
            (-1e300, f32::NEG_INFINITY),
            (16_777_217.0, 16_777_216.0),
        ];
        for (number, expected) in cases {
            assert_eq!(not_above(number), expected, "{number}");
        }
    }
}
