//! Counts what repeats across the pages of one site, and says what these counts mean for another of its pages.

mod codec;
mod count_min;
mod counts;
mod evidence;
mod fingerprint;
mod location;
mod story_locations;
mod template;

use std::collections::HashMap;

pub(crate) use evidence::{BlockEvidence, SiteEvidence};
pub(crate) use location::{DomLocation, locations};

use counts::Tallies;
use fingerprint::Fingerprint;
use story_locations::Stories;

/// What repeats across the pages of one site.
///
/// It learns from articles, including what was dropped on their pages: which texts stand on how many pages, word for
/// word or except for numbers, dates and names; which locations in the structure of the pages hold cruft and which
/// content; and in which locations the stories of the site live. An [`Extractor`](crate::Extractor) that has the
/// profile drops what repeats, as [`Cruft::Repeated`](crate::Cruft::Repeated), with a reason that says on how many
/// pages it was seen.
///
/// - *The more pages, the more it does*: after three pages it changes little, after thirty much.
/// - *Prose is safe*: running text that was seen on no other page is never dropped because of the profile: two
///   paragraphs in a row, or one of at least forty words. A page that the profile has learned from, even more than
///   once, is judged like any other while counts are exact.
/// - *Prose that differs only in numbers, dates and names is not safe*: a paragraph that is otherwise the same on page
///   after page counts as repeated, be it an appeal or the weather report.
/// - *Other sites are safe*: a page that shares too little with the site is judged as without a profile.
/// - *Order does not matter*: profiles that learned from parts of a site and are [merged](SiteProfile::merge) equal the
///   one that learned from all of it, whatever the parts and their order.
/// - *Memory is bounded* by [`with_max_bytes`](SiteProfile::with_max_bytes). Counts are exact while they fit, and
///   estimates of a count-min sketch after that.
///
/// ```
/// use unboil::{Cruft, Extractor, SiteProfile};
///
/// let page = |story: &str| format!(
///     "<title>{story}</title><body>
///      <div class=top><a href=/>The Coast</a> <a href=/s>Sea</a> <a href=/l>Land</a>
///      </div><article><h1>{story}</h1>
///      <p>{story}: this much is known so far, said a woman at the port who has seen it all before.</p>
///      <p>Whoever goes down to the pier on Sunday will find us there, under the old lamp, with coffee for
///      everybody.</p>
///      <p>{story}: no more is known, but that it is going to be looked into before long, as is everything
///      here.</p></article>"
/// );
/// let mut profile = SiteProfile::new();
/// let stories =
///     ["Storm", "Regatta", "Herring", "Ice", "Oil", "Whale", "Sand", "Seal", "Fog", "Tide", "Crab", "Wreck"];
/// for story in stories {
///     profile.learn(&unboil::extract(&page(story))?);
/// }
/// let article = Extractor::builder().site(profile).build().extract(&page("Eel"))?;
/// let invitation = article.removed().iter().find(|block| block.text().starts_with("Whoever")).unwrap();
/// assert_eq!(invitation.cruft(), Cruft::Repeated);
/// assert_eq!(invitation.reasons()[0].to_string(), "stands on 12 of 12 pages of the site");
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SiteProfile {
    /// Number of pages that it has learned from, repetitions included.
    pages: u64,
    tallies: Tallies,
    stories: Stories,
}

/// A text on a page that a profile learns from: a block, or one of the lines that a kept block was joined from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    pub(crate) text: &'a str,
    pub(crate) location: DomLocation,
    pub(crate) is_kept: bool,
}

impl Default for SiteProfile {
    fn default() -> SiteProfile {
        SiteProfile::new()
    }
}

impl SiteProfile {
    /// The bound on a profile's memory by default, in bytes: 4 MiB.
    pub const DEFAULT_MAX_BYTES: usize = 4 << 20;

    /// A profile that has learned from no page, within the default bound on memory.
    #[must_use]
    pub fn new() -> SiteProfile {
        SiteProfile::with_max_bytes(SiteProfile::DEFAULT_MAX_BYTES)
    }

    /// A profile that has learned from no page and that will never take more memory than this, in bytes. The bound is
    /// clamped to 256 KiB..=1 GiB.
    ///
    /// With the default of 4 MiB, counts are exact for about two hundred pages of a hundred blocks each. After that
    /// they are estimates, however many pages there are: for 2 of 100 texts too high by more than 0.7 % of the pages,
    /// and 0 for texts that stand on fewer than 0.5 % of the pages. With half the memory, both percentages are twice as
    /// large.
    #[must_use]
    pub fn with_max_bytes(bytes: usize) -> SiteProfile {
        SiteProfile { pages: 0, tallies: Tallies::within(bytes), stories: Stories::default() }
    }

    /// Number of pages that the profile has learned from. A page that it has learned from twice counts twice.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.pages
    }

    /// Adds what another profile has learned. The result does not depend on which profile is merged into which, nor on
    /// the order. The smaller of the two bounds on memory holds from then on.
    ///
    /// ```
    /// use unboil::SiteProfile;
    ///
    /// let [a, b] = ["<p>Low tide at noon.", "<p>High tide at six."].map(|page| unboil::extract(page).unwrap());
    /// let (mut whole, mut first, mut second) = (SiteProfile::new(), SiteProfile::new(), SiteProfile::new());
    /// whole.learn(&a);
    /// whole.learn(&b);
    /// first.learn(&a);
    /// second.learn(&b);
    /// second.merge(&first);
    /// assert_eq!(second, whole);
    /// ```
    pub fn merge(&mut self, other: &SiteProfile) {
        self.pages = self.pages.saturating_add(other.pages);
        self.tallies.merge(&other.tallies);
        self.stories.merge(&other.stories);
    }

    /// Counts the texts, shapes and locations of a page, each once. `title`, with the longest text, identifies the
    /// page.
    pub(crate) fn count<'a>(&mut self, title: &str, sightings: impl Iterator<Item = Sighting<'a>> + Clone) {
        let longest = sightings.clone().map(|sighting| sighting.text).max_by_key(|text| (text.len(), *text));
        let page = fingerprint::of_page(title, longest.unwrap_or_default());
        // Each with its size in bytes: positive if it was kept, negative if it was dropped.
        let mut found: Vec<(Fingerprint, isize)> = Vec::new();
        let mut locations: Vec<(DomLocation, isize)> = Vec::new();
        let mut kept: HashMap<DomLocation, usize> = HashMap::new();
        for Sighting { text, location, is_kept } in sightings {
            let bytes = text.len().max(1) as isize;
            let weight = if is_kept { bytes } else { -bytes };
            found.extend(fingerprint::of(text).into_iter().flatten().map(|fingerprint| (fingerprint, weight)));
            // Blocks of one location are neighbours for the most part.
            match locations.last_mut() {
                Some((last, sum)) if *last == location => *sum += weight,
                _ => locations.push((location, weight)),
            }
            if is_kept && location.is_known() {
                *kept.entry(location).or_default() += text.len();
            }
        }
        found.extend(locations.into_iter().flat_map(|(location, sum)| {
            location.fingerprints().into_iter().flatten().map(move |fingerprint| (fingerprint, sum))
        }));
        // A fingerprint counts as kept on this page if at least half of its bytes were kept.
        found.sort_unstable();
        let once = found.chunk_by(|a, b| a.0 == b.0);
        let once = once.map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum::<isize>() >= 0));
        self.pages = self.pages.saturating_add(1);
        self.tallies.count(once, page);
        self.stories.count(&kept);
    }
}
