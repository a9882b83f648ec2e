//! Lines of JSON: the record of an article, or an error.

use serde::Serialize;
use unboil::{Article, Record, RecordOptions};

use crate::Result;

/// The line of an article: its id, and the keys of [`Record`]. Each program may add its own.
#[derive(Serialize)]
pub struct ArticleLine<'a> {
    id: &'a str,
    #[serde(flatten)]
    record: Record,
}

impl<'a> ArticleLine<'a> {
    /// `url` is the address that the input states for the page. If there is none, or it can't be an address, the one
    /// that the page states itself serves.
    pub fn of(id: &'a str, url: Option<&str>, article: &Article, options: RecordOptions) -> ArticleLine<'a> {
        let is_address =
            |url: &&str| !url.is_empty() && url.chars().all(|c| c.is_ascii_graphic() || c.is_alphanumeric());
        let mut record = article.record(options);
        if let Some(url) = url.filter(is_address) {
            record.url = Some(url.to_owned());
        }
        ArticleLine { id, record }
    }
}

/// The line of a page that could not be extracted.
#[derive(Serialize)]
struct ErrorLine<'a> {
    id: &'a str,
    error: String,
}

/// The line of a page that could not be read or extracted.
///
/// # Errors
///
/// Those of serde.
pub fn error(id: &str, problem: &dyn std::fmt::Display) -> Result<Vec<u8>> {
    line(&ErrorLine { id, error: problem.to_string() })
}

/// A value as a line of JSON, line end included. Write it by one call, so that an interrupted run leaves no half line.
///
/// # Errors
///
/// Those of serde.
pub fn line(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}
