//! A reader that can go back to a mark, within bounds of memory and time.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// For each byte that is read, at most this many may be read again. The content of a broken record is searched once for
/// the record itself, and once more for each record that it has swallowed. Beyond that broken records are skipped, so
/// that the time for a file stays proportional to its size. Set by hand.
const AGAIN_PER_BYTE: u64 = 4;

/// A reader that keeps the last `window` bytes read since a mark, and can go back to them.
pub(super) struct Rewind<R> {
    reader: R,
    window: usize,
    /// The bytes read since the mark, at most the last `window`; `None` if no mark is set.
    kept: Option<VecDeque<u8>>,
    /// The bytes to be read again, before `reader` goes on.
    again: VecDeque<u8>,
    /// The offset of the next byte.
    offset: u64,
    /// The number of bytes that may still be read again.
    allowed: u64,
}

impl<R: BufRead> Rewind<R> {
    pub(super) fn new(reader: R, window: usize) -> Self {
        Rewind { reader, window, kept: None, again: VecDeque::new(), offset: 0, allowed: 0 }
    }

    /// The offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    pub(super) fn get_ref(&self) -> &R {
        &self.reader
    }

    /// The inner reader, if no bytes are left to be read again before it.
    pub(super) fn below(&mut self) -> Option<&mut R> {
        self.again.is_empty().then_some(&mut self.reader)
    }

    /// The next `N` bytes, without consuming them; `None` if there are fewer.
    pub(super) fn peek<const N: usize>(&mut self) -> io::Result<Option<[u8; N]>> {
        while self.again.len() < N {
            let buffer = self.reader.fill_buf()?;
            let bytes = buffer.len().min(N - self.again.len());
            if bytes == 0 {
                return Ok(None);
            }
            self.again.extend(&buffer[..bytes]);
            self.reader.consume(bytes);
        }
        Ok(Some(std::array::from_fn(|index| self.again[index])))
    }

    /// Sets the mark here.
    pub(super) fn mark(&mut self) {
        self.kept.get_or_insert_default().clear();
    }

    /// Forgets the mark.
    pub(super) fn unmark(&mut self) {
        self.kept = None;
    }

    /// Goes back to `beyond` bytes behind the mark, or, if that is no longer kept, to as near to it as possible.
    /// Returns `false` and stays where it is if there is no mark, or too much was read again already.
    pub(super) fn rewind(&mut self, beyond: usize) -> bool {
        let Some(mut kept) = self.kept.take() else { return false };
        if (kept.len() as u64) > self.allowed {
            return false;
        }
        self.allowed -= kept.len() as u64;
        self.offset -= kept.len() as u64;
        kept.append(&mut self.again);
        self.again = kept;
        self.consume(beyond);
        true
    }
}

impl<R: BufRead> Read for Rewind<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(buffer)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Rewind<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.again.is_empty() { self.reader.fill_buf() } else { Ok(self.again.as_slices().0) }
    }

    fn consume(&mut self, bytes: usize) {
        if bytes == 0 {
            return;
        }
        self.offset += bytes as u64;
        if !self.again.is_empty() {
            let bytes = bytes.min(self.again.len());
            let again = self.again.drain(..bytes);
            match &mut self.kept {
                Some(kept) => kept.extend(again),
                None => drop(again),
            }
        } else {
            if let Some(kept) = &mut self.kept
                && let Ok(buffer) = self.reader.fill_buf()
            {
                kept.extend(&buffer[..bytes.min(buffer.len())]);
            }
            self.allowed += bytes as u64 * AGAIN_PER_BYTE;
            self.reader.consume(bytes);
        }
        if let Some(kept) = &mut self.kept {
            kept.drain(..kept.len().saturating_sub(self.window));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn next(reader: &mut Rewind<&[u8]>, bytes: usize) -> String {
        let mut buffer = vec![0; bytes];
        reader.read_exact(&mut buffer).unwrap();
        String::from_utf8(buffer).unwrap()
    }

    #[test]
    fn kept_bytes_can_be_read_again_repeatedly() {
        let mut reader = Rewind::new(&b"abcdefghij"[..], 4);
        assert_eq!(next(&mut reader, 2), "ab");
        reader.mark();
        assert_eq!(next(&mut reader, 3), "cde");
        reader.rewind(1);
        assert_eq!((reader.offset(), next(&mut reader, 1).as_str()), (3, "d"));
        reader.mark();
        assert_eq!(next(&mut reader, 6), "efghij", "across what is read again");
        reader.rewind(0);
        assert_eq!((reader.offset(), next(&mut reader, 4).as_str()), (6, "ghij"), "no more than the window");
    }

    #[test]
    fn reading_again_ends() {
        let mut reader = Rewind::new(&b"abcdefghij"[..], 10);
        let mut all = 0;
        loop {
            reader.mark();
            let read = reader.read(&mut [0; 10]).unwrap();
            all += read;
            if read == 0 {
                break;
            }
            reader.rewind(0);
        }
        assert_eq!(all, 10 * (1 + AGAIN_PER_BYTE as usize));
    }
}
