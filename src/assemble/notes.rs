//! Footnotes: signs in the text that link to a paragraph or list item further down.

use std::collections::{HashMap, HashSet};

use crate::page::{Page, SpanKind, Tag};
use crate::select::Verdict;

/// The sign of a footnote has at most this many characters: `[123]` and `†` are signs, `note 1` is not. Set by hand.
const SIGN_CHARS: usize = 5;
/// A footnote has at most this many blocks. Set by hand.
const NOTE_BLOCKS: usize = 8;
/// The beginning of the ids of signs in MediaWiki.
const REFERENCE: &str = "cite_ref";
/// Texts of the links that lead back from a footnote to its sign.
const RETURNS: &[&str] = &["↩", "↩︎", "↩\u{fe0e}", "⏎", "^", "↑", "⤴", "⬆"];

/// The footnotes of an article.
#[derive(Default)]
pub(super) struct Notes {
    /// The label of each footnote, by its container.
    labels: HashMap<usize, String>,
    /// The container of each footnote, by the id that its sign links to.
    containers: HashMap<String, usize>,
    /// The labels that are in use, in lower case.
    taken: HashSet<String>,
}

impl Notes {
    /// Finds the footnotes: containers of which all blocks were kept, behind a kept sign that links to them.
    pub(super) fn find(page: &Page, verdicts: &[Verdict]) -> Notes {
        let is_kept = |block: usize| matches!(verdicts.get(block), Some(Verdict::Kept));
        // For each id, the first sign that links to it, with its block.
        let mut signs: HashMap<&str, (usize, &str)> = HashMap::new();
        for (index, block) in page.blocks.iter().enumerate().filter(|(index, _)| is_kept(*index)) {
            for span in &page.spans[block.spans.clone()] {
                let Some(id) = target(page, &span.kind) else { continue };
                let sign = &page.text[span.text.clone()];
                if sign.chars().count() <= SIGN_CHARS && !is_return(sign) {
                    signs.entry(id).or_insert((index, sign));
                }
            }
        }
        let mut notes = Notes::default();
        if signs.is_empty() {
            return notes;
        }
        for (index, container) in page.containers.iter().enumerate() {
            let names = &page.attributes[container.attributes.start + container.class_len..container.attributes.end];
            let Some((id, (sign_block, sign))) = names.split(' ').find_map(|name| signs.get_key_value(name)) else {
                continue;
            };
            let is_note = matches!(container.tag, Tag::Item | Tag::Paragraph | Tag::Div | Tag::Aside)
                && (1..=NOTE_BLOCKS).contains(&container.blocks.len())
                && container.blocks.start > *sign_block
                && container.blocks.clone().all(is_kept);
            if is_note && !notes.containers.contains_key(*id) {
                notes.add(id, index, sign);
            }
        }
        notes
    }

    /// Adds a footnote. Its label is the letters and digits of its sign, or `note1`, `note2`… if those are taken.
    fn add(&mut self, id: &str, container: usize, sign: &str) {
        let digits: String = sign.chars().filter(char::is_ascii_alphanumeric).collect();
        let counted = (self.labels.len() + 1..).map(|number| format!("note{number}"));
        let mut labels = [digits].into_iter().chain(counted);
        // In Markdown, two labels that differ only in case are the same.
        let is_free = |label: &String| !label.is_empty() && self.taken.insert(label.to_ascii_lowercase());
        if let Some(label) = labels.find(is_free) {
            self.labels.insert(container, label);
            self.containers.insert(id.to_owned(), container);
        }
    }

    /// The label of the footnote that a container is, if it is one.
    pub(super) fn label(&self, container: usize) -> Option<&str> {
        self.labels.get(&container).map(String::as_str)
    }

    /// The label of the footnote that a link leads to, if it leads to one.
    pub(super) fn led_to(&self, page: &Page, kind: &SpanKind) -> Option<&str> {
        self.label(*self.containers.get(target(page, kind)?)?)
    }

    /// Whether a link leads back from a footnote to its sign.
    pub(super) fn leads_back(&self, page: &Page, kind: &SpanKind, text: &str) -> bool {
        // In a wiki, the links back to several signs are letters: "^ a b", to `cite_ref-1-0` and `cite_ref-1-1`.
        let is_letter = |id: &str| text.chars().count() <= 2 && id.starts_with(REFERENCE);
        !self.labels.is_empty() && target(page, kind).is_some_and(|id| is_return(text) || is_letter(id))
    }
}

/// The length in bytes of the sign for the way back with which a text begins, if it does; in a wiki, letters follow it.
pub(super) fn return_sign(text: &str) -> Option<usize> {
    RETURNS.iter().find(|sign| text.starts_with(**sign)).map(|sign| sign.len())
}

/// Whether the text of a link is that of one that leads back from a footnote.
fn is_return(text: &str) -> bool {
    RETURNS.contains(&text.trim())
}

/// The id that a link leads to, behind the `#` of its address; `None` if it has none.
fn target<'a>(page: &'a Page, kind: &SpanKind) -> Option<&'a str> {
    match kind {
        SpanKind::Link(Some(target)) => page.attributes[target.clone()].split_once('#').map(|(_, id)| id),
        SpanKind::Link(None) | SpanKind::Strong => None,
    }
    .filter(|id| !id.is_empty())
}
