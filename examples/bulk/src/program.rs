//! The frame of the programs: how they answer, stop and end.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::Result;
use crate::in_order::in_order;
use crate::inputs::{self, Found, Input};
use crate::progress::Progress;

/// The exit code of a run that Ctrl-C stopped, as shells have it.
const STOPPED: u8 = 130;

/// Runs a program on its options; without any, prints its help.
pub fn main<O>(
    name: &str,
    help: &str,
    options: Result<Option<O>>,
    run: impl FnOnce(&O) -> Result<ExitCode>,
) -> ExitCode {
    let code = options.and_then(|options| match &options {
        Some(options) => run(options),
        None => Ok(io::stdout().write_all(help.as_bytes()).map(|()| ExitCode::SUCCESS)?),
    });
    code.unwrap_or_else(|problem| {
        // Nobody is left to tell when standard error is closed too.
        let _ = writeln!(io::stderr(), "{name}: {problem}");
        ExitCode::from(2)
    })
}

/// A flag that is set once somebody presses Ctrl-C.
///
/// # Errors
///
/// If the system takes no handler.
pub fn stop_on_interrupt() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopper = Arc::clone(&stop);
    ctrlc::set_handler(move || stopper.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

/// Reads all inputs, works on so many threads, and calls `each` with the results, in the order of the inputs, and with the bar
/// that shows how far the run is.
///
/// # Errors
///
/// Those of [`in_order`].
pub fn each_input<O: Send + 'static>(
    paths: &[OsString],
    threads: usize,
    stop: &Arc<AtomicBool>,
    work: impl Fn(Found) -> O + Send + Sync + 'static,
    mut each: impl FnMut(O, &Progress) -> Result<()>,
) -> Result<()> {
    let read = Arc::new(AtomicU64::new(0));
    let progress = Progress::new(paths, Arc::clone(&read));
    let (paths, reading) = (paths.to_owned(), Arc::clone(&read));
    let done = in_order(
        threads,
        stop,
        move |take| inputs::read_all(&paths, &reading, take),
        Input::bytes,
        move |input: Input| work(input.find(&read)),
        |result| each(result, &progress),
    );
    progress.finish();
    done
}

/// How a run ends whose results were `written`, with so many `errors` of single pages.
///
/// # Errors
///
/// If they could not be written. That a reader such as `head` has seen enough is no error.
pub fn end(written: Result<()>, summary: &str, errors: u64, stop: &AtomicBool) -> Result<ExitCode> {
    if let Err(problem) = written
        && problem.downcast_ref::<io::Error>().is_none_or(|problem| problem.kind() != ErrorKind::BrokenPipe)
    {
        return Err(format!("the output can't be written: {problem}").into());
    }
    let _ = writeln!(io::stderr(), "{summary}");
    Ok(ExitCode::from(if stop.load(Ordering::Relaxed) { STOPPED } else { u8::from(errors > 0) }))
}
