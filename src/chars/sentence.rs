//! The signs that sentences and what is quoted end with. The lists differ by purpose, and some of what they say are features: where
//! the forests were trained on a list, a change of it means training anew.

/// Whether a sign ends a sentence in any script. Features are made of it.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '။' | '۔')
}

/// Whether a sign ends a sentence or a part of it. Features are made of it.
pub(crate) fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '、' | '،')
}

/// Whether a character may stand behind the end of a sentence: white space, a closing quotation mark or bracket. Features are made
/// of it, and of "“" too, which closes quotations in German.
pub(crate) fn may_follow_sentence(c: char) -> bool {
    c.is_whitespace() || c == '“' || closes(c)
}

/// Whether a character closes a quotation or a bracket.
pub(crate) fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）')
}

/// What a line ends with that no other goes on with, or that announces the next: the end of a sentence, or a colon.
pub(crate) const LINE_ENDS: [char; 9] = ['.', '!', '?', '…', ':', '。', '！', '？', '：'];

/// What a whole sentence ends with, an ellipsis apart: what is cut off is no sentence.
pub(crate) const FULL_STOPS: [char; 6] = ['.', '!', '?', '。', '！', '？'];

/// What a question or an exclamation ends with.
pub(crate) const QUESTION_ENDS: [char; 4] = ['?', '!', '？', '！'];

/// What a line of dialogue ends with: the end of a sentence, of a quotation, or a comma before who says it.
pub(crate) const SAID_ENDS: [char; 9] = ['.', '!', '?', '…', '"', '”', '“', '»', ','];

/// What no heading of a plain text ends with.
pub(crate) const HEADING_NEVER_ENDS: [char; 6] = ['.', ',', ';', ':', '…', '。'];
