//! A count-min sketch: counts of more keys than there is memory for (Cormode and Muthukrishnan, "An improved data
//! stream summary: the count-min sketch and its applications", 2005).
//!
//! A key has one cell in each row and shares it with other keys. So the count in a cell is never too low, and the
//! smallest of a key's cells is nearest to the truth. A count that does not stand out from the average cell of a row is
//! reported as 0. Two sketches of equal width are merged by adding them cell by cell, and a sketch is halved in width
//! by adding the halves of each row. The sums do not depend on the order of these steps.

use super::fingerprint::Fingerprint;

/// Number of rows. With four, 2 of 100 keys (e⁻⁴) are estimated too high by more than e times the mean of a row's
/// cells.
const ROWS: usize = 4;
/// A count above this many times the mean of a row's cells stands out and is reported; a smaller one counts as 0. Set
/// by hand.
const NOISE: u64 = 2;
/// Memory that a cell takes, in bytes.
const CELL_BYTES: usize = size_of::<Cell>();

/// On how many pages something was seen, and on how many of them it was kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) pages: u32,
    pub(super) kept: u32,
}

impl Cell {
    /// Adds other counts. Stops at `u32::MAX`.
    pub(super) fn add(&mut self, other: Cell) {
        self.pages = self.pages.saturating_add(other.pages);
        self.kept = self.kept.saturating_add(other.kept);
    }
}

/// A count-min sketch of [`Cell`]s: [`ROWS`] rows of `width` cells each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Cells in a row, a power of two.
    width: usize,
    /// The cells, row after row.
    cells: Vec<Cell>,
    /// Sum of the pages of all keys, which is the sum of the pages in any row.
    all: u64,
}

impl Sketch {
    /// An empty sketch, the widest that takes at most `max_bytes` of memory.
    pub(super) fn within(max_bytes: usize) -> Sketch {
        Sketch::of_width(Sketch::widest(max_bytes))
    }

    /// Cells in a row of the widest sketch that takes at most `max_bytes`: a power of two, at least 1.
    pub(super) fn widest(max_bytes: usize) -> usize {
        1 << (max_bytes / (ROWS * CELL_BYTES)).max(1).ilog2()
    }

    fn of_width(width: usize) -> Sketch {
        Sketch { width, cells: vec![Cell::default(); ROWS * width], all: 0 }
    }

    /// Indexes into `cells` of the cells of a key, one per row.
    fn cell_indexes(&self, key: Fingerprint) -> [usize; ROWS] {
        // Two halves of one hash are as good as a hash of its own for each row (Kirsch and Mitzenmacher 2006).
        let (first, step) = (key as u32, (key >> 32) as u32 | 1);
        std::array::from_fn(|row| {
            let hash = first.wrapping_add(step.wrapping_mul(row as u32));
            row * self.width + hash as usize % self.width
        })
    }

    /// Builds a sketch from its cells, row after row. There must be as many as [`Sketch::count_within`] returns.
    pub(super) fn of_cells(cells: Vec<Cell>) -> Sketch {
        let width = cells.len() / ROWS;
        let all = cells[..width].iter().map(|cell| u64::from(cell.pages)).sum();
        Sketch { width, cells, all }
    }

    /// Number of cells, in all rows, of the widest sketch that takes at most `max_bytes`.
    pub(super) fn count_within(max_bytes: usize) -> usize {
        ROWS * Sketch::widest(max_bytes)
    }

    /// All cells, row after row.
    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Adds a count to a key.
    pub(super) fn add(&mut self, key: Fingerprint, count: Cell) {
        self.all = self.all.saturating_add(u64::from(count.pages));
        self.cell_indexes(key).into_iter().for_each(|index| self.cells[index].add(count));
    }

    /// Estimated count of a key: never too low if it stands out by [`NOISE`], else 0.
    pub(super) fn get(&self, key: Fingerprint) -> Cell {
        let cells = self.cell_indexes(key).map(|index| self.cells[index]);
        let least = cells.into_iter().min_by_key(|cell| (cell.pages, cell.kept)).unwrap_or_default();
        let stands_out = u64::from(least.pages) * self.width as u64 > NOISE * self.all;
        if stands_out { least } else { Cell::default() }
    }

    /// Adds another sketch, of any width. The result is as wide as the narrower of the two.
    pub(super) fn merge(&mut self, other: &Sketch) {
        self.narrow(other.width);
        self.add_folded(other);
    }

    /// Narrows the rows to this width, if they are wider. `width` must be a power of two.
    pub(super) fn narrow(&mut self, width: usize) {
        if width >= self.width {
            return;
        }
        let mut narrow = Sketch::of_width(width);
        narrow.add_folded(self);
        *self = narrow;
    }

    /// Adds the cells of a sketch whose rows are at least as wide: those beyond this one's width start again from its
    /// first cell.
    fn add_folded(&mut self, other: &Sketch) {
        self.all = self.all.saturating_add(other.all);
        for (row, cells) in other.cells.chunks(other.width).enumerate() {
            for (index, cell) in cells.iter().enumerate() {
                self.cells[row * self.width + index % self.width].add(*cell);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Cell = Cell { pages: 1, kept: 1 };

    #[test]
    fn counts_that_stand_out_are_never_too_low_and_few_are_too_high() {
        let mut sketch = Sketch::within(1 << 18);
        let key = |index: u64| index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (0..100_000).for_each(|index| sketch.add(key(index), ONE));
        (0..1000).for_each(|_| sketch.add(key(7), ONE));
        assert!(sketch.get(key(7)).pages >= 1001);
        let errors =
            (0..100_000).filter(|index| *index != 7).map(|index| sketch.get(key(index)).pages.saturating_sub(1));
        // All but e⁻⁴ of the keys, 1831 of 100 000, err by at most e times the mean of a cell.
        let bound = std::f64::consts::E * 101_000.0 / sketch.width as f64;
        let over = errors.filter(|error| f64::from(*error) > bound).count();
        assert!(over <= 1831, "{over} keys are over {bound}");
    }

    #[test]
    fn sketches_of_any_width_add_up() {
        let filled = |max_bytes: usize, keys: std::ops::Range<u64>| {
            let mut sketch = Sketch::within(max_bytes);
            keys.for_each(|key| sketch.add(key.wrapping_mul(0x9e37_79b9_7f4a_7c15), ONE));
            sketch
        };
        let whole = filled(1 << 12, 0..300);
        for (a, b) in [(12, 12), (12, 14), (14, 12)] {
            let mut merged = filled(1 << a, 0..100);
            merged.merge(&filled(1 << b, 100..300));
            assert_eq!(merged, whole, "2^{a} and 2^{b} bytes");
        }
    }
}
