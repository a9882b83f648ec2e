//! On how many pages each text, shape and location was seen: exact counts while there is memory for them, estimates of
//! a count-min sketch afterwards.

use std::collections::HashMap;

use super::count_min::{Cell, Sketch};
use super::fingerprint::Fingerprint;

/// The smallest bound on memory that a caller can set, in bytes: 256 KiB. Set by hand.
const MIN_BYTES: usize = 256 << 10;
/// The largest bound on memory that a caller can set, in bytes: 1 GiB. Set by hand.
const MAX_BYTES: usize = 1 << 30;
/// Bytes of the bound that are budgeted for an exact count: twice the 57 that it takes at most. These are 24 for the
/// entry and 1 of the hash table's own, with 7 of 16 slots in use after the table has grown. The other half of the
/// memory is left for the sketch that takes over.
const BYTES_PER_COUNT: usize = 114;
/// The sketch takes one part in this many of the memory: while it is filled, the exact counts are still there.
const SKETCH_PART: usize = 2;

/// The exact count of one text, shape or location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: Cell,
    /// The smallest number, by [`of_page`](super::fingerprint::of_page), of the pages that it was seen on. If it equals
    /// `last`, there was one page only, learned once or again.
    pub(super) first: u32,
    /// The greatest number of these pages.
    pub(super) last: u32,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.count.add(other.count);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// The counts by fingerprint.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counts {
    /// Exact counts, while there is memory for them.
    Exact(HashMap<Fingerprint, Tally>),
    /// Estimates, once there were too many fingerprints for exact counts.
    Sketched(Sketch),
}

/// Counts by fingerprint within a bound on memory.
///
/// They depend only on what was counted, not on its order or on how it was split among profiles: whether exact counts
/// have room depends on the number of different fingerprints, and both exact counts and sketches can be added up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tallies {
    /// Bound on memory, in bytes.
    pub(super) max_bytes: usize,
    pub(super) counts: Counts,
}

impl Tallies {
    /// No counts yet, within a bound on memory in bytes, which is clamped to 256 KiB..=1 GiB.
    pub(super) fn within(max_bytes: usize) -> Tallies {
        Tallies { max_bytes: max_bytes.clamp(MIN_BYTES, MAX_BYTES), counts: Counts::Exact(HashMap::new()) }
    }

    /// The largest number of exact counts that fits the bound.
    pub(super) fn max_exact(&self) -> usize {
        self.max_bytes / BYTES_PER_COUNT
    }

    /// Counts the fingerprints seen on a page, each with whether it was kept there. `page` is the number of the page,
    /// by [`of_page`](super::fingerprint::of_page).
    pub(super) fn count(&mut self, met: impl Iterator<Item = (Fingerprint, bool)>, page: u32) {
        for (fingerprint, is_kept) in met {
            let count = Cell { pages: 1, kept: u32::from(is_kept) };
            self.add(fingerprint, Tally { count, first: page, last: page });
        }
    }

    /// Adds the counts of another profile. The smaller of the two bounds holds from then on.
    pub(super) fn merge(&mut self, other: &Tallies) {
        self.max_bytes = self.max_bytes.min(other.max_bytes);
        self.fit();
        match &other.counts {
            Counts::Exact(counts) => counts.iter().for_each(|(fingerprint, tally)| self.add(*fingerprint, *tally)),
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

    /// Adds a count, and goes over to a sketch if it doesn't fit the bound.
    fn add(&mut self, fingerprint: Fingerprint, tally: Tally) {
        match &mut self.counts {
            Counts::Exact(counts) => {
                counts.entry(fingerprint).and_modify(|known| known.add(tally)).or_insert(tally);
                self.fit();
            }
            Counts::Sketched(sketch) => sketch.add(fingerprint, tally.count),
        }
    }

    /// Goes over to a sketch, or to a narrower one, if the counts don't fit the bound.
    fn fit(&mut self) {
        let max_exact = self.max_exact();
        match &mut self.counts {
            Counts::Exact(counts) if counts.len() <= max_exact => {}
            Counts::Exact(counts) => self.counts = Counts::Sketched(sketch(counts, self.max_bytes)),
            Counts::Sketched(sketch) => sketch.narrow(Sketch::widest(max_sketch_bytes(self.max_bytes))),
        }
    }

    /// On how many pages a fingerprint was seen, and on how many of them it was kept. `None` if it was seen on no more
    /// than one page, however often that was learned; a sketch can't detect this and returns its estimate.
    pub(super) fn get(&self, fingerprint: Fingerprint) -> Option<Cell> {
        match &self.counts {
            Counts::Exact(counts) => {
                counts.get(&fingerprint).filter(|tally| tally.first != tally.last).map(|tally| tally.count)
            }
            Counts::Sketched(sketch) => Some(sketch.get(fingerprint)),
        }
    }
}

/// The memory that a sketch may take, in bytes, given the bound on all of it.
pub(super) fn max_sketch_bytes(max_bytes: usize) -> usize {
    max_bytes / SKETCH_PART
}

/// The sketch that takes over from exact counts.
fn sketch(counts: &HashMap<Fingerprint, Tally>, max_bytes: usize) -> Sketch {
    let mut sketch = Sketch::within(max_sketch_bytes(max_bytes));
    counts.iter().for_each(|(fingerprint, tally)| sketch.add(*fingerprint, tally.count));
    sketch
}
