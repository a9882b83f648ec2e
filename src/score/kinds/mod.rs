//! Which kind of cruft a dropped block is: the second head of the model, asked only when somebody wants to know.
//!
//! Boosted trees, a forest a kind, score each block by [evidence] and by the features that it was scored by; the
//! softmax of the scores is the probability of each kind, given that the block is cruft.

mod agreement;
mod evidence;
mod named;
mod shares;
mod words;

use std::sync::LazyLock;

use super::forest::{Forest, Malformed};
use super::rows::Rows;
use crate::measure::Features;
use crate::page::Page;

pub(crate) use named::Named;
pub(crate) use shares::{KINDS, KindShares};
pub use words::KindWords;

use shares::softmax;

/// The features that pages and texts share.
const MEASURED: usize = Features::NAMES.len();

/// The model that tells kinds, for pages and plain texts alike.
#[derive(Debug, Default, PartialEq)]
pub struct KindModel {
    words: KindWords,
    /// One a kind.
    forests: Vec<Forest>,
}

impl KindModel {
    /// The model that the crate comes with.
    pub(super) fn shipped() -> &'static KindModel {
        static SHIPPED: LazyLock<KindModel> = LazyLock::new(|| {
            let read =
                KindModel::read(include_str!("../model/kind-words.txt"), include_bytes!("../model/kind-forests.bin"));
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
    let mut rows = Rows::new(MEASURED + evidence::WIDTH, evidence.len());
    for (own, evidence) in own.iter().zip(evidence.iter()) {
        rows.extend_from(&own[..MEASURED]);
        rows.extend_from(evidence);
    }
    rows
}
