//! The features of a block, as rows of numbers. The forests address features by position: their order is that of the
//! training.

mod context;
mod html;
mod lines;
mod rows;

pub(crate) use context::{ContextFeatures, LineContextFeatures};
pub(crate) use html::Features;
pub(crate) use lines::LineFeatures;
pub(crate) use rows::rows;
