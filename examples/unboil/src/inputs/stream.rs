//! Readers of files and standard input that unpack gzip and count the bytes read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::members::Members;
use crate::Result;
use crate::too_long;

/// The first bytes of gzip.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// The number of first bytes by which the format of a file is detected: gzip, WARC (`WARC/`) or JSON lines.
const HEAD_BYTES: u64 = 5;
/// The size of read buffers, in bytes. Set by hand.
const BUFFER_BYTES: usize = 256 << 10;

/// A reader that counts the bytes read before unpacking, as the progress bar compares them with the sizes of files.
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

/// A reader of a file or of standard input, which may unpack it.
pub(super) trait Stream: BufRead {
    /// Takes the error that the next read would return, if it is known already and no bytes precede it.
    fn next_problem(&mut self) -> Option<io::Error> {
        None
    }

    /// The text of the next error, if it is known already, even if there are bytes to be read before it.
    fn problem_ahead(&self) -> Option<String> {
        None
    }

    /// Whether the bytes are unpacked, so that offsets differ from those in the file.
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

/// The first bytes of a file, read to detect its format.
type Head = Cursor<Vec<u8>>;

/// Buffers a reader, so that the first buffer has all of the first [`HEAD_BYTES`]: a pipe may deliver them one by one.
fn with_head<R: Read>(mut reader: R) -> io::Result<Chain<Head, BufReader<R>>> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(Cursor::new(head).chain(BufReader::with_capacity(BUFFER_BYTES, reader)))
}

/// A reader that unpacks all members of gzip if the first bytes are those of gzip, whatever the name of the file.
///
/// Its first buffer has at least [`HEAD_BYTES`] of unpacked bytes, unless there are fewer.
pub(super) fn unpacked(reader: impl Read + 'static) -> io::Result<Box<dyn Stream>> {
    let mut reader = with_head(reader)?;
    let is_packed = reader.fill_buf()?.starts_with(&GZIP);
    Ok(if is_packed { Box::new(Members::new(reader)) } else { Box::new(reader) })
}

/// Reads a file that is one page, packed or not.
pub(super) fn read_page(path: &Path, read: &Arc<AtomicU64>, max_bytes: u64) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut reader = with_head(Counted::new(file, read))?;
    if reader.fill_buf()?.starts_with(&GZIP) {
        let bytes = too_long::read_up_to(max_bytes, MultiGzDecoder::new(reader))
            .map_err(|problem| format!("the file can't be unpacked (gzip): {problem}"))?;
        return bytes.ok_or_else(|| too_long::unpacked_page(size, max_bytes));
    }
    let bytes = too_long::read_up_to(max_bytes, reader)?;
    // Of what is no plain file, such as a pipe, the size is unknown.
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
    fn formats_are_detected_however_few_bytes_come_at_a_time() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(b"WARC/1.1 packed").unwrap();
        assert_eq!(read(&packed.finish().unwrap()), (true, "WARC/1.1 packed".to_owned(), true));
        assert_eq!(read(b"WARC/1.1 plain"), (false, "WARC/1.1 plain".to_owned(), true));
        assert_eq!(read(b"{}"), (false, "{}".to_owned(), false));
        assert_eq!(read(b""), (false, String::new(), false));
    }
}
