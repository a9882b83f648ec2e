//! Features → the probability that a block is content, and what each feature contributed to it.
//!
//! First the type of the page is [estimated](page_type). Then there are three passes over the blocks. The first pass
//! scores each block by its features; each further pass also has the probabilities that the pass before gave to the
//! block's surroundings. Every pass is a forest of boosted trees, see [`forest`].

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
use kinds::Named;
use page_type::PageType;
use rows::Rows;

use forest::{Forest, Malformed};
use kinds::KindModel;
pub(crate) use kinds::{KINDS, KindShares};
use page_type::PageTypes;

/// Number of features that are shown as reasons: those with the largest contributions. Set by hand.
const SHOWN_FEATURES: usize = 3;

/// A trained model: a vocabulary and forests, all written by the trainer, see `examples/trainer`.
#[derive(Debug, Default)]
pub struct Model {
    /// The weights of terms. The two models that the crate comes with share one vocabulary.
    pub(crate) vocabulary: Arc<Vocabulary>,
    page_types: PageTypes,
    /// The forest of the first pass, for rows as wide as those of the further passes.
    first: Forest,
    /// The passes after the first, which all have the same features.
    further: Vec<Further>,
    /// The model that identifies kinds of cruft; `None` for the shipped one, which is read when kinds are first asked
    /// for.
    kinds: Option<Arc<KindModel>>,
}

/// A pass after the first: the probabilities that the pass before gave are among its features.
#[derive(Debug, Default, PartialEq)]
struct Further {
    forest: Forest,
    /// The features whose values must be turned into bins for this pass: those that depend on the pass before, and
    /// those with other thresholds than there.
    added: Vec<usize>,
}

/// Number of passes after the first.
const FURTHER_PASSES: usize = 2;

impl Model {
    /// Reads the table of the vocabulary and the bytes of the forests: those of the page types, then one per pass.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if one of the forests is.
    #[cfg(any(test, feature = "dev"))]
    pub fn read(vocabulary: &str, forests: &[u8]) -> Result<Model, Malformed> {
        Model::of(Arc::new(Vocabulary::read(vocabulary)), forests)
    }

    /// Reads the forests, and makes those of the passes share their bins.
    fn of(vocabulary: Arc<Vocabulary>, mut forests: &[u8]) -> Result<Model, Malformed> {
        let page_types = PageTypes::read(&mut forests)?;
        let first = Forest::read(&mut forests)?;
        let mut further: Vec<Forest> =
            (0..FURTHER_PASSES).map(|_| Forest::read(&mut forests)).collect::<Result<_, _>>()?;
        let places: Vec<usize> =
            (0..first.features()).map(|feature| feature + if feature < OWN { 0 } else { WITH_CONTEXT - OWN }).collect();
        let mut first = first.placed(&places, further.first().map_or(0, Forest::features))?;
        // Each forest gets the thresholds of all, so that the value of a feature is turned into a bin once for all
        // passes.
        for _ in 0..FURTHER_PASSES {
            further.iter_mut().for_each(|forest| first.share(forest, &places));
        }
        let context = |feature: &usize| (OWN..WITH_CONTEXT).contains(feature) || *feature >= WITH_LINES;
        let before = std::iter::once(&first).chain(&further);
        let added = before.zip(&further).map(|(before, forest)| {
            let others = forest.others(before);
            (0..forest.features()).filter(|feature| context(feature) || others.contains(feature)).collect()
        });
        let added: Vec<Vec<usize>> = added.collect();
        let further = further.into_iter().zip(added).map(|(forest, added)| Further { forest, added }).collect();
        Ok(Model { vocabulary, page_types, first, further, kinds: None })
    }

    /// The model for HTML that the crate comes with.
    pub(crate) fn shipped() -> &'static Model {
        static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
            // What the crate ships is well-formed: a test reads it.
            Model::of(Arc::new(Vocabulary::shipped()), include_bytes!("model/forests.bin")).unwrap_or_default()
        });
        &SHIPPED
    }

    /// The model for plain text that the crate comes with: it has the same vocabulary as the one for HTML, and other
    /// forests.
    pub(crate) fn shipped_for_text() -> &'static Model {
        static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
            let vocabulary = Arc::clone(&Model::shipped().vocabulary);
            // What the crate ships is well-formed: a test reads it.
            Model::of(vocabulary, include_bytes!("model/text-forests.bin")).unwrap_or_default()
        });
        &SHIPPED
    }

    /// The shipped model for plain text if `is_text`, else the one for HTML.
    pub(crate) fn shipped_for(is_text: bool) -> &'static Model {
        if is_text { Model::shipped_for_text() } else { Model::shipped() }
    }
}

// Where the groups of features end in a row of a further pass. Rows of HTML end at `WITH_CONTEXT`. The trainer's rows
// of the first pass have no context features: `OWN` columns for HTML, followed by the line features for plain text.

/// Number of columns of the features of all blocks.
const MEASURED: usize = Features::NAMES.len();
/// Number of columns up to the end of the page types.
const OWN: usize = MEASURED + PageType::NAMES.len();
/// Number of columns up to the end of the context features.
const WITH_CONTEXT: usize = OWN + ContextFeatures::NAMES.len();
/// Number of columns up to the end of the features of lines.
const WITH_LINES: usize = WITH_CONTEXT + LineFeatures::NAMES.len();
/// Number of columns up to the end of the context features of lines: the width of a row of plain text.
const WIDTH: usize = WITH_LINES + LineContextFeatures::NAMES.len();

/// The scores of a page's blocks.
#[derive(Debug)]
pub(crate) struct Scores {
    /// For each block, the probability (0..=1) that it is content.
    pub(crate) probabilities: Vec<f32>,
    /// What is needed to explain the scores later.
    scored: Arc<Scored>,
}

/// What the blocks of a page were scored by, kept to find reasons and kinds on demand.
#[derive(Debug)]
struct Scored {
    page: Arc<Page>,
    /// The features of each block at the last pass.
    rows: Rows,
    named: Named,
    /// The model that identifies kinds; `None` for the shipped one.
    model: Option<Arc<KindModel>>,
    /// For each block, the probabilities of the kinds, once they were asked for.
    kinds: OnceLock<Vec<KindShares>>,
}

impl Scored {
    /// For each block, the probabilities of the kinds; computed on the first call.
    fn kinds(&self) -> &[KindShares] {
        self.kinds.get_or_init(|| {
            let model = self.model.as_deref().unwrap_or_else(|| KindModel::shipped());
            model.shares(&self.page, &self.named, &self.rows)
        })
    }
}

/// Scores all blocks of a page: estimates its type, then makes all passes over the blocks.
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

/// Turns log-odds into probabilities.
fn probabilities(log_odds: Vec<f32>) -> Vec<f32> {
    log_odds.into_iter().map(logistic).collect()
}

/// The rows of features of the further passes. The columns that depend on the pass before are still 0; [`add_context`]
/// fills them.
fn further_rows(measurements: &Measurements, page_type: &PageType) -> Rows {
    let is_text = !measurements.layout.is_empty();
    let mut rows = Rows::new(if is_text { WIDTH } else { WITH_CONTEXT }, measurements.features.len());
    for (index, own) in measurements.features.iter().enumerate() {
        page_type::typed_rows(&mut rows, own, page_type);
        rows.extend([0.0; WITH_CONTEXT - OWN]);
        if let Some(layout) = measurements.layout.get(index) {
            rows.extend(layout.values());
            rows.extend([0.0; WIDTH - WITH_LINES]);
        }
    }
    rows
}

/// Fills the columns that depend on the pass before, given the probabilities (0..=1) that it gave.
fn add_context(rows: &mut Rows, page: &Page, measurements: &Measurements, last_pass: &[f32]) {
    for (index, around) in context(page, measurements, last_pass).iter().enumerate() {
        rows.put(index, OWN, around.values());
    }
    if !measurements.layout.is_empty() {
        for (index, around) in flow(&measurements.words, last_pass).iter().enumerate() {
            rows.put(index, WITH_LINES, around.values());
        }
    }
}

impl Scores {
    /// How likely the page leads to other pages, 0..=1, by its estimated type: a listing, or a shop's collection.
    pub(crate) fn listing(&self) -> f32 {
        let types = |names: [&str; 2]| names.map(|name| PageType::NAMES.iter().position(|own| *own == name));
        let is_empty = self.probabilities.is_empty();
        let value = |index: Option<usize>| index.map_or(0.0, |index| self.scored.rows.row(0)[MEASURED + index]);
        if is_empty {
            0.0
        } else {
            types(["type_listing", "type_collection"]).map(value).into_iter().sum::<f32>().min(1.0)
        }
    }

    /// Keeps what is needed to find the reasons for a block's score and its kind later. Both are computed on demand:
    /// the kinds of a page take as long as its scores, the reasons of one block as long as the scores of ten blocks.
    pub(crate) fn explanation(&self, block: usize) -> Explanation {
        Explanation { scored: Arc::clone(&self.scored), block }
    }
}

/// What is needed to explain one block's score. It shares the rows and the text of the whole page, which stay in memory
/// as long as one explanation does: some two hundred numbers per block of the page.
#[derive(Debug, Clone)]
pub(crate) struct Explanation {
    scored: Arc<Scored>,
    block: usize,
}

impl Explanation {
    /// The likeliest kind of the block, given that it is cruft, and its probability.
    pub(crate) fn kind(&self) -> (Cruft, f32) {
        let kinds = KINDS.into_iter().zip(self.shares());
        kinds.fold((Cruft::LowScore, 0.0), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// The probability of each of [`KINDS`], given that the block is cruft.
    pub(crate) fn shares(&self) -> KindShares {
        self.scored.kinds().get(self.block).copied().unwrap_or_default()
    }

    /// The [`SHOWN_FEATURES`] features with the largest contributions to the score at the last pass, for or against, as
    /// reasons. Of a block that was dropped, those that spoke against it come first, and the strongest of these is
    /// among them. Contributions are always those of the shipped model, even if another one scored the block.
    pub(crate) fn deciding(&self, is_dropped: bool) -> Vec<Reason> {
        let row = self.scored.rows.row(self.block);
        let mut contributions = vec![0.0f32; row.len()];
        if let Some(last) = Model::shipped_for(self.scored.page.is_text()).further.last() {
            last.forest.contributions(row, &mut contributions);
        }
        let mut order: Vec<usize> = (0..row.len()).collect();
        order.sort_by(|a, b| contributions[*b].abs().total_cmp(&contributions[*a].abs()));
        let reason = |index: usize| {
            let (names, meanings, first) = match index {
                0..MEASURED => (Features::NAMES, Features::MEANINGS, 0),
                MEASURED..OWN => (PageType::NAMES, PageType::MEANINGS, MEASURED),
                OWN..WITH_CONTEXT => (ContextFeatures::NAMES, ContextFeatures::MEANINGS, OWN),
                WITH_CONTEXT..WITH_LINES => (LineFeatures::NAMES, LineFeatures::MEANINGS, WITH_CONTEXT),
                _ => (LineContextFeatures::NAMES, LineContextFeatures::MEANINGS, WITH_LINES),
            };
            let (name, meaning) = (names[index - first], meanings[index - first]);
            Reason::Feature {
                name: name.into(),
                meaning: meaning.trim().into(),
                value: row[index],
                contribution: contributions[index],
            }
        };
        if is_dropped {
            let against = |index: &usize| contributions[*index] < 0.0;
            let strongest = order.iter().position(against).unwrap_or(0);
            if strongest >= SHOWN_FEATURES {
                order.swap(strongest, SHOWN_FEATURES - 1);
            }
            order.truncate(SHOWN_FEATURES);
            order.sort_by_key(|index| !against(index));
        }
        order.into_iter().take(SHOWN_FEATURES).map(reason).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_have_all_passes_with_their_features() {
        let vocabulary = include_str!("model/vocabulary.txt");
        let features = |mut forests: &[u8]| {
            PageTypes::read(&mut forests).unwrap();
            [(); 1 + FURTHER_PASSES].map(|()| Forest::read(&mut forests).unwrap().features())
        };
        let (html, text) = (include_bytes!("model/forests.bin"), include_bytes!("model/text-forests.bin"));
        assert_eq!(features(html), [OWN, WITH_CONTEXT, WITH_CONTEXT]);
        assert_eq!(features(text), [OWN + LineFeatures::NAMES.len(), WIDTH, WIDTH]);
        for (is_text, forests) in [(false, &html[..]), (true, text)] {
            let model = Model::read(vocabulary, forests).unwrap();
            assert_eq!(Model::shipped_for(is_text).further, model.further);
        }
    }
}
