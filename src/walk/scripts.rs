//! The scripts that hold data.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;

/// The most that is read of a page's scripts, all together, in bytes. The longest of the 1,981 development pages have 200 KB.
const MAX_BYTES: usize = 1 << 20;

#[derive(Default)]
pub(super) struct Scripts {
    pub(super) json_ld: Vec<String>,
    bytes: usize,
}

impl Scripts {
    /// Takes in an element if it is such a script.
    pub(super) fn read(&mut self, name: &LocalName, attributes: &Attributes<'_>, node: &Handle) {
        let is_json_ld = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
        if *name == local_name!("script")
            && attributes.media_type.is_some_and(is_json_ld)
            && self.bytes + len(node) <= MAX_BYTES
        {
            let script = super::text_of(node);
            self.bytes += script.len();
            self.json_ld.push(script);
        }
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
