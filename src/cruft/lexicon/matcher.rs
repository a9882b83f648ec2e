//! Following the pieces of a phrase through a block, in steps that the phrase alone bounds.

use super::pattern::{Pattern, Piece};
use crate::chars::{is_alphabetic, is_alphanumeric, may_touch};

/// Characters that a gap spans at most, the spaces beside the words around it not counted.
const GAP_CHARS: usize = 40;
/// What a character of a script without spaces counts for in a gap: it says as much as two letters.
const UNSPACED_CHARS: usize = 2;
/// Letters that a word goes on for at most after `*`: inflections, not a page without spaces.
const STAR_LETTERS: usize = 32;
/// Bytes of a number at most.
const NUMBER_BYTES: usize = 16;
/// Ends that are followed at a time. Only a block of echoes has more, and loses nothing by it.
const ENDS: usize = 16;

/// Ends of partial matches.
#[derive(Default)]
pub(super) struct Ends {
    list: [usize; ENDS],
    len: usize,
}

impl Ends {
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.list.iter().copied().take(self.len)
    }

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
    /// The end of the longest match that begins at `start`, and not before `tail` if the phrase closes the block.
    pub(super) fn end(&self, block: &str, start: usize, tail: usize) -> Option<usize> {
        let ends = self.forms.iter().filter_map(|form| {
            let ends = follow(form, block, start)?;
            ends.iter().filter(|&end| is_boundary(block, end) && (!self.closes || end >= tail)).max()
        });
        ends.max()
    }
}

/// Where the pieces may end, matched one after the other from `at`.
pub(super) fn follow(pieces: &[Piece], block: &str, at: usize) -> Option<Ends> {
    // Nearly every attempt fails here, before there is anything to copy.
    if matches!(pieces.first(), Some(Piece::Literal(literal)) if !is_at(literal, block, at)) {
        return None;
    }
    let mut ends = Ends::default();
    ends.push(at);
    let mut gap = false;
    for piece in pieces {
        if *piece == Piece::Gap {
            gap = true;
            continue;
        }
        let mut next = Ends::default();
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

fn is_at(literal: &str, block: &str, at: usize) -> bool {
    block.as_bytes().get(at..).is_some_and(|text| text.starts_with(literal.as_bytes()))
}

/// Adds where the piece may end that begins at `at`.
fn step(piece: &Piece, block: &str, at: usize, ends: &mut Ends) {
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

fn letters_end(block: &str, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or_default();
    let letters = rest.chars().take(STAR_LETTERS).take_while(|char| is_alphabetic(*char));
    at + letters.map(char::len_utf8).sum::<usize>()
}

/// The end of the number at `at`, if there is one.
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

/// The places where the text after a gap may begin.
fn gap_ends(block: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut chars = block.get(from..).unwrap_or_default().char_indices().peekable();
    // One more for each of the spaces around the gap.
    let mut room = Some(GAP_CHARS + 2);
    let mut in_word = false;
    std::iter::from_fn(move || {
        let left = room?;
        let (at, char) = chars.next()?;
        let next = chars.peek().map(|&(_, next)| next);
        let cost = if may_touch(char) { UNSPACED_CHARS } else { 1 };
        room = left.checked_sub(cost).filter(|_| !ends_sentence(char, next));
        let touches = in_word && is_spaced(char);
        in_word = is_spaced(char);
        Some((from + at, touches))
    })
    .filter_map(|(at, touches)| (!touches).then_some(at))
}

/// Whether a sentence ends with `char`, given what follows it. Abbreviations ("U.S. troops") pass for an end.
fn ends_sentence(char: char, next: Option<char>) -> bool {
    match char {
        '。' => true,
        '.' | '!' | '?' => next.is_none_or(|next| matches!(next, ' ' | '"' | '\'' | ')') || may_touch(next)),
        _ => false,
    }
}

pub(super) fn is_boundary(block: &str, at: usize) -> bool {
    let before = block.get(..at).and_then(|text| text.chars().next_back());
    let after = block.get(at..).and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after)) => !(is_spaced(before) && is_spaced(after)),
        _ => true,
    }
}

/// Whether the character is a letter or digit of a script that puts spaces between words.
#[inline]
pub(super) fn is_spaced(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphanumeric() } else { is_alphanumeric(char) && !may_touch(char) }
}
