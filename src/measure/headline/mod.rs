//! Which block is the headline.

pub(super) mod html;
pub(crate) mod text;
