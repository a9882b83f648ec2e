//! Trains the scorer of unboil on annotated pages: `trainer --help`, and README.md beside this folder.

mod calibration;
mod cross_validation;
mod date;
mod files;
#[cfg(test)]
mod invented;
mod labels;
mod learn;
mod lightgbm;
mod options;
mod pages;
mod provenance;
mod train;

// Shared with `evaluate`, so that the figures are the same ones. What only `evaluate` calls is dead code here.
#[allow(dead_code)]
#[path = "../../evaluate/corpus.rs"]
mod corpus;
#[allow(dead_code)]
#[path = "../../evaluate/figures.rs"]
mod figures;
#[allow(dead_code)]
#[path = "../../evaluate/judge.rs"]
mod judge;
#[path = "../../evaluate/measures.rs"]
mod measures;

use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use cross_validation::CrossValidation;
use files::Folder;
use learn::Voices;
use options::{HELP, Options, Task};
use pages::Page;
use provenance::Provenance;
use train::Trained;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            say(format_args!("{problem}"));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    let Some(Options { data, task }) = options::read(lexopt::Parser::from_env())? else {
        print(&HELP)?;
        return Ok(ExitCode::SUCCESS);
    };
    let gold = corpus::load(&data)?;
    let pages = pages::read(&gold)?;
    let set_aside = pages.iter().filter(|page| page.is_set_aside).count();
    say(format_args!("read {} pages, of which {set_aside} are set aside", pages.len()));
    let voices = Voices::of(&pages);
    match task {
        Task::CrossValidate => print(&CrossValidation::of(&pages, &voices)?)?,
        Task::Check(folder) => return check(&folder, &train_on_all(&pages, &voices)?),
        Task::Write { folder, date } => {
            let cross_validation = CrossValidation::of(&pages, &voices)?;
            print(&cross_validation)?;
            let trained = train_on_all(&pages, &voices)?;
            let figures = &cross_validation.figures;
            let provenance = Provenance { date: &date, pages: &pages, trained: &trained, figures };
            folder.write(&trained, &cross_validation.to_string(), &provenance.to_string())?;
            say(format_args!("wrote {folder}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn train_on_all(pages: &[Page<'_>], voices: &Voices<'_>) -> Result<Trained> {
    say(format_args!("training on all pages"));
    train::train(&pages.iter().collect::<Vec<_>>(), voices)
}

fn check(folder: &Folder, trained: &Trained) -> Result<ExitCode> {
    let differing = folder.differing(trained)?;
    differing.iter().for_each(|file| say(format_args!("{file} is not what training gives")));
    Ok(ExitCode::from(u8::from(!differing.is_empty())))
}

/// Writes to standard output; that a reader such as `head` has seen enough is no error.
fn print(report: &dyn Display) -> Result<()> {
    match write!(io::stdout().lock(), "{report}") {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

/// Tells problems and progress.
fn say(what: fmt::Arguments<'_>) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "trainer: {what}");
}
