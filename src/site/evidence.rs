//! What a site's profile says of a page, whether or not it has learned from that page.
//!
//! The log-odds below were chosen on the 40 hosts of WCXB that have three to twelve pages and on two portals, each page
//! judged with a profile of the other pages of its site. They cost the 40 hosts 0.003 of F1: most are shops, and their
//! gold keeps the text that these repeat below each product. With half the log-odds, appeals that look like a paragraph
//! of the story would stay on news pages. How the log-odds grow with pages and words was chosen on `tests/sites`, where
//! nine pages have to be enough to drop such an appeal; with less growth the 40 hosts would lose 0.002.

use std::collections::HashSet;

use super::SiteProfile;
use super::count_min::Cell;
use super::fingerprint::{self, Fingerprint};
use super::location::{DomLocation, locations};
use super::template::shape;
use crate::cruft::Reason;
use crate::page::{Block, BlockKind, Page};

/// Log-odds against a text of [`LONG_WORDS`] words that stands on all pages of a large site.
const REPETITION: f32 = 10.0;
/// From this many words on a repeated text has full weight. Shorter texts, which repeat by chance or as labels of
/// content, have proportionally less, longer ones more. Of a text that differs in numbers, dates and names, the other
/// words count.
const LONG_WORDS: f32 = 8.0;
/// The least weight of a short repeated text, as a share of the full one. It doesn't hold for texts that differ in
/// numbers, dates and names, which may weigh less.
const SHORT: f32 = 0.25;
/// The greatest weight of a long repeated text, as a multiple of the full one.
const LONGEST: f32 = 1.5;
/// A text is common on the site if it stands on at least this share, 0..=1, of the other pages. Set by hand.
const COMMON: f32 = 0.5;
/// A text or location on a smaller share, 0..=1, of the other pages counts as unique: a sketch errs by a few of a
/// thousand.
const SELDOM: f32 = 0.02;
/// Log-odds for a location, by elements and classes, per e-fold of the pages on which it held content to those on which
/// it held cruft.
const LOCATION_BY_CLASS: f32 = 0.4;
/// Log-odds for a location that is known by its elements alone, per e-fold like [`LOCATION_BY_CLASS`].
const LOCATION_BY_TAG: f32 = 0.2;
/// The greatest log-odds for or against a location.
const MAX_OF_LOCATION: f32 = 2.5;
/// A location speaks for or against a block only if it was seen on at least this many pages. Set by
/// hand.
const PAGES_OF_LOCATION: u32 = 3;
/// With this many pages a profile's log-odds are half of what they are with very many.
const PAGES_FOR_HALF: f32 = 8.0;
/// A page belongs to the site if at least this share, 0..=1, of its texts and locations stands on other pages of the
/// site. Of the pages of WCXB whose host has three pages or more, nine in ten share more with it; with any other of the
/// 40 hosts all pages share less, except two shops of one company.
const FAMILIAR: f64 = 0.1;
/// A profile says where a site's stories live only if it has learned from at least this many stories. Set by hand.
const STORIES: u64 = 8;
/// The stories of a site live in a few locations if the probability that two of them live in the same one is at least
/// this. Set by hand.
const CONCENTRATION: f64 = 0.5;
/// A page has no story if each of its locations holds less than this share, 0..=1, of the site's stories. Set by hand.
const ELSEWHERE: f64 = 0.1;

/// What a profile says of a page.
#[derive(Debug, Clone)]
pub(crate) struct SiteEvidence {
    /// The evidence about each block, in the order of the blocks.
    pub(crate) blocks: Vec<BlockEvidence>,
    /// Whether the site's stories live in locations that this page does not have.
    pub(crate) is_elsewhere: bool,
}

/// What a profile says of a block.
#[derive(Debug, Clone)]
pub(crate) struct BlockEvidence {
    /// Added to the log-odds that the block is content: negative speaks for cruft.
    pub(crate) log_odds: f32,
    /// Whether no other page has this text, or one that differs only in numbers, dates and names.
    pub(crate) is_unique: bool,
    /// Why the profile speaks against the block, if it does.
    pub(crate) reason: Option<Reason>,
}

/// How a text repeats across the site.
#[derive(Debug, Clone, Copy)]
struct Repetition {
    /// Weight by the number of words: 0 to [`LONGEST`], 1 for [`LONG_WORDS`] words.
    weight: f32,
    /// Share of the other pages, 0..=1, that have the text.
    share: f32,
    /// Number of pages that have the text.
    pages: u32,
}

impl SiteProfile {
    /// What the profile says of a page. `None` if it has learned from fewer than two pages, or if the page shares too
    /// little with the site to be one of its pages.
    pub(crate) fn known(&self, page: &Page) -> Option<SiteEvidence> {
        if self.pages < 2 {
            return None;
        }
        let locations = locations(page);
        let texts: Vec<Fingerprint> =
            page.blocks.iter().map(|block| fingerprint::of_text(page.block_text(block))).collect();
        if self.familiarity(&texts, &locations) < FAMILIAR {
            return None;
        }
        let repetition = |(block, fingerprint): (&Block, &Fingerprint)| {
            self.repetition(page.block_text(block), *fingerprint, matches!(block.kind, BlockKind::Heading { .. }))
        };
        let mut repetitions: Vec<_> = page.blocks.iter().zip(&texts).map(repetition).collect();
        weigh_edges(&mut repetitions);
        let blocks =
            repetitions.iter().zip(&locations).map(|(repetition, location)| self.block(repetition.as_ref(), *location));
        Some(SiteEvidence { blocks: blocks.collect(), is_elsewhere: self.is_elsewhere(&locations) })
    }

    /// Share of a page's different texts and locations, 0..=1, that other pages of the site have, too.
    fn familiarity(&self, texts: &[Fingerprint], locations: &[DomLocation]) -> f64 {
        // Locations without classes are the same on many sites.
        let locations = locations.iter().filter(|location| location.has_class).map(|location| location.by_class);
        let fingerprints: HashSet<Fingerprint> = texts.iter().copied().chain(locations).collect();
        let is_known =
            |fingerprint: &&Fingerprint| self.tallies.get(**fingerprint).is_some_and(|count| self.share(count) > 0.0);
        fingerprints.iter().filter(is_known).count() as f64 / fingerprints.len().max(1) as f64
    }

    /// Share of the other pages, 0..=1, that have a text or location; 0 below [`SELDOM`]. The page at hand may be among
    /// those that the profile has learned from, so one page is subtracted from either number.
    fn share(&self, count: Cell) -> f32 {
        let share = count.pages.saturating_sub(1) as f32 / self.pages.saturating_sub(1).max(1) as f32;
        if share < SELDOM { 0.0 } else { share }
    }

    /// Factor, 0..1, on the log-odds of a profile by the number of its pages: near 0.1 for three pages, 0.93 for
    /// thirty.
    fn certainty(&self) -> f32 {
        let ratio = self.pages as f32 / PAGES_FOR_HALF;
        ratio * ratio / (ratio * ratio + 1.0)
    }

    /// The evidence about a block, given how its text repeats, if it does, and its location.
    fn block(&self, repetition: Option<&Repetition>, location: DomLocation) -> BlockEvidence {
        let of_text = repetition.map_or(0.0, |repetition| -REPETITION * repetition.weight * repetition.share);
        let (of_location, count) = self.of_location(location).unwrap_or_default();
        // A location that holds content doesn't speak for a text that repeats.
        let of_location = if repetition.is_some() { of_location.min(0.0) } else { of_location };
        let reason = match repetition {
            Some(Repetition { pages, .. }) => {
                Some(Reason::RepeatsOnSite { pages: u64::from(*pages).min(self.pages), of: self.pages })
            }
            None if of_location < 0.0 => {
                Some(Reason::SiteLocation { dropped: u64::from(count.pages - count.kept), of: u64::from(count.pages) })
            }
            None => None,
        };
        BlockEvidence { log_odds: self.certainty() * (of_text + of_location), is_unique: repetition.is_none(), reason }
    }

    /// How a text, or its shape, repeats across the site, whichever weighs more. `None` if neither does.
    ///
    /// `fingerprint` is that of the text.
    fn repetition(&self, text: &str, fingerprint: Fingerprint, is_heading: bool) -> Option<Repetition> {
        // A heading that was kept on at least half of its pages belongs to the story: "Ingredients", "Analysis".
        let is_cruft = |count: &Cell| !is_heading || 2 * count.kept < count.pages;
        let of = |fingerprint: Fingerprint, words: usize, least: f32| {
            let count = self.tallies.get(fingerprint).filter(is_cruft)?;
            let weight = (words as f32 / LONG_WORDS).clamp(least, LONGEST);
            let repetition = Repetition { weight, share: self.share(count), pages: count.pages };
            (repetition.weight * repetition.share > 0.0).then_some(repetition)
        };
        let of_shape = shape(text).and_then(|shape| of(fingerprint::of_shape(&shape), shape.words, 0.0));
        let of_text = of(fingerprint, text.split_whitespace().count(), SHORT);
        let worth = |repetition: &Repetition| repetition.weight * repetition.share;
        of_text.into_iter().chain(of_shape).max_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    /// Log-odds of content that a location gives, and the counts they come from. `None` if it was seen on too few
    /// pages.
    fn of_location(&self, location: DomLocation) -> Option<(f32, Cell)> {
        let of = |fingerprint: Fingerprint, per_e_fold: f32| {
            let count = self.tallies.get(fingerprint).filter(|count| count.pages >= PAGES_OF_LOCATION)?;
            let (kept, dropped) = (count.kept as f32, (count.pages - count.kept) as f32);
            let log_odds = per_e_fold * ((kept + 1.0) / (dropped + 1.0)).ln();
            Some((log_odds.clamp(-MAX_OF_LOCATION, MAX_OF_LOCATION), count))
        };
        location
            .is_known()
            .then(|| of(location.by_class, LOCATION_BY_CLASS).or_else(|| of(location.by_tag, LOCATION_BY_TAG)))?
    }

    /// Whether the site's stories live in few locations and this page has none of them. Locations with classes are
    /// compared if the stories concentrate in some of these, else locations by elements alone.
    fn is_elsewhere(&self, locations: &[DomLocation]) -> bool {
        let all = self.stories.all;
        let is_clear = |concentration: f64| all >= STORIES && concentration >= CONCENTRATION;
        let stories_here = if is_clear(self.stories.by_class.concentration(all)) {
            locations.iter().map(|location| self.stories.by_class.get(location.by_class)).max()
        } else if is_clear(self.stories.by_tag.concentration(all)) {
            locations.iter().map(|location| self.stories.by_tag.get(location.by_tag)).max()
        } else {
            None
        };
        // One of these stories may be that of this page.
        stories_here.is_some_and(|stories| f64::from(stories.saturating_sub(1)) < ELSEWHERE * all as f64)
    }
}

/// Gives the texts that most pages begin or end with the weight of a sentence, however short they are: a label of
/// content would have text of its own page on both sides.
fn weigh_edges(repetitions: &mut [Option<Repetition>]) {
    let is_common = |repetition: &Option<Repetition>| repetition.is_some_and(|repetition| repetition.share >= COMMON);
    let head = repetitions.iter().take_while(|repetition| is_common(repetition)).count();
    let tail = repetitions[head..].iter().rev().take_while(|repetition| is_common(repetition)).count();
    let end = repetitions.len() - tail;
    let edges = repetitions.iter_mut().enumerate().filter(|(index, _)| *index < head || *index >= end);
    edges
        .filter_map(|(_, repetition)| repetition.as_mut())
        .for_each(|repetition| repetition.weight = repetition.weight.max(1.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::site::Sighting;
    use crate::{parse, walk};

    const APPEAL: &str = "Bring a lamp along whenever you come to see us down at the mill";

    fn page(html: &str) -> Page {
        walk::walk(parse::parse(html, &Limits::default()).unwrap())
    }

    /// A page whose story stands between a menu and an appeal.
    fn story(number: usize) -> String {
        let name = ["Eel", "Fog", "Ice", "Oil", "Rye", "Tar", "Yew", "Ash", "Bee", "Cod", "Dew", "Elm"][number % 12];
        format!(
            "<nav><a>The Mill</a></nav><main><h2>Analysis</h2><p>{name} and what became of it in this part of the world</p>
             <h2>More</h2><p>{APPEAL}</p><p>{name} ends here, as far as anybody can tell</p></main><div>Call on {number} people</div>"
        )
    }

    /// A profile that has learned from this many stories, with menu, appeal and call dropped on each.
    fn profile(pages: usize) -> SiteProfile {
        let mut profile = SiteProfile::new();
        for number in 0..pages {
            let page = page(&story(number));
            let locations = locations(&page);
            let sightings = page.blocks.iter().zip(&locations).map(|(block, location)| {
                let text = page.block_text(block);
                let is_cruft = ["The Mill", "More", APPEAL].contains(&text) || text.starts_with("Call");
                Sighting { text, location: *location, is_kept: !is_cruft }
            });
            profile.count(&number.to_string(), sightings);
        }
        profile
    }

    /// Each block's text with what a profile of this many pages says of it.
    fn known(pages: usize, html: &str) -> Option<Vec<(String, BlockEvidence)>> {
        let page = page(html);
        let known = profile(pages).known(&page)?;
        Some(page.blocks.iter().map(|block| page.block_text(block).to_owned()).zip(known.blocks).collect())
    }

    #[test]
    fn a_page_of_the_site_shares_texts_or_locations_with_others() {
        let cases: &[(&str, usize, String, bool)] = &[
            ("no pages", 0, story(11), false),
            ("one page", 1, story(11), false),
            ("a page of the site", 8, story(11), true),
            ("one that was learned from", 8, story(3), true),
            ("its elements alone", 8, "<main><p>Nobody has been here before</main>".to_owned(), false),
            ("another site", 8, "<table><tr><td>Nobody has been here before</table>".to_owned(), false),
            ("nothing", 8, String::new(), false),
        ];
        for (name, pages, html, is_known) in cases {
            assert_eq!(known(*pages, html).is_some(), *is_known, "{name}");
        }
    }

    #[test]
    fn texts_that_repeat_are_found_and_others_are_unique() {
        let blocks = known(8, &story(11)).unwrap();
        let is_unique: Vec<(&str, bool)> =
            blocks.iter().map(|(text, block)| (text.as_str(), block.is_unique)).collect();
        let expected = [
            ("The Mill", false),
            // A heading that was kept on each page belongs to the story; one that was dropped does not.
            ("Analysis", true),
            ("Elm and what became of it in this part of the world", true),
            ("More", false),
            (APPEAL, false),
            ("Elm ends here, as far as anybody can tell", true),
            ("Call on 11 people", false),
        ];
        assert_eq!(is_unique, expected);
        for (text, block) in &blocks {
            let repeats = matches!(block.reason, Some(Reason::RepeatsOnSite { pages: 8, of: 8 }));
            assert_eq!(repeats, !block.is_unique, "{text}: {:?}", block.reason);
            assert!(block.is_unique || block.log_odds < 0.0, "{text}: {}", block.log_odds);
        }
    }

    #[test]
    fn log_odds_grow_with_pages_and_words_and_edges_weigh_like_sentences() {
        let log_odds = |pages: usize, text: &str| {
            let blocks = known(pages, &story(11)).unwrap();
            blocks.iter().find(|(block, _)| block == text).map(|(_, block)| block.log_odds).unwrap()
        };
        let appeal = [2, 4, 8, 11].map(|pages| log_odds(pages, APPEAL));
        assert!(appeal.windows(2).all(|pair| pair[0] > pair[1]), "{appeal:?}");
        assert!(log_odds(8, "More") > log_odds(8, "The Mill"));
        assert!(log_odds(8, "The Mill") > log_odds(8, APPEAL));
    }

    #[test]
    fn a_page_without_the_location_of_stories_is_detected() {
        let front = "<nav><a>The Mill</a></nav><div><p>Eel</p><p>Fog</p></div>";
        for (name, pages, html, expected) in [
            ("a story", 8, story(11), false),
            ("a front page", 8, front.to_owned(), true),
            ("a front page, but too few stories to go by", 7, front.to_owned(), false),
        ] {
            let known = profile(pages).known(&page(&html)).unwrap();
            assert_eq!(known.is_elsewhere, expected, "{name}");
        }
    }
}
