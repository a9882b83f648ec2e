//! Paths, directories and globs → files, each with the kind of its content.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Input;
use super::left_out::{LeftOut, Reason};
use super::pattern::Glob;

/// The kind of the content of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    /// Plain text that was scraped earlier.
    Text,
    JsonLines,
    Warc,
}

/// The kinds by file name extension, in lower case; `.gz` may follow any of them.
const ENDINGS: &[(&str, Kind)] = &[
    ("htm", Kind::Page),
    ("html", Kind::Page),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("txt", Kind::Text),
    ("warc", Kind::Warc),
    ("xhtml", Kind::Page),
];

/// The part of `--help` on inputs, for every command.
pub(crate) const HELP: &str = concat!(
    "INPUT is a file, a directory or a glob of them. What a file is, its ending tells; each may be packed with gzip ",
    "(.gz):\n",
    "  .html .htm .xhtml   a page\n",
    "  .txt                a text that was scraped earlier\n",
    "  .jsonl .ndjson      a page a line: {\"html\": …} or {\"text\": …},\n",
    "                      and \"id\" and \"url\" if there are any\n",
    "  .warc               records of answers; what is no HTML\n",
    "                      or was not found is passed over\n\n",
    "A file that is named or that a glob matches is read whatever it is called: a page, if it has none of these ",
    "endings. Of a directory, and of those in it, the files with these endings are read, but a .txt only where no page ",
    "lies beside it: what is there may be notes on the pages. Symlinks are followed, to each directory once. What is ",
    "left out is listed.\n\n",
    "`-` is standard input, packed or not: JSON lines, WARC records or a page of HTML; for `clean` a text. What is ",
    "broken is one error; reading goes on with the next line, the next WARC record or the next member of gzip.\n\n",
);

/// A file to be read, or an input with the reason why it can't be.
type File = Result<(PathBuf, Kind), Input>;
type Take<'a> = &'a mut dyn FnMut(File) -> ControlFlow<()>;

/// The size of all files together, in bytes; files that are missing count 0. `None` if one of the paths is standard
/// input.
pub(crate) fn total_bytes(paths: &[OsString]) -> Option<u64> {
    if paths.iter().any(|path| path == "-") {
        return None;
    }
    let mut bytes = 0;
    for path in paths {
        let _ = expand(path, &LeftOut::default(), &mut |file| {
            bytes += file.ok().and_then(|(path, _)| path.metadata().ok()).map_or(0, |file| file.len());
            ControlFlow::Continue(())
        });
    }
    Some(bytes)
}

/// Calls `take` with the files of one argument: a file, a directory or a glob.
pub(super) fn expand(argument: &OsStr, left_out: &LeftOut, take: Take<'_>) -> ControlFlow<()> {
    let path = Path::new(argument);
    let name = argument.to_string_lossy();
    if path.exists() {
        let (mut is_taken, left_out_before) = (false, left_out.count());
        enter(path, left_out, &mut |file| {
            is_taken = true;
            take(file)
        })?;
        if is_taken || left_out.count() > left_out_before {
            return ControlFlow::Continue(());
        }
        return take(Err(Input::unreadable(name, "there is no file in this directory")));
    }
    let mut matched = false;
    if let Some(glob) = Glob::parse(&name) {
        glob.each(&mut |path| {
            matched = true;
            match path {
                Ok(path) => enter(path, left_out, take),
                Err(unreadable) => take(Err(unreadable)),
            }
        })?;
    }
    if matched { ControlFlow::Continue(()) } else { take(Err(Input::unreadable(name, "there is no such file"))) }
}

/// Calls `take` with a file, whatever its name, or with the files in a directory that have a known extension.
fn enter(path: &Path, left_out: &LeftOut, take: Take<'_>) -> ControlFlow<()> {
    if !path.is_dir() {
        return take(Ok((path.to_owned(), kind(path).unwrap_or(Kind::Page))));
    }
    let mut directory = Directory { left_out, linked: HashSet::new(), has_pages: Vec::new() };
    let mut walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                if !directory.enters(&entry) {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) => {
                if let Some(kind) = directory.kind(&entry) {
                    take(Ok((entry.into_path(), kind)))?;
                }
            }
            Err(problem) => {
                let place = problem.path().unwrap_or(path);
                if problem.loop_ancestor().is_some() {
                    left_out.add(Reason::Link, place);
                } else if place.is_symlink() && kind(place).is_none() {
                    left_out.add(Reason::Ending, place);
                } else {
                    let text = problem.io_error().map_or_else(|| problem.to_string(), ToString::to_string);
                    take(Err(Input::unreadable(place.to_string_lossy(), text)))?;
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// The state of reading a directory recursively.
struct Directory<'a> {
    left_out: &'a LeftOut,
    /// The directories that symlinks led to.
    linked: HashSet<PathBuf>,
    /// For each depth, whether the directory that is being read there has a page among its files; `None` until it was
    /// looked up.
    has_pages: Vec<Option<bool>>,
}

impl Directory<'_> {
    /// Whether to enter a directory: each target of symlinks is entered once. Symlinks may form cycles, or make the
    /// number of paths to a directory grow exponentially.
    fn enters(&mut self, entry: &DirEntry) -> bool {
        self.has_pages.resize(entry.depth() + 1, None);
        self.has_pages.push(None);
        let is_new = !entry.path_is_symlink()
            || entry.depth() == 0
            || fs::canonicalize(entry.path()).is_ok_and(|directory| self.linked.insert(directory));
        if !is_new {
            self.left_out.add(Reason::Link, entry.path());
        }
        is_new
    }

    /// The kind of a file that is to be read. Any other file is recorded as left out.
    fn kind(&mut self, entry: &DirEntry) -> Option<Kind> {
        let path = entry.path();
        let reason = match kind(path) {
            _ if !entry.file_type().is_file() => Reason::NoFile,
            None => Reason::Ending,
            Some(Kind::Text) if self.has_pages_beside(entry) => Reason::TextBesidePages,
            Some(kind) => return Some(kind),
        };
        self.left_out.add(reason, path);
        None
    }

    /// Whether there is a page in the directory of a file.
    fn has_pages_beside(&mut self, entry: &DirEntry) -> bool {
        let has_pages = || {
            let beside = entry.path().parent().and_then(|folder| fs::read_dir(folder).ok());
            beside.is_some_and(|mut beside| {
                beside.any(|file| file.is_ok_and(|file| kind(&file.path()) == Some(Kind::Page)))
            })
        };
        match self.has_pages.get_mut(entry.depth()) {
            Some(known) => *known.get_or_insert_with(has_pages),
            None => has_pages(),
        }
    }
}

/// The kind of a file by its extension; `None` if that is not known.
fn kind(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let (_, ending) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}
