//! Pages → model.

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

// What was chosen by cross-validation is marked so; what was tried beside it is in README.

/// The words of a block count by this power, between one voice a block and one a word. Cross-validated.
const WORDS_POWER: f32 = 0.5;

/// How a forest grows. Cross-validated.
#[derive(Debug, Clone, Copy)]
struct Growth {
    trees: u32,
    leaves: u32,
    /// The share of a tree's answer that is added to the forest's.
    learning_rate: f64,
    /// Splits are the best of thresholds drawn at random, one a feature (extremely randomised trees, Geurts et al.
    /// 2006). That keeps the second look from fitting the first's probabilities too closely; the first look gains
    /// nothing.
    is_random: bool,
    /// Into how many steps the values of a feature are cut.
    bins: u32,
}

/// How much the forests of all looks may grow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    first: Growth,
    second: Growth,
    third: Growth,
}

/// In small steps, because the second look is led by what the first does by chance.
pub(crate) const HTML: Size = Size {
    first: Growth { trees: 200, leaves: 31, learning_rate: 0.05, is_random: false, bins: 255 },
    second: Growth { trees: 160, leaves: 47, learning_rate: 0.09, is_random: true, bins: 255 },
    third: Growth { trees: 100, leaves: 24, learning_rate: 0.08, is_random: true, bins: 255 },
};
/// Trees of fewer leaves, for speed: a book has a thousand blocks.
pub(crate) const TEXT: Size = Size {
    first: Growth { trees: 180, leaves: 31, learning_rate: 0.05, is_random: false, bins: 127 },
    second: Growth { trees: 160, leaves: 39, learning_rate: 0.075, is_random: true, bins: 127 },
    third: Growth { trees: 80, leaves: 24, learning_rate: 0.08, is_random: true, bins: 127 },
};
/// How the forests grow that tell the type of a page: small, as there are only some thousand pages.
const PAGE_TYPES: Growth = Growth { trees: 60, leaves: 8, learning_rate: 0.1, is_random: false, bins: 63 };
/// The least pages in a leaf of these.
const MIN_PAGES_A_LEAF: u32 = 15;
/// Of a page with at least this many blocks only a part is learned from, spread evenly.
const PAGE_BLOCKS: usize = 200;
/// Of a text with at least this many lines likewise: a page is learned as several texts.
const TEXT_LINES: usize = 80;

/// Fewer blocks are a chance of one page. Stronger settings of this and the two below (200, 30, 0.3) tie over all pages
/// and lose a little on articles, see README.
const MIN_BLOCKS_A_LEAF: u32 = 60;
/// L2 regularisation of a leaf's value.
const LAMBDA_L2: f64 = 5.0;
/// The share of the features that a tree may use.
const FEATURE_SHARE: f64 = 0.3;
/// The share of the blocks that a tree sees.
const BLOCK_SHARE: f64 = 0.5;
/// Of LightGBM's random choices.
pub(crate) const SEED: u32 = 1;

/// What training gives: the files that make the model.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Trained {
    pub(crate) vocabulary: String,
    pub(crate) forests: Vec<u8>,
}

/// A page as the look to be trained sees it.
struct Example<'a> {
    page: &'a Page<'a>,
    measured: Measured,
    /// The features of each block.
    rows: Vec<Vec<f32>>,
    /// What the look before said of each block.
    looks: Vec<f32>,
}

/// Something learned from all pages, and from those of all parts but one: whatever a page is to be told by something
/// learned (its words, its type, the look before), it is told by what was learned from other hosts. So a look meets the
/// mistakes in training that it will meet on new pages.
struct Learned {
    whole: Vec<u8>,
    without: Vec<Vec<u8>>,
}

impl Learned {
    fn of(learn: impl Fn(Option<usize>) -> Result<Vec<u8>> + Sync) -> Result<Learned> {
        let without = || (0..PARTS).into_par_iter().map(|part| learn(Some(part))).collect::<Result<Vec<_>>>();
        let (whole, without) = rayon::join(|| learn(None), without);
        Ok(Learned { whole: whole?, without: without? })
    }

    /// What each part is told by.
    fn read<T>(&self, read: impl Fn(&mut &[u8]) -> std::result::Result<T, Malformed>) -> Result<Vec<T>> {
        Ok(self.without.iter().map(|bytes| read(&mut &bytes[..])).collect::<std::result::Result<_, _>>()?)
    }
}

/// Trains the page types and all looks.
pub(crate) fn train(pages: &[&Page<'_>], voices: &Voices<'_>, size: Size) -> Result<Trained> {
    let mut examples = examples(pages, voices);
    let types = Learned::of(|part| fit_page_types(others(&examples, part)))?;
    let type_readers = types.read(PageTypes::read)?;
    examples.par_iter_mut().for_each(|example| example.rows = example.measured.rows(&type_readers[example.page.part]));
    let first = Learned::of(|part| fit(others(&examples, part), size.first))?;
    let forests = first.read(Forest::read)?;
    examples.par_iter_mut().for_each(|example| {
        let (types, forest) = (&type_readers[example.page.part], &forests[example.page.part]);
        example.looks = example.measured.first_look(types, forest);
        example.rows = dev::rows_after(&example.page.walked, &example.measured, types, &example.looks);
    });
    let second = Learned::of(|part| fit(others(&examples, part), size.second))?;
    let forests = second.read(Forest::read)?;
    examples.par_iter_mut().for_each(|example| {
        let Example { page, measured, looks, .. } = &*example;
        let (types, forest) = (&type_readers[page.part], &forests[page.part]);
        let looks = dev::look_after(&page.walked, measured, types, looks, forest);
        example.rows = dev::rows_after(&page.walked, measured, types, &looks);
        example.looks = looks;
    });
    let third = fit(examples.iter(), size.third)?;
    let vocabulary = provenance::vocabulary_header(pages) + &voices.table(pages.iter().copied());
    Ok(Trained { vocabulary, forests: [types.whole, first.whole, second.whole, third].concat() })
}

/// The examples of all parts but one.
fn others<'e>(examples: &'e [Example<'e>], part: Option<usize>) -> impl Iterator<Item = &'e Example<'e>> {
    examples.iter().filter(move |example| Some(example.page.part) != part)
}

/// The pages as the first look sees them, each by the words of other parts.
fn examples<'a>(pages: &[&'a Page<'a>], voices: &Voices<'_>) -> Vec<Example<'a>> {
    let others = |part| pages.iter().copied().filter(move |page| page.part != part);
    let vocabularies: Vec<Vocabulary> =
        (0..PARTS).into_par_iter().map(|part| Vocabulary::read(&voices.table(others(part)))).collect();
    let example = |page: &&'a Page<'a>| {
        let measured = dev::measure(&page.walked, &vocabularies[page.part]);
        Example { page, measured, rows: Vec::new(), looks: Vec::new() }
    };
    pages.par_iter().map(example).collect()
}

/// Trains the forests that tell the type of a page, one a type, on the pages whose type is known.
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
        let labels: Vec<f32> = types.iter().map(|of| f32::from(u8::from(*of == page_type))).collect();
        // A type that no page or every page has is one leaf.
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

/// What LightGBM is given: blocks that have a label.
#[derive(Default)]
struct Table {
    /// All rows, one after the other.
    values: Vec<f32>,
    width: usize,
    labels: Vec<f32>,
    weights: Vec<Weight>,
}

/// How much a block counts.
struct Weight {
    /// By its words and its page. Where there are only strings, few blocks of a page have a label: each counts like any
    /// other, and there is none.
    own: Option<f32>,
    /// By the description of its set.
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
        // Of long texts every other block, or fewer, says as much.
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

    /// The weights as they are to be.
    fn balanced(&self) -> Vec<f32> {
        let of_texts = || self.weights.iter().filter_map(|weight| weight.own);
        let mean = of_texts().sum::<f32>() / of_texts().count() as f32;
        self.weights.iter().map(|weight| weight.own.map_or(1.0, |own| own / mean) * weight.of_set).collect()
    }
}

/// Trains one forest; gives its bytes.
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

/// LightGBM's parameters. One thread a forest: the order of sums is the same on every machine, and forests are trained
/// side by side.
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
    fn same_pages_same_model() {
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
