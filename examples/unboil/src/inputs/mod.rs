//! The inputs of a run: pages in files, directories and globs, as JSON lines and as WARC records.

mod files;
mod http;
mod json_lines;
mod left_out;
mod members;
mod pattern;
mod rewind;
mod stream;
mod warc_head;
mod warc_records;

use std::ffi::OsString;
use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::in_order::Take;
use crate::{Problem, Result, too_long};
use files::Kind;
use left_out::{LeftOut, Reason};
use stream::{Counted, Stream};

pub(crate) use files::HELP;
pub(crate) use files::total_bytes;

/// The inputs of a run, and the record of what was read and left out.
#[derive(Clone)]
pub(crate) struct Inputs {
    /// The arguments: files, directories, globs, or `-` for standard input.
    pub(crate) paths: Vec<OsString>,
    /// The size limit of a page, in bytes. Lines and records that hold pages may be twice as long.
    pub(crate) max_bytes: u64,
    /// Whether files and standard input are plain text, whatever their names and their beginning.
    pub(crate) as_text: bool,
    /// The file that the run writes: it is not read, even if it is among the inputs.
    pub(crate) output: Option<PathBuf>,
    pub(crate) left_out: LeftOut,
    /// The number of bytes read so far, before unpacking.
    pub(crate) read: Arc<AtomicU64>,
}

/// An input as the reading thread has it. The working threads make a page of it, so that the reading thread does as
/// little as possible.
pub(crate) struct Input {
    /// The path of the file, or the id of the line or record, or else path and number (`FILE:NUMBER`). Ids need not be
    /// unique.
    id: String,
    source: Source,
}

/// Where the page of an input is to be found.
enum Source {
    File(PathBuf, Kind),
    Line(Vec<u8>),
    /// The page that was read from standard input.
    Page(Page),
    Record(warc_records::Record),
    Unreadable(Problem),
}

/// A page to be extracted.
pub(crate) struct Page {
    /// The address of the page, if known.
    pub(crate) url: Option<String>,
    /// The header `Content-Type`, if known.
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
    /// Whether the page is plain text, not HTML.
    pub(crate) is_text: bool,
}

impl Page {
    /// A page of which nothing is known but its bytes.
    fn of_bytes(bytes: Vec<u8>, is_text: bool) -> Page {
        Page { url: None, content_type: None, bytes, is_text }
    }
}

/// An input with its page.
pub(crate) struct Found {
    pub(crate) id: String,
    /// `None` if the input is no page of HTML, such as a picture in an archive, or an address that was not found.
    pub(crate) page: Result<Option<Page>>,
}

impl Input {
    /// An input with an error instead of a page.
    fn unreadable(id: impl Into<String>, problem: impl Into<Problem>) -> Input {
        Input { id: id.into(), source: Source::Unreadable(problem.into()) }
    }

    /// The memory that the input takes once it is read, in bytes.
    pub(crate) fn bytes(&self, inputs: &Inputs) -> usize {
        match &self.source {
            Source::File(path, _) => path.metadata().map_or(0, |file| file.len().min(inputs.max_bytes) as usize),
            Source::Line(line) => line.capacity(),
            Source::Page(page) => page.bytes.capacity(),
            Source::Record(record) => record.bytes(),
            Source::Unreadable(_) => 0,
        }
    }

    /// Makes a page of the input. A page in a file of its own is read only here, and its bytes are counted as read.
    pub(crate) fn find(self, inputs: &Inputs) -> Found {
        let Input { id, source } = self;
        match source {
            Source::File(path, kind) => {
                let bytes = stream::read_page(&path, &inputs.read, inputs.max_bytes);
                let page = bytes.map(|bytes| Page::of_bytes(bytes, kind == Kind::Text || inputs.as_text));
                Found { id, page: page.map(Some) }
            }
            Source::Page(page) => Found { id, page: Ok(Some(page)) },
            Source::Line(line) => json_lines::find(id, &line, inputs.max_bytes),
            Source::Record(record) => Found { id, page: record.page(inputs.max_bytes) },
            Source::Unreadable(problem) => Found { id, page: Err(problem) },
        }
    }
}

impl Inputs {
    pub(crate) fn new(paths: Vec<OsString>) -> Inputs {
        let max_bytes = too_long::DEFAULT_MAX_BYTES;
        Inputs { paths, max_bytes, as_text: false, output: None, left_out: LeftOut::default(), read: Arc::default() }
    }

    /// Inputs with these paths and options for another run, with empty records of what was read and left out.
    pub(crate) fn again(&self) -> Inputs {
        Inputs { left_out: LeftOut::default(), read: Arc::default(), ..self.clone() }
    }

    /// Calls `take` with all inputs, in the order of the paths and, within a directory, sorted by name. `-` is standard
    /// input; a path that does not exist is taken for a glob.
    ///
    /// What can't be read becomes an input with the error; the others are read all the same.
    pub(crate) fn read_all(&self, take: Take<'_, Input>) {
        // `Break` comes from `take`, whose owner knows the reason.
        let _ = self.paths.iter().try_for_each(|path| {
            if path == "-" {
                return self.read_standard_input(take);
            }
            files::expand(path, &self.left_out, &mut |file| match file {
                Ok((path, kind)) => self.read_file(path, kind, take),
                Err(unreadable) => take(unreadable),
            })
        });
    }

    /// Reads a file: passes it on if it is a single page, else reads the pages in it.
    fn read_file(&self, path: PathBuf, kind: Kind, take: Take<'_, Input>) -> ControlFlow<()> {
        if self.is_output(&path) {
            self.left_out.add(Reason::Output, &path);
            return ControlFlow::Continue(());
        }
        let name = path.to_string_lossy().into_owned();
        if matches!(kind, Kind::Page | Kind::Text) {
            return take(Input { id: name, source: Source::File(path, kind) });
        }
        let opened = std::fs::File::open(&path).and_then(|file| stream::unpacked(Counted::new(file, &self.read)));
        match opened {
            Ok(reader) => self.read_items(&name, kind, reader, take),
            Err(problem) => take(Input::unreadable(name, problem)),
        }
    }

    /// Whether the path is the file that the run writes.
    fn is_output(&self, path: &Path) -> bool {
        let Some(output) = self.output.as_deref().filter(|output| output.file_name() == path.file_name()) else {
            return false;
        };
        path.canonicalize().is_ok_and(|path| output.canonicalize().is_ok_and(|output| output == path))
    }

    /// Reads standard input, packed or not: JSON lines, WARC records, or a page; the first bytes show which.
    fn read_standard_input(&self, take: Take<'_, Input>) -> ControlFlow<()> {
        let reader = stream::unpacked(Counted::new(io::stdin(), &self.read)).and_then(|mut reader| {
            let kind = match reader.fill_buf()?.trim_ascii_start() {
                _ if self.as_text => Kind::Text,
                head if head.starts_with(b"WARC/") => Kind::Warc,
                head if head.starts_with(b"{") => Kind::JsonLines,
                _ => Kind::Page,
            };
            Ok((kind, reader))
        });
        match reader {
            Ok((Kind::Page | Kind::Text, reader)) => take(self.standard_page(reader)),
            Ok((kind, reader)) => self.read_items("-", kind, reader, take),
            Err(problem) => take(Input::unreadable("-", problem)),
        }
    }

    /// The page that is all of standard input.
    fn standard_page(&self, reader: Box<dyn Stream>) -> Input {
        match too_long::read_up_to(self.max_bytes, reader) {
            Ok(Some(bytes)) => Input { id: "-".to_owned(), source: Source::Page(Page::of_bytes(bytes, self.as_text)) },
            Ok(None) => Input::unreadable("-", too_long::page_of_unknown_size(self.max_bytes)),
            Err(problem) => Input::unreadable("-", problem),
        }
    }

    /// Reads the lines or records of a file.
    fn read_items(&self, name: &str, kind: Kind, reader: Box<dyn Stream>, take: Take<'_, Input>) -> ControlFlow<()> {
        match kind {
            Kind::Warc => warc_records::read(name, reader, self.max_bytes, take),
            Kind::JsonLines | Kind::Page | Kind::Text => json_lines::read(name, reader, self.max_bytes, take),
        }
    }
}
