//! JSON lines, one page per line: `{"html": …, "url": …, "id": …}`. Only `html` is required, or `text` in its place.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::members::is_passing;
use super::stream::Stream;
use super::{Found, Input, Page, Source};
use crate::in_order::Take;
use crate::too_long;

/// The content type of every page: JSON is UTF-8, whatever charset the page's `<meta>` declares.
const CONTENT_TYPE: &str = "text/html; charset=utf-8";

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
}

/// Reads line by line; each line but blank ones is an input. Where the packed file is broken, an input with the error
/// stands for the damaged line.
pub(super) fn read(name: &str, mut reader: Box<dyn Stream>, max_bytes: u64, take: Take<'_, Input>) -> ControlFlow<()> {
    let longest = too_long::max_item_bytes(max_bytes);
    for number in 1_u64.. {
        let id = format!("{name}:{number}");
        match read_line(&mut reader, longest) {
            Ok((_, 0)) => break,
            Ok((_, bytes)) if bytes > longest => {
                take(Input::unreadable(id, too_long::item("line", bytes, max_bytes)))?;
            }
            Ok((line, _)) if line.trim_ascii().is_empty() => {}
            // The remains of a broken gzip member: cut off, or garbage that the decoder produced. Its error follows.
            Ok((line, _)) if reader.problem_ahead().is_some() && is_left_over(&line) => {}
            Ok((line, _)) => take(Input { id, source: Source::Line(line) })?,
            Err(problem) if is_passing(&problem) => take(Input::unreadable(id, problem))?,
            Err(problem) => return take(Input::unreadable(id, format!("the rest of the file is not read: {problem}"))),
        }
    }
    ControlFlow::Continue(())
}

/// The next line, line end included, and its length in bytes. A line that is too long is skipped: only its first bytes,
/// one more than `longest`, are returned.
fn read_line(reader: &mut dyn BufRead, longest: u64) -> io::Result<(Vec<u8>, u64)> {
    let mut line = Vec::new();
    let mut bytes = reader.take(longest + 1).read_until(b'\n', &mut line)? as u64;
    if bytes > longest && line.last() != Some(&b'\n') {
        bytes += reader.skip_until(b'\n')? as u64;
    }
    Ok((line, bytes))
}

/// Whether a line is neither JSON nor a complete line of text without control characters.
fn is_left_over(line: &[u8]) -> bool {
    let is_text = |line: &str| line.ends_with('\n') && !line.trim_end().contains(|c: char| c.is_control() && c != '\t');
    serde_json::from_slice::<IgnoredAny>(line).is_err() && !std::str::from_utf8(line).is_ok_and(is_text)
}

/// The page in a line. Its id is the line's `id`, else its `url`, else the line's place (`FILE:NUMBER`).
pub(super) fn find(place: String, line: &[u8], max_bytes: u64) -> Found {
    // An array of four would pass for an object with four fields.
    if !line.trim_ascii_start().starts_with(b"{") {
        let problem = "this is no page as JSON: a line is an object, such as {\"url\": \"…\", \"html\": \"…\"}";
        return Found { id: place, page: Err(problem.into()) };
    }
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(problem) => {
            // Each line is parsed by itself, so that its number would be 1 always.
            let problem = problem.to_string().replace(" at line 1 column ", " at column ");
            return Found { id: place, page: Err(format!("this is no page as JSON: {problem}").into()) };
        }
    };
    let id = match line.id {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => line.url.clone().unwrap_or(place),
    };
    let page = match (line.html, line.text) {
        (None, None) => Err("the line has neither \"html\" nor \"text\"".into()),
        (Some(page), _) | (None, Some(page)) if page.len() as u64 > max_bytes => {
            Err(too_long::page(page.len() as u64, max_bytes))
        }
        (Some(html), _) => Ok(Some(page(line.url, html, false))),
        (None, Some(text)) => Ok(Some(page(line.url, text, true))),
    };
    Found { id, page }
}

fn page(url: Option<String>, text: String, is_text: bool) -> Page {
    Page { url, content_type: Some(CONTENT_TYPE.to_owned()), bytes: text.into_bytes(), is_text }
}
