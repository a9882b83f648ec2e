//! What is told of many things on standard error: the first few, and how many there are.

use std::fmt;

/// How many are named.
const NAMED: usize = 5;
/// How much of each is shown, in characters.
const MAX_CHARS: usize = 300;

/// The first few of many things, and their number.
#[derive(Debug, Default, Clone)]
pub struct Told {
    count: u64,
    first: Vec<String>,
}

impl Told {
    pub fn add(&mut self, thing: &dyn fmt::Display) {
        self.count += 1;
        if self.first.len() < NAMED {
            // What a name holds must not move the cursor of a terminal.
            let shown = thing
                .to_string()
                .chars()
                .take(MAX_CHARS)
                .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                .collect();
            self.first.push(shown);
        }
    }

    /// Counts what was told already.
    pub fn add_unnamed(&mut self) {
        self.count += 1;
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    /// Lines under this title; none if there is nothing to tell.
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
    fn a_few_are_named_and_all_are_counted() {
        let (mut told, mut text) = (Told::default(), String::new());
        assert!(told.write("gone", &mut text).is_ok() && text.is_empty());
        (0..7).for_each(|number| told.add(&format!("a\x1b{number}")));
        assert!(told.write("gone", &mut text).is_ok());
        let named: String = (0..5).map(|number| format!("  a\u{fffd}{number}\n")).collect();
        assert_eq!(text, format!("gone (7, the first 5 are named):\n{named}"));
    }
}
