//! Fingerprints: the numbers that stand for texts and places in a profile. They are saved, so that they must stay the same
//! on every machine and in every release: xxHash is fixed by its specification, and a test pins some.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::shape::shape;

/// What a fingerprint is of. The number goes into it, so that texts, shapes and places never stand for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
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
}

/// A fingerprint.
pub(super) type Print = u64;

/// The fingerprint of bytes.
pub(super) fn print(sort: Sort, bytes: &[u8]) -> Print {
    xxh3_64_with_seed(bytes, sort as u64)
}

/// One fingerprint made of two.
pub(super) fn joined(sort: Sort, first: Print, second: Print) -> Print {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..].copy_from_slice(&second.to_le_bytes());
    print(sort, &bytes)
}

/// The fingerprints of a text: of its words, and of its shape if that is another.
pub(super) fn of(text: &str) -> [Option<Print>; 2] {
    [Some(of_text(text)), of_shape(text)]
}

/// Case and spaces make no difference.
pub(super) fn of_text(text: &str) -> Print {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        words.extend(word.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    print(Sort::Text, words.as_bytes())
}

pub(super) fn of_shape(text: &str) -> Option<Print> {
    shape(text).map(|shape| print(Sort::Shape, shape.as_bytes()))
}

/// What tells one page from another, however often it is learned: its title and its longest text. A title alone may be the
/// site's, and the longest text an appeal that stands on all pages.
pub(super) fn of_page(title: &str, longest: &str) -> u32 {
    let print = joined(Sort::Page, of_text(title), of_text(longest));
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
    fn case_and_spaces_make_no_difference() {
        assert_eq!(of_text("Follow  us\n on"), of_text("follow us On "));
        assert_ne!(of_text("follow us"), of_text("followus"));
        assert_ne!(of_text("a"), print(Sort::Shape, b"a "));
    }
}
