//! What nodes of the tree hold.

use markup5ever_rcdom::{Handle, NodeData};

/// Takes the children of a node out of the tree.
pub(super) fn children(node: &Handle) -> std::vec::IntoIter<Handle> {
    std::mem::take(&mut *node.children.borrow_mut()).into_iter()
}

/// The text directly inside an element.
pub(super) fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}
