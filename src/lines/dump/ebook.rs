//! Electronic books with the licence of their producer at both ends, as those of Project Gutenberg: two lines framed by
//! asterisks say where the book begins and where it ends.

use std::collections::HashSet;
use std::ops::Range;

use super::rows::{Row, Rows};
use super::signs::SIGNS;
use crate::chars::{is_unspaced, is_word_char};
use crate::cruft::{Cruft, read_byline};
use crate::lines::line::Line;

/// A frame has at least this many signs in a row on either side.
const FRAME_SIGNS: usize = 3;
/// A framed text has at most this many lines: the title of the book is one of its parts. Set by hand.
const FRAME_LINES: usize = 4;
/// The two framed texts end in at least this many same words, or in so many characters of a script without spaces. Set
/// by hand.
const SAME_WORDS: usize = 3;
/// The framed texts differ in at most this many words at their beginning: "START OF THE". Set by hand.
const OWN_WORDS: usize = 4;
/// A single framed text is the beginning of the book if at most one in this many lines stands above it. Set by hand.
const SINGLE_SHARE: usize = 3;
/// A note of the producer right inside the frames has at most this many lines. Set by hand.
const NOTE_LINES: usize = 4;
/// At least this share, in percent, of the words of such a note are words of the frame. Set by hand.
const NOTE_PERCENT: usize = 60;

/// Whether a text has a line that may be a frame.
pub(super) fn has_signs(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| frame_sign(line.text).is_some())
}

/// Takes out what stands around the book, and reads its title and its author there. Leaves other texts as they are.
pub(super) fn read(rows: &mut Rows<'_>) {
    let frames = frames(&rows.all);
    let Some((start, end)) = pair(&frames).or_else(|| single(&frames, rows.all.len())) else { return };
    let (title, author) = named(&rows.all[..start.as_ref().map_or(0, |start| start.rows.start)], start.as_ref());
    (rows.title, rows.author) = (title, author);
    let first = start.as_ref().map_or(0, |start| start.rows.end);
    let last = end.map_or(rows.all.len(), |end| note(&rows.all, &end).start.max(first));
    (0..first).chain(last..rows.all.len()).for_each(|index| rows.all[index].kind = Some(Cruft::Legal));
}

/// A text in a frame.
#[derive(Clone)]
struct Frame {
    rows: Range<usize>,
    /// The words between the signs, in lower case.
    words: Vec<String>,
}

/// The sign of a line that begins with a frame: "*** START OF THE …".
fn frame_sign(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|c| "*=#~+_".contains(*c))?;
    let rest = line.trim_start_matches(sign);
    let is_frame = line.len() - rest.len() >= FRAME_SIGNS && rest.trim_start().starts_with(char::is_alphabetic);
    is_frame.then_some(sign)
}

/// The texts in frames. A long one goes on over a few lines.
fn frames(rows: &[Row<'_>]) -> Vec<Frame> {
    let mut frames = Vec::new();
    for start in 0..rows.len() {
        let Some(sign) = frame_sign(&rows[start].text) else { continue };
        let close = sign.to_string().repeat(FRAME_SIGNS);
        let lines = rows[start..].iter().take(FRAME_LINES).enumerate();
        let mut lines = lines.take_while(|(line, row)| *line == 0 || row.line.blanks == 0);
        let Some((last, _)) = lines.find(|(_, row)| row.text.ends_with(&close)) else { continue };
        let text: Vec<&str> = rows[start..=start + last].iter().map(|row| &*row.text).collect();
        let text = text.join(" ");
        frames.push(Frame { rows: start..start + last + 1, words: lower_words(&text) });
    }
    frames
}

/// The words of a text in lower case, without the signs between them.
fn lower_words(text: &str) -> Vec<String> {
    text.split(|c| !is_word_char(c)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The first frame and a later one that says the same but for its first words, if both say that it is a book.
fn pair(frames: &[Frame]) -> Option<(Option<Frame>, Option<Frame>)> {
    let books: Vec<&Frame> = frames.iter().filter(|frame| frame.has(&SIGNS.books)).collect();
    let (last, others) = books.split_last()?;
    let start = others.iter().find(|start| start.is_opposite_of(last))?;
    Some((Some((*start).clone()), Some((*last).clone())))
}

/// The only frame of an electronic book of which the other end was lost, as the beginning or the end.
fn single(frames: &[Frame], lines: usize) -> Option<(Option<Frame>, Option<Frame>)> {
    let mut books = frames.iter().filter(|frame| frame.has(&SIGNS.electronic_books));
    let only = books.next().filter(|_| books.next().is_none())?;
    let is_start = only.rows.start * SINGLE_SHARE <= lines;
    Some(if is_start { (Some(only.clone()), None) } else { (None, Some(only.clone())) })
}

impl Frame {
    /// Whether a word of the frame has one of these parts.
    fn has(&self, parts: &[&str]) -> bool {
        self.words.iter().any(|word| parts.iter().any(|part| word.contains(part)))
    }

    /// Whether two frames say the same but for their first words.
    fn is_opposite_of(&self, other: &Frame) -> bool {
        let pairs = self.words.iter().rev().zip(other.words.iter().rev());
        let same: Vec<&String> = pairs.take_while(|(own, other)| own == other).map(|(own, _)| own).collect();
        let own = self.words.len().max(other.words.len()) - same.len();
        let unspaced: usize = same.iter().map(|word| word.chars().filter(|c| is_unspaced(*c)).count()).sum();
        (1..=OWN_WORDS).contains(&own)
            && self.words.first() != other.words.first()
            && (same.len() >= SAME_WORDS || unspaced >= SAME_WORDS)
    }
}

/// The title and the author that the producer names above the book. The title is a part of the frame; the author is
/// named as in a byline.
fn named(rows: &[Row<'_>], start: Option<&Frame>) -> (Option<String>, Option<String>) {
    let frame = start.map(|start| start.words.clone()).unwrap_or_default();
    let value = |row: &Row<'_>| row.text.split_once(": ").map(|(_, value)| value.trim().to_owned());
    let is_title = |value: &String| !value.is_empty() && frame.ends_with(&lower_words(value));
    let title = rows.iter().filter_map(value).find(is_title);
    let author = rows.iter().filter(|row| row.text.contains(':')).find_map(|row| read_byline(&row.text)?.author);
    (title, author)
}

/// The lines of the note of the producer that stands right above the frame at the end, if there is one: "End of Project
/// Lantern's The Lock Keeper".
fn note(rows: &[Row<'_>], frame: &Frame) -> Range<usize> {
    let end = frame.rows.start;
    // The lines of a paragraph have no blank one between them.
    let is_last = |index: &usize| rows.get(index + 1).is_none_or(|below| index + 1 == end || below.line.blanks == 0);
    let lines = (0..end).rev().take(NOTE_LINES + 1).take_while(is_last).count();
    let note = end - lines..end;
    let said: Vec<String> = rows[note.clone()].iter().flat_map(|row| lower_words(&row.text)).collect();
    let all = said.len();
    let framed: HashSet<&String> = frame.words.iter().collect();
    let same = said.iter().filter(|word| framed.contains(word)).count();
    let is_note = lines <= NOTE_LINES && all > SAME_WORDS && same * 100 >= all * NOTE_PERCENT;
    if is_note { note } else { end..end }
}
