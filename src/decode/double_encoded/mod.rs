//! Text → text: repairs text that was encoded as UTF-8 twice ("cafÃ©", "itâ€™s"), where nothing else can have been
//! meant.
//!
//! Such text comes from a program that took the bytes of UTF-8 for windows-1252 or ISO 8859-1, and encoded each byte as
//! a character of its own. On most such pages only a part is affected: a template, a feed that was imported, a reader's
//! comment.
//!
//! The repair ignores markup: attributes and JSON-LD are repaired along with the text, and so is, wrongly, an example
//! of broken text in a piece of code. Of 2,563 real pages 47 are changed, by eye all rightly; the one that shows such
//! an example has it in a script.
//!
//! The words used below: a *sequence* is the two to four characters that stand for one character that was encoded twice
//! ("Ã©" for "é"); a *run* is one or more sequences next to each other. A run is *certain* if it can't be right as it
//! stands, and *likely* if it can, but certain runs elsewhere on the page have the same kinds of characters.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

/// The first byte, in UTF-8, of every character that a sequence can begin with. Besides those only the other characters
/// from U+00C0 to U+00FF begin with this byte.
const FIRST_BYTE: u8 = 0xC3;

/// Greatest number of superfluous encodings that are undone: one of 2,563 real pages has "Â®" encoded four times too
/// often.
const MAX_LAYERS: usize = 4;

/// A run with at least this many sequences, not all the same, is certain: in right text letters and signs don't
/// alternate as they do in Cyrillic that was encoded twice ("Ð¼Ð¾Ð»Ð¾"). Set by hand: in the right text of 2,563 real
/// pages there is never more than one in a row.
const MIN_IN_A_ROW: usize = 4;

/// Only sequences whose decoded character begins with this byte in UTF-8, or with a greater one, count for
/// [`MIN_IN_A_ROW`]. The others look like "Â" or "Ã" and a sign, and these letters may be listed with no-break spaces
/// between.
const FIRST_LEAD_IN_A_ROW: u8 = 0xC4;

/// The bytes that windows-1252 leaves undefined, as control characters. They occur in no text that was encoded once,
/// not even in windows-1252 that was taken for ISO 8859-1.
const UNDEFINED: [char; 5] = ['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'];

/// The characters of the bytes 0x80 to 0x9F in windows-1252. Undefined bytes are control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Signs that may stand right behind a word in capitals, some of them also before another word: «IRMÃ», JOÃ’s. A
/// capital letter and one of these signs may therefore be right as they stand.
const MARKS: [char; 15] = ['‘', '’', '“', '”', '„', '‚', '‹', '›', '»', '·', '•', '…', '–', '—', '™'];

const NO_BREAK_SPACE: char = '\u{A0}';
const SOFT_HYPHEN: char = '\u{AD}';

/// Repairs text that was encoded as UTF-8 twice or more often, and leaves all other text as it is. Borrows the text if
/// there is nothing to repair.
pub(crate) fn undo_double_encoding(text: &str) -> Cow<'_, str> {
    let mut undone = Cow::Borrowed(text);
    for _ in 0..MAX_LAYERS {
        match undo_once(&undone) {
            Some(shorter) => undone = Cow::Owned(shorter),
            None => break,
        }
    }
    undone
}

/// Undoes one superfluous encoding of the certain runs and of those that are likely beside them. `None` if no run is
/// certain.
fn undo_once(text: &str) -> Option<String> {
    let runs = runs(text);
    let mut certain_leads = runs.iter().filter(|run| run.is_certain).fold(0, |leads, run| leads | run.leads);
    if certain_leads == 0 {
        return None;
    }
    // No language has letters from only one half of Latin Extended-A.
    let extended = lead_bit(0xC4) | lead_bit(0xC5);
    if certain_leads & extended != 0 {
        certain_leads |= extended;
    }
    let mut undone = String::with_capacity(text.len());
    let mut copied = 0;
    for run in runs.iter().filter(|run| run.is_certain || run.is_likely(text, certain_leads)) {
        undone.push_str(&text[copied..run.range.start]);
        undone.extend(sequences(text, run.range.start).map(|sequence| sequence.decoded));
        copied = run.range.end;
    }
    undone.push_str(&text[copied..]);
    Some(undone)
}

/// All runs of a text, in order.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut end = 0;
    for at in memchr_iter(FIRST_BYTE, text.as_bytes()) {
        if at >= end
            && let Some(run) = Run::at(text, at)
        {
            end = run.range.end;
            runs.push(run);
        }
    }
    runs
}

/// Sequences next to each other: as many characters that may have been encoded twice.
struct Run {
    /// Where the run is in the text, in bytes.
    range: Range<usize>,
    /// The set of the decoded characters' first bytes, see [`lead_bit`].
    leads: u64,
    first: Sequence,
    last: Sequence,
    /// The run was certainly encoded twice, whatever else is on the page.
    is_certain: bool,
}

impl Run {
    /// The longest run that begins at byte `start`; `None` if no sequence does.
    fn at(text: &str, start: usize) -> Option<Self> {
        let first = sequence(text, start)?;
        let (mut last, mut in_a_row, mut leads) = (first, 0, 0);
        let (mut has_impossible, mut has_others) = (false, false);
        for sequence in sequences(text, start) {
            in_a_row += usize::from(sequence.lead >= FIRST_LEAD_IN_A_ROW && !sequence.has_letter());
            leads |= sequence.lead_bit();
            has_impossible |= sequence.is_impossible;
            has_others |= sequence.decoded != first.decoded;
            last = sequence;
        }
        let mut run = Self { range: start..last.end, leads, first, last, is_certain: false };
        run.is_certain = has_impossible
            || in_a_row >= MIN_IN_A_ROW && has_others
            || run.is_impossible_there(text)
            || run.is_nested(text);
        Some(run)
    }

    /// Whether the run, as it stands, would be wrong between the characters before and behind it.
    fn is_impossible_there(&self, text: &str) -> bool {
        let (before, after) = self.neighbours(text);
        let (is_after_lower, is_before_lower) = (before.is_some_and(is_lower), after.is_some_and(is_lower));
        let parts_words = |sequence: Sequence| MARKS.contains(&sequence.sign);
        // A capital letter and a sign don't stand within a word: kaÅ¼dy.
        let latin = lead_bit(0xC2) | lead_bit(0xC3) | lead_bit(0xC4) | lead_bit(0xC5) | lead_bit(0xC6);
        let is_within = self.leads & !latin == 0 && is_after_lower && is_before_lower;
        // A capital letter doesn't stand behind a lower-case one if, decoded, there is a lower-case letter instead:
        // cafÃ©. "irmÃ”" stays, because it would be decoded to a capital.
        let ends_word = is_after_lower
            && !parts_words(self.first)
            && match self.first.lead {
                0xC2 => !self.first.decoded.is_control(),
                0xC3 => self.first.decoded.is_lowercase(),
                _ => false,
            };
        // A sign is not glued to the word behind it, unless it is one that may stand between words: Ã©tat, Â¿quÃ©.
        let begins_word = is_before_lower
            && matches!(self.last.lead, 0xC2 | 0xC3)
            && !self.last.decoded.is_control()
            && !parts_words(self.last)
            && !matches!(self.last.sign, NO_BREAK_SPACE | SOFT_HYPHEN);
        // "Â© 2024" and "57Â°": no word is the single letter "Â", and no number ends in it.
        let is_alone = match self.first.decoded {
            '©' => !before.is_some_and(char::is_alphabetic),
            '°' => before.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        is_within || ends_word || begins_word || is_alone
    }

    /// Whether the run was encoded at least three times: decoded once, it still has a sequence.
    fn is_nested(&self, text: &str) -> bool {
        self.has_several() && {
            let outer: String = sequences(text, self.range.start).map(|sequence| sequence.decoded).collect();
            memchr_iter(FIRST_BYTE, outer.as_bytes()).any(|at| sequence(&outer, at).is_some())
        }
    }

    /// Whether the run is likely to have been encoded twice, given that there are certain runs on the page.
    /// `certain_leads` is the set of their decoded characters' first bytes, see [`lead_bit`].
    ///
    /// For signs that look like "Â" and themselves, any certain run is enough. For other characters there must be
    /// certain runs with the same first byte, and even then a letter may be right, as the end of a word in capitals
    /// with a sign behind it: IRMÃ”. A run that ends in a control character is always likely, because only a byte can
    /// have become one: "PaweÅ\u{82}".
    fn is_likely(&self, text: &str, certain_leads: u64) -> bool {
        if self.last.sign.is_control() && !self.last.decoded.is_control() {
            return true;
        }
        if self.leads & !(certain_leads | lead_bit(0xC2)) != 0 {
            return false;
        }
        if self.has_several() {
            return true;
        }
        let (before, after) = self.neighbours(text);
        let is_glued = after.is_some_and(char::is_alphabetic) && !MARKS.contains(&self.last.sign);
        match self.first.lead {
            0xC2 => !self.first.decoded.is_control(),
            0xC3..=0xC5 => is_glued || !before.is_some_and(|c| c.is_alphabetic() && !is_lower(c)),
            // Vietnamese vowels, which stand within words and at their end.
            0xE1 => true,
            _ => !before.is_some_and(char::is_alphabetic),
        }
    }

    /// Whether the run has more than one sequence.
    fn has_several(&self) -> bool {
        self.first.end < self.range.end
    }

    /// The characters before and behind the run.
    fn neighbours(&self, text: &str) -> (Option<char>, Option<char>) {
        (text[..self.range.start].chars().next_back(), text[self.range.end..].chars().next())
    }
}

/// The characters that stand for one character whose bytes were encoded again.
#[derive(Clone, Copy)]
struct Sequence {
    /// The character that was meant.
    decoded: char,
    /// The first byte of the decoded character in UTF-8.
    lead: u8,
    /// The last character of the sequence, which stands for the last byte.
    sign: char,
    /// Where the sequence ends in the text, in bytes.
    end: usize,
    /// The characters never stand together in a text that was encoded once.
    is_impossible: bool,
}

impl Sequence {
    /// Whether the last character is a letter that occurs in words, so that the sequence may be part of a word in
    /// capitals: "VÝŠKA".
    fn has_letter(self) -> bool {
        matches!(self.sign, 'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' | 'Ÿ' | 'ƒ')
    }

    /// The bit of this sequence in a set of first bytes.
    fn lead_bit(self) -> u64 {
        lead_bit(self.lead)
    }
}

/// The bit of a first byte in a set of them. In UTF-8 the first bytes of characters beyond ASCII are 0xC2 to 0xF4, so
/// that a set fits into 64 bits.
const fn lead_bit(lead: u8) -> u64 {
    1 << (lead & 0x3F)
}

/// The sequences from byte `start` on, each right behind the one before.
fn sequences(text: &str, start: usize) -> impl Iterator<Item = Sequence> {
    std::iter::successors(sequence(text, start), |previous| sequence(text, previous.end))
}

/// The sequence that begins at byte `start`, if there is one.
fn sequence(text: &str, start: usize) -> Option<Sequence> {
    let mut chars = text.get(start..)?.chars();
    let first = chars.next()?;
    let lead = u8::try_from(first).ok()?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let (mut sign, mut end, mut has_undefined) = (first, start + first.len_utf8(), false);
    for byte in &mut bytes[1..length] {
        sign = chars.next()?;
        *byte = continuation(sign)?;
        end += sign.len_utf8();
        has_undefined |= UNDEFINED.contains(&sign);
    }
    let decoded = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let is_impossible = match bytes {
        // "Â" and an undefined byte would be decoded to a control character, which nobody can have meant.
        [0xC2, ..] => false,
        // "â€" and a sign, "â„" and a sign, "â‚¬" stand for quotation marks, dashes, "™" and "€"; "ðŸ" and two signs
        // for emoji.
        [0xE2, 0x80 | 0x84, ..] | [0xE2, 0x82, 0xAC, ..] | [0xF0, 0x9F, ..] => true,
        _ => has_undefined,
    };
    Some(Sequence { decoded, lead, sign, end, is_impossible })
}

/// The byte, from 0x80 to 0xBF, that this character stands for in windows-1252 or ISO 8859-1, if it stands for one.
fn continuation(sign: char) -> Option<u8> {
    match sign {
        '\0'..='\x7F' => None,
        '\u{80}'..='\u{BF}' => u8::try_from(sign).ok(),
        _ => (0x80..).zip(WINDOWS_1252).find_map(|(byte, other)| (other == sign).then_some(byte)),
    }
}

/// Whether a character is a lower-case letter.
fn is_lower(c: char) -> bool {
    c.is_alphabetic() && c.is_lowercase()
}

#[cfg(test)]
mod tests;
