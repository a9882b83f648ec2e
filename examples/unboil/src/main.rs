//! Prints the articles of web pages, and what was cut from them, and why: `unboil --help`.

mod budget;
mod capped_list;
mod done;
mod explain;
mod extract;
mod form;
mod in_order;
mod inputs;
mod manual;
mod options;
mod plural;
mod program;
mod progress;
mod report;
mod run;
mod settings_file;
mod sink;
mod site;
mod summary;
mod too_long;
mod work;

// For tests that measure how the time of work grows with its size.
#[cfg(test)]
#[path = "../../../tests/suite/clock.rs"]
mod clock;

use std::error::Error;
use std::process::ExitCode;

use options::Command;
use run::Job;

/// Why an input is no page, or a run ended.
type Problem = Box<dyn Error + Send + Sync>;
/// The result of a step of the program, with any error.
type Result<T> = std::result::Result<T, Problem>;

fn main() -> ExitCode {
    program::main(|| match &options::parse()?.command {
        Command::Extract(shared) => run::run(&Job::of_pages(shared)?),
        Command::Clean(shared) => run::run(&Job::of_texts(shared)?),
        Command::Report(shared) => run::run(&Job::report(shared)?),
        Command::Batch(batch) => run::run(&Job::batch(batch)?),
        Command::Site(site) => site::run(site),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { command } => manual::page(command.as_deref()),
    })
}
