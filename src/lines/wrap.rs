//! Hard-wrapped text: finds the columns that a text was wrapped at, and which lines continue in the next.

use super::line::Line;
use super::{classify, joining};
use crate::chars::is_unspaced;

/// The widths (characters of a line, with its indentation) at which a text may have been wrapped. Set by hand.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=132;
/// A text is wrapped at a width only if at least this many lines are full at it; fewer may be chance. Set by hand.
const WRAPPED_LINES: usize = 4;
/// A line that is shorter than this share of the width gives no evidence for or against the width: it may be a heading
/// or the last line of a paragraph. Set by hand.
const LONG_SHARE: f32 = 0.6;
/// At least this share of the longer lines (see [`LONG_SHARE`]) must be full; in verse fewer are. Set by hand.
const FULL_SHARE: f32 = 0.7;
/// At most this share of the lines may be longer than the width although they could have been broken. Set by hand.
const OVERLONG_SHARE: f32 = 0.03;
/// At most this share of the full lines may be followed by a line that begins with a capital; in verse and lists more
/// are. In German prose four of ten words begin with a capital. Set by hand.
const CAPITAL_SHARE: f32 = 0.6;
/// At most this many different widths are looked for in one text, such as mails of several people or a book. Set by
/// hand.
const WIDTHS_PER_TEXT: usize = 4;

/// Two neighbouring lines of which the first may continue in the second.
struct Pair {
    /// Characters of the first line, with its indentation.
    len: usize,
    /// Characters of the second line's first word. If that word is the rest of a hyphenated one, the widest of all
    /// widths, so that the first line counts as full at any width.
    word: usize,
    /// The second line begins with a capital.
    is_capital: bool,
}

/// The lines between two blank ones, reduced to what matters for widths.
struct Group {
    pairs: Vec<Pair>,
    /// Number of lines.
    lines: usize,
    /// Characters of each line that could have been broken somewhere, with its indentation.
    lens: Vec<usize>,
}

impl Group {
    /// Measures the lines of a group.
    fn of(lines: &[Line<'_>]) -> Group {
        let pairs = lines.windows(2).filter(|pair| may_go_on(&pair[0], &pair[1])).map(|pair| Pair {
            len: len(&pair[0]),
            word: if is_broken(&pair[0], &pair[1]) { *WIDTHS.end() } else { first_word(pair[1].text) },
            is_capital: pair[1].text.starts_with(char::is_uppercase),
        });
        let is_breakable = |line: &&Line<'_>| line.text.contains(|c| c == ' ' || is_unspaced(c));
        Group { pairs: pairs.collect(), lines: lines.len(), lens: lines.iter().filter(is_breakable).map(len).collect() }
    }

    /// Counts the lines that speak for and against a width.
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

/// How well some lines agree with a width: counts of lines.
#[derive(Clone, Copy, Default)]
struct Fit {
    /// Full lines: within the width, and the first word of the next line would not have fitted behind them.
    full: usize,
    /// Full lines after which the next one begins with a capital.
    capital: usize,
    /// Lines that may continue and have at least [`LONG_SHARE`] of the width.
    long: usize,
    /// Lines longer than the width that could have been broken.
    overlong: usize,
    /// All lines.
    lines: usize,
}

impl Fit {
    /// The sum of both counts.
    fn with(self, other: Fit) -> Fit {
        Fit {
            full: self.full + other.full,
            capital: self.capital + other.capital,
            long: self.long + other.long,
            overlong: self.overlong + other.overlong,
            lines: self.lines + other.lines,
        }
    }

    /// Whether enough of the longer lines are full.
    fn is_full(self) -> bool {
        self.full as f32 >= FULL_SHARE * self.long as f32
    }

    /// Whether nothing speaks against the width.
    fn agrees(self) -> bool {
        self.is_full() && self.overlong as f32 <= OVERLONG_SHARE * self.lines as f32
    }

    /// Whether the lines are wrapped at the width: nothing speaks against it, and enough lines speak for it.
    fn is_wrapped(self) -> bool {
        self.full >= WRAPPED_LINES && self.agrees() && self.capital as f32 <= CAPITAL_SHARE * self.full as f32
    }
}

/// For each group of lines, the width (characters) at which it was hard-wrapped, if it was. A width is found for a run
/// of neighbouring groups, not for the whole text, because scraped texts join mails with paragraphs that are set
/// differently.
///
/// Made for mail and for books of Project Gutenberg. Gets verse wrong whose lines all have the same length and begin
/// with lower-case letters.
pub(super) fn widths<'a>(groups: impl Iterator<Item = &'a [Line<'a>]>) -> Vec<Option<usize>> {
    let groups: Vec<Group> = groups.map(Group::of).collect();
    let mut widths = vec![None; groups.len()];
    for _ in 0..WIDTHS_PER_TEXT {
        let open = groups.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(group, _)| group);
        let Some(width) = commonest(open) else { break };
        if !claim(&groups, width, &mut widths) {
            break;
        }
    }
    widths
}

/// The width at which most lines are full; `None` if fewer than [`WRAPPED_LINES`] are.
fn commonest<'g>(groups: impl Iterator<Item = &'g Group>) -> Option<usize> {
    // For each width, how many more pairs are full at it than at the width before; their running sum is the number of
    // pairs that are full.
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
    // Of equally good widths the widest wins, because every line must fit into it.
    let (full, width) = counts.take(WIDTHS.end() + 1).max()?;
    (full >= WRAPPED_LINES as i64).then_some(width)
}

/// Sets the width of the groups that are wrapped at `width`, run by run, and returns whether there are any. A run goes
/// on for as long as nothing in its sum speaks against the width; a group in it whose own lines aren't full gets no
/// width, so that its lines are not joined.
fn claim(groups: &[Group], width: usize, widths: &mut [Option<usize>]) -> bool {
    // Each run: the groups in it that get the width, and the sum of its counts.
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

/// Cuts a group into paragraphs: a line that is full at the group's width continues in the next. Without a width each
/// line is a paragraph.
pub(super) fn paragraphs<'g, 'a>(group: &'g [Line<'a>], width: Option<usize>) -> impl Iterator<Item = &'g [Line<'a>]> {
    group.chunk_by(move |line, next| {
        width.is_some_and(|width| {
            let is_full = || len(line) + 1 + first_word(next.text) > width || is_broken(line, next);
            may_go_on(line, next) && len(line) <= width && is_full()
        })
    })
}

/// Whether `next` can continue `line` by its layout: it comes right below, is neither quoted nor a list item nor
/// further indented (unless `line` is a list item), and `line` is neither quoted nor a rule.
fn may_go_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let is_indented = next.indent > line.indent && line.item.is_none();
    next.blanks == 0
        && !is_quoted(line)
        && !is_quoted(next)
        && !is_indented
        && next.item.is_none()
        && !classify::is_rule(line.text)
}

/// Whether a word is hyphenated at the end of `line` and goes on in `next`. Such a line counts as full: the length of
/// the rest of the word doesn't show whether the line was.
fn is_broken(line: &Line<'_>, next: &Line<'_>) -> bool {
    joining::ends_in_hyphen(line) && next.text.starts_with(char::is_lowercase)
}

/// Characters of a line, with its indentation.
pub(super) fn len(line: &Line<'_>) -> usize {
    line.indent + line.text.chars().count()
}

/// Characters of the first word of a text, at least 1.
fn first_word(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || is_unspaced(c);
    text.chars().take_while(|c| !end(*c)).count().max(1)
}

/// Whether a line is quoted as in mails, by `>`. Quoted lines are not joined, and each keeps its mark.
fn is_quoted(line: &Line<'_>) -> bool {
    line.text.starts_with('>')
}
