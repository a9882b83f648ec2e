//! One page a line: `{"html": …, "url": …, "id": …}`, of which only `html` must be there.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::Value;

use super::{Found, Input, MAX_ITEM_BYTES, Page, Source};
use crate::in_order::Take;

/// JSON is text: whatever the page's `<meta>` says, the charset is known.
const CONTENT_TYPE: &str = "text/html; charset=utf-8";

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    url: Option<String>,
    html: Option<String>,
}

/// Reads line by line; blank ones are no inputs.
pub(super) fn read(name: &str, mut reader: Box<dyn BufRead>, take: Take<'_, Input>) -> ControlFlow<()> {
    for number in 1_u64.. {
        let id = format!("{name}:{number}");
        match read_line(&mut reader) {
            Ok(None) => break,
            Ok(Some(line)) if line.trim_ascii().is_empty() => {}
            Ok(Some(line)) if line.len() as u64 > MAX_ITEM_BYTES => {
                take(Input::unreadable(id, format!("the line is longer than {MAX_ITEM_BYTES} bytes")))?;
            }
            Ok(Some(line)) => take(Input { id, source: Source::Line(line) })?,
            // The rest of the file is lost.
            Err(problem) => return take(Input::unreadable(id, problem)),
        }
    }
    ControlFlow::Continue(())
}

/// The next line; of one that is too long no more than what tells that it is.
fn read_line(reader: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.take(MAX_ITEM_BYTES + 1).read_until(b'\n', &mut line)?;
    if line.len() as u64 > MAX_ITEM_BYTES && line.last() != Some(&b'\n') {
        reader.skip_until(b'\n')?;
    }
    Ok((!line.is_empty()).then_some(line))
}

/// The page in a line, which is known by its `id`, or by its `url`, or else by its place.
pub(super) fn find(place: String, line: &[u8]) -> Found {
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(problem) => return Found { id: place, page: Err(problem.into()) },
    };
    let id = match line.id {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => line.url.clone().unwrap_or(place),
    };
    let page = line.html.ok_or("the line has no \"html\"").map(|html| {
        Some(Page {
            url: line.url,
            content_type: Some(CONTENT_TYPE.to_owned()),
            bytes: html.into_bytes(),
            is_text: false,
        })
    });
    Found { id, page: page.map_err(Into::into) }
}
