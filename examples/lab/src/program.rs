//! What `evaluate` and the trainer share as programs: how they print, report problems and end.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// The result of a step of a program, with any error.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs a program. An error is printed to standard error, behind the program's `name`; the exit code is 2 then.
pub fn run(name: &str, program: impl FnOnce() -> Result<ExitCode>) -> ExitCode {
    program().unwrap_or_else(|problem| {
        say(name, &problem);
        ExitCode::from(2)
    })
}

/// Writes to standard output. A closed pipe (the reader, such as `head`, has seen enough) is no error.
///
/// # Errors
///
/// If standard output can't be written for another reason.
pub fn print(report: &dyn Display) -> Result<()> {
    match write!(io::stdout().lock(), "{report}") {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

/// Prints a message to standard error, behind the program's `name`.
pub fn say(name: &str, what: &dyn Display) {
    // If standard error is closed, there is no way left to report anything.
    let _ = writeln!(io::stderr(), "{name}: {what}");
}
