//! Regions of a page for which there is no kind of cruft: customer reviews, and overlays (dialogs, drawers, pop-ups).
//! They are found by the words of their class, id, role and itemprop values.

use std::sync::LazyLock;

use crate::measure::measurements::Measurements;
use crate::measure::text::density::share;
use crate::measure::tree::attributes::Attributes;
use crate::page::Page;
use crate::words::word_list;

/// The words of class, id, role and itemprop values that name a region: the sections of `regions.txt`, each with a
/// comment.
const TABLE: &str = include_str!("regions.txt");
/// Words of class, id, role and itemprop values around customer reviews.
static REVIEWS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "reviews"));
/// Words of class, id, role and itemprop values around overlays.
static OVERLAYS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "overlays"));
/// Words of class, id, role and itemprop values around notices, such as those about cookies.
static NOTICES: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "notices"));

/// Whether a word of a class, id, role or itemprop value names a box that opens over the page, or a notice.
pub(in crate::measure) fn is_box(word: &str) -> bool {
    OVERLAYS.contains(&word) || NOTICES.contains(&word)
}

/// The regions that a block stands in.
#[derive(Clone, Copy, Default)]
struct Regions {
    reviews: bool,
    overlay: bool,
}

impl Regions {
    /// The regions that a word of a class, id, role or itemprop value names.
    fn read(word: &str) -> Regions {
        Regions { reviews: REVIEWS.contains(&word), overlay: OVERLAYS.contains(&word) }
    }

    fn add(&mut self, other: &Regions) {
        self.reviews |= other.reviews;
        self.overlay |= other.overlay;
    }
}

/// Measures for each block whether it stands in customer reviews or in an overlay, and which share of the page's words
/// stands in customer reviews.
pub(in crate::measure) fn measure(page: &Page, attributes: &Attributes<'_>, measurements: &mut Measurements) {
    let mut inside: Vec<Regions> = Vec::with_capacity(page.containers.len());
    for (container, own) in page.containers.iter().zip(attributes.read_terms(Regions::read, Regions::add)) {
        let outer = inside.get(container.parent).copied().unwrap_or_default();
        // A container around more than half of the blocks doesn't name a region: `<body class="reviews-enabled">`.
        let is_around_most = container.blocks.len() * 2 > page.blocks.len();
        let mut own = if is_around_most { Regions::default() } else { own };
        own.add(&outer);
        inside.push(own);
    }
    let (mut words, mut of_reviews) = (0.0, 0.0);
    for (block, row) in page.blocks.iter().zip(&mut measurements.features) {
        let inside = inside[block.container];
        row.in_reviews = f32::from(inside.reviews);
        row.in_overlay = f32::from(inside.overlay);
        words += row.words;
        of_reviews += row.words * row.in_reviews;
    }
    let page_reviews = share(of_reviews, words);
    measurements.features.iter_mut().for_each(|row| row.page_reviews = page_reviews);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        word_list::assert_sound("src/measure/tree/regions.txt", TABLE, &["reviews", "overlays", "notices"]);
    }

    #[test]
    fn each_word_names_its_region() {
        for entry in word_list::entries(TABLE) {
            let regions = Regions::read(entry.word);
            let expected = (entry.section == "reviews", entry.section == "overlays");
            let place = format!("src/measure/tree/regions.txt:{}: {}", entry.line, entry.word);
            assert_eq!((regions.reviews, regions.overlay), expected, "{place}: stands in two sections: keep one");
            assert_eq!(is_box(entry.word), entry.section != "reviews", "{place}");
        }
    }
}
