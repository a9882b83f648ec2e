//! Groups of siblings: containers with the same parent, element and class, such as the cards of a listing.

use crate::page::{Container, Page};

/// The containers of a page, grouped by parent, element and class.
#[derive(Default)]
pub(crate) struct SiblingGroups {
    /// For each container, the index of its group.
    pub(super) of: Vec<usize>,
    /// For each group, the number of its containers.
    pub(super) sizes: Vec<usize>,
    /// For each container, the number of siblings with its element and any class, itself included.
    pub(super) same_tag_siblings: Vec<usize>,
}

/// A group is one of cards if at least this share (0..=1) of its containers look like a card. Set by hand.
const CARD_SHARE: f32 = 0.6;

impl SiblingGroups {
    /// Groups the containers of a page.
    pub(crate) fn of<'a>(page: &'a Page) -> SiblingGroups {
        let keyed = |(index, container): (usize, &'a Container)| {
            (container.parent, container.tag as u8, page.class(container), index)
        };
        let mut sorted: Vec<(usize, u8, &str, usize)> = page.containers.iter().enumerate().map(keyed).collect();
        // The class is compared last, so that strings are compared among siblings with the same element only.
        sorted.sort_unstable();
        let mut groups =
            SiblingGroups { of: vec![0; sorted.len()], sizes: Vec::new(), same_tag_siblings: vec![0; sorted.len()] };
        for same_tag in sorted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for same_class in same_tag.chunk_by(|a, b| a.2 == b.2) {
                for (.., index) in same_class {
                    groups.of[*index] = groups.sizes.len();
                    groups.same_tag_siblings[*index] = same_tag.len();
                }
                groups.sizes.push(same_class.len());
            }
        }
        groups
    }

    /// The containers for which `is_card` holds, each with its group, from groups in which it holds for at least
    /// `least` containers and at least [`CARD_SHARE`] of all.
    pub(crate) fn cards<'a>(
        &self,
        page: &'a Page,
        least: usize,
        is_card: impl Fn(&Container) -> bool,
    ) -> Vec<(&'a Container, usize)> {
        let groups = page.containers.iter().zip(self.of.iter().copied());
        let mut cards: Vec<(&Container, usize)> =
            groups.filter(|(container, group)| self.sizes[*group] >= least && is_card(container)).collect();
        let mut found = vec![0; self.sizes.len()];
        cards.iter().for_each(|(_, group)| found[*group] += 1);
        cards.retain(|(_, group)| {
            found[*group] >= least && found[*group] as f32 >= CARD_SHARE * self.sizes[*group] as f32
        });
        cards
    }
}
