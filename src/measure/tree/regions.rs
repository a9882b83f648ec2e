//! Regions of a page for which there is no kind of cruft: customer reviews, and overlays (dialogs, drawers, pop-ups).
//! They are found by the words of their class, id, role and itemprop values.

use std::sync::LazyLock;

use crate::measure::measurements::Measurements;
use crate::measure::text::density::share;
use crate::measure::tree::attributes::Attributes;
use crate::page::Page;
use crate::words::word_list;
use crate::words::word_map::WordMap;

/// The words of class, id, role and itemprop values that name a region: the sections of `regions.txt`, each with a
/// comment.
const TABLE: &str = include_str!("regions.txt");
/// What the words of the table name.
static REGIONS: LazyLock<WordMap<Regions>> = LazyLock::new(|| {
    WordMap::of(word_list::entries(TABLE).map(|entry| (entry.word, Regions::of_section(entry.section))))
});

/// Whether a word of a class, id, role or itemprop value, given by its hash, names a box that opens over the page, or a
/// notice.
pub(in crate::measure) fn is_box(word: u64) -> bool {
    let named = Regions::named(word);
    named.overlay || named.notice
}

/// The regions that a block stands in, or that a word names.
#[derive(Clone, Copy, Default)]
struct Regions {
    /// Customer reviews.
    reviews: bool,
    /// A box that opens over the page.
    overlay: bool,
    /// A notice, such as one about cookies.
    notice: bool,
}

impl Regions {
    /// The region that a section of the table has the words of.
    fn of_section(section: &str) -> Regions {
        Regions { reviews: section == "reviews", overlay: section == "overlays", notice: section == "notices" }
    }

    /// The regions that a word of a class, id, role or itemprop value names, given by its hash, see [`hash::of`].
    ///
    /// [`hash::of`]: crate::hash::of
    fn named(word: u64) -> Regions {
        REGIONS.get_hashed(word).unwrap_or_default()
    }

    /// Adds the regions that another word names, or that the containers around stand in.
    fn add(&mut self, other: &Regions) {
        self.reviews |= other.reviews;
        self.overlay |= other.overlay;
        self.notice |= other.notice;
    }
}

/// Measures for each block whether it stands in customer reviews or in an overlay, and which share of the page's words
/// stands in customer reviews.
pub(in crate::measure) fn measure(page: &Page, attributes: &Attributes<'_>, measurements: &mut Measurements) {
    let mut inside: Vec<Regions> = Vec::with_capacity(page.containers.len());
    for (container, own) in page.containers.iter().zip(attributes.read_terms(Regions::named, Regions::add)) {
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
    use crate::hash;

    #[test]
    fn the_table_is_sound() {
        word_list::assert_sound("src/measure/tree/regions.txt", TABLE, &["reviews", "overlays", "notices"]);
    }

    #[test]
    fn each_word_names_its_region() {
        for entry in word_list::entries(TABLE) {
            let named = Regions::named(hash::of(entry.word));
            let sections = [(named.reviews, "reviews"), (named.overlay, "overlays"), (named.notice, "notices")];
            let place = format!("src/measure/tree/regions.txt:{}: {}", entry.line, entry.word);
            for (is_named, section) in sections {
                assert_eq!(is_named, entry.section == section, "{place}: stands in two sections: keep one");
            }
            assert_eq!(is_box(hash::of(entry.word)), entry.section != "reviews", "{place}");
        }
    }
}
