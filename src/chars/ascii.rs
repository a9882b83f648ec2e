//! Finds plain ASCII, which most texts consist of, many bytes at a time.

/// Number of bytes that are looked at together: twice what a vector register of every x86-64 machine holds.
const CHUNK: usize = 32;

/// The length (bytes) of a prefix of `text` that is visible ASCII with single spaces between words, and does not begin
/// with a space. The prefix may end in a space, and more text of the kind may follow, because only whole chunks of
/// [`CHUNK`] bytes are counted.
pub(crate) fn single_spaced(text: &[u8]) -> usize {
    if text.first() == Some(&b' ') {
        return 0;
    }
    let mut len = 0;
    // Each byte is checked together with the next one, so that two spaces in a row are found.
    while let Some(chunk) = text[len..].first_chunk::<{ CHUNK + 1 }>() {
        let is_plain = |pair: &[u8]| (b' '..=b'~').contains(&pair[0]) & (pair[0] | pair[1] != b' ');
        if !chunk.windows(2).fold(true, |all, pair| all & is_plain(pair)) {
            break;
        }
        len += CHUNK;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, single_spaced};

    #[test]
    fn chunks_of_plain_text_are_found() {
        let plain = "A ferry, late again: 14 hours ~ ".repeat(3);
        assert_eq!(plain.len(), 3 * CHUNK);
        let len_with = |at: usize, other: &str| {
            let mut text = plain.clone();
            text.replace_range(at..=at, other);
            single_spaced(text.as_bytes())
        };
        // The last chunk is not counted, because it has no byte behind it.
        assert_eq!(single_spaced(plain.as_bytes()), 2 * CHUNK);
        for (at, other, len) in [
            (0, " ", 0),
            (CHUNK + 1, "  ", CHUNK),
            (CHUNK, " ", 0),
            (CHUNK + 5, "\n", CHUNK),
            (CHUNK + 5, "é", CHUNK),
            (CHUNK + 5, "\u{7f}", CHUNK),
            (2 * CHUNK + 5, "\t", 2 * CHUNK),
        ] {
            assert_eq!(len_with(at, other), len, "{other:?} at {at}");
        }
        assert_eq!(single_spaced(b""), 0);
    }
}
