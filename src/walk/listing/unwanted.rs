//! What stands in a listing but is no code: numbers of lines, prompts and buttons.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::numbers;
use crate::walk::element::Attributes;
use crate::walk::nodes::short_text;

/// A prompt, or the label of a button, has at most this many bytes. Set by hand.
const LABEL_BYTES: usize = 80;
/// What the prompts of shells and interpreters end with.
const PROMPT_ENDS: &[&str] = &["#", "$", "%", "...", ":", ">", "~", "»", "λ", "›", "❯", "➜"];
/// Parts of the classes and names of the elements that copy code, in lower case.
const COPY_PARTS: &[&str] = &["clipboard", "copy-", "copy_", "copybtn", "copybutton", "-copy", "_copy"];

/// Whether an element in a listing is no part of the code, if there is any code beside it.
pub(super) fn is_unwanted(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
    is_button(name, attributes)
        || numbers::is_number(attributes, node)
        || attributes.is_unselectable() && is_prompt(node)
        || copies(name, attributes) && short_text(node, LABEL_BYTES).is_some()
        || *name == local_name!("div") && is_title(node)
}

/// Whether an element is the bar above the code: it has a button, and beside that at most one word, the name of the
/// language.
fn is_title(node: &Handle) -> bool {
    let children = node.children.borrow();
    let is_button = |node: &&Handle| match &node.data {
        NodeData::Element { name, attrs, .. } => is_button(&name.local, &Attributes::of(&attrs.borrow())),
        _ => false,
    };
    children.iter().any(|child| is_button(&child)) && {
        let rest = children.iter().filter(|child| !is_button(child)).map(|child| short_text(child, LABEL_BYTES));
        let words = |text: Option<String>| text.map(|text| text.split_whitespace().count());
        rest.map(words).try_fold(0, |sum, words| Some(sum + words?)).is_some_and(|words| words <= 1)
    }
}

/// Whether an element is a button.
fn is_button(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    *name == local_name!("button") || attributes.role == "button"
}

/// Whether the name or class of an element says that it copies the code. Code itself has such classes, too.
fn copies(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    let is_code = matches!(*name, local_name!("code") | local_name!("pre"));
    let is_copy = |name: &str| COPY_PARTS.iter().any(|part| name.contains(part));
    !is_code && (is_copy(name) || is_copy(&attributes.class.to_ascii_lowercase()))
}

/// Whether the text of an element ends as a prompt does, on one line.
fn is_prompt(node: &Handle) -> bool {
    short_text(node, LABEL_BYTES).is_some_and(|text| {
        let text = text.trim();
        !text.contains('\n') && PROMPT_ENDS.iter().any(|end| text.ends_with(end))
    })
}

/// Whether an element is the prompt of a cell in a notebook, such as `In [1]:`.
pub(in crate::walk) fn is_notebook_prompt(attributes: &Attributes<'_>, node: &Handle) -> bool {
    attributes.class.contains("rompt")
        && short_text(node, LABEL_BYTES).is_some_and(|text| {
            let number = text.trim().trim_start_matches(char::is_alphabetic).trim_start().trim_end_matches(':');
            let number = number.strip_prefix('[').and_then(|number| number.strip_suffix(']'));
            number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '*' || c.is_whitespace()))
        })
}
