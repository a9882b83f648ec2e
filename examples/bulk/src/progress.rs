//! How far a run is: pages, bytes, rate and the time left, on a terminal only.

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

const WITH_END: &str = "{elapsed_precise} {wide_bar} {msg}, {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
const WITHOUT_END: &str = "{elapsed_precise} {spinner} {msg}, {bytes}, {bytes_per_sec}";

/// A bar on standard error; where that is no terminal nothing is ever written.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Is there a terminal to show it on?
    pub fn is_shown() -> bool {
        !ProgressDrawTarget::stderr().is_hidden()
    }

    /// A bar for so many bytes; without a number, as of standard input, it tells nothing of the time left.
    pub fn new(total_bytes: Option<u64>) -> Progress {
        let (bar, template) = match total_bytes {
            Some(bytes) => (ProgressBar::new(bytes), WITH_END),
            None => (ProgressBar::new_spinner(), WITHOUT_END),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar }
    }

    /// So many pages are done, and so many bytes were read.
    pub fn show(&self, pages: u64, bytes: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(1.0);
        self.bar.set_message(format!("{} pages ({:.0}/s)", HumanCount(pages), pages as f64 / seconds));
        self.bar.set_position(bytes);
    }

    /// Takes the bar away, for the summary.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}
