//! Cards: siblings of one make, each a linked title with perhaps a teaser. Below a story they lead to other stories; on a
//! listing they are the content.

use crate::measure::text::density::{Counts, share};
use crate::measure::tree::siblings::SiblingGroups;
use crate::page::{Container, Page};

/// Fewer siblings than this are no cards but parts of a text.
const CARDS: usize = 3;
/// A card has no more blocks than this.
const CARD_BLOCKS: usize = 8;
/// A card has no more words than this.
const CARD_WORDS: f32 = 100.0;
/// The title of a card has this many words at least; fewer are the entry of a menu.
const TITLE_WORDS: f32 = 3.0;
/// The title of a card is linked to this degree at least.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// A page with a greater share of its words in cards is a listing.
const LISTING_SHARE: f32 = 0.5;

/// Marks what stands in cards, on a page that is mostly something else; gives the share of the page's words in cards.
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

fn is_card(container: &Container, counts: &[Counts]) -> bool {
    let blocks = &counts[container.blocks.clone()];
    let is_title = |count: &Counts| count.words >= TITLE_WORDS && count.link_density() >= TITLE_LINK_DENSITY;
    (1..=CARD_BLOCKS).contains(&blocks.len())
        && blocks.iter().any(is_title)
        && blocks.iter().map(|count| count.words).sum::<f32>() <= CARD_WORDS
}
