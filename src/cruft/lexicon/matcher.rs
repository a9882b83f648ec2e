//! Matches the pieces of a phrase against a block. The number of steps at one place of the block depends on the phrase
//! alone, not on the length of the block.

use super::pattern::{Pattern, Piece};
use crate::chars::{SPACED_STOPS, is_alphabetic, is_alphanumeric, may_touch_phrase};

/// Greatest length of a gap in characters, without the spaces at its ends. Set by hand.
const GAP_CHARS: usize = 40;
/// Number of characters that a character of a script without spaces counts for in a gap: it says as much as two
/// letters.
const UNSPACED_CHARS: usize = 2;
/// Greatest number of letters with which a word may continue after `*`: enough for inflections, but not for a page
/// without spaces. Set by hand.
const STAR_LETTERS: usize = 32;
/// Greatest length of a number in bytes. Set by hand.
const NUMBER_BYTES: usize = 16;
/// Greatest number of partial matches that are followed at the same time. Only a block that repeats the same words has
/// more, and those that are dropped make no difference there. Set by hand.
const MAX_ENDS: usize = 16;

/// The places in a block at which partial matches end, in bytes: a set of at most [`MAX_ENDS`].
#[derive(Default)]
pub(super) struct MatchEnds {
    list: [usize; MAX_ENDS],
    len: usize,
}

impl MatchEnds {
    /// The places, in the order in which they were added.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.list.iter().copied().take(self.len)
    }

    /// Adds a place, unless it is there already or the set is full.
    fn push(&mut self, end: usize) {
        if self.iter().all(|other| other != end)
            && let Some(free) = self.list.get_mut(self.len)
        {
            *free = end;
            self.len += 1;
        }
    }
}

impl Pattern {
    /// The end of the longest match that begins at byte `start` of a block. If the phrase must end where the block
    /// ends, a match counts only if it reaches `text_end`, where the block's text ends.
    pub(super) fn end(&self, block: &str, start: usize, text_end: usize) -> Option<usize> {
        let ends = self.forms.iter().filter_map(|form| {
            let ends = follow(form, block, start)?;
            ends.iter().filter(|&end| is_boundary(block, end) && (!self.ends_block || end >= text_end)).max()
        });
        ends.max()
    }
}

/// Matches the pieces one after the other from byte `at` on, and returns where the last may end; `None` if they don't
/// match.
pub(super) fn follow(pieces: &[Piece], block: &str, at: usize) -> Option<MatchEnds> {
    // Nearly every attempt fails here, before any work is done.
    if matches!(pieces.first(), Some(Piece::Literal(literal)) if !is_at(literal, block, at)) {
        return None;
    }
    let mut ends = MatchEnds::default();
    ends.push(at);
    let mut gap = false;
    for piece in pieces {
        if *piece == Piece::Gap {
            gap = true;
            continue;
        }
        let mut next = MatchEnds::default();
        for end in ends.iter() {
            if !gap {
                step(piece, block, end, &mut next);
            } else if is_boundary(block, end) {
                gap_ends(block, end).for_each(|start| step(piece, block, start, &mut next));
            }
        }
        gap = false;
        ends = next;
        if ends.len == 0 {
            return None;
        }
    }
    Some(ends)
}

/// Whether the block has the literal at byte `at`.
fn is_at(literal: &str, block: &str, at: usize) -> bool {
    block.as_bytes().get(at..).is_some_and(|text| text.starts_with(literal.as_bytes()))
}

/// Matches one piece at byte `at` and adds the places where it may end.
fn step(piece: &Piece, block: &str, at: usize, ends: &mut MatchEnds) {
    match piece {
        Piece::Literal(literal) => {
            if is_at(literal, block, at) {
                ends.push(at + literal.len());
            }
        }
        Piece::Choice(alternatives) => {
            for alternative in alternatives {
                if let Some(found) = follow(alternative, block, at) {
                    found.iter().for_each(|end| ends.push(end));
                }
            }
        }
        Piece::Letters => ends.push(letters_end(block, at)),
        Piece::Number => number_end(block, at).into_iter().for_each(|end| ends.push(end)),
        Piece::Gap => {}
    }
}

/// The end of the letters from byte `at` on, at most [`STAR_LETTERS`] of them.
fn letters_end(block: &str, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or_default();
    let letters = rest.chars().take(STAR_LETTERS).take_while(|char| is_alphabetic(*char));
    at + letters.map(char::len_utf8).sum::<usize>()
}

/// The end of the number at byte `at`, if there is one: digits with points or commas between.
pub(super) fn number_end(block: &str, at: usize) -> Option<usize> {
    let digits = block.as_bytes().get(at..)?.iter().take(NUMBER_BYTES);
    let mut len = 0;
    for (index, byte) in digits.enumerate() {
        match byte {
            b'0'..=b'9' => len = index + 1,
            b'.' | b',' if index == len && len > 0 => {}
            _ => break,
        }
    }
    (len > 0).then_some(at + len)
}

/// The places where the text after a gap may begin, if the gap begins at byte `from`: outside of words, in the same
/// sentence, and at most [`GAP_CHARS`] away.
fn gap_ends(block: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut chars = block.get(from..).unwrap_or_default().char_indices().peekable();
    // The spaces at the two ends of the gap are not counted.
    let mut room = Some(GAP_CHARS + 2);
    let mut in_word = false;
    std::iter::from_fn(move || {
        let left = room?;
        let (at, char) = chars.next()?;
        let next = chars.peek().map(|&(_, next)| next);
        let cost = if may_touch_phrase(char) { UNSPACED_CHARS } else { 1 };
        room = left.checked_sub(cost).filter(|_| !ends_sentence(char, next));
        let touches = in_word && is_spaced(char);
        in_word = is_spaced(char);
        Some((from + at, touches))
    })
    .filter_map(|(at, touches)| (!touches).then_some(at))
}

/// Whether a sentence ends with `char`, given the next character. Gets abbreviations wrong ("U.S. troops"), which it
/// takes for an end.
fn ends_sentence(char: char, next: Option<char>) -> bool {
    match char {
        '。' => true,
        char if SPACED_STOPS.contains(&char) => {
            next.is_none_or(|next| matches!(next, ' ' | '"' | '\'' | ')') || may_touch_phrase(next))
        }
        _ => false,
    }
}

/// Whether a match may begin or end at byte `at`: not between two letters or digits of a script with spaces.
pub(super) fn is_boundary(block: &str, at: usize) -> bool {
    let before = block.get(..at).and_then(|text| text.chars().next_back());
    let after = block.get(at..).and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after)) => !(is_spaced(before) && is_spaced(after)),
        _ => true,
    }
}

/// Whether a character is a letter or digit that must not touch a phrase, see [`may_touch_phrase`]: one of a script
/// with spaces between words.
#[inline]
pub(super) fn is_spaced(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphanumeric() } else { is_alphanumeric(char) && !may_touch_phrase(char) }
}
