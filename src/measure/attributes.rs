//! The distinct values of the containers' attributes: the items of a list say the same, and are read once.

use std::collections::HashMap;

use crate::page::Page;

/// The class, id, role and itemprop of all containers, each wording once.
pub(super) struct Attributes<'a> {
    distinct: Vec<&'a str>,
    /// Which of them each container has.
    of: Vec<usize>,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(page: &'a Page) -> Attributes<'a> {
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(page.containers.len());
        let mut distinct = Vec::new();
        let of = page.containers.iter().map(|container| {
            let attributes = &page.attributes[container.attributes.clone()];
            *known.entry(attributes).or_insert_with(|| {
                distinct.push(attributes);
                distinct.len() - 1
            })
        });
        let of = of.collect();
        Attributes { distinct, of }
    }

    /// What is read off each container's attributes.
    pub(super) fn read<T: Copy>(&self, read: impl FnMut(&'a str) -> T) -> Vec<T> {
        let read: Vec<T> = self.distinct.iter().copied().map(read).collect();
        self.of.iter().map(|index| read[*index]).collect()
    }
}
