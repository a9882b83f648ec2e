//! What the trainer needs of the scorer.

use std::sync::Arc;

use super::kinds::{self, Named};
use super::page_type;
use super::{Model, OWN, add_context, further_rows, probabilities};
use crate::measure::{LineFeatures, Measurements};
use crate::page::Page;

pub use super::forest::{Child, Forest, Leaf, Malformed, Split, TrainedTree, Unfit, write};
pub(crate) use super::kinds::KINDS;
pub use super::kinds::{KindModel, KindWords};
pub use super::page_type::PageTypes;
pub(crate) use super::page_type::page_row;
pub(crate) use super::rows::Rows;

impl Model {
    /// This model, with the kinds of cruft identified by what the trainer has just learned.
    #[must_use]
    pub fn with_kinds(self, kinds: KindModel) -> Model {
        Model { kinds: Some(Arc::new(kinds)), ..self }
    }
}

/// The probability (0..=1) of each row that it is content, by one forest.
pub(crate) fn run_pass(rows: &Rows, forest: &Forest) -> Vec<f32> {
    probabilities(forest.sums(rows))
}

/// The features of each block for the first pass.
pub(crate) fn first_rows(measurements: &Measurements, page_types: &PageTypes) -> Rows {
    let page_type = page_types.estimate(&measurements.features);
    let is_text = !measurements.layout.is_empty();
    let width = if is_text { OWN + LineFeatures::NAMES.len() } else { OWN };
    let mut rows = Rows::new(width, measurements.features.len());
    for (index, own) in measurements.features.iter().enumerate() {
        page_type::typed_rows(&mut rows, own, &page_type);
        if let Some(layout) = measurements.layout.get(index) {
            rows.extend(layout.values());
        }
    }
    rows
}

/// The features of each block for a further pass, given the probabilities (0..=1) that the pass before gave.
pub(crate) fn rows_after(page: &Page, measurements: &Measurements, page_types: &PageTypes, last_pass: &[f32]) -> Rows {
    let mut rows = further_rows(measurements, &page_types.estimate(&measurements.features));
    add_context(&mut rows, page, measurements, last_pass);
    rows
}

/// The features by which the kind of each block is identified.
pub(crate) fn kind_rows_of(page: &Page, measurements: &Measurements, words: &KindWords) -> Rows {
    kinds::kind_rows(page, &Named::of(measurements), &first_rows(measurements, &PageTypes::default()), words)
}
