use proptest::prelude::*;

use super::batch::{BATCH_ROWS, Bins};
use super::{Child, Forest, Leaf, Malformed, Split, TrainedTree, Unfit, write};
use crate::score::rows::Rows;

/// Number of features of most forests here.
const FEATURES: usize = 5;
/// Number of features of the wider of two forests.
const WIDTH: usize = FEATURES + 2;

fn split(feature: usize, threshold: f32, left: Child, right: Child) -> Split {
    Split { feature, threshold, left, right }
}

fn leaves(values_and_rows: &[(f64, f64)]) -> Vec<Leaf> {
    values_and_rows.iter().map(|&(value, rows)| Leaf { value, rows }).collect()
}

/// A tree of two splits: by the first feature, and on the right side by the third.
fn sapling() -> TrainedTree {
    TrainedTree {
        splits: vec![split(0, 0.5, Child::Leaf(1), Child::Split(1)), split(2, -1.0, Child::Leaf(0), Child::Leaf(2))],
        leaves: leaves(&[(1.0, 30.0), (-1.0, 60.0), (2.0, 10.0)]),
    }
}

/// A tree of one leaf.
fn single(value: f64) -> TrainedTree {
    TrainedTree { splits: Vec::new(), leaves: leaves(&[(value, 1.0)]) }
}

/// A tree in which every split has a leaf on one side and the rest of the tree on the other.
fn chain(splits: usize, goes_right: bool) -> TrainedTree {
    let split = |at: usize| {
        let deeper = if at + 1 < splits { Child::Split(at + 1) } else { Child::Leaf(splits) };
        let (left, right) = if goes_right { (Child::Leaf(at), deeper) } else { (deeper, Child::Leaf(at)) };
        let threshold = if goes_right { at as f32 } else { -(at as f32) };
        split(at % FEATURES, threshold, left, right)
    };
    let leaf = |at| Leaf { value: at as f64, rows: 1.0 };
    TrainedTree { splits: (0..splits).map(split).collect(), leaves: (0..=splits).map(leaf).collect() }
}

/// The forest of these trees, written and read.
fn grow(trees: &[TrainedTree]) -> Forest {
    grow_of(FEATURES, trees)
}

/// The forest of these trees for rows of `features` values, written and read.
fn grow_of(features: usize, trees: &[TrainedTree]) -> Forest {
    let bytes = write(features, trees).expect("the trees are sound");
    let mut rest = &bytes[..];
    let forest = Forest::read(&mut rest).expect("what was written can be read");
    assert!(rest.is_empty());
    forest
}

/// The log-odds of a row by the trees before they are written.
fn sum_before(trees: &[TrainedTree], row: &[f32]) -> f64 {
    let leaf = |tree: &TrainedTree| {
        let mut at = if tree.splits.is_empty() { Child::Leaf(0) } else { Child::Split(0) };
        loop {
            match at {
                Child::Leaf(leaf) => return tree.leaves[leaf].value,
                Child::Split(split) => {
                    let Split { feature, threshold, left, right } = tree.splits[split];
                    at = if row[feature] <= threshold { left } else { right };
                }
            }
        }
    };
    trees.iter().map(leaf).sum()
}

/// Random trees, grown from a leaf by splitting one leaf after the other.
fn tree() -> impl Strategy<Value = TrainedTree> {
    let value = || (-8i8..=8).prop_map(|value| f64::from(value) / 4.0);
    let growth = (any::<prop::sample::Index>(), 0..FEATURES, -4i8..=4, value(), 1u8..=50);
    (value(), prop::collection::vec(growth, 0..40)).prop_map(|(value, growths)| {
        let mut tree = single(value);
        for (leaf, feature, threshold, value, rows) in growths {
            let leaf = Child::Leaf(leaf.index(tree.leaves.len()));
            let grown = Child::Split(tree.splits.len());
            for split in &mut tree.splits {
                split.left = if split.left == leaf { grown } else { split.left };
                split.right = if split.right == leaf { grown } else { split.right };
            }
            tree.splits.push(split(feature, f32::from(threshold), leaf, Child::Leaf(tree.leaves.len())));
            tree.leaves.push(Leaf { value, rows: f64::from(rows) });
        }
        tree
    })
}

/// Random rows with values on the thresholds and between them.
fn row() -> impl Strategy<Value = [f32; FEATURES]> {
    prop::array::uniform((-10i8..=10).prop_map(|value| f32::from(value) / 2.0))
}

/// The first `N` values of each row.
fn rows_of<const N: usize>(rows: &[[f32; FEATURES]]) -> Rows {
    let mut begun = Rows::new(N, rows.len());
    rows.iter().filter_map(|row| row.first_chunk::<N>()).for_each(|row| begun.extend(*row));
    begun
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_forest_has_the_sums_of_its_trees(
        trees in prop::collection::vec(tree(), 0..6),
        rows in prop::collection::vec(row(), 0..BATCH_ROWS * 2 + 2),
    ) {
        let forest = grow(&trees);
        // A value that is missing at the end of a row counts as 0.
        let short = forest.sums(&rows_of::<{ FEATURES - 1 }>(&rows));
        let sums = forest.sums(&rows_of::<FEATURES>(&rows));
        prop_assert_eq!((short.len(), sums.len()), (rows.len(), rows.len()));
        for ((row, sum), short) in rows.iter().zip(sums).zip(short) {
            prop_assert_eq!((sum, short), (forest.sum(row), forest.sum(&row[..FEATURES - 1])));
            prop_assert!((f64::from(sum) - sum_before(&trees, row)).abs() < 1e-3);
            let mut contributions = [0.0; FEATURES];
            forest.contributions(row, &mut contributions);
            prop_assert!((forest.bias() + contributions.iter().sum::<f32>() - sum).abs() < 1e-4);
        }
    }

    #[test]
    fn forests_that_share_thresholds_have_the_sums_they_had_alone(
        mut trees in prop::array::uniform2(prop::collection::vec(tree(), 0..4)),
        rows in prop::collection::vec(row(), 1..BATCH_ROWS + 2),
        // If both forests have 200 thresholds of the first feature, these are too many to be shared.
        many in prop::array::uniform2(any::<bool>()),
    ) {
        for ((trees, many), first) in trees.iter_mut().zip(many).zip([-20.0, -19.95]) {
            let thresholds = (0..200).filter(|_| many).map(|at| first + at as f32 / 5.0);
            trees.extend(thresholds.map(|threshold| chain(1, true).at_threshold(threshold)));
        }
        let [first, mut second] = [(FEATURES, &trees[0]), (WIDTH, &trees[1])].map(|(width, trees)| grow_of(width, trees));
        // Where the features of the first forest are in the wider rows: two columns are free, and most features move.
        let places = [0, 4, 6, 1, 3];
        let wide = |row: &[f32; FEATURES]| [row[0], row[3], 9.0, row[4], row[1], -9.0, row[2]];
        let mut wide_rows = Rows::new(WIDTH, rows.len());
        rows.iter().for_each(|row| wide_rows.extend(wide(row)));
        let alone = [first.sums(&rows_of::<FEATURES>(&rows)), second.sums(&wide_rows)];
        let mut first = first.placed(&places, WIDTH).expect("all are within the row");
        first.share(&mut second, &places);
        let mut bins = Bins::new(WIDTH, rows.len());
        first.fill(&mut bins, &wide_rows, 0..WIDTH);
        prop_assert_eq!(&first.sums_of(&bins), &alone[0]);
        let added = second.others(&first);
        prop_assert_eq!(added.contains(&0), many == [true; 2]);
        second.fill(&mut bins, &wide_rows, added.into_iter());
        prop_assert_eq!(&second.sums_of(&bins), &alone[1]);
    }

    #[test]
    fn malformed_bytes_are_refused_or_harmless(
        trees in prop::collection::vec(tree(), 0..4),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = write(FEATURES, &trees).expect("the trees are sound");
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(forest) = Forest::read(&mut &bytes[..]) {
            let row = [f32::NAN, f32::INFINITY, -1.0, 0.0, 1.0];
            let mut rows = Rows::new(row.len(), 1);
            rows.extend(row);
            forest.sums(&rows);
            forest.sums(&Rows::default());
            forest.contributions(&row, &mut [0.0; FEATURES + 1]);
            forest.contributions(&row, &mut [0.0; 1]);
        }
    }
}

#[test]
fn bytes_that_end_early_are_refused() {
    let bytes = write(FEATURES, &[sapling(), chain(20, true)]).expect("the trees are sound");
    for end in 0..bytes.len() {
        assert_eq!(Forest::read(&mut &bytes[..end]), Err(Malformed::CutOff), "after {end} bytes");
    }
}

#[test]
fn bytes_that_point_outside_are_refused() {
    let bytes = write(FEATURES, &[sapling()]).expect("the trees are sound");
    // The head has 16 bytes. Then each feature has a byte for the number of its thresholds; two have one threshold of 4
    // bytes.
    let tree = 16 + FEATURES + 2 * 4;
    let cases: &[(&str, usize, u8, Malformed)] = &[
        ("another file", 0, b'V', Malformed::Magic),
        ("another version", 3, b'9', Malformed::Magic),
        ("more features than a byte can name", 5, 0xff, Malformed::Tree),
        ("an infinite unit", 15, 0x7f, Malformed::Number),
        ("a tree without splits", tree, 0, Malformed::Tree),
        ("a feature that there is not", tree + 1, FEATURES as u8, Malformed::Tree),
        ("a feature without thresholds", tree + 1, 1, Malformed::Tree),
        ("a threshold that there is not", tree + 2, 1, Malformed::Tree),
        ("a left side without leaves", tree + 3, 0, Malformed::Tree),
        ("a right side without leaves", tree + 3, 3, Malformed::Tree),
    ];
    for &(name, at, byte, expected) in cases {
        let mut bytes = bytes.clone();
        // An infinite number has all bits of the exponent set; the lowest of them is in the byte before.
        if expected == Malformed::Number {
            bytes[at - 1] |= 0x80;
        }
        bytes[at] = byte;
        assert_eq!(Forest::read(&mut &bytes[..]), Err(expected), "{name}");
    }
}

#[test]
fn thresholds_out_of_order_are_refused() {
    let bytes = write(FEATURES, &[chain(10, true)]).expect("the trees are sound");
    let mut swapped = bytes.clone();
    swapped[17..21].copy_from_slice(&bytes[21..25]);
    swapped[21..25].copy_from_slice(&bytes[17..21]);
    assert_eq!(Forest::read(&mut &swapped[..]), Err(Malformed::Number));
}

#[test]
fn bytes_after_a_forest_are_left() {
    let bytes =
        [write(FEATURES, &[sapling()]), write(FEATURES, &[]), Ok(b"rest".to_vec())].map(Result::unwrap).concat();
    let mut rest = &bytes[..];
    assert_eq!(Forest::read(&mut rest), Ok(grow(&[sapling()])));
    assert_eq!(Forest::read(&mut rest), Ok(grow(&[])));
    assert_eq!(rest, b"rest");
}

#[test]
fn contributions_go_to_the_features_on_the_path() {
    let forest = grow(&[sapling(), single(0.25)]);
    // The root expects (30 × 1 - 60 × 1 + 10 × 2) / 100 = -0.1, its right side (30 × 1 + 10 × 2) / 40 = 1.25.
    let bias = -0.1 + 0.25;
    let cases: &[(&[f32], [f32; 3])] = &[
        (&[0.0], [-0.9, 0.0, 0.0]),
        (&[0.5, 9.0, 9.0], [-0.9, 0.0, 0.0]),
        (&[0.6, 0.0, -1.0], [1.35, 0.0, -0.25]),
        (&[0.6, 0.0, -0.9], [1.35, 0.0, 0.75]),
    ];
    for (row, expected) in cases {
        let mut contributions = [f32::NAN; 3];
        forest.contributions(row, &mut contributions);
        for (found, expected) in contributions.iter().zip(expected) {
            // Shares are rounded to 255ths.
            assert!((found - expected).abs() < 0.01, "{row:?}: {contributions:?}");
        }
        assert!((forest.bias() - bias).abs() < 0.01);
        assert!((forest.bias() + contributions.iter().sum::<f32>() - forest.sum(row)).abs() < 1e-5);
    }
}

#[test]
fn the_deepest_trees_have_256_leaves() {
    for goes_right in [false, true] {
        let tree = chain(255, goes_right);
        let forest = grow(std::slice::from_ref(&tree));
        for value in [-300.0, -100.5, -1.0, 0.0, 7.0, 254.0, 300.0] {
            let row = [value; FEATURES];
            let (sum, expected) = (forest.sum(&row), sum_before(std::slice::from_ref(&tree), &row) as f32);
            assert!((sum - expected).abs() < 0.01, "{value}: {sum} is not {expected}");
            assert_eq!(forest.sums(&rows_of::<FEATURES>(&[row])), [sum]);
        }
    }
}

#[test]
fn trees_that_do_not_fit_the_format_are_refused() {
    let with = |change: fn(&mut TrainedTree)| {
        let mut tree = sapling();
        change(&mut tree);
        vec![sapling(), tree]
    };
    let many_thresholds = |count| (0..count).map(|at| chain(1, true).at_threshold(at as f32)).collect::<Vec<_>>();
    let no_tree = Unfit::Tree { tree: 1 };
    let cases: Vec<(&str, usize, Vec<TrainedTree>, Option<Unfit>)> = vec![
        ("256 features", 256, vec![sapling()], None),
        ("257 features", 257, vec![sapling()], Some(Unfit::Features)),
        ("255 thresholds", FEATURES, many_thresholds(255), None),
        ("256 thresholds", FEATURES, many_thresholds(256), Some(Unfit::Thresholds { feature: 0 })),
        ("single leaves by the thousand", FEATURES, vec![single(1e-3); 70_000], None),
        ("65,536 trees", FEATURES, vec![sapling(); 65_536], Some(Unfit::Trees)),
        ("257 leaves", FEATURES, vec![chain(256, true)], Some(Unfit::Tree { tree: 0 })),
        ("no leaf", FEATURES, with(|tree| *tree = TrainedTree { splits: vec![], leaves: vec![] }), Some(no_tree)),
        ("another feature", FEATURES, with(|tree| tree.splits[1].feature = FEATURES), Some(no_tree)),
        ("a circle", FEATURES, with(|tree| tree.splits[1].left = Child::Split(0)), Some(no_tree)),
        ("a leaf of two splits", FEATURES, with(|tree| tree.splits[1].left = Child::Leaf(2)), Some(no_tree)),
        ("a split that is not there", FEATURES, with(|tree| tree.splits[1].left = Child::Split(7)), Some(no_tree)),
        ("an idle leaf", FEATURES, with(|tree| tree.leaves.push(tree.leaves[0])), Some(no_tree)),
        ("an infinite leaf", FEATURES, with(|tree| tree.leaves[0].value = f64::NAN), Some(Unfit::Number { tree: 1 })),
        (
            "an infinite threshold",
            FEATURES,
            with(|tree| tree.splits[0].threshold = f32::NEG_INFINITY),
            Some(Unfit::Number { tree: 1 }),
        ),
    ];
    for (name, features, trees, expected) in cases {
        assert_eq!(write(features, &trees).err(), expected, "{name}");
    }
}

impl TrainedTree {
    fn at_threshold(mut self, threshold: f32) -> TrainedTree {
        self.splits[0].threshold = threshold;
        self
    }
}
