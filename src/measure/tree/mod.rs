//! Features of a block's place in the tree: its containers, their elements and classes, and what else they hold.

pub(super) mod attributes;
pub(super) mod cards;
mod fare;
pub(super) mod grid;
pub(super) mod landmarks;
pub(super) mod paths;
pub(super) mod regions;
pub(super) mod repetition;
pub(super) mod sections;
pub(super) mod siblings;
