//! Lists for standard error that may be long: the first few entries are shown, with the number of all.

use std::fmt;

/// How many entries of a list are shown, at most. Set by hand.
const MAX_SHOWN: usize = 5;
/// How many characters of an entry are shown, at most. Set by hand.
const MAX_CHARS: usize = 300;

/// A list of which only the first few entries are kept, and all are counted.
#[derive(Debug, Default, Clone)]
pub(crate) struct CappedList {
    /// The number of all entries.
    count: u64,
    /// The texts of the first entries, as they are shown.
    first: Vec<String>,
}

impl CappedList {
    /// Counts an entry, and keeps its text if it is one of the first.
    pub(crate) fn add(&mut self, entry: &dyn fmt::Display) {
        self.count += 1;
        if self.first.len() < MAX_SHOWN {
            // Control characters in a file name could move the cursor of a terminal.
            let shown = entry
                .to_string()
                .chars()
                .take(MAX_CHARS)
                .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                .collect();
            self.first.push(shown);
        }
    }

    /// Counts an entry without keeping its text, as it was printed already.
    pub(crate) fn count_printed(&mut self) {
        self.count += 1;
    }

    /// The number of all entries.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Writes the title and the entries that were kept, one per line; nothing if there are none.
    pub(crate) fn write(&self, title: &str, to: &mut dyn fmt::Write) -> fmt::Result {
        match self.count as usize {
            _ if self.first.is_empty() => return Ok(()),
            count if count > MAX_SHOWN => writeln!(to, "{title} ({count}, the first {MAX_SHOWN} are named):")?,
            count => writeln!(to, "{title} ({count}):")?,
        }
        self.first.iter().try_for_each(|entry| writeln!(to, "  {entry}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_entries_are_shown_and_all_are_counted() {
        let (mut list, mut text) = (CappedList::default(), String::new());
        assert!(list.write("gone", &mut text).is_ok() && text.is_empty());
        (0..7).for_each(|number| list.add(&format!("a\x1b{number}")));
        assert!(list.write("gone", &mut text).is_ok());
        let shown: String = (0..5).map(|number| format!("  a\u{fffd}{number}\n")).collect();
        assert_eq!(text, format!("gone (7, the first 5 are named):\n{shown}"));
    }
}
