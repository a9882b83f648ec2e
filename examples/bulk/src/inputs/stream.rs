//! Bytes of files, unpacked and counted.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::members::Members;
use crate::Result;
use crate::too_long;

const GZIP: [u8; 2] = [0x1f, 0x8b];
/// What is read at a time, in bytes.
const BUFFER_BYTES: usize = 256 << 10;

/// Counts what is read, before it is unpacked: the size of a file is what the bar knows of it.
pub(super) struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(reader: R, read: &Arc<AtomicU64>) -> Self {
        Counted { reader, read: Arc::clone(read) }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.reader.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// Bytes of a file or of standard input, as they are or unpacked.
pub(super) trait Stream: BufRead {
    /// The error that comes next, if there is one before any more bytes; it does not wait for them.
    fn next_problem(&mut self) -> Option<io::Error> {
        None
    }

    /// What will be the next error, as far as it is known, even if there are bytes to be read before it.
    fn problem_ahead(&self) -> Option<String> {
        None
    }

    /// Offsets are those of what was unpacked.
    fn is_unpacked(&self) -> bool {
        false
    }
}

impl<R: Read> Stream for BufReader<R> {}

impl<R: BufRead> Stream for Members<R> {
    fn next_problem(&mut self) -> Option<io::Error> {
        Members::next_problem(self)
    }

    fn problem_ahead(&self) -> Option<String> {
        Members::problem_ahead(self)
    }

    fn is_unpacked(&self) -> bool {
        true
    }
}

/// Unpacks what was packed with gzip, all members of it; its first bytes tell, whatever the file is called.
pub(super) fn unpacked(reader: impl Read + 'static) -> io::Result<Box<dyn Stream>> {
    let mut reader = BufReader::with_capacity(BUFFER_BYTES, reader);
    let is_packed = reader.fill_buf()?.starts_with(&GZIP);
    Ok(if is_packed { Box::new(Members::new(reader)) } else { Box::new(reader) })
}

/// A file that is one page, packed or not.
pub(super) fn read_page(path: &Path, read: &Arc<AtomicU64>, max_bytes: u64) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut reader = BufReader::with_capacity(BUFFER_BYTES, Counted::new(file, read));
    if reader.fill_buf()?.starts_with(&GZIP) {
        let bytes = too_long::read_up_to(max_bytes, MultiGzDecoder::new(reader))?;
        return bytes.ok_or_else(|| too_long::unpacked_page(size, max_bytes));
    }
    let bytes = too_long::read_up_to(max_bytes, reader)?;
    // What is no plain file, such as a pipe, has no size that can be known.
    bytes.ok_or_else(|| match size > max_bytes {
        true => too_long::page(size, max_bytes),
        false => too_long::page_of_unknown_size(max_bytes),
    })
}
