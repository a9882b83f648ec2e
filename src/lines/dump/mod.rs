//! Plain text that another tool made of a page, a document or a book: recognised by certain signs of the tool's layout,
//! and rewritten as its reader would have it. What the tool added is taken out, and its hard wraps are undone.
//!
//! A text without any of these signs is left as it is. What is left of a text has none of the signs that it was
//! recognised by, so that reading it again changes nothing.

mod browser;
mod ebook;
mod encyclopedia;
mod printed;
mod rows;
mod signs;
mod thread;

use super::line::Line;
use rows::Rows;
pub(super) use rows::{Dump, Taken};

/// Reads a text, which was cut into these lines, as the dump of a tool; `None` if it has no sign of any.
pub(super) fn read(text: &str, lines: &[Line<'_>]) -> Option<Dump> {
    let is_book = ebook::has_signs(lines);
    let is_printed = printed::has_signs(text, lines);
    let is_browsed = browser::has_signs(lines);
    let is_encyclopedia = encyclopedia::has_signs(lines);
    let is_thread = thread::has_signs(lines);
    if !(is_book || is_printed || is_browsed || is_encyclopedia || is_thread) {
        return None;
    }
    let mut rows = Rows::of(text, lines);
    if is_book {
        ebook::read(&mut rows);
    }
    if is_printed {
        printed::read(&mut rows);
    }
    if is_browsed {
        browser::read(&mut rows);
    }
    if is_encyclopedia {
        encyclopedia::read(&mut rows);
    }
    if is_thread {
        thread::read(&mut rows);
    }
    rows.is_changed().then(|| rows.written())
}
