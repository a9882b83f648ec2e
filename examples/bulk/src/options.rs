//! The options that all programs of this package have.

use std::ffi::OsString;
use std::num::NonZero;

use clap::Args;

use crate::inputs::Inputs;
use crate::program::Threads;
use crate::{Result, too_long};

/// What to read, and how many pages at once.
#[derive(Debug, Args)]
pub struct Common {
    /// Files, directories or globs of them.
    #[arg(value_name = "INPUT")]
    paths: Vec<OsString>,
    /// The longest page, in bytes: up to 1073741824 (1 GiB).
    #[arg(long, value_name = "N", default_value_t = too_long::DEFAULT_MAX_BYTES, value_parser = too_long::max_bytes)]
    pub max_bytes: u64,
    /// Work on this many threads; one for each core is the default and the most.
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

impl Common {
    /// The inputs of the run.
    ///
    /// # Errors
    ///
    /// If no INPUT is given.
    pub fn inputs(&self) -> Result<Inputs> {
        if self.paths.is_empty() {
            return Err("which INPUT? See --help".into());
        }
        Ok(Inputs { max_bytes: self.max_bytes, ..Inputs::new(self.paths.clone()) })
    }

    /// The number of working threads.
    #[must_use]
    pub fn threads(&self) -> Threads {
        Threads::new(self.threads)
    }
}
