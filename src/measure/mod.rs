//! Page → one row of features per block, and the evidence for the kind of cruft.
//!
//! The features come in families, each of
//! which fills its own columns. Some need what others have filled, so that their order matters; a comment at each call
//! says what it needs. Names and meanings of all features are in [`features`].

mod bounds;
mod context;
mod evidence;
mod features;
pub(crate) mod headline;
mod lines;
mod measurements;
mod pictures;
mod position;
mod self_description;
mod subject;
mod text;
mod tree;

use crate::page::{Page, PageSignals};
use crate::vocabulary::Vocabulary;
use subject::Subject;
use text::density::{Counts, Totals};
use text::words::PageWords;

pub(crate) use context::{blocks::context, lines::flow};
pub(crate) use evidence::{Evidence, WholeText};
pub(crate) use features::{ContextFeatures, Features, LineContextFeatures, LineFeatures, rows};
pub(crate) use measurements::Measurements;
pub(crate) use self_description::Body;
pub(crate) use text::normalized::NormalizedTexts;
pub(crate) use text::phrases::explained;
#[cfg(feature = "dev")]
pub(crate) use text::term_weights::all_terms;
pub(crate) use text::terms;
pub(crate) use tree::attributes::Attributes;
pub(crate) use tree::landmarks::{BOX_CLASSES, NAME_CLASSES};
pub(crate) use tree::paths::Paths;
pub(crate) use tree::sections::{headings, widening};
use tree::siblings::SiblingGroups;

/// Computes the features and the evidence of every block of a page.
pub(crate) fn measure(page: &Page, signals: PageSignals, vocabulary: &Vocabulary) -> Measurements {
    if page.is_text() { of_text(page, vocabulary) } else { of_html(page, signals, vocabulary) }
}

/// Measurements with the number of words, the paths and the headings of the blocks filled in; all features are 0.
fn unmeasured(page: &Page, counts: &[Counts]) -> Measurements {
    Measurements {
        features: vec![Features::default(); page.blocks.len()],
        paths: Paths::of(page),
        subject: Vec::new(),
        siblings: SiblingGroups::default(),
        headings: headings(page),
        evidence: vec![Evidence::default(); page.blocks.len()],
        words: counts.iter().map(|count| count.words).collect(),
        hits: Vec::new(),
        headline_guess: None,
        bylines: Vec::new(),
        layout: Vec::new(),
        prose: Vec::new(),
    }
}

/// The measurements of a page of HTML.
fn of_html(page: &Page, signals: PageSignals, vocabulary: &Vocabulary) -> Measurements {
    let (mut counts, words) = PageWords::of(page);
    let groups = SiblingGroups::of(page);
    let attributes = Attributes::of(page);
    let normalized = NormalizedTexts::of(page);
    let page_cards = tree::cards::mark(page, &groups, &mut counts);
    let totals = Totals::of(&counts);
    let mut measurements = unmeasured(page, &counts);
    // Needs the counts only.
    text::density::measure(&counts, &totals, &mut measurements);
    // Needs the words of each block; finds the headline.
    headline::html::measure(page, &words, &mut measurements);
    let subject = Subject::of(page, &attributes, &normalized, &measurements.words, measurements.headline_guess);
    measurements.subject = subject.kinds().to_vec();
    // Needs the words of each block.
    text::phrases::measure(page, &normalized, &subject, &mut measurements);
    // Needs the heading of each block.
    text::term_weights::measure(page, &attributes, &normalized, vocabulary, &mut measurements);
    // Needs the headline: a box that holds it is no cookie notice.
    tree::landmarks::measure(page, signals, &attributes, &totals, &subject, &mut measurements);
    // Needs the link density of the page, the phrases, and whether the page is a forum.
    tree::sections::measure(page, &counts, &totals, &mut measurements);
    // Needs the link density, the words and the paths.
    tree::repetition::measure(page, &groups, &mut measurements);
    // Needs the counts, and the elements around each block.
    tree::grid::measure(page, &groups, &counts, &totals, &mut measurements);
    // Needs the words.
    tree::regions::measure(page, &attributes, &mut measurements);
    // Needs the words.
    text::prices::measure(page, &mut measurements);
    // Needs the counts only.
    position::measure(&counts, &totals, &mut measurements);
    // Needs the headline and the phrases.
    self_description::measure(page, &words, &totals, &mut measurements);
    // Needs the page only.
    pictures::measure(page, &normalized, &mut measurements);
    measurements.features.iter_mut().for_each(|row| row.page_cards = page_cards);
    // Comes last: clamps what all families have filled to its ranges.
    bounds::hold(&mut measurements.features);
    measurements.siblings = groups;
    measurements
}

/// The measurements of a plain text: the families that need no markup, and those of lines instead of the others.
fn of_text(page: &Page, vocabulary: &Vocabulary) -> Measurements {
    let (counts, words) = PageWords::of(page);
    let normalized = NormalizedTexts::of(page);
    let totals = Totals::of(&counts);
    let mut measurements = unmeasured(page, &counts);
    // Needs the counts only.
    text::density::measure(&counts, &totals, &mut measurements);
    // Needs the words of each block.
    text::phrases::measure(page, &normalized, &Subject::default(), &mut measurements);
    // Needs the heading of each block.
    text::term_weights::texts(&normalized, vocabulary, &mut measurements);
    measurements.prose = counts.iter().map(Counts::prose).collect();
    // Needs the phrases, the weights of the terms and whether a block is a sentence.
    measurements.headline_guess = headline::text::headline(page, &measurements, |_| 0.5);
    // Needs the link density of the page and the phrases.
    tree::sections::measure(page, &counts, &totals, &mut measurements);
    tree::repetition::repeats(page).into_iter().for_each(|(index, _)| measurements.features[index].is_repeated = 1.0);
    // Needs the words.
    text::prices::measure(page, &mut measurements);
    // Needs the counts only.
    position::measure(&counts, &totals, &mut measurements);
    // Needs the headline and the phrases.
    self_description::measure(page, &words, &totals, &mut measurements);
    // Needs the phrases, bylines, sections and weights of the terms.
    let labels = lines::surroundings::labels(&measurements);
    measurements.layout = lines::surroundings::measure(page, &words, &counts, &totals, &measurements.features, &labels);
    lines::copies::measure(&words, &mut measurements.layout);
    // Needs the weights of the first words.
    text::term_weights::ends(&normalized, vocabulary, &measurements.features, &mut measurements.layout);
    // Comes last: clamps what all families have filled to its ranges.
    bounds::hold(&mut measurements.features);
    bounds::hold_lines(&mut measurements.layout);
    measurements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::{parse, walk};

    #[test]
    fn meanings_are_sentences_and_distinct() {
        let names = [Features::NAMES, ContextFeatures::NAMES, LineFeatures::NAMES, LineContextFeatures::NAMES].concat();
        let meanings =
            [Features::MEANINGS, ContextFeatures::MEANINGS, LineFeatures::MEANINGS, LineContextFeatures::MEANINGS]
                .concat();
        let shown = |meaning: &'static str| meaning.split(';').next();
        for (index, (name, meaning)) in names.iter().zip(&meanings).enumerate() {
            assert!(meaning.ends_with('.') && !meaning.contains("The same"), "{name}: {meaning}");
            let before = meanings[..index].iter().position(|other| shown(other) == shown(meaning));
            assert_eq!(before, None, "{name} means what another feature means");
        }
    }

    const PRODUCT_LISTING: &str = r#"<title>Lamps</title><body>
        <div class="intro"><p>Lamps for the desk, the wall and the ceiling, made in our own workshop since 1911.</p></div>
        <div class="grid">
        <div class="card"><a href="/1">Desk lamp of brass</a><p class="price">$35.00</p></div>
        <div class="card"><a href="/2">Wall lamp of brass</a><p class="price">$45.00</p></div>
        <div class="card"><a href="/3">Wall lamp of steel</a><p class="price">$25.00</p></div>
        <div class="card"><a href="/4">Moon lamp of paper</a><p class="price">$15.00</p></div>
        </div>
        <div class="customerReviews"><h2>What they say</h2><p>It is bright.</p></div>
        <div class="size-modal"><p>Sizes</p></div>"#;

    #[test]
    fn a_product_listing_has_a_grid_prices_and_regions() {
        let page = walk::walk(parse::parse(PRODUCT_LISTING, &Limits::default()).unwrap());
        let vocabulary = Vocabulary::read("[class]\n= -3\nprice\n= 2\ncard\n[text]\n= 1\nlamp\n[heading]\n= -1\nsay\n");
        let features = measure(&page, PageSignals::of(&page), &vocabulary).features;
        type Feature = fn(&Features) -> f32;
        // The introduction, four cards of two blocks each, the reviews with their heading, the overlay.
        let cases: &[(&str, Feature, [f32; 12])] = &[
            ("grid_cards", |row| row.grid_cards, [4.0; 12]),
            ("grid_card", |row| row.grid_card, [0., 1., 1., 2., 2., 3., 3., 4., 4., 0., 0., 0.]),
            ("after_grid", |row| row.after_grid, [-1., 0., 0., 0., 0., 0., 0., 0., 0., 1., 1., 1.]),
            ("is_price", |row| row.is_price, [0., 0., 1., 0., 1., 0., 1., 0., 1., 0., 0., 0.]),
            ("page_prices", |row| row.page_prices, [4.0; 12]),
            ("path_blocks", |row| row.path_blocks, [1., 4., 4., 4., 4., 4., 4., 4., 4., 1., 1., 1.]),
            ("in_reviews", |row| row.in_reviews, [0., 0., 0., 0., 0., 0., 0., 0., 0., 1., 1., 0.]),
            ("in_overlay", |row| row.in_overlay, [0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 1.]),
            ("class_low", |row| row.class_low, [0., 0., -3., 0., -3., 0., -3., 0., -3., 0., 0., 0.]),
            ("class_high", |row| row.class_high, [0., 2., 2., 2., 2., 2., 2., 2., 2., 0., 0., 0.]),
            ("text_high", |row| row.text_high, [0., 1., 0., 1., 0., 1., 0., 1., 0., 0., 0., 0.]),
            ("heading_words", |row| row.heading_words, [0., 0., 0., 0., 0., 0., 0., 0., 0., 0., -1., -1.]),
            (
                "heading_distance",
                |row| row.heading_distance,
                [-1., -1., -1., -1., -1., -1., -1., -1., -1., -1., 1., 2.],
            ),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(features.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }

    #[test]
    fn a_pass_has_the_probabilities_of_the_last_around_as_features() {
        let page = walk::walk(
            parse::parse("<h2>a</h2><div><p>b b</p><p>c c</p></div><h2>d</h2>", &Limits::default()).unwrap(),
        );
        let measurements = measure(&page, PageSignals::of(&page), &Vocabulary::default());
        let rows = context(&page, &measurements, &[0.25, 0.5, 1.0, 0.0]);
        type Feature = fn(&ContextFeatures) -> f32;
        let cases: &[(&str, Feature, [f32; 4])] = &[
            ("pass_own", |row| row.pass_own, [0.25, 0.5, 1.0, 0.0]),
            ("pass_before", |row| row.pass_before, [0.0, 0.25, 0.5, 1.0]),
            ("pass_after_2", |row| row.pass_after_2, [1.0, 0.0, 0.0, 0.0]),
            ("pass_path", |row| row.pass_path, [0.125, 0.75, 0.75, 0.125]),
            ("pass_heading", |row| row.pass_heading, [0.0, 0.25, 0.25, 0.25]),
            ("pass_section", |row| row.pass_section, [0.65, 0.75, 0.75, 0.6]),
            ("pass_words", |row| row.pass_words, [4.0; 4]),
            ("pass_rank", |row| row.pass_rank, [0.25, 0.5, 0.75, 0.0]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(rows.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
