//! Runs the stages after the walk in order: measure, score, select, read the metadata, assemble. A story that the page
//! has only in its data goes through them like a page of its own. Plain text goes through them repeatedly until nothing
//! changes.

mod clean;
mod judge;
mod told;

pub(crate) use clean::clean;
#[cfg(feature = "dev")]
pub(crate) use judge::{Judged, judge};
pub(crate) use told::{Address, Findings, extract};
