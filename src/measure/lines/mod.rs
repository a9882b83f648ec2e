//! How the lines of a plain text stand to each other: what the scorer has instead of markup.

pub(super) mod copies;
pub(super) mod surroundings;
