//! The features of a page's blocks.

/// Rows of the same width, one behind the other.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Rows {
    values: Vec<f32>,
    width: usize,
}

impl Rows {
    /// Of that width; with room for so many.
    pub(super) fn new(width: usize, count: usize) -> Rows {
        Rows { values: Vec::with_capacity(width * count), width }
    }

    /// Adds to the last row, or begins another.
    #[inline]
    pub(super) fn extend<const N: usize>(&mut self, values: [f32; N]) {
        self.values.extend_from_slice(&values);
    }

    /// Adds values to the last row, or begins another.
    pub(super) fn extend_from(&mut self, values: &[f32]) {
        self.values.extend_from_slice(values);
    }

    /// Sets some values of a row, from a feature on.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, row: usize, feature: usize, values: [f32; N]) {
        self.values[row * self.width + feature..][..N].copy_from_slice(&values);
    }

    pub(super) fn len(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or_default()
    }

    pub(super) fn row(&self, index: usize) -> &[f32] {
        &self.values[index * self.width..][..self.width]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.since(0)
    }

    /// From a row on.
    pub(super) fn since(&self, first: usize) -> impl Iterator<Item = &[f32]> {
        let values = self.values.get(first * self.width..).unwrap_or_default();
        values.chunks_exact(self.width.max(1))
    }
}
