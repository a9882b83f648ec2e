//! Learns which kind of cruft a block is, from the blocks whose kind readers named: first the words that tell kinds
//! apart, then the forests that weigh them with all else that is known of a block.

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

/// Fewer hosts than these (voices) may use a word by chance.
const MIN_VOICES: f32 = 6.0;
/// What is taken for granted before anything was counted, in voices of the average block.
const PRIOR_VOICES: f32 = 3.0;
/// A word is left out that speaks for no kind by at least this much, in log-odds.
const MIN_LOG_ODDS: f32 = 1.5;
/// A word names the kinds that it speaks for by at least this much, in log-odds; all others together have one value.
const NAMED_LOG_ODDS: f32 = 1.0;

/// Rounds of boosting; each grows a tree a kind.
const ROUNDS: u32 = 70;
const LEAVES: u32 = 14;
const LEARNING_RATE: f64 = 0.12;
/// Fewer blocks in a leaf are a chance of one page.
const MIN_BLOCKS_A_LEAF: u32 = 10;
/// Of a kind with many blocks each weighs less, by this power of their number: else menus would decide all.
const BALANCE_POWER: f32 = 0.45;
/// Cruft that there is no word for weighs less by this factor, and menus by the other: where one of them and a kind
/// with a word are about as likely, the word says more.
const NAMELESS_WEIGHT: f32 = 0.35;
const MENU_WEIGHT: f32 = 0.7;
/// Most blocks of one kind that are learned from on one page, spread evenly: menus repeat themselves.
const BLOCKS_A_KIND: usize = 25;

/// What training gives: the files that make the model of kinds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TrainedKinds {
    pub(crate) words: String,
    pub(crate) forests: Vec<u8>,
}

impl TrainedKinds {
    pub(crate) fn read(&self) -> Result<KindModel> {
        Ok(KindModel::read(&self.words, &self.forests)?)
    }
}

/// What each host says of each word: of the blocks with it, how many are of each kind.
pub(crate) struct KindVoices<'a>(BTreeMap<&'a str, HashMap<Key, Shares>>);

type Key = (Source, String);

/// A number a kind, in the order of [`KINDS`].
type Shares = Vec<f32>;

fn place(kind: Cruft) -> Option<usize> {
    KINDS.iter().position(|of| *of == kind)
}

impl<'a> KindVoices<'a> {
    pub(crate) fn of(pages: &'a [Page<'_>]) -> KindVoices<'a> {
        let mut hosts: BTreeMap<&str, Vec<&Page<'_>>> = BTreeMap::new();
        let labelled = pages.iter().filter(|page| !page.is_set_aside && page.kinds.iter().any(Option::is_some));
        labelled.for_each(|page| hosts.entry(&page.host).or_default().push(page));
        KindVoices(hosts.into_par_iter().map(|(host, pages)| (host, voice(&pages))).collect())
    }

    /// The table that some hosts make together, as [`KindWords::read`] reads it.
    fn table(&self, is_asked: impl Fn(&str) -> bool) -> String {
        let mut tallies: BTreeMap<&Key, Shares> = BTreeMap::new();
        for (_, voice) in self.0.iter().filter(|(host, _)| is_asked(host)) {
            for (key, shares) in voice {
                let tally = tallies.entry(key).or_insert_with(|| vec![0.0; KINDS.len()]);
                tally.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            }
        }
        let mut table = String::new();
        for source in Source::ALL {
            let of_source = || tallies.iter().filter(|((of, _), _)| *of == source);
            let mut all = vec![0.0; KINDS.len()];
            of_source().for_each(|(_, tally)| all.iter_mut().zip(tally).for_each(|(sum, share)| *sum += share));
            let total: f32 = all.iter().sum();
            let priors: Shares = all.iter().map(|sum| (sum + 1.0) / (total + KINDS.len() as f32)).collect();
            // Writing to a string does not fail.
            let _ = writeln!(table, "[{}]", source.name());
            for ((_, word), tally) in of_source() {
                if let Some(scores) = scores(tally, &priors) {
                    let _ = writeln!(table, "{scores} {word}");
                }
            }
        }
        table
    }
}

/// What a word says, as it is written; none if that is little.
fn scores(tally: &Shares, priors: &Shares) -> Option<String> {
    let voices: f32 = tally.iter().sum();
    let score = |count: f32, prior: f32| ((count + PRIOR_VOICES * prior) / (voices + PRIOR_VOICES) / prior).ln();
    let own: Vec<f32> = tally.iter().zip(priors).map(|(count, prior)| score(*count, *prior)).collect();
    if voices < MIN_VOICES || own.iter().all(|score| *score < MIN_LOG_ODDS) {
        return None;
    }
    // In tenths, each behind the letter of its kind.
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

/// What the pages of one host say.
fn voice(pages: &[&Page<'_>]) -> HashMap<Key, Shares> {
    let mut voice: HashMap<Key, Shares> = HashMap::new();
    for page in pages {
        // A word counts once a block.
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

/// Trains on the blocks of these pages whose kind is known. A page is told by the words of other parts, as a new one
/// will be.
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

/// The rows of a page that are learned from, each with the place of its kind.
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
