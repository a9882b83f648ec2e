//! Dates as pages write them: numbers in the usual orders, and the month names of the lexicon's languages.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Years that a page on the web may bear.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// A date is looked for among this many words at the start of a text.
const SEARCHED_WORDS: usize = 40;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The bytes that it takes.
    pub(crate) range: Range<usize>,
    /// `None` if day and month can't be told apart, as in 03/04/2024.
    pub(crate) date: Option<Date>,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        (YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }
}

impl std::fmt::Display for Date {
    /// ISO 8601.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The first date among the first words of a text.
pub(crate) fn find(text: &str) -> Option<Found> {
    let words: Vec<Word<'_>> = words(text).take(SEARCHED_WORDS).collect();
    words.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let (end, date) = read(text, a, b, c)?;
        Some(Found { range: a.start..end, date })
    })
}

/// A run of digits, or a run of letters.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    start: usize,
    text: &'a str,
    number: Option<u32>,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn month(&self) -> Option<u32> {
        static MONTHS: LazyLock<HashMap<&str, u32>> = LazyLock::new(months);
        if self.number.is_some() {
            return None;
        }
        MONTHS.get(self.text.to_lowercase().as_str()).copied()
    }
}

fn months() -> HashMap<&'static str, u32> {
    let lines = include_str!("months.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let (number, names) = line.split_once(' ').unwrap_or_default();
            let number = number.parse().unwrap_or(0);
            names.split(' ').map(move |name| (name, number))
        })
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(char::is_alphanumeric)?;
            let rest = &text[start..];
            let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
            let same = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphabetic() };
            let word = &rest[..rest.find(|c| !same(c)).unwrap_or(rest.len())];
            let word = if word.is_empty() { &rest[..rest.chars().next().map_or(1, char::len_utf8)] } else { word };
            from = start + word.len();
            // The ending of an ordinal (1st, 2nd) and the "de" of Spanish and Portuguese dates say nothing.
            if !matches!(word, "st" | "nd" | "rd" | "th" | "er" | "de" | "del" | "of") {
                return Some(Word { start, text: word, number: is_number.then(|| word.parse().unwrap_or(u32::MAX)) });
            }
        }
    })
}

/// Reads three neighbouring words as a date: where it ends, and the date unless it is ambiguous.
fn read(text: &str, a: &Word<'_>, b: &Word<'_>, c: &Word<'_>) -> Option<(usize, Option<Date>)> {
    if let (Some(x), Some(y), Some(z)) = (a.number, b.number, c.number) {
        let between = [&text[a.end()..b.start], &text[b.end()..c.start]];
        return Some((c.end(), numeric(x, y, z, between, c.text.len())?));
    }
    if let (Some(year), "年" | "년", Some(month)) = (a.number, b.text, c.number) {
        // The day follows the sign of the month: 2024年11月24日, 2024년 11월 24일.
        let rest = text[c.end()..].trim_start_matches(['月', '월', ' ']);
        let day = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let date = Date::new(year, month, day.parse().ok()?)?;
        return Some((text.len() - rest.len() + day.len(), Some(date)));
    }
    let date = match (a.number, a.month(), b.number, b.month(), c.number) {
        (Some(day), _, _, Some(month), Some(year)) if YEARS.contains(&year) => Date::new(year, month, day),
        (_, Some(month), Some(day), _, Some(year)) => Date::new(year, month, day),
        (Some(year), _, _, Some(month), Some(day)) => Date::new(year, month, day),
        _ => None,
    };
    date.map(|date| (c.end(), Some(date)))
}

fn numeric(x: u32, y: u32, z: u32, between: [&str; 2], last_digits: usize) -> Option<Option<Date>> {
    let [first, second] = between.map(str::trim);
    if first != second || !matches!(first, "-" | "/" | "." | "‐" | "–") {
        return None;
    }
    if YEARS.contains(&x) {
        return Date::new(x, y, z).map(Some);
    }
    let year = if last_digits == 2 { 2000 + z } else { z };
    match (Date::new(year, y, x), Date::new(year, x, y)) {
        (Some(day_first), _) if first == "." => Some(Some(day_first)),
        (Some(day_first), Some(month_first)) if day_first != month_first => Some(None),
        (None, None) => None,
        (one, other) => Some(one.or(other)),
    }
}

/// The date at the start of an ISO 8601 text, with the time if one follows: what `datetime` attributes and `<meta>` hold.
pub(crate) fn iso(text: &str) -> Option<&str> {
    let text = text.trim();
    let Found { range, date } = find(text)?;
    let date = date?;
    if range.start != 0 || text.get(..10)? != date.to_string() {
        return None;
    }
    let rest = &text[10..];
    let is_time = rest.starts_with(['T', ' ']) && rest[1..].bytes().all(|b| b.is_ascii_digit() || b":.+-Z".contains(&b));
    if rest.len() >= "T00:00".len() && is_time { Some(text) } else { Some(&text[..10]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_forms() {
        let cases = [
            ("24/11/2024", Some("2024-11-24")),
            ("11/24/2024 at noon", Some("2024-11-24")),
            ("2024-11-24", Some("2024-11-24")),
            ("24.11.24", Some("2024-11-24")),
            ("3.4.2024", Some("2024-04-03")),
            ("Published on November 24, 2024", Some("2024-11-24")),
            ("Sunday, 24th of November 2024", Some("2024-11-24")),
            ("24 de noviembre de 2024", Some("2024-11-24")),
            ("24. März 2024, 14:05 Uhr", Some("2024-03-24")),
            ("le 1er août 2024", Some("2024-08-01")),
            ("24 листопада 2024", Some("2024-11-24")),
            ("5 мая 2024 г.", Some("2024-05-05")),
            ("2024年11月24日", Some("2024-11-24")),
            ("2024년 11월 24일", Some("2024-11-24")),
            ("Chapter 12, 2024", None),
            ("31 February 2024", None),
            ("1.2.3", None),
            ("12-34-5678", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = find(text).map(|found| found.date.unwrap().to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn day_and_month_that_can_not_be_told_apart_are_not_guessed() {
        assert_eq!(find("03/04/2024"), Some(Found { range: 0..10, date: None }));
        assert_eq!(find("04/04/2024").unwrap().date.unwrap().to_string(), "2024-04-04");
    }

    #[test]
    fn iso_dates_keep_their_time() {
        let cases = [
            ("2024-11-24T10:00:00+02:00", Some("2024-11-24T10:00:00+02:00")),
            (" 2024-11-24 ", Some("2024-11-24")),
            ("2024-11-24 10:00", Some("2024-11-24 10:00")),
            ("2024-11-24, a Sunday", Some("2024-11-24")),
            ("24/11/2024", None),
            ("2024-13-01", None),
            ("yesterday", None),
        ];
        for (text, expected) in cases {
            assert_eq!(iso(text), expected, "{text}");
        }
    }
}
