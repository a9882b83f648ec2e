//! Runs the stages after the walk in order: measure, score, select, read the metadata, assemble. Plain text goes
//! through them repeatedly until nothing changes.

mod clean;
mod judge;

pub(crate) use clean::clean;
pub(crate) use judge::extract;
#[cfg(feature = "dev")]
pub(crate) use judge::{Judged, judge};
