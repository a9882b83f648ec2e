//! Lines of JSON: the fields that all programs output for a page.

use serde::Serialize;
use unboil::Article;

use crate::Result;

/// The first fields of the line of an article; each program adds its own.
#[derive(Serialize)]
pub struct About<'a> {
    id: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
}

impl<'a> About<'a> {
    /// `url` is the address that the input states for the page. If there is none, or it can't be an address, the one
    /// that the page states itself serves.
    pub fn of(id: &'a str, url: Option<&'a str>, article: &'a Article) -> About<'a> {
        let is_address =
            |url: &&str| !url.is_empty() && url.chars().all(|c| c.is_ascii_graphic() || c.is_alphanumeric());
        About {
            id,
            url: url.filter(is_address).or(article.url()),
            title: article.title(),
            byline: article.byline(),
            published: article.published(),
            language: article.language(),
        }
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
