//! Many pages in: files, directories and globs of pages, of JSON lines and of WARC records.

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

pub use files::HELP;
pub(crate) use files::total_bytes;

/// What a run is to read, and what became of that.
#[derive(Clone)]
pub struct Inputs {
    pub paths: Vec<OsString>,
    /// The longest page that is taken, in bytes. Lines and records that hold pages may be twice as long.
    pub max_bytes: u64,
    /// A file that the run writes: it is not read even if it lies among the inputs.
    pub output: Option<PathBuf>,
    pub(crate) left_out: LeftOut,
    /// The bytes that were read, before they were unpacked.
    pub(crate) read: Arc<AtomicU64>,
}

/// An input, as the one thread reads it that reads them all. What else it takes to make it a page is left to the
/// threads that work.
pub struct Input {
    /// Its path, the id of the line or of the record, or else the path and the number of it. Two inputs may have the
    /// same.
    id: String,
    source: Source,
}

enum Source {
    File(PathBuf, Kind),
    Line(Vec<u8>),
    Record(warc_records::Record),
    Unreadable(Problem),
}

/// A page to be extracted.
pub struct Page {
    /// Where it came from, if that is known.
    pub url: Option<String>,
    /// As the header `Content-Type` says, if it is known.
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
    /// It is plain text, not HTML.
    pub is_text: bool,
}

/// What an input turned out to be.
pub struct Found {
    pub id: String,
    /// None is not a page of HTML: a picture in an archive, say, or an address that was not found.
    pub page: Result<Option<Page>>,
}

impl Input {
    fn unreadable(id: impl Into<String>, problem: impl Into<Problem>) -> Input {
        Input { id: id.into(), source: Source::Unreadable(problem.into()) }
    }

    /// How much memory it takes, once it is read.
    pub(crate) fn bytes(&self, inputs: &Inputs) -> usize {
        match &self.source {
            Source::File(path, _) => path.metadata().map_or(0, |file| file.len().min(inputs.max_bytes) as usize),
            Source::Line(line) => line.capacity(),
            Source::Record(record) => record.bytes(),
            Source::Unreadable(_) => 0,
        }
    }

    /// Reads the page; a file of its own adds its bytes to those that were read.
    pub(crate) fn find(self, inputs: &Inputs) -> Found {
        let Input { id, source } = self;
        match source {
            Source::File(path, kind) => {
                let bytes = stream::read_page(&path, &inputs.read, inputs.max_bytes);
                let page =
                    bytes.map(|bytes| Page { url: None, content_type: None, bytes, is_text: kind == Kind::Text });
                Found { id, page: page.map(Some) }
            }
            Source::Line(line) => json_lines::find(id, &line, inputs.max_bytes),
            Source::Record(record) => Found { id, page: record.page(inputs.max_bytes) },
            Source::Unreadable(problem) => Found { id, page: Err(problem) },
        }
    }
}

impl Inputs {
    pub fn new(paths: Vec<OsString>) -> Inputs {
        let max_bytes = too_long::DEFAULT_MAX_BYTES;
        Inputs { paths, max_bytes, output: None, left_out: LeftOut::default(), read: Arc::default() }
    }

    /// These inputs, to be read once more: nothing of them is read or left out yet.
    pub fn again(&self) -> Inputs {
        Inputs { left_out: LeftOut::default(), read: Arc::default(), ..self.clone() }
    }

    /// Reads what the paths name, in their order and, within a directory, in that of names: `-` is standard input, one
    /// that is no file is taken for a glob.
    ///
    /// What can't be read is an input too, that says why, and the others are read all the same.
    pub(crate) fn read_all(&self, take: Take<'_, Input>) {
        // Whoever breaks off knows why.
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

    fn is_output(&self, path: &Path) -> bool {
        let Some(output) = self.output.as_deref().filter(|output| output.file_name() == path.file_name()) else {
            return false;
        };
        path.canonicalize().is_ok_and(|path| output.canonicalize().is_ok_and(|output| output == path))
    }

    /// JSON lines or WARC records, packed or not: its first bytes tell.
    fn read_standard_input(&self, take: Take<'_, Input>) -> ControlFlow<()> {
        let reader = stream::unpacked(Counted::new(io::stdin(), &self.read)).and_then(|mut reader| {
            let kind = if reader.fill_buf()?.starts_with(b"WARC/") { Kind::Warc } else { Kind::JsonLines };
            Ok((kind, reader))
        });
        match reader {
            Ok((kind, reader)) => self.read_items("-", kind, reader, take),
            Err(problem) => take(Input::unreadable("-", problem)),
        }
    }

    fn read_items(&self, name: &str, kind: Kind, reader: Box<dyn Stream>, take: Take<'_, Input>) -> ControlFlow<()> {
        match kind {
            Kind::Warc => warc_records::read(name, reader, self.max_bytes, take),
            Kind::JsonLines | Kind::Page | Kind::Text => json_lines::read(name, reader, self.max_bytes, take),
        }
    }
}
