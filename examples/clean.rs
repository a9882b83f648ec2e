//! Prints what is left of a plain text once the cruft is gone, or what was dropped from it and why: `clean --help`.

mod command_line;

use std::process::ExitCode;

use command_line::Result;
use lexopt::prelude::*;
use unboil::RenderOptions;

const HELP: &str = "\
Prints the article of a text that some scraper saved.

Usage: clean [OPTIONS] FILE      (`-` reads standard input)

  --removed      list what was dropped instead, a block a line:
                 kind, probability of being content, reasons, text, with tabs between
  --metadata     print title, authors, date and length before the text, and the headline only there
  --help         print this

Bytes that are no UTF-8 are replaced.

Exit code: 0 done; 1 no article in the text (said on standard error, `--removed` still lists);
2 wrong usage, an unreadable file, or a text over a limit.
";

fn main() -> ExitCode {
    command_line::run("clean", run)
}

fn run() -> Result<ExitCode> {
    let (mut removed, mut metadata, mut file) = (false, false, None);
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return command_line::print(HELP).map(|()| ExitCode::SUCCESS),
            Long("removed") => removed = true,
            Long("metadata") => metadata = true,
            Value(path) if file.is_none() => file = Some(path),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let file = file.ok_or("which FILE? See --help")?;
    let bytes = command_line::read(&file)?;
    let article = unboil::clean(&String::from_utf8_lossy(&bytes))?;
    if metadata {
        command_line::print(&command_line::metadata(&article))?;
    }
    let nothing = format!("{}: no article in the text", file.display());
    let options = RenderOptions::default().headline(!metadata);
    command_line::show(&article, removed, |article| article.text_with(&options) + "\n", ("clean", nothing))
}
