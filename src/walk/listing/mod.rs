//! Listings of program code: which elements hold one, and what in them is no code.
//!
//! Highlighters and editors set a line of code as a `<div>`, a `<span>`, a list item or the row of a table, and put
//! numbers, prompts and buttons beside the lines. All of them are read as what a reader would copy: one preformatted
//! block.

mod numbers;
mod table;
mod unwanted;

use std::collections::HashSet;
use std::rc::Rc;

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::{Attributes, Display, display};
use super::nodes::{class_of, is_white, remove};
use super::vain_searches::MOST_NESTED;
use crate::letter_pairs::Words;
use crate::page::Tag;

pub(super) use numbers::{is_gutter, names_gutter};
pub(super) use table::listing_in;
pub(super) use unwanted::is_notebook_prompt;

/// Classes of the elements around the lines in CodeMirror 5 and EnlighterJS.
const EDITORS: Words<2> = Words::of(&["CodeMirror-code", "enlighter"]);
/// Classes of a line of code in CodeMirror 5 and 6, Ace, Monaco, Crayon, Docusaurus, Prism React Renderer and others.
const LINES: &[&str] = &[
    "CodeMirror-line",
    "ace_line",
    "cm-line",
    "code-line",
    "code__line",
    "codeline",
    "crayon-line",
    "hljs-line",
    "token-line",
    "view-line",
];
/// Parts of the classes of lists whose items are lines of code: those of the old EnlighterJS, of dp.SyntaxHighlighter
/// and of Google's prettify.
const LISTS: Words<3> = Words::of(&["Enlighter", "dp-", "linenums"]);
/// Parts of the names of fonts in which all letters have the same width, in lower case.
const MONOSPACED: &[&str] = &["consolas", "courier", "menlo", "monaco", "mono"];

/// Code that stands alone, but without a `<br>` or an indented line, has lines of its own if it has at least this many:
/// the source of a page may be wrapped anywhere. Set by hand.
const WRAPPED_LINES: usize = 3;

/// Whether an element holds preformatted text by its name.
pub(super) fn is_pre(name: &LocalName) -> bool {
    matches!(*name, local_name!("pre") | local_name!("listing") | local_name!("xmp") | local_name!("plaintext"))
}

/// Whether the element, which is neither a `<pre>` nor a table, holds a listing. `is_alone` says whether no text stands
/// before or behind it in its paragraph.
///
/// For `<code>` with `<br>` between its lines, and for `<div class="cm-line">`. Gets code wrong that stands alone in a
/// paragraph and is wrapped and indented in the source of the page, but shown on one line.
pub(super) fn begins(
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
    is_alone: impl FnOnce() -> bool,
) -> bool {
    let class = attributes.class;
    match *name {
        local_name!("code") | local_name!("samp") | local_name!("tt") => {
            is_alone() && has_lines(name, attributes, node)
        }
        local_name!("ol") | local_name!("ul") => attributes.class_holds(&LISTS),
        local_name!("div") | local_name!("p") | local_name!("span") => {
            let is_block = *name == local_name!("div") && attributes.language().is_some() && class.contains("code");
            attributes.has_class(&EDITORS)
                || attributes.keeps_spaces() && is_monospaced(attributes)
                || is_block && has_lines(name, attributes, node)
                || holds_lines(node)
        }
        _ => false,
    }
}

/// Whether an element within a listing is a line of it, though browsers display it inline without a style sheet.
pub(super) fn is_line(attributes: &Attributes<'_>) -> bool {
    let is_line = |class: &str| class == "line" || names_line(class);
    attributes.class.split_ascii_whitespace().any(is_line) || attributes.get("data-line").is_some()
}

/// Whether a word of a class is that of a line of code. All of them end in "line".
fn names_line(word: &str) -> bool {
    word.ends_with("line") && LINES.contains(&word)
}

/// Takes the numbers, prompts and buttons out of a listing, at any depth. Returns whether what is left has the elements
/// of a listing and no others, so that each block in it is a line.
pub(super) fn strip(listing: &Handle) -> bool {
    let mut cut = HashSet::new();
    // The elements that something is cut from.
    let mut parents = Vec::new();
    let mut has_code = false;
    let mut is_listing = true;
    // The elements to go through, each with how many around it are marked as numbers of lines but have other text.
    let mut open = vec![(listing.clone(), 0)];
    while let Some((node, marked)) = open.pop() {
        for (row, number) in numbers::before_rows(&node) {
            cut.insert(number);
            parents.push(row);
        }
        let mut is_parent = false;
        for child in node.children.borrow().iter() {
            match &child.data {
                _ if cut.contains(&Rc::as_ptr(child)) => {}
                NodeData::Text { contents } => has_code |= !contents.borrow().trim().is_empty(),
                NodeData::Element { name, attrs, .. } => {
                    let attrs = attrs.borrow();
                    let attributes = Attributes::of(&attrs);
                    let is_number = marked < MOST_NESTED && numbers::is_number(&attributes, child);
                    if is_number || unwanted::is_unwanted(&name.local, &attributes, child) {
                        is_parent |= cut.insert(Rc::as_ptr(child));
                    } else {
                        is_listing &= is_part(&name.local, &attributes, child);
                        open.push((child.clone(), marked + usize::from(numbers::is_marked(&attributes))));
                    }
                }
                _ => {}
            }
        }
        parents.extend(is_parent.then_some(node));
    }
    // Code may be nothing but numbers.
    if has_code {
        remove(&cut, parents);
    }
    is_listing
}

/// Whether a listing may have such an element in it.
fn is_part(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
    match display(name, attributes, node) {
        Display::Block(Tag::Other) => !matches!(
            *name,
            local_name!("dl")
                | local_name!("dt")
                | local_name!("dd")
                | local_name!("fieldset")
                | local_name!("legend")
                | local_name!("summary")
        ),
        Display::Block(tag) => {
            matches!(tag, Tag::Cell | Tag::Div | Tag::Item | Tag::List | Tag::Pre | Tag::Row | Tag::Table)
        }
        _ => true,
    }
}

/// Whether the `style` of an element asks for a font in which all letters have the same width.
fn is_monospaced(attributes: &Attributes<'_>) -> bool {
    attributes.style.contains("font") && {
        let style = attributes.style.to_ascii_lowercase();
        MONOSPACED.iter().any(|font| style.contains(font))
    }
}

/// Whether the elements directly inside are lines of code, each in an element of its own, and nothing else.
fn holds_lines(node: &Handle) -> bool {
    let [mut lines, mut codes, mut breaks, mut others] = [0; 4];
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => others += usize::from(!is_white(&contents.borrow())),
            NodeData::Element { name, attrs, .. } => match name.local {
                local_name!("code") => codes += 1,
                local_name!("br") => breaks += 1,
                _ => {
                    let attrs = attrs.borrow();
                    let is_line = class_of(&attrs).split_ascii_whitespace().any(names_line);
                    *(if is_line { &mut lines } else { &mut others }) += 1;
                }
            },
            _ => {}
        }
        if others > 0 {
            return false;
        }
    }
    if codes > 0 { codes > 1 && breaks > 0 && lines == 0 } else { lines > 0 }
}

/// Whether the text of an element has several lines: they are parted by `<br>` or are blocks, or a line is indented, or
/// there are [`WRAPPED_LINES`]. If the style keeps the line breaks of the source, two lines are enough. The blocks of
/// any element but `<code>` are no lines.
fn has_lines(name: &LocalName, attributes: &Attributes<'_>, listing: &Handle) -> bool {
    let mut text = String::new();
    let mut has_break = false;
    let mut open = vec![listing.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } if has_break && !contents.borrow().trim().is_empty() => return true,
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name: inner, attrs, .. } if !Rc::ptr_eq(&node, listing) => {
                let attrs = attrs.borrow();
                match display(&inner.local, &Attributes::of(&attrs), &node) {
                    Display::Break => has_break |= !text.trim().is_empty(),
                    Display::Block(tag) => return tag == Tag::Div && *name != local_name!("div"),
                    _ => {}
                }
            }
            _ => {}
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let is_indented = lines().skip(1).any(|line| line.starts_with([' ', '\t', '\u{a0}']));
    let least = if attributes.keeps_spaces() || is_indented { 2 } else { WRAPPED_LINES };
    lines().count() >= least
}

#[cfg(test)]
mod tests;
