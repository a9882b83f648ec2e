//! Text → text: decodes what was encoded as UTF-8 twice ("cafÃ©", "itâ€™s"), where nothing else can have been meant.
//!
//! Some program took the bytes of UTF-8 for windows-1252 or ISO 8859-1 and encoded each as a character of its own. On
//! most such pages only a part is affected: a template, a feed that was imported, a reader's comment.
//!
//! Markup isn't looked at: attributes and JSON-LD are decoded along with the text, and so is an example of broken
//! text in a piece of code. Of 2,563 real pages 47 are changed, by eye all rightly; the one that shows such an
//! example has it in a script.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

/// The first byte of the UTF-8 of all characters that can begin a character that was encoded twice, and of no others
/// but their neighbours, U+00C0 to U+00FF.
const FIRST_BYTE: u8 = 0xC3;

/// How often a text may have been encoded again: one of 2,563 real pages has "Â®" encoded four times too often.
const MAX_LAYERS: usize = 4;

/// At least this many characters in a row, not all the same, are none by chance: letters and signs don't take turns,
/// as they do in Cyrillic that was encoded twice ("Ð¼Ð¾Ð»Ð¾"). The number is a judgement: in right text of 2,563 real
/// pages there is never more than one.
const MIN_IN_A_ROW: usize = 4;

/// Characters whose UTF-8 begins with this byte or a greater one count in such a row. The lesser ones begin with "Â"
/// and "Ã", letters that may be listed with spaces between them.
const FIRST_LEAD_IN_A_ROW: u8 = 0xC4;

/// The bytes that windows-1252 leaves undefined. As control characters they stand in no text that was encoded once,
/// not even in windows-1252 that was taken for ISO 8859-1.
const UNDEFINED: [char; 5] = ['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'];

/// What bytes 0x80 to 0x9F are in windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Signs that may stand behind a word in capitals, and some before another word: «IRMÃ», JOÃ’s.
const MARKS: [char; 15] = ['‘', '’', '“', '”', '„', '‚', '‹', '›', '»', '·', '•', '…', '–', '—', '™'];

const NO_BREAK_SPACE: char = '\u{A0}';
const SOFT_HYPHEN: char = '\u{AD}';

/// Decodes what was encoded as UTF-8 twice or more often; leaves all else as it is.
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

/// Takes one layer off, if there is one.
fn undo_once(text: &str) -> Option<String> {
    let runs = runs(text);
    let mut known = runs.iter().filter(|run| run.is_certain).fold(0, |leads, run| leads | run.leads);
    if known == 0 {
        return None;
    }
    // No language has letters of one half of Latin Extended-A alone.
    let extended = lead_bit(0xC4) | lead_bit(0xC5);
    if known & extended != 0 {
        known |= extended;
    }
    let mut undone = String::with_capacity(text.len());
    let mut copied = 0;
    for run in runs.iter().filter(|run| run.is_certain || run.is_likely(text, known)) {
        undone.push_str(&text[copied..run.range.start]);
        undone.extend(sequences(text, run.range.start).map(|sequence| sequence.decoded));
        copied = run.range.end;
    }
    undone.push_str(&text[copied..]);
    Some(undone)
}

/// All runs of a text, in its order.
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

/// Characters in a row of which each may be one that was encoded twice.
struct Run {
    /// Where it stands in the text, in bytes.
    range: Range<usize>,
    /// The first bytes of its characters, a bit each: see [`Sequence::lead_bit`].
    leads: u64,
    first: Sequence,
    last: Sequence,
    /// Was it certainly encoded twice, whatever else is on the page?
    is_certain: bool,
}

impl Run {
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

    /// Would this be wrong where it stands, for its neighbours, if it had been encoded once?
    fn is_impossible_there(&self, text: &str) -> bool {
        let (before, after) = self.neighbours(text);
        let (is_after_lower, is_before_lower) = (before.is_some_and(is_lower), after.is_some_and(is_lower));
        let parts_words = |sequence: Sequence| MARKS.contains(&sequence.sign);
        // No capital letter and sign within a word: kaÅ¼dy.
        let latin = lead_bit(0xC2) | lead_bit(0xC3) | lead_bit(0xC4) | lead_bit(0xC5) | lead_bit(0xC6);
        let is_within = self.leads & !latin == 0 && is_after_lower && is_before_lower;
        // No capital letter behind a small one, where a small letter makes sense: cafÃ©, but not irmÃ”.
        let ends_word = is_after_lower
            && !parts_words(self.first)
            && match self.first.lead {
                0xC2 => !self.first.decoded.is_control(),
                0xC3 => self.first.decoded.is_lowercase(),
                _ => false,
            };
        // No sign glued to the word behind it, if it is not one that may stand between words: Ã©tat, Â¿quÃ©.
        let begins_word = is_before_lower
            && matches!(self.last.lead, 0xC2 | 0xC3)
            && !self.last.decoded.is_control()
            && !parts_words(self.last)
            && !matches!(self.last.sign, NO_BREAK_SPACE | SOFT_HYPHEN);
        // "Â© 2024" and "57Â°": no word is the one letter Â, no number ends in it.
        let is_alone = match self.first.decoded {
            '©' => !before.is_some_and(char::is_alphabetic),
            '°' => before.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        is_within || ends_word || begins_word || is_alone
    }

    /// Was it encoded three times, so that a layer less looks as if it was encoded twice?
    fn is_nested(&self, text: &str) -> bool {
        self.has_several() && {
            let outer: String = sequences(text, self.range.start).map(|sequence| sequence.decoded).collect();
            memchr_iter(FIRST_BYTE, outer.as_bytes()).any(|at| sequence(&outer, at).is_some())
        }
    }

    /// Is this likely one more, on a page where characters with these first bytes were certainly encoded twice?
    ///
    /// Of signs that need no more than "Â" before them, anything that is certain on the page tells. Letters may still
    /// be the end of a word in capitals with a mark behind it: IRMÃ”. Control characters were bytes somewhere:
    /// "PaweÅ\u{82}".
    fn is_likely(&self, text: &str, known: u64) -> bool {
        if self.last.sign.is_control() && !self.last.decoded.is_control() {
            return true;
        }
        if self.leads & !(known | lead_bit(0xC2)) != 0 {
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
            // Vowels of Vietnamese, within words and at their end.
            0xE1 => true,
            _ => !before.is_some_and(char::is_alphabetic),
        }
    }

    fn has_several(&self) -> bool {
        self.first.end < self.range.end
    }

    /// The characters before and behind it.
    fn neighbours(&self, text: &str) -> (Option<char>, Option<char>) {
        (text[..self.range.start].chars().next_back(), text[self.range.end..].chars().next())
    }
}

/// A character as it looks when its bytes are encoded again.
#[derive(Clone, Copy)]
struct Sequence {
    /// The character that was meant.
    decoded: char,
    /// The first byte of its UTF-8.
    lead: u8,
    /// What the last byte of its UTF-8 looks like.
    sign: char,
    /// Where it ends in the text, in bytes.
    end: usize,
    /// Does it hold signs that never stand together in a text that was encoded once?
    is_impossible: bool,
}

impl Sequence {
    /// Is the last sign a letter that stands in words, so that a word in capitals may look like this: "VÝŠKA"?
    fn has_letter(self) -> bool {
        matches!(self.sign, 'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' | 'Ÿ' | 'ƒ')
    }

    fn lead_bit(self) -> u64 {
        lead_bit(self.lead)
    }
}

/// First bytes in UTF-8 are 0xC2 to 0xF4, so that a set of them fits into 64 bits.
const fn lead_bit(lead: u8) -> u64 {
    1 << (lead & 0x3F)
}

/// Characters that were encoded twice, from there up to the first that wasn't.
fn sequences(text: &str, start: usize) -> impl Iterator<Item = Sequence> {
    std::iter::successors(sequence(text, start), |previous| sequence(text, previous.end))
}

/// The one character there, if it may have been encoded twice.
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
        // "Â" and an undefined byte are a control character, which nobody meant.
        [0xC2, ..] => false,
        // "â€" and a sign, "â„" and a sign, "â‚¬": quotation marks, dashes, "™", "€". "ðŸ": pictures of faces and
        // things.
        [0xE2, 0x80 | 0x84, ..] | [0xE2, 0x82, 0xAC, ..] | [0xF0, 0x9F, ..] => true,
        _ => has_undefined,
    };
    Some(Sequence { decoded, lead, sign, end, is_impossible })
}

/// The byte, from 0x80 to 0xBF, that was taken for this character.
fn continuation(sign: char) -> Option<u8> {
    match sign {
        '\0'..='\x7F' => None,
        '\u{80}'..='\u{BF}' => u8::try_from(sign).ok(),
        _ => (0x80..).zip(WINDOWS_1252).find_map(|(byte, other)| (other == sign).then_some(byte)),
    }
}

fn is_lower(c: char) -> bool {
    c.is_alphabetic() && c.is_lowercase()
}

#[cfg(test)]
mod tests;
