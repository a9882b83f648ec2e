//! Finds the block of HTML that is the page's headline: the one that agrees best with the titles in the page's head, or
//! the only `<h1>`.

use crate::measure::measurements::Measurements;
use crate::measure::text::reading::{Word, words};
use crate::measure::text::words::{Distinct, PageWords};
use crate::page::{BlockKind, Page};

/// A headline has at most this many words. Set by hand.
const LONGEST_HEADLINE: f32 = 40.0;
/// Least agreement (F1 of the distinct words, 0..=1) with a title of the page that makes a heading its headline. Set by
/// hand.
const HEADING_AGREEMENT: f32 = 0.5;
/// Least agreement (F1 of the distinct words, 0..=1) with a title of the page that makes a block its headline if the
/// markup doesn't say that it is a heading. Set by hand.
const BLOCK_AGREEMENT: f32 = 0.9;
/// Bonus of an `<h1>` when candidates are compared, added to its agreement (F1). Set by hand.
const FIRST_LEVEL_BONUS: f32 = 0.1;

/// Finds the headline, and fills the column `title_overlap`. Needs the number of words of each block.
pub(in crate::measure) fn measure(page: &Page, page_words: &PageWords, measurements: &mut Measurements) {
    let titles: Vec<Vec<Word>> = page.head.titles().map(words).filter(|title| !title.is_empty()).collect();
    measurements.headline_guess =
        best_agreement(page, page_words, &titles, measurements).or_else(|| only_first_level(page));
}

/// The block that agrees best with one of the titles, if it agrees well enough. It also fills the column
/// `title_overlap`: the share of each block's words that a title holds.
fn best_agreement(
    page: &Page,
    page_words: &PageWords,
    titles: &[Vec<Word>],
    measurements: &mut Measurements,
) -> Option<usize> {
    if titles.is_empty() {
        return None;
    }
    let in_any = Distinct::of(titles.concat());
    let titles: Vec<Distinct> = titles.iter().cloned().map(Distinct::of).collect();
    let mut best: Option<(usize, f32)> = None;
    let mut own: Vec<Word> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if measurements.words[index] > LONGEST_HEADLINE {
            continue;
        }
        if !page_words.of_block(index).iter().any(|word| in_any.find(*word).is_some()) {
            // Most blocks have no word of any title.
            continue;
        }
        own.clear();
        own.extend(page_words.of_block(index));
        own.sort_unstable();
        own.dedup();
        let mut agreement: f32 = 0.0;
        for title in &titles {
            let common = own.iter().filter(|word| title.find(**word).is_some()).count() as f32;
            let overlap = common / own.len() as f32;
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

/// The only `<h1>` of the page; `None` if there are several. For pages whose titles agree with no block.
fn only_first_level(page: &Page) -> Option<usize> {
    let is_first_level = |index: &usize| page.blocks[*index].kind == BlockKind::Heading { level: 1 };
    let mut headings = (0..page.blocks.len()).filter(is_first_level);
    headings.next().filter(|_| headings.next().is_none())
}
