//! Preformatted text: where in a block it lies, and the language of program code.

use std::ops::Range;

use crate::article::Row;
use crate::page::{Block, BlockKind, MarkKind, Page};

/// What stands in a class attribute before the name of a programming language. A prefix comes before any other that it
/// contains.
const LANGUAGE_PREFIXES: &[&str] =
    &["language-", "lang-", "highlight-source-", "highlight-", "brush:", "sourceCode ", "hljs "];
/// A class attribute longer than this (bytes) is not searched for a language, because every block of code in the
/// element would search it again. Set by hand.
const CLASS_ATTRIBUTE_BYTES: usize = 1024;
/// Words that stand in place of a language and name none. Set by hand.
const NO_LANGUAGES: &[&str] = &["default", "none", "nohighlight", "text", "notranslate"];
/// Greatest length of the name of a language (bytes). Set by hand.
const LANGUAGE_BYTES: usize = 20;
/// How many containers around the code are searched for a class with its language, the `<pre>` included: GitHub has the
/// class on the element around the `<pre>`, Sphinx on the one around that.
const LANGUAGE_CONTAINERS: usize = 3;
/// How many containers around code with numbered lines are searched for a class with its language. Such code is the row
/// of a table in a `<pre>`: the containers are the row, `<tbody>`, the table, the `<pre>` and the two elements around
/// it (see [`LANGUAGE_CONTAINERS`]).
const NUMBERED_CONTAINERS: usize = 6;

/// Where in the text of a block its preformatted text lies (bytes); `None` if it has none. Some sites set code as a
/// table of one row with two cells: the numbers of the lines, and the lines.
pub(super) fn of_block(kind: BlockKind, text: &str, row: Option<&Row>) -> Option<Range<usize>> {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace();
    match row.map(|row| &row.cells[..]) {
        None => (kind == BlockKind::Preformatted).then_some(0..text.len()),
        // Only cells with preformatted text have line breaks.
        Some([numbers, code]) => {
            let (numbers, lines) = (&text[numbers.clone()], &text[code.clone()]);
            (numbers.contains('\n') && numbers.chars().all(is_number) && lines.contains('\n')).then(|| code.clone())
        }
        Some(_) => None,
    }
}

/// The language of program code in lower case, as named inside the block or by a class around it; `None` if there is
/// none.
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

/// The word in a class attribute behind one of [`LANGUAGE_PREFIXES`]: behind the one that comes first in that list, if
/// the attribute has several.
fn named_language(class: &str) -> Option<&str> {
    if class.len() > CLASS_ATTRIBUTE_BYTES {
        return None;
    }
    let named = LANGUAGE_PREFIXES.iter().find_map(|prefix| class.split_once(prefix));
    named.and_then(|(_, name)| name.trim_start().split([' ', ';']).next())
}

/// Whether a word can be the name of a programming language.
fn is_language(name: &str) -> bool {
    (1..=LANGUAGE_BYTES).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_.".contains(&byte))
        && !NO_LANGUAGES.iter().any(|none| none.eq_ignore_ascii_case(name))
}
