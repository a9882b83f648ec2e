//! Bills of fare: what a restaurant has to offer is called a menu, too.

use crate::measure::features::Features;
use crate::measure::text::density::Totals;
use crate::page::{Container, Page, Tag};
use crate::prefix_sums::PrefixSums;

/// The classes of menus and of what is in them.
pub(super) const MENUS: &[&str] = &["menu", "menuitem", "menus"];
/// A bill of fare has at least this many words. Set by hand.
const WORDS: f32 = 20.0;
/// At least this many blocks of a bill of fare have a number, such as a price. Set by hand.
const PRICES: f64 = 2.0;
/// At most this share, 0..=1, of the words of a bill of fare is linked. Set by hand.
const LINK_DENSITY: f32 = 0.1;

/// For each container, whether it is or stands in a bill of fare and is called a menu: a bill of fare has words and
/// prices, but neither links nor buttons. Empty if no container is called a menu, which `is_menu` says of each. Needs
/// the numbers of each block.
///
/// For `<section id="menu">`. Gets a menu of an app wrong that a script makes clickable and that counts messages.
pub(super) fn bills(page: &Page, totals: &Totals, features: &[Features], is_menu: &[bool]) -> Vec<bool> {
    if !is_menu.contains(&true) {
        return Vec::new();
    }
    let mut is_clickable: Vec<bool> = Vec::with_capacity(page.containers.len());
    for container in &page.containers {
        let outer = is_clickable.get(container.parent) == Some(&true);
        is_clickable.push(outer || matches!(container.tag, Tag::Button | Tag::Nav));
    }
    let counts = page
        .blocks
        .iter()
        .zip(features)
        .map(|(block, row)| [f32::from(row.numbers > 0.0), f32::from(is_clickable[block.container])]);
    let counts = PrefixSums::of(counts);
    // The block behind the last bill of fare so far.
    let mut end = 0;
    let bill = |(container, is_menu): (&Container, &bool)| {
        let blocks = &container.blocks;
        let [numbers, clickable] = counts.total(blocks.clone());
        let is_bill = totals.words(blocks.clone()) >= WORDS
            && totals.link_density(blocks.clone()) <= LINK_DENSITY
            && numbers >= PRICES
            && clickable == 0.0;
        if *is_menu && is_bill {
            end = end.max(blocks.end);
        }
        *is_menu && blocks.end <= end
    };
    page.containers.iter().zip(is_menu).map(bill).collect()
}
