//! Notes that stand beside their marks: sidenotes, and notes that a script or a style sheet shows when a reader points
//! at the mark. They are taken out of the sentence and come after its paragraph.

use std::collections::{HashMap, HashSet};

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::{Attributes, hides};
use super::nodes::{attribute, children, is_blank};
use crate::letter_pairs::Words;
use crate::page::{Page, is_return, is_sign};

/// At most this many nodes of an element are looked at to find out whether it is a sign or a note. Set by hand.
const SEARCHED_NODES: usize = 64;
/// A hidden element is a note if it has at least this many words. Set by hand.
const NOTE_WORDS: usize = 2;
/// An attribute, or an element that is not hidden, is a note only if it has at least this many words: fewer are a label
/// such as "Footnote 1". Set by hand.
const ATTRIBUTE_WORDS: usize = 3;
/// A note behind a space has at least this many words. Set by hand.
const SENTENCE_WORDS: usize = 4;
/// Classes and custom elements that are notes within a sentence, without hyphens and underscores. From Tufte CSS and
/// its kin for Org, Hugo and R Markdown, from Distill, and from plug-ins of WordPress.
const NOTE_CLASSES: Words<13> = Words::of(&[
    "dfootnote",
    "dtfn",
    "footnotebody",
    "footnotecontent",
    "footnotetext",
    "inlinenote",
    "marginalnote",
    "marginnote",
    "marginnotecontent",
    "sidenote",
    "sidenotebody",
    "sidenotecontent",
    "sidenotetext",
]);
/// Parts of the classes of marks, in lower case.
const MARK_CLASSES: &[&str] = &["note", "popover", "tooltip"];
/// Elements of running text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "em", "i", "input", "label", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "time", "u",
];
/// Attributes that name the element with the note, by its id.
const REFERENCES: &[&str] =
    &["aria-describedby", "aria-details", "popovertarget", "data-popover-target", "data-template", "data-tooltip-id"];

/// A note found beside its mark.
pub(super) struct Found {
    /// The sign of the mark; empty if the page shows none.
    pub(super) sign: String,
    pub(super) content: Content,
    /// How many of the siblings after the mark belong to it.
    pub(super) siblings: usize,
}

/// Where a note has its text.
pub(super) enum Content {
    Nodes(Vec<Handle>),
    /// HTML or plain text, from an attribute.
    Text(String),
    /// The element with this id, which is hidden.
    Id(String),
}

/// The note whose mark is this element, perhaps together with the siblings after it; `None` if it is no mark.
/// `is_close` says that no space stands before the element.
pub(super) fn at(
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
    after: &[Handle],
    is_close: bool,
) -> Option<Found> {
    let is_bare = names_note_by(name, attributes) && words(node, NOTE_WORDS) >= NOTE_WORDS;
    // Few elements can be a mark: nothing is read of the others.
    if !is_bare && !may_be_mark(name) || attributes.is_hidden() {
        return None;
    }
    match *name {
        local_name!("label") | local_name!("input") => return toggled(node, after),
        local_name!("details") => return disclosed(node),
        _ if is_bare => {
            // Behind a space, a word or two may be part of the sentence, of which a script shows more.
            if !is_close && words(node, SENTENCE_WORDS) < SENTENCE_WORDS {
                return None;
            }
            let (sign, nodes) = without_sign(node);
            return Some(Found { sign, content: Content::Nodes(nodes), siblings: 0 });
        }
        _ => {}
    }
    let is_raised = *name == local_name!("sup");
    let Some(sign) = sign(node) else { return nested(node, attributes, is_raised) };
    if let Some((index, note)) = next_element(after)
        && (is_note(note) || is_hidden_note(note))
    {
        return Some(Found { sign, content: Content::Nodes(without_sign(note).1), siblings: index + 1 });
    }
    let class = attributes.class.to_ascii_lowercase();
    let is_mark = is_raised
        || is_close && (*name == local_name!("button") || MARK_CLASSES.iter().any(|mark| class.contains(mark)));
    let leads_on = attributes.href.is_some_and(|href| !matches!(href, "" | "#") && !href.starts_with("javascript:"));
    let content = if is_mark && !leads_on { in_attribute(attributes, &sign) } else { None };
    content.map(|content| Found { sign, content, siblings: 0 })
}

/// Whether an element with this name may be the mark of a note.
fn may_be_mark(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("button")
            | local_name!("details")
            | local_name!("input")
            | local_name!("label")
            | local_name!("small")
            | local_name!("span")
            | local_name!("sup")
    )
}

/// The note behind a checkbox: `<label for=n>`, `<input type=checkbox id=n>` and the note, as in Tufte CSS; the
/// checkbox may come first.
fn toggled(node: &Handle, after: &[Handle]) -> Option<Found> {
    let (at, other) = next_element(after)?;
    let (label, input) = if is(node, "label") { (node, other) } else { (other, node) };
    let is_pair = is(label, "label")
        && is(input, "input")
        && value(input, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
        && value(label, "for").is_some()
        && value(label, "for") == value(input, "id");
    let (next, note) = next_element(&after[at + 1..])?;
    let is_inline = ["span", "small", "aside", "cite", "em", "i"].iter().any(|name| is(note, name)) || is_note(note);
    let is_label = words(label, NOTE_WORDS) < NOTE_WORDS;
    (is_pair && is_inline && is_label && words(note, NOTE_WORDS) >= NOTE_WORDS).then(|| {
        let (own, nodes) = without_sign(note);
        let sign = sign(label).unwrap_or(own);
        Found { sign, content: Content::Nodes(nodes), siblings: at + 1 + next + 1 }
    })
}

/// The note in a `<details>` whose `<summary>` is a sign.
fn disclosed(node: &Handle) -> Option<Found> {
    let children = node.children.borrow();
    let (at, summary) = next_element(&children)?;
    let sign = sign(summary).filter(|_| is(summary, "summary"))?;
    let nodes = children[at + 1..].to_vec();
    Some(Found { sign, content: Content::Nodes(nodes), siblings: 0 })
}

/// The note inside its mark: `<sup>1<span>…</span></sup>`. The note is hidden, or the mark is raised or has the class
/// of one.
fn nested(node: &Handle, attributes: &Attributes<'_>, is_raised: bool) -> Option<Found> {
    let children = node.children.borrow();
    // The sign and the note.
    if !(2..=SEARCHED_NODES).contains(&children.len()) {
        return None;
    }
    let at = children.iter().position(|child| words(child, NOTE_WORDS) >= NOTE_WORDS || is_hidden_note(child))?;
    let is_sign_before = |shown: &String| is_sign(shown) && !is_return(shown);
    // What is hidden is no part of the sign.
    let shown = |child: &Handle| short_text(child).or_else(|| is_hidden(child).then(String::new));
    let shown: String = children[..at].iter().map(shown).collect::<Option<_>>()?;
    let sign = Some(shown.trim().to_owned()).filter(is_sign_before)?;
    let (note, rest) = (&children[at], &children[at + 1..]);
    let class = attributes.class.to_ascii_lowercase();
    let is_mark = is_raised || MARK_CLASSES.iter().any(|mark| class.contains(mark));
    let is_element = matches!(note.data, NodeData::Element { .. }) && !is(note, "a");
    let is_shown_note = is_mark && is_element && words(note, ATTRIBUTE_WORDS) >= ATTRIBUTE_WORDS;
    let is_last = rest.iter().all(|child| words(child, 1) == 0);
    let is_found = is_last && (is_hidden_note(note) || is_note(note) || is_shown_note);
    is_found.then(|| Found { sign, content: Content::Nodes(without_sign(note).1), siblings: 0 })
}

/// The note in an attribute of its mark, or the id of the element that has it.
fn in_attribute(attributes: &Attributes<'_>, sign: &str) -> Option<Content> {
    let is_text = |value: &&str| {
        let last = value.split_whitespace().next_back().unwrap_or_default();
        value.split_whitespace().nth(ATTRIBUTE_WORDS - 1).is_some()
            && !value.trim_start().starts_with(['{', '['])
            && last.trim_matches(|c: char| !c.is_alphanumeric()) != sign.trim_matches(|c: char| !c.is_alphanumeric())
    };
    let is_of_text = |name: &str| name == "title" || name.starts_with("data-");
    let text = attributes.all().filter(|(name, _)| is_of_text(name)).map(|(_, value)| value).find(is_text);
    let id = || REFERENCES.iter().find_map(|name| attributes.get(name)).map(|id| id.trim().trim_start_matches('#'));
    text.map(|text| Content::Text(text.to_owned())).or_else(|| Some(Content::Id(id()?.to_owned())))
}

/// The sign that an element is, if it is nothing else.
fn sign(node: &Handle) -> Option<String> {
    if holds_other_text(node) {
        return None;
    }
    short_text(node).filter(|text| is_sign(text) && !is_return(text))
}

/// Whether an element, or the only one in it, holds one text that is no sign and nothing else, or nothing at all, as
/// most elements do.
fn holds_other_text(node: &Handle) -> bool {
    let mut inner = node.clone();
    for _ in 0..SEARCHED_NODES {
        let only = match inner.children.borrow().as_slice() {
            [only] => only.clone(),
            inside => return inside.is_empty(),
        };
        if let NodeData::Text { contents } = &only.data {
            return !is_sign(contents.borrow().trim());
        }
        inner = only;
    }
    false
}

/// The text of an element that may be a sign; `None` if it is too long for one.
fn short_text(node: &Handle) -> Option<String> {
    let (mut text, mut open, mut seen) = (String::new(), vec![node.clone()], 0);
    while let Some(node) = open.pop() {
        seen += 1;
        match &node.data {
            NodeData::Text { contents } => text.push_str(contents.borrow().trim()),
            NodeData::Element { .. } if is_hidden(&node) => {
                return None;
            }
            _ => open.extend(node.children.borrow().iter().take(SEARCHED_NODES).rev().cloned()),
        }
        if seen > SEARCHED_NODES || text.len() > SEARCHED_NODES {
            return None;
        }
    }
    Some(text)
}

/// The content of a note, and its own sign before it, if that is an element by itself.
fn without_sign(note: &Handle) -> (String, Vec<Handle>) {
    let nodes: Vec<Handle> = children(note).collect();
    let first = next_element(&nodes).and_then(|(at, first)| Some((at, sign(first)?)));
    match first {
        Some((at, sign)) => (sign, nodes[at + 1..].to_vec()),
        None => (String::new(), nodes),
    }
}

/// The first of these nodes that is no blank text, if it is an element, with its index.
fn next_element(nodes: &[Handle]) -> Option<(usize, &Handle)> {
    let first = nodes.iter().take(SEARCHED_NODES).enumerate().find(|(_, node)| !is_blank(node));
    first.filter(|(_, node)| matches!(node.data, NodeData::Element { .. }))
}

/// Whether an element is a note within a sentence by its class, its name or its role.
fn is_note(node: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &node.data else { return false };
    names_note_by(&name.local, &Attributes::of(&attrs.borrow())) && words(node, NOTE_WORDS) >= NOTE_WORDS
}

/// Whether an element with this name and these attributes is a note within a sentence if it has the words of one.
pub(super) fn names_note_by(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    // A <side-note> may hold words of the sentence, to which a script adds a note.
    let has_name = name.contains('-') && **name != *"side-note" && names_note(name);
    let is_inline = matches!(*name, local_name!("span") | local_name!("small"));
    let has_role = is_inline && matches!(attributes.role, "note" | "doc-footnote");
    let has_class = attributes.class_may_hold(&NOTE_CLASSES) && attributes.class.split_whitespace().any(names_note);
    has_name || has_role || has_class
}

/// Whether a word of a class, or the name of an element, is that of a note.
fn names_note(word: &str) -> bool {
    // The first letter tells most words from those in the list.
    let first = word.bytes().find(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let letters = || word.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    NOTE_CLASSES.words().iter().any(|class| first == class.bytes().next() && letters().eq(class.chars()))
}

/// Whether an element is hidden, or shown only when a reader asks for it, and has the words of a note.
fn is_hidden_note(node: &Handle) -> bool {
    let is_popover = value(node, "popover").is_some() || value(node, "role").is_some_and(|role| role == "tooltip");
    (is_hidden(node) || is_popover) && words(node, NOTE_WORDS) >= NOTE_WORDS
}

/// Whether an element is hidden.
fn is_hidden(node: &Handle) -> bool {
    matches!(&node.data, NodeData::Element { attrs, .. } if hides(&attrs.borrow()))
}

/// The number of words in a node, up to `most`. Of many nodes only the first are searched: the others may have all of
/// them.
fn words(node: &Handle, most: usize) -> usize {
    let (mut words, mut open, mut seen) = (0, vec![node.clone()], 0);
    while let Some(node) = open.pop().filter(|_| words < most) {
        seen += 1;
        if seen > SEARCHED_NODES {
            return most;
        }
        match &node.data {
            NodeData::Text { contents } => {
                let contents = contents.borrow();
                // Scripts without spaces between words have several in three characters.
                let letters = contents.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).take(3 * most).count();
                words += contents.split_whitespace().take(most).count().max(letters / 3);
            }
            _ => open.extend(node.children.borrow().iter().take(SEARCHED_NODES + 1).rev().cloned()),
        }
    }
    words
}

/// Whether a node is an element of this name.
fn is(node: &Handle, tag: &str) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if &*name.local == tag)
}

/// The value of an attribute of a node.
fn value(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attribute(&attrs.borrow(), name).map(str::to_owned)
}

/// How many of these siblings, which follow a `<p>`, belong into it: the parser ends a paragraph where a `<details>` or
/// `<aside>` begins, and leaves an empty `<p>` where the paragraph was to end. 0 if no note cuts the paragraph.
pub(super) fn cut_off(after: &[Handle]) -> usize {
    if !after.first().is_some_and(|first| is_note(first) || is_disclosed(first)) {
        return 0;
    }
    let is_block = |node: &Handle| match &node.data {
        NodeData::Text { .. } | NodeData::Comment { .. } => false,
        NodeData::Element { name, .. } => !INLINE.contains(&&*name.local) && !is_note(node) && !is_disclosed(node),
        _ => true,
    };
    let end = after.iter().take(SEARCHED_NODES).position(is_block);
    let is_end = |end: &usize| is(&after[*end], "p") && after[*end].children.borrow().is_empty();
    end.filter(is_end).unwrap_or(0)
}

/// Whether a node is a `<details>` with a note.
fn is_disclosed(node: &Handle) -> bool {
    is(node, "details") && disclosed(node).is_some()
}

/// Whether an element with this name may begin a sentence and be a note or its mark.
pub(super) fn is_inline(name: &LocalName) -> bool {
    matches!(*name, local_name!("label") | local_name!("input") | local_name!("span") | local_name!("small"))
}

/// The containers of a page with these ids.
pub(super) fn containers(page: &Page, wanted: &[String]) -> HashMap<String, usize> {
    let wanted: HashSet<&str> = wanted.iter().map(String::as_str).collect();
    let mut found = HashMap::new();
    for (index, container) in page.containers.iter().enumerate() {
        let names = &page.attributes[container.attributes.start + container.class_len..container.attributes.end];
        for name in names.split(' ').filter(|name| wanted.contains(name)) {
            found.entry(name.to_owned()).or_insert(index);
        }
    }
    found
}

/// The elements with these ids among hidden elements and templates.
pub(super) fn by_id(hidden: &[Handle], wanted: &[String]) -> Vec<Option<Handle>> {
    let places: HashMap<&str, usize> =
        wanted.iter().enumerate().rev().map(|(index, id)| (id.as_str(), index)).collect();
    let mut found = vec![None; wanted.len()];
    let mut open: Vec<Handle> = hidden.iter().rev().cloned().collect();
    while let Some(node) = open.pop() {
        let NodeData::Element { attrs, template_contents, .. } = &node.data else {
            open.extend(node.children.borrow().iter().rev().cloned());
            continue;
        };
        let index = attribute(&attrs.borrow(), "id").and_then(|id| places.get(id).copied());
        if let Some(place) = index.and_then(|index| found.get_mut(index))
            && place.is_none()
        {
            *place = Some(node.clone());
        }
        open.extend(node.children.borrow().iter().rev().cloned());
        open.extend(template_contents.borrow().clone());
    }
    found
}
