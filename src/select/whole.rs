//! Things that are kept or dropped as a whole, though they are several blocks: a table with its caption, a list of
//! short items, a post that is quoted from a social network, preformatted text that is cut into pieces.
//!
//! The scorer judges block by block. Of a table it doubts the last row, and a rule may take a row for a byline. Readers
//! can't use half of such a thing, nor see that it is half.

use std::ops::Range;

use super::classify::{LIKELY_FROM, LINK_DENSITY};
use super::verdict::{EarlyVerdict, Kind};
use crate::cruft::{Cruft, Reason};
use crate::embeds;
use crate::measure::Measurements;
use crate::page::{Block, BlockKind, Page, Tag};
use crate::prefix_sums::PrefixSums;

/// A whole is dropped for what rules find in it if they settle at least this share, 0..=1, of its words as cruft. Set
/// by hand.
const SETTLED_SHARE: f32 = 0.5;

/// A label beside code has at most this many words: "Copy", "Visual Basic". Set by hand.
const LABEL_WORDS: f32 = 3.0;
/// At most this many labels stand between code and the text before or behind it. Set by hand.
const LABELS: usize = 4;
/// The kinds of cruft that parts of a quoted post are taken for: who wrote it and when, and what it links to.
const IN_POSTS: &[Cruft] = &[Cruft::Author, Cruft::Byline, Cruft::Caption, Cruft::Player, Cruft::Share];

/// A thing of several blocks that is kept or dropped as a whole.
pub(super) struct Whole {
    /// Its blocks, a range that is not empty.
    pub(super) blocks: Range<usize>,
    /// The blocks of the innermost container that has further ones, these included. If a box such as an `<aside>` is
    /// around it, only its own blocks.
    around: Range<usize>,
    sort: Sort,
}

/// What a whole is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A table of data, with its caption.
    Table,
    /// Preformatted text.
    Code,
    /// A list whose items are one block each.
    List,
    /// A post that is quoted from a social network.
    Post,
}

/// The wholes of a page, in order. No two share a block, and none holds the headline: a table that does only lays out
/// the page.
pub(super) fn find(page: &Page, headline: Option<usize>) -> Vec<Whole> {
    let mut is_data = vec![false; page.containers.len()];
    let rows = page.blocks.iter().filter(|block| block.kind == BlockKind::TableRow);
    let tables = rows.filter_map(|row| page.ancestors(row).find(|(_, container)| container.tag == Tag::Table));
    tables.for_each(|(table, _)| is_data[table] = true);
    let is_item = |block: &Block| [f32::from(matches!(block.kind, BlockKind::ListItem { .. }))];
    let items = PrefixSums::of(page.blocks.iter().map(is_item));
    let is_tight = |blocks: &Range<usize>| items.total(blocks.clone()) == [blocks.len() as f64];
    let mut wholes: Vec<Whole> = Vec::new();
    for (index, container) in page.containers.iter().enumerate() {
        let is_free = wholes.last().is_none_or(|last| last.blocks.end <= container.blocks.start);
        let has_headline = headline.is_some_and(|headline| container.blocks.contains(&headline));
        if !is_free || has_headline || container.blocks.is_empty() {
            continue;
        }
        let sort = match container.tag {
            Tag::Table if is_data[index] => Sort::Table,
            Tag::Figure if is_figure_of_table(page, &container.blocks) => Sort::Table,
            Tag::Pre => Sort::Code,
            Tag::List if is_tight(&container.blocks) => Sort::List,
            Tag::Blockquote if embeds::is_post(page.class(container)) => Sort::Post,
            _ => continue,
        };
        // The markup of a post or of code with a single block says enough to keep that.
        if container.blocks.len() > 1 || matches!(sort, Sort::Code | Sort::Post) {
            wholes.push(Whole { blocks: container.blocks.clone(), around: around(page, index), sort });
        }
    }
    wholes
}

/// The blocks of the innermost container around this one that has further ones; those of this one if a box is in
/// between that often holds cruft.
fn around(page: &Page, index: usize) -> Range<usize> {
    let own = &page.containers[index].blocks;
    let is_box = |tag: Tag| matches!(tag, Tag::Aside | Tag::Dialog | Tag::Footer | Tag::Form | Tag::Header | Tag::Nav);
    let mut around = page.chain(index).map(|(_, container)| container);
    let outer = around.find(|container| container.blocks.len() > own.len() || is_box(container.tag));
    outer.map_or(own, |outer| if is_box(outer.tag) { own } else { &outer.blocks }).clone()
}

/// Whether these blocks of a figure are a table with its caption.
fn is_figure_of_table(page: &Page, blocks: &Range<usize>) -> bool {
    let mut kinds = page.blocks[blocks.clone()].iter().map(|block| block.kind);
    kinds.clone().all(|kind| matches!(kind, BlockKind::TableRow | BlockKind::Caption))
        && kinds.any(|kind| kind == BlockKind::TableRow)
}

/// The probabilities, but for the open blocks of a whole the mean of them, weighted by words. Must be given what
/// [`unite`] has left open.
pub(super) fn level(
    wholes: &[Whole],
    measurements: &Measurements,
    is_open: &[bool],
    probabilities: &[f32],
) -> Vec<f32> {
    // A cell with a sign has no word.
    let weight = |index: usize| if is_open[index] { measurements.words[index].max(1.0) } else { 0.0 };
    let weighted = probabilities.iter().enumerate().map(|(index, probability)| (*probability, weight(index)));
    let sums = PrefixSums::weighted(weighted);
    let mut level = probabilities.to_vec();
    for Whole { blocks, .. } in wholes {
        let mean = sums.mean(blocks.clone());
        blocks.clone().filter(|index| is_open[*index]).for_each(|index| level[index] = mean);
    }
    level
}

/// Unites the verdicts that rules and evidence give on the blocks of each whole but lists: they drop all of it if they
/// name enough of it as cruft and it is unlikely to be content, and otherwise nothing. What the caller's settings say
/// of a block holds for that block alone.
///
/// An item of a list can be cruft by itself, such as an invitation to a newsletter among the points of a story.
///
/// `early` has one entry per block: the verdict if the block is settled, `None` if it is open.
pub(super) fn unite(
    wholes: &[Whole],
    measurements: &Measurements,
    probabilities: &[f32],
    early: &mut [Option<EarlyVerdict>],
) {
    let means = level(wholes, measurements, &vec![true; probabilities.len()], probabilities);
    for Whole { blocks, sort, .. } in wholes.iter().filter(|whole| whole.sort != Sort::List) {
        let words = |index: usize| measurements.words[index].max(1.0);
        let is_part = |kind: Option<Cruft>| *sort == Sort::Post && kind.is_some_and(|kind| IN_POSTS.contains(&kind));
        let is_cruft = |index: &usize| match early[*index] {
            Some(EarlyVerdict::Drop(Kind::Learned { suggested }, _)) => !is_part(suggested),
            _ => false,
        };
        let first = blocks.clone().find(is_cruft).unwrap_or(blocks.start);
        let settled: f32 = blocks.clone().filter(is_cruft).map(words).sum();
        let is_dropped = settled >= SETTLED_SHARE * blocks.clone().map(words).sum::<f32>();
        let verdict = match &early[first] {
            Some(EarlyVerdict::Drop(kind, _)) if is_dropped && means[first] < LIKELY_FROM => {
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

/// Keeps open wholes, other than lists, that follow a kept block of the same container: those that are likely and,
/// whatever their probability, quoted posts with a text. Headings and settled blocks may stand in between. Also keeps
/// code between two kept blocks.
///
/// For the table that ends a chapter: short rows of figures look to the scorer like labels; and for code in a box with
/// buttons, which looks like them. Gets a post wrong that advertises for the site. Lists of other stories stand in the
/// same place.
pub(super) fn keep_beside(
    wholes: &[Whole],
    page: &Page,
    measurements: &Measurements,
    is_settled: &[bool],
    kept: &mut [bool],
    is_likely: impl Fn(usize) -> bool,
) {
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    for Whole { blocks, around, sort } in wholes.iter().filter(|whole| whole.sort != Sort::List) {
        let mut before = (around.start..blocks.start).rev();
        let before = before.find(|index| kept[*index] || !is_settled[*index] && !is_heading(*index));
        // Without the text of its author, a post is two links: to itself, and to who has shared it.
        let is_text = |index: usize| measurements.features[index].link_density < LINK_DENSITY;
        let speaks = || *sort == Sort::Post && (blocks.len() > 2 || blocks.clone().any(is_text));
        let is_beside = before.is_some_and(|before| kept[before]) && (speaks() || is_likely(blocks.start));
        if is_beside || *sort == Sort::Code && is_amid(blocks, measurements, kept) {
            blocks.clone().filter(|index| !is_settled[*index]).for_each(|index| kept[index] = true);
        }
    }
}

/// Whether these blocks stand between two kept ones, with nothing but short labels in between: the name of a language,
/// a button that copies.
fn is_amid(blocks: &Range<usize>, measurements: &Measurements, kept: &[bool]) -> bool {
    let is_label = |index: &usize| !kept[*index] && measurements.words[*index] <= LABEL_WORDS;
    let before = (0..blocks.start).rev().take(LABELS + 1).find(|index| !is_label(index));
    let after = (blocks.end..kept.len()).take(LABELS + 1).find(|index| !is_label(index));
    before.is_some_and(|before| kept[before]) && after.is_some_and(|after| kept[after])
}

/// Makes the blocks of each whole that are not settled kept or dropped, as most of their words are.
pub(super) fn settle(wholes: &[Whole], measurements: &Measurements, is_settled: &[bool], kept: &mut [bool]) {
    for Whole { blocks, .. } in wholes {
        let words = |index: usize| measurements.words[index].max(1.0);
        let open = || blocks.clone().filter(|index| !is_settled[*index]);
        let all: f32 = open().map(words).sum();
        let some: f32 = open().filter(|index| kept[*index]).map(words).sum();
        let is_kept = some >= all / 2.0;
        open().for_each(|index| kept[index] = is_kept);
    }
}

/// Where any block of a whole is safe, makes all its blocks safe that `may_be`.
pub(super) fn extend(wholes: &[Whole], is_safe: &mut [bool], may_be: impl Fn(usize) -> bool) {
    for Whole { blocks, .. } in wholes {
        if is_safe[blocks.clone()].contains(&true) {
            blocks.clone().filter(|index| may_be(*index)).for_each(|index| is_safe[index] = true);
        }
    }
}
