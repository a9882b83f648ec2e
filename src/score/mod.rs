//! Features → the probability that a block is content, and what each feature had to do with it.
//!
//! A page is looked at twice. The first look scores each block by its features; the second has those and, beside them,
//! what the first look said of the block's surroundings. Both are boosted trees, see [`forest`].

mod forest;
mod rows;

use std::sync::{Arc, LazyLock};

use crate::cruft::Reason;
use crate::measure::{Context, Features, Flow, Layout, Measures, context, flow};
use crate::page::Page;
use crate::vocabulary::Vocabulary;

use forest::Bins;
pub(crate) use rows::Rows;

pub use forest::{Child, Forest, Leaf, Malformed, Split, TrainedTree, Unfit, write};

/// How many features are told as reasons.
const TOLD_FEATURES: usize = 3;

/// What was learned. All of it is written by the trainer, see `examples/trainer`.
#[derive(Debug, Default)]
pub struct Model {
    /// Both models that the crate comes with share one.
    pub(crate) vocabulary: Arc<Vocabulary>,
    /// Both ask rows of the second look.
    first: Forest,
    second: Forest,
    /// The features that become bins at second look only: those that the first look does not know.
    added: Vec<usize>,
}

impl Model {
    /// Reads the table of the vocabulary and the bytes of the forests of the first and the second look.
    pub fn read(vocabulary: &str, forests: &[u8]) -> Result<Model, Malformed> {
        Model::of(Arc::new(Vocabulary::read(vocabulary)), forests)
    }

    fn of(vocabulary: Arc<Vocabulary>, mut forests: &[u8]) -> Result<Model, Malformed> {
        let first = Forest::read(&mut forests)?;
        let mut second = Forest::read(&mut forests)?;
        let places = (0..first.features()).map(|feature| feature + if feature < OWN { 0 } else { LOOKED - OWN });
        let places: Vec<usize> = places.collect();
        let mut first = first.placed(&places, second.features())?;
        first.share(&mut second, &places);
        let added = second.others(&first);
        Ok(Model { vocabulary, first, second, added })
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

const OWN: usize = Features::NAMES.len();
const LOOKED: usize = OWN + Context::NAMES.len();
const LAID_OUT: usize = LOOKED + Layout::NAMES.len();
const WIDTH: usize = LAID_OUT + Flow::NAMES.len();

/// What the scorer says of a page's blocks.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// The probability of each block that it is content.
    pub(crate) probabilities: Vec<f32>,
    rows: Arc<Rows>,
    is_text: bool,
}

/// Scores all blocks of a page.
pub(crate) fn score(page: &Page, measures: &Measures, model: &Model) -> Scores {
    let mut rows = rows(measures);
    let mut bins = Bins::new(model.second.features(), rows.len());
    model.first.fill(&mut bins, &rows, 0..model.first.features());
    let looks = probabilities(model.first.sums_of(&bins));
    look_around(&mut rows, page, measures, &looks);
    model.second.fill(&mut bins, &rows, model.added.iter().copied());
    let probabilities = probabilities(model.second.sums_of(&bins));
    Scores { probabilities, rows: Arc::new(rows), is_text: page.is_text() }
}

/// The probability of each block by its own features.
pub(crate) fn first_look(measures: &Measures, forest: &Forest) -> Vec<f32> {
    probabilities(forest.sums(&first_rows(measures)))
}

fn probabilities(log_odds: Vec<f32>) -> Vec<f32> {
    log_odds.into_iter().map(logistic).collect()
}

/// The features at first look.
pub(crate) fn first_rows(measures: &Measures) -> Rows {
    let is_text = !measures.layout.is_empty();
    let width = if is_text { OWN + Layout::NAMES.len() } else { OWN };
    let mut rows = Rows::new(width, measures.features.len());
    for (index, own) in measures.features.iter().enumerate() {
        rows.extend(own.values());
        if let Some(layout) = measures.layout.get(index) {
            rows.extend(layout.values());
        }
    }
    rows
}

/// The features at second look.
pub(crate) fn second_rows(page: &Page, measures: &Measures, looks: &[f32]) -> Rows {
    let mut rows = rows(measures);
    look_around(&mut rows, page, measures, looks);
    rows
}

/// The features at second look, those still 0 that the first look is needed for.
fn rows(measures: &Measures) -> Rows {
    let is_text = !measures.layout.is_empty();
    let mut rows = Rows::new(if is_text { WIDTH } else { LOOKED }, measures.features.len());
    for (index, own) in measures.features.iter().enumerate() {
        rows.extend(own.values());
        rows.extend([0.0; LOOKED - OWN]);
        if let Some(layout) = measures.layout.get(index) {
            rows.extend(layout.values());
            rows.extend([0.0; WIDTH - LAID_OUT]);
        }
    }
    rows
}

/// Adds what the first look says of the surroundings of each block.
fn look_around(rows: &mut Rows, page: &Page, measures: &Measures, looks: &[f32]) {
    for (index, around) in context(page, measures, looks).iter().enumerate() {
        rows.put(index, OWN, around.values());
    }
    if !measures.layout.is_empty() {
        for (index, around) in flow(&measures.words, looks).iter().enumerate() {
            rows.put(index, LAID_OUT, around.values());
        }
    }
}

fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl Scores {
    /// What can tell later why a block scored as it did: that takes as long as to score ten, and few ask.
    pub(crate) fn grounds(&self, block: usize) -> Grounds {
        Grounds { rows: Arc::clone(&self.rows), is_text: self.is_text, block }
    }
}

/// The features that a block was scored by. Shares those of the whole page: whoever keeps a block keeps them, some hundred
/// numbers a block.
#[derive(Debug, Clone)]
pub(crate) struct Grounds {
    rows: Arc<Rows>,
    is_text: bool,
    block: usize,
}

impl PartialEq for Grounds {
    fn eq(&self, other: &Grounds) -> bool {
        self.rows.row(self.block) == other.rows.row(other.block)
    }
}

impl Grounds {
    /// The features that had most to do with the score, whichever way, as reasons; by the shipped model.
    pub(crate) fn deciding(&self) -> Vec<Reason> {
        let row = self.rows.row(self.block);
        let mut credits = vec![0.0f32; row.len()];
        Model::shipped_for(self.is_text).second.contributions(row, &mut credits);
        let mut order: Vec<usize> = (0..row.len()).collect();
        order.sort_by(|a, b| credits[*b].abs().total_cmp(&credits[*a].abs()));
        let reason = |index: usize| {
            let (names, meanings, first) = match index {
                0..OWN => (Features::NAMES, Features::MEANINGS, 0),
                OWN..LOOKED => (Context::NAMES, Context::MEANINGS, OWN),
                LOOKED..LAID_OUT => (Layout::NAMES, Layout::MEANINGS, LOOKED),
                _ => (Flow::NAMES, Flow::MEANINGS, LAID_OUT),
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
        let features = |mut forests: &[u8]| [(); 2].map(|()| Forest::read(&mut forests).unwrap().features());
        let (html, text) = (include_bytes!("model/forests.bin"), include_bytes!("model/text-forests.bin"));
        assert_eq!(features(html), [OWN, LOOKED]);
        assert_eq!(features(text), [OWN + Layout::NAMES.len(), WIDTH]);
        for (is_text, forests) in [(false, &html[..]), (true, text)] {
            let model = Model::read(vocabulary, forests).unwrap();
            assert_eq!(Model::shipped_for(is_text).second, model.second);
            let (context, flow) = (OWN..LOOKED, LAID_OUT..WIDTH);
            assert!(model.added.iter().all(|feature| context.contains(feature) || flow.contains(feature)));
        }
    }
}
