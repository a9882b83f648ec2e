//! Features of repetition: cards and teasers repeat their markup, copies repeat their text.

use crate::hash::{self, HashedMap};
use crate::measure::measurements::Measurements;
use crate::measure::text::density::share;
use crate::measure::tree::siblings::SiblingGroups;
use crate::page::{Block, Page};

/// Siblings are counted for this many containers around a block, the innermost ones. Set by hand.
const LEVELS: usize = 5;
/// A text shorter than this (bytes) repeats by chance: "Yes.", "More", a refrain of one word. Set by hand.
const REPEATABLE_BYTES: usize = 25;

/// Fills the features of repeated markup and repeated text. Must run after link density, words and paths are filled in.
pub(in crate::measure) fn measure(page: &Page, groups: &SiblingGroups, measurements: &mut Measurements) {
    for (block, row) in page.blocks.iter().zip(&mut measurements.features) {
        // The greatest number of siblings, the container included: with its element and class, and with its element.
        let (mut same_class, mut same_tag) = (1, 1);
        for (index, _) in page.ancestors(block).take(LEVELS) {
            same_class = same_class.max(groups.sizes[groups.of[index]]);
            same_tag = same_tag.max(groups.same_tag_siblings[index]);
        }
        row.twins = (same_class - 1) as f32;
        row.tag_twins = (same_tag - 1) as f32;
    }
    let paths = &measurements.paths;
    let mut counts = vec![0.0; paths.count];
    paths.of.iter().for_each(|group| counts[*group] += 1.0);
    let words = paths.means(measurements.words.iter().map(|words| (*words, 1.0)));
    let density = paths.means(measurements.features.iter().map(|row| (row.link_density, row.words)));
    let mut place = vec![0.0; paths.count];
    for (group, row) in paths.of.iter().zip(&mut measurements.features) {
        row.path_place = share(place[*group], counts[*group] - 1.0);
        place[*group] += 1.0;
        row.path_blocks = counts[*group];
        row.path_words = words[*group];
        row.path_density = density[*group];
        row.path_share = counts[*group] / paths.of.len() as f32;
    }
    for (index, earlier) in repeats(page) {
        measurements.features[index].is_repeated = 1.0;
        // Only a copy whose grandparent (block → container → its parent) is not that of the first is evidence: it may
        // be for another screen size. One with the same grandparent is a refrain.
        let grandparent = |block: &Block| page.containers[block.container].parent;
        if grandparent(&page.blocks[earlier]) != grandparent(&page.blocks[index]) {
            measurements.evidence[index].repeats = Some(earlier);
        }
    }
}

/// The blocks whose text occurs earlier on the page, each with the first block that has the text.
pub(in crate::measure) fn repeats(page: &Page) -> Vec<(usize, usize)> {
    let mut repeats = Vec::new();
    // Texts with the same hash count as one, which hardly happens unless a page is made for it.
    let mut first: HashedMap<usize> = HashedMap::default();
    for (index, block) in page.blocks.iter().enumerate() {
        let text = page.block_text(block);
        if text.len() < REPEATABLE_BYTES {
            continue;
        }
        let earlier = *first.entry(hash::of(text)).or_insert(index);
        if earlier < index {
            repeats.push((index, earlier));
        }
    }
    repeats
}
