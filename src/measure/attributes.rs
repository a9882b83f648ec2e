//! The attributes of the containers, read once: the items of a list say the same.

use std::collections::HashMap;

use super::clues;
use crate::page::Page;

/// The class, id, role and itemprop of all containers, each wording once.
pub(super) struct Attributes<'a> {
    distinct: Vec<&'a str>,
    /// The words of all wordings, each with a line break after it, and where those of each wording end.
    words: String,
    ends: Vec<usize>,
    /// Which of the wordings each container has.
    of: Vec<usize>,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(page: &'a Page) -> Attributes<'a> {
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(page.containers.len());
        let mut attributes =
            Attributes { distinct: Vec::new(), words: String::new(), ends: Vec::new(), of: Vec::new() };
        for container in &page.containers {
            let own = &page.attributes[container.attributes.clone()];
            let wording = *known.entry(own).or_insert_with(|| attributes.add(own));
            attributes.of.push(wording);
        }
        attributes
    }

    fn add(&mut self, wording: &'a str) -> usize {
        self.distinct.push(wording);
        clues::class_words(wording, |word| {
            self.words.push_str(word);
            self.words.push('\n');
        });
        self.ends.push(self.words.len());
        self.distinct.len() - 1
    }

    /// The words of a container, see [`clues::class_words`].
    pub(super) fn words(&self, container: usize) -> std::str::Lines<'_> {
        self.words_of(self.of[container])
    }

    fn words_of(&self, wording: usize) -> std::str::Lines<'_> {
        let start = wording.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.words[start..self.ends[wording]].lines()
    }

    /// What is read off each container's attributes.
    pub(super) fn read<T: Copy>(&self, read: impl FnMut(&'a str) -> T) -> Vec<T> {
        let read: Vec<T> = self.distinct.iter().copied().map(read).collect();
        self.of.iter().map(|wording| read[*wording]).collect()
    }

    /// What is read off each container's words.
    pub(super) fn read_words<T: Copy>(&self, mut read: impl FnMut(std::str::Lines<'_>) -> T) -> Vec<T> {
        let read: Vec<T> = (0..self.distinct.len()).map(|wording| read(self.words_of(wording))).collect();
        self.of.iter().map(|wording| read[*wording]).collect()
    }
}
