//! What stands in a listing but is no code: numbers of lines, prompts and buttons.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use crate::letter_pairs::Words;
use crate::walk::element::Attributes;
use crate::walk::nodes::short_text;

/// A prompt, or the label of a button, has at most this many bytes. Set by hand.
const LABEL_BYTES: usize = 80;
/// What the prompts of shells and interpreters end with.
const PROMPT_ENDS: &[&str] = &["#", "$", "%", "...", ":", ">", "~", "»", "λ", "›", "❯", "➜"];
/// Parts of the classes and names of the elements that copy code, in lower case.
const COPY_PARTS: &[&str] = &["clipboard", "copy-", "copy_", "copybtn", "copybutton", "-copy", "_copy"];
/// Parts of words for copying in the labels of buttons, in lower case.
const COPY_WORDS: &[&str] =
    &["copi", "copy", "kopi", "kopyala", "копир", "копію", "复制", "複製", "コピー", "복사", "نسخ"];

/// Whether an element in a listing is a prompt, a button that copies the code, or the bar above it, and no part of the
/// code, if there is any code beside it. Buttons that may do something else are left to the scorer.
pub(super) fn is_unwanted(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
    attributes.is_unselectable() && is_prompt(node)
        || copies(name, attributes, node)
        || *name == local_name!("div") && is_title(node)
}

/// Whether an element is the bar above the code: it has a button that copies, and beside that at most one word, the
/// name of the language.
fn is_title(node: &Handle) -> bool {
    let children = node.children.borrow();
    let copies = |node: &&Handle| match &node.data {
        NodeData::Element { name, attrs, .. } => copies(&name.local, &Attributes::of(&attrs.borrow()), node),
        _ => false,
    };
    children.iter().any(|child| copies(&child)) && {
        let rest = children.iter().filter(|child| !copies(child)).map(|child| short_text(child, LABEL_BYTES));
        let words = |text: Option<String>| text.map(|text| text.split_whitespace().count());
        rest.map(words).try_fold(0, |sum, words| Some(sum + words?)).is_some_and(|words| words <= 1)
    }
}

/// Whether an element copies the code, by its name or class or, if it is a button, by its label. Code itself has such
/// classes, too.
fn copies(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
    if matches!(*name, local_name!("code") | local_name!("pre")) {
        return false;
    }
    let is_copy = |name: &str| COPY_PARTS.iter().any(|part| name.contains(part));
    let is_named = is_copy(name) || is_copy(&attributes.class.to_ascii_lowercase());
    let is_button = *name == local_name!("button") || attributes.role == "button";
    (is_named || is_button)
        && short_text(node, LABEL_BYTES).is_some_and(|text| {
            let label = [attributes.get("aria-label"), attributes.get("title"), Some(&text)];
            let says_copy = |label: &str| {
                let label = label.to_lowercase();
                COPY_WORDS.iter().any(|word| label.contains(word))
            };
            is_named || text.trim().is_empty() || label.into_iter().flatten().any(says_copy)
        })
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
    const PROMPT: Words<1> = Words::of(&["rompt"]);
    attributes.class_holds(&PROMPT)
        && short_text(node, LABEL_BYTES).is_some_and(|text| {
            let number = text.trim().trim_start_matches(char::is_alphabetic).trim_start().trim_end_matches(':');
            let number = number.strip_prefix('[').and_then(|number| number.strip_suffix(']'));
            number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '*' || c.is_whitespace()))
        })
}
