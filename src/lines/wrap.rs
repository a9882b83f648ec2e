//! Hard-wrapped text: its widths, and which lines go on in the next.

use super::line::Line;
use super::{classify, joining};
use crate::chars::is_unspaced;

/// The widths (characters) that texts are wrapped at.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=132;
/// Fewer lines that go on in the next are chance.
const WRAPPED_LINES: usize = 4;
/// A line shorter than this share of the width says nothing of it: the end of a paragraph, a heading.
const LONG_SHARE: f32 = 0.6;
/// So many of the longer lines must be full; of verse fewer are. Set by hand.
const FULL_SHARE: f32 = 0.7;
/// No more lines than these may be longer than the width and have a space to break them at.
const OVERLONG_SHARE: f32 = 0.03;
/// So many of the lines that others go on in begin with a capital at most: those of verse and of lists do. In German prose four of
/// ten words have one.
const CAPITAL_SHARE: f32 = 0.6;
/// A text has so many widths at most: mails of several people, a book.
const WIDTHS_A_TEXT: usize = 4;

/// Two lines of which the first may go on in the second.
struct Pair {
    /// Characters of the first line, with its indentation.
    len: usize,
    /// Characters of the second line's first word; more than fit anywhere if it is the rest of a broken one.
    word: usize,
    is_capital: bool,
}

/// The lines between two blank ones.
struct Group {
    pairs: Vec<Pair>,
    lines: usize,
    /// Characters of each line that might have been broken, with its indentation.
    lens: Vec<usize>,
}

impl Group {
    fn of(lines: &[Line<'_>]) -> Group {
        let pairs = lines.windows(2).filter(|pair| may_go_on(&pair[0], &pair[1])).map(|pair| Pair {
            len: len(&pair[0]),
            word: if is_broken(&pair[0], &pair[1]) { *WIDTHS.end() } else { first_word(pair[1].text) },
            is_capital: pair[1].text.starts_with(char::is_uppercase),
        });
        let is_breakable = |line: &&Line<'_>| line.text.contains(|c| c == ' ' || is_unspaced(c));
        Group { pairs: pairs.collect(), lines: lines.len(), lens: lines.iter().filter(is_breakable).map(len).collect() }
    }

    /// What speaks for a width.
    fn fit(&self, width: usize) -> Fit {
        let full = || self.pairs.iter().filter(|pair| pair.len <= width && pair.len + 1 + pair.word > width);
        Fit {
            full: full().count(),
            capital: full().filter(|pair| pair.is_capital).count(),
            long: self.pairs.iter().filter(|pair| pair.len as f32 >= LONG_SHARE * width as f32).count(),
            overlong: self.lens.iter().filter(|len| **len > width).count(),
            lines: self.lines,
        }
    }
}

/// How some lines agree with a width.
#[derive(Clone, Copy, Default)]
struct Fit {
    /// Lines that the next one's first word did not fit into.
    full: usize,
    /// Of these, where that word has a capital.
    capital: usize,
    long: usize,
    overlong: usize,
    lines: usize,
}

impl Fit {
    fn with(self, other: Fit) -> Fit {
        Fit {
            full: self.full + other.full,
            capital: self.capital + other.capital,
            long: self.long + other.long,
            overlong: self.overlong + other.overlong,
            lines: self.lines + other.lines,
        }
    }

    /// Whether the longer lines are full.
    fn is_full(self) -> bool {
        self.full as f32 >= FULL_SHARE * self.long as f32
    }

    /// Whether nothing speaks against it.
    fn agrees(self) -> bool {
        self.is_full() && self.overlong as f32 <= OVERLONG_SHARE * self.lines as f32
    }

    fn is_wrapped(self) -> bool {
        self.full >= WRAPPED_LINES && self.agrees() && self.capital as f32 <= CAPITAL_SHARE * self.full as f32
    }
}

/// The width that each group of lines is wrapped at, if it is. It is that of a run of groups: scrapes join mails with
/// paragraphs that are set otherwise.
///
/// For mail and books of the Gutenberg project. Gets verse wrong whose lines are all of one length and begin small.
pub(super) fn widths<'a>(groups: impl Iterator<Item = &'a [Line<'a>]>) -> Vec<Option<usize>> {
    let groups: Vec<Group> = groups.map(Group::of).collect();
    let mut widths = vec![None; groups.len()];
    for _ in 0..WIDTHS_A_TEXT {
        let open = groups.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(group, _)| group);
        let Some(width) = commonest(open) else { break };
        if !claim(&groups, width, &mut widths) {
            break;
        }
    }
    widths
}

/// The width that most lines are full at.
fn commonest<'g>(groups: impl Iterator<Item = &'g Group>) -> Option<usize> {
    // How many more pairs are full at a width than at the one before.
    let mut steps = vec![0i64; WIDTHS.end() + 2];
    for pair in groups.flat_map(|group| &group.pairs).filter(|pair| WIDTHS.contains(&pair.len)) {
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
    (full >= WRAPPED_LINES as i64).then_some(width)
}

/// Gives a width to the groups that are wrapped at it, run by run; whether there are any. A run goes on for as long as all of it
/// agrees with the width; a group in it that does not is left in lines.
fn claim(groups: &[Group], width: usize, widths: &mut [Option<usize>]) -> bool {
    // The members of each that get the width, and what speaks for it in all.
    let mut runs: Vec<(Vec<usize>, Fit)> = Vec::new();
    let mut is_open = false;
    for (index, group) in groups.iter().enumerate() {
        if widths[index].is_some() {
            is_open = false;
            continue;
        }
        let fit = group.fit(width);
        match runs.last_mut().filter(|(_, run)| is_open && run.with(fit).agrees()) {
            Some((members, run)) => {
                *run = run.with(fit);
                members.extend(fit.is_full().then_some(index));
            }
            None => {
                is_open = fit.agrees();
                runs.extend(is_open.then(|| (vec![index], fit)));
            }
        }
    }
    runs.retain(|(_, run)| run.is_wrapped());
    runs.iter().flat_map(|(members, _)| members).for_each(|index| widths[*index] = Some(width));
    !runs.is_empty()
}

/// The lines of a group by paragraph.
pub(super) fn paragraphs<'g, 'a>(group: &'g [Line<'a>], width: Option<usize>) -> impl Iterator<Item = &'g [Line<'a>]> {
    group.chunk_by(move |line, next| {
        width.is_some_and(|width| {
            let is_full = || len(line) + 1 + first_word(next.text) > width || is_broken(line, next);
            may_go_on(line, next) && len(line) <= width && is_full()
        })
    })
}

/// Whether the second line is not set as the beginning of something.
fn may_go_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let is_indented = next.indent > line.indent && line.item.is_none();
    next.blanks == 0
        && !is_quoted(line)
        && !is_quoted(next)
        && !is_indented
        && next.item.is_none()
        && !classify::is_rule(line.text)
}

/// Whether the second line begins with the rest of a word. How much of it would have fitted into the first says nothing.
fn is_broken(line: &Line<'_>, next: &Line<'_>) -> bool {
    joining::ends_in_hyphen(line) && next.text.starts_with(char::is_lowercase)
}

/// Characters of a line, with its indentation.
fn len(line: &Line<'_>) -> usize {
    line.indent + line.text.chars().count()
}

fn first_word(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || is_unspaced(c);
    text.chars().take_while(|c| !end(*c)).count().max(1)
}

/// Whether a line is quoted as mails have it: these are left as lines, each with its mark.
fn is_quoted(line: &Line<'_>) -> bool {
    line.text.starts_with('>')
}
