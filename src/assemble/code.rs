//! The language of program code.

use crate::article::is_language_name;
use crate::page::{Block, MarkKind, Page};
use crate::walk::names_verse;

/// What stands in a class attribute before the name of a programming language. A prefix comes before any other that it
/// contains.
const LANGUAGE_PREFIXES: &[&str] = &[
    "language-",
    "lang-",
    "highlight-source-",
    "highlight-",
    "brush:",
    "sourceCode ",
    "hljs ",
    "hl-",
    "enlighter-l-",
    "syntaxhighlighter ",
    "highlight ",
];
/// A class attribute longer than this (bytes) is not searched for a language, because every block of code in the
/// element would search it again. Set by hand.
const CLASS_ATTRIBUTE_BYTES: usize = 1024;
/// Words that stand in place of a language and name none. Set by hand.
const NO_LANGUAGES: &[&str] = &["default", "none", "nohighlight", "text", "notranslate", "tab-size"];
/// How many containers around the code are searched for a class with its language, the `<pre>` included: GitHub has the
/// class on the element around the `<pre>`, Sphinx on the one around that.
const LANGUAGE_CONTAINERS: usize = 3;
/// How many containers that hold nothing but the code are searched for a class with its language. Code with numbered
/// lines may be in a table: the containers are the `<pre>`, an element around it, the cell, the row, `<tbody>`, the
/// table, and the two elements around it (see [`LANGUAGE_CONTAINERS`]).
const OWN_CONTAINERS: usize = 8;

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
    let around = page.ancestors(block).enumerate().take(OWN_CONTAINERS);
    let around =
        around.filter(|(distance, (_, container))| *distance < LANGUAGE_CONTAINERS || container.blocks.len() == 1);
    let around = around.filter_map(|(_, (_, container))| named_language(page.class(container)));
    inside.chain(around).find(|name| is_language(name)).map(str::to_lowercase)
}

/// Whether preformatted text is a poem, by its class: the block for verse of WordPress, and others. A poem with
/// indented lines stays preformatted, because Markdown has no other form that keeps them.
pub(super) fn is_verse(page: &Page, block: &Block) -> bool {
    let class = page.class(&page.containers[block.container]);
    class.len() <= CLASS_ATTRIBUTE_BYTES
        && names_verse(class)
        && !page.block_text(block).lines().any(|line| line.starts_with(char::is_whitespace))
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
    is_language_name(name) && !NO_LANGUAGES.iter().any(|none| none.eq_ignore_ascii_case(name))
}
