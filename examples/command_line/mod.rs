//! What the programs `extract` and `clean` have in common: how they read a file, print and end.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::{Display, Write as _};
use std::io::{self, Read, Write as _};
use std::process::ExitCode;
use std::{fs, result};

use unboil::Article;

/// The result of a step of a program, with any error.
pub(crate) type Result<T> = result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs a program. An error is printed to standard error, behind the program's `name`; the exit code is 2 then.
pub(crate) fn run(name: &str, program: impl FnOnce() -> Result<ExitCode>) -> ExitCode {
    program().unwrap_or_else(|problem| {
        complain(name, &problem);
        ExitCode::from(2)
    })
}

/// Prints a problem to standard error, behind the program's `name`.
fn complain(name: &str, problem: &dyn Display) {
    // If standard error is closed, there is no way left to report anything.
    let _ = writeln!(io::stderr(), "{name}: {problem}");
}

/// The bytes of a file, or of standard input if it is called `-`.
pub(crate) fn read(file: &OsStr) -> Result<Vec<u8>> {
    let mut standard_input = Vec::new();
    let bytes =
        if file == "-" { io::stdin().read_to_end(&mut standard_input).map(|_| standard_input) } else { fs::read(file) };
    Ok(bytes.map_err(|problem| format!("{}: {problem}", file.display()))?)
}

/// Writes to standard output. A closed pipe (the reader, such as `head`, has seen enough) is no error.
pub(crate) fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(problem) if problem.kind() != io::ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

/// Prints the article as `form` renders it, or, with `removed`, the list of removed blocks. If there is no article, the
/// exit code is 1, and without `removed` the message `nothing` is printed to standard error.
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

/// What the article says about itself, a line each, without what it does not say. A blank line follows.
pub(crate) fn metadata(article: &Article) -> String {
    let minutes = article.reading_time().as_secs().div_ceil(60);
    let length = || format!("{} words, {minutes} min", article.word_count());
    let fields = [
        ("title", article.title().map(str::to_owned)),
        ("byline", article.byline().map(str::to_owned)),
        ("authors", Some(article.authors().join("; ")).filter(|_| article.authors().len() > 1)),
        ("published", article.published().map(str::to_owned)),
        ("modified", article.modified().map(str::to_owned)),
        ("sections", Some(article.sections().join("; "))),
        ("licence", article.licence().map(str::to_owned)),
        ("next page", article.next_page().map(str::to_owned)),
        ("length", (!article.is_empty()).then(length)),
    ];
    let said = fields.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    said.map(|(name, value)| format!("{name}: {value}\n")).chain(["\n".to_owned()]).collect()
}

/// The removed blocks, one per line: kind, probability of being content, reasons and text, separated by tabs.
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
