//! Words with what they mean, for lists in which every word of a page is looked up.

use crate::hash::{self, Filter};

/// What the words of a list mean. A word is known by its hash alone: one that has the hash of another is taken for
/// that, which no page has to its advantage.
pub(crate) struct WordMap<V> {
    /// The hash of each word with its meaning, sorted by hash.
    sorted: Vec<(u64, V)>,
    /// The hashes, because most words that are looked up are not in the list.
    filter: Filter,
}

/// The filter has at least this many bits per word, so that it passes at most one in sixteen unknown words. Set by
/// hand.
const FILTER_BITS_PER_WORD: usize = 16;
/// A word of at most this many bytes is brought into lower case without allocating memory. Set by hand.
const SHORT_BYTES: usize = 32;

impl<V: Copy> WordMap<V> {
    /// The map of these words, which are in lower case. If a word is given twice, its last meaning counts.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = (&'a str, V)>) -> WordMap<V> {
        let mut sorted: Vec<(u64, V)> = words.into_iter().map(|(word, meaning)| (hash::of(word), meaning)).collect();
        sorted.reverse();
        sorted.sort_by_key(|(hash, _)| *hash);
        sorted.dedup_by_key(|(hash, _)| *hash);
        let bits = (sorted.len() * FILTER_BITS_PER_WORD).next_power_of_two().max(64);
        let mut filter = Filter::new(bits.trailing_zeros());
        sorted.iter().for_each(|(hash, _)| filter.insert(*hash));
        WordMap { sorted, filter }
    }

    /// The meaning of a word in any case; `None` if it is not in the list.
    pub(crate) fn get(&self, word: &str) -> Option<V> {
        let mut lower = [0; SHORT_BYTES];
        if word.len() > SHORT_BYTES || !word.is_ascii() {
            return self.get_hashed(hash::of(&word.to_lowercase()));
        }
        lower[..word.len()].copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.get_hashed(hash::of_bytes(&lower[..word.len()]))
    }

    /// The meaning of the word in lower case with this [`hash::of`].
    pub(crate) fn get_hashed(&self, hash: u64) -> Option<V> {
        if !self.filter.may_have(hash) {
            return None;
        }
        let index = self.sorted.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
        Some(self.sorted[index].1)
    }
}

#[cfg(test)]
mod tests {
    use super::WordMap;

    #[test]
    fn words_have_their_last_meaning_in_any_case() {
        let long = "donaudampfschifffahrtsgesellschaftskapitän";
        let map = WordMap::of([("by", 1), ("école", 2), ("by", 3), (long, 4)]);
        let cases = [
            ("by", Some(3)),
            ("BY", Some(3)),
            ("École", Some(2)),
            (&long.to_uppercase(), Some(4)),
            ("b", None),
            ("", None),
        ];
        for (word, meaning) in cases {
            assert_eq!(map.get(word), meaning, "{word}");
        }
        assert_eq!(WordMap::<u8>::of([]).get("by"), None);
    }
}
