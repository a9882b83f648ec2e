//! Cuts a page that some scraper put into a single line at the places where its blocks may have ended: between
//! sentences, around copies of the headline, and between labels.

use std::cell::Cell;
use std::collections::HashMap;

use super::glued_labels;
use super::tokens::{is_small, words};
use crate::chars::{STOPS_BEFORE_CRUFT, STOPS_IN_QUOTATIONS, UNSPACED_STOPS, closes_quotation_or_bracket};
use crate::cruft::Cruft;
use crate::hash::mixed;

/// A line of a text with several lines may be a whole page if it is longer than this (bytes). Set by hand: cutting a
/// long paragraph does no harm, because its pieces are joined again.
const PAGE_LINE_BYTES: usize = 3000;
/// A text that is a single line may be a whole page if it is longer than this (bytes). Set by hand.
const ONE_LINE_TEXT_BYTES: usize = 250;
/// A line longer than this (bytes) is no page but a book, or many pages: its sentences are joined into paragraphs
/// before they are scored. Of the 1,497 text dumps of the data set WCXB two are as long.
const BOOK_BYTES: usize = 96 << 10;
/// Shorter sentences of a book (bytes) are not joined with others, but are blocks of their own. Set by hand.
const SENTENCE_BYTES: usize = 60;
/// A sequence of words that occurs twice in a line is a copy if it has at least this many words; fewer may be chance.
/// Set by hand.
const COPY_WORDS: usize = 5;
/// A copy of this many words or more is no headline. Set by hand.
const MAX_COPY_WORDS: usize = 40;
/// Copies are looked for only among this many words at the beginning of the line: headlines stand above the story. Set
/// by hand.
const COPIED_WORDS: usize = 3000;

/// Whether a line of this length may be a whole page. `is_one_line` says that the whole text is this line.
pub(super) fn may_be_page(bytes: usize, is_one_line: bool) -> bool {
    bytes > if is_one_line { ONE_LINE_TEXT_BYTES } else { PAGE_LINE_BYTES }
}

/// Whether a piece of a line is cruft: a phrase of the lexicon stands at its beginning or makes up at least half of it.
/// Then the line is more than one paragraph, however short it is. `cuts` are the bytes at which all pieces but the
/// first begin. In a sentence that others follow only copyright and legal notices count: prose may open with "Sign
/// up!".
///
/// Made for a sentence with a copyright notice behind it.
pub(super) fn has_cruft(line: &str, cuts: &[usize]) -> bool {
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([line.len()]);
    starts.zip(ends).any(|(start, end)| {
        let (normalized, hits) = glued_labels::hits(&line[start..end]);
        let is_apart = end == line.len() || !normalized.trim_end().ends_with(STOPS_BEFORE_CRUFT);
        hits.iter().any(|hit| {
            (is_apart || matches!(hit.kind, Cruft::Copyright | Cruft::Legal))
                && (hit.start == 0 || 2 * (hit.end - hit.start) >= normalized.len())
        })
    })
}

/// The bytes at which the pieces of a line begin, but for the first piece. `look_ups` is the number of lexicon look-ups
/// that are left; it is lowered.
pub(super) fn cuts(line: &str, look_ups: &Cell<usize>) -> Vec<usize> {
    let copies = copies(line);
    let mut copies = copies.into_iter().peekable();
    let mut cuts = Vec::new();
    let mut start = 0;
    // The byte at which the current paragraph of a book begins.
    let mut paragraph = None;
    for sentence in sentence_ends(line).chain([line.len()]) {
        while start < sentence {
            let end = copies.next_if(|copy| *copy < sentence).unwrap_or(sentence);
            if end <= start {
                continue;
            }
            let before = cuts.len();
            glued_labels::cut(line, start..end, look_ups, &mut cuts);
            let is_plain = line.len() > BOOK_BYTES && cuts.len() == before && end == sentence;
            if !is_plain || !is_running(&line[start..end]) {
                paragraph = None;
            } else if paragraph.is_some_and(|paragraph| end - paragraph <= glued_labels::PIECE_BYTES) {
                cuts.pop();
            } else {
                paragraph = Some(start);
            }
            if end < line.len() {
                cuts.push(end);
            }
            start = end;
        }
    }
    cuts
}

/// Whether a sentence is running text: it has at least [`SENTENCE_BYTES`] and begins with a letter or digit, but not as
/// a phrase of the lexicon does.
fn is_running(sentence: &str) -> bool {
    sentence.len() >= SENTENCE_BYTES && sentence.starts_with(char::is_alphanumeric) && !glued_labels::may_open(sentence)
}

/// The bytes at which sentences begin, but for the first sentence.
fn sentence_ends(line: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += line.as_bytes()[at..].iter().position(|byte| MAY_END[usize::from(*byte)])?;
            let (before, rest) = line.split_at(at);
            let mut rest = rest.chars();
            let sign = rest.next()?;
            at += sign.len_utf8();
            let next = rest.next();
            let is_end = match sign {
                sign if UNSPACED_STOPS.contains(&sign) => {
                    !next.is_some_and(closes_quotation_or_bracket) && !is_abbreviated(before)
                }
                _ if next != Some(' ') || is_abbreviated(&line[..at]) => false,
                '.' | '!' | '?' | '…' => {
                    before.ends_with(|c: char| !c.is_whitespace())
                        && rest.next().is_some_and(|next| !next.is_lowercase())
                }
                sign => closes_quotation_or_bracket(sign) && before.ends_with(STOPS_IN_QUOTATIONS),
            };
            if is_end {
                at += usize::from(next == Some(' ') && !UNSPACED_STOPS.contains(&sign));
                return Some(at);
            }
        }
    })
}

/// For each byte, whether it is the first byte of a sign that may end a sentence.
const MAY_END: [bool; 256] = {
    let signs = b".!?\"')]\xc2\xe2\xe3\xef";
    let mut may_end = [false; 256];
    let mut index = 0;
    while index < signs.len() {
        may_end[signs[index] as usize] = true;
        index += 1;
    }
    may_end
};

/// Whether a text ends with an initial or a short number and a full stop, which may be no end of a sentence: "George
/// W.", "24." (before "November").
fn is_abbreviated(text: &str) -> bool {
    let mut word = text.chars().rev();
    if word.next() != Some('.') {
        return false;
    }
    let len = text.chars().rev().take(4).take_while(|c| *c != ' ').count();
    word.next().is_some_and(|before| len == 2 && before.is_uppercase() || len <= 3 && before.is_ascii_digit())
}

/// The bytes at which copies begin and end, in order. A copy is a sequence of words that occurs twice in the line; both
/// times neither its first word nor the word behind it begins with a lower-case letter.
///
/// Made for headlines, which scrapers take from `<title>`, from the page, and from a picture's description.
fn copies(line: &str) -> Vec<usize> {
    let words: Vec<(usize, &str)> = words(line, 0..line.len()).take(COPIED_WORDS).collect();
    let hashes: Vec<u64> =
        words.iter().map(|(_, word)| word.bytes().fold(0, |hash, byte| mixed(hash, byte.into()))).collect();
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(words.len());
    let mut cuts = Vec::new();
    let is_set_off = |at: usize| words.get(at).is_none_or(|(_, word)| !is_small(word));
    let mut index = 0;
    while index + COPY_WORDS <= words.len() {
        let run = hashes[index..index + COPY_WORDS].iter().fold(0, |run, hash| mixed(run, *hash));
        let other = *first.entry(run).or_insert(index);
        let limit = MAX_COPY_WORDS.min(index - other);
        let same =
            (0..limit).take_while(|at| words.get(index + at).is_some_and(|word| word.1 == words[other + at].1)).count();
        let starts = [other, index];
        if same < COPY_WORDS
            || same == MAX_COPY_WORDS
            || !starts.iter().all(|at| is_set_off(*at) && is_set_off(at + same))
        {
            index += 1;
            continue;
        }
        cuts.extend(starts.iter().flat_map(|at| [*at, at + same]).filter_map(|at| words.get(at)).map(|(at, _)| *at));
        index += same;
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}
