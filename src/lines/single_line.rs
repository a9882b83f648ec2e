//! A page that some scraper made one line of, cut where its blocks may have ended: at sentences, at copies of the headline,
//! and at the separators between labels.

use std::cell::Cell;
use std::collections::HashMap;

use super::glued_labels;
use super::tokens::{is_small, words};
use crate::chars::closes;
use crate::cruft::Cruft;
use crate::hash::mixed;

/// A longer line (bytes) may be a whole page. Set by hand: cutting a long paragraph does no harm, its pieces are joined again.
const FLAT_BYTES: usize = 3000;
/// The same of a text that is one line.
const ONE_LINE_BYTES: usize = 250;
/// A longer line (bytes) is no page but a book, or many pages: its sentences are not judged one by one. Of the dumps of WCXB two
/// of 1,497 are as long.
const BOOK_BYTES: usize = 96 << 10;
/// Sentences of a book that are shorter (bytes) are judged alone; the others make pieces as long as any may be.
const SENTENCE_BYTES: usize = 60;
/// So many words in a row are no chance if they stand there twice.
const COPY_WORDS: usize = 5;
/// A longer copy (words) is no headline.
const MAX_COPY_WORDS: usize = 40;
/// Copies are looked for among so many words: headlines stand above the story.
const COPIED_WORDS: usize = 3000;

/// Whether a line of this length may be a whole page.
pub(super) fn is_flat(bytes: usize, is_one_line: bool) -> bool {
    bytes > if is_one_line { ONE_LINE_BYTES } else { FLAT_BYTES }
}

/// Whether a piece of a line begins with cruft, or is mostly that, by its phrases: then the line is more than one paragraph,
/// however short it is. A sentence in front of others is no cruft unless it is a notice: prose may open with "Sign up!".
///
/// For a sentence and a copyright notice behind it.
pub(super) fn has_cruft(line: &str, cuts: &[usize]) -> bool {
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([line.len()]);
    starts.zip(ends).any(|(start, end)| {
        let (normalized, hits) = glued_labels::hits(&line[start..end]);
        let is_apart = end == line.len() || !normalized.trim_end().ends_with(['.', '!', '?', '。']);
        hits.iter().any(|hit| {
            (is_apart || matches!(hit.kind, Cruft::Copyright | Cruft::Legal))
                && (hit.start == 0 || 2 * (hit.end - hit.start) >= normalized.len())
        })
    })
}

/// Where the pieces of a line begin, the first one excepted. `look_ups` is how often words may still be looked up.
pub(super) fn cuts(line: &str, look_ups: &Cell<usize>) -> Vec<usize> {
    let copies = copies(line);
    let mut copies = copies.into_iter().peekable();
    let mut cuts = Vec::new();
    let mut start = 0;
    // Where the open paragraph of a book begins.
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

/// Whether a sentence reads as one of a story: long enough, and not begun as cruft begins.
fn is_running(sentence: &str) -> bool {
    sentence.len() >= SENTENCE_BYTES && sentence.starts_with(char::is_alphanumeric) && !glued_labels::may_open(sentence)
}

/// Where sentences begin after others.
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
                '。' | '！' | '？' => !next.is_some_and(closes) && !is_abbreviated(before),
                _ if next != Some(' ') || is_abbreviated(&line[..at]) => false,
                '.' | '!' | '?' | '…' => {
                    before.ends_with(|c: char| !c.is_whitespace())
                        && rest.next().is_some_and(|next| !next.is_lowercase())
                }
                sign => closes(sign) && before.ends_with(['.', '!', '?', '…', '。']),
            };
            if is_end {
                at += usize::from(next == Some(' ') && !matches!(sign, '。' | '！' | '？'));
                return Some(at);
            }
        }
    })
}

/// The first bytes of the signs that a sentence may end with.
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

/// Whether a text ends with a full stop that may end no sentence: "George W. Bush", "24. November".
fn is_abbreviated(text: &str) -> bool {
    let mut word = text.chars().rev();
    if word.next() != Some('.') {
        return false;
    }
    let len = text.chars().rev().take(4).take_while(|c| *c != ' ').count();
    word.next().is_some_and(|before| len == 2 && before.is_uppercase() || len <= 3 && before.is_ascii_digit())
}

/// Where copies begin and end: words in a row that stand there twice, begin with a capital and are not gone on with.
///
/// For headlines, which scrapers take from the title of the window, from the page, and from a picture's description.
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
