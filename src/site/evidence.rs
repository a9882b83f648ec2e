//! What a profile says of a page that it may or may not have learned from.
//!
//! The strengths were chosen on WCXB's 40 hosts of three to twelve pages and on two portals, each page judged with a
//! profile of its site's others. They cost the former 0.003 of F1: most are shops, and their gold keeps what these
//! repeat below each product. Half of it would leave on news pages an appeal that looks like a paragraph of the story.
//! How they grow with the pages and with the words was chosen on `tests/sites`, where nine pages have to be enough for
//! such an appeal; with less growth the former would lose 0.002.

use std::collections::HashSet;

use super::SiteProfile;
use super::count_min::Cell;
use super::fingerprint::{self, Fingerprint};
use super::location::{Place, places};
use super::template::shape;
use crate::cruft::Reason;
use crate::page::{Block, BlockKind, Page};

/// The log-odds that a text of all pages of a large site gets…
const REPETITION: f32 = 10.0;
/// …if it has so many words: shorter ones repeat by chance or as labels of content, and get a quarter of it at least;
/// longer ones get half as much again at most. If numbers, dates and names differ, the words beside them count, without
/// the least.
const LONG_WORDS: f32 = 8.0;
const SHORT: f32 = 0.25;
const LONGEST: f32 = 1.5;
/// What stands on this share of the other pages is common to the site.
const COMMON: f32 = 0.5;
/// What stands on a smaller share of the other pages counts as unique: a sketch errs by a few of a thousand.
const SELDOM: f32 = 0.02;
/// The log-odds that a place gets for each e-fold of pages on which it held content rather than cruft, and none for
/// more.
const PLACE: f32 = 0.4;
/// The same for a place that is known by its elements alone.
const FRAME: f32 = 0.2;
const MOST_OF_PLACE: f32 = 2.5;
/// A place is known from so many pages on.
const PAGES_OF_PLACE: u32 = 3;
/// With so many pages a profile does half of what it does with many.
const PAGES_FOR_HALF: f32 = 8.0;
/// A page is one of the site if this share of its texts and places is known. Of WCXB's pages with three or more of
/// their host nine in ten share more; with any other of the 40 hosts all share less, but for two shops of one company.
const FAMILIAR: f64 = 0.1;
/// So many stories show where a site's stories live…
const STORIES: u64 = 8;
/// …if two of them live in the same place as often as this.
const CONCENTRATION: f64 = 0.5;
/// A page has none if the share of them that live in any of its places is smaller.
const ELSEWHERE: f64 = 0.1;

/// What a profile says of a page.
#[derive(Debug, Clone)]
pub(crate) struct SiteEvidence {
    /// One per block.
    pub(crate) blocks: Vec<BlockEvidence>,
    /// The site's stories live in a place that this page does not have.
    pub(crate) is_elsewhere: bool,
}

/// What a profile says of a block.
#[derive(Debug, Clone)]
pub(crate) struct BlockEvidence {
    /// What is added to the log-odds that it is content.
    pub(crate) log_odds: f32,
    /// Its text was seen on no other page, nor one that differs in numbers, dates and names alone.
    pub(crate) is_unique: bool,
    /// Why the profile speaks against it, if it does.
    pub(crate) reason: Option<Reason>,
}

/// How a text repeats across the site.
#[derive(Debug, Clone, Copy)]
struct Repetition {
    /// What its length says: 1 for a sentence.
    weight: f32,
    /// The share of the other pages that it stands on.
    share: f32,
    pages: u32,
}

impl SiteProfile {
    /// What the profile says of a page. `None` if it knows too little, or if the page is not of the site.
    pub(crate) fn known(&self, page: &Page) -> Option<SiteEvidence> {
        if self.pages < 2 {
            return None;
        }
        let places = places(page);
        let texts: Vec<Fingerprint> =
            page.blocks.iter().map(|block| fingerprint::of_text(page.block_text(block))).collect();
        if self.familiarity(&texts, &places) < FAMILIAR {
            return None;
        }
        let repetition = |(block, print): (&Block, &Fingerprint)| {
            self.repetition(page.block_text(block), *print, matches!(block.kind, BlockKind::Heading { .. }))
        };
        let mut repetitions: Vec<_> = page.blocks.iter().zip(&texts).map(repetition).collect();
        weigh_edges(&mut repetitions);
        let blocks = repetitions.iter().zip(&places).map(|(repetition, place)| self.block(repetition.as_ref(), *place));
        Some(SiteEvidence { blocks: blocks.collect(), is_elsewhere: self.is_elsewhere(&places) })
    }

    /// The share of a page's texts and places that stand on other pages of the site, each counted once.
    fn familiarity(&self, texts: &[Fingerprint], places: &[Place]) -> f64 {
        // Elements alone are those of many sites.
        let places = places.iter().filter(|place| place.has_class).map(|place| place.place);
        let prints: HashSet<Fingerprint> = texts.iter().copied().chain(places).collect();
        let is_known = |print: &&Fingerprint| self.tallies.get(**print).is_some_and(|count| self.share(count) > 0.0);
        prints.iter().filter(is_known).count() as f64 / prints.len().max(1) as f64
    }

    /// The share of the other pages that something stands on. The page at hand may be among those that were learned
    /// from, so that one page is not counted.
    fn share(&self, count: Cell) -> f32 {
        let share = count.pages.saturating_sub(1) as f32 / self.pages.saturating_sub(1).max(1) as f32;
        if share < SELDOM { 0.0 } else { share }
    }

    /// How much of what it could do a profile of so few pages does: of three next to nothing, of thirty nearly all.
    fn sure(&self) -> f32 {
        let ratio = self.pages as f32 / PAGES_FOR_HALF;
        ratio * ratio / (ratio * ratio + 1.0)
    }

    fn block(&self, repetition: Option<&Repetition>, place: Place) -> BlockEvidence {
        let of_text = repetition.map_or(0.0, |repetition| -REPETITION * repetition.weight * repetition.share);
        let (of_place, count) = self.of_place(place).unwrap_or_default();
        // That it stands among content does not speak for what repeats.
        let of_place = if repetition.is_some() { of_place.min(0.0) } else { of_place };
        let reason = match repetition {
            Some(Repetition { pages, .. }) => {
                Some(Reason::RepeatsOnSite { pages: u64::from(*pages).min(self.pages), of: self.pages })
            }
            None if of_place < 0.0 => {
                Some(Reason::SiteLocation { dropped: u64::from(count.pages - count.kept), of: u64::from(count.pages) })
            }
            None => None,
        };
        BlockEvidence { log_odds: self.sure() * (of_text + of_place), is_unique: repetition.is_none(), reason }
    }

    /// How a text repeats, or its shape if that weighs more.
    fn repetition(&self, text: &str, print: Fingerprint, is_heading: bool) -> Option<Repetition> {
        // A heading that is kept each time is one of the story: "Ingredients", "Analysis".
        let is_cruft = |count: &Cell| !is_heading || 2 * count.kept < count.pages;
        let of = |print: Fingerprint, words: usize, least: f32| {
            let count = self.tallies.get(print).filter(is_cruft)?;
            let weight = (words as f32 / LONG_WORDS).clamp(least, LONGEST);
            let repetition = Repetition { weight, share: self.share(count), pages: count.pages };
            (repetition.weight * repetition.share > 0.0).then_some(repetition)
        };
        let of_shape = shape(text).and_then(|shape| of(fingerprint::of_shape(&shape), shape.words, 0.0));
        let of_text = of(print, text.split_whitespace().count(), SHORT);
        let worth = |repetition: &Repetition| repetition.weight * repetition.share;
        of_text.into_iter().chain(of_shape).max_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    /// The log-odds of a place, and what they come from.
    fn of_place(&self, place: Place) -> Option<(f32, Cell)> {
        let of = |print: Fingerprint, worth: f32| {
            let count = self.tallies.get(print).filter(|count| count.pages >= PAGES_OF_PLACE)?;
            let (kept, dropped) = (count.kept as f32, (count.pages - count.kept) as f32);
            let log_odds = worth * ((kept + 1.0) / (dropped + 1.0)).ln();
            Some((log_odds.clamp(-MOST_OF_PLACE, MOST_OF_PLACE), count))
        };
        place.is_known().then(|| of(place.place, PLACE).or_else(|| of(place.frame, FRAME)))?
    }

    /// Whether the site's stories live in a place that this page does not have: by the classes where these tell, else
    /// by the elements alone.
    fn is_elsewhere(&self, places: &[Place]) -> bool {
        let all = self.stories.all;
        let is_told = |concentration: f64| all >= STORIES && concentration >= CONCENTRATION;
        let home = if is_told(self.stories.places.concentration(all)) {
            places.iter().map(|place| self.stories.places.get(place.place)).max()
        } else if is_told(self.stories.frames.concentration(all)) {
            places.iter().map(|place| self.stories.frames.get(place.frame)).max()
        } else {
            None
        };
        // One of them may be this page's own.
        home.is_some_and(|stories| f64::from(stories.saturating_sub(1)) < ELSEWHERE * all as f64)
    }
}

/// Lets what most pages begin or end with weigh as much as a sentence, however short: a label of content has something
/// of its own page on either side.
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

    /// A story between a menu and an appeal; both were dropped each time.
    fn story(number: usize) -> String {
        let name = ["Eel", "Fog", "Ice", "Oil", "Rye", "Tar", "Yew", "Ash", "Bee", "Cod", "Dew", "Elm"][number % 12];
        format!(
            "<nav><a>The Mill</a></nav><main><h2>Analysis</h2><p>{name} and what became of it in this part of the world</p>
             <h2>More</h2><p>{APPEAL}</p><p>{name} ends here, as far as anybody can tell</p></main><div>Call on {number} people</div>"
        )
    }

    fn profile(pages: usize) -> SiteProfile {
        let mut profile = SiteProfile::new();
        for number in 0..pages {
            let page = page(&story(number));
            let places = places(&page);
            let sightings = page.blocks.iter().zip(&places).map(|(block, place)| {
                let text = page.block_text(block);
                let is_cruft = ["The Mill", "More", APPEAL].contains(&text) || text.starts_with("Call");
                Sighting { text, place: *place, is_kept: !is_cruft }
            });
            profile.count(&number.to_string(), sightings);
        }
        profile
    }

    fn known(pages: usize, html: &str) -> Option<Vec<(String, BlockEvidence)>> {
        let page = page(html);
        let known = profile(pages).known(&page)?;
        Some(page.blocks.iter().map(|block| page.block_text(block).to_owned()).zip(known.blocks).collect())
    }

    #[test]
    fn a_page_of_the_site_shares_texts_or_places_with_others() {
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
    fn what_repeats_is_told_from_what_does_not() {
        let blocks = known(8, &story(11)).unwrap();
        let is_unique: Vec<(&str, bool)> =
            blocks.iter().map(|(text, block)| (text.as_str(), block.is_unique)).collect();
        let expected = [
            ("The Mill", false),
            // A heading that was kept each time is the story's; one that was dropped is not.
            ("Analysis", true),
            ("Elm and what became of it in this part of the world", true),
            ("More", false),
            (APPEAL, false),
            ("Elm ends here, as far as anybody can tell", true),
            ("Call on 11 people", false),
        ];
        assert_eq!(is_unique, expected);
        for (text, block) in &blocks {
            let is_told = matches!(block.reason, Some(Reason::RepeatsOnSite { pages: 8, of: 8 }));
            assert_eq!(is_told, !block.is_unique, "{text}: {:?}", block.reason);
            assert!(block.is_unique || block.log_odds < 0.0, "{text}: {}", block.log_odds);
        }
    }

    #[test]
    fn more_pages_and_more_words_say_more_and_edges_as_much_as_sentences() {
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
    fn a_page_without_the_place_of_stories_is_told() {
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
