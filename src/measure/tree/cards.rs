//! Finds cards: siblings with the same element and class, each a linked title with perhaps a teaser. Below a story they
//! lead to other stories; on a listing they are the content.

use crate::measure::text::density::{Counts, share};
use crate::measure::tree::siblings::SiblingGroups;
use crate::page::{Container, Page};

/// Fewer sibling cards than this are parts of a text. Set by hand.
const CARDS: usize = 3;
/// A card has at most this many blocks. Set by hand.
const CARD_BLOCKS: usize = 8;
/// A card has at most this many words. Set by hand.
const CARD_WORDS: f32 = 100.0;
/// The title of a card has at least this many words; fewer are the entry of a menu. Set by hand.
const TITLE_WORDS: f32 = 3.0;
/// The title of a card has at least this link density (0..=1). Set by hand.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// A page with at least this share (0..=1) of its words in cards is a listing. Set by hand.
const LISTING_SHARE: f32 = 0.5;

/// Sets `in_card` of the blocks in cards, unless the page is a listing: there the cards are the content. Returns the
/// share (0..=1) of the page's words that are in cards.
pub(in crate::measure) fn mark(page: &Page, groups: &SiblingGroups, counts: &mut [Counts]) -> f32 {
    let mut in_card = vec![false; counts.len()];
    for (container, _) in groups.cards(page, CARDS, |container| is_card(container, counts)) {
        in_card[container.blocks.clone()].fill(true);
    }
    let words: f32 = counts.iter().map(|count| count.words).sum();
    let in_cards: f32 =
        counts.iter().zip(&in_card).filter(|(_, in_card)| **in_card).map(|(count, _)| count.words).sum();
    let page_cards = share(in_cards, words);
    if page_cards < LISTING_SHARE {
        counts.iter_mut().zip(in_card).for_each(|(count, in_card)| count.in_card = in_card);
    }
    page_cards
}

/// Whether a container looks like a card, given its blocks alone.
fn is_card(container: &Container, counts: &[Counts]) -> bool {
    let blocks = &counts[container.blocks.clone()];
    let is_title = |count: &Counts| count.words >= TITLE_WORDS && count.link_density() >= TITLE_LINK_DENSITY;
    (1..=CARD_BLOCKS).contains(&blocks.len())
        && blocks.iter().any(is_title)
        && blocks.iter().map(|count| count.words).sum::<f32>() <= CARD_WORDS
}
