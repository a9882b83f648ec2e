//! The date of a run, for PROVENANCE.md.

use std::time::SystemTime;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;
/// The days of 400 years, after which the Gregorian calendar repeats.
const DAYS_AN_ERA: u64 = 146_097;
/// The days from 1 March 0000 to 1 January 1970.
const DAYS_BEFORE_1970: u64 = 719_468;

/// Today in UTC, as YYYY-MM-DD.
pub(crate) fn today() -> String {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    on_day(since_1970.as_secs() / SECONDS_A_DAY)
}

/// The text itself if it has the form YYYY-MM-DD, else a message for the user.
pub(crate) fn parse(text: &str) -> Result<String, String> {
    if is_date(text) { Ok(text.to_owned()) } else { Err(format!("{text:?} is no date of the form YYYY-MM-DD")) }
}

/// Whether a text has the form YYYY-MM-DD, with a month of 1 to 12 and a day of 1 to 31. Accepts days that a month does
/// not have, such as 30 February.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |text: &str, digits: usize| {
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// The date (YYYY-MM-DD) of a day counted from 1 January 1970, by Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>): its year begins in March, so that the leap day comes last.
fn on_day(days_since_1970: u64) -> String {
    let days = days_since_1970 + DAYS_BEFORE_1970;
    let (era, day_of_era) = (days / DAYS_AN_ERA, days % DAYS_AN_ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_from_march + 2) / 5 + 1;
    let month = if months_from_march < 10 { months_from_march + 3 } else { months_from_march - 9 };
    let year = 400 * era + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        let cases = [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (20_780, "2026-11-23"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ];
        for (day, date) in cases {
            assert_eq!(on_day(day), date, "{day}");
            assert!(is_date(date), "{date}");
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in
            ["", "2026", "2026-11", "2026-13-01", "2026-00-01", "2026-11-32", "26-11-23", "2026-1-023", "+026-11-23"]
        {
            assert!(!is_date(text), "{text}");
        }
    }
}
