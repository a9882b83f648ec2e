//! Paths, directories and globs → files, and what is in them.

use std::ffi::{OsStr, OsString};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Input;

/// What is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    /// Plain text that was scraped earlier.
    Text,
    JsonLines,
    Warc,
}

/// By the ending of the name, in lower case; any of them may be followed by `.gz`.
const ENDINGS: &[(&str, Kind)] = &[
    ("htm", Kind::Page),
    ("html", Kind::Page),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("txt", Kind::Text),
    ("warc", Kind::Warc),
    ("xhtml", Kind::Page),
];

/// A file to be read, or an input that says why it can't be.
type File = Result<(PathBuf, Kind), Input>;

/// How many bytes all the files have, without those that are gone; none if one of the paths is standard input.
pub fn total_bytes(paths: &[OsString]) -> Option<u64> {
    if paths.iter().any(|path| path == "-") {
        return None;
    }
    let mut bytes = 0;
    for path in paths {
        let _ = expand(path, &mut |file| {
            bytes += file.ok().and_then(|(path, _)| path.metadata().ok()).map_or(0, |file| file.len());
            ControlFlow::Continue(())
        });
    }
    Some(bytes)
}

/// The files that one argument names.
pub(super) fn expand(argument: &OsStr, take: &mut dyn FnMut(File) -> ControlFlow<()>) -> ControlFlow<()> {
    let path = Path::new(argument);
    if path.exists() {
        return enter(path, take);
    }
    let name = argument.to_string_lossy();
    let mut matched = false;
    if let Ok(matches) = glob::glob(&name) {
        // A folder of the pattern that can't be read names nothing, as in a shell.
        for path in matches.flatten() {
            matched = true;
            enter(&path, take)?;
        }
    }
    if matched { ControlFlow::Continue(()) } else { take(Err(Input::unreadable(name, "there is no such file"))) }
}

/// A file whatever it is called, or the files under a directory that are known by their names.
fn enter(path: &Path, take: &mut dyn FnMut(File) -> ControlFlow<()>) -> ControlFlow<()> {
    if !path.is_dir() {
        return take(Ok((path.to_owned(), kind(path).unwrap_or(Kind::Page))));
    }
    for entry in WalkDir::new(path).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if let Some(kind) = kind(entry.path()) {
                    take(Ok((entry.into_path(), kind)))?;
                }
            }
            Ok(_) => {}
            Err(problem) => {
                let place = problem.path().unwrap_or(path).to_string_lossy().into_owned();
                take(Err(Input::unreadable(place, problem)))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn kind(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let (_, ending) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}
