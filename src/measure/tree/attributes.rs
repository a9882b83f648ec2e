//! The attributes of the containers, read once: the items of a list say the same, and so do most parts of a page.

use std::collections::HashMap;
use std::ops::Range;

use crate::hash;
use crate::measure::text::terms;
use crate::page::Page;

/// The class, id, role and itemprop of all containers.
pub(crate) struct Attributes<'a> {
    /// Which of the wordings each container has.
    of: Vec<usize>,
    /// What the attributes of a container say together, each wording once.
    wordings: Vec<&'a str>,
    /// Which values each wording is made of.
    values_of: Lists<usize>,
    /// What stands between the spaces of the wordings, each value once.
    values: Vec<&'a str>,
    /// Where the words of each value lie in the text.
    words_of: Lists<Range<usize>>,
    text: String,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(page: &'a Page) -> Attributes<'a> {
        let mut attributes = Attributes {
            of: Vec::with_capacity(page.containers.len()),
            wordings: Vec::new(),
            values_of: Lists::default(),
            values: Vec::new(),
            words_of: Lists::default(),
            text: String::new(),
        };
        // By hash: to hash whole texts safely takes longer than to read them.
        let mut known_wordings: HashMap<u64, usize> = HashMap::with_capacity(page.containers.len());
        let mut known_values: HashMap<u64, usize> = HashMap::with_capacity(page.containers.len());
        for container in &page.containers {
            let own = &page.attributes[container.attributes.clone()];
            let wording = *known_wordings.entry(hash::of(own)).or_insert_with(|| {
                for value in own.split_ascii_whitespace() {
                    let index = *known_values.entry(hash::of(value)).or_insert_with(|| attributes.add_value(value));
                    attributes.values_of.items.push(index);
                }
                attributes.values_of.end();
                attributes.wordings.push(own);
                attributes.wordings.len() - 1
            });
            attributes.of.push(wording);
        }
        attributes
    }

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

    /// The words of a container, see [`terms::class_words`].
    pub(crate) fn words(&self, container: usize) -> impl Iterator<Item = &str> {
        let values = self.values_of.get(self.of[container]).iter();
        values.flat_map(|value| self.words_of.get(*value)).map(|word| &self.text[word.clone()])
    }

    /// What is read off each container's attributes.
    pub(in crate::measure) fn read<T: Copy>(&self, read: impl FnMut(&'a str) -> T) -> Vec<T> {
        let read: Vec<T> = self.wordings.iter().copied().map(read).collect();
        self.of.iter().map(|wording| read[*wording]).collect()
    }

    /// What is read off each value of a container, added up in order.
    pub(in crate::measure) fn read_values<V, T: Copy + Default>(
        &self,
        read: impl FnMut(&'a str) -> V,
        add: impl Fn(&mut T, &V),
    ) -> Vec<T> {
        let read: Vec<V> = self.values.iter().copied().map(read).collect();
        self.sums(|sum, value| add(sum, &read[value]))
    }

    /// What is read off each word of a container, added up in order.
    pub(in crate::measure) fn read_words<W, T: Copy + Default>(
        &self,
        mut read: impl FnMut(&str) -> W,
        add: impl Fn(&mut T, &W),
    ) -> Vec<T> {
        let read: Vec<W> = self.words_of.items.iter().map(|word| read(&self.text[word.clone()])).collect();
        self.sums(|sum, value| read[self.words_of.range(value)].iter().for_each(|word| add(sum, word)))
    }

    /// Goes through the values of each wording; gives the sums of the containers.
    fn sums<T: Copy + Default>(&self, add: impl Fn(&mut T, usize)) -> Vec<T> {
        let sum = |wording| {
            let mut sum = T::default();
            self.values_of.get(wording).iter().for_each(|value| add(&mut sum, *value));
            sum
        };
        let sums: Vec<T> = (0..self.wordings.len()).map(sum).collect();
        self.of.iter().map(|wording| sums[*wording]).collect()
    }
}

/// Lists, one behind the other.
#[derive(Default)]
struct Lists<T> {
    items: Vec<T>,
    ends: Vec<usize>,
}

impl<T> Lists<T> {
    /// Ends the last list.
    fn end(&mut self) {
        self.ends.push(self.items.len());
    }

    /// Where the items of a list lie.
    fn range(&self, list: usize) -> Range<usize> {
        list.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[list]
    }

    fn get(&self, list: usize) -> &[T] {
        &self.items[self.range(list)]
    }
}
