//! What the programs for many pages (`batch` and `site`) share: their inputs, work on all cores, the progress bar.

mod budget;
pub mod capped_list;
mod extract;
pub mod in_order;
pub mod inputs;
pub mod line;
pub mod options;
pub mod program;
pub mod progress;
pub mod too_long;

// For tests that measure how the time of work grows with its size.
#[cfg(test)]
#[path = "../../../tests/suite/clock.rs"]
mod clock;

use std::error::Error;

pub use extract::extract;

/// Why an input is no page, or a run ended.
pub type Problem = Box<dyn Error + Send + Sync>;
/// The result of a step of a program, with any error.
pub type Result<T> = std::result::Result<T, Problem>;
