//! Extracts many pages on all cores, JSON lines out: `batch --help`.

mod done;
mod line;
mod options;

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use bulk::Result;
use bulk::capped_list::CappedList;
use bulk::program::{self, Report};
use clap::Parser;
use done::Done;
use line::{Outcome, Work};
use options::Options;

fn main() -> ExitCode {
    program::main("batch", || run(&Options::parse()))
}

fn run(options: &Options) -> Result<ExitCode> {
    let inputs = options.inputs()?;
    let stop = program::stop_on_interrupt()?;

    let (mut output, done) = open(options)?;
    let work = Arc::new(Work { builder: options.builder(), format: options.format, done });
    let mut counts = Counts::default();
    let started = Instant::now();

    let worker = Arc::clone(&work);
    let on = move |found| worker.on(found);
    let written = program::each_input(&inputs, options.common.threads(), &stop, on, |outcome, progress| {
        let outcome = work.settle(outcome?)?;
        counts.add(&outcome);
        progress.show(counts.pages());
        outcome.line().map_or(Ok(()), |line| Ok(output.write_all(line)?))
    });
    let summary = counts.summary(started, stop.load(Ordering::Relaxed));
    let report = Report { summary, errors: &counts.errors, inputs: &inputs, threads: options.common.threads() };
    report.end(written, &stop)
}

/// The output, and the pages that it holds already.
fn open(options: &Options) -> Result<(Box<dyn Write>, Done)> {
    let Some(path) = &options.output else { return Ok((Box::new(io::stdout()), Done::default())) };
    let named = |problem: io::Error| {
        let advice = if problem.kind() == ErrorKind::AlreadyExists { "; --resume goes on with it" } else { "" };
        format!("{}: {problem}{advice}", path.display())
    };
    if options.resume {
        let (file, done) =
            Done::read(path, options.format).map_err(|problem| format!("{}: {problem}", path.display()))?;
        return Ok((Box::new(file), done));
    }
    Ok((Box::new(File::create_new(path).map_err(named)?), Done::default()))
}

/// The numbers of inputs by result.
#[derive(Default)]
struct Counts {
    articles: u64,
    /// Pages without an article.
    empty: u64,
    errors: CappedList,
    /// Pages that the output held already.
    done: u64,
    /// Inputs that are no pages.
    others: u64,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Article(_) => &mut self.articles,
            Outcome::Empty(_) => &mut self.empty,
            Outcome::Error(_, message) => return self.errors.add(message),
            Outcome::Done => &mut self.done,
            // `Unknown` does not occur here: `settle` has decided it.
            Outcome::NoPage | Outcome::Unknown(_) => &mut self.others,
        };
        *count += 1;
    }

    /// The number of inputs that are pages.
    fn pages(&self) -> u64 {
        self.articles + self.empty + self.errors.count() + self.done
    }

    fn summary(&self, started: Instant, is_stopped: bool) -> String {
        let Counts { articles, empty, errors, done, others } = self;
        format!(
            "{} pages{}: {articles} articles, {empty} without one, {} errors, {done} done before; \
             {others} other records; {:.1} s",
            self.pages(),
            if is_stopped { " until stopped" } else { "" },
            errors.count(),
            started.elapsed().as_secs_f64(),
        )
    }
}
