//! Groups of blocks with the same path: the same kind, in the same chain of elements and classes, such as the prices of
//! a listing.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use crate::hash::{self, Secret, mixed};
use crate::page::{Block, BlockKind, Container, Page};

/// Number of containers around a block that make its path, from the innermost on. Set by hand.
const LEVELS: usize = 3;

/// The blocks of a page, grouped by their path.
pub(crate) struct Paths {
    /// For each block, the index of its group.
    pub(crate) of: Vec<usize>,
    /// The number of groups.
    pub(crate) count: usize,
}

impl Paths {
    /// Groups the blocks of a page.
    pub(crate) fn of(page: &Page) -> Paths {
        let hashes: Vec<u64> = page.containers.iter().map(|container| element_and_class(page, container)).collect();
        let mut groups: HashMap<(u64, Discriminant<BlockKind>), usize, Secret> = HashMap::default();
        // Neighbours often have the same container and kind: their group is looked up once.
        let mut last = None;
        let group = |block: &Block| {
            let own = (block.container, discriminant(&block.kind));
            if let Some((_, group)) = last.filter(|(of, _)| *of == own) {
                return group;
            }
            let path = page.ancestors(block).take(LEVELS).fold(0, |path, (index, _)| mixed(path, hashes[index]));
            let next = groups.len();
            let group = *groups.entry((path, own.1)).or_insert(next);
            last = Some((own, group));
            group
        };
        let of = page.blocks.iter().map(group).collect();
        Paths { of, count: groups.len() }
    }

    /// The weighted mean of a value over the blocks of each group, given (value, weight) of each block in order; 0
    /// where the weights are.
    pub(crate) fn means(&self, values: impl Iterator<Item = (f32, f32)>) -> Vec<f32> {
        let mut sums = vec![(0.0, 0.0); self.count];
        for (group, (value, weight)) in self.of.iter().zip(values) {
            sums[*group].0 += value * weight;
            sums[*group].1 += weight;
        }
        sums.into_iter().map(|(sum, weight)| if weight > 0.0 { sum / weight } else { 0.0 }).collect()
    }
}

/// A hash of the element and the class of a container.
fn element_and_class(page: &Page, container: &Container) -> u64 {
    mixed(hash::of(page.class(container)), container.tag as u64)
}
