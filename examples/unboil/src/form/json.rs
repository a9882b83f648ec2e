//! Lines of JSON: the record of an article, or an error.

use std::fmt::Display;

use serde::Serialize;
use unboil::{Article, Record};

use super::Printed;
use crate::Result;
use crate::options::Part;
use crate::work::dropped_by_profile;

/// The line of an article: its id, and the keys of [`Record`].
#[derive(Serialize)]
struct ArticleLine<'a> {
    id: &'a str,
    #[serde(flatten)]
    record: Record,
    /// The blocks that were dropped because of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeated: Option<Vec<Repeated<'a>>>,
}

/// A block that was dropped because of the profile of the site.
#[derive(Serialize)]
struct Repeated<'a> {
    text: &'a str,
    /// The main reason, as a sentence.
    reason: String,
}

/// The line of a page that could not be extracted.
#[derive(Serialize)]
struct ErrorLine<'a> {
    id: &'a str,
    error: String,
}

/// The line of an article.
pub(super) fn article(printed: &Printed<'_>, parts: &[Part]) -> Result<String> {
    let Printed { id, article, render, has_profile, .. } = *printed;
    let record = Part::record(parts, article, render);
    line(&ArticleLine { id, record, repeated: has_profile.then(|| repeated(article)) })
}

/// The line of a page that could not be read or extracted.
pub(super) fn error(id: &str, problem: &dyn Display) -> Result<String> {
    line(&ErrorLine { id, error: problem.to_string() })
}

fn repeated(article: &Article) -> Vec<Repeated<'_>> {
    let repeated = dropped_by_profile(article);
    repeated.map(|(block, reason)| Repeated { text: block.text(), reason: reason.to_string() }).collect()
}

/// A value as a line of JSON, line end included.
fn line(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}
