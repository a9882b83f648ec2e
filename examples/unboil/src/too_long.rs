//! The limit on the size of pages, and the errors for pages beyond it: they state the size and the option that raises
//! the limit.

use std::io::{self, Read};

use unboil::Limits;

use crate::Problem;

/// The size limit of a page without `--max-bytes`, in bytes: the default of the library, three times the largest page
/// that it was measured on.
pub(crate) const DEFAULT_MAX_BYTES: u64 = 16 << 20;
/// The greatest value of `--max-bytes`, in bytes: the greatest limit that the library allows.
pub(crate) const MOST_BYTES: u64 = 1 << 30;
/// A line or record may be this many times as long as the page in it: room for escapes and heads. Set by hand.
const ITEM_PER_PAGE: u64 = 2;

/// Parses the value of `--max-bytes`.
///
/// # Errors
///
/// If it is no number from 1 to [`MOST_BYTES`].
pub(crate) fn max_bytes(value: &str) -> Result<u64, String> {
    let bytes = value.parse().ok().filter(|bytes| (1..=MOST_BYTES).contains(bytes));
    bytes.ok_or_else(|| format!("the longest page has from 1 to {MOST_BYTES} bytes"))
}

/// The size limit of a page by the limits of an extractor, in bytes.
///
/// # Errors
///
/// None in practice: limits can be written as JSON.
pub(crate) fn max_bytes_of(limits: &Limits) -> crate::Result<u64> {
    Ok(serde_json::to_value(limits)?["max_bytes"].as_u64().unwrap_or(DEFAULT_MAX_BYTES))
}

/// The size limit of a line or record, in bytes: longer ones are not held in memory.
pub(crate) fn max_item_bytes(max_bytes: u64) -> u64 {
    ITEM_PER_PAGE * max_bytes
}

/// The error for a page whose size is known.
pub(crate) fn page(bytes: u64, max_bytes: u64) -> Problem {
    format!("the page has {bytes} bytes, over the limit of {max_bytes}: --max-bytes raises it").into()
}

/// The error for a page that was read no further than the limit.
pub(crate) fn page_of_unknown_size(max_bytes: u64) -> Problem {
    format!("the page has more than the {max_bytes} bytes that are the limit: --max-bytes raises it").into()
}

/// The error for a page that is within the limit as it is stored, but beyond it once it is converted to UTF-8.
pub(crate) fn page_as_utf8(bytes: usize, max_bytes: usize) -> Problem {
    format!("the page has {bytes} bytes as UTF-8, over the limit of {max_bytes}: --max-bytes raises it").into()
}

/// The error for a page that had `packed` bytes before it was unpacked. Its unpacked size is not counted beyond the
/// limit, as it may be made to fill any disk (a zip bomb).
pub(crate) fn unpacked_page(packed: u64, max_bytes: u64) -> Problem {
    let limit = format!("the {max_bytes} that are the limit: --max-bytes raises it");
    format!("the page has {packed} bytes packed, but unpacked more than {limit}").into()
}

/// The error for an item (`what` is "line" or "record") that is longer than [`max_item_bytes`].
pub(crate) fn item(what: &str, bytes: u64, max_bytes: u64) -> Problem {
    let limit = max_item_bytes(max_bytes);
    format!("the {what} has {bytes} bytes, over the limit of {limit}, twice that of a page: --max-bytes raises both")
        .into()
}

/// Reads everything; `None` if that is more than the limit.
pub(crate) fn read_up_to(max_bytes: u64, reader: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max_bytes).then_some(bytes))
}
