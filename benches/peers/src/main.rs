//! How fast is unboil compared with other crates that extract articles, on the same pages in the same run? See `peers
//! --help`.

mod contenders;
mod figures;
#[path = "../../pages/mod.rs"]
mod pages;

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::path::Path;
use std::thread;

use lexopt::prelude::{Long, Short, Value, ValueExt};

const HELP: &str = "\
Times unboil, its peers and a bare parse on the same pages, by turns, and prints a table in Markdown.

Usage: peers [OPTIONS] [DIR]

DIR holds pages as .html or .html.gz, at any depth. Without one it is WCXB's beside the repository, or, where
that is missing, examples/pages.

  --pages N      so many pages, evenly spread over the directory; all is the default
  --rounds N     each page so many times, of which the fastest counts; 5 is the default
  --help         print this
";

/// Folders with pages. The first that exists is used if none is given.
const FOLDERS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/wcxb/html"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages"),
];
/// Stack of the measuring thread, in bytes. Some of the peers recurse over the page; this is enough for pages as deeply
/// nested as people make them.
const STACK_BYTES: usize = 1 << 30;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Result<()> {
    let (mut folder, mut most, mut rounds) = (None::<OsString>, usize::MAX, 5);
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(io::stdout().write_all(HELP.as_bytes())?),
            Long("pages") => most = args.value()?.parse()?,
            Long("rounds") => rounds = args.value()?.parse::<usize>()?.max(1),
            Value(path) if folder.is_none() => folder = Some(path),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let mut folders = FOLDERS.into_iter().map(OsString::from);
    let folder = folder.or_else(|| folders.find(|folder| Path::new(folder).exists()));
    let pages = pages::read(Path::new(&folder.ok_or("there are no pages: name a DIR")?), most)?;
    // Panics of the peers are counted, so their messages are not printed.
    panic::set_hook(Box::new(|_| {}));
    let measured = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || figures::table(pages, rounds))?;
    let table = measured.join().map_err(|_| "the measurement broke off")?;
    Ok(io::stdout().write_all(table.as_bytes())?)
}
