//! What is said of pages that are too long: how long they are, and the option that takes them all the same.

use std::io::{self, Read};

use unboil::Limits;

use crate::Problem;

/// The longest page unless `--max-bytes` says otherwise, in bytes: what the library takes by default, three times the
/// largest page it was measured on.
pub const DEFAULT_MAX_BYTES: u64 = 16 << 20;
/// The most that `--max-bytes` can be, in bytes: the library takes no more.
pub const MOST_BYTES: u64 = 1 << 30;
/// How much longer than a page the line or the record may be that holds it: by what it takes to escape, and its head.
const ITEM_PER_PAGE: u64 = 2;

/// The value of `--max-bytes`.
///
/// # Errors
///
/// If it is none.
pub fn max_bytes(value: &str) -> Result<u64, String> {
    let bytes = value.parse().ok().filter(|bytes| (1..=MOST_BYTES).contains(bytes));
    bytes.ok_or_else(|| format!("the longest page has from 1 to {MOST_BYTES} bytes"))
}

/// The limits of an extractor that takes pages up to that length.
pub fn limits(max_bytes: u64) -> Limits {
    Limits::default().max_bytes(usize::try_from(max_bytes).unwrap_or(usize::MAX))
}

/// The longest line and the longest record that are held in memory, in bytes.
pub(crate) fn max_item_bytes(max_bytes: u64) -> u64 {
    ITEM_PER_PAGE * max_bytes
}

/// A page whose size is known.
pub(crate) fn page(bytes: u64, max_bytes: u64) -> Problem {
    format!("the page has {bytes} bytes, over the limit of {max_bytes}: --max-bytes raises it").into()
}

/// A page that was read no further than the limit.
pub(crate) fn page_of_unknown_size(max_bytes: u64) -> Problem {
    format!("the page has more than the {max_bytes} bytes that are the limit: --max-bytes raises it").into()
}

/// A page whose size is known once its charset is UTF-8.
pub(crate) fn page_as_utf8(bytes: usize, max_bytes: usize) -> Problem {
    format!("the page has {bytes} bytes as UTF-8, over the limit of {max_bytes}: --max-bytes raises it").into()
}

/// A page that had this many bytes before it was unpacked. How many it has is not counted beyond the limit: it may be
/// made to fill any disk.
pub(crate) fn unpacked_page(packed: u64, max_bytes: u64) -> Problem {
    let limit = format!("the {max_bytes} that are the limit: --max-bytes raises it");
    format!("the page has {packed} bytes packed, but unpacked more than {limit}").into()
}

/// A line or a record, as `what` says, which may be longer than a page.
pub(crate) fn item(what: &str, bytes: u64, max_bytes: u64) -> Problem {
    let limit = max_item_bytes(max_bytes);
    format!("the {what} has {bytes} bytes, over the limit of {limit}, twice that of a page: --max-bytes raises both")
        .into()
}

/// Reads all; none if that is more than the limit.
pub(crate) fn read_up_to(max_bytes: u64, reader: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max_bytes).then_some(bytes))
}
