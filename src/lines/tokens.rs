//! Cuts a line into words.

use std::ops::Range;

use crate::chars::{is_alphabetic, is_unspaced};

/// The words of a part of a line (`piece`, bytes), each with the byte of the line at which it begins. Words are
/// separated by spaces; in scripts without spaces each character is a word.
pub(super) fn words(line: &str, piece: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = piece.start;
    std::iter::from_fn(move || {
        let bytes = &line.as_bytes()[..piece.end];
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let start = at;
        while bytes.get(at).is_some_and(|byte| *byte != b' ' && byte.is_ascii()) {
            at += 1;
        }
        let other = &line[at..piece.end];
        at += match other.find(|c| c == ' ' || is_unspaced(c)) {
            Some(0) if at == start => other.chars().next().map_or(0, char::len_utf8),
            Some(len) => len,
            None => other.len(),
        };
        (at > start).then(|| (start, &line[start..at]))
    })
}

/// Whether a word begins with a lower-case letter, or with a letter of a script that has no capitals.
pub(super) fn is_small(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_uppercase() && is_alphabetic(c))
}
