//! What phrases open with, and the look-up of a phrase by it.

use crate::hash::spread;

/// Bytes of an opening that are compared before a phrase is tried, at most.
pub(crate) const OPENING_BYTES: usize = 16;
/// Bytes that a phrase of any place opens with at least: fewer would be looked up at every other word.
pub(super) const ANYWHERE_BYTES: usize = 4;

/// What a match begins with.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opening {
    /// The match begins with a number; the opening follows it.
    pub(super) counted: bool,
    pub(super) head: Vec<u8>,
    closed: bool,
}

impl Opening {
    pub(super) fn extend(&mut self, text: &str) {
        if !self.closed {
            self.head.extend(text.bytes().take(OPENING_BYTES - self.head.len()));
            self.closed = self.head.len() == OPENING_BYTES;
        }
    }

    /// A number comes next.
    pub(super) fn count(&mut self) {
        self.closed |= self.counted || !self.head.is_empty();
        self.counted |= !self.closed;
    }

    /// Something other than plain text comes next.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }
}

/// Phrases by the bytes that they open with: eight, four or, at the block's start, fewer.
#[derive(Default)]
pub(super) struct Openings {
    entries: Vec<Entry>,
    /// Keys and where their entries lie, each in the slot of its hash or the next free one; at least half of them are free. A
    /// search in the entries would wait for memory a dozen times.
    slots: Vec<Slot>,
    /// A set of keys that sometimes says yes for no, but fits the cache.
    filter: Vec<u64>,
}

/// A phrase with one of its openings.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The opening's first bytes, by which it is looked up.
    key: u64,
    phrase: usize,
    /// The whole opening, and which bits of a text to compare with it: to try a phrase costs a hundred times as much.
    head: u128,
    mask: u128,
}

/// Where the entries of a key lie; nowhere in a free slot.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    start: u32,
    end: u32,
}

/// Bytes of a head that are its key, longest first; the others are zero, so that keys of two lengths never agree.
const MASKS: [u64; 5] = [u64::MAX, 0xffff_ffff, 0xffff, 0xff, 0];

impl Openings {
    /// Logarithm of the bits of the filter: at ten thousand keys one in thirteen strangers passes.
    const FILTER_BITS: u32 = 17;

    /// Adds a phrase; [`Openings::sort`] comes before the first look-up.
    pub(super) fn add(&mut self, head: &[u8], phrase: usize) {
        let bits = 8 * head.len() as u32;
        let full = MASKS.into_iter().find(|mask| mask.count_ones() <= bits);
        let mask = u128::MAX.checked_shr(u128::BITS - bits).unwrap_or_default();
        let head = word(head);
        self.entries.push(Entry { key: key(head) & full.unwrap_or_default(), phrase, head, mask });
    }

    pub(super) fn sort(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.slots = vec![Slot::default(); (2 * self.entries.len()).next_power_of_two()];
        let mut start = 0;
        for entries in self.entries.chunk_by(|a, b| a.key == b.key) {
            let end = start + entries.len() as u32;
            let key = entries[0].key;
            let slot = self.slot(key);
            self.slots[slot] = Slot { key, start, end };
            start = end;
        }
        self.filter = vec![0; 1 << (Openings::FILTER_BITS - 6)];
        for entry in &self.entries {
            let (index, bit) = place(entry.key);
            if let Some(bits) = self.filter.get_mut(index) {
                *bits |= bit;
            }
        }
    }

    /// Whether [`Openings::at`] may have a phrase: a cheap no for nearly every word of a text.
    #[inline]
    pub(super) fn may_be_at(&self, block: &str, at: usize) -> bool {
        let [eight, four, ..] = MASKS;
        let whole = key(word(block.as_bytes().get(at..).unwrap_or_default()));
        self.may_have(whole & eight) || self.may_have(whole & four)
    }

    /// Phrases that open with four bytes or more of what begins at `at`.
    #[inline]
    pub(super) fn at(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        let [eight, four, ..] = MASKS;
        self.with_heads(block, at, [eight, four])
    }

    /// Phrases that open with whatever begins at `at`.
    pub(super) fn at_start(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        self.with_heads(block, at, MASKS)
    }

    #[inline]
    fn with_heads<const N: usize>(&self, block: &str, at: usize, masks: [u64; N]) -> impl Iterator<Item = usize> {
        let whole = word(block.as_bytes().get(at..).unwrap_or_default());
        let keys = masks.into_iter().map(move |mask| key(whole) & mask).filter(|&key| self.may_have(key));
        let entries = keys.flat_map(|key| self.entries_of(key));
        entries.filter(move |entry| whole & entry.mask == entry.head).map(|entry| entry.phrase)
    }

    fn entries_of(&self, key: u64) -> impl Iterator<Item = &Entry> {
        let Slot { start, end, .. } = self.slots[self.slot(key)];
        self.entries[start as usize..end as usize].iter()
    }

    /// The slot that a key has, or would have.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (spread(key) >> 32) as usize & last;
        while self.slots[slot].end > 0 && self.slots[slot].key != key {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn may_have(&self, key: u64) -> bool {
        let (index, bit) = place(key);
        self.filter.get(index).is_some_and(|bits| bits & bit != 0)
    }
}

/// The first bytes of a text as one word, filled up with zeros.
fn word(text: &[u8]) -> u128 {
    let mut bytes = [0; OPENING_BYTES];
    match text.first_chunk() {
        Some(first) => bytes = *first,
        None => bytes[..text.len()].copy_from_slice(text),
    }
    u128::from_le_bytes(bytes)
}

/// The first half of a word.
#[allow(clippy::cast_possible_truncation)]
fn key(word: u128) -> u64 {
    word as u64
}

/// Index and bit of a key in the filter.
fn place(key: u64) -> (usize, u64) {
    let hash = spread(key) >> (64 - Openings::FILTER_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}
