//! Pages → model: trains the forests of page types and of the three passes over the blocks.

use lab::corpus::PAGE_TYPES as PAGE_TYPE_NAMES;
use lightgbm3::{Booster, Dataset};
use rayon::prelude::*;
use serde_json::json;
use unboil::dev::{self, Forest, Malformed, Measured, PageTypes, Vocabulary};

use crate::Result;
use crate::learn::Voices;
use crate::lightgbm;
use crate::pages::{PARTS, Page};
use crate::provenance;

// "Cross-validated" marks what was chosen by cross-validation; README.md lists what else was tried.

/// A block weighs as much as this power of its number of words: 0 would weigh all blocks alike, 1 all words.
/// Cross-validated.
const WORDS_POWER: f32 = 0.5;

/// How a forest is grown: LightGBM's parameters that differ between forests. Cross-validated.
#[derive(Debug, Clone, Copy)]
struct Growth {
    /// Number of trees.
    trees: u32,
    /// The most leaves that a tree may have.
    leaves: u32,
    /// The share (0..=1) of a tree's answer that is added to the forest's.
    learning_rate: f64,
    /// Whether a split is the best of thresholds drawn at random, one per feature (extremely randomised trees, Geurts
    /// et al. 2006). That keeps a later pass from fitting the probabilities of the one before too closely; the first
    /// pass gains nothing.
    is_random: bool,
    /// The number of bins that the values of a feature are sorted into (LightGBM's `max_bin`).
    bins: u32,
}

/// How the forests of the three passes are grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    first: Growth,
    second: Growth,
    third: Growth,
}

/// The forests for HTML. The first grows in small steps (a low learning rate), because the second pass would learn to
/// rely on accidents of the first.
pub(crate) const HTML: Size = Size {
    first: Growth { trees: 200, leaves: 31, learning_rate: 0.05, is_random: false, bins: 255 },
    second: Growth { trees: 160, leaves: 47, learning_rate: 0.09, is_random: true, bins: 255 },
    third: Growth { trees: 100, leaves: 24, learning_rate: 0.08, is_random: true, bins: 255 },
};
/// The forests for plain text. Their trees have fewer leaves or are fewer, for speed: a book has a thousand blocks.
pub(crate) const TEXT: Size = Size {
    first: Growth { trees: 180, leaves: 31, learning_rate: 0.05, is_random: false, bins: 127 },
    second: Growth { trees: 160, leaves: 39, learning_rate: 0.075, is_random: true, bins: 127 },
    third: Growth { trees: 80, leaves: 24, learning_rate: 0.08, is_random: true, bins: 127 },
};
/// The forests that estimate the type of a page. They are small, as there are only some thousand pages.
const PAGE_TYPES: Growth = Growth { trees: 60, leaves: 8, learning_rate: 0.1, is_random: false, bins: 63 };
/// A leaf of the forests of page types holds at least this many pages. Set by hand.
const MIN_PAGES_A_LEAF: u32 = 15;
/// Of a page with at least this many blocks only some are learned from, spread evenly: of `n` blocks every
/// `n / PAGE_BLOCKS + 1`th. Set by hand.
const PAGE_BLOCKS: usize = 200;
/// What [`PAGE_BLOCKS`] is for pages, for plain text, in lines: lower, because each page is learned as several texts.
/// Set by hand.
const TEXT_LINES: usize = 80;

/// A leaf holds at least this many blocks; fewer may be a peculiarity of one page. Stronger regularisation (200 blocks,
/// with [`LAMBDA_L2`] 30 and [`FEATURE_SHARE`] 0.3) ties over all pages and loses a little on articles, see README.md.
const MIN_BLOCKS_A_LEAF: u32 = 60;
/// L2 regularisation of the value of a leaf. See [`MIN_BLOCKS_A_LEAF`] for the alternative that was measured.
const LAMBDA_L2: f64 = 5.0;
/// The share (0..=1) of the features that a tree may use, drawn at random. Cross-validated (README.md).
const FEATURE_SHARE: f64 = 0.3;
/// The share (0..=1) of the blocks that a tree is grown on, drawn at random. Cross-validated (README.md).
const BLOCK_SHARE: f64 = 0.5;
/// The seed of LightGBM's random choices. Another seed moves F1 by up to .001 (README.md).
pub(crate) const SEED: u32 = 1;

/// The result of training: the contents of `vocabulary.txt` and `forests.bin` (or `text-forests.bin`).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Trained {
    pub(crate) vocabulary: String,
    pub(crate) forests: Vec<u8>,
}

/// A page as the pass that is to be trained sees it.
struct Example<'a> {
    page: &'a Page<'a>,
    measured: Measured,
    /// The features of each block, for the next pass to be trained.
    rows: Vec<Vec<f32>>,
    /// The probability (0..=1) that the pass before gave each block; empty before the first pass.
    last_pass: Vec<f32>,
}

/// Something learned once from all pages, and once for each part from all pages outside of it (*cross-fitting*).
/// Features of a page that are learned themselves (weights of its words, its type, probabilities of the pass before)
/// come from what was learned outside of its part, that is, from other hosts. So a pass sees in training the mistakes
/// that it will see on new pages.
struct Learned {
    /// Learned from all pages; this goes into the model.
    whole: Vec<u8>,
    /// For each part, learned from all others; used in training only.
    without: Vec<Vec<u8>>,
}

impl Learned {
    /// Calls `learn` with `None` for all pages, and with each part that is to be left out.
    fn of(learn: impl Fn(Option<usize>) -> Result<Vec<u8>> + Sync) -> Result<Learned> {
        let without = || (0..PARTS).into_par_iter().map(|part| learn(Some(part))).collect::<Result<Vec<_>>>();
        let (whole, without) = rayon::join(|| learn(None), without);
        Ok(Learned { whole: whole?, without: without? })
    }

    /// For each part, what was learned outside of it.
    fn read<T>(&self, read: impl Fn(&mut &[u8]) -> std::result::Result<T, Malformed>) -> Result<Vec<T>> {
        Ok(self.without.iter().map(|bytes| read(&mut &bytes[..])).collect::<std::result::Result<_, _>>()?)
    }
}

/// Trains the forests of the page types and of all three passes.
pub(crate) fn train(pages: &[&Page<'_>], voices: &Voices<'_>, size: Size) -> Result<Trained> {
    let mut examples = examples(pages, voices);
    let types = Learned::of(|part| fit_page_types(others(&examples, part)))?;
    let type_readers = types.read(PageTypes::read)?;
    examples.par_iter_mut().for_each(|example| example.rows = example.measured.rows(&type_readers[example.page.part]));
    let first = Learned::of(|part| fit(others(&examples, part), size.first))?;
    let forests = first.read(Forest::read)?;
    examples.par_iter_mut().for_each(|example| {
        let (types, forest) = (&type_readers[example.page.part], &forests[example.page.part]);
        example.last_pass = example.measured.first_pass(types, forest);
        example.rows = dev::rows_after(&example.page.walked, &example.measured, types, &example.last_pass);
    });
    let second = Learned::of(|part| fit(others(&examples, part), size.second))?;
    let forests = second.read(Forest::read)?;
    examples.par_iter_mut().for_each(|example| {
        let Example { page, measured, last_pass, .. } = &*example;
        let (types, forest) = (&type_readers[page.part], &forests[page.part]);
        let second_pass = dev::next_pass(&page.walked, measured, types, last_pass, forest);
        example.rows = dev::rows_after(&page.walked, measured, types, &second_pass);
        example.last_pass = second_pass;
    });
    let third = fit(examples.iter(), size.third)?;
    let vocabulary = provenance::vocabulary_header(pages) + &voices.table(pages.iter().copied());
    Ok(Trained { vocabulary, forests: [types.whole, first.whole, second.whole, third].concat() })
}

/// The examples outside of a part; all if there is no part to leave out.
fn others<'e>(examples: &'e [Example<'e>], part: Option<usize>) -> impl Iterator<Item = &'e Example<'e>> {
    examples.iter().filter(move |example| Some(example.page.part) != part)
}

/// The pages before the first pass, each measured with the vocabulary of the other parts. The rows are still empty.
fn examples<'a>(pages: &[&'a Page<'a>], voices: &Voices<'_>) -> Vec<Example<'a>> {
    let others = |part| pages.iter().copied().filter(move |page| page.part != part);
    let vocabularies: Vec<Vocabulary> =
        (0..PARTS).into_par_iter().map(|part| Vocabulary::read(&voices.table(others(part)))).collect();
    let example = |page: &&'a Page<'a>| {
        let measured = dev::measure(&page.walked, &vocabularies[page.part]);
        Example { page, measured, rows: Vec::new(), last_pass: Vec::new() }
    };
    pages.par_iter().map(example).collect()
}

/// Trains the forests that estimate the type of a page, one per type, on the pages whose type is annotated; returns
/// their bytes.
fn fit_page_types<'a>(examples: impl Iterator<Item = &'a Example<'a>>) -> Result<Vec<u8>> {
    let (mut values, mut types, mut width) = (Vec::new(), Vec::new(), 0);
    for example in examples {
        let Some(page_type) = example.page.gold.page_type() else { continue };
        let row = example.measured.page_row();
        width = row.len();
        values.extend(row);
        types.push(page_type);
    }
    let mut bytes = Vec::new();
    for page_type in PAGE_TYPE_NAMES {
        let labels: Vec<f32> = types.iter().map(|other| f32::from(u8::from(*other == page_type))).collect();
        // If no page or every page has this type, there is nothing to split: a forest without trees.
        let trees = if labels.windows(2).any(|pair| pair[0] != pair[1]) {
            let dataset = Dataset::from_slice(&values, &labels, i32::try_from(width)?, true)?;
            lightgbm::trees(&Booster::train(dataset, &parameters(PAGE_TYPES, MIN_PAGES_A_LEAF))?.save_string()?)?
        } else {
            Vec::new()
        };
        bytes.extend(dev::write_forest(width, &trees)?);
    }
    Ok(bytes)
}

/// The table that LightGBM is trained on: one row for each labelled block.
#[derive(Default)]
struct Table {
    /// All rows, one after the other.
    values: Vec<f32>,
    /// The number of features of a row.
    width: usize,
    /// For each row 1 if the block is content, 0 if it is cruft.
    labels: Vec<f32>,
    weights: Vec<Weight>,
}

/// How much a block counts in training: the product of both factors.
struct Weight {
    /// By the number of its words and those of its page, before scaling to a mean of 1. `None` for pages that are
    /// annotated by strings: few of their blocks have a label, and all of these count alike.
    own: Option<f32>,
    /// The `weight` in the description of its data set.
    of_set: f32,
}

impl Table {
    fn of<'a>(examples: impl Iterator<Item = &'a Example<'a>>) -> Table {
        let mut table = Table::default();
        examples.filter(|example| !example.page.is_set_aside).for_each(|example| table.add(example));
        table
    }

    fn add(&mut self, Example { page, measured, rows, .. }: &Example<'_>) {
        let words: Vec<f32> = measured.words().iter().map(|words| words.max(1.0).powf(WORDS_POWER)).collect();
        // Long pages count more than short ones, but not by their length.
        let page_weight = words.iter().sum::<f32>().sqrt().recip();
        // Of a long page every other block, or fewer, teaches as much.
        let most = if page.walked.is_text() { TEXT_LINES } else { PAGE_BLOCKS };
        let stride = page.labels.len() / most + 1;
        for (index, ((label, row), words)) in page.labels.iter().zip(rows).zip(words).enumerate() {
            let Some(is_content) = label else { continue };
            if index % stride != 0 && page.gold.text.is_some() {
                continue;
            }
            let words = words * stride as f32;
            self.width = row.len();
            self.values.extend(row);
            self.labels.push(f32::from(u8::from(*is_content)));
            let own = page.gold.text.is_some().then_some(words * page_weight);
            self.weights.push(Weight { own, of_set: page.gold.set.about.weight });
        }
    }

    /// The final weight of each row: its own, scaled to a mean of 1, times that of its set.
    fn balanced(&self) -> Vec<f32> {
        let of_texts = || self.weights.iter().filter_map(|weight| weight.own);
        let mean = of_texts().sum::<f32>() / of_texts().count() as f32;
        self.weights.iter().map(|weight| weight.own.map_or(1.0, |own| own / mean) * weight.of_set).collect()
    }
}

/// Trains the forest of one pass; returns its bytes.
///
/// # Errors
///
/// If there are no labelled blocks, or LightGBM fails.
fn fit<'a>(examples: impl Iterator<Item = &'a Example<'a>>, growth: Growth) -> Result<Vec<u8>> {
    let table = Table::of(examples);
    if table.labels.is_empty() {
        return Err("there are too few pages: a part has no block with a label to learn from".into());
    }
    let mut dataset = Dataset::from_slice(&table.values, &table.labels, i32::try_from(table.width)?, true)?;
    dataset.set_weights(&table.balanced())?;
    let booster = Booster::train(dataset, &parameters(growth, MIN_BLOCKS_A_LEAF))?;
    let trees = lightgbm::trees(&booster.save_string()?)?;
    Ok(dev::write_forest(table.width, &trees)?)
}

/// LightGBM's parameters. Each forest is grown by one thread, so that the order of sums does not depend on the machine;
/// several forests are trained side by side.
fn parameters(growth: Growth, least_in_leaf: u32) -> serde_json::Value {
    json!({
        "objective": "binary",
        "num_iterations": growth.trees,
        "num_leaves": growth.leaves,
        "learning_rate": growth.learning_rate,
        "min_data_in_leaf": least_in_leaf,
        "feature_fraction": FEATURE_SHARE,
        "bagging_fraction": BLOCK_SHARE,
        "bagging_freq": 1,
        "extra_trees": growth.is_random,
        "lambda_l2": LAMBDA_L2,
        "deterministic": true,
        "force_row_wise": true,
        "num_threads": 1,
        "max_bin": growth.bins,
        "seed": SEED,
        "verbosity": -1,
    })
}

#[cfg(test)]
mod tests {
    use unboil::dev::Model;

    use super::*;
    use crate::invented;

    #[test]
    fn the_same_pages_give_the_same_model() {
        let gold = invented::gold(16);
        let pages = invented::pages(&gold);
        let pages: Vec<&Page<'_>> = pages.iter().collect();
        let train_again = || {
            let gold = invented::gold(16);
            let pages = invented::pages(&gold);
            train(&pages.iter().collect::<Vec<_>>(), &Voices::of(&pages), HTML).unwrap()
        };
        let trained = train_again();
        assert_eq!(trained, train_again());
        let model = Model::read(&trained.vocabulary, &trained.forests).unwrap();
        let text = dev::conclude(&pages[0].walked, &model).0.text();
        assert!(text.contains("witness 7") && !text.contains("Topic 7"), "{text}");
    }

    #[test]
    fn too_few_pages_are_refused() {
        let gold = invented::gold(1);
        let pages = invented::pages(&gold);
        assert!(train(&[&pages[0]], &Voices::of(&pages), HTML).is_err());
    }
}
