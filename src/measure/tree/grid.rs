//! Features of the page's main grid: the set of sibling cards with the most words, whatever the type of the page. On a
//! listing the grid is the content; on a product listing of a shop it may be the content, or the prose around it may
//! be.

use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Counts, Totals, share};
use crate::measure::tree::siblings::SiblingGroups;
use crate::page::{Container, Page};

/// A grid has at least this many cards. Set by hand.
const CARDS: usize = 4;
/// Number of words of a card. Set by hand.
const CARD_WORDS: std::ops::RangeInclusive<f32> = 3.0..=150.0;

/// Fills the columns of the main grid; they stay 0 if there is none. Needs the counts and the elements around each
/// block.
pub(in crate::measure) fn measure(
    page: &Page,
    groups: &SiblingGroups,
    counts: &[Counts],
    totals: &Totals,
    measurements: &mut Measurements,
) {
    let Some(cards) = main_grid(page, groups, counts, totals, &measurements.features) else { return };
    let (start, end) = (cards[0].start, cards[cards.len() - 1].end);
    let words: f32 = cards.iter().map(|card| totals.words(card.clone())).sum();
    let page_share = share(words, totals.words(0..counts.len()));
    let (before, after) = (totals.prose(0..start), totals.prose(end..counts.len()));
    for (index, row) in measurements.features.iter_mut().enumerate() {
        row.page_grid = page_share;
        row.grid_cards = cards.len() as f32;
        row.grid_card_words = words / cards.len() as f32;
        row.grid_prose_before = before;
        row.grid_prose_after = after;
        row.after_grid = if index < start {
            -1.0
        } else if index < end {
            0.0
        } else {
            1.0
        };
    }
    for (number, card) in cards.iter().enumerate() {
        for row in &mut measurements.features[card.clone()] {
            row.grid_card = (number + 1) as f32;
        }
    }
}

/// The ranges of blocks of the main grid's cards, in order; `None` if the page has no grid.
fn main_grid(
    page: &Page,
    groups: &SiblingGroups,
    counts: &[Counts],
    totals: &Totals,
    features: &[Features],
) -> Option<Vec<std::ops::Range<usize>>> {
    // A card holds a link and has the words of a card; it is not in the navigation, the header or the footer.
    let is_card = |container: &Container| {
        let Some(first) = features.get(container.blocks.start).filter(|_| !container.blocks.is_empty()) else {
            return false;
        };
        let is_page_frame = first.in_nav + first.in_header + first.in_footer > 0.0;
        let has_link = counts[container.blocks.clone()].iter().any(|count| count.linked > 0.0);
        CARD_WORDS.contains(&totals.words(container.blocks.clone())) && has_link && !is_page_frame
    };
    let mut grids: Vec<Option<f32>> = vec![None; groups.sizes.len()];
    for (card, group) in groups.cards(page, CARDS, is_card) {
        *grids[group].get_or_insert(0.0) += totals.words(card.blocks.clone());
    }
    let grids = grids.into_iter().enumerate().filter_map(|(group, words)| Some((group, words?)));
    let (main, _) = grids.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let of_main = page.containers.iter().zip(&groups.of).filter(|(_, group)| **group == main);
    Some(of_main.map(|(container, _)| container.blocks.clone()).collect())
}
