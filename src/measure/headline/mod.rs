//! Finds the block that is the headline of the page.

pub(super) mod html;
pub(crate) mod text;
