//! Features of a line of plain text among the other lines: the scorer has them instead of markup.

pub(super) mod copies;
pub(super) mod surroundings;
