//! Many pages in: files, directories and globs of pages, of JSON lines and of WARC records.

mod files;
mod http;
mod json_lines;
mod stream;
mod warc_records;

use std::ffi::OsString;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::in_order::Take;
use crate::{Problem, Result};
use files::Kind;

pub use files::total_bytes;

/// No page is read beyond that, in bytes: over the default limit of an extractor, which then says so. A line of JSON may be
/// longer, by what it takes to escape.
const MAX_PAGE_BYTES: u64 = 17 << 20;
/// The longest line and the longest record that are held in memory, in bytes.
const MAX_ITEM_BYTES: u64 = 2 * MAX_PAGE_BYTES;

/// An input, as the one thread reads it that reads them all. What else it takes to make it a page is left to the threads
/// that work.
pub struct Input {
    /// What tells it from all others: its path, the id of the line or of the record, or else the path and the number of it.
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
    pub(crate) fn bytes(&self) -> usize {
        match &self.source {
            Source::File(path, _) => path.metadata().map_or(0, |file| file.len().min(MAX_PAGE_BYTES) as usize),
            Source::Line(line) => line.capacity(),
            Source::Record(record) => record.bytes(),
            Source::Unreadable(_) => 0,
        }
    }

    /// Reads the page; a file of its own adds its bytes to those that were read.
    pub fn find(self, read: &AtomicU64) -> Found {
        let Input { id, source } = self;
        match source {
            Source::File(path, kind) => {
                let bytes = stream::read_page(&path, read);
                let page =
                    bytes.map(|bytes| Page { url: None, content_type: None, bytes, is_text: kind == Kind::Text });
                Found { id, page: page.map(Some).map_err(Into::into) }
            }
            Source::Line(line) => json_lines::find(id, &line),
            Source::Record(record) => Found { id, page: record.page() },
            Source::Unreadable(problem) => Found { id, page: Err(problem) },
        }
    }
}

/// Reads what the paths name, in their order and, within a directory, in that of names: `-` is standard input, one that is
/// no file is taken for a glob.
///
/// What can't be read is an input too, that says why, and the others are read all the same.
pub fn read_all(paths: &[OsString], read: &Arc<AtomicU64>, take: Take<'_, Input>) {
    // Whoever breaks off knows why.
    let _ = paths.iter().try_for_each(|path| {
        if path == "-" {
            return read_standard_input(read, take);
        }
        files::expand(path, &mut |file| match file {
            Ok((path, kind)) => read_file(path, kind, read, take),
            Err(unreadable) => take(unreadable),
        })
    });
}

fn read_file(path: PathBuf, kind: Kind, read: &Arc<AtomicU64>, take: Take<'_, Input>) -> ControlFlow<()> {
    let name = path.to_string_lossy().into_owned();
    if matches!(kind, Kind::Page | Kind::Text) {
        return take(Input { id: name, source: Source::File(path, kind) });
    }
    match open(&path, read) {
        Ok(reader) => read_items(&name, kind, reader, take),
        Err(problem) => take(Input::unreadable(name, problem)),
    }
}

fn open(path: &Path, read: &Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
    stream::unpacked(stream::Counted::new(std::fs::File::open(path)?, read))
}

fn read_items(name: &str, kind: Kind, reader: Box<dyn BufRead>, take: Take<'_, Input>) -> ControlFlow<()> {
    match kind {
        Kind::Warc => warc_records::read(name, reader, take),
        Kind::JsonLines | Kind::Page | Kind::Text => json_lines::read(name, reader, take),
    }
}

/// JSON lines or WARC records, packed or not: its first bytes tell.
fn read_standard_input(read: &Arc<AtomicU64>, take: Take<'_, Input>) -> ControlFlow<()> {
    let reader = stream::unpacked(stream::Counted::new(io::stdin(), read)).and_then(|mut reader| {
        let kind = if reader.fill_buf()?.starts_with(b"WARC/") { Kind::Warc } else { Kind::JsonLines };
        Ok((kind, reader))
    });
    match reader {
        Ok((kind, reader)) => read_items("-", kind, reader, take),
        Err(problem) => take(Input::unreadable("-", problem)),
    }
}

/// Reads to the end, or to the limit where that comes first.
fn read_up_to(limit: u64, reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Adds to the number of bytes that were read.
fn count(read: &AtomicU64, bytes: usize) {
    read.fetch_add(bytes as u64, Ordering::Relaxed);
}
