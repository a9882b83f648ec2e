//! Stretches of a text, as offsets in bytes of UTF-8, checked so that they can be cut out.

use std::ops::Range;

/// Checks that a range lies in a text, and cuts no character. `key` is the key that holds the range.
pub(super) fn check(text: &str, range: &Range<usize>, key: &str) -> Result<(), String> {
    let Range { start, end } = range;
    if text.get(range.clone()).is_some() {
        return Ok(());
    }
    let bytes = text.len();
    Err(match () {
        () if start > end => format!("{key}: the range {start}..{end} ends before it begins"),
        () if *end > bytes => {
            format!("{key}: the range {start}..{end} is not within the text, which has {bytes} bytes")
        }
        () => format!("{key}: the range {start}..{end} cuts a character in two: count bytes of UTF-8"),
    })
}

/// Checks the offsets where the lines of a text begin, but for the first.
pub(super) fn check_starts(text: &str, starts: &[usize]) -> Result<(), String> {
    let mut last = 0;
    starts.iter().try_for_each(|start| {
        check(text, &(last..*start), "line_starts")?;
        last = *start;
        Ok(())
    })
}
