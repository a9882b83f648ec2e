//! Parallel work with results in the order of the inputs, and a bounded number of inputs in memory.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::Duration;

use rayon::ThreadPoolBuilder;

use crate::Result;
use crate::budget::{Budget, Part};

/// At most this many inputs per working thread may be read but not written yet: enough that a page that takes a hundred
/// times as long as others does not hold up the other threads. Set by hand.
const AHEAD: usize = 16;
/// At most this many bytes per working thread may be read but not written yet: nearly two of the longest lines. The
/// usual page has 0.1 MiB. Set by hand.
const AHEAD_BYTES: usize = 64 << 20;
/// How often `stop` is looked at while no result comes in: the delay of Ctrl-C. Set by hand.
const TICK: Duration = Duration::from_millis(100);

/// Receives each input that the reader reads. The reader ends when it returns `Break`.
pub(crate) type Take<'a, I> = &'a mut dyn FnMut(I) -> ControlFlow<()>;

/// Calls `read` on a thread of its own, `work` on `threads` others, and `each` on this thread, with the results in the
/// order in which the inputs were read. `bytes` returns how much memory an input takes; its result is assumed to need
/// no more.
///
/// Once `stop` is set no more inputs are read; those that were read are still worked on, and `each` gets their results.
///
/// # Errors
///
/// If the threads can't be started, and the errors of `each`; an error ends the run.
pub(crate) fn in_order<I: Send + 'static, O: Send + 'static>(
    threads: usize,
    stop: &Arc<AtomicBool>,
    read: impl FnOnce(Take<'_, I>) + Send + 'static,
    bytes: impl Fn(&I) -> usize + Send + 'static,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut each: impl FnMut(O) -> Result<()>,
) -> Result<()> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    // A queue of pending results, in order. When it is full, the reader is far enough ahead and waits.
    let (queue, results) = sync_channel::<Receiver<(O, Part)>>(threads * AHEAD);
    let budget = Budget::new(threads * AHEAD_BYTES);
    let (work, stopped) = (Arc::new(work), Arc::clone(stop));
    // The thread is not joined, as it may wait for standard input forever.
    thread::spawn(move || {
        read(&mut |input| {
            let (sender, result) = channel();
            let part = budget.lend(bytes(&input));
            if stopped.load(Ordering::Relaxed) || queue.send(result).is_err() {
                return ControlFlow::Break(());
            }
            let work = Arc::clone(&work);
            // Sending fails only if the run has ended and the result is no longer wanted.
            pool.spawn(move || drop(sender.send((work(input), part))));
            ControlFlow::Continue(())
        });
    });
    loop {
        match results.recv_timeout(TICK) {
            Ok(result) => {
                let (result, _part) = result.recv()?;
                each(result)?;
            }
            Err(RecvTimeoutError::Timeout) if !stop.load(Ordering::Relaxed) => {}
            Err(_) => return Ok(()),
        }
    }
}
