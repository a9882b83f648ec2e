//! Boxes of a page that classes name and that no kind of cruft stands for: reviews, and what opens over the page.

use crate::measure::measurements::Measurements;
use crate::measure::text::density::share;
use crate::measure::tree::attributes::Attributes;
use crate::page::Page;

/// Whether this word of a class stands around what customers say.
fn is_of_reviews(word: &str) -> bool {
    matches!(
        word,
        "bv" | "customer"
            | "customers"
            | "judgeme"
            | "okendo"
            | "rating"
            | "ratings"
            | "review"
            | "reviews"
            | "stamped"
            | "testimonial"
            | "testimonials"
            | "trustpilot"
            | "ugc"
            | "yotpo"
    )
}

/// Whether this word of a class stands around what opens over the page.
fn is_of_overlays(word: &str) -> bool {
    matches!(
        word,
        "dialog"
            | "drawer"
            | "flyout"
            | "lightbox"
            | "modal"
            | "offcanvas"
            | "overlay"
            | "popover"
            | "popup"
            | "tooltip"
    )
}

/// What a block stands in.
#[derive(Clone, Copy, Default)]
struct Boxes {
    reviews: bool,
    overlay: bool,
}

impl Boxes {
    /// What a word of a class says.
    fn read(word: &str) -> Boxes {
        Boxes { reviews: is_of_reviews(word), overlay: is_of_overlays(word) }
    }

    fn add(&mut self, other: &Boxes) {
        self.reviews |= other.reviews;
        self.overlay |= other.overlay;
    }
}

pub(in crate::measure) fn measure(page: &Page, attributes: &Attributes<'_>, measurements: &mut Measurements) {
    let mut inside: Vec<Boxes> = Vec::with_capacity(page.containers.len());
    for (container, own) in page.containers.iter().zip(attributes.read_words(Boxes::read, Boxes::add)) {
        let outer = inside.get(container.parent).copied().unwrap_or_default();
        // `<body class="reviews-enabled">` tells of the page.
        let is_frame = container.blocks.len() * 2 > page.blocks.len();
        let mut own = if is_frame { Boxes::default() } else { own };
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
