//! Pages → model.

use lightgbm3::{Booster, Dataset};
use rayon::prelude::*;
use serde_json::json;
use unboil::stages::{self, Forest, Measured, Vocabulary};

use crate::Result;
use crate::learn::Voices;
use crate::lightgbm;
use crate::pages::{PARTS, Page};
use crate::provenance;

// What was chosen by cross-validation is marked so; what was tried beside it is in README.

/// The words of a block count by this power, between one voice a block and one a word. Cross-validated.
const WORDS_POWER: f32 = 0.5;
/// What a block of multilingual weighs, of which few blocks have a label; on WCXB the average block weighs 1.
const STRING_WEIGHT: f32 = 3.0;

/// How a forest grows. Cross-validated.
#[derive(Debug, Clone, Copy)]
struct Growth {
    trees: u32,
    leaves: u32,
    /// The share of a tree's answer that is added to the forest's.
    learning_rate: f64,
    /// Splits are the best of thresholds drawn at random, one a feature (extremely randomised trees, Geurts et al. 2006).
    /// That keeps the second look from fitting the first's probabilities too closely; the first look gains nothing.
    is_random: bool,
    /// Into how many steps the values of a feature are cut.
    bins: u32,
}

/// How much the forests of both looks may grow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    first: Growth,
    second: Growth,
}

/// In small steps, because the second look is led by what the first does by chance.
pub(crate) const HTML: Size = Size {
    first: Growth { trees: 200, leaves: 31, learning_rate: 0.05, is_random: false, bins: 255 },
    second: Growth { trees: 200, leaves: 47, learning_rate: 0.08, is_random: true, bins: 255 },
};
/// Trees of fewer leaves, for speed: a book has a thousand blocks.
pub(crate) const TEXT: Size = Size {
    first: Growth { trees: 200, leaves: 31, learning_rate: 0.045, is_random: false, bins: 127 },
    second: Growth { trees: 220, leaves: 39, learning_rate: 0.06, is_random: true, bins: 127 },
};
/// So many blocks of a text are learned from at least; of longer ones a part.
const BLOCKS: usize = 200;

/// Fewer blocks are a chance of one page. Stronger settings of this and the two below (200, 30, 0.3) tie over all pages and
/// lose a little on articles, see README.
const MIN_BLOCKS_A_LEAF: u32 = 60;
/// L2 regularisation of a leaf's value.
const LAMBDA_L2: f64 = 5.0;
/// The share of the features that a tree may use.
const FEATURE_SHARE: f64 = 0.5;
/// The share of the blocks that a tree sees.
const BLOCK_SHARE: f64 = 0.8;
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
}

/// Trains both looks. Whatever a page is to be told by something learned (its words, the first look), it is told by what
/// was learned from other hosts: so the second look meets the mistakes in training that it will meet on new pages.
pub(crate) fn train(pages: &[&Page<'_>], voices: &Voices<'_>, size: Size) -> Result<Trained> {
    let mut examples = examples(pages, voices);
    let first =
        |part: Option<usize>| fit(examples.iter().filter(|example| Some(example.page.part) != part), size.first);
    let without = || (0..PARTS).into_par_iter().map(|part| first(Some(part))).collect::<Result<Vec<_>>>();
    let (whole, without) = rayon::join(|| first(None), without);
    look_again(&mut examples, &without?)?;
    let second = fit(examples.iter(), size.second)?;
    let vocabulary = provenance::vocabulary_header() + &voices.table(pages.iter().copied());
    Ok(Trained { vocabulary, forests: [whole?, second].concat() })
}

/// The pages as the first look sees them, each by the words of other parts.
fn examples<'a>(pages: &[&'a Page<'a>], voices: &Voices<'_>) -> Vec<Example<'a>> {
    let others = |part| pages.iter().copied().filter(move |page| page.part != part);
    let vocabularies: Vec<Vocabulary> =
        (0..PARTS).into_par_iter().map(|part| Vocabulary::read(&voices.table(others(part)))).collect();
    let example = |page: &&'a Page<'a>| {
        let measured = stages::measure(&page.walked, &vocabularies[page.part]);
        Example { page, rows: measured.rows(), measured }
    };
    pages.par_iter().map(example).collect()
}

/// Gives the examples the rows of the second look, each by the first look that does not know its part.
fn look_again(examples: &mut [Example<'_>], firsts: &[Vec<u8>]) -> Result<()> {
    let read = |bytes: &Vec<u8>| Forest::read(&mut &bytes[..]);
    let firsts: Vec<Forest> = firsts.iter().map(read).collect::<std::result::Result<_, _>>()?;
    examples.par_iter_mut().for_each(|example| {
        let looks = example.measured.first_look(&firsts[example.page.part]);
        example.rows = stages::second_rows(&example.page.walked, &example.measured, &looks);
    });
    Ok(())
}

/// What LightGBM is given: blocks that have a label.
#[derive(Default)]
struct Table {
    /// All rows, one after the other.
    values: Vec<f32>,
    width: usize,
    labels: Vec<f32>,
    /// `None` for those of multilingual.
    weights: Vec<Option<f32>>,
}

impl Table {
    fn of<'a>(examples: impl Iterator<Item = &'a Example<'a>>) -> Table {
        let mut table = Table::default();
        examples.filter(|example| !example.page.is_set_aside).for_each(|example| table.add(example));
        table
    }

    fn add(&mut self, Example { page, measured, rows }: &Example<'_>) {
        let words: Vec<f32> = measured.words().iter().map(|words| words.max(1.0).powf(WORDS_POWER)).collect();
        // Long pages count more than short ones, but not by their length.
        let page_weight = words.iter().sum::<f32>().sqrt().recip();
        // Of long texts every other block, or fewer, says as much.
        let stride = if page.walked.is_text() { page.labels.len() / BLOCKS + 1 } else { 1 };
        for (index, ((label, row), words)) in page.labels.iter().zip(rows).zip(words).enumerate() {
            let Some(is_content) = label else { continue };
            if index % stride != 0 && page.gold.text.is_some() {
                continue;
            }
            let words = words * stride as f32;
            self.width = row.len();
            self.values.extend(row);
            self.labels.push(f32::from(u8::from(*is_content)));
            self.weights.push(page.gold.text.is_some().then_some(words * page_weight));
        }
    }

    /// The weights as they are to be.
    fn balanced(&self) -> Vec<f32> {
        let of_texts = || self.weights.iter().flatten();
        let mean = of_texts().sum::<f32>() / of_texts().count() as f32;
        self.weights.iter().map(|weight| weight.map_or(STRING_WEIGHT, |weight| weight / mean)).collect()
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
    let booster = Booster::train(dataset, &parameters(growth))?;
    let trees = lightgbm::trees(&booster.save_string()?)?;
    Ok(stages::write_forest(table.width, &trees)?)
}

/// LightGBM's parameters. One thread a forest: the order of sums is the same on every machine, and forests are trained
/// side by side.
fn parameters(growth: Growth) -> serde_json::Value {
    json!({
        "objective": "binary",
        "num_iterations": growth.trees,
        "num_leaves": growth.leaves,
        "learning_rate": growth.learning_rate,
        "min_data_in_leaf": MIN_BLOCKS_A_LEAF,
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
    use unboil::stages::Model;

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
        let text = stages::conclude(&pages[0].walked, &model).text();
        assert!(text.contains("witness 7") && !text.contains("Topic 7"), "{text}");
    }

    #[test]
    fn too_few_pages_are_refused() {
        let gold = invented::gold(1);
        let pages = invented::pages(&gold);
        assert!(train(&[&pages[0]], &Voices::of(&pages), HTML).is_err());
    }
}
