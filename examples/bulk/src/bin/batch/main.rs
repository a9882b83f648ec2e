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

use bulk::program::{self, Report};
use bulk::told::Told;
use bulk::{Result, inputs};
use done::Done;
use line::{Outcome, Work};
use options::Options;

const HELP: &str = "\
Extracts the articles of many pages, on all cores. JSON lines come out, in the order of the input:
id, url, title, byline, published, language, kind, confidence and the text; or id and error.

Usage: batch [OPTIONS] INPUT…

";

const OPTIONS: &str = "\
`-` reads JSON lines or WARC from standard input, packed or not. What is broken is one line with an error; reading goes on
with the next line, the next WARC record or the next member of gzip.

  --output FILE        write to this file, which must be new, instead of standard output
  --resume             go on with the FILE of --output: leave out what it holds already, errors too; of inputs with the
                       same id as many as it has lines of that id
  --format FORMAT      text (the default), markdown or html: the name and the form of the text
  --focus FOCUS        precision, balanced (the default) or recall
  --comments           take readers' comments for content
  --max-bytes N        the longest page, in bytes; 16777216 (16 MiB) is the default, 1073741824 (1 GiB) the most
  --threads N          extract on so many threads; one for each core is the default and the most
  --help               print this

";

fn main() -> ExitCode {
    program::main("batch", &[HELP, inputs::HELP, OPTIONS, program::EXIT_CODES], Options::parse(), run)
}

fn run(options: &Options) -> Result<ExitCode> {
    let stop = program::stop_on_interrupt()?;

    let (mut output, done) = open(options)?;
    let work = Arc::new(Work { builder: options.builder.clone(), format: options.format, done });
    let mut counts = Counts::default();
    let started = Instant::now();

    let worker = Arc::clone(&work);
    let on = move |found| worker.on(found);
    let written = program::each_input(&options.inputs, options.threads, &stop, on, |outcome, progress| {
        let outcome = work.settle(outcome?)?;
        counts.add(&outcome);
        progress.show(counts.pages());
        outcome.line().map_or(Ok(()), |line| Ok(output.write_all(line)?))
    });
    let summary = counts.summary(started, stop.load(Ordering::Relaxed));
    let report = Report { summary, errors: &counts.errors, inputs: &options.inputs, threads: options.threads };
    report.end(written, &stop)
}

/// Where the lines go, and what is there already.
fn open(options: &Options) -> Result<(Box<dyn Write>, Done)> {
    let Some(path) = &options.inputs.output else { return Ok((Box::new(io::stdout()), Done::default())) };
    let named = |problem: io::Error| {
        let advice = if problem.kind() == ErrorKind::AlreadyExists { "; --resume goes on with it" } else { "" };
        format!("{}: {problem}{advice}", path.display())
    };
    if options.resume {
        let (file, done) = Done::read(path).map_err(|problem| format!("{}: {problem}", path.display()))?;
        return Ok((Box::new(file), done));
    }
    Ok((Box::new(File::create_new(path).map_err(named)?), Done::default()))
}

/// What became of the inputs.
#[derive(Default)]
struct Counts {
    articles: u64,
    empty: u64,
    errors: Told,
    done: u64,
    others: u64,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Article(_) => &mut self.articles,
            Outcome::Empty(_) => &mut self.empty,
            Outcome::Error(_, told) => return self.errors.add(told),
            Outcome::Done => &mut self.done,
            // What is unknown was settled before.
            Outcome::NoPage | Outcome::Unknown(_) => &mut self.others,
        };
        *count += 1;
    }

    /// Without what is no page.
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
