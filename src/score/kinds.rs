//! Which kind of cruft a dropped block is: the second head of the model, asked only when somebody wants to know.
//!
//! Boosted trees, a forest a kind, score each block by [evidence](evidence) and by the features that it was scored by; the softmax of
//! the scores is the probability of each kind, given that the block is cruft.

mod agreement;
mod evidence;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use super::forest::{Forest, Malformed};
use super::rows::Rows;
use crate::cruft::{Cruft, Hit};
use crate::measure::Measures;
use crate::page::Page;

pub use words::KindWords;

/// The kinds that readers named, in the order of the forests. [`Cruft::LowScore`] stands for cruft that there is no word for.
pub(crate) const KINDS: [Cruft; 21] = [
    Cruft::Navigation,
    Cruft::Copyright,
    Cruft::Legal,
    Cruft::Cookie,
    Cruft::Donation,
    Cruft::AdBlock,
    Cruft::Advertisement,
    Cruft::Newsletter,
    Cruft::Share,
    Cruft::Related,
    Cruft::Comments,
    Cruft::Byline,
    Cruft::Author,
    Cruft::Tags,
    Cruft::Correction,
    Cruft::Paywall,
    Cruft::Caption,
    Cruft::Player,
    Cruft::JavaScript,
    Cruft::ErrorPage,
    Cruft::LowScore,
];

/// The probability of each of [`KINDS`] that a block is of it, given that it is cruft; they add up to 1.
pub(crate) type KindShares = [f32; KINDS.len()];

/// The model that tells kinds, for pages and plain texts alike.
#[derive(Debug, Default, PartialEq)]
pub struct KindModel {
    words: KindWords,
    /// One a kind.
    forests: Vec<Forest>,
}

/// The phrases of the lexicon that the blocks of a page hold.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) hits: Vec<Hit>,
    /// Where those of each block lie among the hits.
    pub(crate) of_blocks: Vec<Range<usize>>,
}

impl Named {
    pub(super) fn of(measures: &Measures) -> Named {
        let of_blocks = measures.evidence.iter().map(|evidence| evidence.hits.clone()).collect();
        Named { hits: measures.hits.clone(), of_blocks }
    }

    /// The phrases that a block holds.
    fn hits_of(&self, block: usize) -> &[Hit] {
        self.of_blocks.get(block).and_then(|hits| self.hits.get(hits.clone())).unwrap_or_default()
    }
}

impl KindModel {
    /// The model that the crate comes with.
    pub(super) fn shipped() -> &'static KindModel {
        static SHIPPED: LazyLock<KindModel> = LazyLock::new(|| {
            let read = KindModel::read(include_str!("model/kind-words.txt"), include_bytes!("model/kind-forests.bin"));
            // A test reads it.
            read.unwrap_or_default()
        });
        &SHIPPED
    }

    /// Reads the table of words and the bytes of the forests, one a kind.
    pub fn read(words: &str, mut forests: &[u8]) -> Result<KindModel, Malformed> {
        let forests = KINDS.iter().map(|_| Forest::read(&mut forests)).collect::<Result<_, _>>()?;
        Ok(KindModel { words: KindWords::read(words), forests })
    }

    /// The probabilities of the kinds of all blocks of a page. `own` are the features by which each was scored.
    pub(crate) fn shares(&self, page: &Page, named: &Named, own: &Rows) -> Vec<KindShares> {
        let rows = kind_rows(page, named, own, &self.words);
        let mut shares = vec![[0.0; KINDS.len()]; rows.len()];
        for (kind, forest) in self.forests.iter().enumerate() {
            for (shares, sum) in shares.iter_mut().zip(forest.sums(&rows)) {
                shares[kind] = sum;
            }
        }
        shares.iter_mut().for_each(softmax);
        agreement::agree(page, named, &mut shares);
        shares
    }
}

/// The row of each block that its kind is told by: the features that pages and texts share, then the evidence of kinds.
pub(crate) fn kind_rows(page: &Page, named: &Named, own: &Rows, words: &KindWords) -> Rows {
    let evidence = evidence::rows(page, named, words);
    let mut rows = Rows::new(super::MEASURED + evidence::WIDTH, evidence.len());
    for (own, evidence) in own.iter().zip(evidence.iter()) {
        rows.extend_from(&own[..super::MEASURED]);
        rows.extend_from(evidence);
    }
    rows
}

fn softmax(scores: &mut KindShares) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds = scores.map(|score| (score - most).exp());
    let sum: f32 = odds.iter().sum();
    *scores = odds.map(|odds| odds / sum);
}
