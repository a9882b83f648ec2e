//! Identifies the kind of cruft of dropped blocks: the second head of the model, which runs only if the kinds are asked
//! for.
//!
//! Boosted trees, one forest per kind, score each block by its [evidence] and by the features that decided whether it
//! is content. The softmax of the scores is the probability of each kind, given that the block is cruft; then
//! [agreement] adjusts it.

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

/// Number of the features that HTML and plain text share.
const MEASURED: usize = Features::NAMES.len();

/// The model that identifies kinds of cruft, for HTML and plain text alike.
#[derive(Debug, Default, PartialEq)]
pub struct KindModel {
    /// The scores of terms.
    words: KindWords,
    /// One forest per kind, in the order of [`KINDS`].
    forests: Vec<Forest>,
}

impl KindModel {
    /// The model that the crate comes with.
    pub(super) fn shipped() -> &'static KindModel {
        static SHIPPED: LazyLock<KindModel> = LazyLock::new(|| {
            let read =
                KindModel::read(include_str!("../model/kind-words.txt"), include_bytes!("../model/kind-forests.bin"));
            // What the crate ships is well-formed: a test reads it.
            read.unwrap_or_default()
        });
        &SHIPPED
    }

    /// Reads the table of terms and the bytes of the forests, one per kind.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if one of the forests is.
    pub fn read(words: &str, mut forests: &[u8]) -> Result<KindModel, Malformed> {
        let forests = KINDS.iter().map(|_| Forest::read(&mut forests)).collect::<Result<_, _>>()?;
        Ok(KindModel { words: KindWords::read(words), forests })
    }

    /// For each block of a page, the probabilities of the kinds. `own` has the features by which the blocks were
    /// scored.
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

/// For each block, the features by which its kind is identified: first those that HTML and plain text share, then the
/// evidence.
pub(crate) fn kind_rows(page: &Page, named: &Named, own: &Rows, words: &KindWords) -> Rows {
    let evidence = evidence::rows(page, named, words);
    let mut rows = Rows::new(MEASURED + evidence::WIDTH, evidence.len());
    for (own, evidence) in own.iter().zip(evidence.iter()) {
        rows.extend_from(&own[..MEASURED]);
        rows.extend_from(evidence);
    }
    rows
}
