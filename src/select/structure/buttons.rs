//! Buttons in a heading beside its text: they copy its address.

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::Tag;

/// Finds the buttons in headings that have text outside of them, as rustdoc and many themes of documentation set them.
///
/// A heading that is a button as a whole opens a part of the story and is left alone.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (index, container) in page.page.containers.iter().enumerate() {
        if container.tag != Tag::Button || container.blocks.is_empty() {
            continue;
        }
        let heading = page.page.chain(index).find(|(_, around)| around.tag == Tag::Heading);
        if heading.is_some_and(|(_, heading)| heading.blocks.len() > container.blocks.len()) {
            let (blocks, reason) = (container.blocks.clone(), Reason::Neighbors);
            found.push(Found { blocks, kind: Cruft::Share, reason, doubtful_from: f32::INFINITY });
        }
    }
    found
}
