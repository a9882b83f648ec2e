//! Pages of Wikipedia and its kin as they are copied from a browser: links to edit behind the headings, a numbered list
//! of contents, marks of notes, and the lines that lead from the title to the text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::rows::{Row, Rows, words};
use super::signs::SIGNS;
use crate::chars::{ends_sentence, is_alphanumeric};
use crate::cruft::Cruft;
use crate::lines::line::Line;

/// The line that names the encyclopedia is one of the first lines, this many at most, and has at most so many words.
/// Set by hand.
const TOP_LINES: usize = 8;
const NAME_WORDS: usize = 10;
/// A heading has at most this many bytes. Set by hand.
const HEADING_BYTES: usize = 160;
/// Number of links to edit that show an encyclopedia by themselves. Set by hand.
const EDIT_LINKS: usize = 2;
/// A list of contents has at least this many entries. Set by hand.
const ENTRIES: usize = 2;
/// The most words of a link such as "Jump to navigation", and of the heading of the contents. Set by hand.
const LINK_WORDS: usize = 5;
/// The most bytes of a mark of a note: "[citation needed]". Set by hand.
const MARK_BYTES: usize = 60;
/// Between the links below the title and the text stand at most this many lines about pages of a similar name, of at
/// most so many words. Set by hand.
const HINTS: usize = 3;
const HINT_WORDS: usize = 30;
/// The mark of a change in a quotation, which belongs to the text.
const SIC: &str = "sic";

/// Whether a text has a sign of an encyclopedia.
pub(super) fn has_signs(lines: &[Line<'_>]) -> bool {
    lines.iter().take(TOP_LINES).any(|line| is_name(line.text))
        || edit_links(lines.iter().map(|line| line.text)) >= EDIT_LINKS
}

/// Takes out what leads to the text, the contents, the links to edit and the marks of notes. Sets headings apart, and
/// reads the title. Leaves other texts as they are.
pub(super) fn read(rows: &mut Rows<'_>) {
    let all = &mut rows.all;
    let links = edit_links(all.iter().map(|row| &*row.text));
    let name = all.iter().take(TOP_LINES).position(|row| is_name(&row.text));
    let headings: HashSet<String> = all.iter().filter_map(|row| Some(heading(&row.text)?.0.to_owned())).collect();
    let contents = contents(all, &headings);
    let jumps = name.map_or(0..0, |name| jumps(all, name + 1));
    let has_notes = all.iter().any(|row| without_marks(&row.text).is_some());
    let is_named = name.is_some() && (links > 0 || !contents.is_empty() || !jumps.is_empty() || has_notes);
    if !is_named && links < EDIT_LINKS {
        return;
    }
    if let Some(name) = name.filter(|_| is_named) {
        if let Some(title) = title(all, name) {
            rows.title = Some(all[title].text.to_string());
            set_apart(all, title);
            (title + 1..name).for_each(|index| all[index].kind = Some(Cruft::Navigation));
        }
        all[name].kind = Some(Cruft::Navigation);
    }
    let hints = name.filter(|_| is_named).map_or(0..0, |name| hints(all, jumps.end.max(name + 1)));
    jumps.chain(contents).chain(hints).for_each(|index| all[index].kind = Some(Cruft::Navigation));
    for index in 0..all.len() {
        let Some((title, link)) = heading(&all[index].text).filter(|_| all[index].kind.is_none()) else { continue };
        let (title, link) = (title.to_owned(), link.to_owned());
        all[index].text = Cow::Owned(title);
        all[index].pieces.push((link, Cruft::Navigation));
        set_apart(all, index);
    }
    for row in all.iter_mut().filter(|row| row.kind.is_none()) {
        if let Some((text, marks)) = without_marks(&row.text) {
            row.text = Cow::Owned(text);
            row.pieces.extend(marks.into_iter().map(|mark| (mark, Cruft::Navigation)));
        }
    }
}

/// The line above the name of the encyclopedia that is the title: the first that the text below begins with, or else
/// the one right above.
fn title(rows: &[Row<'_>], name: usize) -> Option<usize> {
    let may_be_title = |index: &usize| words(&rows[*index].text) <= NAME_WORDS;
    let below = rows.iter().skip(name).find(|row| words(&row.text) > NAME_WORDS).map(|row| row.text.to_lowercase());
    let is_repeated = |index: &usize| {
        let text = rows[*index].text.to_lowercase();
        let subject = text.split(" (").next().unwrap_or_default();
        below.as_ref().is_some_and(|below| below.contains(subject))
    };
    (0..name).filter(may_be_title).find(is_repeated).or_else(|| name.checked_sub(1).filter(may_be_title))
}

/// Sets blank lines around a line.
fn set_apart(rows: &mut [Row<'_>], index: usize) {
    rows[index].is_apart = true;
    if let Some(below) = rows.get_mut(index + 1) {
        below.is_apart = true;
    }
}

/// Whether a line names an encyclopedia: "From Wikipedia, the free encyclopedia".
fn is_name(text: &str) -> bool {
    words(text) <= NAME_WORDS && {
        let lower = text.to_lowercase();
        SIGNS.encyclopedias.iter().any(|name| lower.contains(name))
    }
}

/// The number of headings with a link to edit.
fn edit_links<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines.filter(|line| heading(line).is_some()).count()
}

/// A heading without its link to edit, and the link: "History" and `[edit]`.
fn heading(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(']').filter(|_| text.len() <= HEADING_BYTES)?;
    let (title, link) = inner.rsplit_once('[')?;
    let title = title.trim_end();
    let is_link = |part: &str| SIGNS.edit_links.contains(&&*part.trim().to_lowercase());
    let is_heading = title.contains(is_alphanumeric) && !title.ends_with(ends_sentence);
    (is_heading && link.split('|').any(is_link)).then(|| (title, &text[text.len() - link.len() - 2..]))
}

/// The lines below the one that names the encyclopedia that are links to places on the page: two neighbours of few
/// words that begin or end with the same one.
fn jumps(rows: &[Row<'_>], from: usize) -> Range<usize> {
    let Some([first, second]) = rows.get(from..from + 2) else { return 0..0 };
    let is_link = |row: &Row<'_>| words(&row.text) <= LINK_WORDS && !row.text.ends_with(ends_sentence);
    let ends = |row: &Row<'_>| {
        let mut chars = row.text.chars().rev();
        let suffix: Vec<char> = chars.by_ref().take(2).collect();
        (row.text.split_whitespace().next().map(str::to_owned), suffix)
    };
    let (a, b) = (ends(first), ends(second));
    let is_pair = is_link(first) && is_link(second) && first.text != second.text && (a.0 == b.0 || a.1 == b.1);
    if is_pair { from..from + 2 } else { 0..0 }
}

/// The lines right below those links that lead to pages of a similar name, up to a blank line: "For the tree, see
/// Alder."
fn hints(rows: &[Row<'_>], from: usize) -> Range<usize> {
    let is_of_group = |row: &&Row<'_>| row.line.blanks == 0;
    let end = from + rows.iter().skip(from).take_while(is_of_group).count();
    let longest = rows[from..end].iter().map(|row| words(&row.text)).max().unwrap_or_default();
    let is_lower = rows.get(end).is_some_and(|text| words(&text.text) > longest);
    if end - from <= HINTS && longest <= HINT_WORDS && is_lower { from..end } else { 0..0 }
}

/// The lines of the list of contents, with its heading: entries that are numbered one by one, or stand below one
/// another, and come back as headings further down.
fn contents(rows: &[Row<'_>], headings: &HashSet<String>) -> Range<usize> {
    let lines: HashSet<&str> =
        rows.iter().map(|row| heading(&row.text).map_or(&*row.text, |heading| heading.0)).collect();
    let mut best = 0..0;
    let mut start = 0;
    while start < rows.len() {
        let mut last: Vec<u32> = Vec::new();
        let (mut end, mut known) = (start, 0);
        while let Some((number, title)) = rows.get(end).and_then(|row| entry(&row.text)) {
            if !follows(&last, &number) {
                break;
            }
            known += usize::from(lines.contains(title));
            last = number;
            end += 1;
        }
        if end == start {
            let is_entry = |row: &&Row<'_>| headings.contains(&*row.text);
            let unnumbered = rows[start..].iter().take_while(is_entry).count();
            (end, known) = (start + unnumbered, if unnumbered > ENTRIES { unnumbered } else { 0 });
        }
        if known >= ENTRIES && known * 3 >= (end - start) * 2 && end - start > best.len() {
            best = start..end;
        }
        start = end.max(start + 1);
    }
    let is_heading = |row: &Row<'_>| words(&row.text) <= 2 && !row.text.ends_with(ends_sentence);
    while !best.is_empty() && best.start > 0 && rows[best.start].line.blanks == 0 && is_heading(&rows[best.start - 1]) {
        best.start -= 1;
    }
    best
}

/// The number and the title of an entry of the contents: "2.1 Locks".
fn entry(text: &str) -> Option<(Vec<u32>, &str)> {
    let (number, title) = text.split_once(char::is_whitespace)?;
    let number: Option<Vec<u32>> = number.trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect();
    Some((number?, title.trim()))
}

/// Whether an entry of the contents may follow another: "2" and "1.1" follow "1".
fn follows(last: &[u32], next: &[u32]) -> bool {
    let Some((own, parents)) = next.split_last() else { return false };
    match last.get(parents.len()) {
        Some(before) => last.starts_with(parents) && *own == before + 1,
        None => last == parents && *own == 1,
    }
}

/// A text without the marks of notes, and these: brackets right behind a word or a sign that have a number, a letter or
/// a few words, and no letter behind them. `None` if there are none.
fn without_marks(text: &str) -> Option<(String, Vec<String>)> {
    let mut left = String::new();
    let mut marks = Vec::new();
    let (mut rest, mut is_after_mark) = (text, false);
    while let Some(start) = rest.find('[') {
        let is_behind = rest[..start].chars().next_back().map_or(!left.is_empty(), |c| !c.is_whitespace() && c != '(');
        let inner = &rest[start + 1..];
        let end = inner.find([']', '[']).filter(|end| *end <= MARK_BYTES && inner[*end..].starts_with(']'));
        let Some(end) = end else {
            left.push_str(&rest[..=start]);
            (rest, is_after_mark) = (inner, false);
            continue;
        };
        let after = &inner[end + 1..];
        let is_mark = is_behind && is_note(&inner[..end]) && !after.starts_with(is_alphanumeric);
        // The comma between two marks goes with them: "[2],[3]".
        let is_between = is_mark && is_after_mark && matches!(rest[..start].trim(), "," | ";");
        let kept = if is_between {
            0
        } else if is_mark {
            start
        } else {
            start + end + 2
        };
        left.push_str(&rest[..kept]);
        is_after_mark = is_mark;
        if is_mark {
            marks.push(rest[start..start + end + 2].to_owned());
        }
        rest = after;
    }
    left.push_str(rest);
    (!marks.is_empty()).then_some((left, marks))
}

/// Whether a text in brackets is the mark of a note: "12", "a", "note 3", "citation needed".
fn is_note(inner: &str) -> bool {
    let is_short = inner.chars().count() == 1 || inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_said = || words(inner) > 1 || inner.chars().count() > 3;
    !inner.is_empty()
        && inner.trim() == inner
        && inner != SIC
        && inner.starts_with(is_alphanumeric)
        && (is_short || is_said() && !inner.contains([',', '|']) && !inner.ends_with('.'))
}
