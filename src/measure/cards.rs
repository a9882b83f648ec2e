//! Cards: siblings of one make, each a linked title with perhaps a teaser. Below a story they lead to other stories; on a
//! listing they are the content.

use std::collections::HashMap;

use super::Measures;
use super::density::{Counts, share};
use crate::page::{Container, Page, Tag};

/// Fewer siblings than this are no cards but parts of a text.
const CARDS: u32 = 3;
/// The share of the siblings that must look like a card.
const CARD_SHARE: f32 = 0.6;
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

pub(super) fn measure(page: &Page, counts: &[Counts], measures: &mut Measures) {
    // Siblings of one make: how many there are, and how many of them look like a card.
    let mut makes: HashMap<(usize, Tag, &str), (u32, u32)> = HashMap::new();
    let make = |container: &Container| (container.parent, container.tag, page.class(container));
    for container in &page.containers {
        let (all, cards) = makes.entry(make(container)).or_default();
        *all += 1;
        *cards += u32::from(is_card(container, counts));
    }
    let mut in_card = vec![false; counts.len()];
    for container in page.containers.iter().filter(|container| is_card(container, counts)) {
        let (all, cards) = makes[&make(container)];
        if cards >= CARDS && cards as f32 >= CARD_SHARE * all as f32 {
            in_card[container.blocks.clone()].fill(true);
        }
    }
    let words = |is_counted: &dyn Fn(usize) -> bool| -> f32 {
        (0..counts.len()).filter(|index| is_counted(*index)).map(|index| counts[index].words).sum()
    };
    let page_cards = share(words(&|index| in_card[index]), words(&|_| true));
    for (row, in_card) in measures.features.iter_mut().zip(in_card) {
        row.page_cards = page_cards;
        row.in_card = f32::from(in_card && page_cards < LISTING_SHARE);
    }
}

fn is_card(container: &Container, counts: &[Counts]) -> bool {
    let blocks = &counts[container.blocks.clone()];
    let is_title = |count: &Counts| count.words >= TITLE_WORDS && count.link_density() >= TITLE_LINK_DENSITY;
    (1..=CARD_BLOCKS).contains(&blocks.len())
        && blocks.iter().any(is_title)
        && blocks.iter().map(|count| count.words).sum::<f32>() <= CARD_WORDS
}
