//! Fingerprints: the 64-bit hashes that stand for texts and locations in a profile.
//!
//! They are saved with the profile, so they must be equal on every machine and in every release: xxHash is fixed by its
//! specification, and tests pin some values.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::template::{Shape, shape};

/// What a fingerprint is made of. The number seeds the hash, so a text, a shape and a location that consist of equal
/// bytes have different fingerprints. The numbers are part of saved profiles and must not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// A text, byte for byte.
    Text = 1,
    /// A text without its numbers, dates and names, see [`shape`].
    Shape = 2,
    /// A location by the elements and classes around it.
    LocationByClass = 3,
    /// A location by the elements around it, without classes.
    LocationByTag = 4,
    /// A page, identified by its title and its longest text.
    Page = 5,
    /// The bytes of a saved profile, as a checksum.
    File = 6,
}

/// A 64-bit hash that stands for a text, a shape or a location in a profile.
pub(super) type Fingerprint = u64;

/// Hashes bytes within a namespace (XXH3, 64 bits).
pub(super) fn fingerprint(namespace: Namespace, bytes: &[u8]) -> Fingerprint {
    xxh3_64_with_seed(bytes, namespace as u64)
}

/// Combines two fingerprints into one. Their order matters.
pub(super) fn joined(namespace: Namespace, first: Fingerprint, second: Fingerprint) -> Fingerprint {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..].copy_from_slice(&second.to_le_bytes());
    fingerprint(namespace, &bytes)
}

/// The fingerprints that a text is counted by: of the text itself, and of its shape if it has one.
pub(super) fn of(text: &str) -> [Option<Fingerprint>; 2] {
    [Some(of_text(text)), shape(text).map(|shape| of_shape(&shape))]
}

/// Fingerprint of a text, byte for byte.
pub(super) fn of_text(text: &str) -> Fingerprint {
    fingerprint(Namespace::Text, text.as_bytes())
}

/// Fingerprint of a text's shape.
pub(super) fn of_shape(shape: &Shape) -> Fingerprint {
    fingerprint(Namespace::Shape, shape.text.as_bytes())
}

/// Identifies a page, so that one that is learned again is recognised: 32 bits of the hash of its title and its longest
/// text. The title alone may be that of the site, and the longest text alone may be an appeal that stands on all pages.
pub(super) fn of_page(title: &str, longest: &str) -> u32 {
    let fingerprint = joined(Namespace::Page, of_text(title), of_text(longest));
    (fingerprint >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_every_release() {
        assert_eq!(of_text(""), 0x4dc5_b0cc_826f_6703);
    }

    #[test]
    fn a_text_and_a_shape_have_different_fingerprints() {
        assert_ne!(of_text("0 comments"), fingerprint(Namespace::Shape, b"0 comments"));
        assert_ne!(of("12 comments")[1], of("12 answers")[1]);
        assert_eq!(of("12 comments")[1], of("3 comments")[1]);
    }
}
