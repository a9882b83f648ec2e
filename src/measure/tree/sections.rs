//! How a block stands in the tree: what it is, what else its containers hold, which heading governs it.

use crate::cruft::Cruft;
use crate::measure::bounds;
use crate::measure::evidence::{Evidence, SectionHeading};
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Counts, Totals, share};
use crate::page::{Block, BlockKind, Container, Page};

/// The story's container is the innermost that holds this share of the page's prose.
const STORY_SHARE: f32 = 0.75;
/// A container with more of the page's prose than this is not governed by a heading that announces cruft.
const GOVERNED_SHARE: f32 = 0.4;
/// The heading of a container is among its first blocks; a link "See all" may stand beside it.
const HEADING_BLOCKS: usize = 2;
/// A heading of more words than this announces nothing, whatever phrase it holds.
const ANNOUNCEMENT_WORDS: f32 = 20.0;
/// A label of more words than this is a sentence, which announces nothing.
const LABEL_WORDS: f32 = 8.0;
/// What a label that is no heading governs ends at the first block with fewer links than this.
const LABELLED_LINK_DENSITY: f32 = 0.5;

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

/// The share of the page's prose, of a long page at least that of a page of [`bounds::PAGE_PROSE`] words: a section of a book is
/// no smaller than one of a story.
pub(in crate::measure) fn share_of_story(prose: f32, all: f32) -> f32 {
    share(prose, all.min(bounds::PAGE_PROSE)).min(1.0)
}

/// The blocks of the innermost container that holds most of the prose.
fn story(page: &Page, totals: &Totals) -> std::ops::Range<usize> {
    let enough = totals.all_prose() * STORY_SHARE;
    page.containers
        .iter()
        .filter(|container| totals.prose(container.blocks.clone()) >= enough)
        .max_by_key(|container| container.depth)
        .map_or(0..page.blocks.len(), |container| container.blocks.clone())
}

/// The containers around a block that hold more blocks than the one before: wrappers of the same blocks count once.
pub(crate) fn widening(page: &Page, block: usize) -> impl Iterator<Item = (usize, &Container)> {
    let mut held = 1;
    page.ancestors(&page.blocks[block]).filter(move |(_, container)| {
        let grows = container.blocks.len() > held;
        held = held.max(container.blocks.len());
        grows
    })
}

/// A heading that waits for the blocks under it.
struct Open {
    level: u8,
    /// It governs up to this block.
    end: usize,
    announces: Option<SectionHeading>,
    /// No heading in the markup: governs only links.
    is_label: bool,
}

/// Finds for each block the heading that announces cruft and governs it.
fn govern(page: &Page, counts: &[Counts], totals: &Totals, measurements: &mut Measurements) {
    let mut open: Vec<Open> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        open.retain(|heading| heading.end > index);
        if let Some(heading) = announcement(block, index, counts, measurements) {
            open.retain(|other| other.level < heading.level);
            let scope = if heading.is_label { label_scope(page, index) } else { scope(page, index, totals) };
            measurements.evidence[index].scope = scope;
            open.push(Open { end: scope, ..heading });
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

/// The heading or label that a block is.
fn announcement(block: &Block, index: usize, counts: &[Counts], measurements: &Measurements) -> Option<Open> {
    // Labels rank below all headings.
    const LABEL_LEVEL: u8 = 7;
    let is_forum = measurements.features[index].page_is_forum > 0.0;
    let announces = announced(&measurements.evidence[index], measurements)
        .filter(|_| counts[index].words <= ANNOUNCEMENT_WORDS)
        // The replies of a forum are its content.
        .filter(|kind| !(is_forum && *kind == Cruft::Comments))
        .map(|kind| SectionHeading { block: index, kind });
    match block.kind {
        BlockKind::Heading { level } => Some(Open { level, end: 0, announces, is_label: false }),
        _ if announces.is_some() && counts[index].words <= LABEL_WORDS => {
            Some(Open { level: LABEL_LEVEL, end: 0, announces, is_label: true })
        }
        _ => None,
    }
}

/// The kind of cruft that a heading with these phrases announces.
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

/// The block before which ends what a heading may govern: the end of its section, and of the containers further out that
/// begin with it, up to one that is a good part of the story.
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

/// The block before which ends what a label may govern: the end of the nearest container that holds more.
fn label_scope(page: &Page, label: usize) -> usize {
    widening(page, label)
        .find(|(_, container)| container.blocks.end > label + 1)
        .map_or(label + 1, |(_, container)| container.blocks.end)
}

/// The nearest heading before each block, headings included: that of a heading is the one before it.
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
