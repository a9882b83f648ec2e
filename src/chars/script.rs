//! Characters by their script. The lists differ because each serves another purpose. The scorer's forests were trained
//! on features that depend on them, so that a change of a list calls for a new training.

use super::letters::is_alphanumeric;

/// Whether a character belongs to a script that is written without spaces between words. Korean, which has spaces, does
/// not.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a phrase of the lexicon may begin or end at this character although another letter touches it: because the
/// script has no spaces between words, or because its words take endings (Korean).
pub(crate) fn may_touch_phrase(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1100}'..='\u{11ff}' // Hangul
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Kana
        | '\u{3130}'..='\u{318f}' // Hangul
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{ac00}'..='\u{d7af}' // Hangul
        | '\u{20000}'..='\u{323af}') // Han
}

/// Whether a character counts as a word of its own: in scripts without spaces, and in Korean, whose words change their
/// endings.
pub(crate) fn is_word_alone(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{ac00}'..='\u{d7af}')
}

/// Whether a character is part of a word: a letter, a digit, or one of the signs that Unicode counts as neither: those
/// above Thai letters (U+0E47 to U+0E4E), and in Hindi the dot below letters (U+093C) and the one that joins consonants
/// (U+094D).
pub(crate) fn is_word_char(char: char) -> bool {
    is_alphanumeric(char) || matches!(char, '\u{e47}'..='\u{e4e}' | '\u{93c}' | '\u{94d}')
}

/// Whether a character that is no letter continues the word before it: vowel signs of Indic scripts and Thai, points of
/// Hebrew and Arabic, combining accents, zero-width joiners. The range of the Indic scripts (U+0900 to U+0DFF) includes
/// their letters: rule letters out first.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}
