//! The attributes of the containers, deduplicated: the items of a list have the same attributes, and so have most parts
//! of a page, so that each is read once.

use std::ops::Range;

use crate::hash::{self, HashedMap};
use crate::measure::text::terms;
use crate::page::Page;

/// The attribute strings of all containers. A string holds the class, id, role and itemprop of a container, separated
/// by spaces. Its tokens are its pieces between spaces, such as single classes; a token is cut into terms, see
/// [`terms::class_words`].
pub(crate) struct Attributes<'a> {
    /// For each container, the index of its attribute string in `distinct`.
    of: Vec<usize>,
    /// The distinct attribute strings.
    distinct: Vec<&'a str>,
    /// For each distinct string, the indices of its tokens in `tokens`.
    tokens_of: Lists<usize>,
    /// The distinct tokens.
    tokens: Vec<&'a str>,
    /// For each token, the hashes ([`hash::of`]) of its terms.
    terms_of: Lists<u64>,
}

impl<'a> Attributes<'a> {
    /// Reads the attributes of all containers of a page.
    pub(crate) fn of(page: &'a Page) -> Attributes<'a> {
        let mut attributes = Attributes {
            of: Vec::with_capacity(page.containers.len()),
            distinct: Vec::new(),
            tokens_of: Lists::default(),
            tokens: Vec::new(),
            terms_of: Lists::default(),
        };
        // Strings with the same hash all count as the first of them. That hardly happens unless a page is made for it,
        // and such a page harms nothing but its own article.
        let mut known_strings: HashedMap<usize> = HashedMap::default();
        let mut known_tokens: HashedMap<usize> = HashedMap::default();
        for container in &page.containers {
            let own = &page.attributes[container.attributes.clone()];
            let string = *known_strings.entry(hash::of(own)).or_insert_with(|| {
                for token in own.split_ascii_whitespace() {
                    let index = *known_tokens.entry(hash::of(token)).or_insert_with(|| attributes.add_token(token));
                    attributes.tokens_of.items.push(index);
                }
                attributes.tokens_of.end();
                attributes.distinct.push(own);
                attributes.distinct.len() - 1
            });
            attributes.of.push(string);
        }
        attributes
    }

    /// Adds a token and its terms; returns the index of the token.
    fn add_token(&mut self, token: &'a str) -> usize {
        terms::class_words(token, |term| self.terms_of.items.push(hash::of(term)));
        self.terms_of.end();
        self.tokens.push(token);
        self.tokens.len() - 1
    }

    /// The hashes ([`hash::of`]) of the terms of the container with this index, see [`terms::class_words`].
    pub(crate) fn terms(&self, container: usize) -> impl Iterator<Item = u64> {
        let tokens = self.tokens_of.get(self.of[container]).iter();
        tokens.flat_map(|token| self.terms_of.get(*token)).copied()
    }

    /// Calls `read` once for each distinct attribute string; returns the result for each container.
    pub(in crate::measure) fn read<T: Copy>(&self, read: impl FnMut(&'a str) -> T) -> Vec<T> {
        let read: Vec<T> = self.distinct.iter().copied().map(read).collect();
        self.of.iter().map(|string| read[*string]).collect()
    }

    /// Calls `read` once for each distinct token; returns for each container the results of its tokens, added up in
    /// order.
    pub(in crate::measure) fn read_tokens<V, T: Copy + Default>(
        &self,
        read: impl FnMut(&'a str) -> V,
        add: impl Fn(&mut T, &V),
    ) -> Vec<T> {
        let read: Vec<V> = self.tokens.iter().copied().map(read).collect();
        self.sums(|sum, token| add(sum, &read[token]))
    }

    /// Calls `read` once with the hash of each term of each distinct token; returns for each container the results of
    /// its terms, added up in order.
    pub(in crate::measure) fn read_terms<V, T: Copy + Default>(
        &self,
        read: impl FnMut(u64) -> V,
        add: impl Fn(&mut T, &V),
    ) -> Vec<T> {
        let read: Vec<V> = self.terms_of.items.iter().copied().map(read).collect();
        self.sums(|sum, token| read[self.terms_of.range(token)].iter().for_each(|value| add(sum, value)))
    }

    /// Calls `add` with a sum and the index of each token of a distinct string, in order; returns for each container
    /// the sum of its string.
    fn sums<T: Copy + Default>(&self, add: impl Fn(&mut T, usize)) -> Vec<T> {
        let sum = |string| {
            let mut sum = T::default();
            self.tokens_of.get(string).iter().for_each(|token| add(&mut sum, *token));
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
