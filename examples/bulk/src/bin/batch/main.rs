//! Extracts many pages on all cores, JSON lines out: `batch --help`.

mod done;
mod line;
mod options;

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Instant;

use bulk::Result;
use bulk::program;
use done::Done;
use line::{Outcome, Work};
use options::Options;

const HELP: &str = "\
Extracts the articles of many pages, on all cores. JSON lines come out, in the order of the input:
id, url, title, byline, published, language, kind, confidence and the text; or id and error.

Usage: batch [OPTIONS] INPUT…

INPUT is a page, a text that was scraped earlier (.txt), a file of JSON lines (.jsonl, .ndjson), a WARC file (.warc), a directory or a glob of them;
each of them may be packed with gzip. `-` reads JSON lines or WARC from standard input.
A line of JSON has \"html\", and may have \"id\" and \"url\". Of a directory the files with those endings and with
.html, .htm and .xhtml are read.

  --output FILE        write to this file, which must be new, instead of standard output
  --resume             go on with the FILE of --output: leave out what it holds already, errors too
  --format FORMAT      text (the default), markdown or html: the name and the form of the text
  --focus FOCUS        precision, balanced (the default) or recall
  --comments           take readers' comments for content
  --threads N          extract on so many threads; one for each core is the default
  --help               print this

Ctrl-C ends the run with whole lines; --resume goes on from there.

Exit code: 0 done; 1 done, with errors of single pages; 2 wrong usage, or the output can't be written;
130 stopped by Ctrl-C.
";

fn main() -> ExitCode {
    program::main("batch", HELP, Options::parse(), run)
}

fn run(options: &Options) -> Result<ExitCode> {
    let stop = program::stop_on_interrupt()?;

    let (mut output, done) = open(options)?;
    let work = Work { builder: options.builder.clone(), format: options.format, done };
    let mut counts = Counts::default();
    let started = Instant::now();

    let work = move |found| work.on(found);
    let written = program::each_input(&options.inputs, options.threads, &stop, work, |outcome, progress| {
        counts.add(&outcome);
        progress.show(counts.pages());
        outcome.line().map_or(Ok(()), |line| Ok(output.write_all(line)?))
    });
    let summary = counts.summary(started, stop.load(Ordering::Relaxed));
    program::end(written, &summary, counts.errors, &stop)
}

/// Where the lines go, and what is there already.
fn open(options: &Options) -> Result<(Box<dyn Write>, Done)> {
    let Some(path) = &options.output else { return Ok((Box::new(io::stdout()), Done::default())) };
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
    errors: u64,
    done: u64,
    others: u64,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Article(_) => &mut self.articles,
            Outcome::Empty(_) => &mut self.empty,
            Outcome::Error(_) => &mut self.errors,
            Outcome::Done => &mut self.done,
            Outcome::NoPage => &mut self.others,
        };
        *count += 1;
    }

    /// Without what is no page.
    fn pages(&self) -> u64 {
        self.articles + self.empty + self.errors + self.done
    }

    fn summary(&self, started: Instant, is_stopped: bool) -> String {
        let Counts { articles, empty, errors, done, others } = self;
        format!(
            "{} pages{}: {articles} articles, {empty} without one, {errors} errors, {done} done before; \
             {others} other records; {:.1} s",
            self.pages(),
            if is_stopped { " until stopped" } else { "" },
            started.elapsed().as_secs_f64(),
        )
    }
}
