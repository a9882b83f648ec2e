//! The footer of a mail: why the reader gets it, the address of the sender, the link that stops it.

use std::ops::Range;

use super::found::Found;
use super::site::targets;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::{Page, SpanKind};
use crate::prefix_sums::PrefixSums;
use crate::select::classify::NEARLY_SURE_FROM;
use crate::words::WORDS;

/// Parts of the addresses with which readers stop a mail, in lower case, from those of the large senders.
const STOPPING: &[&str] = &["unsubscribe", "opt-out", "opt_out", "optout"];
/// A link that stops a mail has at most this many bytes. Set by hand.
const STOPPING_BYTES: usize = 60;
/// The footer of a mail has at most this many words. Set by hand: with legal notes some have 150.
const FOOTER_WORDS: f64 = 160.0;
/// At least this many words of running text stand above the footer of a mail. Set by hand.
const TEXT_WORDS: f64 = 40.0;
/// The running text of a footer without phrases of notices is at most this share (0..=1) of the text above it: more is
/// the last section of a story that ends with an invitation. Set by hand.
const TEXT_SHARE: f64 = 0.25;

/// Finds the box at the end of a mail in which readers stop it.
///
/// For "You receive this mail because you signed up / 12 Mill Lane / Unsubscribe". The box is the widest container
/// around the link that is short, has little running text but that of notices, and holds neither the headline nor any
/// other heading.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    let Some(stop) = (page.start()..page.len()).rev().find(|index| is_stop(page, *index)) else { return Vec::new() };
    let boxes = page.page.ancestors(&page.page.blocks[stop]).map(|(_, container)| &container.blocks);
    let story = story_words(page);
    let is_footer = |blocks: &&Range<usize>| {
        page.words((*blocks).clone()) <= FOOTER_WORDS
            && page.text(0..blocks.start) >= TEXT_WORDS
            && page.text(blocks.end..page.len()) == 0.0
            && story.total((*blocks).clone())[0] <= TEXT_SHARE * page.text(0..blocks.start)
            && !(*blocks).clone().any(|index| page.row(index).heading > 0.0 || Some(index) == page.headline)
    };
    let found = boxes.take_while(is_footer).last().map(|blocks| {
        let is_all_notice = story.total(blocks.clone())[0] == 0.0;
        Found {
            blocks: blocks.clone(),
            kind: Cruft::Newsletter,
            reason: Reason::Neighbors,
            doubtful_from: if is_all_notice { f32::INFINITY } else { NEARLY_SURE_FROM },
        }
    });
    found.into_iter().collect()
}

/// Per block, its words of running text if it holds no phrase of a newsletter or of a legal note.
fn story_words(page: &Surroundings<'_>) -> PrefixSums<1> {
    let is_notice = |index: usize| has_phrase_of(page, index, &[Cruft::Newsletter, Cruft::Legal, Cruft::Copyright]);
    let words = |index: usize| if is_notice(index) { 0.0 } else { page.text(index..index + 1) as f32 };
    PrefixSums::of((0..page.len()).map(|index| [words(index)]))
}

/// Whether a block holds a phrase of one of these kinds.
fn has_phrase_of(page: &Surroundings<'_>, index: usize, kinds: &[Cruft]) -> bool {
    page.measurements.hits_of(index).iter().any(|hit| kinds.contains(&hit.kind))
}

/// Whether a block has a link with which readers stop a mail, by its address or by its words.
fn is_stop(page: &Surroundings<'_>, index: usize) -> bool {
    let by_address = || {
        targets(page.page, index).any(|target| {
            let target = target.to_ascii_lowercase();
            STOPPING.iter().any(|part| target.contains(part))
        })
    };
    let by_words = || has_phrase_of(page, index, &[Cruft::Newsletter]) || says_stop(page.page, index);
    let row = page.row(index);
    row.link_density > 0.0 && row.in_form == 0.0 && (by_address() || by_words())
}

/// Whether a link of a block says that it stops a mail.
fn says_stop(page: &Page, index: usize) -> bool {
    let links = page.spans[page.blocks[index].spans.clone()].iter();
    let mut links = links.filter(|span| matches!(span.kind, SpanKind::Link(_)) && span.text.len() <= STOPPING_BYTES);
    links.any(|span| stops(&page.text[span.text.clone()]))
}

/// Whether the text of a link says that it stops a mail.
fn stops(text: &str) -> bool {
    let text = text.to_lowercase();
    WORDS.mail_stops.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    #[test]
    fn each_word_that_stops_a_mail_is_recognised_in_any_case() {
        for (place, word) in words_with_places("mail_stops") {
            assert!(stops(&format!("» {}!", word.to_uppercase())), "{place}: is not found");
        }
        assert!(!stops("Subscribe") && !stops(""));
    }
}
