//! Prints what is left of a plain text once the cruft is gone, or what was dropped from it and why: `clean --help`.

use std::error::Error;
use std::ffi::OsString;
use std::fmt::{Display, Write as _};
use std::io::{self, Read, Write as _};
use std::process::ExitCode;
use std::{fs, result};

use lexopt::prelude::*;
use unboil::Article;

const HELP: &str = "\
Prints the article of a text that some scraper saved.

Usage: clean [OPTIONS] FILE      (`-` reads standard input)

  --removed      list what was dropped instead, a block a line:
                 kind, probability of being content, reasons, text, with tabs between
  --metadata     print title, byline and date before the text
  --help         print this

Bytes that are no UTF-8 are replaced.

Exit code: 0 done; 1 no article in the text (said on standard error, `--removed` still lists);
2 wrong usage, an unreadable file, or a text over a limit.
";

type Result<T> = result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            complain(&problem);
            ExitCode::from(2)
        }
    }
}

fn complain(problem: &dyn Display) {
    // Nobody is left to tell when standard error is closed too.
    let _ = writeln!(io::stderr(), "clean: {problem}");
}

fn run() -> Result<ExitCode> {
    let (mut removed, mut metadata, mut file) = (false, false, None);
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return print(HELP).map(|()| ExitCode::SUCCESS),
            Long("removed") => removed = true,
            Long("metadata") => metadata = true,
            Value(path) if file.is_none() => file = Some(path),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let file = file.ok_or("which FILE? See --help")?;
    let bytes = read(&file).map_err(|problem| format!("{}: {problem}", file.display()))?;
    let article = unboil::clean(&String::from_utf8_lossy(&bytes))?;
    if metadata {
        for (name, value) in
            [("title", article.title()), ("byline", article.byline()), ("published", article.published())]
        {
            print(&format!("{name}: {}\n", value.unwrap_or_default()))?;
        }
    }
    if removed {
        print(&list_removed(&article)?)?;
    } else if !article.is_empty() {
        print(&(article.text() + "\n"))?;
    } else {
        complain(&format!("{}: no article in the text; --removed lists what was left out", file.display()));
    }
    Ok(ExitCode::from(u8::from(article.is_empty())))
}

fn read(file: &OsString) -> io::Result<Vec<u8>> {
    if file != "-" {
        return fs::read(file);
    }
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text)?;
    Ok(text)
}

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

/// Writes to standard output; that a reader such as `head` has seen enough is no error.
fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(problem) if problem.kind() != io::ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}
