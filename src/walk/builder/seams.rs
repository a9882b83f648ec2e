//! Seams: places where two inline elements meet without white space, which a style sheet may set apart.

use html5ever::{LocalName, local_name};

use crate::chars::{is_alphabetic, is_unspaced};

/// Endings of ordinal numbers in English, French, German, Dutch, Italian, Portuguese and Spanish, which belong to the
/// digits before them.
const ORDINALS: &[&str] =
    &["de", "eme", "er", "ere", "nd", "ra", "rd", "re", "ro", "st", "ste", "te", "th", "ème", "ère"];
/// Beginnings of names with a capital in the middle.
const NAME_BEGINNINGS: &[&str] = &["Fitz", "Mac", "Mc", "e", "i"];
/// A word of at least this many letters before a number is no symbol with an index, such as "v2" or "MP3". Set by hand.
const MIN_LETTERS: usize = 3;

/// Where inline elements last began and ended, as offsets in the text of the page.
#[derive(Default)]
pub(super) struct Seams {
    /// Where one began or ended.
    edge: usize,
    /// Where one with text ended.
    end: usize,
    /// How many have begun there since and are still open.
    begun: u32,
    /// Whether one of those that have ended or begun there is a box.
    has_box: bool,
    /// Where the page allows a break within a word, `<wbr>`, or where a superscript or subscript begins.
    joint: usize,
}

impl Seams {
    /// Notes that an inline element begins at an offset. `is_box` as in [`is_box`].
    pub(super) fn enter(&mut self, at: usize, is_box: bool) {
        if self.end == at {
            self.begun += 1;
            self.has_box |= is_box;
        }
        self.edge = at;
    }

    /// Notes that an inline element that began at `start` ends. `is_box` as in [`is_box`].
    pub(super) fn leave(&mut self, start: usize, at: usize, is_box: bool) {
        if start < at {
            self.has_box = is_box || self.has_box && self.end == at;
            (self.end, self.begun) = (at, 0);
        } else if self.end == at {
            self.begun = self.begun.saturating_sub(1);
        }
        self.edge = at;
    }

    /// Notes that no space is missing at an offset, because a word may be broken or has an index there.
    pub(super) fn join(&mut self, at: usize) {
        self.joint = at;
    }

    /// Whether a space is missing between the text before and the words that follow it without one: two elements meet
    /// there, and the characters on both sides are of kinds that meet within few words.
    ///
    /// For ingredients such as `<span>8</span><span>chicken thighs</span>`, and for menus. Gets a name wrong that two
    /// elements write in one word with a capital in the middle.
    pub(super) fn part(&self, text: &str, words: &str) -> bool {
        let at = text.len();
        if self.edge != at || self.joint == at {
            return false;
        }
        let mut before = text.chars().rev();
        let (Some(last), Some(first)) = (before.next(), words.chars().next()) else { return false };
        if last == ':' {
            // A label and its value. The letter before a colon alone is that of a drive or a scheme.
            return is_alphabetic(first)
                && !is_unspaced(first)
                && before.take(2).filter(|c| is_alphabetic(*c)).count() == 2;
        }
        self.end == at && self.begun > 0 && self.has_box && are_apart(last, first, text, words)
    }
}

/// Whether an inline element may be a box that a style sheet sets apart from its neighbours, because it is none that
/// changes only how letters look.
pub(super) fn is_box(name: &LocalName) -> bool {
    !matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("mark")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("u")
            | local_name!("var")
    )
}

/// Whether two characters on both sides of a seam belong to two words, given the texts that end and begin with them.
fn are_apart(last: char, first: char, text: &str, words: &str) -> bool {
    let before = last_word(text);
    let after = words.split(|c: char| !is_alphabetic(c)).next().unwrap_or_default();
    let is_capitalised = after.chars().nth(1).is_some_and(char::is_lowercase);
    match (last, first) {
        (last, first) if last.is_lowercase() && first.is_uppercase() => !NAME_BEGINNINGS.contains(&before),
        (last, first) if last.is_numeric() && first.is_uppercase() => after.len() > 1,
        (last, first) if last.is_numeric() && first.is_lowercase() => after.len() > 1 && !ORDINALS.contains(&after),
        (last, first) if last.is_alphabetic() && first.is_numeric() => before.chars().count() >= MIN_LETTERS,
        (last, first) if last.is_uppercase() && first.is_uppercase() => before.len() > 1 && is_capitalised,
        // The name of a part of a program stands alone behind a full stop; a sentence has a space.
        ('.' | '!' | '?' | ')', first) if first.is_uppercase() => words.contains(' '),
        (',' | ';', first) if is_alphabetic(first) => words.contains(' '),
        _ => false,
    }
}

/// The letters at the end of a text, as far back as the longest of [`NAME_BEGINNINGS`] or [`MIN_LETTERS`] need.
fn last_word(text: &str) -> &str {
    const MOST: usize = 5;
    let letters = text.char_indices().rev().take(MOST).take_while(|(_, c)| is_alphabetic(*c));
    &text[letters.last().map_or(text.len(), |(at, _)| at)..]
}
