//! Features → the probability that a block is content, and what each feature had to do with it.
//!
//! The model is additive: every feature has a curve, given by a few points, that says how much a value of it speaks for
//! content (in log-odds). The sum, through the logistic function, is the probability. The curves lie in `weights.txt`.

use std::sync::LazyLock;

use crate::measure::Features;

/// The curves, see its first lines for the format.
const WEIGHTS: &str = include_str!("weights.txt");
/// The name under which the table gives what holds for every block.
const BIAS: &str = "bias";

/// The probability of each block that it is content.
pub(crate) fn score(features: &[Features]) -> Vec<f32> {
    features.iter().map(|row| MODEL.probability(row)).collect()
}

/// What a feature of a block contributed to its score.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contribution {
    pub(crate) feature: &'static str,
    pub(crate) value: f32,
    /// In log-odds: positive speaks for content.
    pub(crate) weight: f32,
}

/// The few features that speak most against a block being content, the most telling first.
pub(crate) fn objections(features: &Features, few: usize) -> Vec<Contribution> {
    let mut objections: Vec<Contribution> = Vec::with_capacity(few + 1);
    for ((feature, value), curve) in Features::NAMES.iter().zip(features.values()).zip(&MODEL.curves) {
        let weight = curve.at(value);
        // Most features speak for content or say little.
        if weight >= 0.0 || objections.len() == few && objections.last().is_some_and(|last| last.weight <= weight) {
            continue;
        }
        let place = objections.partition_point(|other| other.weight <= weight);
        objections.insert(place, Contribution { feature, value, weight });
        objections.truncate(few);
    }
    objections
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));

struct Model {
    bias: f32,
    /// In the order of [`Features::NAMES`].
    curves: Vec<Curve>,
}

/// Points (value, log-odds) in order; straight lines between them, flat beyond the ends. Without points, nothing.
#[derive(Default, Clone)]
struct Curve(Vec<(f32, f32)>);

impl Model {
    /// Reads the table and passes over what is malformed: a test tells.
    fn read(table: &str) -> Model {
        let mut model = Model { bias: 0.0, curves: vec![Curve::default(); Features::NAMES.len()] };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (name, points) = line.split_once(' ').unwrap_or((line, ""));
            if name == BIAS {
                model.bias = points.trim().parse().unwrap_or(0.0);
            } else if let Some(index) = Features::NAMES.iter().position(|feature| *feature == name) {
                model.curves[index] = Curve(points.split_whitespace().filter_map(point).collect());
            }
        }
        model
    }

    fn probability(&self, features: &Features) -> f32 {
        let sum: f32 = features.values().iter().zip(&self.curves).map(|(value, curve)| curve.at(*value)).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }
}

fn point(text: &str) -> Option<(f32, f32)> {
    let (value, weight) = text.split_once(':')?;
    Some((value.parse().ok()?, weight.parse().ok()?))
}

impl Curve {
    fn at(&self, value: f32) -> f32 {
        let Some((&first, rest)) = self.0.split_first() else { return 0.0 };
        // Most features are flags that are not set.
        if value <= first.0 {
            return first.1;
        }
        let mut low = first;
        for &high in rest {
            if value < high.0 {
                return low.1 + (high.1 - low.1) * (value - low.0) / (high.0 - low.0);
            }
            low = high;
        }
        low.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let mut seen = Vec::new();
        for line in WEIGHTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (name, points) = line.split_once(' ').expect(line);
            assert!(!seen.contains(&name), "{name} stands twice");
            seen.push(name);
            if name == BIAS {
                assert!(points.trim().parse::<f32>().is_ok(), "{line}");
                continue;
            }
            assert!(Features::NAMES.contains(&name), "no feature is called {name}");
            let points: Vec<_> = points.split_whitespace().map(|text| point(text).expect(text)).collect();
            assert!(points.is_sorted_by(|a, b| a.0 < b.0), "the points of {name} are out of order");
        }
    }

    #[test]
    fn a_curve_is_straight_between_its_points_and_flat_beyond() {
        let curve = Curve(vec![(1.0, -1.0), (3.0, 1.0)]);
        for (value, weight) in [(0.0, -1.0), (1.0, -1.0), (2.0, 0.0), (2.5, 0.5), (3.0, 1.0), (9.0, 1.0)] {
            assert_eq!(curve.at(value), weight, "at {value}");
        }
        assert_eq!(Curve::default().at(1.0), 0.0);
    }
}
