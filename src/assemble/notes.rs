//! Footnotes: signs in the text that lead to a paragraph or item further down.

use std::collections::{HashMap, HashSet};

use crate::page::{Page, SpanKind, Tag};
use crate::select::Verdict;

/// A sign has no more characters: `[123]`, `†`, `note 1` has more.
const SIGN_CHARS: usize = 5;
/// A note has no more blocks.
const NOTE_BLOCKS: usize = 8;
/// What the ids of signs begin with in MediaWiki.
const REFERENCE: &str = "cite_ref";
/// Texts that lead back from a note to its sign.
const RETURNS: &[&str] = &["↩", "↩︎", "↩\u{fe0e}", "⏎", "^", "↑", "⤴", "⬆"];

/// The footnotes of an article.
#[derive(Default)]
pub(super) struct Notes {
    /// The labels by the container of the note.
    labels: HashMap<usize, String>,
    /// The containers by their id.
    containers: HashMap<String, usize>,
    taken: HashSet<String>,
}

impl Notes {
    /// Finds them among what was kept.
    pub(super) fn find(page: &Page, verdicts: &[Verdict]) -> Notes {
        let is_kept = |block: usize| matches!(verdicts.get(block), Some(Verdict::Kept));
        // The block of the first sign that leads to each id, and the sign.
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

    fn add(&mut self, id: &str, container: usize, sign: &str) {
        let digits: String = sign.chars().filter(char::is_ascii_alphanumeric).collect();
        let counted = (self.labels.len() + 1..).map(|number| format!("note{number}"));
        let mut labels = [digits].into_iter().chain(counted);
        // To Markdown two labels that differ in case are one.
        let is_free = |label: &String| !label.is_empty() && self.taken.insert(label.to_ascii_lowercase());
        if let Some(label) = labels.find(is_free) {
            self.labels.insert(container, label);
            self.containers.insert(id.to_owned(), container);
        }
    }

    /// The label of the note that a container is.
    pub(super) fn label(&self, container: usize) -> Option<&str> {
        self.labels.get(&container).map(String::as_str)
    }

    /// The label of the note that a link leads to.
    pub(super) fn led_to(&self, page: &Page, kind: &SpanKind) -> Option<&str> {
        self.label(*self.containers.get(target(page, kind)?)?)
    }

    /// Whether a link leads back from a note.
    pub(super) fn leads_back(&self, page: &Page, kind: &SpanKind, text: &str) -> bool {
        // A wiki numbers the ways back to several signs by letters: "^ a b", to `cite_ref-1-0` and `cite_ref-1-1`.
        let is_letter = |id: &str| text.chars().count() <= 2 && id.starts_with(REFERENCE);
        !self.labels.is_empty() && target(page, kind).is_some_and(|id| is_return(text) || is_letter(id))
    }
}

/// The sign before the letters that lead back from a note, at the beginning of its text.
pub(super) fn return_sign(text: &str) -> Option<usize> {
    RETURNS.iter().find(|sign| text.starts_with(**sign)).map(|sign| sign.len())
}

fn is_return(text: &str) -> bool {
    RETURNS.contains(&text.trim())
}

/// The id that a link on the page leads to.
fn target<'a>(page: &'a Page, kind: &SpanKind) -> Option<&'a str> {
    match kind {
        SpanKind::Link(Some(target)) => page.attributes[target.clone()].split_once('#').map(|(_, id)| id),
        SpanKind::Link(None) | SpanKind::Strong => None,
    }
    .filter(|id| !id.is_empty())
}
