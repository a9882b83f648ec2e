//! Siblings of one make: containers with the same parent, element and class, such as the cards of a listing.

use crate::page::{Container, Page};

/// The containers of a page by their make.
pub(in crate::measure) struct SiblingGroups {
    /// The make of each container.
    pub(super) of: Vec<usize>,
    /// How many containers there are of each make.
    pub(super) sizes: Vec<usize>,
    /// How many siblings of each container have its element, itself included.
    pub(super) of_tag: Vec<usize>,
}

/// The share of the siblings that must look like a card.
const CARD_SHARE: f32 = 0.6;

impl SiblingGroups {
    pub(in crate::measure) fn of<'a>(page: &'a Page) -> SiblingGroups {
        let keyed = |(index, container): (usize, &'a Container)| {
            (container.parent, container.tag as u8, page.class(container), index)
        };
        let mut sorted: Vec<(usize, u8, &str, usize)> = page.containers.iter().enumerate().map(keyed).collect();
        // Strings are compared among siblings only.
        sorted.sort_unstable();
        let mut groups = SiblingGroups { of: vec![0; sorted.len()], sizes: Vec::new(), of_tag: vec![0; sorted.len()] };
        for same_tag in sorted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for same_class in same_tag.chunk_by(|a, b| a.2 == b.2) {
                for (.., index) in same_class {
                    groups.of[*index] = groups.sizes.len();
                    groups.of_tag[*index] = same_tag.len();
                }
                groups.sizes.push(same_class.len());
            }
        }
        groups
    }

    /// The containers that look like a card, with their groups, of those groups of which so many and most siblings do.
    pub(in crate::measure) fn cards<'a>(
        &self,
        page: &'a Page,
        least: usize,
        is_card: impl Fn(&Container) -> bool,
    ) -> Vec<(&'a Container, usize)> {
        let groups = page.containers.iter().zip(self.of.iter().copied());
        let mut cards: Vec<(&Container, usize)> =
            groups.filter(|(container, make)| self.sizes[*make] >= least && is_card(container)).collect();
        let mut found = vec![0; self.sizes.len()];
        cards.iter().for_each(|(_, make)| found[*make] += 1);
        cards.retain(|(_, make)| found[*make] >= least && found[*make] as f32 >= CARD_SHARE * self.sizes[*make] as f32);
        cards
    }
}
