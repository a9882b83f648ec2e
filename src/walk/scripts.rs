//! The scripts that hold data.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::nodes::text_of;
use crate::structured::state;

/// The most that is read of a page's JSON-LD, and of its state, in bytes: of 1,981 pages the fullest has 150 KB of
/// JSON-LD, and another 1,014,730 bytes of state.
const MAX_BYTES: usize = 1 << 20;

#[derive(Default)]
pub(super) struct Scripts {
    pub(super) json_ld: Data,
    /// Any other JSON: mostly the state of the page, and mostly not needed.
    others: Data,
}

impl Scripts {
    /// Takes in an element if it is such a script.
    pub(super) fn read(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) {
        let Some(kind) = attributes.media_type.filter(|_| *name == local_name!("script")) else { return };
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let is_json_ld = kind.eq_ignore_ascii_case("application/ld+json");
        let data = if is_json_ld { &mut self.json_ld } else { &mut self.others };
        data.add(node);
    }

    /// The texts of the story that the page's state holds, if any.
    pub(super) fn story(&self) -> Vec<String> {
        let stories = self.others.texts().map(|script| state::story(&script));
        stories.max_by_key(|story| story.iter().map(String::len).sum::<usize>()).unwrap_or_default()
    }
}

/// Scripts of one sort.
#[derive(Default)]
pub(super) struct Data {
    scripts: Vec<Handle>,
    bytes: usize,
}

impl Data {
    fn add(&mut self, script: &Handle) {
        let len = len(script);
        // The text of scripts that are programs is gone since the parse.
        if len > 0 && self.bytes + len <= MAX_BYTES {
            self.bytes += len;
            self.scripts.push(script.clone());
        }
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        self.scripts.iter().map(text_of)
    }
}

/// The bytes of the text directly inside an element.
fn len(node: &Handle) -> usize {
    let len = |child: &Handle| match &child.data {
        NodeData::Text { contents } => contents.borrow().len(),
        _ => 0,
    };
    node.children.borrow().iter().map(len).sum()
}
