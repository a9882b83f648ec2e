//! What the text of a block says: its words, its phrases, its signs.

pub(super) mod density;
pub(super) mod normalized;
pub(super) mod phrases;
pub(super) mod prices;
pub(super) mod term_weights;
pub(crate) mod terms;
pub(super) mod words;
