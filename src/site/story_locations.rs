//! Where the stories of a site live: how often each DOM location held most of what was kept of a page.

use std::collections::HashMap;

use super::fingerprint::Fingerprint;
use super::location::DomLocation;

/// Number of cells that count locations, each for the fingerprints that share a remainder. Two of the few dozen
/// locations of a site rarely share one. The number is part of saved profiles.
pub(super) const CELLS: usize = 1024;
/// A page's story lives in a location if that holds at least this share, 0..=1, of the bytes kept of the page. Set by
/// hand.
const MOST: f64 = 0.5;

/// How many stories live in each location.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stories {
    /// Number of all stories, including those that live in no single location.
    pub(super) all: u64,
    /// Stories in each location by elements and classes.
    pub(super) by_class: StoryLocations,
    /// Stories in each location by elements alone.
    pub(super) by_tag: StoryLocations,
}

impl Stories {
    /// Counts the story of a page, given how many bytes of it were kept in each location. A page of which nothing was
    /// kept has no story.
    pub(super) fn count(&mut self, kept: &HashMap<DomLocation, usize>) {
        if !kept.is_empty() {
            self.all = self.all.saturating_add(1);
            self.by_class.count(kept.iter().map(|(location, bytes)| (location.by_class, *bytes)));
            self.by_tag.count(kept.iter().map(|(location, bytes)| (location.by_tag, *bytes)));
        }
    }

    /// Adds the stories of another profile.
    pub(super) fn merge(&mut self, other: &Stories) {
        self.all = self.all.saturating_add(other.all);
        self.by_class.merge(&other.by_class);
        self.by_tag.merge(&other.by_tag);
    }
}

/// How many stories live in each location, for locations fingerprinted in one way: a counter for each of [`CELLS`]
/// remainders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoryLocations(pub(super) Vec<u32>);

impl Default for StoryLocations {
    fn default() -> StoryLocations {
        StoryLocations(vec![0; CELLS])
    }
}

impl StoryLocations {
    /// Counts a story, given the bytes kept in each location. One that is scattered over several locations counts
    /// nowhere.
    fn count(&mut self, kept: impl Iterator<Item = (Fingerprint, usize)>) {
        let mut bytes: HashMap<Fingerprint, usize> = HashMap::new();
        kept.for_each(|(fingerprint, kept)| *bytes.entry(fingerprint).or_default() += kept);
        let whole: usize = bytes.values().sum();
        let home = bytes.into_iter().max_by_key(|(fingerprint, kept)| (*kept, *fingerprint));
        if let Some((fingerprint, _)) = home.filter(|(_, kept)| *kept as f64 >= MOST * whole as f64) {
            let cell = &mut self.0[fingerprint as usize % CELLS];
            *cell = cell.saturating_add(1);
        }
    }

    /// Adds the counters of another profile.
    fn merge(&mut self, other: &StoryLocations) {
        self.0.iter_mut().zip(&other.0).for_each(|(cell, other)| *cell = cell.saturating_add(*other));
    }

    /// How many stories live in a location. Too high if it shares its cell with another.
    pub(super) fn get(&self, fingerprint: Fingerprint) -> u32 {
        self.0[fingerprint as usize % CELLS]
    }

    /// Probability that two stories, drawn with replacement from `all`, live in the same location. Those that live in
    /// no single location count as living apart.
    pub(super) fn concentration(&self, all: u64) -> f64 {
        let share = |stories: &u32| f64::from(*stories) / all.max(1) as f64;
        self.0.iter().map(share).map(|share| share * share).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A location by its two fingerprints: by class, and by tag.
    fn location((by_class, by_tag): (Fingerprint, Fingerprint)) -> DomLocation {
        DomLocation { by_class, by_tag, has_class: true }
    }

    fn stories(pages: &[&[((Fingerprint, Fingerprint), usize)]]) -> Stories {
        let mut stories = Stories::default();
        for page in pages {
            stories.count(&page.iter().map(|(at, bytes)| (location(*at), *bytes)).collect());
        }
        stories
    }

    #[test]
    fn a_story_lives_where_half_of_it_or_more_was_kept() {
        type Page<'a> = &'a [((Fingerprint, Fingerprint), usize)];
        // The name of the case; the bytes kept in each location of the page; where its story lives, by class and by
        // tag.
        let cases: &[(&str, Page<'_>, Option<Fingerprint>, Option<Fingerprint>)] = &[
            ("one place", &[((1, 7), 100)], Some(1), Some(7)),
            ("a caption beside", &[((1, 7), 100), ((2, 8), 40)], Some(1), Some(7)),
            ("half of it is enough", &[((1, 7), 50), ((2, 8), 30), ((3, 9), 20)], Some(1), Some(7)),
            ("classes that differ", &[((1, 7), 40), ((2, 7), 40), ((3, 8), 40)], None, Some(7)),
            ("scattered", &[((1, 7), 40), ((2, 8), 40), ((3, 9), 40)], None, None),
        ];
        for (name, page, by_class, by_tag) in cases {
            let stories = stories(&[page]);
            assert_eq!(stories.all, 1, "{name}");
            let home = |stories: &StoryLocations| (0..CELLS as Fingerprint).find(|location| stories.get(*location) > 0);
            assert_eq!((home(&stories.by_class), home(&stories.by_tag)), (*by_class, *by_tag), "{name}");
        }
        assert_eq!(stories(&[&[]]).all, 0, "nothing was kept");
    }

    #[test]
    fn concentration_is_the_probability_of_a_common_location() {
        let [here, there, scattered]: [&[((Fingerprint, Fingerprint), usize)]; 3] =
            [&[((1, 7), 9)], &[((2, 7), 9)], &[((1, 7), 3), ((2, 8), 3), ((3, 9), 3)]];
        for (name, pages, expected) in [
            ("none", &[][..], 0.0),
            ("all in one", &[here, here], 1.0),
            ("half and half", &[here, there], 0.5),
            ("one of two has a home", &[here, scattered], 0.25),
        ] {
            let stories = stories(pages);
            assert_eq!(stories.by_class.concentration(stories.all), expected, "{name}");
        }
    }

    #[test]
    fn counts_add_up() {
        let [here, there]: [&[((Fingerprint, Fingerprint), usize)]; 2] = [&[((1, 7), 9)], &[((2, 7), 9)]];
        let mut merged = stories(&[here, there]);
        merged.merge(&stories(&[here]));
        assert_eq!(merged, stories(&[here, here, there]));
        assert_eq!([1, 2, 3].map(|fingerprint| merged.by_class.get(fingerprint)), [2, 1, 0]);
        assert_eq!(merged.by_tag.get(7), 3);
    }
}
