//! Page → one row of features per block, and the evidence that names the kind of cruft.

mod anchor;
mod attributes;
mod bounds;
mod boxes;
mod cards;
pub(crate) mod clues;
mod context;
mod density;
mod echoes;
mod features;
mod flow;
mod folded;
mod grid;
mod headline;
mod layout;
mod makes;
mod markup;
mod paths;
mod pictures;
mod position;
mod prices;
mod repetition;
mod structure;
pub(crate) mod title;
mod vocabulary;
mod wording;
mod words;

pub(crate) use attributes::Attributes;
pub(crate) use context::{Context, context};
pub(crate) use folded::Folded;
pub(crate) use markup::{BOX_CLASSES, ClassHit, NAME_CLASSES};
pub(crate) use paths::Paths;
pub(crate) use structure::{Governor, headings, widening};
#[cfg(feature = "dev")]
pub(crate) use vocabulary::all_clues;
pub(crate) use wording::explained;

use crate::cruft::{Byline, Hit};
use crate::page::{Page, PageSignals};
use crate::vocabulary::Vocabulary;
pub(crate) use features::{Features, rows};
pub(crate) use flow::{Flow, flow};
pub(crate) use layout::Layout;

use density::Counts;
use makes::Makes;
use words::PageWords;

/// A standfirst has so many words and ends as a sentence does.
const STANDFIRST_WORDS: f32 = 10.0;

/// All that was measured on a page.
pub(crate) struct Measures {
    /// One row per block.
    pub(crate) features: Vec<Features>,
    paths: Paths,
    /// The nearest heading before each block.
    headings: Vec<Option<usize>>,
    /// One per block.
    pub(crate) evidence: Vec<Evidence>,
    /// The words of each block.
    pub(crate) words: Vec<f32>,
    /// The phrases of the lexicon that matched, by block.
    pub(crate) hits: Vec<Hit>,
    /// The block that is the page's headline, as far as that can be told before the blocks are scored.
    pub(crate) headline_guess: Option<usize>,
    /// The blocks that are bylines, in order, with what they say.
    pub(crate) bylines: Vec<(usize, Byline)>,
    /// One row per block of plain text; none of HTML.
    pub(crate) layout: Vec<Layout>,
    /// The words of each block of plain text that is prose.
    pub(crate) prose: Vec<f32>,
}

impl Measures {
    /// Whether a block is a sentence to be read, as a standfirst is, whatever its element.
    pub(crate) fn is_standfirst(&self, block: usize) -> bool {
        self.features[block].is_sentence > 0.0 && self.words[block] >= STANDFIRST_WORDS
    }

    /// Whether a block reads as running text.
    pub(crate) fn is_prose(&self, block: usize) -> bool {
        let row = &self.features[block];
        row.page_prose > 0.0 && row.prose_distance == 0.0
    }

    /// Nothing but the counts.
    fn of(page: &Page, counts: &[Counts]) -> Measures {
        Measures {
            features: vec![Features::default(); page.blocks.len()],
            paths: Paths::of(page),
            headings: structure::headings(page),
            evidence: vec![Evidence::default(); page.blocks.len()],
            words: counts.iter().map(|count| count.words).collect(),
            hits: Vec::new(),
            headline_guess: None,
            bylines: Vec::new(),
            layout: Vec::new(),
            prose: Vec::new(),
        }
    }
}

/// What points to a kind of cruft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Where the block's phrases lie in [`Measures::hits`].
    pub(crate) hits: std::ops::Range<usize>,
    /// The share of the block's text, in bytes, that its phrases cover: most of a notice, little of a sentence about one.
    pub(crate) covered: f32,
    /// The nearest container whose class names a kind of cruft.
    pub(crate) class: Option<ClassHit>,
    /// The heading that announces cruft and governs the block.
    pub(crate) governor: Option<Governor>,
    /// The earlier block with the same text, in another container. Of HTML only: a text has no markup that tells a copy from
    /// a refrain.
    pub(crate) repeats: Option<usize>,
    /// In a container of readers' comments.
    pub(crate) in_comments: bool,
    /// Of a heading: the block before which ends what it may govern.
    pub(crate) scope: usize,
    /// It names an author, a date or a reading time, and nothing else.
    pub(crate) is_byline: bool,
}

/// Measures every block of a page.
pub(crate) fn measure(page: &Page, signals: PageSignals, vocabulary: &Vocabulary) -> Measures {
    if page.is_text() { of_text(page, vocabulary) } else { of_html(page, signals, vocabulary) }
}

fn of_html(page: &Page, signals: PageSignals, vocabulary: &Vocabulary) -> Measures {
    let mut counts: Vec<Counts> = page.blocks.iter().map(|block| Counts::of(page, block)).collect();
    let makes = Makes::of(page);
    let attributes = Attributes::of(page);
    let folded = Folded::of(page);
    let page_cards = cards::mark(page, &makes, &mut counts);
    let totals = density::Totals::of(&counts);
    let mut measures = Measures::of(page, &counts);
    density::measure(&counts, &totals, &mut measures);
    wording::measure(page, &folded, &mut measures);
    vocabulary::measure(page, &attributes, &folded, vocabulary, &mut measures);
    let words = PageWords::of(page);
    headline::measure(page, &words, &mut measures);
    markup::measure(page, signals, &attributes, &totals, &mut measures);
    structure::measure(page, &counts, &totals, &mut measures);
    repetition::measure(page, &makes, &mut measures);
    grid::measure(page, &makes, &counts, &totals, &mut measures);
    boxes::measure(page, &attributes, &mut measures);
    prices::measure(page, &mut measures);
    position::measure(&counts, &totals, &mut measures);
    anchor::measure(page, &words, &totals, &mut measures);
    pictures::measure(page, &mut measures);
    measures.features.iter_mut().for_each(|row| row.page_cards = page_cards);
    bounds::hold(&mut measures.features);
    measures
}

/// The families that need no markup, and the layout instead of those that do.
fn of_text(page: &Page, vocabulary: &Vocabulary) -> Measures {
    let counts: Vec<Counts> = page.blocks.iter().map(|block| Counts::of(page, block)).collect();
    let folded = Folded::of(page);
    let totals = density::Totals::of(&counts);
    let mut measures = Measures::of(page, &counts);
    density::measure(&counts, &totals, &mut measures);
    wording::measure(page, &folded, &mut measures);
    vocabulary::texts(page, &folded, vocabulary, &mut measures);
    let words = PageWords::of(page);
    measures.prose = counts.iter().map(Counts::prose).collect();
    measures.headline_guess = title::headline(page, &measures, |_| 0.5);
    structure::measure(page, &counts, &totals, &mut measures);
    repetition::repeats(page).into_iter().for_each(|(index, _)| measures.features[index].is_repeated = 1.0);
    prices::measure(page, &mut measures);
    position::measure(&counts, &totals, &mut measures);
    anchor::measure(page, &words, &totals, &mut measures);
    let labels = layout::labels(&measures);
    measures.layout = layout::measure(page, &words, &counts, &totals, &measures.features, &labels);
    echoes::measure(&words, &mut measures.layout);
    vocabulary::ends(&folded, vocabulary, &measures.features, &mut measures.layout);
    bounds::hold(&mut measures.features);
    bounds::hold_lines(&mut measures.layout);
    measures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::{parse, walk};

    #[test]
    fn every_meaning_is_a_sentence_of_its_own() {
        let names = [Features::NAMES, Context::NAMES, Layout::NAMES, Flow::NAMES].concat();
        let meanings = [Features::MEANINGS, Context::MEANINGS, Layout::MEANINGS, Flow::MEANINGS].concat();
        let told = |meaning: &'static str| meaning.split(';').next();
        for (index, (name, meaning)) in names.iter().zip(&meanings).enumerate() {
            assert!(meaning.ends_with('.') && !meaning.contains("The same"), "{name}: {meaning}");
            let before = meanings[..index].iter().position(|other| told(other) == told(meaning));
            assert_eq!(before, None, "{name} means what another feature means");
        }
    }

    const SHELF: &str = r#"<title>Lamps</title><body>
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
    fn a_shelf_is_told_by_its_grid_its_prices_and_its_boxes() {
        let page = walk::walk(parse::parse(SHELF, &Limits::default()).unwrap());
        let vocabulary = Vocabulary::read("[class]\n2 card\n-3 price\n[text]\n1 lamp\n[heading]\n-1 say\n");
        let features = measure(&page, PageSignals::of(&page), &vocabulary).features;
        type Feature = fn(&Features) -> f32;
        // The intro, four cards of two blocks, the reviews with their heading, the box.
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
    fn a_look_knows_what_the_one_before_said_around() {
        let page = walk::walk(
            parse::parse("<h2>a</h2><div><p>b b</p><p>c c</p></div><h2>d</h2>", &Limits::default()).unwrap(),
        );
        let measures = measure(&page, PageSignals::of(&page), &Vocabulary::default());
        let rows = context(&page, &measures, &[0.25, 0.5, 1.0, 0.0]);
        type Feature = fn(&Context) -> f32;
        let cases: &[(&str, Feature, [f32; 4])] = &[
            ("look_own", |row| row.look_own, [0.25, 0.5, 1.0, 0.0]),
            ("look_before", |row| row.look_before, [0.0, 0.25, 0.5, 1.0]),
            ("look_after_2", |row| row.look_after_2, [1.0, 0.0, 0.0, 0.0]),
            ("look_path", |row| row.look_path, [0.125, 0.75, 0.75, 0.125]),
            ("look_heading", |row| row.look_heading, [0.0, 0.25, 0.25, 0.25]),
            ("look_section", |row| row.look_section, [0.65, 0.75, 0.75, 0.6]),
            ("look_words", |row| row.look_words, [4.0; 4]),
            ("look_rank", |row| row.look_rank, [0.25, 0.5, 0.75, 0.0]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(rows.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
