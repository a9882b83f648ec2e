//! Which terms of classes, texts and headings are looked up in the vocabulary. The trainer and the scorer share this
//! file; the weights of the terms are learned.

/// At most this many words of a block are looked up, its first: of the rest of a long text the shape says more than the
/// words. Set by hand.
const TEXT_WORDS: usize = 24;
/// At most this many terms per text: its first [`TEXT_WORDS`] words and the pairs of neighbours among them.
pub(in crate::measure) const MAX_TEXT_TERMS: usize = 2 * TEXT_WORDS - 1;
/// Words of more bytes than this are left out: they are hashes and addresses. Set by hand.
const WORD_BYTES: usize = 24;

/// Calls `give` with the terms of a container's attributes (class, id, role and itemprop, separated by spaces):
/// `relatedPosts_list-2` has the terms `related`, `posts`, `list` and `related-posts-list`.
pub(crate) fn class_words(attributes: &str, mut give: impl FnMut(&str)) {
    let mut whole = String::with_capacity(attributes.len() + WORD_BYTES);
    for value in attributes.split_ascii_whitespace() {
        whole.clear();
        let mut words = 0;
        for word in parts(value, u8::is_ascii_alphabetic) {
            if !whole.is_empty() {
                whole.push('-');
            }
            let start = whole.len();
            whole.push_str(word);
            whole[start..].make_ascii_lowercase();
            if (2..=WORD_BYTES).contains(&word.len()) {
                give(&whole[start..]);
                words += 1;
            }
        }
        if words > 1 && whole.len() <= 2 * WORD_BYTES {
            give(&whole);
        }
    }
}

/// The runs of letters in a class or id, cut also where a capital follows a small letter: `relatedPosts_list` has
/// `related`, `Posts` and `list`. `is_letter` may accept ASCII bytes only.
pub(in crate::measure) fn parts(value: &str, is_letter: impl Fn(&u8) -> bool) -> impl Iterator<Item = &str> {
    let bytes = value.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + bytes[from..].iter().position(&is_letter)?;
        let mut end = start + 1;
        while let Some(byte) = bytes.get(end).filter(|byte| is_letter(byte))
            && !(byte.is_ascii_uppercase() && bytes[end - 1].is_ascii_lowercase())
        {
            end += 1;
        }
        from = end;
        Some(&value[start..end])
    })
}

/// Calls `give` with the terms of a normalized text: its first [`TEXT_WORDS`] words, and the pairs of neighbours with
/// one character in between.
pub(crate) fn text_words(normalized: &str, mut give: impl FnMut(&str)) {
    let bytes = normalized.as_bytes();
    let in_word = |at: &usize| bytes.get(*at).is_some_and(|byte| IN_WORD[usize::from(*byte)]);
    let mut before: Option<(usize, usize)> = None;
    let mut end = 0;
    for _ in 0..TEXT_WORDS {
        let Some(from) = (end..bytes.len()).find(in_word) else { return };
        end = (from + 1..bytes.len()).find(|at| !in_word(at)).unwrap_or(bytes.len());
        if end - from > WORD_BYTES {
            before = None;
            continue;
        }
        give(&normalized[from..end]);
        if let Some((first, end_before)) = before
            && from == end_before + 1
        {
            give(&normalized[first..end]);
        }
        before = Some((from, end));
    }
}

/// For each byte, whether it is part of a word: letters, digits, the apostrophe, and all of UTF-8 beyond ASCII.
const IN_WORD: [bool; 256] = {
    let mut in_word = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        in_word[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        byte += 1;
    }
    in_word
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_cut_into_terms() {
        let cases: &[(&str, &[&str])] = &[
            ("entry", &["entry"]),
            ("relatedPosts_list-2", &["related", "posts", "list", "related-posts-list"]),
            ("nav main", &["nav", "main"]),
            ("a b-c", &[]),
            ("x7 2024 --", &[]),
        ];
        for (attributes, expected) in cases {
            let mut words = Vec::new();
            class_words(attributes, |word| words.push(word.to_owned()));
            assert_eq!(words, *expected, "{attributes}");
        }
    }

    #[test]
    fn texts_have_words_and_pairs_as_terms() {
        let cases: &[(&str, &[&str])] = &[
            ("read more", &["read", "more", "read more"]),
            ("don't, stop", &["don't", "stop"]),
            ("über 5", &["über", "5", "über 5"]),
            ("0123456789012345678901234 a", &["a"]),
            ("-", &[]),
        ];
        for (text, expected) in cases {
            let mut words = Vec::new();
            text_words(text, |word| words.push(word.to_owned()));
            assert_eq!(words, *expected, "{text}");
        }
        let mut count = 0;
        text_words(&"a, ".repeat(100), |_| count += 1);
        assert_eq!(count, TEXT_WORDS);
    }
}
