//! Fingerprints: the numbers that stand for texts and places in a profile. They are saved, so that they must stay the
//! same on every machine and in every release: xxHash is fixed by its specification, and a test pins some.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::template::{Shape, shape};

/// What a fingerprint is of. The number goes into it, so that texts, shapes and places never stand for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// A text, word for word.
    Text = 1,
    /// A text but for numbers, dates and names.
    Shape = 2,
    /// A place by the elements and classes around it.
    Place = 3,
    /// A place by the elements around it.
    Frame = 4,
    /// What tells a page from others.
    Page = 5,
    /// A saved profile.
    File = 6,
}

/// A fingerprint.
pub(super) type Fingerprint = u64;

/// The fingerprint of bytes.
pub(super) fn print(sort: Namespace, bytes: &[u8]) -> Fingerprint {
    xxh3_64_with_seed(bytes, sort as u64)
}

/// One fingerprint made of two.
pub(super) fn joined(sort: Namespace, first: Fingerprint, second: Fingerprint) -> Fingerprint {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..].copy_from_slice(&second.to_le_bytes());
    print(sort, &bytes)
}

/// The fingerprints of a text: of its words, and of its shape if that is another.
pub(super) fn of(text: &str) -> [Option<Fingerprint>; 2] {
    [Some(of_text(text)), shape(text).map(|shape| of_shape(&shape))]
}

pub(super) fn of_text(text: &str) -> Fingerprint {
    print(Namespace::Text, text.as_bytes())
}

pub(super) fn of_shape(shape: &Shape) -> Fingerprint {
    print(Namespace::Shape, shape.text.as_bytes())
}

/// What tells one page from another, however often it is learned: its title and its longest text. A title alone may be
/// the site's, and the longest text an appeal that stands on all pages.
pub(super) fn of_page(title: &str, longest: &str) -> u32 {
    let print = joined(Namespace::Page, of_text(title), of_text(longest));
    (print >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_every_release() {
        assert_eq!(of_text(""), 0x4dc5_b0cc_826f_6703);
    }

    #[test]
    fn a_text_and_a_shape_never_stand_for_one_another() {
        assert_ne!(of_text("0 comments"), print(Namespace::Shape, b"0 comments"));
        assert_ne!(of("12 comments")[1], of("12 answers")[1]);
        assert_eq!(of("12 comments")[1], of("3 comments")[1]);
    }
}
