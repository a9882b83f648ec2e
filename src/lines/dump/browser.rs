//! Pages as browsers for terminals dump them (`lynx -dump`, `w3m -dump`, `elinks -dump`): links are numbered in front
//! of their text, their addresses follow at the end, and pictures, buttons and fields are drawn with brackets.

use std::borrow::Cow;

use super::rows::{Row, Rows, groups, words};
use crate::chars::FULL_STOPS;
use crate::cruft::Cruft;
use crate::lines::classify::mark_items;
use crate::lines::code::is_for_machines;
use crate::lines::joining::Words;
use crate::lines::line::Line;
use crate::lines::wrap::{len, paragraphs, widths};

/// A list of addresses has a heading of at most this many words: "References", "Visible links:". Set by hand.
const HEADING_WORDS: usize = 4;
/// Number of links in front of their texts that show a dump by themselves, if it has lost its list of addresses; half
/// of them stand within lines. Set by hand.
const LINKS: usize = 8;
/// A row of at least this many links and nothing else is a menu. Set by hand.
const MENU_LINKS: usize = 3;
/// The most words of a link in a menu. Set by hand.
const MENU_WORDS: usize = 4;
/// A field to write in is drawn by at least this many underscores in a row.
const FIELD: &str = "________";
/// What dumps set in the place of pictures and frames without a text.
const PICTURES: &[&str] = &["[IMG]", "[IMAGE]", "[INLINE]", "[ISMAP]", "[EMBED]", "[LINK]", "[USEMAP]"];
/// The endings of the names of pictures.
const ENDINGS: &[&str] = &[".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];
/// What the links begin with that come from the head of the page or lead to a frame, and not from its text.
const HEADS: &[&str] = &["#[", "IFRAME: [", "Link: ["];
/// What `w3m` sets around text that was inserted or deleted.
const CHANGES: &[&str] = &["[INS:", ":INS]", "[DEL:", ":DEL]"];
/// What `lynx` sets in front of the text of a button.
const BUTTON: &str = "(BUTTON)";
/// The columns by which `lynx` and `elinks` indent everything but headings.
const MARGIN: usize = 3;
/// Widths at which dumps are wrapped, in characters. Set by hand.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=200;

/// Whether a text has a sign of a browser's dump: the number of a link, a picture, or a text that was changed.
pub(super) fn has_signs(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| {
        line.text.contains('[')
            && (Mark::first(line.text).is_some() || CHANGES.iter().any(|sign| line.text.contains(sign)))
            || PICTURES.contains(&line.text)
    })
}

/// Takes out what a browser added to a page: the list of addresses, the numbers of links, menus, pictures, buttons and
/// fields. Joins the lines of each paragraph. Leaves other texts as they are, but for pictures and changes.
pub(super) fn read(rows: &mut Rows<'_>) {
    let is_numbered = addresses(&mut rows.all) || has_numbered_links(&rows.all);
    for row in rows.all.iter_mut().filter(|row| row.kind.is_none()) {
        if PICTURES.contains(&&*row.text) {
            row.kind = Some(Cruft::Caption);
        }
        without_changes(row);
    }
    if !is_numbered {
        return;
    }
    let is_indented = |row: &&Row<'_>| row.line.indent >= MARGIN;
    if rows.all.iter().filter(is_indented).count() * 2 > rows.all.len() {
        rows.margin = MARGIN;
    }
    unwrap(&mut rows.all);
    let prose = rows.all.iter().position(|row| row.join.is_some()).unwrap_or_default();
    mark_lists(&mut rows.all[..prose]);
    let mut last = 0;
    for row in rows.all.iter_mut().filter(|row| row.kind.is_none()) {
        let (text, links) = without_marks(&row.text, &mut last);
        let (text, pictures) = without_pictures(&text);
        let is_menu = || is_menu(&row.text) || links > 0 && HEADS.iter().any(|head| row.text.starts_with(head));
        let is_control = || text.contains(FIELD) || text.starts_with(BUTTON) && words(&text) <= HEADING_WORDS;
        if row.join.is_none() && (is_menu() || is_control()) {
            row.kind = Some(Cruft::Navigation);
        } else if links > 0 || !pictures.is_empty() {
            row.text = Cow::Owned(text);
            row.pieces.extend(pictures.into_iter().map(|picture| (picture, Cruft::Caption)));
        }
    }
}

/// Takes out the items of lists that are nothing but a short link. Above the first paragraph they are a menu.
fn mark_lists(rows: &mut [Row<'_>]) {
    for row in rows.iter_mut().filter(|row| row.kind.is_none()) {
        let item = row.text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
        let is_link = Mark::first(item).is_some_and(|mark| mark.start == 0) && marks(item).count() == 1;
        if is_link && item.len() < row.text.len() && words(item) <= MENU_WORDS {
            row.kind = Some(Cruft::Navigation);
        }
    }
}

/// The number of a link in a text, in brackets.
struct Mark {
    start: usize,
    end: usize,
    number: usize,
}

impl Mark {
    /// The first number in brackets of a text that stands in front of a word, as that of a link does. The mark of a
    /// note stands behind one.
    fn first(text: &str) -> Option<Mark> {
        text.match_indices('[').find_map(|(start, _)| Mark::at(text, start))
    }

    /// The number in brackets whose opening bracket is at this offset, if it stands in front of a word and not behind
    /// one.
    fn at(text: &str, start: usize) -> Option<Mark> {
        let digits = text[start + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = start + 1 + digits;
        let is_behind_word = text[..start].ends_with(char::is_alphanumeric);
        let after = text[end..].strip_prefix(']').unwrap_or(" ");
        let is_mark = (1..=5).contains(&digits)
            && !is_behind_word
            && after.starts_with(|c: char| !c.is_whitespace() && !"],.;:)".contains(c));
        is_mark.then(|| Mark { start, end: end + 1, number: text[start + 1..end].parse().unwrap_or_default() })
    }
}

/// The numbers in brackets in front of words, with the text before each.
fn marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mark = Mark::first(rest)?;
        let before = &rest[..mark.start];
        rest = &rest[mark.end..];
        Some((mark.number, before))
    })
}

/// Takes out the list of addresses at the end of a dump, and returns whether there is one: lines of a number that grows
/// from 1 and an address, below a heading, while the text has links with these numbers.
fn addresses(rows: &mut [Row<'_>]) -> bool {
    let is_heading = |row: &Row<'_>| words(&row.text) <= HEADING_WORDS && !row.text.contains(char::is_numeric);
    let mut numbers: Vec<usize> = Vec::new();
    let mut start = rows.len();
    while let Some(index) = start.checked_sub(1) {
        // An entry may have the title of its page, and the address on the next line.
        let is_second_line = is_address(&rows[index].text);
        let index = if is_second_line { index.saturating_sub(1) } else { index };
        match address(&rows[index].text).or_else(|| Some(list_number(&rows[index].text)?.0).filter(|_| is_second_line))
        {
            Some(number) if numbers.last().is_none_or(|below| number < *below) => numbers.push(number),
            // A heading within the list: "Hidden links:".
            None if !numbers.is_empty() && is_heading(&rows[index]) && numbers.last() != Some(&1) => {}
            _ => break,
        }
        start = index;
    }
    let Some(heading) = start.checked_sub(1).filter(|_| numbers.last() == Some(&1)) else { return false };
    // The list may have a heading of its own and one for its first part.
    let is_second = |index: &usize| is_heading(&rows[*index]) && rows[heading].text.ends_with(':');
    let first = heading.checked_sub(1).filter(is_second).unwrap_or(heading);
    let most = numbers.first().copied().unwrap_or_default();
    let mut last = 0;
    let mut found = 0;
    for row in &rows[..first] {
        for (number, _) in marks(&row.text).filter(|(number, _)| *number <= most) {
            found += usize::from(number > last);
            last = last.max(number);
        }
    }
    if !is_heading(&rows[heading]) || found == 0 || found * 2 < numbers.len().min(most) && found < LINKS {
        return false;
    }
    rows[first..].iter_mut().for_each(|row| row.kind = Some(Cruft::Navigation));
    true
}

/// The number of a line of the list of addresses: `12. https://harbour.example/`, `[12] https://harbour.example/`.
fn address(text: &str) -> Option<usize> {
    list_number(text).filter(|(_, rest)| is_address(rest)).map(|(number, _)| number)
}

/// The number that a line begins with, and the rest of it.
fn list_number(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.split_once(char::is_whitespace)?;
    let number = number.strip_suffix('.').or_else(|| number.strip_prefix('[')?.strip_suffix(']'))?;
    Some((number.parse().ok()?, rest.trim_start()))
}

/// Whether a text is nothing but an address.
fn is_address(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        let is_scheme = scheme.len() > 2 && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
        is_scheme && (!rest.contains(' ') && !rest.is_empty() || rest.starts_with("//") || scheme == "javascript")
    })
}

/// Whether a dump that has lost its list of addresses has links, numbered one by one.
fn has_numbered_links(rows: &[Row<'_>]) -> bool {
    let (mut last, mut links, mut within) = (0, 0, 0);
    for row in rows {
        for (number, before) in marks(&row.text) {
            if number == last + 1 {
                links += 1;
                within += usize::from(before.contains(char::is_alphanumeric));
                last = number;
            }
        }
    }
    links >= LINKS && within * 2 >= links
}

/// A text without the numbers of links, and how many it had. Numbers grow: one that is not greater than the `last` is a
/// part of the text, and behind a word stands only the next one.
fn without_marks(text: &str, last: &mut usize) -> (String, usize) {
    let mut left = String::with_capacity(text.len());
    let (mut rest, mut links) = (text, 0);
    while let Some(start) = rest.find('[') {
        let (before, at) = rest.split_at(start);
        let next = format!("[{}]", *last + 1);
        let mark = Mark::at(at, 0).filter(|mark| mark.number > *last);
        let is_free = !before.ends_with(char::is_alphanumeric);
        let end = match mark {
            Some(mark) if is_free => mark.end,
            _ if at.starts_with(&next) && at[next.len()..].starts_with(char::is_alphanumeric) => next.len(),
            _ => 0,
        };
        left.push_str(before);
        if end > 0 {
            *last = at[1..end - 1].parse().unwrap_or(*last);
            links += 1;
            // Two links without a space between them are two words.
            if !is_free {
                left.push(' ');
            }
        }
        let kept = if end > 0 { 0 } else { 1 };
        left.push_str(&at[..kept]);
        rest = &at[end + kept..];
    }
    left.push_str(rest);
    // What lynx sets in front of the links of the head.
    if links > 0 && left.starts_with('#') && !left.starts_with("# ") {
        left.remove(0);
    }
    (left, links)
}

/// Whether a line is a row of links and nothing else.
fn is_menu(text: &str) -> bool {
    let mut links = 0;
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
    while let Some(mark) = Mark::first(rest) {
        if links == 0 && mark.start > 0 || words(&rest[..mark.start]) > MENU_WORDS {
            return false;
        }
        links += 1;
        rest = &rest[mark.end..];
    }
    links >= MENU_LINKS && words(rest) <= MENU_WORDS && !rest.ends_with(FULL_STOPS)
}

/// Takes the names of pictures in brackets out of a text: `[logo.png]`, `[IMG]`. In a text of nothing else, a name is
/// known without its ending: `[boat-libra] [spacer]`.
fn without_pictures(text: &str) -> (String, Vec<String>) {
    let is_alone = text.split_whitespace().all(|word| word.starts_with('[') && word.ends_with(']'));
    let mut left = String::with_capacity(text.len());
    let mut pictures = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let inner = &rest[start + 1..];
        let len = inner
            .find(|c: char| c == '[' || c == ']' || c.is_whitespace())
            .filter(|len| inner[*len..].starts_with(']'));
        let end = len.map_or(start + 1, |len| start + len + 2);
        let is_picture = len.is_some_and(|len| {
            let name = inner[..len].to_lowercase();
            name.contains(char::is_alphabetic) && is_alone
                || ENDINGS.iter().any(|ending| name.ends_with(ending))
                || PICTURES.contains(&&rest[start..end])
        });
        left.push_str(&rest[..if is_picture { start } else { end }]);
        if is_picture {
            pictures.push(rest[start..end].to_owned());
        }
        rest = &rest[end..];
    }
    left.push_str(rest);
    (left.trim().to_owned(), pictures)
}

/// Takes the signs around changes out of a line.
fn without_changes(row: &mut Row<'_>) {
    for sign in CHANGES {
        if row.text.contains(sign) {
            let apart = row.text.replace(&format!("{sign}["), &format!("{sign} ["));
            row.text = Cow::Owned(apart.replace(sign, "").trim().to_owned());
            row.pieces.push(((*sign).to_owned(), Cruft::Navigation));
        }
    }
}

/// Joins the lines of each paragraph. A dump is wrapped as a whole, so that its longest lines show the width where a
/// part of it does not.
fn unwrap(rows: &mut [Row<'_>]) {
    let groups = groups(rows);
    let mut lines: Vec<Line<'_>> = rows.iter().map(|row| row.line).collect();
    groups.iter().for_each(|group| mark_items(&mut lines[group.clone()]));
    let found = widths(groups.iter().map(|group| &lines[group.clone()]));
    let longest = groups.iter().flat_map(|group| &lines[group.clone()]).map(len);
    let longest = longest.filter(|len| WIDTHS.contains(len)).max();
    let known = Words::of(&lines);
    for (group, width) in groups.into_iter().zip(found) {
        if is_for_machines(&lines[group.clone()]) {
            continue;
        }
        let mut index = group.start;
        for paragraph in paragraphs(&lines[group], width.or(longest)) {
            for (pair, row) in paragraph.windows(2).zip(&mut rows[index + 1..]) {
                row.join = Some(known.joint(&pair[0], &pair[1]));
            }
            index += paragraph.len();
        }
    }
}
