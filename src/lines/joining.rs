//! What joins a line and the one that continues it, and the words that a line break cut in two.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::line::Line;
use crate::chars::is_unspaced;
use crate::words::WORDS;

/// What stands between two lines once they are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineJoin {
    /// A space.
    Space,
    /// Nothing: a hyphen before the line break, if any, belongs to the word.
    Nothing,
    /// Nothing, and the hyphen before the line break goes, too: it only broke the word.
    Broken,
}

/// The words of a text, by which a broken word is recognised. They are gathered when the first word is looked up,
/// because few texts have hyphens at the ends of lines.
pub(super) struct Words<'a> {
    lines: &'a [Line<'a>],
    known: OnceCell<HashSet<String>>,
    /// As `known`, but without words that may be the second half of a broken one.
    whole: OnceCell<HashSet<String>>,
}

impl<'a> Words<'a> {
    /// The words of these lines.
    pub(super) fn of(lines: &'a [Line<'a>]) -> Words<'a> {
        Words { lines, known: OnceCell::new(), whole: OnceCell::new() }
    }

    /// What joins a line and the one that continues it: a space, except after a hyphen that no conjunction follows, and
    /// in scripts without spaces. The hyphen goes if the text has the word without a hyphen elsewhere, and with it
    /// nowhere.
    ///
    /// Gets wrong: a broken word that the text has only once (its hyphen stays), and "re-form" in a text that has
    /// "reform" (its hyphen goes).
    pub(super) fn joint(&self, line: &Line<'_>, next: &Line<'_>) -> LineJoin {
        match line.text.chars().next_back() {
            // A soft hyphen, which is visible only where it breaks a word at the end of a line.
            Some('\u{ad}') | None => LineJoin::Nothing,
            Some('-') if ends_in_hyphen(line) => self.hyphened(line.text, next.text),
            Some(c) if is_unspaced(c) => LineJoin::Nothing,
            Some(_) => LineJoin::Space,
        }
    }

    /// What joins a line of a printed text and the one that continues it. Where lines are as long as type allows,
    /// nearly every hyphen at their end breaks a word. It stays only if the text has the word with the hyphen
    /// elsewhere, or both of its halves as words by themselves.
    ///
    /// Gets wrong: "lock-keeper" in a text that has it nowhere else (its hyphen goes).
    pub(super) fn joint_in_print(&self, line: &Line<'_>, next: &Line<'_>) -> LineJoin {
        if !next.text.starts_with(char::is_lowercase) {
            return self.joint(line, next);
        }
        match line.text.chars().next_back() {
            Some('-') if ends_in_hyphen(line) => {
                let (first, second) = halves(line.text, next.text);
                let whole = self.whole.get_or_init(|| self.gathered(true));
                let has = |word: &str| whole.contains(&word.trim_end_matches('-').to_lowercase());
                let is_compound = has(&format!("{first}{second}")) || has(first) && has(second);
                match self.hyphened(line.text, next.text) {
                    LineJoin::Nothing if !is_compound => LineJoin::Broken,
                    join => join,
                }
            }
            // Hyphens of Unicode, and what optical character recognition makes of them.
            Some('\u{2010}' | '\u{ac}') => LineJoin::Broken,
            _ => self.joint(line, next),
        }
    }

    /// What joins a line that ends in a hyphen and the line that continues it, see [`Words::joint`].
    fn hyphened(&self, line: &str, next: &str) -> LineJoin {
        let (first, second) = halves(line, next);
        let whole = format!("{first}{}", second.trim_end_matches('-')).to_lowercase();
        let unbroken = format!("{}{}", first.trim_end_matches('-'), second.trim_end_matches('-')).to_lowercase();
        let known = self.known.get_or_init(|| self.gathered(false));
        if known.contains(&unbroken) && !known.contains(&whole) {
            LineJoin::Broken
        } else if WORDS.conjunctions.contains(&&*second.to_lowercase()) {
            LineJoin::Space
        } else {
            LineJoin::Nothing
        }
    }

    /// The words of all lines in lower case, without those that end in a hyphen, and perhaps without those at the
    /// beginning of a line below one that ends in a hyphen.
    fn gathered(&self, skips_rests: bool) -> HashSet<String> {
        let is_rest = |index: usize| skips_rests && index > 0 && ends_in_hyphen(&self.lines[index - 1]);
        let words = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(index, line)| line.text.split(|c| !is_of_word(c)).skip(usize::from(is_rest(index))));
        words.filter(|word| !word.is_empty() && !word.ends_with('-')).map(str::to_lowercase).collect()
    }
}

/// The two halves of a word that is broken between two lines, the first with its hyphen.
fn halves<'a>(line: &'a str, next: &'a str) -> (&'a str, &'a str) {
    let first = &line[line.rfind(|c| !is_of_word(c)).map_or(0, |at| at + char_len(line, at))..];
    (first, &next[..next.find(|c| !is_of_word(c)).unwrap_or(next.len())])
}

/// Whether a line ends in a letter and a hyphen.
pub(super) fn ends_in_hyphen(line: &Line<'_>) -> bool {
    line.text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether a character may stand in a word, hyphens and apostrophes included.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// The length in bytes of the character at a place of a text.
fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::line;
    use crate::words::tests::words_with_places;

    #[test]
    fn a_hyphen_in_front_of_a_conjunction_is_followed_by_a_space() {
        let join = |text: &str| {
            let lines = line::split(text, usize::MAX).unwrap();
            Words::of(&lines).joint(&lines[0], &lines[1])
        };
        for (place, word) in words_with_places("conjunctions") {
            assert_eq!(join(&format!("north-\n{word} south-lights")), LineJoin::Space, "{place}: is not found");
        }
        assert_eq!(join("north-\nlights"), LineJoin::Nothing);
    }
}
