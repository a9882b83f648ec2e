//! A page that some scraper made one line of, cut where its blocks may have ended: at sentences, at copies of the headline,
//! and at the seams between labels.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::seams;
use crate::hash::mixed;
use crate::page::is_unspaced;

/// A longer line (bytes) may be a whole page. Set by hand: cutting a long paragraph does no harm, its pieces are joined again.
const FLAT_BYTES: usize = 3000;
/// The same of a text that is one line.
const ONE_LINE_BYTES: usize = 250;
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

/// Where the pieces of a line begin, the first one excepted. `look_ups` is how often words may still be looked up.
pub(super) fn cuts(line: &str, look_ups: &Cell<usize>) -> Vec<usize> {
    let copies = copies(line);
    let mut copies = copies.into_iter().peekable();
    let mut cuts = Vec::new();
    let mut start = 0;
    for sentence in sentence_ends(line).chain([line.len()]) {
        while start < sentence {
            let end = copies.next_if(|copy| *copy < sentence).unwrap_or(sentence);
            if end <= start {
                continue;
            }
            seams::cut(line, start..end, look_ups, &mut cuts);
            if end < line.len() {
                cuts.push(end);
            }
            start = end;
        }
    }
    cuts
}

/// Where sentences begin after others.
fn sentence_ends(line: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let mut before = ' ';
    let mut last = ' ';
    // Characters of the open word.
    let mut len = 0;
    std::iter::from_fn(move || {
        loop {
            // Most of a text ends no sentence.
            let plain = plain_word(&line[at..]);
            if let [.., end] = plain.as_bytes() {
                before = plain.bytes().nth_back(1).map_or(last, char::from);
                last = char::from(*end);
                len += plain.len();
                at += plain.len();
            }
            let mut rest = line[at..].chars();
            let c = rest.next()?;
            at += c.len_utf8();
            let next = rest.next();
            let is_end = match c {
                '。' | '！' | '？' => !next.is_some_and(is_closing),
                ' ' => {
                    matches!(last, '.' | '!' | '?' | '…')
                        && !before.is_whitespace()
                        && next.is_some_and(|next| !next.is_lowercase())
                        || is_closing(last) && matches!(before, '.' | '!' | '?' | '…' | '。')
                }
                _ => false,
            };
            // "George W. Bush", "24. November".
            let is_abbreviated =
                last == '.' && (len == 2 && before.is_uppercase() || len <= 3 && before.is_ascii_digit());
            len = if c == ' ' { 0 } else { len + 1 };
            (before, last) = (last, c);
            if is_end && !is_abbreviated {
                return Some(at);
            }
        }
    })
}

/// The start of a text up to the first space, or the first character that is no ASCII.
fn plain_word(text: &str) -> &str {
    let is_end = |byte: u8| byte == b' ' || !byte.is_ascii();
    &text[..text.bytes().position(is_end).unwrap_or(text.len())]
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）')
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
    let is_set_off = |at: usize| words.get(at).is_none_or(|(_, word)| !seams::is_small(word));
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

/// The words of a piece, and where they begin; a character of a script without spaces is one.
pub(super) fn words(line: &str, piece: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = piece.start;
    std::iter::from_fn(move || {
        let rest = &line[at..piece.end];
        let rest = rest.trim_start_matches(' ');
        let start = piece.end - rest.len();
        let first = rest.chars().next()?;
        let plain = plain_word(rest).len();
        let len = match rest[plain..].find(|c: char| c == ' ' || is_unspaced(c)) {
            Some(0) if plain == 0 => first.len_utf8(),
            Some(len) => plain + len,
            None => rest.len(),
        };
        at = start + len;
        Some((start, &line[start..at]))
    })
}
