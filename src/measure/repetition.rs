//! What stands on the page more than once: cards and teasers by their markup, text by its words.

use std::collections::{HashMap, HashSet};

use super::Measures;
use crate::page::{Container, Page, Tag};

/// How many containers around a block are looked at for twins.
const LEVELS: usize = 5;
/// A text shorter than this (bytes) repeats by chance: "Yes.", "More", a refrain of one word.
const REPEATABLE_BYTES: usize = 25;

pub(super) fn measure(page: &Page, measures: &mut Measures) {
    let by_class = twins(page, |container| page.class(container));
    let by_tag = twins(page, |_| "");
    for (block, row) in page.blocks.iter().zip(&mut measures.features) {
        let most = |twins: &[u32]| page.ancestors(block).take(LEVELS).map(|(index, _)| twins[index]).max().unwrap_or(0);
        row.twins = most(&by_class) as f32;
        row.tag_twins = most(&by_tag) as f32;
    }
    let mut seen: HashSet<&str> = HashSet::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let text = page.block_text(block);
        if text.len() >= REPEATABLE_BYTES && !seen.insert(text) {
            measures.evidence[index].is_repeated = true;
            measures.features[index].is_repeated = 1.0;
        }
    }
}

/// For each container, how many siblings have its tag and its class.
fn twins<'a>(page: &'a Page, class: impl Fn(&Container) -> &'a str) -> Vec<u32> {
    let mut alike: HashMap<(usize, Tag, &str), u32> = HashMap::with_capacity(page.containers.len());
    let key = |container: &Container| (container.parent, container.tag, class(container));
    for container in &page.containers {
        *alike.entry(key(container)).or_default() += 1;
    }
    page.containers.iter().map(|container| alike[&key(container)] - 1).collect()
}
