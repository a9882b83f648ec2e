//! Printed pages as text, as `pdftotext` and the like write them: form feeds, page numbers, and heads and feet that
//! come back on every page; lines as long as the type allows, with words broken at their ends; paragraphs that go on
//! over a page break.

use std::collections::HashMap;

use super::rows::{FORM_FEED, Row, Rows, groups, words};
use crate::chars::{LINE_ENDS, closes_quotation_or_bracket};
use crate::cruft::Cruft;
use crate::lines::classify::{is_item, is_rule, mark_items};
use crate::lines::code::is_for_machines;
use crate::lines::joining::Words;
use crate::lines::line::Line;
use crate::lines::wrap::len;

/// The lines at the top of a page, and as many at its bottom, that may be its head or foot. Set by hand.
const EDGE_LINES: usize = 3;
/// A head or foot has at most this many words. Set by hand.
const EDGE_WORDS: usize = 16;
/// A line is a head or foot if it comes back on at least this many pages. Set by hand.
const EDGE_PAGES: usize = 3;
/// Page numbers, and lines with one, are enough on two pages if the document has no more than this many. Set by hand.
const SHORT_PAGES: usize = 3;
/// Of the pages between the first and the last with a head, at least one in this many has it: left and right pages may
/// have heads of their own, and chapters begin without one. Set by hand.
const PAGES_PER_EDGE: usize = 3;
/// Without form feeds, at least this many page numbers in a row show where the pages end. Set by hand.
const LONE_NUMBERS: usize = 4;
/// Without form feeds, a page has this many lines, those that are blank not counted. Set by hand.
const PAGE_LINES: std::ops::RangeInclusive<usize> = 3..=120;
/// Numbers in a head or foot that may be the page's; later ones are not looked at. Set by hand.
const EDGE_NUMBERS: usize = 4;
/// A line that begins or ends with the number of its page is a head or foot, whatever else it says, if it has at most
/// this many words and is the first or last of its page. Set by hand.
const NUMBERED_WORDS: usize = 10;
/// The widths of lines of type, in characters. Set by hand.
const WIDTHS: std::ops::RangeInclusive<usize> = 28..=140;
/// A line of type that goes on in the next has at least this share of the width: letters are not all as wide. Set by
/// hand.
const FULL_SHARE: f32 = 0.75;
/// A line that ends as a sentence does and has less than this share of the width ends its paragraph. Set by hand.
const END_SHARE: f32 = 0.92;
/// In a paragraph at least this share of the lines but the last go on; in verse fewer do. Set by hand.
const PROSE_SHARE: f32 = 0.6;
/// Cells of a row of a table are this far apart.
const GAP: &str = "   ";

/// Whether a text may be printed pages.
pub(super) fn has_signs(text: &str, lines: &[Line<'_>]) -> bool {
    text.contains(FORM_FEED) || lines.iter().filter(|line| lone_number(line.text).is_some()).count() >= LONE_NUMBERS
}

/// Takes the heads and feet out of printed pages, and joins the lines of each paragraph. Leaves a text without pages as
/// it is.
pub(super) fn read(rows: &mut Rows<'_>) {
    let has_feeds = rows.all.last().is_some_and(|row| row.page > 0);
    if !has_feeds && !number_pages(&mut rows.all) {
        return;
    }
    let edges = mark_edges(&mut rows.all, has_feeds);
    if let Some(head) = rows.all.first().filter(|row| row.kind.is_some() && !row.text.contains(char::is_numeric)) {
        rows.title = Some(head.text.to_string());
    }
    let breaks = breaks(&rows.all);
    let is_mid_sentence = |(last, first): &(usize, usize)| {
        !ends_sentence(&rows.all[*last].text) && rows.all[*first].text.starts_with(char::is_lowercase)
    };
    if edges > 0 || breaks.iter().any(is_mid_sentence) {
        unwrap(&mut rows.all, &breaks);
    }
}

/// Finds the pages of a text without form feeds by page numbers that stand alone, each beside the same head or foot,
/// and sets [`Row::page`]. Returns whether there are any.
fn number_pages(rows: &mut [Row<'_>]) -> bool {
    let numbers = rows.iter().enumerate().filter_map(|(index, row)| Some((index, lone_number(&row.text)?)));
    let mut runs: Vec<Vec<(usize, u32)>> = Vec::new();
    for (index, number) in numbers {
        let goes_on = |last: &(usize, u32)| number == last.1 + 1 && PAGE_LINES.contains(&(index - last.0));
        match runs.last_mut().filter(|run| run.last().is_some_and(goes_on)) {
            Some(run) => run.push((index, number)),
            None => runs.push(vec![(index, number)]),
        }
    }
    let Some(run) = runs.into_iter().max_by_key(Vec::len).filter(|run| run.len() >= LONE_NUMBERS) else { return false };
    let comes_back = |step: isize| {
        let mut beside: HashMap<&str, usize> = HashMap::new();
        let texts = run.iter().filter_map(|(index, _)| rows.get(index.checked_add_signed(step)?));
        texts.filter(|row| row.text.contains(char::is_alphabetic)).for_each(|row| {
            *beside.entry(row.line.text).or_default() += 1;
        });
        beside.into_values().any(|count| count >= EDGE_PAGES)
    };
    if !comes_back(1) && !comes_back(-1) {
        return false;
    }
    let mut ends = run.iter().map(|(index, _)| *index).peekable();
    let mut page = 0;
    for (index, row) in rows.iter_mut().enumerate() {
        row.page = page;
        page += usize::from(ends.next_if_eq(&index).is_some());
    }
    true
}

/// The number that a line is, with signs around it at most: `12`, `- 12 -`, `[12]`.
fn lone_number(line: &str) -> Option<u32> {
    let number = line.trim_matches(|c: char| c.is_whitespace() || "-–—[]()|·.".contains(c));
    (number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.parse().ok())?
}

/// How often a head or foot comes back.
struct Edge {
    pages: usize,
    first: usize,
    last: usize,
}

/// Takes out the heads and feet of pages, and returns how many there are: lines at the same end of several pages that
/// are the same, or the same but for a number that grows as the pages do.
fn mark_edges(rows: &mut [Row<'_>], has_feeds: bool) -> usize {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.kind.is_none()) {
        match pages.last_mut().filter(|page| page.last().is_some_and(|last| rows[*last].page == row.page)) {
            Some(page) => page.push(index),
            None => pages.push(vec![index]),
        }
    }
    let mut edges: HashMap<(bool, String), Edge> = HashMap::new();
    let mut candidates: Vec<(usize, (bool, String))> = Vec::new();
    for page in &pages {
        let bottom = page.len().saturating_sub(EDGE_LINES).max(page.len().div_ceil(2));
        let top = page.len().min(EDGE_LINES).min(page.len().div_ceil(2));
        let ends = page[..top].iter().map(|row| (*row, true)).chain(page[bottom..].iter().map(|row| (*row, false)));
        for (index, is_top) in ends {
            let row = &rows[index];
            let is_outer = index == page[if is_top { 0 } else { page.len() - 1 }];
            let numbered = if is_outer { numbered(row) } else { Vec::new() };
            for key in keys(row, is_top).into_iter().chain(numbered) {
                let key = (is_top, key);
                let new = || Edge { pages: 0, first: row.page, last: usize::MAX };
                let edge = edges.entry(key.clone()).or_insert_with(new);
                edge.pages += usize::from(edge.last != row.page);
                edge.last = row.page;
                candidates.push((index, key));
            }
        }
    }
    let is_short = has_feeds && (2..=SHORT_PAGES).contains(&pages.len());
    let mut count = 0;
    for (index, key) in candidates {
        let is_enough = edges.get(&key).is_some_and(|edge| {
            let is_everywhere = is_short && key.1.contains(NUMBER) && edge.pages == pages.len();
            edge.pages >= EDGE_PAGES && edge.pages * PAGES_PER_EDGE > edge.last - edge.first || is_everywhere
        });
        if is_enough && rows[index].kind.is_none() {
            rows[index].kind = Some(Cruft::Navigation);
            count += 1;
        }
    }
    count
}

/// What stands for the page's own number in the keys of heads and feet.
const NUMBER: char = '\u{0}';

/// What the heads and feet of different pages are compared by: the text, and the text with each of its numbers counted
/// from the page's.
fn keys(row: &Row<'_>, is_top: bool) -> Vec<String> {
    let text = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words(&text) > EDGE_WORDS {
        return Vec::new();
    }
    let page = i64::try_from(row.page).unwrap_or_default();
    let mut keys = Vec::new();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(number) = roman(bare).filter(|_| !is_top) {
        keys.push(format!("{NUMBER}roman {}", number - page));
    } else if text.contains(char::is_alphabetic) {
        keys.push(text.clone());
    }
    let mut from = 0;
    for _ in 0..EDGE_NUMBERS {
        let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) else { break };
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |len| start + len);
        if let Ok(number) = text[start..end].parse::<i64>() {
            keys.push(format!("{}{NUMBER}{}{}", &text[..start], number.saturating_sub(page), &text[end..]));
        }
        from = end;
    }
    keys
}

/// What the first or last lines of different pages are compared by if they begin or end with a number: how far it is
/// from that of the page. Left and right pages may have other words beside it.
fn numbered(row: &Row<'_>) -> Vec<String> {
    let text: Vec<&str> = row.text.split_whitespace().collect();
    let ends = [text.first(), text.last()];
    let page = i64::try_from(row.page).unwrap_or_default();
    let numbers = ends.into_iter().enumerate().filter_map(|(end, word)| {
        let number: i64 = word.filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
        Some(format!("{NUMBER}end {}", number.saturating_sub(page))).filter(|_| end == 0 || text.len() > 1)
    });
    if text.len() <= NUMBERED_WORDS { numbers.collect() } else { Vec::new() }
}

/// The value of a Roman numeral of the pages in front of a book, from i to about xl.
fn roman(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 7 || !text.bytes().all(|byte| b"ivxl".contains(&byte)) {
        return None;
    }
    let value = |byte: u8| match byte {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        _ => 50,
    };
    let values: Vec<i64> = text.bytes().map(value).collect();
    let signed = values.iter().enumerate().map(|(at, value)| match values.get(at + 1) {
        Some(next) if next > value => -value,
        _ => *value,
    });
    Some(signed.sum())
}

/// The page breaks: the last line that is left before each, and the first behind it.
fn breaks(rows: &[Row<'_>]) -> Vec<(usize, usize)> {
    let left: Vec<usize> = (0..rows.len()).filter(|index| rows[*index].kind.is_none()).collect();
    left.windows(2).filter(|pair| rows[pair[0]].page != rows[pair[1]].page).map(|pair| (pair[0], pair[1])).collect()
}

/// Joins the lines of each paragraph, those on two pages included.
fn unwrap(rows: &mut [Row<'_>], breaks: &[(usize, usize)]) {
    let lines: Vec<Line<'_>> = rows.iter().map(|row| row.line).collect();
    let known = Words::of(&lines);
    let mut lens: Vec<usize> =
        rows.iter().filter(|row| row.kind.is_none() && words(&row.text) > 2).map(|row| len(&row.line)).collect();
    lens.sort_unstable();
    let width = lens.get(lens.len() * 9 / 10).copied().unwrap_or_default();
    if !WIDTHS.contains(&width) {
        return;
    }
    let mut prose = vec![false; rows.len()];
    for group in groups(rows) {
        let mut group_lines = lines[group.clone()].to_vec();
        let is_table = group_lines.iter().filter(|line| line.text.contains(GAP)).count() * 2 > group_lines.len();
        if is_table || is_for_machines(&group_lines) {
            continue;
        }
        mark_items(&mut group_lines);
        let goes_on: Vec<bool> = group_lines.windows(2).map(|pair| goes_on(&pair[0], &pair[1], width)).collect();
        let full =
            group_lines.split_last().map_or(0, |(_, others)| others.iter().filter(|line| is_full(line, width)).count());
        if (full as f32) < PROSE_SHARE * goes_on.len() as f32 {
            continue;
        }
        prose[group.clone()].fill(true);
        for (index, pair) in group.clone().skip(1).zip(group_lines.windows(2)) {
            rows[index].join = goes_on[index - group.start - 1].then(|| known.joint_in_print(&pair[0], &pair[1]));
        }
    }
    for &(last, first) in breaks.iter().filter(|(last, first)| prose[*last] && prose[*first]) {
        let begins_item = is_item(lines[first].text);
        let may_go_on = is_broken(&lines[last], &lines[first])
            || !ends_sentence(lines[last].text)
                && (is_full(&lines[last], width) || lines[first].text.starts_with(char::is_lowercase))
                && lines[last].text.contains(' ');
        if may_go_on && !begins_item {
            rows[first].join = Some(known.joint_in_print(&lines[last], &lines[first]));
        } else {
            rows[first].is_apart = true;
        }
    }
}

/// Whether a line of type goes on in the next one.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let is_indented = next.indent > line.indent && line.item.is_none();
    let is_last = ends_sentence(line.text) && (len(line) as f32) < END_SHARE * width as f32;
    next.item.is_none()
        && !is_indented
        && !is_rule(line.text)
        && (is_broken(line, next) || is_full(line, width) && !is_last)
}

/// Whether a line of type is long enough to go on in the next one.
fn is_full(line: &Line<'_>, width: usize) -> bool {
    len(line) as f32 >= FULL_SHARE * width as f32
}

/// Whether a word is broken between two lines.
fn is_broken(line: &Line<'_>, next: &Line<'_>) -> bool {
    let before = line.text.strip_suffix(['-', '\u{2010}', '\u{ac}', '\u{ad}']);
    before.is_some_and(|word| word.ends_with(char::is_alphabetic)) && next.text.starts_with(char::is_lowercase)
}

/// Whether a line ends as a sentence does, in a closing quotation mark or bracket perhaps.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(closes_quotation_or_bracket).ends_with(LINE_ENDS)
}
