//! How far a run is: pages, bytes, rate and the time left, on a terminal only.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::inputs::{self, Inputs};

const WITH_END: &str = "{elapsed_precise} {wide_bar} {msg}, {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
const WITHOUT_END: &str = "{elapsed_precise} {spinner} {msg}, {bytes}, {bytes_per_sec}";

/// A bar on standard error; where that is no terminal nothing is ever written.
pub struct Progress {
    bar: ProgressBar,
    /// The bytes that were read.
    read: Arc<AtomicU64>,
}

impl Progress {
    /// A bar for all bytes of the inputs; where standard input is one of them, it tells nothing of the time left.
    pub fn new(inputs: &Inputs) -> Progress {
        let is_shown = !ProgressDrawTarget::stderr().is_hidden();
        let (bar, template) = match is_shown.then(|| inputs::total_bytes(&inputs.paths)).flatten() {
            Some(bytes) => (ProgressBar::new(bytes), WITH_END),
            None => (ProgressBar::new_spinner(), WITHOUT_END),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar, read: Arc::clone(&inputs.read) }
    }

    /// Shows how many pages are done.
    pub fn show(&self, pages: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(1.0);
        self.bar.set_message(format!("{} pages ({:.0}/s)", HumanCount(pages), pages as f64 / seconds));
        self.bar.set_position(self.read.load(Ordering::Relaxed));
    }

    /// Takes the bar away, for the summary.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}
