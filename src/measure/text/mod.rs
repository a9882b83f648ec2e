//! Features of a block's own text: its words, phrases, terms and prices.

pub(super) mod density;
mod entry_dates;
pub(super) mod normalized;
pub(super) mod phrases;
pub(super) mod prices;
pub(super) mod reading;
pub(super) mod term_weights;
pub(crate) mod terms;
pub(super) mod words;
