//! What the scorer knows of a block, as rows of numbers. The forests ask for features by their place: their order is that of the
//! training.

mod context;
mod html;
mod lines;
mod rows;

pub(crate) use context::{ContextFeatures, LineContextFeatures};
pub(crate) use html::Features;
pub(crate) use lines::LineFeatures;
pub(crate) use rows::rows;
