//! Features of how much a block agrees with what the page says of its content: the article body in its JSON-LD, its
//! descriptions, its titles and its headline.

use crate::cruft::Cruft;
use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Totals, share};
use crate::measure::text::reading::{Word, words};
use crate::measure::text::words::{Distinct, PageWords, runs, topics};
use crate::page::{BlockKind, DESCRIPTIONS, Head, Page};

/// Distances from the headline, in blocks, are clamped to this range; before the headline they are negative. The range
/// is short there because menus have any length, and ends where long articles and long threads are alike. Set by hand.
const BLOCKS: std::ops::RangeInclusive<f32> = -50.0..=200.0;
/// Distances from the headline, in words, are clamped to this range; before the headline they are negative. Set by
/// hand.
const WORDS: std::ops::RangeInclusive<f32> = -500.0..=5000.0;
/// The distance of every block, in blocks and in words, on a page without a headline: below all other distances.
const NO_HEADLINE: f32 = -1000.0;
/// Further headlines are counted up to this number. Set by hand.
const HEADLINES: f32 = 10.0;
/// A block of more words than this is no credit, though it may end in one. Set by hand.
const CREDIT_WORDS: f32 = 30.0;

/// Fills the columns of the agreement with the page's self-description, and of the distance from the headline.
///
/// Needs the headline and the phrases.
pub(super) fn measure(page: &Page, page_words: &PageWords, totals: &Totals, measurements: &mut Measurements) {
    let body = Body::of(&page.head.body);
    let headline = measurements.headline_guess.map(|index| page_words.of_block(index).to_vec());
    let headline = page.head.titles().map(words).chain(headline);
    let mut told = [Topics::of(descriptions(&page.head)), Topics::of(headline)];
    for (index, row) in measurements.features.iter_mut().enumerate() {
        let own = page_words.of_block(index);
        row.page_body = body.as_ref().map_or(0.0, |body| body.len);
        row.body_overlap = body.as_ref().map_or(0.0, |body| body.overlap(own));
        let overlaps = overlaps(own, index, &mut told);
        [(row.description_overlap, row.description_cover), (row.headline_overlap, row.headline_cover)] = overlaps;
        let hits = &measurements.hits[measurements.evidence[index].hits.clone()];
        let is_credit = row.words <= CREDIT_WORDS && hits.iter().any(|hit| hit.kind == Cruft::Caption);
        row.is_credit = f32::from(is_credit);
    }
    distances(measurements.headline_guess, totals, &mut measurements.features);
    further_headlines(page, measurements);
}

/// Fills the column of the headings since the headline that are of its level or above: each begins another story.
fn further_headlines(page: &Page, measurements: &mut Measurements) {
    let level = |index: usize| match page.blocks[index].kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    };
    let first = measurements.headline_guess.map_or(0, |headline| headline + 1);
    let own = measurements.headline_guess.and_then(level).unwrap_or(1);
    let mut seen = 0.0;
    for index in first..page.blocks.len() {
        if level(index).is_some_and(|level| level <= own) {
            seen += 1.0;
        }
        measurements.features[index].headlines_since = f32::min(seen, HEADLINES);
    }
}

/// The words of each description of the page: those of `<meta>` and of JSON-LD.
fn descriptions(head: &Head) -> impl Iterator<Item = Vec<Word>> {
    let metas = DESCRIPTIONS.iter().filter_map(|name| head.meta(&[name]));
    metas.chain(head.structured.descriptions()).map(words)
}

/// Fills the columns of the distance of each block from the headline.
fn distances(headline: Option<usize>, totals: &Totals, features: &mut [Features]) {
    for (index, row) in features.iter_mut().enumerate() {
        (row.blocks_from_headline, row.words_from_headline) = match headline {
            None => (NO_HEADLINE, NO_HEADLINE),
            Some(headline) if index < headline => (-((headline - index) as f32), -totals.words(index..headline)),
            Some(headline) => ((index - headline) as f32, totals.words(headline..index)),
        };
        if headline.is_some() {
            row.blocks_from_headline = row.blocks_from_headline.clamp(*BLOCKS.start(), *BLOCKS.end());
            row.words_from_headline = row.words_from_headline.clamp(*WORDS.start(), *WORDS.end());
        }
    }
}

/// The words of a long text that others are compared with, such as the article body in the page's JSON-LD.
pub(crate) struct Body {
    /// Its number of words.
    pub(crate) len: f32,
    /// Its distinct words.
    words: Distinct,
    /// Its distinct runs of words, see [`runs`].
    runs: Distinct,
}

impl Body {
    /// Reads the words of a body; `None` if it has none.
    pub(crate) fn of(text: &str) -> Option<Body> {
        let words = words(text);
        let len = words.len() as f32;
        let runs = Distinct::of(runs(&words).collect());
        (len > 0.0).then(|| Body { len, words: Distinct::of(words), runs })
    }

    /// The number of words of a text, as it is counted in a body.
    pub(crate) fn words_of(text: &str) -> f32 {
        words(text).len() as f32
    }

    /// The share (0..=1) of a text that stands in the body, by its runs of words, or its words if it has too few.
    pub(crate) fn overlap_of(&self, text: &str) -> f32 {
        self.overlap(&words(text))
    }

    /// The share (0..=1) of a block's runs of words that occur in the body; of its words if the block is too short for
    /// a run.
    fn overlap(&self, block: &[Word]) -> f32 {
        let runs = runs(block);
        if runs.len() == 0 {
            let found = block.iter().filter(|word| self.words.find(**word).is_some()).count();
            return share(found as f32, block.len() as f32);
        }
        let len = runs.len() as f32;
        share(runs.filter(|run| self.runs.find(*run).is_some()).count() as f32, len)
    }
}

/// The topic words of some texts, see [`topics`]; the blocks of a page are compared with them one by one.
struct Topics {
    /// The distinct topic words.
    words: Distinct,
    /// For each topic word, the index of the last compared block that has it.
    latest: Vec<Option<usize>>,
}

impl Topics {
    /// The topic words of these texts.
    fn of(texts: impl Iterator<Item = Vec<Word>>) -> Topics {
        let words = Distinct::of(texts.flat_map(|text| topics(&text).collect::<Vec<_>>()).collect());
        Topics { latest: vec![None; words.len()], words }
    }
}

/// For each of some texts, two shares (0..=1): of the block's topic words, those that are among the text's; of these,
/// those that the block has. `index` is that of the block.
fn overlaps<const N: usize>(block: &[Word], index: usize, texts: &mut [Topics; N]) -> [(f32, f32); N] {
    let mut all = 0;
    let mut counts = [(0, 0); N];
    for word in topics(block) {
        all += 1;
        for (text, (found, distinct)) in texts.iter_mut().zip(&mut counts) {
            if let Some(at) = text.words.find(word) {
                *found += 1;
                *distinct += usize::from(text.latest[at].replace(index) != Some(index));
            }
        }
    }
    std::array::from_fn(|at| {
        let (found, distinct) = counts[at];
        (share(found as f32, all as f32), share(distinct as f32, texts[at].words.len() as f32))
    })
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::measure::{Features, measure};
    use crate::page::PageSignals;
    use crate::vocabulary::Vocabulary;
    use crate::{parse, walk};

    const PAGE: &str = r#"<title>Night train to the coast | The Daily</title>
        <meta name=description content="The railway brings back its sleeper cars.">
        <script type="application/ld+json">{"@type":"NewsArticle",
            "articleBody":"<p>The train left at nine.</p><p>夜の列車が海岸へ</p>"}</script>
        <p>Menu</p><h1>Night train to the coast</h1><p>Photo: Ann Pell</p>
        <p>The train left at nine.</p><p>At nine the sleeper cars were still empty.</p><p>列車が海</p><p>nine</p>"#;

    #[test]
    fn blocks_are_compared_with_what_the_page_says() {
        let page = walk::walk(parse::parse(PAGE, &Limits::default()).unwrap());
        let features = measure(&page, PageSignals::of(&page), &Vocabulary::default()).features;
        type Feature = fn(&Features) -> f32;
        let cases: &[(&str, Feature, [f32; 7])] = &[
            ("page_body", |row| row.page_body, [13.0; 7]),
            ("body_overlap", |row| row.body_overlap, [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0]),
            ("description_overlap", |row| row.description_overlap, [0.0, 0.0, 0.0, 0.0, 1.0 / 3.0, 0.0, 0.0]),
            ("description_cover", |row| row.description_cover, [0.0, 0.0, 0.0, 0.0, 0.4, 0.0, 0.0]),
            ("headline_overlap", |row| row.headline_overlap, [0.0, 1.0, 0.0, 1.0 / 3.0, 0.0, 0.0, 0.0]),
            ("headline_cover", |row| row.headline_cover, [0.0, 0.75, 0.0, 0.25, 0.0, 0.0, 0.0]),
            ("blocks_from_headline", |row| row.blocks_from_headline, [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
            ("words_from_headline", |row| row.words_from_headline, [-1.0, 0.0, 5.0, 8.0, 13.0, 21.0, 23.0]),
            ("is_credit", |row| row.is_credit, [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
            ("page_is_article", |row| row.page_is_article, [1.0; 7]),
            ("page_is_product", |row| row.page_is_product, [0.0; 7]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(features.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
