//! Features of the next pass over the blocks: the probabilities that the last pass gave to the surroundings of each
//! block.

pub(super) mod blocks;
pub(super) mod lines;
