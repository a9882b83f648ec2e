//! Hard-wrapped text: its width, and which lines go on in the next.

use super::kind;
use super::line::Line;
use crate::page::is_unspaced;

/// The widths (characters) that texts are wrapped at.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=132;
/// Fewer lines that go on in the next are chance.
const WRAPPED_LINES: usize = 4;
/// A line shorter than this share of the width says nothing of it: the end of a paragraph, a heading.
const LONG_SHARE: f32 = 0.6;
/// So many of the longer lines must be full; of verse fewer are. Set by hand.
const FULL_SHARE: f32 = 0.7;
/// No more lines than these may be longer than the width: addresses, which nobody breaks.
const OVERLONG_SHARE: f32 = 0.03;

/// Two lines of which the first may go on in the second.
struct Pair {
    /// Characters of the first line, with its indentation.
    len: usize,
    /// Characters of the second line's first word.
    word: usize,
}

/// The width that the text is wrapped at, if it is.
///
/// For mail and books of the Gutenberg project. Gets verse wrong whose lines are all of one length.
pub(super) fn width(lines: &[Line<'_>]) -> Option<usize> {
    let lens: Vec<usize> = lines.iter().map(|line| line.indent + line.text.chars().count()).collect();
    let pairs: Vec<Pair> = lines
        .windows(2)
        .zip(&lens)
        .filter(|(pair, _)| may_go_on(&pair[0], &pair[1]))
        .map(|(pair, len)| Pair { len: *len, word: first_word(pair[1].text) })
        .collect();
    // How many more pairs are full at a width than at the one before.
    let mut steps = vec![0i64; WIDTHS.end() + 2];
    for pair in pairs.iter().filter(|pair| WIDTHS.contains(&pair.len)) {
        steps[pair.len] += 1;
        steps[(pair.len + 1 + pair.word).min(WIDTHS.end() + 1)] -= 1;
    }
    let mut full = 0;
    let counts = steps.iter().enumerate().map(|(width, step)| {
        full += step;
        (full, width)
    });
    // Of equals the widest: a line must fit.
    let (full, width) = counts.take(WIDTHS.end() + 1).max()?;
    let long = pairs.iter().filter(|pair| pair.len as f32 >= LONG_SHARE * width as f32).count();
    let overlong = lens.iter().filter(|len| **len > width).count();
    let is_wrapped = full >= WRAPPED_LINES as i64
        && full as f32 >= FULL_SHARE * long as f32
        && overlong as f32 <= OVERLONG_SHARE * lens.len() as f32;
    is_wrapped.then_some(width)
}

/// The lines of a group by paragraph.
pub(super) fn paragraphs<'g, 'a>(group: &'g [Line<'a>], width: Option<usize>) -> impl Iterator<Item = &'g [Line<'a>]> {
    group.chunk_by(move |line, next| {
        width.is_some_and(|width| {
            let len = line.indent + line.text.chars().count();
            may_go_on(line, next) && len <= width && len + 1 + first_word(next.text) > width
        })
    })
}

/// Whether the second line is not set as the beginning of something.
fn may_go_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let is_indented = next.indent > line.indent && kind::item(line.text).is_none();
    next.blanks == 0
        && !is_quoted(line)
        && !is_quoted(next)
        && !is_indented
        && kind::item(next.text).is_none()
        && !kind::is_rule(line.text)
}

fn first_word(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || is_unspaced(c);
    text.chars().take_while(|c| !end(*c)).count().max(1)
}

/// Whether a line is quoted as mails have it: these are left as lines, each with its mark.
fn is_quoted(line: &Line<'_>) -> bool {
    line.text.starts_with('>')
}

/// What stands between a line and the one that it goes on in: a space, but after a hyphen and in scripts that have none.
pub(super) fn between(line: &Line<'_>) -> &'static str {
    let mut last = line.text.chars().rev();
    let is_joined = match last.next() {
        // The hyphen of a broken word: it is seen only at the end of a line.
        Some('\u{ad}') => true,
        Some('-') => last.next().is_some_and(char::is_alphabetic),
        Some(c) => is_unspaced(c),
        None => true,
    };
    if is_joined { "" } else { " " }
}
