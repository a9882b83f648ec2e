//! What repeats across the pages of one site: counted page by page, and what the counts say of another page.

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
pub(crate) use location::{Place, places};

use counts::Tallies;
use fingerprint::Fingerprint;
use story_locations::Stories;

/// What repeats across the pages of one site.
///
/// It learns from articles, with all that was dropped on their pages: which texts stand on how many pages, word for
/// word or but for numbers, dates and names; which places in the structure of the pages hold cruft and which content;
/// and where the stories of the site live. An [`Extractor`](crate::Extractor) that has the profile drops what repeats,
/// as [`Cruft::Repeated`](crate::Cruft::Repeated), with a reason that says on how many pages it was seen.
///
/// - *The more pages, the more it does*: of three pages it says little, of thirty much.
/// - *Prose is safe*: running text that was seen on no other page is never dropped because of the profile: two
///   paragraphs in a row, or one of forty words. That a page was itself learned from does not hurt it, however often as
///   long as counts are exact.
/// - *Reports told by numbers are not*: a paragraph that is the same on page after page but for numbers, dates and
///   names counts as repeated, be it an appeal or the weather.
/// - *Other sites are safe*: a page that shares too little with the site is judged as without a profile.
/// - *Order does not matter*: profiles that learned from parts of a site and are [merged](SiteProfile::merge) equal the
///   one that learned from all of it, whatever the parts and their order.
/// - *Memory is bounded* by [`with_max_bytes`](SiteProfile::with_max_bytes). As long as they fit, counts are exact;
///   after that they are those of a count-min sketch.
///
/// ```
/// use unboil::{Cruft, Extractor, SiteProfile};
///
/// let page = |story: &str| format!(
///     "<title>{story}</title><body><div class=top><a href=/>The Coast</a> <a href=/s>Sea</a> <a href=/l>Land</a></div>
///      <article><h1>{story}</h1><p>{story}: this much is known so far, said a woman at the port who has seen it all before.</p>
///      <p>Whoever goes down to the pier on Sunday will find us there, under the old lamp, with coffee for everybody.</p>
///      <p>{story}: no more is known, but that it is going to be looked into before long, as is everything here.</p></article>"
/// );
/// let mut profile = SiteProfile::new();
/// for story in ["Storm", "Regatta", "Herring", "Ice", "Oil", "Whale", "Sand", "Seal", "Fog", "Tide", "Crab", "Wreck"] {
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
    pages: u64,
    tallies: Tallies,
    stories: Stories,
}

/// A block of a page that is learned from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    pub(crate) text: &'a str,
    pub(crate) place: Place,
    pub(crate) is_kept: bool,
}

impl Default for SiteProfile {
    fn default() -> SiteProfile {
        SiteProfile::new()
    }
}

impl SiteProfile {
    /// The memory that a profile takes at most unless told otherwise: 4 MiB.
    pub const DEFAULT_MAX_BYTES: usize = 4 << 20;

    /// A profile that has seen no page.
    #[must_use]
    pub fn new() -> SiteProfile {
        SiteProfile::with_max_bytes(SiteProfile::DEFAULT_MAX_BYTES)
    }

    /// A profile that has seen no page, and that will never take more memory than this, in bytes; less than 256 KiB is
    /// taken for 256 KiB, more than 1 GiB for 1 GiB.
    ///
    /// With the default of 4 MiB, counts are exact for some two hundred pages of a hundred blocks each. After that they
    /// are estimated, however many pages there are: too high by more than 0.7 % of the pages for 2 of 100 texts, and
    /// what stands on fewer than 0.5 % counts as nowhere. With half the memory, both are twice as large.
    #[must_use]
    pub fn with_max_bytes(bytes: usize) -> SiteProfile {
        SiteProfile { pages: 0, tallies: Tallies::within(bytes), stories: Stories::default() }
    }

    /// How many pages it has learned from.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.pages
    }

    /// Learns what another profile has learned. The result is the same whatever is merged into what, and in what order;
    /// it is bounded by the smaller of both bounds.
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

    /// Counts what stands on a page, each text and place once. `title` helps to tell the page from others.
    pub(crate) fn count<'a>(&mut self, title: &str, sightings: impl Iterator<Item = Sighting<'a>> + Clone) {
        let longest = sightings.clone().map(|sighting| sighting.text).max_by_key(|text| (text.len(), *text));
        let page = fingerprint::of_page(title, longest.unwrap_or_default());
        let mut met: Vec<(Fingerprint, isize)> = Vec::new();
        let mut at: Vec<(Place, isize)> = Vec::new();
        let mut kept: HashMap<Place, usize> = HashMap::new();
        for Sighting { text, place, is_kept } in sightings {
            let bytes = text.len().max(1) as isize;
            let weight = if is_kept { bytes } else { -bytes };
            met.extend(fingerprint::of(text).into_iter().flatten().map(|print| (print, weight)));
            // Blocks of one place are neighbours for the most part.
            match at.last_mut() {
                Some((last, sum)) if *last == place => *sum += weight,
                _ => at.push((place, weight)),
            }
            if is_kept && place.is_known() {
                *kept.entry(place).or_default() += text.len();
            }
        }
        met.extend(
            at.into_iter().flat_map(|(place, sum)| place.prints().into_iter().flatten().map(move |print| (print, sum))),
        );
        // Kept on this page is what was kept for the most part.
        met.sort_unstable();
        let once = met.chunk_by(|a, b| a.0 == b.0);
        let once = once.map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum::<isize>() >= 0));
        self.pages = self.pages.saturating_add(1);
        self.tallies.count(once, page);
        self.stories.count(&kept);
    }
}
