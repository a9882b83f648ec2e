//! Bytes of files, unpacked and counted.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::members::Members;
use crate::Result;
use crate::too_long;

const GZIP: [u8; 2] = [0x1f, 0x8b];
/// The number of first bytes that tell what a file is: gzip, WARC (`WARC/`) or lines of JSON.
const HEAD_BYTES: u64 = 5;
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

impl<R: Read> Stream for Chain<Head, BufReader<R>> {}

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

/// The first bytes of a file, read to tell what it is.
type Head = Cursor<Vec<u8>>;

/// Buffers a reader whose first bytes, as many as tell what it is, were read whole: a pipe may give them one by one.
fn with_head<R: Read>(mut reader: R) -> io::Result<Chain<Head, BufReader<R>>> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(Cursor::new(head).chain(BufReader::with_capacity(BUFFER_BYTES, reader)))
}

/// Unpacks what was packed with gzip, all members of it; its first bytes tell, whatever the file is called.
///
/// The first buffer has at least [`HEAD_BYTES`] of what is unpacked, unless that is shorter.
pub(super) fn unpacked(reader: impl Read + 'static) -> io::Result<Box<dyn Stream>> {
    let mut reader = with_head(reader)?;
    let is_packed = reader.fill_buf()?.starts_with(&GZIP);
    Ok(if is_packed { Box::new(Members::new(reader)) } else { Box::new(reader) })
}

/// A file that is one page, packed or not.
pub(super) fn read_page(path: &Path, read: &Arc<AtomicU64>, max_bytes: u64) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut reader = with_head(Counted::new(file, read))?;
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// Gives one byte at a time, as a pipe may.
    struct ByteByByte(Cursor<Vec<u8>>);

    impl Read for ByteByByte {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let len = buffer.len().min(1);
            self.0.read(&mut buffer[..len])
        }
    }

    fn read(bytes: &[u8]) -> (bool, String, bool) {
        let mut reader = unpacked(ByteByByte(Cursor::new(bytes.to_vec()))).unwrap();
        let is_warc = reader.fill_buf().unwrap().starts_with(b"WARC/");
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (reader.is_unpacked(), text, is_warc)
    }

    #[test]
    fn what_a_file_is_shows_however_few_bytes_come_at_a_time() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(b"WARC/1.1 packed").unwrap();
        assert_eq!(read(&packed.finish().unwrap()), (true, "WARC/1.1 packed".to_owned(), true));
        assert_eq!(read(b"WARC/1.1 plain"), (false, "WARC/1.1 plain".to_owned(), true));
        assert_eq!(read(b"{}"), (false, "{}".to_owned(), false));
        assert_eq!(read(b""), (false, String::new(), false));
    }
}
