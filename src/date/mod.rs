//! Dates as pages write them: numbers in the usual orders, and numbers with the names of months in many languages.

mod stamp;

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::chars::{is_alphanumeric, is_word_char};
use crate::words::WORDS;
use crate::words::word_map::WordMap;

pub(crate) use stamp::Stamp;

/// The years that are read as the year of a date on a page. Set by hand.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// The number of years that the Buddhist calendar of Thailand is ahead of the Gregorian one. No page has a year from
/// 2443 to 2643 of any other calendar.
const BUDDHIST_ERA: u32 = 543;
/// The number of words at the start of a text in which a date is looked for. Set by hand.
const SEARCHED_WORDS: usize = 40;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// The date; `None` if day and month can't be told apart, as in 03/04/2024.
    pub(crate) date: Option<Date>,
    /// The date if the day comes first, and the date if the month comes first.
    readings: [Date; 2],
    /// Whether its year has no century. Such a text may be something else: 3/8/37 may be a size.
    is_short: bool,
}

impl Found {
    /// A date with its two readings, which are the same if the order of day and month is certain.
    fn of(range: Range<usize>, readings: [Date; 2], is_short: bool) -> Found {
        let date = (readings[0] == readings[1]).then_some(readings[0]);
        Found { range, date, readings, is_short }
    }

    /// The date as readers of a language read it, which is given by a tag such as `en-GB`.
    ///
    /// "en" alone says nothing, because pages of every region declare it; nor do Canada and South Africa, which have
    /// both orders.
    pub(crate) fn in_language(&self, tag: &str) -> Option<Date> {
        if self.is_short {
            return self.date;
        }
        let language = tag.split('-').next().unwrap_or_default();
        if WORDS.month_first.contains(&tag) {
            return Some(self.readings[1]);
        }
        let is_day_first = WORDS.day_first.contains(&tag) || WORDS.day_first.contains(&language);
        if is_day_first { Some(self.readings[0]) } else { self.date }
    }
}

/// The date of a year, a month and a day; `None` if the calendar has no such day, or no page has such a year.
fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = common_year(year)?.try_into().ok()?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Whether a page may have this year.
fn is_year(year: i16) -> bool {
    u32::try_from(year).is_ok_and(|year| YEARS.contains(&year))
}

/// The year in the Gregorian calendar of a year in that or in the Buddhist one; `None` if no page may have it.
fn common_year(year: u32) -> Option<u32> {
    [year, year.saturating_sub(BUDDHIST_ERA)].into_iter().find(|year| YEARS.contains(year))
}

/// The first date among the first [`SEARCHED_WORDS`] words of a text.
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

/// Whether a text has two runs of digits. All dates have them, and most texts don't.
fn has_two_numbers(text: &str) -> bool {
    // All digits of ASCII, and the first bytes, in UTF-8, of the others. The whole text is looked at without a branch,
    // many bytes at a time.
    let may_be_digit = |byte: u8| byte.is_ascii_digit() | matches!(byte, 0xd9 | 0xdb | 0xe0);
    let may_have = text.bytes().fold(false, |has, byte| has | may_be_digit(byte));
    may_have && text.split(|c| digit(c).is_none()).filter(|run| !run.is_empty()).nth(1).is_some()
}

/// The names of the months, with the number of the month.
static MONTHS: LazyLock<WordMap<u32>> = LazyLock::new(|| {
    let months = [
        &WORDS.january,
        &WORDS.february,
        &WORDS.march,
        &WORDS.april,
        &WORDS.may,
        &WORDS.june,
        &WORDS.july,
        &WORDS.august,
        &WORDS.september,
        &WORDS.october,
        &WORDS.november,
        &WORDS.december,
    ];
    WordMap::of(months.into_iter().zip(1..).flat_map(|(names, number)| names.iter().map(move |name| (*name, number))))
});

/// The names of the days of the week.
static WEEKDAYS: LazyLock<WordMap<()>> = LazyLock::new(|| WordMap::of(WORDS.weekdays.iter().map(|name| (*name, ()))));

/// A run of digits, or a run of letters, of a text.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    /// Where it begins in the text, in bytes.
    start: usize,
    text: &'a str,
    /// Its value if it consists of digits.
    number: Option<u32>,
}

impl Word<'_> {
    /// Where it ends in the text, in bytes.
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The number of the month that it names.
    fn month(&self) -> Option<u32> {
        if self.number.is_some() {
            return None;
        }
        MONTHS.get(self.text.trim_end_matches('.'))
    }

    /// Whether it begins with a Thai letter.
    fn is_thai(&self) -> bool {
        self.text.starts_with(is_thai)
    }
}

/// Whether the word names a month or a day of the week.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    is_weekday(word) || MONTHS.get(word).is_some()
}

/// Whether the word names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.get(word).is_some()
}

/// The words of a text: runs of digits and runs of letters, without those between numbers and months that say nothing.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(is_alphanumeric)?;
            let rest = &text[start..];
            let is_number = rest.starts_with(|c| digit(c).is_some());
            // Thai shortens its months to letters with full stops between them: ม.ค.
            let is_dotted = rest.starts_with(is_thai);
            let same = |c: char| match is_number {
                true => digit(c).is_some(),
                false => is_word_char(c) && !c.is_numeric() || is_dotted && c == '.',
            };
            let word = &rest[..rest.find(|c| !same(c)).unwrap_or(rest.len())];
            let word = if word.is_empty() { &rest[..rest.chars().next().map_or(1, char::len_utf8)] } else { word };
            from = start + word.len();
            if is_number || WORDS.date_fillers.binary_search(&word).is_err() {
                return Some(Word { start, text: word, number: is_number.then(|| number(word)) });
            }
        }
    })
}

/// Whether a character is a letter or a vowel sign of Thai.
fn is_thai(char: char) -> bool {
    matches!(char, '\u{e01}'..='\u{e4e}')
}

/// The value of a Western, Arabic, Persian, Hindi or Thai decimal digit.
fn digit(char: char) -> Option<u32> {
    let zero = match char {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    Some(u32::from(char) - u32::from(zero))
}

/// The value of a run of digits; the largest `u32` if it is greater than that.
fn number(digits: &str) -> u32 {
    let digits = digits.chars().filter_map(digit);
    digits.fold(0, |number: u32, digit| number.saturating_mul(10).saturating_add(digit))
}

/// Reads three neighbouring words of a text as a date: where it ends, in bytes, and its readings with the day and with
/// the month first.
fn read(text: &str, a: &Word<'_>, b: &Word<'_>, c: &Word<'_>) -> Option<(usize, [Date; 2])> {
    if let (Some(x), Some(y), Some(z)) = (a.number, b.number, c.number) {
        let between = [&text[a.end()..b.start], &text[b.end()..c.start]];
        return Some((c.end(), numeric(x, y, z, between, c.text.chars().count())?));
    }
    if let (Some(year), Some(month)) = (a.number, c.number)
        && WORDS.after_year.contains(&b.text)
    {
        // The day follows the sign of the month: 2024年11月24日, 2024년 11월 24일.
        let rest = text[c.end()..].trim_start_matches(|c| c == ' ' || is_one_of(&WORDS.after_month, c));
        let day = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let date = self::day(year, month, day.parse().ok()?)?;
        let end = rest[day.len()..].trim_start_matches(|c| is_one_of(&WORDS.after_day, c));
        return Some((text.len() - end.len(), [date; 2]));
    }
    let date = match (a.number, b.number, c.number) {
        (None, Some(day), Some(year)) => self::day(year, a.month()?, day),
        // Thai news writes 14 ม.ค. 68 for the year 2568.
        (Some(day), None, Some(year)) if year < 100 && b.is_thai() => self::day(2500 + year, b.month()?, day),
        (Some(first), None, Some(last)) => {
            let month = b.month()?;
            day(last, month, first).or_else(|| day(first, month, last))
        }
        _ => None,
    };
    date.map(|date| (c.end(), [date; 2]))
}

/// Whether a character is one of these signs, which are single characters.
fn is_one_of(signs: &[&str], char: char) -> bool {
    signs.iter().any(|sign| sign.starts_with(char))
}

/// The readings of three numbers with the day and with the month first. `between` is what stands between them in the
/// text, and `last_digits` the number of digits of the last.
fn numeric(x: u32, y: u32, z: u32, between: [&str; 2], last_digits: usize) -> Option<[Date; 2]> {
    let [first, second] = between.map(str::trim);
    // 24 tháng 11 năm 2024, and the same with a comma in front of the year.
    let has_one_of = |words: &[&str], text: &str| words.iter().any(|word| text.starts_with(word));
    let is_in_words =
        has_one_of(&WORDS.before_month, first) && (has_one_of(&WORDS.before_year, second) || second == ",");
    if !is_in_words && (first != second || !matches!(first, "-" | "/" | "." | "‐" | "–")) {
        return None;
    }
    if common_year(x).is_some() {
        return day(x, y, z).map(|date| [date; 2]);
    }
    let year = if last_digits == 2 { 2000 + z } else { z };
    let (day_first, month_first) = (day(year, y, x), day(year, x, y));
    let month_first = month_first.filter(|_| day_first.is_none() || !(first == "." || is_in_words));
    Some([day_first.or(month_first)?, month_first.or(day_first)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::{MONTHS as MONTH_SECTIONS, words_with_places};

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
            ("२४ नवंबर २०२४", Some("2024-11-24")),
            ("14 अक्टूबर 2024", Some("2024-10-14")),
            ("۵ مارس ۲۰۲۴", Some("2024-03-05")),
            ("Τετάρτη 27 Μαρτίου 2024", Some("2024-03-27")),
            ("24 ΝΟΕΜΒΡΙΟΥ 2024", Some("2024-11-24")),
            ("2024. március 27.", Some("2024-03-27")),
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

    /// The date that a text is as a whole.
    fn whole(text: &str) -> Option<String> {
        find(text).filter(|found| found.range == (0..text.len()))?.date.map(|date| date.to_string())
    }

    #[test]
    fn each_word_of_dates_has_its_effect() {
        for (number, months) in (1..).zip(MONTH_SECTIONS) {
            for (place, word) in words_with_places(months) {
                let (text, expected) = (format!("24 {word} 2024"), format!("2024-{number:02}-24"));
                assert_eq!(whole(&text), Some(expected), "{place}: {text:?} is not read as this date");
                assert!(is_calendar_word(word), "{place}");
            }
        }
        for (place, word) in words_with_places("weekdays") {
            assert!(is_calendar_word(word), "{place}");
        }
        let (month, [year_sign, month_sign, day_sign]) =
            (WORDS.november[0], [WORDS.after_year[0], WORDS.after_month[0], WORDS.after_day[0]]);
        let (before_month, before_year) = (WORDS.before_month[0], WORDS.before_year[0]);
        for (section, form) in [
            ("date_fillers", format!("24 WORD {month} 2024")),
            ("before_month", format!("24 WORD 11 {before_year} 2024")),
            ("before_year", format!("24 {before_month} 11 WORD 2024")),
            ("after_year", format!("2024WORD11{month_sign}24{day_sign}")),
            ("after_month", format!("2024{year_sign}11WORD24{day_sign}")),
            ("after_day", format!("2024{year_sign}11{month_sign}24WORD")),
        ] {
            for (place, word) in words_with_places(section) {
                let text = form.replace("WORD", word);
                assert_eq!(whole(&text).as_deref(), Some("2024-11-24"), "{place}: {text:?} is not read as this date");
            }
        }
    }

    #[test]
    fn each_language_of_an_order_has_it() {
        let read = |tag: &str| find("03/04/2024").unwrap().in_language(tag).unwrap().to_string();
        for (section, expected) in [("day_first", "2024-04-03"), ("month_first", "2024-03-04")] {
            for (place, tag) in words_with_places(section) {
                assert_eq!(read(tag), expected, "{place}: another section says otherwise");
            }
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
