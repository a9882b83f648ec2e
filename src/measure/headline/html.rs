//! Which block is the page's headline, and how much of a block the page's title holds.

use crate::measure::measurements::Measurements;
use crate::measure::text::words::{Distinct, PageWords, words};
use crate::page::{BlockKind, Page};

/// No headline has more words.
const LONGEST_HEADLINE: f32 = 40.0;
/// How well (F1 of their words) a heading must agree with the title of the page to be its headline.
const HEADING_AGREEMENT: f32 = 0.5;
/// The same for a block that is no heading in the markup.
const BLOCK_AGREEMENT: f32 = 0.9;
/// What the first level of headings is worth, in F1.
const FIRST_LEVEL_BONUS: f32 = 0.1;

pub(in crate::measure) fn measure(page: &Page, page_words: &PageWords, measurements: &mut Measurements) {
    let titles = page.head.titles().map(|title| Distinct::of(words(title)));
    let titles: Vec<Distinct> = titles.filter(|title| title.len() > 0).collect();
    measurements.headline_guess =
        best_agreement(page, page_words, &titles, measurements).or_else(|| only_first_level(page));
}

/// The block that agrees best with one of the titles, and well enough. Notes on its way how much of each block they hold.
fn best_agreement(
    page: &Page,
    page_words: &PageWords,
    titles: &[Distinct],
    measurements: &mut Measurements,
) -> Option<usize> {
    if titles.is_empty() {
        return None;
    }
    let mut best: Option<(usize, f32)> = None;
    for (index, block) in page.blocks.iter().enumerate() {
        if measurements.words[index] > LONGEST_HEADLINE {
            continue;
        }
        let own = page_words.of_block(index);
        if !own.iter().any(|word| titles.iter().any(|title| title.find(*word).is_some())) {
            // Most blocks: they agree with no title.
            continue;
        }
        let own = Distinct::of(own.to_vec());
        let mut agreement: f32 = 0.0;
        for title in titles {
            let common = own.common(title) as f32;
            let overlap = common / own.len().max(1) as f32;
            let row = &mut measurements.features[index];
            row.title_overlap = row.title_overlap.max(overlap);
            agreement = agreement.max(2.0 * common / (own.len() + title.len()) as f32);
        }
        let (needed, bonus) = match block.kind {
            BlockKind::Heading { level: 1 } => (HEADING_AGREEMENT, FIRST_LEVEL_BONUS),
            BlockKind::Heading { .. } => (HEADING_AGREEMENT, 0.0),
            _ => (BLOCK_AGREEMENT, 0.0),
        };
        if agreement >= needed && best.is_none_or(|(_, score)| agreement + bonus > score) {
            best = Some((index, agreement + bonus));
        }
    }
    best.map(|(index, _)| index)
}

/// The one heading of the first level, on a page whose title says something else.
fn only_first_level(page: &Page) -> Option<usize> {
    let is_first_level = |index: &usize| page.blocks[*index].kind == BlockKind::Heading { level: 1 };
    let mut headings = (0..page.blocks.len()).filter(is_first_level);
    headings.next().filter(|_| headings.next().is_none())
}
