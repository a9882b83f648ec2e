//! Rows of features, one per block, stored in one vector.

/// Rows of the same width, one behind the other.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Rows {
    /// The values of all rows; of the last row perhaps only the first ones.
    values: Vec<f32>,
    /// Number of values per row.
    width: usize,
}

impl Rows {
    /// No rows of this width, with memory for `count` of them.
    pub(super) fn new(width: usize, count: usize) -> Rows {
        Rows { values: Vec::with_capacity(width * count), width }
    }

    /// Adds values to the last row, or begins another if that is full; the number of values is known at compile time.
    #[inline]
    pub(super) fn extend<const N: usize>(&mut self, values: [f32; N]) {
        self.values.extend_from_slice(&values);
    }

    /// Adds values to the last row, or begins another if that is full.
    pub(super) fn extend_from(&mut self, values: &[f32]) {
        self.values.extend_from_slice(values);
    }

    /// Sets some values of a row, from the column `feature` on.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, row: usize, feature: usize, values: [f32; N]) {
        self.values[row * self.width + feature..][..N].copy_from_slice(&values);
    }

    /// The number of full rows.
    pub(super) fn len(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or_default()
    }

    /// The values of a row.
    pub(super) fn row(&self, index: usize) -> &[f32] {
        &self.values[index * self.width..][..self.width]
    }

    /// All rows, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// The values of a feature in the rows from `first` on, in order, without an end: 0 behind the last row, and
    /// everywhere if rows have no such feature.
    pub(super) fn column(&self, feature: usize, first: usize) -> impl Iterator<Item = f32> {
        let values = if feature < self.width { &self.values[..] } else { &[] };
        let mut at = first * self.width + feature;
        std::iter::repeat_with(move || {
            let value = values.get(at).copied().unwrap_or_default();
            at += self.width;
            value
        })
    }
}
