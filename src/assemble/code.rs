//! Preformatted text: where it is, and in which language if it is program code.

use std::ops::Range;

use crate::article::Row;
use crate::page::{Block, BlockKind, MarkKind, Page};

/// Beginnings of the classes that name the language of program code, before those of which they are a part.
const LANGUAGE_CLASSES: &[&str] =
    &["language-", "lang-", "highlight-source-", "highlight-", "brush:", "sourceCode ", "hljs "];
/// No class names a language that is longer (bytes): each block of code in the element would search it.
const CLASS_BYTES: usize = 1024;
/// What stands there if no language is named.
const NO_LANGUAGES: &[&str] = &["default", "none", "nohighlight", "text", "notranslate"];
/// A language has no more letters.
const LANGUAGE_BYTES: usize = 20;
/// A class names a language so many containers around the code at most, the `<pre>` included: GitHub has it on the box around
/// that, Sphinx on the box around the box.
const LANGUAGE_CONTAINERS: usize = 3;
/// The same around the row of a table with numbered lines: that stands in a table in a `<pre>` in both boxes.
const NUMBERED_CONTAINERS: usize = 6;

/// Where in the text of a block the preformatted text lies. Some sites set code as a table of one row: the numbers of the
/// lines, and the lines.
pub(super) fn of_block(kind: BlockKind, text: &str, row: Option<&Row>) -> Option<Range<usize>> {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace();
    match row.map(|row| &row.cells[..]) {
        None => (kind == BlockKind::Preformatted).then_some(0..text.len()),
        // Of all cells only those with preformatted text have lines.
        Some([numbers, code]) => {
            let (numbers, lines) = (&text[numbers.clone()], &text[code.clone()]);
            (numbers.contains('\n') && numbers.chars().all(is_number) && lines.contains('\n')).then(|| code.clone())
        }
        Some(_) => None,
    }
}

/// The language of program code, as its classes name it.
pub(super) fn language(page: &Page, block: &Block) -> Option<String> {
    let from = page.marks.partition_point(|mark| mark.text.end < block.text.start);
    let marks = page.marks[from..].iter().take_while(|mark| mark.text.end <= block.text.end);
    let inside = marks.filter_map(|mark| match &mark.kind {
        MarkKind::Code(class) => named_language(&page.attributes[class.clone()]),
        MarkKind::Language(language) => Some(&page.attributes[language.clone()]),
        _ => None,
    });
    let containers = if block.kind == BlockKind::TableRow { NUMBERED_CONTAINERS } else { LANGUAGE_CONTAINERS };
    let around = page.ancestors(block).take(containers);
    let around = around.filter_map(|(_, container)| named_language(page.class(container)));
    inside.chain(around).find(|name| is_language(name)).map(str::to_lowercase)
}

fn named_language(class: &str) -> Option<&str> {
    if class.len() > CLASS_BYTES {
        return None;
    }
    let named = LANGUAGE_CLASSES.iter().find_map(|prefix| class.split_once(prefix));
    named.and_then(|(_, name)| name.trim_start().split([' ', ';']).next())
}

fn is_language(name: &str) -> bool {
    (1..=LANGUAGE_BYTES).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_.".contains(&byte))
        && !NO_LANGUAGES.contains(&name)
}
