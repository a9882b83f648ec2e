//! Dates as pages write them: numbers in the usual orders, and the month names of the lexicon's languages.

mod stamp;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::chars::{is_alphanumeric, is_word_char};

pub(crate) use stamp::Stamp;

/// Years that a page on the web may bear.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// How far the Buddhist calendar of Thailand is ahead. No page bears the years from 2443 to 2643 of any other.
const BUDDHIST_ERA: u32 = 543;
/// A date is looked for among this many words at the start of a text.
const SEARCHED_WORDS: usize = 40;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The bytes that it takes.
    pub(crate) range: Range<usize>,
    /// `None` if day and month can't be told apart, as in 03/04/2024.
    pub(crate) date: Option<Date>,
    /// The date if the day comes first, and if the month does.
    readings: [Date; 2],
    /// Its year has no century: 3/8/37 may be a size.
    is_short: bool,
}

/// Regions where the month comes first. English as such says nothing: pages of every region are declared so.
const MONTH_FIRST: &[&str] = &["en-PH", "en-US"];
/// Regions of English where the day comes first. Canada and South Africa have both orders.
const DAY_FIRST: &[&str] = &["en-AU", "en-GB", "en-IE", "en-IN", "en-NZ", "en-SG"];
/// Other languages that put the day first wherever they are spoken.
const DAY_FIRST_LANGUAGES: &[&str] = &[
    "ar", "bg", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hr", "id", "it", "nb", "nl", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sr", "tr", "uk", "vi",
];

impl Found {
    fn of(range: Range<usize>, readings: [Date; 2], is_short: bool) -> Found {
        let date = (readings[0] == readings[1]).then_some(readings[0]);
        Found { range, date, readings, is_short }
    }

    /// The date as they read it who write in the language, a tag such as `en-GB`.
    pub(crate) fn in_language(&self, tag: &str) -> Option<Date> {
        if self.is_short {
            return self.date;
        }
        let language = tag.split('-').next().unwrap_or_default();
        if MONTH_FIRST.contains(&tag) {
            return Some(self.readings[1]);
        }
        let is_day_first = DAY_FIRST.contains(&tag) || DAY_FIRST_LANGUAGES.contains(&language);
        if is_day_first { Some(self.readings[0]) } else { self.date }
    }
}

/// A day, unless the calendar or the web has none such.
fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = common_year(year)?.try_into().ok()?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Whether a page on the web may bear the year.
fn is_year(year: i16) -> bool {
    u32::try_from(year).is_ok_and(|year| YEARS.contains(&year))
}

/// The year of the Gregorian calendar, if a page may bear it.
fn common_year(year: u32) -> Option<u32> {
    [year, year.saturating_sub(BUDDHIST_ERA)].into_iter().find(|year| YEARS.contains(year))
}

/// The first date among the first words of a text.
pub(crate) fn find(text: &str) -> Option<Found> {
    if !has_two_numbers(text) {
        return None;
    }
    let mut words = words(text).take(SEARCHED_WORDS);
    let (mut a, mut b) = (words.next()?, words.next()?);
    words.find_map(|c| {
        let found = read(text, &a, &b, &c)
            .map(|(end, readings)| Found::of(a.start..end, readings, c.number.is_some_and(|year| year < 100)));
        (a, b) = (b, c);
        found
    })
}

/// Whether a text has two runs of digits, as all dates have and most texts have not.
fn has_two_numbers(text: &str) -> bool {
    let (mut runs, mut before) = (0, 0);
    for byte in text.bytes() {
        let is_digit = u32::from(byte.is_ascii_digit());
        runs += is_digit & !before;
        before = is_digit;
    }
    // The first bytes of digits that are no ASCII.
    let has_others = text.bytes().fold(false, |has, byte| has | matches!(byte, 0xd9 | 0xdb | 0xe0));
    let all = || text.split(|c| digit(c).is_none()).filter(|run| !run.is_empty());
    runs > 1 || has_others && all().nth(1).is_some()
}

static MONTHS: LazyLock<HashMap<&str, u32>> = LazyLock::new(months);

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
        if self.number.is_some() {
            return None;
        }
        MONTHS.get(self.text.trim_end_matches('.').to_lowercase().as_str()).copied()
    }

    fn is_thai(&self) -> bool {
        self.text.starts_with(is_thai)
    }
}

/// Whether the word names a month or a day of the week.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    static DAYS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("weekdays.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(|line| line.split(' ')).collect()
    });
    let lower = word.to_lowercase();
    DAYS.contains(lower.as_str()) || MONTHS.contains_key(lower.as_str())
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
            let start = from + text[from..].find(is_alphanumeric)?;
            let rest = &text[start..];
            let is_number = rest.starts_with(|c| digit(c).is_some());
            // Thai shortens its months to letters with points between them: ม.ค.
            let is_dotted = rest.starts_with(is_thai);
            let same = |c: char| match is_number {
                true => digit(c).is_some(),
                false => is_word_char(c) && !c.is_numeric() || is_dotted && c == '.',
            };
            let word = &rest[..rest.find(|c| !same(c)).unwrap_or(rest.len())];
            let word = if word.is_empty() { &rest[..rest.chars().next().map_or(1, char::len_utf8)] } else { word };
            from = start + word.len();
            // The ending of an ordinal (1st, 2nd), the "de" of Spanish dates and the like, and the name of the
            // Buddhist calendar say nothing.
            if !matches!(word, "st" | "nd" | "rd" | "th" | "er" | "de" | "del" | "of" | "tháng" | "năm" | "พ.ศ.")
            {
                return Some(Word { start, text: word, number: is_number.then(|| number(word)) });
            }
        }
    })
}

fn is_thai(char: char) -> bool {
    matches!(char, '\u{e01}'..='\u{e4e}')
}

/// The value of a decimal digit, be it Western, Arabic, Persian or Thai.
fn digit(char: char) -> Option<u32> {
    let zero = match char {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    Some(u32::from(char) - u32::from(zero))
}

/// The value of a run of digits, or the largest number there is.
fn number(digits: &str) -> u32 {
    let digits = digits.chars().filter_map(digit);
    digits.fold(0, |number: u32, digit| number.saturating_mul(10).saturating_add(digit))
}

/// Reads three neighbouring words as a date: where it ends, and its readings.
fn read(text: &str, a: &Word<'_>, b: &Word<'_>, c: &Word<'_>) -> Option<(usize, [Date; 2])> {
    if let (Some(x), Some(y), Some(z)) = (a.number, b.number, c.number) {
        let between = [&text[a.end()..b.start], &text[b.end()..c.start]];
        return Some((c.end(), numeric(x, y, z, between, c.text.chars().count())?));
    }
    if let (Some(year), "年" | "년", Some(month)) = (a.number, b.text, c.number) {
        // The day follows the sign of the month: 2024年11月24日, 2024년 11월 24일.
        let rest = text[c.end()..].trim_start_matches(['月', '월', ' ']);
        let day = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let date = self::day(year, month, day.parse().ok()?)?;
        let end = rest[day.len()..].trim_start_matches(['日', '일']);
        return Some((text.len() - end.len(), [date; 2]));
    }
    let date = match (a.number, b.number, c.number) {
        (None, Some(day), Some(year)) => self::day(year, a.month()?, day),
        // Thai news writes 14 ม.ค. 68 for 2568.
        (Some(day), None, Some(year)) if year < 100 && b.is_thai() => self::day(2500 + year, b.month()?, day),
        (Some(first), None, Some(last)) => {
            let month = b.month()?;
            day(last, month, first).or_else(|| day(first, month, last))
        }
        _ => None,
    };
    date.map(|date| (c.end(), [date; 2]))
}

/// The readings of three numbers.
fn numeric(x: u32, y: u32, z: u32, between: [&str; 2], last_digits: usize) -> Option<[Date; 2]> {
    let [first, second] = between.map(str::trim);
    // 24 tháng 11 năm 2024.
    let is_vietnamese = first.starts_with("tháng") && (second.starts_with("năm") || second == ",");
    if !is_vietnamese && (first != second || !matches!(first, "-" | "/" | "." | "‐" | "–")) {
        return None;
    }
    if common_year(x).is_some() {
        return day(x, y, z).map(|date| [date; 2]);
    }
    let year = if last_digits == 2 { 2000 + z } else { z };
    let (day_first, month_first) = (day(year, y, x), day(year, x, y));
    let month_first = month_first.filter(|_| day_first.is_none() || !(first == "." || is_vietnamese));
    Some([day_first.or(month_first)?, month_first.or(day_first)?])
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
            ("נכתב ב-14 בינואר 2025", Some("2025-01-14")),
            ("6 فبراير 2023", Some("2023-02-06")),
            ("٦ شباط ٢٠٢٣", Some("2023-02-06")),
            ("14 มกราคม 2025", Some("2025-01-14")),
            ("วันที่ 14 กุมภาพันธ์ พ.ศ. 2568", Some("2025-02-14")),
            ("วันที่ 14 กุมภาพันธ์ 2568", Some("2025-02-14")),
            ("๑๔ ม.ค. ๒๕๖๘", Some("2025-01-14")),
            ("14 ม.ค. 68 เวลา 10:30 น.", Some("2025-01-14")),
            ("14/01/2568", Some("2025-01-14")),
            ("Thứ Hai, ngày 3 tháng 4 năm 2024", Some("2024-04-03")),
            ("24/11/2024 08:30", Some("2024-11-24")),
            ("14 January 3025", None),
            ("14 January 68", None),
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
    fn a_date_takes_its_last_sign() {
        for text in ["2024年11月24日", "2024년 11월 24일", "14 ม.ค. 68", "24. März 2024"] {
            assert_eq!(find(text).unwrap().range, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn day_and_month_that_can_not_be_told_apart_are_not_guessed() {
        let found = find("03/04/2024").unwrap();
        assert_eq!((found.range.clone(), found.date), (0..10, None));
        for (language, expected) in [
            ("en-US", Some("2024-03-04")),
            ("en-GB", Some("2024-04-03")),
            ("fr", Some("2024-04-03")),
            ("es-MX", Some("2024-04-03")),
            ("en", None),
            ("en-CA", None),
            ("ja", None),
        ] {
            assert_eq!(found.in_language(language).map(|date| date.to_string()).as_deref(), expected, "{language}");
        }
        assert_eq!(find("3/8/37").unwrap().in_language("en-US"), None);
        assert_eq!(find("25/04/2024").unwrap().in_language("en-US").unwrap().to_string(), "2024-04-25");
        assert_eq!(find("04/04/2024").unwrap().date.unwrap().to_string(), "2024-04-04");
    }
}
