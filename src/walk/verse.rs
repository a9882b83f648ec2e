//! Verse: containers that hold nothing but the lines of a poem, each in an element of its own.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::nodes::{class_of, is_white, text_inside};
use super::running::holds_block;
use crate::letter_pairs::{LetterPairs, Words};
use crate::page::Tag;

/// Words in the classes of poems, stanzas and their lines, in lower case: English, German, French, Spanish, Portuguese,
/// Italian, Russian, Czech and Polish.
const CLASS_WORDS: Words<24> = Words::of(&[
    "couplet", "estrofa", "estrofe", "gedicht", "lyrics", "poem", "poema", "poeme", "poesia", "poesie", "poetry",
    "quatrain", "sloka", "stanza", "stih", "strofa", "strophe", "vers", "verse", "verses", "versi", "verso", "versos",
    "wiersz",
]);
/// A container with fewer lines than this is no stanza. A couplet without a class is taken for two paragraphs. Set by
/// hand.
const MIN_LINES: usize = 2;
/// A container with fewer lines than this and no class of a poem is none: most short rows of lines are labels. Set by
/// hand.
const MIN_UNNAMED_LINES: usize = 3;
/// A container with more lines than this is no poem but a page. Set by hand.
const MAX_LINES: usize = 400;
/// A line of more characters than this is a paragraph: a hexameter has up to seventy. Set by hand.
const MAX_LINE_CHARS: usize = 100;
/// A line without a class has on average at least this many words; labels have one or two. Set by hand.
const MIN_WORDS: usize = 3;

/// Whether an element with this tag may hold the lines of a poem.
pub(super) fn may_hold(tag: Tag) -> bool {
    matches!(tag, Tag::Article | Tag::Blockquote | Tag::Div | Tag::Other | Tag::Paragraph | Tag::Section)
}

/// Whether an element holds nothing but the lines of one or several stanzas, each an element of the same name without
/// blocks, links or controls. The classes of the element or of its lines say so, or the lines run on from one to the
/// next.
///
/// For poems with a `<div>` a line, as in the books of Project Gutenberg. Gets a poem without commas wrong whose lines
/// begin with capitals and have no classes.
pub(super) fn is_stanza(attributes: &Attributes<'_>, node: &Handle) -> bool {
    let children = node.children.borrow();
    // Most containers are told apart by the names of what is in them.
    if !(MIN_LINES..=2 * MAX_LINES + 1).contains(&children.len()) || !children.iter().all(may_stand_in_stanza) {
        return false;
    }
    let mut lines = Lines::default();
    children.iter().all(|child| lines.add(child))
        && lines.are_verse(|| names_verse(attributes.class) || children.iter().any(is_named))
}

/// Whether a child of a container may be a line or stand between two, by its name.
fn may_stand_in_stanza(child: &Handle) -> bool {
    match &child.data {
        NodeData::Element { name, .. } => {
            matches!(name.local, local_name!("br") | local_name!("div") | local_name!("p") | local_name!("span"))
        }
        _ => is_between(child),
    }
}

/// Whether a node that is no element has nothing to show.
fn is_between(node: &Handle) -> bool {
    !matches!(&node.data, NodeData::Text { contents } if !is_white(&contents.borrow()))
}

/// Whether the class of a line says that it is one of a poem.
fn is_named(line: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &line.data else { return false };
    name.local != local_name!("br") && names_verse(class_of(&attrs.borrow()))
}

/// Whether one of the words of a class is that of a poem or a part of one.
pub(crate) fn names_verse(class: &str) -> bool {
    let is_word = |word: &str| CLASS_WORDS.words().binary_search(&&*word.to_lowercase()).is_ok();
    LetterPairs::of(class).may_hold(&CLASS_WORDS) && class.split(|c: char| !c.is_alphabetic()).any(is_word)
}

/// What the lines of a container have in common.
#[derive(Default)]
struct Lines {
    /// The name and the first class of the elements of the lines.
    form: Option<(LocalName, String)>,
    /// Whether the classes of the lines begin differently.
    is_mixed: bool,
    /// The number of lines that are not empty.
    count: usize,
    words: usize,
    /// How many lines begin with a small letter or end in a sign within a sentence.
    running: usize,
    /// How many other lines end a sentence.
    ending: usize,
}

impl Lines {
    /// Adds a child of the container. Returns whether it may be a line, or stand between two.
    fn add(&mut self, child: &Handle) -> bool {
        let NodeData::Element { name, attrs, .. } = &child.data else {
            return is_between(child);
        };
        if name.local == local_name!("br") {
            return true;
        }
        let attrs = attrs.borrow();
        let class = class_of(&attrs);
        let first = class.split_ascii_whitespace().next().unwrap_or_default();
        let (own, class_before) = self.form.get_or_insert_with(|| (name.local.clone(), first.to_owned()));
        if *own != name.local || holds_long_text(child) || holds_control(child) || holds_block(child) {
            return false;
        }
        self.is_mixed |= class_before != first;
        self.add_text(text_inside(child).trim())
    }

    fn add_text(&mut self, line: &str) -> bool {
        let (Some(first), Some(last)) = (line.chars().next(), line.chars().next_back()) else { return true };
        let is_running = first.is_lowercase() || matches!(last, ',' | ';' | '—' | '–');
        self.count += 1;
        self.words += line.split_whitespace().count();
        self.running += usize::from(is_running);
        self.ending += usize::from(!is_running && matches!(last, '.' | '!' | '?' | ':'));
        !is_longer_than_line(line) && self.count <= MAX_LINES
    }

    /// Whether these are the lines of a stanza. `is_named` says whether a class says so.
    fn are_verse(&self, is_named: impl FnOnce() -> bool) -> bool {
        let Some((name, class)) = self.form.as_ref().filter(|_| self.count >= MIN_LINES) else { return false };
        let is_span = *name == local_name!("span");
        if is_named() {
            // A number and a text in two spans are one line.
            return !is_span || !self.is_mixed && !class.is_empty();
        }
        !is_span
            && !self.is_mixed
            && self.count >= MIN_UNNAMED_LINES
            && self.words >= MIN_WORDS * self.count
            && 4 * self.running >= self.count
            && 4 * (self.running + self.ending) >= 3 * self.count
    }
}

/// Whether a text directly inside an element has more characters than a line.
fn holds_long_text(node: &Handle) -> bool {
    node.children.borrow().iter().any(|child| match &child.data {
        NodeData::Text { contents } => is_longer_than_line(contents.borrow().trim()),
        _ => false,
    })
}

/// Whether a text has more characters than a line of a poem.
fn is_longer_than_line(text: &str) -> bool {
    text.len() > MAX_LINE_CHARS && text.chars().nth(MAX_LINE_CHARS).is_some()
}

/// Whether an element holds a link, a control or a picture among its first nodes.
fn holds_control(node: &Handle) -> bool {
    let is_control = |child: &Handle| {
        let NodeData::Element { name, .. } = &child.data else { return false };
        matches!(
            name.local,
            local_name!("a")
                | local_name!("button")
                | local_name!("img")
                | local_name!("input")
                | local_name!("select")
        )
    };
    node.children.borrow().iter().any(is_control)
}

#[cfg(test)]
mod tests {
    use super::{CLASS_WORDS, names_verse};

    #[test]
    fn class_words_are_sorted() {
        assert!(CLASS_WORDS.words().is_sorted());
    }

    #[test]
    fn each_word_names_verse_between_others() {
        for word in CLASS_WORDS.words() {
            for class in
                [(*word).to_owned(), word.to_uppercase(), format!("é a{word} x_{word}2"), format!("wp-{word} z")]
            {
                assert!(names_verse(&class), "{class}");
            }
            assert!(!names_verse(&format!("a{word}")), "a{word}");
        }
    }
}
