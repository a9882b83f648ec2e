//! Blocks of one make: those that stand in the same chain of elements and classes, such as the prices of a listing.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use crate::hash::{self, mixed};
use crate::page::{Block, BlockKind, Container, Page};

/// How many containers make a path.
const LEVELS: usize = 3;

/// The group of each block, counted from 0.
pub(crate) struct Paths {
    pub(crate) of: Vec<usize>,
    pub(crate) count: usize,
}

impl Paths {
    pub(crate) fn of(page: &Page) -> Paths {
        let kinds: Vec<u64> = page.containers.iter().map(|container| make(page, container)).collect();
        let mut groups: HashMap<(u64, Discriminant<BlockKind>), usize> = HashMap::new();
        // Neighbours stand in one container.
        let mut last = None;
        let group = |block: &Block| {
            let own = (block.container, discriminant(&block.kind));
            if let Some((_, group)) = last.filter(|(of, _)| *of == own) {
                return group;
            }
            let path = page.ancestors(block).take(LEVELS).fold(0, |path, (index, _)| mixed(path, kinds[index]));
            let next = groups.len();
            let group = *groups.entry((path, own.1)).or_insert(next);
            last = Some((own, group));
            group
        };
        let of = page.blocks.iter().map(group).collect();
        Paths { of, count: groups.len() }
    }

    /// The mean of a value over the blocks of each group, by weight.
    pub(crate) fn means(&self, values: impl Iterator<Item = (f32, f32)>) -> Vec<f32> {
        let mut sums = vec![(0.0, 0.0); self.count];
        for (group, (value, weight)) in self.of.iter().zip(values) {
            sums[*group].0 += value * weight;
            sums[*group].1 += weight;
        }
        sums.into_iter().map(|(sum, weight)| if weight > 0.0 { sum / weight } else { 0.0 }).collect()
    }
}

/// A number for the element and the class of a container.
fn make(page: &Page, container: &Container) -> u64 {
    mixed(hash::of(page.class(container)), container.tag as u64)
}
