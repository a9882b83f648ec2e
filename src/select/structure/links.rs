//! What leads to other pages and says nothing else, for callers who name the kinds that they keep and drop: a paragraph
//! that is a link, perhaps behind "See also", and a list of nothing but such links.
//!
//! Without the caller's word the scorer is believed rather than this: such a link may be the recipe that the next
//! paragraph is about.

use super::surroundings::Surroundings;
use crate::cruft::Cruft;
use crate::page::{BlockKind, Notes, Tag};
use crate::prefix_sums::PrefixSums;

/// A paragraph that is a link may have at most this many words that are not linked, such as "See also". Set by hand.
const UNLINKED_WORDS: f32 = 3.0;
/// A paragraph that is a link has at most this many words: a longer one is a paragraph of the story in which everything
/// is linked. Set by hand.
const WORDS: f32 = 40.0;
/// A block with words that are not linked is a link if at least this share, 0..=1, of its words is. Set by hand.
const LINKED_SHARE: f32 = 0.5;
/// A block of which at least this share, 0..=1, of the words is linked is a link even if it ends as a sentence does.
/// Set by hand.
const WHOLLY_LINKED: f32 = 0.9;
/// The kinds whose classes say that a link is no other story.
const OTHERS: [Cruft; 4] = [Cruft::Author, Cruft::Byline, Cruft::Navigation, Cruft::Tags];

/// For each block, whether it is nothing but a link to another page of the site: a paragraph, or an item of a list that
/// holds only such links, or the label of such a list. Notes, contents, and lists of sources on other sites are none.
///
/// Nothing is found on a page whose content may be links, such as a listing. Gets a paragraph wrong that is a link to a
/// further part of the story.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<bool> {
    let mut found = vec![false; page.len()];
    if page.is_of_links() {
        return found;
    }
    let notes = Notes::of(page.page);
    let is_link = |index: usize| {
        index >= page.start()
            && notes.of_block(index).is_none()
            && Some(index) != page.headline
            && leads_on(page, index)
    };
    let links: Vec<bool> = (0..page.len()).map(is_link).collect();
    for (index, is_link) in links.iter().enumerate() {
        found[index] = *is_link && page.page.blocks[index].kind == BlockKind::Paragraph;
    }
    let counts = PrefixSums::of(links.iter().map(|is_link| [if *is_link { 1.0 } else { 0.0 }]));
    let mut end = 0;
    let lists = page.page.containers.iter().filter(|container| container.tag == Tag::List);
    for blocks in lists.map(|list| &list.blocks).filter(|blocks| !blocks.is_empty()) {
        // A list within one that was found is found, too.
        if blocks.start >= end && counts.total(blocks.clone())[0] == blocks.len() as f64 {
            found[blocks.clone()].fill(true);
            end = blocks.end;
        }
    }
    for label in page.start()..page.len().saturating_sub(1) {
        let text = page.page.block_text(&page.page.blocks[label]);
        let is_paragraph = page.page.blocks[label].kind == BlockKind::Paragraph;
        found[label] |=
            found[label + 1] && is_paragraph && text.ends_with([':', '：']) && super::lists::is_label(page, label);
    }
    found
}

/// Whether a block is a link to another page of the site, with at most a few words beside it.
fn leads_on(page: &Surroundings<'_>, index: usize) -> bool {
    let (row, evidence) = (page.row(index), &page.measurements.evidence[index]);
    let words = page.measurements.words[index];
    let has_phrase = || page.measurements.hits_of(index).iter().any(|hit| hit.kind == Cruft::Related);
    let is_bare = row.link_density >= WHOLLY_LINKED;
    let is_labelled = || row.link_density >= LINKED_SHARE && row.is_sentence == 0.0 || has_phrase();
    row.link_density > 0.0
        && (1.0..=WORDS).contains(&words)
        && (is_bare || words * (1.0 - row.link_density) <= UNLINKED_WORDS && is_labelled())
        && !evidence.is_byline
        && !evidence.class.is_some_and(|class| OTHERS.contains(&class.kind))
        && page.site.leads_to_pages(index)
}
