//! What the programs for many pages share: their inputs, work on all cores, the bar that shows how far they are.

mod budget;
mod extract;
pub mod in_order;
pub mod inputs;
pub mod line;
pub mod options;
pub mod program;
pub mod progress;
pub mod told;
pub mod too_long;

// For the tests: what work costs.
#[cfg(test)]
#[path = "../../../tests/suite/clock.rs"]
mod clock;

use std::error::Error;

pub use extract::extract;

/// Why an input is no page, or a run ended.
pub type Problem = Box<dyn Error + Send + Sync>;
/// The result of what can fail here.
pub type Result<T> = std::result::Result<T, Problem>;
