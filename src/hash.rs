//! Hashes of words and other short keys, in a tenth of the time that the standard library's hashes take. They don't
//! resist attacks: anybody can make keys of the same hash. Use them only where such a collision does no more harm than
//! a page can do to itself anyway.

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
    let (eights, rest) = text.as_bytes().as_chunks();
    let hash = eights.iter().fold(0, |hash, eight| mixed(hash, u64::from_le_bytes(*eight)));
    let hash = mixed(hash, rest.iter().fold(1, |letters, byte| letters << 8 | u64::from(*byte)));
    hash ^ (hash >> 32)
}
