//! Lines of JSON: what every program says of a page.

use serde::Serialize;
use unboil::Article;

use crate::Result;

/// What is known of an article, before what the program makes of it.
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
    /// `url` is where the page came from, as its input says; without one that can be an address, what the page says of
    /// itself.
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

#[derive(Serialize)]
struct ErrorLine<'a> {
    id: &'a str,
    error: String,
}

/// The line of a page that gave no article.
///
/// # Errors
///
/// Those of serde.
pub fn error(id: &str, problem: &dyn std::fmt::Display) -> Result<Vec<u8>> {
    line(&ErrorLine { id, error: problem.to_string() })
}

/// A value as a line, which is to be written in one piece: so no run leaves half of one.
///
/// # Errors
///
/// Those of serde.
pub fn line(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}
