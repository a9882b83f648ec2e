//! What stands between a line and the one that it goes on in, and the words that were broken there.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::line::Line;
use crate::chars::is_unspaced;

/// Words in front of which a hyphen stands for what both words share, in lower case: "Nord- und Südlampe". None of them
/// ends words of its language.
const CONJUNCTIONS: &[&str] = &["and", "bis", "bzw", "eller", "och", "oder", "og", "sowie", "und"];

/// What two lines are joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineJoin {
    Space,
    Nothing,
    /// Nothing, and the hyphen before it is none of the word's own.
    Broken,
}

/// The words of a text, by which broken ones are told. They are gathered when the first is looked up: few texts need
/// them.
pub(super) struct Words<'a> {
    lines: &'a [Line<'a>],
    known: OnceCell<HashSet<String>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(lines: &'a [Line<'a>]) -> Words<'a> {
        Words { lines, known: OnceCell::new() }
    }

    /// What joins a line and the one that it goes on in: a space, but after a hyphen that no conjunction follows, and
    /// in scripts that have none. The hyphen goes if the text has the word without one elsewhere, and with it nowhere.
    ///
    /// Gets words wrong that were broken and do not come twice, and such as "re-form" where the text has "reform".
    pub(super) fn joint(&self, line: &Line<'_>, next: &Line<'_>) -> LineJoin {
        match line.text.chars().next_back() {
            // The hyphen of a broken word: it is seen only at the end of a line.
            Some('\u{ad}') | None => LineJoin::Nothing,
            Some('-') if ends_in_hyphen(line) => self.hyphened(line.text, next.text),
            Some(c) if is_unspaced(c) => LineJoin::Nothing,
            Some(_) => LineJoin::Space,
        }
    }

    fn hyphened(&self, line: &str, next: &str) -> LineJoin {
        let first = &line[line.rfind(|c| !is_of_word(c)).map_or(0, |at| at + after(line, at))..];
        let second = &next[..next.find(|c| !is_of_word(c)).unwrap_or(next.len())];
        let whole = format!("{first}{}", second.trim_end_matches('-')).to_lowercase();
        let unbroken = format!("{}{}", first.trim_end_matches('-'), second.trim_end_matches('-')).to_lowercase();
        let known = self.known.get_or_init(|| self.gathered());
        if known.contains(&unbroken) && !known.contains(&whole) {
            LineJoin::Broken
        } else if CONJUNCTIONS.contains(&&*second.to_lowercase()) {
            LineJoin::Space
        } else {
            LineJoin::Nothing
        }
    }

    fn gathered(&self) -> HashSet<String> {
        let words = self.lines.iter().flat_map(|line| line.text.split(|c| !is_of_word(c)));
        words.filter(|word| !word.is_empty() && !word.ends_with('-')).map(str::to_lowercase).collect()
    }
}

/// Whether a line ends in a word and a hyphen.
pub(super) fn ends_in_hyphen(line: &Line<'_>) -> bool {
    line.text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// The bytes of the character that stands there.
fn after(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
