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
mod thread;

use std::sync::LazyLock;

use super::line::Line;
use crate::cruft::Cruft;
use crate::words::word_list;
use rows::Rows;

/// Words by which tools are recognised: the sections of `signs.txt`, each with a comment.
const TABLE: &str = include_str!("signs.txt");

/// The words of each section of [`TABLE`].
struct Signs {
    books: Vec<&'static str>,
    electronic_books: Vec<&'static str>,
    edit_links: Vec<&'static str>,
    encyclopedias: Vec<&'static str>,
    actions: Vec<&'static str>,
}

/// The words that tools are recognised by, read when the first is looked up.
static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs {
    books: word_list::section(TABLE, "books"),
    electronic_books: word_list::section(TABLE, "electronic_books"),
    edit_links: word_list::section(TABLE, "edit_links"),
    encyclopedias: word_list::section(TABLE, "encyclopedias"),
    actions: word_list::section(TABLE, "actions"),
});

/// A text as it reads without what a tool added.
#[derive(Default)]
pub(super) struct Dump {
    /// The text that is left, its wrapped lines joined.
    pub(super) text: String,
    /// What was taken out, in the order of the text.
    pub(super) taken: Vec<Taken>,
    /// The title and the author, where the tool names them by the layout.
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
}

/// What was taken out of a text at one place.
pub(super) struct Taken {
    /// The number of lines that are not blank before it in [`Dump::text`].
    pub(super) lines_before: usize,
    pub(super) text: String,
    pub(super) kind: Cruft,
}

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
