//! Things that are kept or dropped as a whole, though they are several blocks: a table with its caption, a post that is
//! quoted from a social network, preformatted text that is cut into pieces.
//!
//! The scorer judges block by block. Of a table it doubts the last row, and a rule may take a row for a byline. Readers
//! can't use half of such a thing, nor see that it is half.

use std::ops::Range;

use super::classify::LIKELY_FROM;
use super::verdict::{EarlyVerdict, Kind};
use crate::cruft::Reason;
use crate::embeds;
use crate::measure::Measurements;
use crate::page::{BlockKind, Page, Tag};
use crate::prefix_sums::PrefixSums;

/// A whole is dropped for what rules find in it if they settle at least this share, 0..=1, of its words as cruft. Set by
/// hand.
const SETTLED_SHARE: f32 = 0.5;

/// A thing of several blocks that is kept or dropped as a whole.
pub(super) struct Whole {
    /// Its blocks, a range of at least two.
    pub(super) blocks: Range<usize>,
    /// The blocks of the innermost container that has further ones, these included.
    around: Range<usize>,
}

/// The wholes of a page, in order. No two share a block, and none has the headline: a table with that lays out the page.
pub(super) fn find(page: &Page, headline: Option<usize>) -> Vec<Whole> {
    let mut is_data = vec![false; page.containers.len()];
    let rows = page.blocks.iter().filter(|block| block.kind == BlockKind::TableRow);
    let tables = rows.filter_map(|row| page.ancestors(row).find(|(_, container)| container.tag == Tag::Table));
    tables.for_each(|(table, _)| is_data[table] = true);
    let mut wholes: Vec<Whole> = Vec::new();
    for (index, container) in page.containers.iter().enumerate() {
        let is_free = wholes.last().is_none_or(|last| last.blocks.end <= container.blocks.start);
        let has_headline = headline.is_some_and(|headline| container.blocks.contains(&headline));
        if !is_free || has_headline || container.blocks.len() < 2 {
            continue;
        }
        let is_whole = match container.tag {
            Tag::Table => is_data[index],
            Tag::Figure => is_figure_of_table(page, &container.blocks),
            Tag::Pre => true,
            Tag::Blockquote => embeds::is_post(page.class(container)),
            _ => false,
        };
        if is_whole {
            let blocks = container.blocks.clone();
            let around = page.chain(index).map(|(_, around)| &around.blocks).find(|around| around.len() > blocks.len());
            wholes.push(Whole { around: around.unwrap_or(&blocks).clone(), blocks });
        }
    }
    wholes
}

/// Whether these blocks of a figure are a table with its caption.
fn is_figure_of_table(page: &Page, blocks: &Range<usize>) -> bool {
    let mut kinds = page.blocks[blocks.clone()].iter().map(|block| block.kind);
    kinds.clone().all(|kind| matches!(kind, BlockKind::TableRow | BlockKind::Caption))
        && kinds.any(|kind| kind == BlockKind::TableRow)
}

/// The probabilities, but for the blocks of a whole the mean of them, weighted by words.
pub(super) fn level(wholes: &[Whole], measurements: &Measurements, probabilities: &[f32]) -> Vec<f32> {
    // A cell with a sign has no word.
    let words = measurements.words.iter().map(|words| words.max(1.0));
    let sums = PrefixSums::weighted(probabilities.iter().copied().zip(words));
    let mut level = probabilities.to_vec();
    for whole in wholes {
        level[whole.blocks.clone()].fill(sums.mean(whole.blocks.clone()));
    }
    level
}

/// Unites the verdicts that rules and evidence give on the blocks of each whole: they drop all of it if they name enough
/// of it as cruft and it is unlikely to be content, and otherwise nothing. What the caller's settings say of a block
/// holds for that block alone.
///
/// `early` has one entry per block: the verdict if the block is settled, `None` if it is open.
pub(super) fn unite(
    wholes: &[Whole],
    measurements: &Measurements,
    probabilities: &[f32],
    early: &mut [Option<EarlyVerdict>],
) {
    for Whole { blocks, .. } in wholes {
        let words = |index: usize| measurements.words[index].max(1.0);
        let is_cruft = |index: &usize| matches!(early[*index], Some(EarlyVerdict::Drop(Kind::Learned { .. }, _)));
        let Some(first) = blocks.clone().find(is_cruft) else { continue };
        let settled: f32 = blocks.clone().filter(is_cruft).map(words).sum();
        let is_dropped = settled >= SETTLED_SHARE * blocks.clone().map(words).sum::<f32>();
        let verdict = match &early[first] {
            Some(EarlyVerdict::Drop(kind, _)) if is_dropped && probabilities[first] < LIKELY_FROM => {
                Some(EarlyVerdict::Drop(*kind, Reason::Neighbors))
            }
            _ => None,
        };
        for open in &mut early[blocks.clone()] {
            match (&verdict, &open) {
                (Some(_), None) => open.clone_from(&verdict),
                (None, Some(EarlyVerdict::Drop(Kind::Learned { .. }, _))) => *open = None,
                _ => {}
            }
        }
    }
}

/// Gives open wholes the benefit of the doubt that follow a kept block of the same container: those that are `likely`
/// are kept. Headings and settled blocks may stand in between.
///
/// For the table that ends a chapter. Short rows of figures look to the scorer like labels.
pub(super) fn keep_beside(
    wholes: &[Whole],
    page: &Page,
    is_settled: &[bool],
    kept: &mut [bool],
    is_likely: impl Fn(usize) -> bool,
) {
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    for Whole { blocks, around } in wholes {
        let mut before = (around.start..blocks.start).rev();
        let before = before.find(|index| kept[*index] || !is_settled[*index] && !is_heading(*index));
        if before.is_some_and(|before| kept[before]) && is_likely(blocks.start) {
            blocks.clone().filter(|index| !is_settled[*index]).for_each(|index| kept[index] = true);
        }
    }
}

/// Makes each whole kept or dropped, as most of its words are. `is_settled` tells of each block whether it stays as it
/// is.
pub(super) fn settle(wholes: &[Whole], measurements: &Measurements, is_settled: &[bool], kept: &mut [bool]) {
    for Whole { blocks, .. } in wholes {
        let words = |index: usize| measurements.words[index].max(1.0);
        let all: f32 = blocks.clone().map(words).sum();
        let some: f32 = blocks.clone().filter(|index| kept[*index]).map(words).sum();
        let is_kept = some >= all / 2.0;
        blocks.clone().filter(|index| !is_settled[*index]).for_each(|index| kept[index] = is_kept);
    }
}
