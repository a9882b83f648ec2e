//! Buttons in a heading beside its text: they copy its address.

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::Tag;

/// Finds the buttons in headings that have text outside of them, as rustdoc and many themes of documentation set them.
///
/// A heading that is a button as a whole opens a part of the story and is left alone.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    let containers = &page.page.containers;
    // For each container, the innermost heading that it is or stands in.
    let mut headings: Vec<Option<usize>> = Vec::with_capacity(containers.len());
    let mut found: Vec<Found> = Vec::new();
    // The block behind the last button so far: one within it goes with it.
    let mut end = 0;
    for (index, container) in containers.iter().enumerate() {
        let around = headings.get(container.parent).copied().flatten();
        headings.push(if container.tag == Tag::Heading { Some(index) } else { around });
        let blocks = &container.blocks;
        let is_beside = || around.is_some_and(|heading| containers[heading].blocks.len() > blocks.len());
        if container.tag == Tag::Button && !blocks.is_empty() && blocks.start >= end && is_beside() {
            end = blocks.end;
            let reason = Reason::Neighbors;
            found.push(Found { blocks: blocks.clone(), kind: Cruft::Share, reason, doubtful_from: f32::INFINITY });
        }
    }
    found
}
