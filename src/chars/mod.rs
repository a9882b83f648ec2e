//! Properties of single characters (letters, signs that end sentences, scripts without spaces, invisible characters),
//! and stretches of plain text.

mod ascii;
mod letters;
mod script;
mod sentence;
mod visible;

pub(crate) use ascii::single_spaced;
pub(crate) use letters::{is_alphabetic, is_alphanumeric, small_letters};
pub(crate) use script::{is_mark, is_unspaced, is_word_alone, is_word_char, may_touch_phrase};
pub(crate) use sentence::{
    FULL_STOPS, HEADING_NEVER_ENDS, LINE_ENDS, QUESTION_ENDS, SAID_ENDS, SPACED_STOPS, STOPS_BEFORE_CRUFT,
    STOPS_IN_QUOTATIONS, UNSPACED_STOPS, closes_quotation_or_bracket, counts_as_stop, ends_clause, ends_sentence,
    may_follow_sentence,
};
pub(crate) use visible::{is_unseen, is_visible, one_line, verbatim_len};
