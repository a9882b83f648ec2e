//! The look-up of phrases by their openings: the text that a match begins with.

use crate::hash::{Filter, mixed, spread};
use crate::packed;

/// Greatest length of an opening, in bytes: at most this many are compared before a whole phrase is tried. It is the
/// size of a `u128`.
pub(crate) const OPENING_BYTES: usize = 16;

/// Phrases by their openings: a hash table behind a Bloom filter. Keys are the first eight or four bytes of an opening;
/// for phrases at the start of a block also fewer.
#[derive(Default)]
pub(super) struct Openings {
    /// The keys of all entries.
    filter: Filter<&'static [[u8; 8]]>,
    /// Where the entries of each bucket begin, see [`packed::bucket`].
    starts: &'static [[u8; 4]],
    /// An [`Entry`] for each opening of each phrase, by the bucket of its key.
    entries: &'static [[u8; Entry::BYTES]],
}

/// An opening of a phrase, as it is in the table.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// A hash of the opening. It is compared with that of the text before the phrase is tried, which costs a hundred
    /// times as much.
    pub(super) tag: u32,
    /// Index of the phrase in the lexicon.
    pub(super) phrase: u16,
    /// The length of the opening in bytes.
    pub(super) len: u8,
}

impl Entry {
    /// The size of an entry in the table.
    const BYTES: usize = 7;

    /// The entry with these bytes.
    #[inline]
    fn read([a, b, c, d, e, f, len]: [u8; Entry::BYTES]) -> Entry {
        Entry { tag: u32::from_le_bytes([a, b, c, d]), phrase: u16::from_le_bytes([e, f]), len }
    }

    /// The bytes of the entry.
    #[allow(dead_code, reason = "`build.rs` writes the table that the crate reads")]
    pub(super) fn bytes(self) -> [u8; Entry::BYTES] {
        let ([a, b, c, d], [e, f]) = (self.tag.to_le_bytes(), self.phrase.to_le_bytes());
        [a, b, c, d, e, f, self.len]
    }
}

/// The lengths of keys in bytes. Bytes that a key lacks are zero in it, so that keys of different lengths never agree.
const KEY_LENS: [u8; 5] = [8, 4, 2, 1, 0];

impl Openings {
    /// Takes a table from the front of the compiled lexicon; `None` if the bytes end too early.
    pub(super) fn take(bytes: &mut &'static [u8]) -> Option<Openings> {
        let filter = Filter::of(packed::take_records(bytes)?);
        Some(Openings { filter, starts: packed::take_records(bytes)?, entries: packed::take_records(bytes)? })
    }

    /// Whether [`Openings::at`] may find a phrase. This is cheap, and false for nearly every word of a text.
    #[inline]
    pub(super) fn may_be_at(&self, block: &str, at: usize) -> bool {
        let [eight, four, ..] = KEY_LENS;
        let text = first_bytes(block.as_bytes().get(at..).unwrap_or_default());
        self.filter.may_have(key(text, eight)) || self.filter.may_have(key(text, four))
    }

    /// The phrases, by index, with an opening of at least four bytes that the text of the block at byte `at` begins
    /// with. May have others if hashes collide.
    #[inline]
    pub(super) fn at(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        let [eight, four, ..] = KEY_LENS;
        self.with_keys(block, at, [eight, four])
    }

    /// The phrases, by index, with an opening of any length that the text of the block at byte `at` begins with. May
    /// have others if hashes collide.
    pub(super) fn at_start(&self, block: &str, at: usize) -> impl Iterator<Item = usize> {
        self.with_keys(block, at, KEY_LENS)
    }

    /// The phrases, by index, whose opening the text at byte `at` begins with, looked up by keys of the given lengths.
    #[inline]
    fn with_keys<const N: usize>(&self, block: &str, at: usize, lens: [u8; N]) -> impl Iterator<Item = usize> {
        let text = first_bytes(block.as_bytes().get(at..).unwrap_or_default());
        let known = lens.into_iter().filter(move |&len| self.filter.may_have(key(text, len)));
        let entries = known.flat_map(move |len| {
            let bucket = packed::bucket(self.entries, self.starts, spread(key(text, len)));
            let entries = bucket.iter().map(|bytes| Entry::read(*bytes));
            entries.filter(move |entry| key_len(entry.len) == len && tag(text, entry.len) == entry.tag)
        });
        entries.map(|entry| usize::from(entry.phrase))
    }
}

/// The first [`OPENING_BYTES`] of a text as one number, filled up with zeros. The first byte is the lowest.
pub(super) fn first_bytes(text: &[u8]) -> u128 {
    let mut bytes = [0; OPENING_BYTES];
    match text.first_chunk() {
        Some(first) => bytes = *first,
        None => bytes[..text.len()].copy_from_slice(text),
    }
    u128::from_le_bytes(bytes)
}

/// The key of `len` bytes of a text, given as [`first_bytes`].
#[allow(clippy::cast_possible_truncation)]
#[inline]
pub(super) fn key(text: u128, len: u8) -> u64 {
    text as u64 & u64::MAX.checked_shr(u64::BITS - 8 * u32::from(len)).unwrap_or_default()
}

/// The length of the key of an opening of `len` bytes: the greatest that is not longer.
#[inline]
pub(super) fn key_len(len: u8) -> u8 {
    match len {
        8.. => 8,
        4.. => 4,
        2.. => 2,
        _ => len,
    }
}

/// The hash of the first `len` bytes of a text, given as [`first_bytes`].
#[allow(clippy::cast_possible_truncation)]
#[inline]
pub(super) fn tag(text: u128, len: u8) -> u32 {
    let text = text & u128::MAX.checked_shr(u128::BITS.saturating_sub(8 * u32::from(len))).unwrap_or_default();
    (mixed(text as u64, (text >> 64) as u64) >> 32) as u32
}
