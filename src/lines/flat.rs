//! A page that some scraper made one line of, cut where its blocks may have ended: at sentences, and at the seams between
//! labels.

use crate::date;
use crate::page::is_unspaced;

/// A longer line (bytes) may be a whole page. Set by hand: cutting a long paragraph does no harm, its pieces are joined again.
const FLAT_BYTES: usize = 3000;
/// The same of a text that is one line.
const ONE_LINE_BYTES: usize = 250;
/// A longer piece (bytes) is cut at the next space: some scripts have no full stops, and some writers.
const PIECE_BYTES: usize = 600;
/// So many labels in a row make a piece (words).
const LABEL_WORDS: usize = 6;
/// Where so many of the next words begin small, running text begins.
const SMALL_WORDS: usize = 2;
const NEXT_WORDS: usize = 4;

/// Whether a line of this length may be a whole page.
pub(super) fn is_flat(bytes: usize, is_one_line: bool) -> bool {
    bytes > if is_one_line { ONE_LINE_BYTES } else { FLAT_BYTES }
}

/// Where the pieces of a line begin, the first one excepted.
pub(super) fn cuts(line: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for end in sentence_ends(line).chain([line.len()]) {
        within_sentence(line, start..end, &mut cuts);
        if end < line.len() {
            cuts.push(end);
        }
        start = end;
    }
    cuts
}

/// Where sentences begin after others.
fn sentence_ends(line: &str) -> impl Iterator<Item = usize> {
    let mut chars = line.char_indices().peekable();
    let mut before = ' ';
    let mut last = ' ';
    // Characters of the open word.
    let mut len = 0;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
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
                return Some(at + c.len_utf8());
            }
        }
        None
    })
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）')
}

/// Cuts a piece that ends as a sentence does: the labels before it, and what is too long.
fn within_sentence(line: &str, piece: std::ops::Range<usize>, cuts: &mut Vec<usize>) {
    let words: Vec<(usize, &str)> = words(line, piece.clone()).collect();
    let is_small = |word: &str| word.starts_with(|c: char| !c.is_uppercase() && c.is_alphabetic());
    let begins_text = |index: usize| {
        let next = words.iter().skip(index + 1).take(NEXT_WORDS);
        !is_small(words[index].1) && next.filter(|(_, word)| is_small(word)).count() >= SMALL_WORDS
    };
    let text = (0..words.len()).find(|index| begins_text(*index) || is_small(words[*index].1)).unwrap_or(words.len());
    // A date among the labels stands by itself.
    let labels = &line[piece.start..words.get(text).map_or(piece.end, |(at, _)| *at)];
    let date = if text > 1 { date::find(labels).map(|found| found.range) } else { None };
    let is_date_end =
        |at: usize| date.as_ref().is_some_and(|date| [date.start, date.end + 1].contains(&(at - piece.start)));
    let mut last = piece.start;
    for (index, (at, word)) in words.iter().enumerate() {
        let is_label = index < text && index % LABEL_WORDS == 0;
        let is_seam = is_label || index == text && text > 1 || is_date_end(*at);
        let is_long = at + word.len() - last > PIECE_BYTES;
        if *at > piece.start && (is_seam || is_long) {
            cuts.push(*at);
            last = *at;
        }
    }
}

/// The words of a piece, and where they begin; a character of a script without spaces is one.
fn words(line: &str, piece: std::ops::Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = piece.start;
    std::iter::from_fn(move || {
        let rest = &line[at..piece.end];
        let rest = rest.trim_start_matches(' ');
        let start = piece.end - rest.len();
        let first = rest.chars().next()?;
        let len = match rest.find(|c: char| c == ' ' || is_unspaced(c)) {
            Some(0) => first.len_utf8(),
            Some(len) => len,
            None => rest.len(),
        };
        at = start + len;
        Some((start, &line[start..at]))
    })
}
