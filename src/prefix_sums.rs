//! Prefix sums, with which the total of any range of values takes one subtraction.

use std::iter::once;
use std::ops::Range;

/// The totals of the first 0, 1, 2 and so on of a list of values, each of which is `N` numbers.
pub(crate) struct PrefixSums<const N: usize>(Vec<[f64; N]>);

impl<const N: usize> PrefixSums<N> {
    /// Sums up the values.
    pub(crate) fn of(values: impl Iterator<Item = [f32; N]>) -> PrefixSums<N> {
        let mut total = [0.0; N];
        let running = values.map(|value| {
            total.iter_mut().zip(value).for_each(|(total, number)| *total += f64::from(number));
            total
        });
        PrefixSums(once([0.0; N]).chain(running).collect())
    }

    /// The totals of a range of the values.
    #[inline]
    pub(crate) fn total(&self, range: Range<usize>) -> [f64; N] {
        let (start, end) = (&self.0[range.start], &self.0[range.end]);
        std::array::from_fn(|index| end[index] - start[index])
    }

    /// The number of values.
    pub(crate) fn len(&self) -> usize {
        self.0.len() - 1
    }

    /// The totals of all values.
    pub(crate) fn all(&self) -> [f64; N] {
        self.total(0..self.len())
    }
}

impl PrefixSums<2> {
    /// Sums up values with their weights: the first total is that of value times weight, the second that of weight.
    pub(crate) fn weighted(values: impl Iterator<Item = (f32, f32)>) -> PrefixSums<2> {
        PrefixSums::of(values.map(|(value, weight)| [value * weight, weight]))
    }

    /// The mean by weight of a range of the values, summed up by [`PrefixSums::weighted`]; 0 if the range is empty.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn mean(&self, range: Range<usize>) -> f32 {
        if range.is_empty() {
            return 0.0;
        }
        let [sum, weight] = self.total(range);
        (sum / weight) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::PrefixSums;

    #[test]
    fn totals_and_means_of_ranges() {
        let sums = PrefixSums::of([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]].into_iter());
        assert_eq!((sums.len(), sums.all()), (3, [6.0, 60.0]));
        assert_eq!((sums.total(1..3), sums.total(2..2)), ([5.0, 50.0], [0.0, 0.0]));
        let weighted = PrefixSums::weighted([(1.0, 1.0), (0.5, 2.0), (0.0, 1.0)].into_iter());
        assert_eq!((weighted.mean(0..2), weighted.mean(1..3), weighted.mean(1..1)), (2.0 / 3.0, 1.0 / 3.0, 0.0));
    }
}
