//! The progress bar: pages, bytes, rate and the time left; on a terminal only.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::inputs::{self, Inputs};

/// The template of the bar if the number of all bytes is known.
const WITH_END: &str = "{elapsed_precise} {wide_bar} {msg}, {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
/// The template of the bar if standard input is read, whose length is unknown.
const WITHOUT_END: &str = "{elapsed_precise} {spinner} {msg}, {bytes}, {bytes_per_sec}";

/// A progress bar on standard error. Nothing is written if that is no terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// The number of bytes read so far, before unpacking.
    read: Arc<AtomicU64>,
}

impl Progress {
    /// A bar over all bytes of the inputs, if it is wanted. If standard input is one of them, it shows no total and no
    /// time left.
    pub(crate) fn new(inputs: &Inputs, is_wanted: bool) -> Progress {
        if !is_wanted {
            return Progress { bar: ProgressBar::hidden(), read: Arc::clone(&inputs.read) };
        }
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

    /// Shows the number of pages that are done.
    pub(crate) fn show(&self, pages: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(1.0);
        let noun = if pages == 1 { "page" } else { "pages" };
        self.bar.set_message(format!("{} {noun} ({:.0}/s)", HumanCount(pages), pages as f64 / seconds));
        self.bar.set_position(self.read.load(Ordering::Relaxed));
    }

    /// Removes the bar, before the summary is printed.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
