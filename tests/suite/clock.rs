//! Measures the cost of work as the CPU time that one thread has used. The time during which it waits for a core does
//! not count.
//!
//! Costs are only compared with costs that were measured in the same run, so that neither the machine nor its load
//! matters.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Number of runs, at most, of which the cheapest counts. Other work on the machine empties caches and makes runs
/// dearer, never cheaper, so one pair of runs within the bound is proof enough. Nearly always the first pair is within
/// it.
const ATTEMPTS: usize = 8;

/// The clock of one thread, which any thread may read.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// The file in which Linux reports how many nanoseconds the thread has run; `None` on systems without such a file.
    schedstat: Option<PathBuf>,
}

impl Clock {
    /// The clock of the calling thread. On systems that do not report the time of a thread it is a wall clock.
    pub(crate) fn of_this_thread() -> Clock {
        // The link points to `PID/task/TID`.
        let thread = fs::read_link("/proc/thread-self").ok();
        let path = thread.map(|thread| PathBuf::from("/proc").join(thread).join("schedstat"));
        Clock { schedstat: path.filter(|path| path.exists()) }
    }

    /// The time that the thread has run until now, or, if another thread calls this, until the last tick, a few
    /// milliseconds ago. `None` once the thread has ended.
    pub(crate) fn read(&self) -> Option<Duration> {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        let Some(path) = &self.schedstat else { return Some(START.elapsed()) };
        let given = fs::read_to_string(path).ok()?;
        Some(Duration::from_nanos(given.split(' ').next()?.parse().ok()?))
    }
}

/// The value that the work returns, and the time that it takes on the calling thread.
pub(crate) fn cost<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let clock = Clock::of_this_thread();
    // Linux counts up to the last tick or switch of threads, whichever came later. Yielding makes that now.
    let now = || {
        thread::yield_now();
        clock.read().unwrap_or_default()
    };
    let before = now();
    let value = work();
    (value, now() - before)
}

/// The cost of `other` as a multiple of that of `one`. While that is more than `most`, both are run again in turns, up
/// to [`ATTEMPTS`] times, and the cheapest run of each counts.
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
