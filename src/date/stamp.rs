//! Dates as metadata give them: in `datetime` attributes, `<meta>` and JSON-LD.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::{Pieces, PiecesOffset};

/// The most bytes of a date in the metadata: one of RFC 2822 with a comment, or a date in words. Set by hand.
const LONGEST: usize = 80;

/// Days on which systems say that something was published if they don't know when: the beginning of the time of Unix,
/// and the day before it, which it is in America. Programs for tables begin to count at the others.
const UNKNOWN_DAYS: [(i16, i8, i8); 4] = [(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1904, 1, 1)];
/// An offset from UTC is given in seconds.
const SECONDS_PER_MINUTE: i32 = 60;
/// The last year in which a page says that something was published. Later ones stand for "never". Set by hand.
const LAST_YEAR: i16 = 2050;

/// A day, with the time and its offset from UTC where the page gives both. A time without an offset is left out: it may
/// be any within a day, and RFC 3339 has no form for it.
#[derive(Debug, Clone)]
pub(crate) struct Stamp(Pieces<'static>);

impl Stamp {
    /// A day without a time.
    pub(crate) fn of_day(day: Date) -> Stamp {
        Stamp(Pieces::from(day))
    }

    /// Its day, where it was written.
    pub(crate) fn day(&self) -> Date {
        self.0.date()
    }

    /// Whether it is later than another one: by the instant if both have a time and an offset, else by the day.
    pub(crate) fn is_after(&self, other: &Stamp) -> bool {
        match (self.instant(), other.instant()) {
            (Some(own), Some(other)) => own > other,
            _ => self.day() > other.day(),
        }
    }

    /// A day with its time, if that has an offset, in whole minutes as RFC 3339 has them.
    fn of(pieces: &Pieces<'_>) -> Stamp {
        let is_whole = |offset: &PiecesOffset| offset.to_numeric_offset().seconds() % SECONDS_PER_MINUTE == 0;
        let day = Pieces::from(pieces.date());
        Stamp(match (pieces.time(), pieces.offset().filter(is_whole)) {
            (Some(time), Some(offset)) => day.with_time(time).with_offset(offset),
            _ => day,
        })
    }

    /// The instant; `None` without a time and an offset from UTC.
    fn instant(&self) -> Option<Timestamp> {
        let time = self.0.time()?;
        self.0.to_numeric_offset()?.to_timestamp(self.day().to_datetime(time)).ok()
    }

    /// Reads ISO 8601, RFC 2822, or a text with a date near its beginning; `None` if there is no date in it, or one of
    /// a year that no page has.
    ///
    /// For "2024-11-24T10:00:00+0200", "Sun, 24 Nov 2024 10:00:00 GMT", "November 24, 2024". Gets wrong:
    /// seconds since 1970, in which it finds no date.
    pub(crate) fn read(text: &str) -> Option<Stamp> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let stamp = iso(text).or_else(|| mail(text)).or_else(|| {
            let found = super::find(text)?;
            Some(Stamp::of_day(found.date?))
        })?;
        let day = stamp.day();
        (super::is_year(day.year()) && day.year() <= LAST_YEAR && Stamp::is_known(day)).then_some(stamp)
    }

    /// Whether a day is none of those on which systems say that something was published if they don't know when.
    pub(crate) fn is_known(day: Date) -> bool {
        !UNKNOWN_DAYS.contains(&(day.year(), day.month(), day.day()))
    }
}

impl fmt::Display for Stamp {
    /// A `full-date` or a `date-time` of RFC 3339.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads ISO 8601, and its variants with a space before the offset or with "UTC" or "GMT" instead of it.
fn iso(text: &str) -> Option<Stamp> {
    temporal(text).or_else(|| {
        let (time, offset) = text.rsplit_once(' ')?;
        let offset = if matches!(offset, "UTC" | "GMT") { "Z" } else { offset };
        temporal(&format!("{time}{offset}"))
    })
}

/// Reads ISO 8601. The name of a time zone in brackets behind it says nothing that the offset doesn't.
fn temporal(text: &str) -> Option<Stamp> {
    Some(Stamp::of(&Pieces::parse(text).ok()?))
}

/// Reads the date of a mail, RFC 2822. The day of the week may be wrong.
fn mail(text: &str) -> Option<Stamp> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text).ok()?;
    Some(Stamp::of(&Pieces::from((zoned.timestamp(), zoned.offset()))))
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn dates_of_the_metadata_keep_their_time_and_offset() {
        for (text, expected) in [
            ("2024-11-24T10:00:00+02:00", Some("2024-11-24T10:00:00+02:00")),
            ("2024-11-24T10:00:00.25-0500", Some("2024-11-24T10:00:00.25-05:00")),
            ("2024-11-24T10:00:00Z", Some("2024-11-24T10:00:00Z")),
            (" 2024-11-24 ", Some("2024-11-24")),
            ("20241124", Some("2024-11-24")),
            ("2024-11-24 10:00", Some("2024-11-24")),
            ("2024-11-24T10:00:00", Some("2024-11-24")),
            ("2024-11-24T10:00+01:00[Europe/Berlin]", Some("2024-11-24T10:00:00+01:00")),
            ("2024-11-24T10:00:00[Europe/Berlin]", Some("2024-11-24")),
            ("2024-11-24 10:00:00 UTC", Some("2024-11-24T10:00:00Z")),
            ("2024-11-24 10:00:00 +0100", Some("2024-11-24T10:00:00+01:00")),
            ("Sun, 24 Nov 2024 10:00:00 +0100", Some("2024-11-24T10:00:00+01:00")),
            ("Mon, 24 Nov 2024 10:00:00 GMT", Some("2024-11-24T10:00:00+00:00")),
            ("2024-11-24, a Sunday", Some("2024-11-24")),
            ("November 24, 2024 at noon", Some("2024-11-24")),
            ("24.11.2024", Some("2024-11-24")),
            ("03/04/2024", None),
            ("2024-13-01", None),
            ("1970-01-01T00:00:00Z", None),
            ("Wed, 31 Dec 1969 19:00:00 -0500", None),
            ("January 1, 1970", None),
            ("2099-12-31", None),
            ("1970-01-02", Some("1970-01-02")),
            ("1923-05-03", Some("1923-05-03")),
            ("0001-01-01T00:00:00Z", None),
            ("1732442400", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(Stamp::read(text).map(|stamp| stamp.to_string()).as_deref(), expected, "{text}");
        }
    }
}
