//! Features → the probability that a block is content, and what each feature had to do with it.
//!
//! First the type of the page is [estimated](page_type). Then the page is looked at three times. The first pass scores
//! each block by its features; each further pass has those and, beside them, what the pass before said of the block's
//! surroundings. All are boosted trees, see [`forest`].

#[cfg(feature = "dev")]
pub(crate) mod dev;
mod forest;
mod kinds;
mod page_type;
mod rows;

use std::sync::{Arc, LazyLock, OnceLock};

use crate::cruft::{Cruft, Reason};
use crate::measure::{ContextFeatures, Features, LineContextFeatures, LineFeatures, Measurements, context, flow};
use crate::page::Page;
use crate::vocabulary::Vocabulary;

use forest::{Bins, logistic};
use kinds::{KindShares, Named};
use page_type::PageType;
use rows::Rows;

use forest::{Forest, Malformed};
use kinds::{KINDS, KindModel};
use page_type::PageTypes;

/// How many features are told as reasons.
const TOLD_FEATURES: usize = 3;

/// What was learned. All of it is written by the trainer, see `examples/trainer`.
#[derive(Debug, Default)]
pub struct Model {
    /// Both models that the crate comes with share one.
    pub(crate) vocabulary: Arc<Vocabulary>,
    page_types: PageTypes,
    first: Forest,
    /// The last_pass after the first, which ask rows of one form.
    further: Vec<Further>,
    /// What tells kinds; none for those that the crate comes with, which are read when somebody asks.
    kinds: Option<Arc<KindModel>>,
}

/// A pass that knows what the pass before said.
#[derive(Debug, Default, PartialEq)]
struct Further {
    forest: Forest,
    /// The features that become bins at this pass: those that the pass before does not know, or not in these bins.
    added: Vec<usize>,
}

/// How many last_pass follow the first.
const FURTHER_PASSES: usize = 2;

impl Model {
    /// Reads the table of the vocabulary and the bytes of the forests: those of the page types, then one a pass.
    pub fn read(vocabulary: &str, forests: &[u8]) -> Result<Model, Malformed> {
        Model::of(Arc::new(Vocabulary::read(vocabulary)), forests)
    }

    fn of(vocabulary: Arc<Vocabulary>, mut forests: &[u8]) -> Result<Model, Malformed> {
        let page_types = PageTypes::read(&mut forests)?;
        let first = Forest::read(&mut forests)?;
        let mut further: Vec<Forest> =
            (0..FURTHER_PASSES).map(|_| Forest::read(&mut forests)).collect::<Result<_, _>>()?;
        let places: Vec<usize> =
            (0..first.features()).map(|feature| feature + if feature < OWN { 0 } else { LOOKED - OWN }).collect();
        let mut first = first.placed(&places, further.first().map_or(0, Forest::features))?;
        // All have the thresholds of all, so that a value becomes a bin once.
        for _ in 0..FURTHER_PASSES {
            further.iter_mut().for_each(|forest| first.share(forest, &places));
        }
        let context = |feature: &usize| (OWN..LOOKED).contains(feature) || *feature >= LAID_OUT;
        let before = std::iter::once(&first).chain(&further);
        let added = before.zip(&further).map(|(before, forest)| {
            let others = forest.others(before);
            (0..forest.features()).filter(|feature| context(feature) || others.contains(feature)).collect()
        });
        let added: Vec<Vec<usize>> = added.collect();
        let further = further.into_iter().zip(added).map(|(forest, added)| Further { forest, added }).collect();
        Ok(Model { vocabulary, page_types, first, further, kinds: None })
    }

    /// The model that the crate comes with.
    pub(crate) fn shipped() -> &'static Model {
        static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
            let read = Model::read(include_str!("model/vocabulary.txt"), include_bytes!("model/forests.bin"));
            // A test reads it.
            read.unwrap_or_default()
        });
        &SHIPPED
    }

    /// The model for plain text that the crate comes with: the same words, other trees.
    pub(crate) fn shipped_for_text() -> &'static Model {
        static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
            let vocabulary = Arc::clone(&Model::shipped().vocabulary);
            // A test reads it, too.
            Model::of(vocabulary, include_bytes!("model/text-forests.bin")).unwrap_or_default()
        });
        &SHIPPED
    }

    /// The one of the two that is for plain text, or for pages.
    pub(crate) fn shipped_for(is_text: bool) -> &'static Model {
        if is_text { Model::shipped_for_text() } else { Model::shipped() }
    }
}

const MEASURED: usize = Features::NAMES.len();
const OWN: usize = MEASURED + PageType::NAMES.len();
const LOOKED: usize = OWN + ContextFeatures::NAMES.len();
const LAID_OUT: usize = LOOKED + LineFeatures::NAMES.len();
const WIDTH: usize = LAID_OUT + LineContextFeatures::NAMES.len();

/// What the scorer says of a page's blocks.
#[derive(Debug)]
pub(crate) struct Scores {
    /// The probability of each block that it is content.
    pub(crate) probabilities: Vec<f32>,
    scored: Arc<Scored>,
}

/// What the blocks of a page were scored by, kept for whoever asks for reasons and kinds.
#[derive(Debug)]
struct Scored {
    page: Arc<Page>,
    rows: Rows,
    named: Named,
    model: Option<Arc<KindModel>>,
    kinds: OnceLock<Vec<KindShares>>,
}

impl Scored {
    /// The probabilities of the kinds of all blocks, found when somebody asks for the first time.
    fn kinds(&self) -> &[KindShares] {
        self.kinds.get_or_init(|| {
            let model = self.model.as_deref().unwrap_or_else(|| KindModel::shipped());
            model.shares(&self.page, &self.named, &self.rows)
        })
    }
}

/// Scores all blocks of a page.
pub(crate) fn score(page: &Arc<Page>, measurements: &Measurements, model: &Model) -> Scores {
    let page_type = model.page_types.estimate(&measurements.features);
    let mut rows = further_rows(measurements, &page_type);
    let mut bins = Bins::new(model.first.features(), rows.len());
    model.first.fill(&mut bins, &rows, 0..model.first.features());
    let mut last_pass = probabilities(model.first.sums_of(&bins));
    for Further { forest, added } in &model.further {
        add_context(&mut rows, page, measurements, &last_pass);
        forest.fill(&mut bins, &rows, added.iter().copied());
        last_pass = probabilities(forest.sums_of(&bins));
    }
    let (page, named, model) = (Arc::clone(page), Named::of(measurements), model.kinds.clone());
    let scored = Scored { page, rows, named, model, kinds: OnceLock::new() };
    Scores { probabilities: last_pass, scored: Arc::new(scored) }
}

fn probabilities(log_odds: Vec<f32>) -> Vec<f32> {
    log_odds.into_iter().map(logistic).collect()
}

/// The features at a further pass, those still 0 that the pass before is needed for.
fn further_rows(measurements: &Measurements, page_type: &PageType) -> Rows {
    let is_text = !measurements.layout.is_empty();
    let mut rows = Rows::new(if is_text { WIDTH } else { LOOKED }, measurements.features.len());
    for (index, own) in measurements.features.iter().enumerate() {
        page_type::typed_rows(&mut rows, own, page_type);
        rows.extend([0.0; LOOKED - OWN]);
        if let Some(layout) = measurements.layout.get(index) {
            rows.extend(layout.values());
            rows.extend([0.0; WIDTH - LAID_OUT]);
        }
    }
    rows
}

/// Puts in what a pass says of the surroundings of each block.
fn add_context(rows: &mut Rows, page: &Page, measurements: &Measurements, last_pass: &[f32]) {
    for (index, around) in context(page, measurements, last_pass).iter().enumerate() {
        rows.put(index, OWN, around.values());
    }
    if !measurements.layout.is_empty() {
        for (index, around) in flow(&measurements.words, last_pass).iter().enumerate() {
            rows.put(index, LAID_OUT, around.values());
        }
    }
}

impl Scores {
    /// What can tell later why a block scored as it did, and of which kind it is. Both are worked out on demand: the
    /// kinds of a page take as long as its scores, the reasons of a block as long as the scores of ten.
    pub(crate) fn explanation(&self, block: usize) -> Explanation {
        Explanation { scored: Arc::clone(&self.scored), block }
    }
}

/// What a block was scored by. Shares the rows and the text of the whole page: whoever keeps a block keeps them, some
/// two hundred numbers a block.
#[derive(Debug, Clone)]
pub(crate) struct Explanation {
    scored: Arc<Scored>,
    block: usize,
}

impl PartialEq for Explanation {
    fn eq(&self, other: &Explanation) -> bool {
        self.scored.rows.row(self.block) == other.scored.rows.row(other.block)
    }
}

impl Explanation {
    /// The likeliest kind of the block, given that it is cruft, and its probability.
    pub(crate) fn kind(&self) -> (Cruft, f32) {
        self.kinds().fold((Cruft::LowScore, 0.0), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// The probability of each kind, given that the block is cruft.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (Cruft, f32)> {
        let shares = self.scored.kinds().get(self.block).copied().unwrap_or_default();
        KINDS.into_iter().zip(shares)
    }

    /// The features that had most to do with the score, whichever way, as reasons; by the shipped model.
    pub(crate) fn deciding(&self) -> Vec<Reason> {
        let row = self.scored.rows.row(self.block);
        let mut credits = vec![0.0f32; row.len()];
        if let Some(last) = Model::shipped_for(self.scored.page.is_text()).further.last() {
            last.forest.contributions(row, &mut credits);
        }
        let mut order: Vec<usize> = (0..row.len()).collect();
        order.sort_by(|a, b| credits[*b].abs().total_cmp(&credits[*a].abs()));
        let reason = |index: usize| {
            let (names, meanings, first) = match index {
                0..MEASURED => (Features::NAMES, Features::MEANINGS, 0),
                MEASURED..OWN => (PageType::NAMES, PageType::MEANINGS, MEASURED),
                OWN..LOOKED => (ContextFeatures::NAMES, ContextFeatures::MEANINGS, OWN),
                LOOKED..LAID_OUT => (LineFeatures::NAMES, LineFeatures::MEANINGS, LOOKED),
                _ => (LineContextFeatures::NAMES, LineContextFeatures::MEANINGS, LAID_OUT),
            };
            let (name, meaning) = (names[index - first], meanings[index - first]);
            Reason::Feature { name, meaning: meaning.trim(), value: row[index], contribution: credits[index] }
        };
        order.into_iter().take(TOLD_FEATURES).map(reason).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_whole() {
        let vocabulary = include_str!("model/vocabulary.txt");
        let features = |mut forests: &[u8]| {
            PageTypes::read(&mut forests).unwrap();
            [(); 1 + FURTHER_PASSES].map(|()| Forest::read(&mut forests).unwrap().features())
        };
        let (html, text) = (include_bytes!("model/forests.bin"), include_bytes!("model/text-forests.bin"));
        assert_eq!(features(html), [OWN, LOOKED, LOOKED]);
        assert_eq!(features(text), [OWN + LineFeatures::NAMES.len(), WIDTH, WIDTH]);
        for (is_text, forests) in [(false, &html[..]), (true, text)] {
            let model = Model::read(vocabulary, forests).unwrap();
            assert_eq!(Model::shipped_for(is_text).further, model.further);
        }
    }
}
