//! Scripts that hold data: JSON-LD, and the state from which other scripts draw the page.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::Handle;

use super::element::Attributes;
use super::nodes::{text_len, text_of};
use crate::structured::state;

/// At most this many bytes are read of a page's JSON-LD, and as many of its state. Among 1,981 pages, the largest
/// JSON-LD has 150 KB, and the largest state, on another page, 1,014,730 bytes.
const MAX_BYTES: usize = 1 << 20;

/// The data scripts of a page.
#[derive(Default)]
pub(super) struct Scripts {
    pub(super) json_ld: Data,
    /// Any other JSON: mostly the state of the page. Read only if the page shows next to nothing.
    others: Data,
}

impl Scripts {
    /// Collects the element if it is a script with a type.
    pub(super) fn read(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) {
        let Some(kind) = attributes.media_type.filter(|_| *name == local_name!("script")) else { return };
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let is_json_ld = kind.eq_ignore_ascii_case("application/ld+json");
        let data = if is_json_ld { &mut self.json_ld } else { &mut self.others };
        data.add(node);
    }

    /// The page's state: all JSON but the JSON-LD, one string a script.
    pub(super) fn state(&self) -> Vec<String> {
        self.others.texts().filter(|script| script.trim_start().starts_with(['{', '['])).collect()
    }

    /// The texts of the longest story in the page's state, maybe with HTML inside; empty if there is none.
    pub(super) fn story(&self) -> Vec<String> {
        let stories = self.others.texts().map(|script| state::story(&script));
        stories.max_by_key(|story| story.iter().map(String::len).sum::<usize>()).unwrap_or_default()
    }
}

/// Scripts of one kind, as long as they stay within [`MAX_BYTES`] together.
#[derive(Default)]
pub(super) struct Data {
    scripts: Vec<Handle>,
    bytes: usize,
}

impl Data {
    /// Adds a script, unless it would exceed the limit.
    fn add(&mut self, script: &Handle) {
        let len = text_len(script);
        // Programs have no text here: the parser drops it.
        if len > 0 && self.bytes + len <= MAX_BYTES {
            self.bytes += len;
            self.scripts.push(script.clone());
        }
    }

    /// The text of each script.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        self.scripts.iter().map(text_of)
    }
}
