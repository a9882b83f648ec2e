//! Features of a block's kind, of what else its containers hold, and of the heading that announces cruft above it.

use crate::cruft::Cruft;
use crate::measure::bounds;
use crate::measure::evidence::{Evidence, SectionHeading};
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Counts, Totals, share};
use crate::page::{Block, BlockKind, Container, Page};

/// The story's container is the innermost one that holds at least this share (0..=1) of the page's prose. Set by hand.
const STORY_SHARE: f32 = 0.75;
/// A heading that announces cruft doesn't govern a container with more than this share (0..=1) of the page's prose. Set
/// by hand.
const GOVERNED_SHARE: f32 = 0.4;
/// The heading of a container is among its first blocks, this many: a link "See all" may come first. Set by hand.
const HEADING_BLOCKS: usize = 2;
/// A heading of more words than this announces nothing, whatever phrase it holds. Set by hand.
const ANNOUNCEMENT_WORDS: f32 = 20.0;
/// A block of more words than this is no label but a sentence, which announces nothing. Set by hand.
const LABEL_WORDS: f32 = 8.0;
/// A label that is no heading governs up to the first block of more than [`LABEL_WORDS`] words whose link density
/// (0..=1) is below this. Set by hand.
const LABELLED_LINK_DENSITY: f32 = 0.5;

/// Fills the columns of a block's kind, its containers and the headings above it, and finds the section headings.
///
/// Needs the link density of the page, the phrases, and whether the page is a forum.
pub(in crate::measure) fn measure(page: &Page, counts: &[Counts], totals: &Totals, measurements: &mut Measurements) {
    let story = story(page, totals);
    for (index, block) in page.blocks.iter().enumerate() {
        let row = &mut measurements.features[index];
        row.heading = if let BlockKind::Heading { level } = block.kind { f32::from(level) } else { 0.0 };
        row.is_item = f32::from(matches!(block.kind, BlockKind::ListItem { .. }));
        row.is_row = f32::from(block.kind == BlockKind::TableRow);
        row.is_preformatted = f32::from(block.kind == BlockKind::Preformatted);
        row.is_quote = f32::from(block.kind == BlockKind::Quote);
        row.is_caption = f32::from(block.kind == BlockKind::Caption);

        let mut shares = [1.0; 4];
        let mut densities = [row.page_density; 3];
        let mut distance = 0;
        for (level, (_, container)) in widening(page, index).enumerate() {
            if let Some(share_here) = shares.get_mut(level) {
                *share_here = share_of_story(totals.prose(container.blocks.clone()), totals.all_prose());
            }
            if let Some(density) = densities.get_mut(level) {
                *density = totals.link_density(container.blocks.clone());
            }
            if container.blocks.start <= story.start && story.end <= container.blocks.end {
                distance = level;
                break;
            }
        }
        [row.share_1, row.share_2, row.share_3, row.share_4] = shares;
        [row.density_1, row.density_2, row.density_3] = densities;
        row.story_distance = distance as f32;
        row.in_story = f32::from(story.contains(&index));
    }
    govern(page, counts, totals, measurements);
}

/// The share (0..=1) that `prose` words are of the page's prose, `all` words. Of `all` at most [`bounds::PAGE_PROSE`]
/// count: otherwise a section of a book would seem smaller than a section of a story with as many words.
pub(in crate::measure) fn share_of_story(prose: f32, all: f32) -> f32 {
    share(prose, all.min(bounds::PAGE_PROSE)).min(1.0)
}

/// The blocks of the innermost container that holds at least [`STORY_SHARE`] of the page's prose; all blocks if there
/// is none.
fn story(page: &Page, totals: &Totals) -> std::ops::Range<usize> {
    let enough = totals.all_prose() * STORY_SHARE;
    page.containers
        .iter()
        .filter(|container| totals.prose(container.blocks.clone()) >= enough)
        .max_by_key(|container| container.depth)
        .map_or(0..page.blocks.len(), |container| container.blocks.clone())
}

/// The containers around a block from the inside out, with their indices, without those that hold no more blocks than
/// the one before: wrappers around the same blocks count once.
pub(crate) fn widening(page: &Page, block: usize) -> impl Iterator<Item = (usize, &Container)> {
    let mut held = 1;
    page.ancestors(&page.blocks[block]).filter(move |(_, container)| {
        let grows = container.blocks.len() > held;
        held = held.max(container.blocks.len());
        grows
    })
}

/// A heading or label that may govern the next blocks.
struct OpenHeading {
    /// The heading's level, 1 to 6; labels have 7.
    level: u8,
    /// The block before which the heading stops governing.
    end: usize,
    /// Present if the heading announces cruft.
    announces: Option<SectionHeading>,
    /// Whether it is no heading in the markup; then it governs only blocks of links.
    is_label: bool,
}

/// Finds for each block the nearest open heading or label that announces cruft: the block's section heading.
fn govern(page: &Page, counts: &[Counts], totals: &Totals, measurements: &mut Measurements) {
    let mut open: Vec<OpenHeading> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        open.retain(|heading| heading.end > index);
        if let Some(heading) = announcement(block, index, counts, measurements) {
            open.retain(|other| other.level < heading.level);
            let scope = if heading.is_label { label_scope(page, index) } else { scope(page, index, totals) };
            measurements.evidence[index].scope = scope;
            open.push(OpenHeading { end: scope, ..heading });
            continue;
        }
        let is_linked = counts[index].link_density() >= LABELLED_LINK_DENSITY;
        if !is_linked && counts[index].words > LABEL_WORDS {
            open.retain(|heading| !heading.is_label);
        }
        let section_heading =
            open.iter().filter(|heading| is_linked || !heading.is_label).find_map(|heading| heading.announces);
        measurements.evidence[index].section_heading = section_heading;
        measurements.features[index].is_governed = f32::from(section_heading.is_some());
    }
}

/// The block as an open heading or label, if it is one. Its `end` is still 0.
fn announcement(block: &Block, index: usize, counts: &[Counts], measurements: &Measurements) -> Option<OpenHeading> {
    // Labels rank below all headings.
    const LABEL_LEVEL: u8 = 7;
    let is_forum = measurements.features[index].page_is_forum > 0.0;
    let announces = announced(&measurements.evidence[index], measurements)
        .filter(|_| counts[index].words <= ANNOUNCEMENT_WORDS)
        // The replies of a forum are its content.
        .filter(|kind| !(is_forum && *kind == Cruft::Comments))
        .map(|kind| SectionHeading { block: index, kind });
    match block.kind {
        BlockKind::Heading { level } => Some(OpenHeading { level, end: 0, announces, is_label: false }),
        _ if announces.is_some() && counts[index].words <= LABEL_WORDS => {
            Some(OpenHeading { level: LABEL_LEVEL, end: 0, announces, is_label: true })
        }
        _ => None,
    }
}

/// The kind of cruft that a heading or label with these phrases announces: the first one among its phrases that comes
/// in sections with a heading.
pub(in crate::measure) fn announced(evidence: &Evidence, measurements: &Measurements) -> Option<Cruft> {
    let announces = |kind: Cruft| {
        matches!(
            kind,
            Cruft::Related
                | Cruft::Comments
                | Cruft::Newsletter
                | Cruft::Share
                | Cruft::Tags
                | Cruft::Author
                | Cruft::Navigation
                | Cruft::Advertisement
                | Cruft::Donation
                | Cruft::AdBlock
                | Cruft::Cookie
                | Cruft::Paywall
                | Cruft::Legal
        )
    };
    measurements.hits[evidence.hits.clone()].iter().map(|hit| hit.kind).find(|kind| announces(*kind))
}

/// The block before which a heading stops governing: the end of its section. A container further out belongs to the
/// section if it begins with the heading, and if it is no good part of the story ([`GOVERNED_SHARE`]).
fn scope(page: &Page, heading: usize, totals: &Totals) -> usize {
    let all = totals.all_prose();
    let mut end = heading + 1;
    for (_, container) in widening(page, heading) {
        let is_story = share(totals.prose(container.blocks.clone()), all) > GOVERNED_SHARE;
        let begins_with_it = heading - container.blocks.start < HEADING_BLOCKS;
        if is_story || (end > heading + 1 && !begins_with_it) {
            break;
        }
        end = container.blocks.end;
    }
    end
}

/// The block before which a label stops governing: the end of the nearest container that holds blocks behind the label.
fn label_scope(page: &Page, label: usize) -> usize {
    widening(page, label)
        .find(|(_, container)| container.blocks.end > label + 1)
        .map_or(label + 1, |(_, container)| container.blocks.end)
}

/// For each block, the nearest heading before it; `None` before the first. The heading before a heading is the one
/// above it, not itself.
pub(crate) fn headings(page: &Page) -> Vec<Option<usize>> {
    let mut last = None;
    let of = page.blocks.iter().enumerate().map(|(index, block)| {
        let before = last;
        if matches!(block.kind, BlockKind::Heading { .. }) {
            last = Some(index);
        }
        before
    });
    of.collect()
}
