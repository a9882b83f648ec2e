//! What stands on the page more than once: cards and teasers by their markup, text by its words.

use std::collections::HashMap;

use super::Measures;
use crate::page::{Block, Container, Page};

/// How many containers around a block are looked at for twins.
const LEVELS: usize = 5;
/// A text shorter than this (bytes) repeats by chance: "Yes.", "More", a refrain of one word.
const REPEATABLE_BYTES: usize = 25;

pub(super) fn measure(page: &Page, measures: &mut Measures) {
    let twins = twins(page);
    for (block, row) in page.blocks.iter().zip(&mut measures.features) {
        let near = page.ancestors(block).take(LEVELS).map(|(index, _)| twins[index]);
        let most = near.reduce(|a, b| Twins { by_tag: a.by_tag.max(b.by_tag), by_class: a.by_class.max(b.by_class) });
        let most = most.unwrap_or_default();
        row.twins = most.by_class as f32;
        row.tag_twins = most.by_tag as f32;
    }
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let text = page.block_text(block);
        if text.len() < REPEATABLE_BYTES {
            continue;
        }
        let earlier = *first.entry(text).or_insert(index);
        if earlier < index {
            measures.features[index].is_repeated = 1.0;
            // A refrain stands beside its first verse; a copy for another screen stands somewhere else.
            let parent = |block: &Block| page.containers[block.container].parent;
            if parent(&page.blocks[earlier]) != parent(block) {
                measures.evidence[index].repeats = Some(earlier);
            }
        }
    }
}

/// How many siblings of a container are like it.
#[derive(Clone, Copy, Default)]
struct Twins {
    by_tag: usize,
    by_class: usize,
}

/// The twins of each container.
fn twins<'a>(page: &'a Page) -> Vec<Twins> {
    let keyed = |(index, container): (usize, &'a Container)| {
        (container.parent, container.tag as u8, page.class(container), index)
    };
    let mut sorted: Vec<(usize, u8, &str, usize)> = page.containers.iter().enumerate().map(keyed).collect();
    // Strings are compared among siblings only.
    sorted.sort_unstable();
    let mut twins = vec![Twins::default(); sorted.len()];
    for alike in sorted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for same_class in alike.chunk_by(|a, b| a.2 == b.2) {
            for (.., index) in same_class {
                twins[*index] = Twins { by_tag: alike.len() - 1, by_class: same_class.len() - 1 };
            }
        }
    }
    twins
}
