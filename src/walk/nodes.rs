//! Access to the children and the text of nodes.

use markup5ever_rcdom::{Handle, NodeData};

/// Takes the children of a node out of the tree, so that they are freed as the walk goes on.
pub(super) fn children(node: &Handle) -> std::vec::IntoIter<Handle> {
    std::mem::take(&mut *node.children.borrow_mut()).into_iter()
}

/// The text directly inside an element, without that of elements inside it.
pub(super) fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}
