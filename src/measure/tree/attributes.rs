//! The attributes of the containers, deduplicated: the items of a list have the same attributes, and so have most parts
//! of a page, so that each is read once.

use std::collections::HashMap;
use std::ops::Range;

use crate::hash;
use crate::measure::text::terms;
use crate::page::Page;

/// The attribute strings of all containers. A string holds the values of class, id, role and itemprop, separated by
/// spaces; its terms are those of [`terms::class_words`].
pub(crate) struct Attributes<'a> {
    /// For each container, the index of its attribute string in `distinct`.
    of: Vec<usize>,
    /// The distinct attribute strings.
    distinct: Vec<&'a str>,
    /// For each distinct string, the indices of its values in `values`.
    values_of: Lists<usize>,
    /// The distinct values, such as single classes.
    values: Vec<&'a str>,
    /// For each value, the ranges of its terms in `text`.
    words_of: Lists<Range<usize>>,
    /// The terms of all values, one behind the other.
    text: String,
}

impl<'a> Attributes<'a> {
    /// Reads the attributes of all containers of a page.
    pub(crate) fn of(page: &'a Page) -> Attributes<'a> {
        let mut attributes = Attributes {
            of: Vec::with_capacity(page.containers.len()),
            distinct: Vec::new(),
            values_of: Lists::default(),
            values: Vec::new(),
            words_of: Lists::default(),
            text: String::new(),
        };
        // Keyed by a fast hash: the standard map's hash of whole strings takes longer than to read them.
        let mut known_strings: HashMap<u64, usize> = HashMap::with_capacity(page.containers.len());
        let mut known_values: HashMap<u64, usize> = HashMap::with_capacity(page.containers.len());
        for container in &page.containers {
            let own = &page.attributes[container.attributes.clone()];
            let string = *known_strings.entry(hash::of(own)).or_insert_with(|| {
                for value in own.split_ascii_whitespace() {
                    let index = *known_values.entry(hash::of(value)).or_insert_with(|| attributes.add_value(value));
                    attributes.values_of.items.push(index);
                }
                attributes.values_of.end();
                attributes.distinct.push(own);
                attributes.distinct.len() - 1
            });
            attributes.of.push(string);
        }
        attributes
    }

    /// Adds a value and its terms; returns the index of the value.
    fn add_value(&mut self, value: &'a str) -> usize {
        terms::class_words(value, |word| {
            let start = self.text.len();
            self.text.push_str(word);
            self.words_of.items.push(start..self.text.len());
        });
        self.words_of.end();
        self.values.push(value);
        self.values.len() - 1
    }

    /// The terms of the container with this index, see [`terms::class_words`].
    pub(crate) fn words(&self, container: usize) -> impl Iterator<Item = &str> {
        let values = self.values_of.get(self.of[container]).iter();
        values.flat_map(|value| self.words_of.get(*value)).map(|word| &self.text[word.clone()])
    }

    /// Calls `read` once for each distinct attribute string; returns the result for each container.
    pub(in crate::measure) fn read<T: Copy>(&self, read: impl FnMut(&'a str) -> T) -> Vec<T> {
        let read: Vec<T> = self.distinct.iter().copied().map(read).collect();
        self.of.iter().map(|string| read[*string]).collect()
    }

    /// Calls `read` once for each distinct value; returns for each container the results of its values, added up in
    /// order.
    pub(in crate::measure) fn read_values<V, T: Copy + Default>(
        &self,
        read: impl FnMut(&'a str) -> V,
        add: impl Fn(&mut T, &V),
    ) -> Vec<T> {
        let read: Vec<V> = self.values.iter().copied().map(read).collect();
        self.sums(|sum, value| add(sum, &read[value]))
    }

    /// Calls `read` once for each term of each distinct value; returns for each container the results of its terms,
    /// added up in order.
    pub(in crate::measure) fn read_words<W, T: Copy + Default>(
        &self,
        mut read: impl FnMut(&str) -> W,
        add: impl Fn(&mut T, &W),
    ) -> Vec<T> {
        let read: Vec<W> = self.words_of.items.iter().map(|word| read(&self.text[word.clone()])).collect();
        self.sums(|sum, value| read[self.words_of.range(value)].iter().for_each(|word| add(sum, word)))
    }

    /// Adds up the values of each distinct string in order; returns the sum of each container.
    fn sums<T: Copy + Default>(&self, add: impl Fn(&mut T, usize)) -> Vec<T> {
        let sum = |string| {
            let mut sum = T::default();
            self.values_of.get(string).iter().for_each(|value| add(&mut sum, *value));
            sum
        };
        let sums: Vec<T> = (0..self.distinct.len()).map(sum).collect();
        self.of.iter().map(|string| sums[*string]).collect()
    }
}

/// Several lists, stored in one vector one behind the other.
#[derive(Default)]
struct Lists<T> {
    /// The items of all lists.
    items: Vec<T>,
    /// For each list, the index in `items` behind its last item.
    ends: Vec<usize>,
}

impl<T> Lists<T> {
    /// Ends the open list: items that are pushed from now on belong to the next one.
    fn end(&mut self) {
        self.ends.push(self.items.len());
    }

    /// The range of a list's items in `items`.
    fn range(&self, list: usize) -> Range<usize> {
        list.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[list]
    }

    /// The items of a list.
    fn get(&self, list: usize) -> &[T] {
        &self.items[self.range(list)]
    }
}
