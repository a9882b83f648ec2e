//! The terms of one source, in the form in which they are looked up.

use crate::packed;

/// The terms of one source by their hashes: a hash table behind a Bloom filter.
///
/// Terms with the same hash are taken for each other, which does little harm. Most words, and nearly all pairs of
/// words, that are looked up are unknown, and a look-up in the table would wait for memory; the filter, which is small
/// and stays in the processor's cache, rejects most of them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Table<'a> {
    /// A Bloom filter of the terms, which passes one unknown term in twenty. All bits of a term are in one of its
    /// numbers (`u64`), of which there is a power of two.
    filter: &'a [[u8; 8]],
    /// Where the terms of each bucket begin, see [`packed::bucket`].
    starts: &'a [[u8; 4]],
    /// For each term, its [`tag`] (`u32`) and the index of its log-odds in `values` (`u16`).
    terms: &'a [[u8; 6]],
    /// The different log-odds (`f32`).
    values: &'a [[u8; 4]],
}

impl<'a> Table<'a> {
    /// Takes a table from the front of the compiled vocabulary; `None` if the bytes end too early.
    pub(super) fn take(bytes: &mut &'a [u8]) -> Option<Table<'a>> {
        Some(Table {
            filter: packed::take_records(bytes)?,
            starts: packed::take_records(bytes)?,
            terms: packed::take_records(bytes)?,
            values: packed::take_records(bytes)?,
        })
    }

    /// The number of terms.
    #[cfg(test)]
    pub(super) fn len(self) -> usize {
        self.terms.len()
    }

    /// The log-odds of the term with this hash, if it is known.
    pub(crate) fn get(self, hash: u64) -> Option<f32> {
        if self.may_have(hash) { self.find(hash) } else { None }
    }

    /// Calls `give` with the log-odds of every known term among `hashes`, in order. Overwrites `hashes` with those that
    /// pass the filter.
    ///
    /// The filter comes first, for all hashes, and without a branch, because which terms are known can't be predicted.
    /// In the second loop the processor can then fetch the next buckets while it waits for one.
    pub(crate) fn each(self, hashes: &mut [u64], mut give: impl FnMut(f32)) {
        let mut passed = 0;
        for at in 0..hashes.len() {
            let hash = hashes[at];
            hashes[passed] = hash;
            passed += usize::from(self.may_have(hash));
        }
        for hash in &hashes[..passed] {
            if let Some(log_odds) = self.find(*hash) {
                give(log_odds);
            }
        }
    }

    /// Whether the filter passes a hash.
    #[inline]
    fn may_have(self, hash: u64) -> bool {
        let (index, bits) = filter_bits(hash, self.filter.len());
        self.filter.get(index).is_some_and(|number| u64::from_le_bytes(*number) & bits == bits)
    }

    /// Searches the bucket of a hash.
    #[inline]
    fn find(self, hash: u64) -> Option<f32> {
        let bucket = packed::bucket(self.terms, self.starts, hash);
        let known = |[a, b, c, d, ..]: &&[u8; 6]| u32::from_le_bytes([*a, *b, *c, *d]) == tag(hash);
        let [.., low, high] = bucket.iter().find(known)?;
        self.values.get(usize::from(u16::from_le_bytes([*low, *high]))).map(|value| f32::from_le_bytes(*value))
    }
}

/// The bits of a hash in a filter of `len` numbers: the index of the number that has them, and the bits as a mask.
#[inline]
pub(super) fn filter_bits(hash: u64, len: usize) -> (usize, u64) {
    ((hash >> 40) as usize & len.saturating_sub(1), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
}

/// The half of a term's hash that does not determine its bucket.
#[inline]
pub(super) fn tag(hash: u64) -> u32 {
    hash as u32
}
