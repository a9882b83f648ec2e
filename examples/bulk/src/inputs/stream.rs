//! Bytes of files, unpacked and counted.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::bufread::MultiGzDecoder;

use super::{MAX_PAGE_BYTES, count, read_up_to};

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
        count(&self.read, bytes);
        Ok(bytes)
    }
}

/// Unpacks what was packed with gzip, all members of it; its first bytes tell, whatever the file is called.
pub(super) fn unpacked(reader: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut reader = BufReader::with_capacity(BUFFER_BYTES, reader);
    if !reader.fill_buf()?.starts_with(&GZIP) {
        return Ok(Box::new(reader));
    }
    Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, MultiGzDecoder::new(reader))))
}

/// A file that is one page, packed or not.
pub(super) fn read_page(path: &Path, read: &AtomicU64) -> io::Result<Vec<u8>> {
    let packed = read_up_to(MAX_PAGE_BYTES, File::open(path)?)?;
    count(read, packed.len());
    if packed.starts_with(&GZIP) { read_up_to(MAX_PAGE_BYTES, MultiGzDecoder::new(&packed[..])) } else { Ok(packed) }
}
