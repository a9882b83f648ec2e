//! Lists for standard error that may be long: only the first few entries are shown, with the number of all.

use std::fmt;

/// At most this many entries of a list are shown. Set by hand.
const NAMED: usize = 5;
/// At most this many characters of an entry are shown. Set by hand.
const MAX_CHARS: usize = 300;

/// The first few entries of a list, and the number of all.
#[derive(Debug, Default, Clone)]
pub struct Told {
    count: u64,
    first: Vec<String>,
}

impl Told {
    /// Counts an entry, and keeps its text if it is one of the first.
    pub fn add(&mut self, thing: &dyn fmt::Display) {
        self.count += 1;
        if self.first.len() < NAMED {
            // Control characters in a file name could move the cursor of a terminal.
            let shown = thing
                .to_string()
                .chars()
                .take(MAX_CHARS)
                .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                .collect();
            self.first.push(shown);
        }
    }

    /// Counts an entry that was printed already, without keeping it for the list.
    pub fn add_unnamed(&mut self) {
        self.count += 1;
    }

    /// The number of all entries.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Writes the title and the entries that were kept, one per line; nothing if there are none.
    pub fn write(&self, title: &str, to: &mut dyn fmt::Write) -> fmt::Result {
        match self.count as usize {
            _ if self.first.is_empty() => return Ok(()),
            count if count > NAMED => writeln!(to, "{title} ({count}, the first {NAMED} are named):")?,
            count => writeln!(to, "{title} ({count}):")?,
        }
        self.first.iter().try_for_each(|thing| writeln!(to, "  {thing}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_entries_are_shown_and_all_are_counted() {
        let (mut told, mut text) = (Told::default(), String::new());
        assert!(told.write("gone", &mut text).is_ok() && text.is_empty());
        (0..7).for_each(|number| told.add(&format!("a\x1b{number}")));
        assert!(told.write("gone", &mut text).is_ok());
        let named: String = (0..5).map(|number| format!("  a\u{fffd}{number}\n")).collect();
        assert_eq!(text, format!("gone (7, the first 5 are named):\n{named}"));
    }
}
