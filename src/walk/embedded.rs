//! HTML in JSON strings, walked like the page itself.

use std::borrow::Cow;
use std::collections::HashSet;

use html5ever::local_name;
use markup5ever_rcdom::RcDom;

use super::element::Attributes;
use super::nodes::children;
use super::walker::Walker;
use crate::limits::Limits;
use crate::page::{Page, Tag};
use crate::parse::parse;
use crate::structured::story::{Part, Story};

/// HTML in a string may be nested at most this deep (elements). The deepest of 1,981 whole pages has 56.
const MAX_DEPTH: usize = 64;

/// The text of strings that may hold HTML, one line per block.
pub(super) fn text(strings: &[&str]) -> String {
    let mut text = String::new();
    for string in strings {
        text.push_str(&blocks(&html(string)));
        text.push('\n');
    }
    text
}

/// Adds the blocks of strings that may hold HTML to the page, in an `<article>` of their own, unless the page shows
/// their text already.
pub(super) fn add(strings: &[&str], walker: &mut Walker) {
    if is_shown(&text(strings), &walker.builder.page.text) {
        return;
    }
    walker.builder.page.data_start = Some(walker.builder.page.blocks.len());
    append(strings, walker);
}

/// Adds the blocks of strings that may hold HTML to the page, in an `<article>` of their own.
fn append(strings: &[&str], walker: &mut Walker) {
    walker.is_embedded = true;
    let leave = walker.builder.enter_block(&local_name!("article"), Tag::Article, &Attributes::default(), 0);
    for dom in strings.iter().filter_map(|string| tree(&html(string))) {
        walker.walk(children(&dom.document));
    }
    walker.builder.leave(leave);
}

/// Whether more than half of the words of the text are on the page. A page can show its text and still seem to have
/// nothing but labels: a poem, or a thread of short answers.
fn is_shown(text: &str, page: &str) -> bool {
    let shown: HashSet<&str> = page.split_whitespace().collect();
    let (mut words, mut found) = (0, 0);
    for word in text.split_whitespace() {
        words += 1;
        found += usize::from(shown.contains(word));
    }
    found * 2 > words
}

/// A page that holds nothing but a story of the data, in an `<article>`; empty if its HTML breaks the limits.
pub(crate) fn story(story: &Story) -> Page {
    let mut walker = Walker::new();
    append(&[&markup(&story.parts)], &mut walker);
    walker.builder.finish()
}

/// The parts of a story as HTML. Neighbours that are items of one kind become one list.
fn markup(parts: &[Part]) -> String {
    let list = |part: &Part| match part {
        Part::Item(_) => Some("ul"),
        Part::Step(_) => Some("ol"),
        Part::Text(_) | Part::Heading(_) => None,
    };
    let mut markup = String::new();
    for parts in parts.chunk_by(|a, b| list(a) == list(b)) {
        let list = parts.first().and_then(list);
        markup.extend(list.iter().flat_map(|name| ["<", *name, ">"]));
        for part in parts {
            match part {
                Part::Text(text) => markup.push_str(&html(text)),
                Part::Heading(text) => markup.extend(["<h2>", text.as_str(), "</h2>"]),
                Part::Item(text) | Part::Step(text) => markup.extend(["<li>", text.as_str(), "</li>"]),
            }
        }
        markup.extend(list.iter().flat_map(|name| ["</", *name, ">"]));
    }
    markup
}

/// A string as HTML. The string may be HTML, HTML that was escaped once more, or plain text with line breaks.
fn html(string: &str) -> Cow<'_, str> {
    if string.contains('<') {
        return Cow::Borrowed(string);
    }
    if string.contains("&lt;") {
        let unescaped = blocks(string);
        if unescaped.contains("</") {
            return Cow::Owned(unescaped);
        }
    }
    Cow::Owned(string.lines().flat_map(|line| ["<p>", line]).collect())
}

/// The text of the blocks of some HTML, one line per block.
fn blocks(html: &str) -> String {
    let mut walker = Walker::new();
    walker.is_embedded = true;
    if let Some(dom) = tree(html) {
        walker.walk(children(&dom.document));
    }
    let page = walker.builder.finish();
    page.blocks.iter().map(|block| page.block_text(block)).collect::<Vec<_>>().join("\n")
}

/// Parses the HTML; `None` if it breaks the limits.
fn tree(html: &str) -> Option<RcDom> {
    parse(html, &Limits::default().max_depth(MAX_DEPTH)).ok()
}
