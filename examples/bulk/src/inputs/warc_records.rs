//! The pages of a WARC file: its records `response` and `resource`.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::mem;
use std::ops::ControlFlow;

use warc::{RecordType, StreamingBody, WarcHeader, WarcReader};

use super::{Input, MAX_ITEM_BYTES, Page, Source, http, read_up_to};
use crate::Result;
use crate::in_order::Take;

/// More bytes than any head of a record has. The reader of records holds all of a head in memory, however long.
const MAX_HEAD_BYTES: u64 = 1 << 20;

pub(super) struct Record {
    url: Option<String>,
    /// Of a `resource`, which has no head of HTTP.
    content_type: Option<String>,
    is_response: bool,
    block: Vec<u8>,
}

impl Record {
    pub(super) fn bytes(&self) -> usize {
        self.block.capacity()
    }

    pub(super) fn page(self) -> Result<Option<Page>> {
        let Record { url, content_type, is_response, block } = self;
        if is_response {
            let body = http::body(&block)?;
            return Ok(body.map(|(content_type, bytes)| Page { url, content_type, bytes, is_text: false }));
        }
        Ok(http::is_html(content_type.as_deref(), &block).then_some(Page {
            url,
            content_type,
            bytes: block,
            is_text: false,
        }))
    }
}

/// Reads record by record, one in memory at a time. Where one is no record, the rest of the file is lost.
pub(super) fn read(name: &str, reader: Box<dyn BufRead>, take: Take<'_, Input>) -> ControlFlow<()> {
    let left = Cell::new(0);
    let mut reader = WarcReader::new(Limited { reader, left: &left });
    let mut records = reader.stream_records();
    let mut limit = MAX_HEAD_BYTES;
    for number in 1_u64.. {
        left.set(mem::replace(&mut limit, MAX_HEAD_BYTES));
        let place = format!("{name}:{number}");
        let mut record = match records.next_item() {
            None => break,
            Some(Ok(record)) => record,
            Some(Err(problem @ (warc::Error::MissingHeader(..) | warc::Error::MalformedHeader(..)))) => {
                take(Input::unreadable(place, problem))?;
                // It is passed over on the way to the next head.
                limit = u64::MAX;
                continue;
            }
            Some(Err(warc::Error::ReadData(problem))) => return take(Input::unreadable(place, problem)),
            Some(Err(problem)) => return take(Input::unreadable(place, problem)),
        };
        left.set(u64::MAX);
        let is_page = matches!(record.warc_type(), RecordType::Response | RecordType::Resource);
        let input = is_page.then(|| input(&mut record));
        // What is left of it is passed over here, where it may be as long as it likes.
        if let Err(problem) = io::copy(&mut record, &mut io::sink()) {
            return take(Input::unreadable(place, problem));
        }
        if record.content_length() > 0 {
            return take(Input::unreadable(place, "the file ends within the record"));
        }
        input.map_or(ControlFlow::Continue(()), &mut *take)?;
    }
    ControlFlow::Continue(())
}

fn input<R: BufRead>(record: &mut warc::Record<StreamingBody<'_, R>>) -> Input {
    let is_response = *record.warc_type() == RecordType::Response;
    let header = |header| record.header(header).map(|value| value.into_owned());
    let (url, content_type) = (header(WarcHeader::TargetURI), header(WarcHeader::ContentType));
    // Addresses between angle brackets are how some write WARC 1.0.
    let url = url.map(|url| url.trim_matches(['<', '>']).to_owned());
    let (id, bytes) = (record.warc_id().to_owned(), record.content_length());
    if bytes > MAX_ITEM_BYTES {
        return Input::unreadable(id, format!("the record has {bytes} bytes, over the limit of {MAX_ITEM_BYTES}"));
    }
    match read_up_to(bytes, record) {
        Ok(block) => Input { id, source: Source::Record(Record { url, content_type, is_response, block }) },
        Err(problem) => Input::unreadable(id, problem),
    }
}

/// Fails when more is read than is left.
struct Limited<'a, R> {
    reader: R,
    left: &'a Cell<u64>,
}

impl<R: BufRead> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?.read(buffer)?;
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Limited<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no head of a record ends here"));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes as u64));
        self.reader.consume(bytes);
    }
}
