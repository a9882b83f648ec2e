//! Cruft that the structure of the page shows, whatever its language: lists of links under a label, feeds of other
//! stories, boxes of market data, the footer of a mail, legal notes and signatures in boxes of their own, counts of
//! readers, buttons in headings.

mod buttons;
mod counts;
mod feed;
mod figures;
mod found;
mod lists;
mod mail;
mod named_boxes;
mod site;
mod surroundings;

use super::verdict::{EarlyVerdict, Kind};
use crate::measure::Measurements;
use crate::page::Page;
use found::Found;
use surroundings::Surroundings;

/// What finds the sorts of cruft, one after the other.
const FINDERS: [fn(&Surroundings<'_>) -> Vec<Found>; 7] =
    [lists::find, feed::find, figures::find, mail::find, named_boxes::find, counts::find, buttons::find];

/// Settles the open blocks of a page of HTML that its structure shows to be cruft. The headline is left alone.
///
/// `early` has one entry per block: the verdict if the block is settled, `None` if it is open.
pub(super) fn settle(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
    early: &mut [Option<EarlyVerdict>],
) {
    if page.is_text() {
        return;
    }
    let surroundings = Surroundings::of(page, measurements, headline, probabilities);
    for find in FINDERS {
        for found in find(&surroundings) {
            for index in found.blocks {
                if Some(index) != headline && probabilities[index] < found.doubtful_from {
                    let kind = Kind::Learned { suggested: Some(found.kind) };
                    early[index].get_or_insert_with(|| EarlyVerdict::Drop(kind, found.reason.clone()));
                }
            }
        }
    }
}
