//! What the finders read of a page: its running text, and which blocks are titles that lead to other stories.

use std::ops::Range;

use super::site::Site;
use crate::measure::{Features, Measurements};
use crate::page::{BlockKind, Page};
use crate::prefix_sums::PrefixSums;
use crate::select::classify::LIKELY_FROM;

/// A block that ends as a sentence does is running text from this many words on. Set by hand: paragraphs of news in
/// agglutinating languages have few words.
const SENTENCE_WORDS: f32 = 6.0;
/// A block that ends otherwise, as all do in Thai, is running text from this many words on. Set by hand.
const TEXT_WORDS: f32 = 12.0;
/// Running text has a link density (0..=1) below this. Set by hand.
const TEXT_LINK_DENSITY: f32 = 0.5;
/// The title of another story has at least this link density (0..=1). Set by hand.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// Number of words in the title of another story. Set by hand.
const TITLE_WORDS: std::ops::RangeInclusive<f32> = 3.0..=30.0;
/// A page with at least this share (0..=1) of its words in a grid of cards is a listing, unless it says that it is an
/// article. Set by hand.
const LISTING_GRID: f32 = 0.3;

/// A page as the finders see it.
pub(super) struct Surroundings<'a> {
    pub(super) page: &'a Page,
    pub(super) measurements: &'a Measurements,
    /// Index of the block that is the headline, if any.
    pub(super) headline: Option<usize>,
    pub(super) site: Site<'a>,
    /// Per block: the probability that it is content.
    pub(super) probabilities: &'a [f32],
    /// The words of each block, those of running text, and those of running text that is likely content.
    words: PrefixSums<3>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(
        page: &'a Page,
        measurements: &'a Measurements,
        headline: Option<usize>,
        probabilities: &'a [f32],
    ) -> Self {
        let words = (0..page.blocks.len()).map(|index| {
            let words = measurements.words[index];
            let text = if is_text(page, measurements, index) { words } else { 0.0 };
            [words, text, if probabilities[index] >= LIKELY_FROM { text } else { 0.0 }]
        });
        let words = PrefixSums::of(words);
        Surroundings { page, measurements, headline, site: Site::of(page), probabilities, words }
    }

    /// The features of a block.
    pub(super) fn row(&self, index: usize) -> &Features {
        &self.measurements.features[index]
    }

    /// Whether a block is running text: a paragraph or so, and no title, label or link.
    pub(super) fn is_text(&self, index: usize) -> bool {
        is_text(self.page, self.measurements, index)
    }

    /// The number of words in these blocks.
    pub(super) fn words(&self, blocks: Range<usize>) -> f64 {
        self.words.total(blocks)[0]
    }

    /// The number of words of running text in these blocks.
    pub(super) fn text(&self, blocks: Range<usize>) -> f64 {
        self.words.total(blocks)[1]
    }

    /// The number of words of running text in these blocks that the scorer takes for content.
    pub(super) fn likely_text(&self, blocks: Range<usize>) -> f64 {
        self.words.total(blocks)[2]
    }

    /// The number of blocks.
    pub(super) fn len(&self) -> usize {
        self.page.blocks.len()
    }

    /// The first block below the headline, or of the page if it has no headline.
    pub(super) fn start(&self) -> usize {
        self.headline.map_or(0, |headline| headline + 1)
    }

    /// Whether a block is the title of another page of the site and nothing else.
    pub(super) fn is_title(&self, index: usize) -> bool {
        let row = self.row(index);
        row.link_density >= TITLE_LINK_DENSITY
            && TITLE_WORDS.contains(&self.measurements.words[index])
            && !matches!(self.page.blocks[index].kind, BlockKind::TableRow | BlockKind::Preformatted)
            && self.site.leads_to_pages(index)
    }

    /// Whether links to other pages may be the content of this page: it has no headline, or [`Self::is_of_links`].
    pub(super) fn may_be_of_links(&self) -> bool {
        self.headline.is_none() || self.is_of_links()
    }

    /// Whether the page shows that links to other pages are its content: it says that it is a thread, a product or a
    /// manual, or doesn't say that it is an article and looks like a listing: it says so, is a grid of cards for a good
    /// part, or has more words in titles of other pages than in running text.
    pub(super) fn is_of_links(&self) -> bool {
        // What is measured of the page stands in the rows of all blocks.
        let Some(row) = self.measurements.features.get(self.headline.unwrap_or(0)) else { return true };
        let titles = || {
            let titles = (self.start()..self.len()).filter(|index| self.is_title(*index));
            titles.map(|index| f64::from(self.measurements.words[index])).sum::<f64>()
        };
        let is_listing =
            || row.page_is_listing > 0.0 || row.page_grid >= LISTING_GRID || titles() > self.text(0..self.len());
        row.page_is_forum + row.page_is_product + row.page_is_documentation > 0.0
            || (row.page_is_article == 0.0 && is_listing())
    }
}

/// See [`Surroundings::is_text`].
fn is_text(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let row = &measurements.features[index];
    let least = if row.is_sentence > 0.0 { SENTENCE_WORDS } else { TEXT_WORDS };
    row.link_density < TEXT_LINK_DENSITY
        && measurements.words[index] >= least
        && matches!(page.blocks[index].kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote)
}
