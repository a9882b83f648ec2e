//! The numbers of lines beside a listing.

use std::rc::Rc;

use html5ever::local_name;
use markup5ever_rcdom::{Handle, Node, NodeData};

use crate::letter_pairs::Words;
use crate::walk::element::Attributes;
use crate::walk::nodes::{is_large, tag_name, texts};

/// The number of a line has at most this many digits. Set by hand.
const DIGITS: usize = 6;
/// What may stand beside the number of a line.
const SIGNS: &[char] = &['.', ':', '|', ')', '│'];
/// Classes of the number of a line, or of the column of numbers: those of Chroma (Hugo), Rouge, GitHub and Gist,
/// highlightjs-line-numbers, Crayon, Hexo and Ace.
const CLASSES: &[&str] =
    &["ace_gutter-cell", "blob-num", "crayon-num", "crayon-nums", "gl", "gutter", "ln", "lnt", "lntd", "rouge-gutter"];
/// Names of the numbers of lines in such classes, in lower case and without hyphens and underscores: `lineno`,
/// `line-numbers`, `CodeMirror-linenumber`, `hljs-ln-numbers`.
const NAMES: Words<9> = Words::of(&[
    "hljslnn",
    "hljslnnumbers",
    "lineno",
    "linenodiv",
    "linenos",
    "linenum",
    "linenumber",
    "linenumbers",
    "linenums",
]);
/// Classes that highlighters give to numbers in the code itself: Pygments and Rouge, GitHub, highlight.js, Prism and
/// CodeMirror.
const NUMERALS: &[&str] = &["cm-number", "hljs-number", "m", "mb", "mf", "mh", "mi", "mo", "number", "pl-c1", "token"];

/// Whether a class says that an element holds the numbers of lines, wherever it stands: it has one of [`NAMES`] between
/// hyphens, capitals or the like. `outline-none` and `inline-note` have none.
fn names_numbers(class: &str) -> bool {
    let class = class.as_bytes();
    (0..class.len()).any(|at| {
        matches!(class[at], b'h' | b'H' | b'l' | b'L')
            && begins_word(class, at)
            && NAMES.words().iter().any(|name| begins_with_name(&class[at..], name))
    })
}

/// Whether a word of a class begins at an index.
fn begins_word(class: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| class[before]);
    !before.is_ascii_alphanumeric() || before.is_ascii_lowercase() && class[at].is_ascii_uppercase()
}

/// Whether a class begins with a name, whose words may have hyphens and underscores between them, and no small letter
/// follows it.
fn begins_with_name(class: &[u8], name: &str) -> bool {
    let mut name = name.bytes().peekable();
    let mut rest = class.iter();
    while name.peek().is_some() {
        match rest.next() {
            Some(b'-' | b'_') => {}
            Some(byte) if name.next() == Some(byte.to_ascii_lowercase()) => {}
            _ => return false,
        }
    }
    !rest.next().is_some_and(u8::is_ascii_lowercase)
}

/// Whether the class of an element says that it holds the numbers of lines, wherever it stands.
pub(in crate::walk) fn names_gutter(attributes: &Attributes<'_>) -> bool {
    attributes.class_may_hold(&NAMES) && names_numbers(attributes.class)
}

/// Whether an element outside of a listing, which [`names_gutter`] holds for, is the column of numbers beside one. Code
/// may be nothing but numbers, too.
pub(in crate::walk) fn is_gutter(node: &Handle) -> bool {
    is_column(node) && !holds_code(node)
}

/// Whether an element is code or holds code at any depth.
fn holds_code(node: &Handle) -> bool {
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        if matches!(tag_name(&node), Some(local_name!("pre") | local_name!("code"))) {
            return true;
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    false
}

/// Whether the attributes say that an element in a listing is the number of a line, or a column of them.
pub(super) fn is_marked(attributes: &Attributes<'_>) -> bool {
    names_gutter(attributes)
        || attributes.class.split_ascii_whitespace().any(|class| CLASSES.contains(&class))
        || attributes.get("data-line-number").is_some() && !attributes.class.contains("code")
        || attributes.get("aria-hidden") == Some("true")
        || attributes.is_unselectable()
}

/// Whether an element in a listing is the number of a line, or a column of such numbers: its attributes say so, and it
/// has no other text.
pub(super) fn is_number(attributes: &Attributes<'_>, node: &Handle) -> bool {
    is_marked(attributes) && {
        let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || SIGNS.contains(&c);
        texts(node).all(|text| text.chars().all(is_sign))
    }
}

/// The numbers that stand first in the rows of a listing, each with its row, where the elements directly inside `node`
/// are the rows. There are such numbers only if every row begins with an element of nothing but the next number, not
/// one of them is a numeral of the code itself, and there is more in the rows than that.
pub(super) fn before_rows(node: &Handle) -> Vec<(Handle, *const Node)> {
    let mut numbers = Vec::new();
    let mut next = None;
    let mut has_code = false;
    for row in node.children.borrow().iter() {
        match &row.data {
            NodeData::Text { contents } if !contents.borrow().trim().is_empty() => return Vec::new(),
            NodeData::Element { .. } => {
                let Some((number, value)) = first_number(row) else { return Vec::new() };
                if next.is_some_and(|next| next != value) {
                    return Vec::new();
                }
                next = Some(value + 1);
                has_code |= row.children.borrow().len() > 1;
                numbers.push((row.clone(), number));
            }
            _ => {}
        }
    }
    if has_code && numbers.len() > 1 { numbers } else { Vec::new() }
}

/// The number that a row begins with, if it is an element of its own and no numeral of the code.
fn first_number(row: &Handle) -> Option<(*const Node, u32)> {
    let children = row.children.borrow();
    let is_blank =
        |node: &&Handle| matches!(&node.data, NodeData::Text { contents } if contents.borrow().trim().is_empty());
    let first = children.iter().find(|node| !is_blank(node))?;
    let NodeData::Element { attrs, .. } = &first.data else { return None };
    let attrs = attrs.borrow();
    let attributes = Attributes::of(&attrs);
    let is_numeral = attributes.class.split_ascii_whitespace().any(|class| NUMERALS.contains(&class));
    if is_numeral || attributes.has_color() || is_large(first) {
        return None;
    }
    let mut number = String::new();
    for text in texts(first) {
        number.push_str(text.trim());
        if number.len() > DIGITS {
            return None;
        }
    }
    Some((Rc::as_ptr(first), number.parse().ok()?))
}

/// Whether an element is a column of at least two numbers that grow from line to line.
pub(super) fn is_column(node: &Handle) -> bool {
    let mut last = None;
    let mut lines = 0;
    for text in texts(node) {
        for word in text.split_ascii_whitespace() {
            let Ok(number) = word.trim_end_matches(SIGNS).parse::<u32>() else { return false };
            if last.is_some_and(|last| last >= number) {
                return false;
            }
            last = Some(number);
            lines += 1;
        }
    }
    lines > 1
}

#[cfg(test)]
mod tests {
    use super::names_numbers;

    #[test]
    fn classes_of_numbers_are_told_by_their_words() {
        for (class, expected) in [
            ("lineno", true),
            ("a linenos", true),
            ("line-number", true),
            ("line_numbers-rows", true),
            ("CodeMirror-linenumber", true),
            ("codeLineNumber", true),
            ("react-code-line-number-12", true),
            ("hljs-ln-numbers", true),
            ("hljs-ln-n", true),
            ("inline-note", false),
            ("line-note", false),
            ("focus:outline-none", false),
            ("MuiLink-underlineNone", false),
            ("hljs-ln-line", false),
            ("hljs", false),
            ("line", false),
            ("", false),
        ] {
            assert_eq!(names_numbers(class), expected, "{class}");
        }
    }
}
