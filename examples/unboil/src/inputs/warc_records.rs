//! The pages of a WARC file: its records of the types `response` and `resource`.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use super::members::is_passing;
use super::rewind::Rewind;
use super::stream::Stream;
use super::warc_head::{self, Head, Search};
use super::{Input, Page, Source, http};
use crate::in_order::Take;
use crate::too_long;
use crate::{Problem, Result};

/// A record that may hold a page, as it was read.
pub(super) struct Record {
    url: Option<String>,
    content_type: Option<String>,
    /// Whether the block begins with an HTTP head (`response`); else it is the page itself (`resource`).
    is_response: bool,
    /// Everything after the head of the record.
    block: Vec<u8>,
}

impl Record {
    /// The memory that the record takes, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.block.capacity()
    }

    /// The page in the record; `None` if it is no HTML or was not found.
    pub(super) fn page(self, max_bytes: u64) -> Result<Option<Page>> {
        let Record { url, content_type, is_response, block } = self;
        let page = match is_response {
            true => http::body(&block, max_bytes)?,
            false => http::is_html(content_type.as_deref(), &block).then_some((content_type, block)),
        };
        let Some((content_type, bytes)) = page else { return Ok(None) };
        match bytes.len() as u64 {
            length if length > max_bytes => Err(too_long::page(length, max_bytes)),
            _ => Ok(Some(Page { url, content_type, bytes, is_text: false })),
        }
    }
}

/// Reads record by record, with one in memory at a time. Each broken place becomes one input with an error; reading
/// continues at the next head, even if that lies within the length that a broken record claims.
pub(super) fn read(name: &str, reader: Box<dyn Stream>, max_bytes: u64, take: Take<'_, Input>) -> ControlFlow<()> {
    let window = usize::try_from(too_long::max_item_bytes(max_bytes)).unwrap_or(usize::MAX);
    let is_unpacked = reader.is_unpacked();
    let reader = Rewind::new(reader, window);
    let mut records = Records { name, is_unpacked, reader, max_bytes, number: 0, due: None, lost: None };
    loop {
        match records.step() {
            Ok(Step::Input(input)) => take(input)?,
            Ok(Step::NoPage) => {}
            Ok(Step::End) => return ControlFlow::Continue(()),
            Err(problem) if is_passing(&problem) => {
                // If the record before was broken, this error is its cause and was reported with it.
                if records.lost.replace(Lost::Stream) != Some(Lost::Record) {
                    take(records.unreadable(problem))?;
                }
            }
            Err(problem) => return take(records.unreadable(format!("the rest of the file is not read: {problem}"))),
        }
    }
}

/// The result of a step through the file.
enum Step {
    /// A page, or an error.
    Input(Input),
    /// A record of another type, which holds no page.
    NoPage,
    /// The end of the file.
    End,
}

/// Why it is not known where the next record begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// A record is malformed or incomplete.
    Record,
    /// A part of the file can't be unpacked.
    Stream,
}

/// The state of reading a file.
struct Records<'a> {
    name: &'a str,
    /// Whether the file is packed, so that offsets in errors count unpacked bytes.
    is_unpacked: bool,
    reader: Rewind<Box<dyn Stream>>,
    max_bytes: u64,
    /// The number of records so far, broken ones included.
    number: u64,
    /// The head of the next record, if it was read.
    due: Option<Head>,
    /// Set after a broken place was reported, until the next record is found.
    lost: Option<Lost>,
}

impl Records<'_> {
    /// Reads the next record, or reports what stands there instead.
    fn step(&mut self) -> io::Result<Step> {
        let head = match self.due.take() {
            Some(head) => head,
            None => {
                let from = self.reader.offset();
                let Search { head, has_passed } = warc_head::search(&mut self.reader, self.lost.is_some())?;
                if has_passed && self.lost.is_none() {
                    self.lost = Some(Lost::Record);
                    self.due = head;
                    return Ok(Step::Input(
                        self.unreadable(format!("{}: no WARC record begins here", self.place(from))),
                    ));
                }
                match head {
                    Some(head) => head,
                    None if self.number == 0 => {
                        return Ok(Step::Input(self.unreadable("the file is empty: there is no WARC record in it")));
                    }
                    None => return Ok(Step::End),
                }
            }
        };
        self.lost = None;
        match head.length {
            Some(length) if length > too_long::max_item_bytes(self.max_bytes) => self.pass_over(head, length),
            Some(length) => self.read_block(head, length),
            None => {
                Ok(self.broken(Lost::Record, self.reader.offset(), "the record has no Content-Length that is a number"))
            }
        }
    }

    /// Reads a record that fits in memory.
    fn read_block(&mut self, head: Head, length: u64) -> io::Result<Step> {
        let at = self.reader.offset();
        self.reader.mark();
        let mut block = Vec::new();
        let read = self.reader.by_ref().take(length).read_to_end(&mut block).and_then(|read| {
            Ok(if (read as u64) < length {
                Some(format!("the file ends within the record, which is to have {length} bytes"))
            } else {
                self.end_problem(length)?
            })
        });
        let (lost, mut problem) = match read {
            Ok(None) => {
                self.reader.unmark();
                return Ok(self.input(head, at, block));
            }
            // Behind a gzip member that is cut off the decoder yields garbage for a while: its error is the true cause.
            Ok(Some(problem)) => (Lost::Record, self.reader.get_ref().problem_ahead().unwrap_or(problem)),
            Err(problem) if is_passing(&problem) => (Lost::Stream, problem.to_string()),
            Err(problem) => return Err(problem),
        };
        // The stated length may be wrong, and other records may lie within it: read it again.
        if !self.reader.rewind(0) {
            problem += "; too much was read again by then: what is within it is passed over";
        }
        Ok(self.broken(lost, at, &problem))
    }

    /// Skips a record that is too long to be held in memory. Its stated length may be wrong: if another head is found
    /// within it, reading continues there.
    fn pass_over(&mut self, head: Head, length: u64) -> io::Result<Step> {
        let at = self.reader.offset();
        let mut block = self.reader.by_ref().take(length);
        let within = warc_head::search(&mut block, true)?;
        let left = block.limit();
        if within.head.is_some() {
            let step =
                self.broken(Lost::Record, at, &format!("another begins within the {length} bytes of the record"));
            self.due = within.head;
            return Ok(step);
        }
        let problem = match left {
            0 => self.end_problem(length)?,
            _ => Some(format!("the file ends within the record, which is to have {length} bytes")),
        };
        if let Some(problem) = problem {
            return Ok(self.broken(Lost::Record, at, &problem));
        }
        self.number += 1;
        let too_long = too_long::item("record", length, self.max_bytes);
        Ok(match (is_page(&head), head.id) {
            (true, Some(id)) => Step::Input(Input::unreadable(id, format!("{}: {too_long}", self.place(at)))),
            _ => Step::NoPage,
        })
    }

    /// Reads the two line ends after a record, which may be missing at the end of the file. Returns what is wrong with
    /// them, if anything; a problem of unpacking the record is an error.
    fn end_problem(&mut self, length: u64) -> io::Result<Option<String>> {
        let mut lines = 0;
        while lines < 2 {
            match self.reader.fill_buf()?.first() {
                None => break,
                Some(b'\n') => lines += 1,
                Some(b'\r') => {}
                Some(_) => return Ok(Some(format!("the record does not end after its {length} bytes"))),
            }
            self.reader.consume(1);
        }
        match self.reader.below().and_then(|stream| stream.next_problem()) {
            Some(problem) => Err(problem),
            None => Ok(None),
        }
    }

    /// The input for a complete record. `at` is the offset of its block, for an error.
    fn input(&mut self, head: Head, at: u64, block: Vec<u8>) -> Step {
        if let Some(lacking) = head.lacks() {
            return Step::Input(self.unreadable(format!("{}: the record has no {lacking}", self.place(at))));
        }
        self.number += 1;
        let is_page = is_page(&head);
        let Head { kind: Some(kind), id: Some(id), url, content_type, .. } = head else { return Step::NoPage };
        if !is_page {
            return Step::NoPage;
        }
        let is_response = kind.eq_ignore_ascii_case(RESPONSE);
        Step::Input(Input { id, source: Source::Record(Record { url, content_type, is_response, block }) })
    }

    /// The error for a broken record. `at` is the offset of its block.
    fn broken(&mut self, lost: Lost, at: u64, problem: &str) -> Step {
        self.lost = Some(lost);
        Step::Input(self.unreadable(format!("{}: {problem}", self.place(at))))
    }

    /// An input with an error; its id is the number of the record in the file (`FILE:NUMBER`).
    fn unreadable(&mut self, problem: impl Into<Problem>) -> Input {
        self.number += 1;
        Input::unreadable(format!("{}:{}", self.name, self.number), problem)
    }

    /// The file and an offset in it, for errors.
    fn place(&self, offset: u64) -> String {
        let of = if self.is_unpacked { " of what is unpacked" } else { "" };
        format!("{}, byte {offset}{of}", self.name)
    }
}

const RESPONSE: &str = "response";
const RESOURCE: &str = "resource";

/// Whether a record is of a type that holds pages.
fn is_page(head: &Head) -> bool {
    head.kind.as_ref().is_some_and(|kind| [RESPONSE, RESOURCE].iter().any(|page| kind.eq_ignore_ascii_case(page)))
}
