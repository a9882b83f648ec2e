//! The frame of the programs: how they print, complain and end.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// The result of what can fail in a program.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs the program of this name. A problem is said on standard error, and makes the exit code 2.
pub fn run(name: &str, program: impl FnOnce() -> Result<ExitCode>) -> ExitCode {
    program().unwrap_or_else(|problem| {
        say(name, &problem);
        ExitCode::from(2)
    })
}

/// Writes to standard output. That a reader such as `head` has seen enough is no error.
///
/// # Errors
///
/// If it can't be written.
pub fn print(report: &dyn Display) -> Result<()> {
    match write!(io::stdout().lock(), "{report}") {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

/// Says on standard error what the program of this name met.
pub fn say(name: &str, what: &dyn Display) {
    // Nobody is left to tell when standard error is closed too.
    let _ = writeln!(io::stderr(), "{name}: {what}");
}
