//! Discussions as they are copied from Reddit and its kin: below every post the same row of what can be done with it,
//! above it how deep it stands in the thread, its points and its time.

use std::borrow::Cow;
use std::ops::Range;

use super::rows::{Row, Rows, words};
use super::signs::SIGNS;
use crate::chars::ends_sentence;
use crate::cruft::Cruft;
use crate::lines::line::Line;

/// Rows of actions that show a discussion beside another sign, and of [`ROW_ACTIONS`] actions without one. Set by hand.
const ROWS: usize = 2;
const ROWS_ALONE: usize = 3;
const ROW_ACTIONS: usize = 3;
/// The line of a post's points and time has at most this many words. Set by hand.
const POINTS_WORDS: usize = 10;
/// The signs between the points, the name and the time of a post.
const DOTS: [char; 3] = ['·', '•', '∙'];

/// Whether a text has a row of actions.
pub(super) fn has_signs(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| actions(line.text) > 0)
}

/// Takes out the rows of actions of a discussion, its counts of points, its times and its levels. Leaves other texts as
/// they are.
pub(super) fn read(rows: &mut Rows<'_>) {
    let all = &mut rows.all;
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    for (index, row) in all.iter().enumerate() {
        // The count of votes stands between the actions to vote.
        let is_between = || is_number(&row.text) && all.get(index + 1).is_some_and(|next| actions(&next.text) > 0);
        if let Some((run, _)) = runs.last_mut().filter(|(run, _)| run.end == index && is_between()) {
            run.end = index + 1;
            continue;
        }
        let actions = actions(&row.text);
        match runs.last_mut().filter(|(run, _)| actions > 0 && run.end == index) {
            Some((run, count)) => (run.end, *count) = (index + 1, *count + actions),
            None if actions > 0 => runs.push((index..index + 1, actions)),
            None => {}
        }
    }
    runs.retain(|(_, count)| *count > 1);
    let levels: Vec<usize> = (0..all.len()).filter(|index| is_level(&all[*index].text)).collect();
    let levels = if levels.len() >= ROWS { levels } else { Vec::new() };
    let points: Vec<usize> = (0..all.len()).filter(|index| is_points(&all[*index].text)).collect();
    let is_sign = !levels.is_empty() || !points.is_empty();
    let long = runs.iter().filter(|(_, count)| *count >= ROW_ACTIONS).count();
    if !(is_sign && runs.len() >= ROWS || long >= ROWS_ALONE) {
        return;
    }
    for (run, _) in &runs {
        let before = run.start.checked_sub(1).filter(|before| is_count(&all[*before]));
        before.into_iter().chain(run.clone()).for_each(|index| all[index].kind = Some(Cruft::Share));
    }
    // The name of the writer stands below the level or above the points.
    let names = levels.iter().map(|level| level + 1).chain(points.iter().filter_map(|points| points.checked_sub(1)));
    for name in names.filter(|index| all.get(*index).is_some_and(is_name)).collect::<Vec<_>>() {
        all[name].kind = Some(Cruft::Byline);
    }
    levels.into_iter().for_each(|index| all[index].kind = Some(Cruft::Navigation));
    points.into_iter().for_each(|index| all[index].kind = Some(Cruft::Byline));
}

/// The number of different actions in a line that has nothing else but counts: 4 for "Reply Share Report Save".
fn actions(text: &str) -> usize {
    let mut found: Vec<usize> = Vec::new();
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        // Most lines end here at their first word, without memory for its small letters.
        let word = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        // A test holds that the words are sorted.
        let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        match SIGNS.actions.binary_search_by(|action| action.bytes().cmp(small())) {
            Ok(action) if !found.contains(&action) => found.push(action),
            Err(_) if !is_number(&word) && !word.is_empty() => return 0,
            Ok(_) | Err(_) => {}
        }
    }
    found.len()
}

/// Whether a word is a count: "12", "1.2k".
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(['k', 'K', 'm', 'M']);
    word.len() - digits.len() <= 1
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
}

/// Whether a line is nothing but the count of a post's votes.
fn is_count(row: &Row<'_>) -> bool {
    row.kind.is_none() && is_number(&row.text)
}

/// Whether a line says how deep a post stands: "level 2".
fn is_level(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(word, level)| {
        word.chars().all(char::is_lowercase) && level.len() == 1 && level.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a line may be the name of a writer, which is one word.
fn is_name(row: &Row<'_>) -> bool {
    row.kind.is_none() && words(&row.text) == 1 && !row.text.ends_with(ends_sentence)
}

/// Whether a line has the points or the time of a post, with dots between: "2 points · 3 hours ago".
fn is_points(text: &str) -> bool {
    text.contains(DOTS)
        && text.contains(char::is_numeric)
        && words(text) <= POINTS_WORDS
        && !text.starts_with(DOTS)
        && !text.ends_with(ends_sentence)
}
