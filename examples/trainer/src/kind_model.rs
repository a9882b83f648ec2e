//! Learns to identify the kind of cruft of a block, from the blocks that annotators gave a kind: first a table of terms
//! with what each says of the kinds, then forests that weigh these terms together with the features of the block.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use lightgbm3::{Booster, Dataset};
use rayon::prelude::*;
use serde_json::json;
use unboil::Cruft;
use unboil::dev::{self, KINDS, KindModel, KindWords, Source, Vocabulary};

use crate::Result;
use crate::learn::Voices;
use crate::lightgbm;
use crate::pages::{PARTS, Page};
use crate::provenance;
use crate::train::SEED;

/// A term is kept if at least this many voices (hosts) use it; fewer may do so by chance. Set by hand.
const MIN_VOICES: f32 = 6.0;
/// Additive smoothing: each term starts with this many voices that vote like the average dropped block. Set by hand.
const PRIOR_VOICES: f32 = 3.0;
/// A term is kept if it speaks for at least one kind by this much: the logarithm of how many times more frequent the
/// kind is among blocks with the term than among all dropped blocks. Set by hand.
const MIN_LOG_ODDS: f32 = 1.5;
/// The table lists a kind beside a term if the term speaks for it by at least this much (a logarithm, as in
/// [`MIN_LOG_ODDS`]). All other kinds share one value. Set by hand.
const NAMED_LOG_ODDS: f32 = 1.0;

/// Rounds of boosting; each grows one tree per kind. Set by hand.
const ROUNDS: u32 = 70;
/// Leaves of a tree. Set by hand.
const LEAVES: u32 = 14;
/// The share (0..=1) of a tree's answer that is added to its forest's. Set by hand.
const LEARNING_RATE: f64 = 0.12;
/// A leaf holds at least this many blocks; fewer may be a peculiarity of one page. Set by hand.
const MIN_BLOCKS_A_LEAF: u32 = 10;
/// The weight of a block is divided by this power of the number of blocks of its kind: otherwise menus, by far the most
/// frequent kind, would decide everything. Set by hand.
const BALANCE_POWER: f32 = 0.45;
/// The weight of a block of cruft without a name (`other`) is multiplied by this: where that and a kind with a name are
/// about as probable, the name tells a reader more. Lowering this and [`MENU_WEIGHT`] raised the share of right kinds
/// from .816 to .821 (README.md).
const NAMELESS_WEIGHT: f32 = 0.35;
/// The weight of a block of a menu is multiplied by this, for the reason given at [`NAMELESS_WEIGHT`].
const MENU_WEIGHT: f32 = 0.7;
/// About as many blocks of one kind are learned from per page, spread evenly over the page, because the entries of a
/// menu are alike: of `n` blocks every `n / BLOCKS_A_KIND + 1`th. Set by hand.
const BLOCKS_A_KIND: usize = 25;

/// The result of training: the contents of `kind-words.txt` and `kind-forests.bin`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TrainedKinds {
    pub(crate) words: String,
    pub(crate) forests: Vec<u8>,
}

impl TrainedKinds {
    /// The model that these files make.
    pub(crate) fn read(&self) -> Result<KindModel> {
        Ok(KindModel::read(&self.words, &self.forests)?)
    }
}

/// The vote of each host on each term: the share of the host's blocks with the term that is of each kind. By host.
pub(crate) struct KindVoices<'a>(BTreeMap<&'a str, HashMap<Key, Shares>>);

/// Where a term occurs, and the term.
type Key = (Source, String);

/// One number per kind, in the order of [`KINDS`].
type Shares = Vec<f32>;

/// The index of a kind in [`KINDS`].
fn place(kind: Cruft) -> Option<usize> {
    KINDS.iter().position(|other| *other == kind)
}

impl<'a> KindVoices<'a> {
    /// Counts the terms of all pages with kinds but those set aside.
    pub(crate) fn of(pages: &'a [Page<'_>]) -> KindVoices<'a> {
        let mut hosts: BTreeMap<&str, Vec<&Page<'_>>> = BTreeMap::new();
        let labelled = pages.iter().filter(|page| !page.is_set_aside && page.kinds.iter().any(Option::is_some));
        labelled.for_each(|page| hosts.entry(&page.host).or_default().push(page));
        KindVoices(hosts.into_par_iter().map(|(host, pages)| (host, voice(&pages))).collect())
    }

    /// The table of terms of the hosts for which `is_included` holds, in the format of [`KindWords::read`].
    fn table(&self, is_included: impl Fn(&str) -> bool) -> String {
        let mut tallies: BTreeMap<&Key, Shares> = BTreeMap::new();
        for (_, voice) in self.0.iter().filter(|(host, _)| is_included(host)) {
            for (key, shares) in voice {
                let tally = tallies.entry(key).or_insert_with(|| vec![0.0; KINDS.len()]);
                tally.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            }
        }
        let mut table = String::new();
        for source in Source::ALL {
            let of_source = || tallies.iter().filter(|((key_source, _), _)| *key_source == source);
            let mut all = vec![0.0; KINDS.len()];
            of_source().for_each(|(_, tally)| all.iter_mut().zip(tally).for_each(|(sum, share)| *sum += share));
            let total: f32 = all.iter().sum();
            let priors: Shares = all.iter().map(|sum| (sum + 1.0) / (total + KINDS.len() as f32)).collect();
            // Writing to a string does not fail.
            let _ = writeln!(table, "[{}]", source.name());
            for ((_, term), tally) in of_source() {
                if let Some(scores) = scores(tally, &priors) {
                    let _ = writeln!(table, "{scores} {term}");
                }
            }
        }
        table
    }
}

/// What a term says of the kinds, as the table has it: for each kind that it speaks for, the letter of the kind and the
/// log-odds in tenths, then `*` and the value of all other kinds. `None` if too few hosts use it, or it says too
/// little.
fn scores(tally: &Shares, priors: &Shares) -> Option<String> {
    let voices: f32 = tally.iter().sum();
    let score = |count: f32, prior: f32| ((count + PRIOR_VOICES * prior) / (voices + PRIOR_VOICES) / prior).ln();
    let own: Vec<f32> = tally.iter().zip(priors).map(|(count, prior)| score(*count, *prior)).collect();
    if voices < MIN_VOICES || own.iter().all(|score| *score < MIN_LOG_ODDS) {
        return None;
    }
    let tenths = |score: f32| (10.0 * score).round() as i32;
    let mut list = String::new();
    let (mut rest, mut rest_prior) = (0.0, 0.0);
    for (index, letter) in ('a'..).take(KINDS.len()).enumerate() {
        if own[index] >= NAMED_LOG_ODDS {
            let _ = write!(list, "{letter}{}", tenths(own[index]));
        } else {
            rest += tally[index];
            rest_prior += priors[index];
        }
    }
    let _ = write!(list, "*{}", if rest_prior > 0.0 { tenths(score(rest, rest_prior)) } else { 0 });
    Some(list)
}

/// The vote of one host, from the blocks of its pages that have a kind.
fn voice(pages: &[&Page<'_>]) -> HashMap<Key, Shares> {
    let mut voice: HashMap<Key, Shares> = HashMap::new();
    for page in pages {
        // A term counts once per block, however often it occurs there.
        let mut seen: HashSet<(usize, Key)> = HashSet::new();
        page.walked.clues(|block, source, word| {
            let Some(kind) = page.kinds[block].and_then(place) else { return };
            let key = (source, word.to_owned());
            if seen.insert((block, key.clone())) {
                voice.entry(key).or_insert_with(|| vec![0.0; KINDS.len()])[kind] += 1.0;
            }
        });
    }
    for shares in voice.values_mut() {
        let total: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= total);
    }
    voice
}

/// Trains on the blocks of these pages that have a kind. The features of a page come from vocabularies that were
/// learned from the other parts only, as a new page's will be.
pub(crate) fn train(pages: &[&Page<'_>], voices: &Voices<'_>, kind_voices: &KindVoices<'_>) -> Result<TrainedKinds> {
    let labelled: Vec<&Page<'_>> =
        pages.iter().copied().filter(|page| !page.is_set_aside && page.kinds.iter().any(Option::is_some)).collect();
    let part_of: HashMap<&str, usize> = labelled.iter().map(|page| (page.host.as_str(), page.part)).collect();
    let words =
        |without: Option<usize>| kind_voices.table(|host| part_of.get(host).is_some_and(|part| Some(*part) != without));
    let others: Vec<(Vocabulary, KindWords)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let pages = pages.iter().copied().filter(|page| page.part != part);
            (Vocabulary::read(&voices.table(pages)), KindWords::read(&words(Some(part))))
        })
        .collect();
    let rows: Vec<(usize, Vec<f32>)> = labelled
        .par_iter()
        .flat_map_iter(|page| {
            let (vocabulary, words) = &others[page.part];
            let measured = dev::measure(&page.walked, vocabulary);
            learned_rows(page, dev::kind_rows(&page.walked, &measured, words))
        })
        .collect();
    Ok(TrainedKinds { words: provenance::kind_words_header() + &words(None), forests: fit(&rows)? })
}

/// The rows of a page that are learned from, each with the index of its kind: at most about [`BLOCKS_A_KIND`] per kind.
fn learned_rows(page: &Page<'_>, rows: Vec<Vec<f32>>) -> Vec<(usize, Vec<f32>)> {
    let places: Vec<Option<usize>> = page.kinds.iter().map(|kind| kind.and_then(place)).collect();
    let mut counts = vec![0; KINDS.len()];
    places.iter().flatten().for_each(|kind| counts[*kind] += 1);
    let mut seen = vec![0usize; KINDS.len()];
    let learned = places.into_iter().zip(rows).filter_map(|(kind, row)| {
        let kind = kind?;
        seen[kind] += 1;
        let stride = counts[kind] / BLOCKS_A_KIND + 1;
        seen[kind].is_multiple_of(stride).then_some((kind, row))
    });
    learned.collect()
}

/// Trains the forests, one per kind, on rows with the index of their kind; returns their bytes.
fn fit(rows: &[(usize, Vec<f32>)]) -> Result<Vec<u8>> {
    let width = rows.first().map(|(_, row)| row.len()).ok_or("no block has a kind to learn from")?;
    let values: Vec<f32> = rows.iter().flat_map(|(_, row)| row).copied().collect();
    let labels: Vec<f32> = rows.iter().map(|(kind, _)| *kind as f32).collect();
    let mut counts = vec![0.0f32; KINDS.len()];
    rows.iter().for_each(|(kind, _)| counts[*kind] += 1.0);
    let factor = |kind: usize| match KINDS[kind] {
        Cruft::LowScore => NAMELESS_WEIGHT,
        Cruft::Navigation => MENU_WEIGHT,
        _ => 1.0,
    };
    let weights: Vec<f32> = rows.iter().map(|(kind, _)| factor(*kind) * counts[*kind].powf(-BALANCE_POWER)).collect();
    let mean = weights.iter().sum::<f32>() / weights.len() as f32;
    let weights: Vec<f32> = weights.iter().map(|weight| weight / mean).collect();
    let mut dataset = Dataset::from_slice(&values, &labels, i32::try_from(width)?, true)?;
    dataset.set_weights(&weights)?;
    let parameters = json!({
        "objective": "multiclass",
        "num_class": KINDS.len(),
        "num_iterations": ROUNDS,
        "num_leaves": LEAVES,
        "learning_rate": LEARNING_RATE,
        "min_data_in_leaf": MIN_BLOCKS_A_LEAF,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 3.0,
        "deterministic": true,
        "force_row_wise": true,
        "num_threads": 1,
        "max_bin": 63,
        "seed": SEED,
        "verbosity": -1,
    });
    let trees = lightgbm::trees(&Booster::train(dataset, &parameters)?.save_string()?)?;
    let mut bytes = Vec::new();
    for kind in 0..KINDS.len() {
        let own: Vec<_> = trees.iter().skip(kind).step_by(KINDS.len()).cloned().collect();
        bytes.extend(dev::write_forest(width, &own)?);
    }
    Ok(bytes)
}
