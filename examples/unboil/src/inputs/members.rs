//! Unpacks gzip files member by member, so that a broken member does not affect the others.

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::rewind::Rewind;

/// The first bytes of every member; the last of them is the only compression method (deflate).
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// The reserved bits of the byte after [`MAGIC`], the flags: they are 0 in every member.
const RESERVED: u8 = 0xe0;
/// At most this many bytes are unpacked at a time. The checksum of a shorter member is verified before any of its bytes
/// are handed out. Set by hand.
const CHUNK_BYTES: usize = 256 << 10;
/// After an error, the next member is searched for in the last this many bytes that were read. Where a member is cut
/// off, the decoder runs into the next one, and meets something impossible within some ten thousand bytes. Set by hand.
const WINDOW_BYTES: usize = 1 << 20;

/// An error after which reading can go on: a part is unreadable, what follows it may be readable.
#[derive(Debug)]
pub(super) struct Broken(String);

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for Broken {}

/// Whether reading can go on after this error.
pub(super) fn is_passing(problem: &io::Error) -> bool {
    problem.get_ref().is_some_and(|problem| problem.is::<Broken>())
}

/// The position in the file.
enum State<R> {
    /// Before a member, or before the end of the file.
    Between(Rewind<R>),
    /// Within a member that begins at this offset.
    Within(Box<GzDecoder<Rewind<R>>>, u64),
    /// At the end of the file, or after an error that ends reading.
    Ended,
}

/// A reader of the unpacked bytes of all members. A broken member gives one error; then reading goes on with the next
/// member.
pub(super) struct Members<R> {
    state: State<R>,
    /// The buffer of unpacked bytes.
    chunk: Vec<u8>,
    /// The number of bytes in the buffer that are filled.
    unpacked: usize,
    /// The number of these that were handed out.
    taken: usize,
    /// The error to be returned once the buffer is empty.
    problem: Option<io::Error>,
    /// Whether the bytes up to the next member belong to a broken member that was reported already.
    is_reported: bool,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(reader: R) -> Self {
        let state = State::Between(Rewind::new(reader, WINDOW_BYTES));
        Members { state, chunk: vec![0; CHUNK_BYTES], unpacked: 0, taken: 0, problem: None, is_reported: false }
    }

    /// Takes the error that the next read would return, if all bytes before it were read.
    pub(super) fn next_problem(&mut self) -> Option<io::Error> {
        if self.taken < self.unpacked { None } else { self.problem.take() }
    }

    /// The text of the error that follows the bytes that are unpacked already, if there is one.
    pub(super) fn problem_ahead(&self) -> Option<String> {
        self.problem.as_ref().map(ToString::to_string)
    }

    /// Makes one step: searches for the next member, or unpacks the next chunk of this one.
    fn advance(&mut self) {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Ended => {}
            State::Between(mut reader) => {
                let start = reader.offset();
                match pass_to_member(&mut reader) {
                    Ok(found) => {
                        if found.has_other_bytes && !self.is_reported {
                            self.problem = Some(broken(format!("what begins at byte {start} is not gzip")));
                        }
                        self.is_reported = false;
                        if found.is_member {
                            let start = reader.offset();
                            reader.mark();
                            self.state = State::Within(Box::new(GzDecoder::new(reader)), start);
                        }
                    }
                    Err(problem) => self.problem = Some(problem),
                }
            }
            State::Within(decoder, start) => self.unpack(decoder, start),
        }
    }

    /// Unpacks the next chunk of a member that begins at `start`.
    fn unpack(&mut self, mut decoder: Box<GzDecoder<Rewind<R>>>, start: u64) {
        self.taken = 0;
        let mut unpacked = 0;
        let end = loop {
            match decoder.read(&mut self.chunk[unpacked..]) {
                Ok(0) => break Ok(unpacked < CHUNK_BYTES),
                Ok(bytes) => unpacked += bytes,
                Err(problem) if problem.kind() == ErrorKind::Interrupted => {}
                Err(problem) => break Err(problem),
            }
        };
        self.unpacked = unpacked;
        self.state = match end {
            Ok(false) => State::Within(decoder, start),
            Ok(true) => {
                let mut reader = decoder.into_inner();
                reader.unmark();
                State::Between(reader)
            }
            Err(problem) if is_of_gzip(&problem) => {
                self.problem = Some(broken(format!("the gzip member at byte {start} can't be unpacked: {problem}")));
                self.is_reported = true;
                let mut reader = decoder.into_inner();
                reader.rewind(1);
                State::Between(reader)
            }
            Err(problem) => {
                self.problem = Some(problem);
                State::Ended
            }
        };
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(buffer)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Members<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.taken >= self.unpacked {
            if let Some(problem) = self.problem.take() {
                return Err(problem);
            }
            if matches!(self.state, State::Ended) {
                break;
            }
            self.advance();
        }
        Ok(&self.chunk[self.taken.min(self.unpacked)..self.unpacked])
    }

    fn consume(&mut self, bytes: usize) {
        self.taken += bytes;
    }
}

/// An error after which reading can go on.
fn broken(problem: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, Broken(problem))
}

/// Whether the error means that the bytes are no valid gzip, and not that they can't be read.
fn is_of_gzip(problem: &io::Error) -> bool {
    matches!(problem.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof)
}

/// The result of a search for a member.
struct Passed {
    /// Whether a member begins here; otherwise the file ends here.
    is_member: bool,
    /// Whether anything but zeros was skipped; zeros are no error, as some tools fill the last block of a tape with
    /// them.
    has_other_bytes: bool,
}

/// Skips bytes up to the beginning of the next member.
fn pass_to_member(reader: &mut Rewind<impl BufRead>) -> io::Result<Passed> {
    let mut has_other_bytes = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(Passed { is_member: false, has_other_bytes });
        }
        let other = buffer.iter().position(|byte| *byte == MAGIC[0]).unwrap_or(buffer.len());
        if other == 0 {
            if let Some([first, second, method, flags]) = reader.peek()?
                && [first, second, method] == MAGIC
                && flags & RESERVED == 0
            {
                return Ok(Passed { is_member: true, has_other_bytes });
            }
            has_other_bytes = true;
            reader.consume(1);
            continue;
        }
        has_other_bytes |= buffer[..other].iter().any(|byte| *byte != 0);
        reader.consume(other);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{BufReader, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::clock::times_as_much;

    /// Words that compress to about half, and to other bytes for each number.
    fn words(number: usize) -> String {
        (0..2000).map(|word| format!("{:x} ", (word + 7919 * number) * 2_654_435_761)).collect()
    }

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// The text that is unpacked, and the errors.
    fn read(bytes: &[u8]) -> (String, Vec<String>) {
        // The small buffer makes heads of members lie across the ends of buffers.
        let mut members = Members::new(BufReader::with_capacity(7, bytes));
        let (mut text, mut problems) = (Vec::new(), Vec::new());
        while let Err(problem) = members.read_to_end(&mut text) {
            assert!(is_passing(&problem), "{problem}");
            problems.push(problem.to_string());
            assert!(problems.len() < 1000);
        }
        (String::from_utf8_lossy(&text).into_owned(), problems)
    }

    #[test]
    fn a_member_that_is_cut_off_does_not_affect_the_others() {
        let members: Vec<Vec<u8>> = (0..4).map(|number| member(&words(number))).collect();
        for kept in [1, 3, 9, 10, 11, 50, members[1].len() / 2, members[1].len() - 9, members[1].len() - 1] {
            let file = [&members[0], &members[1][..kept], &members[2], &members[3]].concat();
            let (text, problems) = read(&file);
            for number in [0, 2, 3] {
                assert!(text.contains(&words(number)), "{number} is lost, {kept} bytes before it");
            }
            assert_eq!(problems.len(), 1, "{kept}: {problems:?}");
            assert!(problems[0].contains(&format!("byte {}", members[0].len())), "{problems:?}");
        }
    }

    #[test]
    fn every_broken_member_is_one_problem() {
        let mut members: Vec<Vec<u8>> = (0..6).map(|number| member(&words(number))).collect();
        for broken in [1, 2, 4] {
            let middle = members[broken].len() / 2;
            members[broken][middle..middle + 20].fill(0xff);
        }
        let (text, problems) = read(&members.concat());
        assert!([0, 3, 5].iter().all(|number| text.contains(&words(*number))));
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn bytes_that_are_no_gzip_are_skipped() {
        let members: Vec<Vec<u8>> = (0..2).map(|number| member(&words(number))).collect();
        let whole = words(0) + &words(1);
        let between = |bytes: &[u8]| read(&[&members[0], bytes, &members[1]].concat());
        assert_eq!(between(&[0; 512]), (whole.clone(), Vec::new()), "zeros are no problem");
        let (text, problems) = between(b"none \x1f\x8b of this \x1f\x1f");
        assert!(text == whole);
        assert_eq!(problems, [format!("what begins at byte {} is not gzip", members[0].len())]);
    }

    #[test]
    fn a_flood_of_heads_takes_linear_time() {
        const MOST: f64 = 6.0;
        let read = |heads: usize| {
            let flood = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3].repeat(heads);
            let mut members = Members::new(&flood[..]);
            while members.read_to_end(&mut Vec::new()).is_err() {}
        };
        let times = times_as_much(MOST, || read(10_000), || read(40_000));
        assert!(times <= MOST, "four times as many heads take {times} times as long");
    }
}
