//! The signs that end sentences, quotations and lines. The lists differ because each serves another purpose. The
//! scorer's forests were trained on features that count the signs of some of them: a change of such a list calls for a
//! new training.

/// Whether a sign ends a sentence in any script. Features depend on this list.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '။' | '۔')
}

/// Whether a sign ends a sentence or a clause; of commas only those of other scripts than Latin do. Features depend on
/// this list.
pub(crate) fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '、' | '،')
}

/// Whether a character may stand between the end of a sentence and the end of its block: white space, a closing
/// quotation mark or bracket, and "“", which closes quotations in German. Features depend on this list.
pub(crate) fn may_follow_sentence(c: char) -> bool {
    c.is_whitespace() || c == '“' || closes_quotation_or_bracket(c)
}

/// Whether a character closes a quotation or a bracket.
pub(crate) fn closes_quotation_or_bracket(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）')
}

/// Signs at the end of a line that doesn't continue in the next: those that end a sentence, and colons.
pub(crate) const LINE_ENDS: [char; 9] = ['.', '!', '?', '…', ':', '。', '！', '？', '：'];

/// Signs that end a whole sentence. An ellipsis is not among them, because a text that is cut off is no sentence.
pub(crate) const FULL_STOPS: [char; 6] = ['.', '!', '?', '。', '！', '？'];

/// Signs that end a question or an exclamation.
pub(crate) const QUESTION_ENDS: [char; 4] = ['?', '!', '？', '！'];

/// Signs at the end of a line of dialogue: those that end a sentence or a quotation, and the comma before the name of
/// who says it.
pub(crate) const SAID_ENDS: [char; 9] = ['.', '!', '?', '…', '"', '”', '“', '»', ','];

/// Signs that no heading of a plain text ends with.
pub(crate) const HEADING_NEVER_ENDS: [char; 6] = ['.', ',', ';', ':', '…', '。'];

/// Signs that end a sentence of a script with spaces; a space follows.
pub(crate) const SPACED_STOPS: [char; 3] = ['.', '!', '?'];

/// Signs that end a sentence of Chinese or Japanese; no space follows.
pub(crate) const UNSPACED_STOPS: [char; 3] = ['。', '！', '？'];

/// Signs before a closing quotation mark that end the sentence around it, too.
pub(crate) const STOPS_IN_QUOTATIONS: [char; 5] = ['.', '!', '?', '…', '。'];

/// Signs that end a sentence in front of cruft that was glued to it: [`SPACED_STOPS`] and the Chinese full stop.
pub(crate) const STOPS_BEFORE_CRUFT: [char; 4] = ['.', '!', '?', '。'];

/// Whether a sign is counted as the end of a sentence when a string of a page's data is tested for prose. An ellipsis
/// is not: it also stands in labels and code.
pub(crate) fn counts_as_stop(c: char) -> bool {
    FULL_STOPS.contains(&c) || matches!(c, '।' | '؟')
}
