//! The openings of phrases (the text that a match begins with), and the look-up of phrases by them.

use crate::hash::{Filter, spread};

/// Greatest length of an opening, in bytes: at most this many are compared before a whole phrase is tried. It is the
/// size of a `u128`.
pub(crate) const OPENING_BYTES: usize = 16;
/// Least length of the opening of a phrase that may match anywhere in a block, in bytes: shorter ones would be found at
/// every other word.
pub(super) const ANYWHERE_BYTES: usize = 4;

/// The plain text that a match of a phrase begins with.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opening {
    /// The match begins with a number, and the opening is the text after it.
    pub(super) after_number: bool,
    /// The text as normalized UTF-8, at most [`OPENING_BYTES`] long.
    pub(super) text: Vec<u8>,
    /// The opening is complete, and further parts of the phrase don't extend it.
    closed: bool,
}

impl Opening {
    /// Adds plain text that comes next in the phrase, unless the opening is closed.
    pub(super) fn extend(&mut self, text: &str) {
        if !self.closed {
            self.text.extend(text.bytes().take(OPENING_BYTES - self.text.len()));
            self.closed = self.text.len() == OPENING_BYTES;
        }
    }

    /// Adds a number that comes next in the phrase: it is skipped at the beginning of the phrase, and closes the
    /// opening elsewhere.
    pub(super) fn add_number(&mut self) {
        self.closed |= self.after_number || !self.text.is_empty();
        self.after_number |= !self.closed;
    }

    /// Closes the opening because something other than plain text comes next.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }
}

/// Phrases by their openings: a hash table with open addressing, behind a Bloom filter. Keys are the first eight or
/// four bytes of an opening; for phrases at the start of a block also fewer.
#[derive(Default)]
pub(super) struct Openings {
    /// All entries, sorted by key.
    entries: Vec<Entry>,
    /// For each key, where its entries are, in the slot of its hash or the next free one. At least half of the slots
    /// are free. A binary search in the entries would wait for memory a dozen times.
    slots: Vec<Slot>,
    /// The keys of all entries.
    filter: Filter,
}

/// A phrase with one of its openings.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The first bytes of the opening, by which it is looked up.
    key: u64,
    /// Index of the phrase in the lexicon.
    phrase: usize,
    /// The whole opening, filled up with zeros. It is compared with the text before the phrase is tried, which costs a
    /// hundred times as much.
    opening: u128,
    /// The bits of a text that are compared with the opening.
    mask: u128,
}

/// Where the entries of a key are, as a range of indices. The range of a free slot is empty.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    start: u32,
    end: u32,
}

/// The bits of an opening that make its key, for keys of eight, four, two, one and no bytes. The other bits of a key
/// are zero, so that keys of different lengths never agree.
const MASKS: [u64; 5] = [u64::MAX, 0xffff_ffff, 0xffff, 0xff, 0];

impl Openings {
    /// Binary logarithm of the size of the filter in bits. With ten thousand keys it passes one unknown key in
    /// thirteen.
    const FILTER_BITS: u32 = 17;

    /// Adds a phrase with one of its openings. [`Openings::sort`] must be called before the first look-up.
    pub(super) fn add(&mut self, opening: &[u8], phrase: usize) {
        let bits = 8 * opening.len() as u32;
        let key_mask = MASKS.into_iter().find(|mask| mask.count_ones() <= bits);
        let mask = u128::MAX.checked_shr(u128::BITS - bits).unwrap_or_default();
        let opening = first_bytes(opening);
        self.entries.push(Entry { key: key(opening) & key_mask.unwrap_or_default(), phrase, opening, mask });
    }

    /// Sorts the entries, and fills in the slots and the filter.
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
        self.filter = Filter::new(Openings::FILTER_BITS);
        self.entries.iter().for_each(|entry| self.filter.insert(entry.key));
    }

    /// Whether [`Openings::at`] may find a phrase. This is cheap, and false for nearly every word of a text.
    #[inline]
    pub(super) fn may_be_at(&self, block: &str, at: usize) -> bool {
        let [eight, four, ..] = MASKS;
        let text = key(first_bytes(block.as_bytes().get(at..).unwrap_or_default()));
        self.filter.may_have(text & eight) || self.filter.may_have(text & four)
    }

    /// The phrases, by index, with an opening of at least four bytes that the text of the block at byte `at` begins
    /// with.
    #[inline]
    pub(super) fn at(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        let [eight, four, ..] = MASKS;
        self.with_keys(block, at, [eight, four])
    }

    /// The phrases, by index, with an opening of any length that the text of the block at byte `at` begins with.
    pub(super) fn at_start(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        self.with_keys(block, at, MASKS)
    }

    /// The phrases, by index, whose opening the text at byte `at` begins with, looked up by keys of the given lengths.
    #[inline]
    fn with_keys<const N: usize>(&self, block: &str, at: usize, masks: [u64; N]) -> impl Iterator<Item = usize> {
        let text = first_bytes(block.as_bytes().get(at..).unwrap_or_default());
        let keys = masks.into_iter().map(move |mask| key(text) & mask).filter(|&key| self.filter.may_have(key));
        let entries = keys.flat_map(|key| self.entries_of(key));
        entries.filter(move |entry| text & entry.mask == entry.opening).map(|entry| entry.phrase)
    }

    /// The entries with a key.
    fn entries_of(&self, key: u64) -> impl Iterator<Item = &Entry> {
        let Slot { start, end, .. } = self.slots[self.slot(key)];
        self.entries[start as usize..end as usize].iter()
    }

    /// The slot of a key, or the free slot that it would get.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (spread(key) >> 32) as usize & last;
        while self.slots[slot].end > 0 && self.slots[slot].key != key {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// The first [`OPENING_BYTES`] of a text as one number, filled up with zeros. The first byte is the lowest.
fn first_bytes(text: &[u8]) -> u128 {
    let mut bytes = [0; OPENING_BYTES];
    match text.first_chunk() {
        Some(first) => bytes = *first,
        None => bytes[..text.len()].copy_from_slice(text),
    }
    u128::from_le_bytes(bytes)
}

/// The first eight of the bytes that [`first_bytes`] returns: the longest key.
#[allow(clippy::cast_possible_truncation)]
fn key(first_bytes: u128) -> u64 {
    first_bytes as u64
}
