//! What the programs `extract` and `clean` have in common: how they read a file, print and end.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::{Display, Write as _};
use std::io::{self, Read, Write as _};
use std::process::ExitCode;
use std::{fs, result};

use unboil::Article;

/// The result of what can fail in a program.
pub(crate) type Result<T> = result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs the program of this name. A problem is said on standard error, and makes the exit code 2.
pub(crate) fn run(name: &str, program: impl FnOnce() -> Result<ExitCode>) -> ExitCode {
    program().unwrap_or_else(|problem| {
        complain(name, &problem);
        ExitCode::from(2)
    })
}

/// Says a problem on standard error.
fn complain(name: &str, problem: &dyn Display) {
    // Nobody is left to tell when standard error is closed too.
    let _ = writeln!(io::stderr(), "{name}: {problem}");
}

/// The bytes of a file, or of standard input if it is called `-`.
pub(crate) fn read(file: &OsStr) -> Result<Vec<u8>> {
    let mut standard_input = Vec::new();
    let bytes =
        if file == "-" { io::stdin().read_to_end(&mut standard_input).map(|_| standard_input) } else { fs::read(file) };
    Ok(bytes.map_err(|problem| format!("{}: {problem}", file.display()))?)
}

/// Writes to standard output. That a reader such as `head` has seen enough is no error.
pub(crate) fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(problem) if problem.kind() != io::ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

/// Prints the article in a form, or what was removed from it if `removed` asks for that. The exit code is 1 if there is
/// no article, which `nothing` says.
pub(crate) fn show(
    article: &Article,
    removed: bool,
    form: impl FnOnce(&Article) -> String,
    (name, nothing): (&str, String),
) -> Result<ExitCode> {
    if removed {
        print(&list_removed(article)?)?;
    } else if article.is_empty() {
        complain(name, &format!("{nothing}; --removed lists what was left out"));
    } else {
        print(&form(article))?;
    }
    Ok(ExitCode::from(u8::from(article.is_empty())))
}

/// The removed blocks, each a line: kind, probability of being content, reasons, text, with tabs between.
fn list_removed(article: &Article) -> Result<String> {
    let mut list = String::new();
    for block in article.removed() {
        let reasons: Vec<String> = block.reasons().iter().map(ToString::to_string).collect();
        let text: Vec<&str> = block.text().split_whitespace().collect();
        let (kind, score) = (block.cruft(), block.score());
        writeln!(list, "{kind}\t{score:.2}\t{}\t{}", reasons.join(", "), text.join(" "))?;
    }
    Ok(list)
}
