//! Cruft that the structure of the page shows, whatever its language: lists of links under a label, feeds of other
//! stories, boxes of market data, the footer of a mail, legal notes and signatures in boxes of their own, counts of
//! readers, buttons in headings.

mod buttons;
mod counts;
mod feed;
mod figures;
mod found;
mod links;
mod lists;
mod mail;
mod named_boxes;
mod site;
mod surroundings;

use super::verdict::{EarlyVerdict, Kind};
use crate::cruft::Cruft;
use crate::measure::Measurements;
use crate::page::Page;
use found::Found;
use surroundings::Surroundings;

/// What finds the sorts of cruft, one after the other.
const FINDERS: [fn(&Surroundings<'_>) -> Vec<Found>; 7] =
    [lists::find, feed::find, figures::find, mail::find, named_boxes::find, counts::find, buttons::find];

/// For each block, whether it leads to another page and says nothing else, see [`links::find`]. Empty for plain text.
pub(super) fn links(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
) -> Vec<bool> {
    if page.is_text() {
        Vec::new()
    } else {
        links::find(&Surroundings::of(page, measurements, headline, probabilities))
    }
}

/// Settles the open blocks of a page of HTML that its structure shows to be cruft. The headline is left alone. What is
/// of a kind that the caller drops is dropped even if the scorer takes it for content.
///
/// `early` has one entry per block: the verdict if the block is settled, `None` if it is open.
pub(super) fn settle(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
    drop: &[Cruft],
    early: &mut [Option<EarlyVerdict>],
) {
    if page.is_text() {
        return;
    }
    let surroundings = Surroundings::of(page, measurements, headline, probabilities);
    for find in FINDERS {
        for found in find(&surroundings) {
            for index in found.blocks {
                let is_to_drop = drop.contains(&found.kind);
                if Some(index) != headline && (is_to_drop || probabilities[index] < found.doubtful_from) {
                    let learned = Kind::Learned { suggested: Some(found.kind) };
                    let kind = if is_to_drop { Kind::Certain(found.kind) } else { learned };
                    early[index].get_or_insert_with(|| EarlyVerdict::Drop(kind, found.reason.clone()));
                }
            }
        }
    }
}
