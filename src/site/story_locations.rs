//! Where the stories of a site live: the place that holds most of what was kept of a page.

use std::collections::HashMap;

use super::fingerprint::Fingerprint;
use super::location::Place;

/// How many cells count places. Two of the few dozen places of a site rarely share one.
pub(super) const CELLS: usize = 1024;
/// A page's story lives in a place that holds this share of what was kept of it.
const MOST: f64 = 0.5;

/// How many stories live in each place, by elements and classes, and by elements alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stories {
    /// All of them, those included that live in no one place.
    pub(super) all: u64,
    pub(super) places: StoryLocations,
    pub(super) frames: StoryLocations,
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
pub(super) struct StoryLocations(pub(super) Vec<u32>);

impl Default for StoryLocations {
    fn default() -> StoryLocations {
        StoryLocations(vec![0; CELLS])
    }
}

impl StoryLocations {
    fn count(&mut self, kept: impl Iterator<Item = (Fingerprint, usize)>) {
        let mut bytes: HashMap<Fingerprint, usize> = HashMap::new();
        kept.for_each(|(print, kept)| *bytes.entry(print).or_default() += kept);
        let whole: usize = bytes.values().sum();
        let home = bytes.into_iter().max_by_key(|(print, kept)| (*kept, *print));
        if let Some((print, _)) = home.filter(|(_, kept)| *kept as f64 >= MOST * whole as f64) {
            let cell = &mut self.0[print as usize % CELLS];
            *cell = cell.saturating_add(1);
        }
    }

    fn merge(&mut self, other: &StoryLocations) {
        self.0.iter_mut().zip(&other.0).for_each(|(cell, other)| *cell = cell.saturating_add(*other));
    }

    /// How many stories live in a place.
    pub(super) fn get(&self, print: Fingerprint) -> u32 {
        self.0[print as usize % CELLS]
    }

    /// The probability that two stories of so many live in the same place.
    pub(super) fn concentration(&self, all: u64) -> f64 {
        let share = |stories: &u32| f64::from(*stories) / all.max(1) as f64;
        self.0.iter().map(share).map(|share| share * share).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place by two numbers: its own, and that of its frame.
    fn place((place, frame): (Fingerprint, Fingerprint)) -> Place {
        Place { place, frame, has_class: true }
    }

    fn stories(pages: &[&[((Fingerprint, Fingerprint), usize)]]) -> Stories {
        let mut stories = Stories::default();
        for page in pages {
            stories.count(&page.iter().map(|(at, bytes)| (place(*at), *bytes)).collect());
        }
        stories
    }

    #[test]
    fn a_story_lives_where_most_of_it_was_kept() {
        type Page<'a> = &'a [((Fingerprint, Fingerprint), usize)];
        // The page; the home by elements and classes, and by elements alone.
        let cases: &[(&str, Page<'_>, Option<Fingerprint>, Option<Fingerprint>)] = &[
            ("one place", &[((1, 7), 100)], Some(1), Some(7)),
            ("a caption beside", &[((1, 7), 100), ((2, 8), 40)], Some(1), Some(7)),
            ("half of it is enough", &[((1, 7), 50), ((2, 8), 30), ((3, 9), 20)], Some(1), Some(7)),
            ("classes that differ", &[((1, 7), 40), ((2, 7), 40), ((3, 8), 40)], None, Some(7)),
            ("scattered", &[((1, 7), 40), ((2, 8), 40), ((3, 9), 40)], None, None),
        ];
        for (name, page, home, frame) in cases {
            let stories = stories(&[page]);
            assert_eq!(stories.all, 1, "{name}");
            let homes = |homes: &StoryLocations| (0..CELLS as Fingerprint).find(|print| homes.get(*print) > 0);
            assert_eq!((homes(&stories.places), homes(&stories.frames)), (*home, *frame), "{name}");
        }
        assert_eq!(stories(&[&[]]).all, 0, "nothing was kept");
    }

    #[test]
    fn concentration_is_the_probability_of_a_common_place() {
        let [here, there, scattered]: [&[((Fingerprint, Fingerprint), usize)]; 3] =
            [&[((1, 7), 9)], &[((2, 7), 9)], &[((1, 7), 3), ((2, 8), 3), ((3, 9), 3)]];
        for (name, pages, expected) in [
            ("none", &[][..], 0.0),
            ("all in one", &[here, here], 1.0),
            ("half and half", &[here, there], 0.5),
            ("one of two has a home", &[here, scattered], 0.25),
        ] {
            let stories = stories(pages);
            assert_eq!(stories.places.concentration(stories.all), expected, "{name}");
        }
    }

    #[test]
    fn counts_add_up() {
        let [here, there]: [&[((Fingerprint, Fingerprint), usize)]; 2] = [&[((1, 7), 9)], &[((2, 7), 9)]];
        let mut merged = stories(&[here, there]);
        merged.merge(&stories(&[here]));
        assert_eq!(merged, stories(&[here, here, there]));
        assert_eq!([1, 2, 3].map(|print| merged.places.get(print)), [2, 1, 0]);
        assert_eq!(merged.frames.get(7), 3);
    }
}
