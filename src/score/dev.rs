//! What the trainer asks of the scorer.

use std::sync::Arc;

use super::kinds::{self, Named};
use super::page_type;
use super::{Model, OWN, further_rows, look_around, probabilities};
use crate::measure::{Layout, Measures};
use crate::page::Page;

pub use super::forest::{Child, Forest, Leaf, Malformed, Split, TrainedTree, Unfit, write};
pub(crate) use super::kinds::KINDS;
pub use super::kinds::{KindModel, KindWords};
pub use super::page_type::PageTypes;
pub(crate) use super::page_type::page_row;
pub(crate) use super::rows::Rows;

impl Model {
    /// The model that tells kinds by what the trainer has just learned.
    #[must_use]
    pub fn with_kinds(self, kinds: KindModel) -> Model {
        Model { kinds: Some(Arc::new(kinds)), ..self }
    }
}

/// The probability of each row by one forest.
pub(crate) fn look(rows: &Rows, forest: &Forest) -> Vec<f32> {
    probabilities(forest.sums(rows))
}

/// The features at first look.
pub(crate) fn first_rows(measures: &Measures, page_types: &PageTypes) -> Rows {
    let page_type = page_types.estimate(&measures.features);
    let is_text = !measures.layout.is_empty();
    let width = if is_text { OWN + Layout::NAMES.len() } else { OWN };
    let mut rows = Rows::new(width, measures.features.len());
    for (index, own) in measures.features.iter().enumerate() {
        page_type::typed_rows(&mut rows, own, &page_type);
        if let Some(layout) = measures.layout.get(index) {
            rows.extend(layout.values());
        }
    }
    rows
}

/// The features at a further look, given what the look before said.
pub(crate) fn rows_after(page: &Page, measures: &Measures, page_types: &PageTypes, looks: &[f32]) -> Rows {
    let mut rows = further_rows(measures, &page_types.estimate(&measures.features));
    look_around(&mut rows, page, measures, looks);
    rows
}

/// What the kind of each block is told by.
pub(crate) fn kind_rows_of(page: &Page, measures: &Measures, words: &KindWords) -> Rows {
    kinds::kind_rows(page, &Named::of(measures), &first_rows(measures, &PageTypes::default()), words)
}
