//! Letters that are not ASCII, told without a search.

/// As [`char::is_alphanumeric`], which searches for a hundred instructions whether another character than ASCII is a letter:
/// those of the scripts that most texts are in are told by a few comparisons.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ˁ' // Latin
        | 'Σ'..='ϵ' | 'Α'..='Ρ' | 'Έ'..='Ί' // Greek
        | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' // Cyrillic
        | '\u{5d0}'..='\u{5ea}' // Hebrew
        | '\u{620}'..='\u{64a}' // Arabic
        | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7a3}') // Hangul
        // Quotation marks, dashes, the ellipsis.
        || !matches!(c, '\u{2010}'..='\u{2027}') && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::is_alphanumeric;

    #[test]
    fn all_characters_are_told_as_the_standard_library_tells_them() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
