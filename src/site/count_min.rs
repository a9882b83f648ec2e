//! A count-min sketch: counts of more keys than there is memory for (Cormode and Muthukrishnan, "An improved data
//! stream summary: the count-min sketch and its applications", 2005).
//!
//! A key has one cell in each row, and shares it with others. So a cell's count is never too low; the least of a key's
//! cells is nearest to the truth. What does not stand out from what the others leave in a cell on average counts as
//! nothing. Two sketches of one width add up cell by cell, and one of half the width is found by adding its halves:
//! whatever the order, the sums are the same.

use super::fingerprint::Fingerprint;

/// Two of a hundred keys, e⁻⁴, are estimated too high by more than e times the mean of a row.
const ROWS: usize = 4;
/// A key stands out from so many times the mean of a row.
const NOISE: u64 = 2;
/// The memory of a cell.
const CELL_BYTES: usize = size_of::<Cell>();

/// How often something was met, and how often it was kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) pages: u32,
    pub(super) kept: u32,
}

impl Cell {
    pub(super) fn add(&mut self, other: Cell) {
        self.pages = self.pages.saturating_add(other.pages);
        self.kept = self.kept.saturating_add(other.kept);
    }
}

/// The counts, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch {
    width: usize,
    cells: Vec<Cell>,
    /// The counts of all keys: the sum of a row.
    all: u64,
}

impl Sketch {
    /// The largest that takes no more memory than this: a power of two of cells in a row.
    pub(super) fn within(max_bytes: usize) -> Sketch {
        Sketch::of_width(Sketch::widest(max_bytes))
    }

    /// How many cells a row has of the largest that takes no more memory.
    pub(super) fn widest(max_bytes: usize) -> usize {
        1 << (max_bytes / (ROWS * CELL_BYTES)).max(1).ilog2()
    }

    fn of_width(width: usize) -> Sketch {
        Sketch { width, cells: vec![Cell::default(); ROWS * width], all: 0 }
    }

    /// Where a key's cells lie.
    fn places(&self, key: Fingerprint) -> [usize; ROWS] {
        // Two halves of one hash are as good as one hash a row (Kirsch and Mitzenmacher 2006).
        let (first, step) = (key as u32, (key >> 32) as u32 | 1);
        std::array::from_fn(|row| {
            let hash = first.wrapping_add(step.wrapping_mul(row as u32));
            row * self.width + hash as usize % self.width
        })
    }

    /// SiblingGroups one of its cells, which must be as many as [`Sketch::count_within`] says.
    pub(super) fn of_cells(cells: Vec<Cell>) -> Sketch {
        let width = cells.len() / ROWS;
        let all = cells[..width].iter().map(|cell| u64::from(cell.pages)).sum();
        Sketch { width, cells, all }
    }

    /// How many cells the largest has that takes no more memory.
    pub(super) fn count_within(max_bytes: usize) -> usize {
        ROWS * Sketch::widest(max_bytes)
    }

    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    pub(super) fn add(&mut self, key: Fingerprint, count: Cell) {
        self.all = self.all.saturating_add(u64::from(count.pages));
        self.places(key).into_iter().for_each(|place| self.cells[place].add(count));
    }

    pub(super) fn get(&self, key: Fingerprint) -> Cell {
        let cells = self.places(key).map(|place| self.cells[place]);
        let least = cells.into_iter().min_by_key(|cell| (cell.pages, cell.kept)).unwrap_or_default();
        let stands_out = u64::from(least.pages) * self.width as u64 > NOISE * self.all;
        if stands_out { least } else { Cell::default() }
    }

    /// Adds another, once both have the smaller width of the two.
    pub(super) fn merge(&mut self, other: &Sketch) {
        self.narrow(other.width);
        self.fold(other);
    }

    /// Folds the rows to this width, if they are wider.
    pub(super) fn narrow(&mut self, width: usize) {
        if width >= self.width {
            return;
        }
        let mut narrow = Sketch::of_width(width);
        narrow.fold(self);
        *self = narrow;
    }

    /// Adds the cells of a sketch that is as wide or wider.
    fn fold(&mut self, other: &Sketch) {
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
    fn what_stands_out_is_never_too_low_and_the_rest_is_seldom_there() {
        let mut sketch = Sketch::within(1 << 18);
        let key = |index: u64| index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (0..100_000).for_each(|index| sketch.add(key(index), ONE));
        (0..1000).for_each(|_| sketch.add(key(7), ONE));
        assert!(sketch.get(key(7)).pages >= 1001);
        let errors =
            (0..100_000).filter(|index| *index != 7).map(|index| sketch.get(key(index)).pages.saturating_sub(1));
        // e times the mean of a cell, for all but e⁻⁴ of the keys.
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
