//! Where the stories of a site live: the place that holds most of what was kept of a page.

use std::collections::HashMap;

use super::places::Place;
use super::prints::Print;

/// How many cells count places. Two of the few dozen places of a site rarely share one.
pub(super) const CELLS: usize = 1024;
/// A page's story lives in a place that holds this share of what was kept of it.
const MOST: f64 = 0.5;

/// How many stories live in each place, by elements and classes, and by elements alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stories {
    /// All of them, those included that live in no one place.
    pub(super) all: u64,
    pub(super) places: Homes,
    pub(super) frames: Homes,
}

impl Stories {
    /// Counts the story of a page, given how many bytes of it were kept in each place.
    pub(super) fn count(&mut self, kept: &HashMap<Place, usize>) {
        if !kept.is_empty() {
            self.all = self.all.saturating_add(1);
            self.places.count(kept.iter().map(|(place, bytes)| (place.place, *bytes)));
            self.frames.count(kept.iter().map(|(place, bytes)| (place.frame, *bytes)));
        }
    }

    pub(super) fn merge(&mut self, other: &Stories) {
        self.all = self.all.saturating_add(other.all);
        self.places.merge(&other.places);
        self.frames.merge(&other.frames);
    }
}

/// How many stories live in each place of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Homes(pub(super) Vec<u32>);

impl Default for Homes {
    fn default() -> Homes {
        Homes(vec![0; CELLS])
    }
}

impl Homes {
    fn count(&mut self, kept: impl Iterator<Item = (Print, usize)>) {
        let mut bytes: HashMap<Print, usize> = HashMap::new();
        kept.for_each(|(print, kept)| *bytes.entry(print).or_default() += kept);
        let whole: usize = bytes.values().sum();
        let home = bytes.into_iter().max_by_key(|(print, kept)| (*kept, *print));
        if let Some((print, _)) = home.filter(|(_, kept)| *kept as f64 >= MOST * whole as f64) {
            let cell = &mut self.0[print as usize % CELLS];
            *cell = cell.saturating_add(1);
        }
    }

    fn merge(&mut self, other: &Homes) {
        self.0.iter_mut().zip(&other.0).for_each(|(cell, other)| *cell = cell.saturating_add(*other));
    }

    /// How many stories live in a place.
    pub(super) fn get(&self, print: Print) -> u32 {
        self.0[print as usize % CELLS]
    }

    /// The probability that two stories of so many live in the same place.
    pub(super) fn concentration(&self, all: u64) -> f64 {
        let share = |stories: &u32| f64::from(*stories) / all.max(1) as f64;
        self.0.iter().map(share).map(|share| share * share).sum()
    }
}
