//! How often each text, shape and place was met: exactly as long as there is room, by a sketch afterwards.

use std::collections::HashMap;

use super::count_min::{Cell, Sketch};
use super::fingerprint::Fingerprint;

/// The bounds on memory that a caller may set, in bytes.
const MIN_BYTES: usize = 256 << 10;
const MAX_BYTES: usize = 1 << 30;
/// An exact count takes up to 57 bytes: 24 and one of the table's own, of which after its growth 7 of 16 are in use.
/// Half of the memory is left for the sketch that takes over.
const BYTES_PER_COUNT: usize = 114;
/// The part of the memory that the sketch takes: while it is filled, the exact counts are still there.
const SKETCH_PART: usize = 2;

/// How often one was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: Cell,
    /// The least and the greatest of the pages that it was met on: if they are the same, it was one page, learned
    /// again.
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.count.add(other.count);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counts {
    Exact(HashMap<Fingerprint, Tally>),
    Sketched(Sketch),
}

/// The counts, within a bound on memory. They depend on what was counted alone, not on its order or how it was split:
/// whether there is room for exact counts is a matter of how many keys there are in all, and both kinds of counts add
/// up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tallies {
    pub(super) max_bytes: usize,
    pub(super) counts: Counts,
}

impl Tallies {
    pub(super) fn within(max_bytes: usize) -> Tallies {
        Tallies { max_bytes: max_bytes.clamp(MIN_BYTES, MAX_BYTES), counts: Counts::Exact(HashMap::new()) }
    }

    /// How many exact counts there is room for.
    pub(super) fn max_exact(&self) -> usize {
        self.max_bytes / BYTES_PER_COUNT
    }

    /// Counts what was met on a page, and whether it was kept there.
    pub(super) fn count(&mut self, met: impl Iterator<Item = (Fingerprint, bool)>, page: u32) {
        for (print, is_kept) in met {
            let count = Cell { pages: 1, kept: u32::from(is_kept) };
            self.add(print, Tally { count, first: page, last: page });
        }
    }

    pub(super) fn merge(&mut self, other: &Tallies) {
        self.max_bytes = self.max_bytes.min(other.max_bytes);
        self.fit();
        match &other.counts {
            Counts::Exact(counts) => counts.iter().for_each(|(print, tally)| self.add(*print, *tally)),
            Counts::Sketched(theirs) => match &mut self.counts {
                Counts::Exact(ours) => {
                    let mut merged = sketch(ours, self.max_bytes);
                    merged.merge(theirs);
                    self.counts = Counts::Sketched(merged);
                }
                Counts::Sketched(ours) => ours.merge(theirs),
            },
        }
    }

    /// Adds a count, and keeps the bound.
    fn add(&mut self, print: Fingerprint, tally: Tally) {
        match &mut self.counts {
            Counts::Exact(counts) => {
                counts.entry(print).and_modify(|known| known.add(tally)).or_insert(tally);
                self.fit();
            }
            Counts::Sketched(sketch) => sketch.add(print, tally.count),
        }
    }

    /// SiblingGroups what there is fit into the bound.
    fn fit(&mut self) {
        let max_exact = self.max_exact();
        match &mut self.counts {
            Counts::Exact(counts) if counts.len() <= max_exact => {}
            Counts::Exact(counts) => self.counts = Counts::Sketched(sketch(counts, self.max_bytes)),
            Counts::Sketched(sketch) => sketch.narrow(Sketch::widest(max_sketch_bytes(self.max_bytes))),
        }
    }

    /// On how many other pages something stands, if this page was learned from, and on how many of them it was kept.
    pub(super) fn get(&self, print: Fingerprint) -> Option<Cell> {
        match &self.counts {
            Counts::Exact(counts) => {
                counts.get(&print).filter(|tally| tally.first != tally.last).map(|tally| tally.count)
            }
            Counts::Sketched(sketch) => Some(sketch.get(print)),
        }
    }
}

/// How much memory a sketch may take within a bound, in bytes.
pub(super) fn max_sketch_bytes(max_bytes: usize) -> usize {
    max_bytes / SKETCH_PART
}

/// Exact counts as a sketch.
fn sketch(counts: &HashMap<Fingerprint, Tally>, max_bytes: usize) -> Sketch {
    let mut sketch = Sketch::within(max_sketch_bytes(max_bytes));
    counts.iter().for_each(|(print, tally)| sketch.add(*print, tally.count));
    sketch
}
