//! Work on all cores whose results come in the order of the inputs, with few of them in memory at a time.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::Duration;

use rayon::ThreadPoolBuilder;

use crate::Result;
use crate::budget::{Budget, Part};

/// How many inputs may be read but not written yet, for each thread that works: so many that a page that takes a
/// hundred times as long as others holds up nobody.
const AHEAD: usize = 16;
/// How many bytes they may have, for each thread that works: nearly two of the longest lines. The usual page has 0.1
/// MiB.
const AHEAD_BYTES: usize = 64 << 20;
/// How long it may take until somebody who stops the run is heard while no result comes in.
const TICK: Duration = Duration::from_millis(100);

/// Takes an input; the reader ends when it is told to break.
pub type Take<'a, I> = &'a mut dyn FnMut(I) -> ControlFlow<()>;

/// Reads on a thread of its own, works on `threads` others and calls `each` with the results, in the order in which the
/// inputs were read, on this one. `bytes` tells how much memory an input takes; its result is taken to need no more.
///
/// Once `stop` is set no input is read any more; what was read is still worked on, and `each` gets it.
///
/// # Errors
///
/// If no threads can be had, and what `each` fails with; that ends the run.
pub fn in_order<I: Send + 'static, O: Send + 'static>(
    threads: usize,
    stop: &Arc<AtomicBool>,
    read: impl FnOnce(Take<'_, I>) + Send + 'static,
    bytes: impl Fn(&I) -> usize + Send + 'static,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut each: impl FnMut(O) -> Result<()>,
) -> Result<()> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    // A queue of results that are still to come, in order. It is full when the reader is far enough ahead.
    let (queue, results) = sync_channel::<Receiver<(O, Part)>>(threads * AHEAD);
    let budget = Budget::new(threads * AHEAD_BYTES);
    let (work, stopped) = (Arc::new(work), Arc::clone(stop));
    // Not joined: it may wait for standard input forever.
    thread::spawn(move || {
        read(&mut |input| {
            let (sender, result) = channel();
            let part = budget.lend(bytes(&input));
            if stopped.load(Ordering::Relaxed) || queue.send(result).is_err() {
                return ControlFlow::Break(());
            }
            let work = Arc::clone(&work);
            // Nobody is left to take the result when the run has ended.
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
