//! What a pass over the blocks said around each, for the next pass.

pub(super) mod blocks;
pub(super) mod lines;
