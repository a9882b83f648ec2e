//! What phrases open with, and the look-up of a phrase by it.

/// Bytes of an opening that a phrase is looked up by, at most.
pub(super) const HEAD_BYTES: usize = 8;
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
            self.head.extend(text.bytes().take(HEAD_BYTES - self.head.len()));
            self.closed = self.head.len() == HEAD_BYTES;
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
    /// Heads and indices of phrases, in order.
    entries: Vec<(u64, usize)>,
    /// A set of heads that sometimes says yes for no, but fits the cache.
    filter: Vec<u64>,
}

/// Bytes of a head that count, longest first; the others are zero, so that heads of two lengths never agree.
const MASKS: [u64; 5] = [u64::MAX, 0xffff_ffff, 0xffff, 0xff, 0];

impl Openings {
    /// Logarithm of the bits of the filter: at ten thousand heads one in thirteen strangers passes.
    const FILTER_BITS: u32 = 17;

    /// Adds a phrase; [`Openings::sort`] comes before the first look-up.
    pub(super) fn add(&mut self, head: &[u8], phrase: usize) {
        let whole = word(head);
        let full = MASKS.into_iter().find(|mask| mask.count_ones() as usize <= head.len() * 8);
        self.entries.push((whole & full.unwrap_or_default(), phrase));
    }

    pub(super) fn sort(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.filter = vec![0; 1 << (Openings::FILTER_BITS - 6)];
        for (head, _) in &self.entries {
            let (index, bit) = place(*head);
            if let Some(bits) = self.filter.get_mut(index) {
                *bits |= bit;
            }
        }
    }

    /// Whether [`Openings::at`] may have a phrase: a cheap no for nearly every word of a text.
    #[inline]
    pub(super) fn may_be_at(&self, block: &str, at: usize) -> bool {
        let [eight, four, ..] = MASKS;
        let whole = word(block.as_bytes().get(at..).unwrap_or_default());
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
        let heads = masks.into_iter().map(move |mask| whole & mask).filter(|&head| self.may_have(head));
        heads.flat_map(|head| self.entries_of(head)).map(|entry| entry.1)
    }

    fn entries_of(&self, head: u64) -> &[(u64, usize)] {
        let first = self.entries.partition_point(|entry| entry.0 < head);
        let entries = self.entries.get(first..).unwrap_or_default();
        let len = entries.iter().take_while(|entry| entry.0 == head).count();
        entries.get(..len).unwrap_or_default()
    }

    fn may_have(&self, head: u64) -> bool {
        let (index, bit) = place(head);
        self.filter.get(index).is_some_and(|bits| bits & bit != 0)
    }
}

/// The first bytes of a text as one word, filled up with zeros.
fn word(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Index and bit of a head in the filter.
fn place(head: u64) -> (usize, u64) {
    // The golden ratio spreads neighbours (Knuth, volume 3, 6.4).
    let hash = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Openings::FILTER_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}
