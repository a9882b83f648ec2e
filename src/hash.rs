//! Hashes of words and other short keys, in a tenth of the time that the standard library's hashes take. They don't
//! resist attacks: anybody can make keys of the same hash. Use them only where such a collision does no more harm than
//! a page can do to itself anyway. Maps by such hashes are [`HashedMap`]s, which no page can make slow.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Deref;
use std::sync::LazyLock;

/// Spreads keys that are close together over all 64-bit numbers. The highest bits are spread best.
pub(crate) fn spread(key: u64) -> u64 {
    // Multiplicative hashing with the golden ratio: Knuth, The Art of Computer Programming, volume 3, section 6.4.
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Adds one more value to a hash.
pub(crate) fn mixed(hash: u64, value: u64) -> u64 {
    spread(hash.rotate_left(23) ^ value)
}

/// The hash of a text.
pub(crate) fn of(text: &str) -> u64 {
    of_bytes(text.as_bytes())
}

/// The hash of a text, given by its bytes.
pub(crate) fn of_bytes(text: &[u8]) -> u64 {
    let (eights, rest) = text.as_chunks();
    let hash = eights.iter().fold(0, |hash, eight| mixed(hash, u64::from_le_bytes(*eight)));
    let hash = mixed(hash, rest.iter().fold(1, |letters, byte| letters << 8 | u64::from(*byte)));
    hash ^ (hash >> 32)
}

/// A Bloom filter with one bit a key: it passes every key that was inserted, and few others. Most keys that are looked
/// up are unknown, and the filter, unlike the table behind it, is small enough for the processor's cache. Its numbers
/// are little-endian, so that it can be read in place from a file.
#[derive(Debug, Default)]
pub(crate) struct Filter<Bits = Vec<[u8; 8]>> {
    bits: Bits,
    /// A hash shifted right by this many bits is the number of its bit.
    shift: u32,
}

impl Filter {
    /// An empty filter of 2 to the power of `log_bits` bits, which is from 6 to 32.
    pub(crate) fn new(log_bits: u32) -> Filter {
        Filter::of(vec![[0; 8]; 1 << (log_bits - 6)])
    }

    /// Makes the filter pass a key.
    pub(crate) fn insert(&mut self, key: u64) {
        let (index, bit) = self.bit(key);
        if let Some(bits) = self.bits.get_mut(index) {
            *bits = (u64::from_le_bytes(*bits) | bit).to_le_bytes();
        }
    }
}

impl<Bits: Deref<Target = [[u8; 8]]>> Filter<Bits> {
    /// The filter with these bits, a power of two of them.
    pub(crate) fn of(bits: Bits) -> Filter<Bits> {
        let log_bits = (64 * bits.len()).checked_ilog2().unwrap_or(u64::BITS);
        Filter { bits, shift: u64::BITS - log_bits }
    }

    /// The bits, as [`Filter::of`] takes them.
    #[allow(dead_code, reason = "`build.rs` writes filters that the crate reads")]
    pub(crate) fn bits(&self) -> &[[u8; 8]] {
        &self.bits
    }

    /// Whether the filter passes a key.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (index, bit) = self.bit(key);
        self.bits.get(index).is_some_and(|bits| u64::from_le_bytes(*bits) & bit != 0)
    }

    /// The bit of a key: the index of the number that has it, and the bit as a mask.
    #[inline]
    fn bit(&self, key: u64) -> (usize, u64) {
        let hash = spread(key) >> self.shift;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}

/// A map from hashes, such as those of [`of`], in which a page can't make different ones end up in the same place.
pub(crate) type HashedMap<V> = HashMap<u64, V, Secret>;

/// Spreads the keys of a [`HashMap`] by two numbers that each process draws at random. Knowing neither, nobody can
/// choose keys that end up in the same place of the map, as they could with [`spread`]. For keys of few bytes this
/// takes a tenth of the time of the standard library's hashes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Secret {
    /// The number that the first part of a key is combined with.
    start: u64,
    /// The odd number that each part is multiplied by.
    factor: u64,
}

impl Default for Secret {
    fn default() -> Secret {
        static DRAWN: LazyLock<Secret> = LazyLock::new(|| {
            let drawn = RandomState::new();
            Secret { start: drawn.hash_one(0), factor: drawn.hash_one(1) | 1 }
        });
        *DRAWN
    }
}

impl BuildHasher for Secret {
    type Hasher = SecretHasher;

    fn build_hasher(&self) -> SecretHasher {
        SecretHasher { hash: self.start, factor: self.factor }
    }
}

/// Hashes one key for [`Secret`].
pub(crate) struct SecretHasher {
    hash: u64,
    factor: u64,
}

impl Hasher for SecretHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(of_bytes(bytes));
    }

    #[allow(clippy::cast_possible_truncation)]
    fn write_u64(&mut self, part: u64) {
        // The hash functions foldhash and wyhash consist of this step. Low bits of the product depend on few bits of
        // the key, high ones on many: both halves are combined.
        let product = u128::from(self.hash ^ part) * u128::from(self.factor);
        self.hash = product as u64 ^ (product >> 64) as u64;
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, HashedMap};

    #[test]
    fn maps_find_what_was_inserted() {
        let map: HashedMap<u64> = (0..1_000).map(|key| (key << 32, key)).collect();
        assert!((0..1_000).all(|key| map.get(&(key << 32)) == Some(&key)));
        assert_eq!(map.get(&1), None);
    }

    #[test]
    fn a_filter_passes_what_was_inserted_and_little_else() {
        let mut filter = Filter::new(12);
        (0..400).for_each(|key| filter.insert(key));
        assert!((0..400).all(|key| filter.may_have(key)));
        let others = (400..10_400).filter(|key| filter.may_have(*key)).count();
        assert!(others < 1_500, "{others} of 10,000 unknown keys pass");
        assert!(Filter::of(filter.bits()).may_have(0));
        assert!(!Filter::<Vec<_>>::default().may_have(0));
    }
}
