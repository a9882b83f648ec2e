//! What all commands do alike: threads, stopping by a signal, the summary at the end, exit codes.

use std::fmt::{self, Display, Write as _};
use std::io::{self, ErrorKind, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::Result;
use crate::capped_list::CappedList;
use crate::in_order::in_order;
use crate::inputs::{Found, Input, Inputs};
use crate::plural::counted;
use crate::progress::Progress;

/// The exit code of a run with errors of single pages.
const ERRORS: u8 = 1;
/// The exit code of a run that did not begin, or whose output could not be written.
const FAILED: u8 = 2;
/// The exit code of a run without errors that left out files.
const LEFT_OUT: u8 = 3;
/// The exit code of a run that was stopped: the one that shells report for Ctrl-C (128 + SIGINT).
const STOPPED: u8 = 130;

/// The part of `--help` on exit codes, for every command.
pub(crate) const EXIT_CODES: &str = concat!(
    "Ctrl-C, SIGTERM and SIGHUP end the run: what is being worked on is still written, in whole lines, and nothing ",
    "else is read.\n\n",
    "Exit code:\n",
    "  0    done\n",
    "  1    done, with errors of single pages, or, of `extract` and `clean`,\n",
    "       pages without an article\n",
    "  2    wrong usage, or the output can't be written\n",
    "  3    done without errors, but files were left out, as listed on\n",
    "       standard error\n",
    "  130  stopped by Ctrl-C or a signal",
);

/// The number of working threads: as many as `--threads` says, but at most one per core, as one thread keeps a core
/// busy and each needs memory for the pages that wait for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Threads {
    asked: Option<usize>,
    cores: usize,
}

impl Threads {
    /// `asked` is the value of `--threads`, if given.
    pub(crate) fn new(asked: Option<NonZero<usize>>) -> Threads {
        Threads { asked: asked.map(NonZero::get), cores: thread::available_parallelism().map_or(1, NonZero::get) }
    }

    fn number(self) -> usize {
        self.asked.map_or(self.cores, |asked| asked.min(self.cores))
    }
}

/// Runs the program. An error is printed to standard error.
pub(crate) fn main(run: impl FnOnce() -> Result<ExitCode>) -> ExitCode {
    run().unwrap_or_else(|problem| {
        complain(&problem);
        ExitCode::from(FAILED)
    })
}

/// Prints a problem to standard error, without control characters, which could move the cursor of a terminal.
pub(crate) fn complain(problem: &dyn Display) {
    let shown = problem.to_string().replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
    // If standard error is closed, there is no way left to report anything.
    let _ = writeln!(io::stderr(), "unboil: {shown}");
}

/// A flag that is set by Ctrl-C, SIGTERM and SIGHUP.
///
/// # Errors
///
/// If no handler can be installed.
pub(crate) fn stop_on_interrupt() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopper = Arc::clone(&stop);
    ctrlc::set_handler(move || stopper.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

/// Reads all inputs, calls `work` with each on that many threads, and `each` with the results, in the order of the
/// inputs, and with the progress bar, which goes at the end.
///
/// # Errors
///
/// Those of [`in_order`].
pub(crate) fn each_input<O: Send + 'static>(
    inputs: &Inputs,
    threads: Threads,
    stop: &Arc<AtomicBool>,
    progress: Progress,
    work: impl Fn(Found) -> O + Send + Sync + 'static,
    mut each: impl FnMut(O, &Progress) -> Result<()>,
) -> Result<()> {
    let [reading, measuring, working] = std::array::from_fn(|_| inputs.clone());
    let done = in_order(
        threads.number(),
        stop,
        move |take| reading.read_all(take),
        move |input: &Input| input.bytes(&measuring),
        move |input: Input| work(input.find(&working)),
        |result| each(result, &progress),
    );
    progress.finish();
    done
}

/// The summary at the end of a run, on standard error.
pub(crate) struct Summary<'a> {
    /// The first line, if there is one.
    pub(crate) counts: Option<String>,
    /// The pages that could not be read or extracted.
    pub(crate) errors: &'a CappedList,
    pub(crate) inputs: &'a Inputs,
    pub(crate) threads: Threads,
}

impl Summary<'_> {
    /// The lines of the summary.
    fn text(&self) -> std::result::Result<String, fmt::Error> {
        let mut text = self.counts.as_ref().map(|counts| format!("{counts}\n")).unwrap_or_default();
        self.errors.write("errors", &mut text)?;
        self.inputs.left_out.write(&mut text)?;
        if let Threads { asked: Some(asked), cores } = self.threads
            && asked > cores
        {
            let cores = counted(cores as u64, "core");
            writeln!(text, "--threads {asked}: the machine has {cores}, and as many threads were used")?;
        }
        Ok(text)
    }

    /// Prints the summary and returns the exit code. `written` is the result of writing the output.
    ///
    /// # Errors
    ///
    /// If the output could not be written. A closed pipe (the reader, such as `head`, has seen enough) is no error.
    pub(crate) fn end(self, written: Result<()>, stop: &AtomicBool) -> Result<ExitCode> {
        if let Err(problem) = written
            && problem.downcast_ref::<io::Error>().is_none_or(|problem| problem.kind() != ErrorKind::BrokenPipe)
        {
            return Err(format!("the output can't be written: {problem}").into());
        }
        let _ = io::stderr().write_all(self.text()?.as_bytes());
        Ok(match () {
            () if stop.load(Ordering::Relaxed) => ExitCode::from(STOPPED),
            () if self.errors.count() > 0 => ExitCode::from(ERRORS),
            () if !self.inputs.left_out.is_empty() => ExitCode::from(LEFT_OUT),
            () => ExitCode::SUCCESS,
        })
    }
}
