//! What work costs, as the time that the machine gave to one thread: it does not pass while the thread waits for a core.
//!
//! Costs are only compared with costs that were measured in the same run, so that neither the machine nor its load matters.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Of this many runs the cheapest counts. Other work on the machine empties caches and makes runs dearer, never cheaper, and
/// one pair within the bound is proof enough: nearly always the first is.
const ATTEMPTS: usize = 8;

/// The clock of one thread, which any thread may read.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// The file in which Linux says how many nanoseconds the thread was given; none where there is no such file.
    schedstat: Option<PathBuf>,
}

impl Clock {
    /// The clock of the thread that calls this. Where the system does not say what it gave to a thread, it is the clock on
    /// the wall.
    pub(crate) fn of_this_thread() -> Clock {
        // The link leads to `PID/task/TID`.
        let thread = fs::read_link("/proc/thread-self").ok();
        let path = thread.map(|thread| PathBuf::from("/proc").join(thread).join("schedstat"));
        Clock { schedstat: path.filter(|path| path.exists()) }
    }

    /// The time that the thread was given until now, or until the last tick of some milliseconds if another thread asks;
    /// none once the thread has ended.
    pub(crate) fn read(&self) -> Option<Duration> {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        let Some(path) = &self.schedstat else { return Some(START.elapsed()) };
        let given = fs::read_to_string(path).ok()?;
        Some(Duration::from_nanos(given.split(' ').next()?.parse().ok()?))
    }
}

/// What the work gives, and what it costs the thread that calls this.
pub(crate) fn cost<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let clock = Clock::of_this_thread();
    // Linux counts up to the last tick or change of threads, whichever came later: this makes it now.
    let now = || {
        thread::yield_now();
        clock.read().unwrap_or_default()
    };
    let before = now();
    let value = work();
    (value, now() - before)
}

/// How many times as much as `one` the `other` costs. If that is more than `most`, both are run again in turns, and the
/// cheapest run of each counts.
pub(crate) fn times_as_much(most: f64, mut one: impl FnMut(), mut other: impl FnMut()) -> f64 {
    let mut least = [Duration::MAX; 2];
    let mut times = f64::INFINITY;
    for _ in 0..ATTEMPTS {
        least = [least[0].min(cost(&mut one).1), least[1].min(cost(&mut other).1)];
        times = least[1].as_secs_f64() / least[0].as_secs_f64();
        if times <= most {
            break;
        }
    }
    times
}
