//! What a profile says of a page that it may or may not have learned from.
//!
//! The strengths were chosen on WCXB's 40 hosts of three to twelve pages and on two portals, each page judged with a profile
//! of its site's others. They cost the former 0.002 of F1: most are shops, and their gold keeps what these repeat below each
//! product. Half of it would cost nothing there, and leave on news pages an appeal that looks like a paragraph of the story.

use std::collections::HashSet;

use super::SiteProfile;
use super::places::{Place, places};
use super::prints::{self, Print};
use super::sketch::Cell;
use crate::cruft::Reason;
use crate::page::{Block, BlockKind, Page};

/// The log-odds that a text of all pages of a large site gets…
const REPETITION: f32 = 10.0;
/// …if it has so many words: shorter ones repeat by chance or as labels of content, and get a quarter of it at least.
const LONG_WORDS: f32 = 8.0;
const SHORT: f32 = 0.25;
/// How much it counts if a text is the same but for numbers, dates and names.
const SHAPE: f32 = 0.6;
/// What stands on a smaller share of the other pages counts as unique: a sketch errs by a few of a thousand.
const SELDOM: f32 = 0.02;
/// The log-odds that a place gets for each e-fold of pages on which it held content rather than cruft, and none for more.
const PLACE: f32 = 0.4;
/// The same for a place that is known by its elements alone.
const FRAME: f32 = 0.2;
const MOST_OF_PLACE: f32 = 2.5;
/// A place is known from so many pages on.
const PAGES_OF_PLACE: u32 = 3;
/// With so many pages a profile does half of what it does with many.
const PAGES_FOR_HALF: f32 = 12.0;
/// A page is one of the site if this share of its texts and places is known. Of WCXB's pages with three or more of their
/// host nine in ten share more; with any other of the 40 hosts all share less, but for two shops of one company.
const FAMILIAR: f64 = 0.1;
/// So many stories show where a site's stories live…
const STORIES: u64 = 8;
/// …if two of them live in the same place as often as this.
const CONCENTRATION: f64 = 0.5;
/// A page has none if the share of them that live in any of its places is smaller.
const ELSEWHERE: f64 = 0.1;

/// What a profile says of a page.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// One per block.
    pub(crate) blocks: Vec<KnownBlock>,
    /// The site's stories live in a place that this page does not have.
    pub(crate) is_elsewhere: bool,
}

/// What a profile says of a block.
#[derive(Debug, Clone)]
pub(crate) struct KnownBlock {
    /// What is added to the log-odds that it is content.
    pub(crate) log_odds: f32,
    /// Its text was seen on no other page.
    pub(crate) is_unique: bool,
    /// Why the profile speaks against it, if it does.
    pub(crate) reason: Option<Reason>,
}

impl SiteProfile {
    /// What the profile says of a page. `None` if it knows too little, or if the page is not of the site.
    pub(crate) fn known(&self, page: &Page) -> Option<Known> {
        let places = places(page);
        let texts: Vec<Print> = page.blocks.iter().map(|block| prints::of_text(page.block_text(block))).collect();
        if self.pages < 2 || self.familiarity(&texts, &places) < FAMILIAR {
            return None;
        }
        let texts = page.blocks.iter().zip(texts);
        let block = |((block, print), place): ((&Block, Print), &Place)| self.block(page, block, print, *place);
        let blocks = texts.zip(&places).map(block).collect();
        Some(Known { blocks, is_elsewhere: self.is_elsewhere(&places) })
    }

    /// The share of a page's texts and places that stand on other pages of the site, each counted once.
    fn familiarity(&self, texts: &[Print], places: &[Place]) -> f64 {
        let places = places.iter().filter(|place| place.is_known()).map(|place| place.place);
        let prints: HashSet<Print> = texts.iter().copied().chain(places).collect();
        let is_known = |print: &&Print| self.tallies.get(**print).is_some_and(|count| self.share(count) > 0.0);
        prints.iter().filter(is_known).count() as f64 / prints.len().max(1) as f64
    }

    /// The share of the other pages that something stands on. The page at hand may be among those that were learned from, so
    /// that one page is not counted.
    fn share(&self, count: Cell) -> f32 {
        let share = count.pages.saturating_sub(1) as f32 / self.pages.saturating_sub(1).max(1) as f32;
        if share < SELDOM { 0.0 } else { share }
    }

    fn block(&self, page: &Page, block: &Block, print: Print, place: Place) -> KnownBlock {
        let text = page.block_text(block);
        let sure = self.pages as f32 / (self.pages as f32 + PAGES_FOR_HALF);
        let repetition = self.repetition(text, print, matches!(block.kind, BlockKind::Heading { .. }));
        let long = (text.split_whitespace().count() as f32 / LONG_WORDS).clamp(SHORT, 1.0);
        let of_text = repetition.map_or(0.0, |(share, _)| -REPETITION * long * share);
        let (of_place, count) = self.of_place(place).unwrap_or_default();
        // That it stands among content does not speak for what repeats.
        let of_place = if repetition.is_some() { of_place.min(0.0) } else { of_place };
        let reason = match repetition {
            Some((_, pages)) => Some(Reason::Site { pages: u64::from(pages), of: self.pages }),
            None if of_place < 0.0 => {
                Some(Reason::Place { dropped: u64::from(count.pages - count.kept), of: u64::from(count.pages) })
            }
            None => None,
        };
        KnownBlock { log_odds: sure * (of_text + of_place), is_unique: repetition.is_none(), reason }
    }

    /// The share of the other pages that a text stands on, less if only its shape does; and the number of pages.
    fn repetition(&self, text: &str, print: Print, is_heading: bool) -> Option<(f32, u32)> {
        // A heading that is kept each time is one of the story: "Ingredients", "Analysis".
        let is_cruft = |count: &Cell| !is_heading || 2 * count.kept < count.pages;
        let of = |print: Print, worth: f32| {
            let count = self.tallies.get(print).filter(is_cruft)?;
            Some((worth * self.share(count), count.pages)).filter(|(share, _)| *share > 0.0)
        };
        let shape = prints::of_shape(text).and_then(|shape| of(shape, SHAPE));
        of(print, 1.0).into_iter().chain(shape).max_by(|(a, _), (b, _)| a.total_cmp(b))
    }

    /// The log-odds of a place, and what they come from.
    fn of_place(&self, place: Place) -> Option<(f32, Cell)> {
        let of = |print: Print, worth: f32| {
            let count = self.tallies.get(print).filter(|count| count.pages >= PAGES_OF_PLACE)?;
            let (kept, dropped) = (count.kept as f32, (count.pages - count.kept) as f32);
            let log_odds = worth * ((kept + 1.0) / (dropped + 1.0)).ln();
            Some((log_odds.clamp(-MOST_OF_PLACE, MOST_OF_PLACE), count))
        };
        place.is_known().then(|| of(place.place, PLACE).or_else(|| of(place.frame, FRAME)))?
    }

    /// Whether the site's stories live in a place that this page does not have: by the classes where these tell, else by the
    /// elements alone.
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
