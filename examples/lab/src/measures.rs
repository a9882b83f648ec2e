//! How an output is compared with the gold: by bags of words, by strings, and by lines.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A line is looked up by its runs of this many words: long enough that common phrases do not make a stray line count
/// as found. Set by hand.
const RUN_WORDS: usize = 4;

/// A text as lower-case words (as Python's `\w+` finds them) and lines.
#[derive(Debug)]
pub struct Words<'a> {
    words: Vec<String>,
    /// The lines that hold a word, each with the range of its words.
    lines: Vec<(&'a str, Range<usize>)>,
}

impl<'a> Words<'a> {
    /// The words of a text, as `\w+` finds them.
    pub fn of(text: &'a str) -> Words<'a> {
        Words::read(text, |_| false)
    }

    /// The words of a text, where each character of a script without spaces is a word (`\w+` takes a run of them for
    /// one).
    pub fn of_any_script(text: &'a str) -> Words<'a> {
        Words::read(text, is_unspaced)
    }

    /// Splits a text into words; characters for which `stands_alone` holds are words by themselves.
    fn read(text: &'a str, stands_alone: fn(char) -> bool) -> Words<'a> {
        let mut words: Vec<String> = Vec::new();
        let mut lines = Vec::new();
        for line in text.lines() {
            let start = words.len();
            let lower = line.to_lowercase();
            let parts = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
            for run in parts.flat_map(|part| part.split_inclusive(stands_alone)) {
                let last = run.chars().next_back().filter(|last| stands_alone(*last));
                let head = &run[..run.len() - last.map_or(0, char::len_utf8)];
                words.extend((!head.is_empty()).then(|| head.to_owned()));
                words.extend(last.map(String::from));
            }
            if words.len() > start {
                lines.push((line, start..words.len()));
            }
        }
        Words { words, lines }
    }

    /// The lines that hold a word, in order, each with whether it is found in `other`: at least half of its runs of
    /// four words occur there. A line of fewer words is a single run; it is too likely to occur by chance to count for
    /// or against a page.
    pub fn lines_found_in(&self, other: &Words<'_>) -> Vec<Line<'a>> {
        let runs: HashSet<&[String]> = (1..=RUN_WORDS).flat_map(|length| other.words.windows(length)).collect();
        let found = |words: &[String]| {
            let length = words.len().min(RUN_WORDS);
            let total = words.windows(length).len();
            let found = words.windows(length).filter(|run| runs.contains(run)).count();
            2 * found >= total
        };
        self.lines
            .iter()
            .map(|(text, range)| Line {
                text,
                is_long: range.len() >= RUN_WORDS,
                is_found: found(&self.words[range.clone()]),
            })
            .collect()
    }
}

/// Whether a character belongs to a script that is written without spaces: Thai, Lao, kana, ideographs.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A line of a text, after it was looked up in another text.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub text: &'a str,
    /// Whether it has at least four words.
    pub is_long: bool,
    /// Whether at least half of its runs of words occur in the other text.
    pub is_found: bool,
}

impl Line<'_> {
    /// Whether the line is long and not found: a leak if it is a line of an output, a loss if it is one of a gold text.
    pub fn is_stray(&self) -> bool {
        self.is_long && !self.is_found
    }
}

/// How far two bags of words agree; all values 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    pub f1: f64,
    pub precision: f64,
    pub recall: f64,
}

impl Overlap {
    /// Compares the words as multisets.
    pub fn of(output: &Words<'_>, gold: &Words<'_>) -> Overlap {
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        for word in &gold.words {
            *wanted.entry(word).or_default() += 1;
        }
        let mut shared = 0;
        for word in &output.words {
            if let Some(count) = wanted.get_mut(word.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        Overlap::from_counts(shared, output.words.len() - shared, gold.words.len() - shared)
    }

    /// Computes the values from the numbers of right, superfluous (`wrong`) and missing items. If output and gold are
    /// both empty they are 1, if only one is they are 0.
    pub fn from_counts(right: usize, wrong: usize, missing: usize) -> Overlap {
        if wrong + missing == 0 {
            return Overlap { f1: 1.0, precision: 1.0, recall: 1.0 };
        }
        let share = |part: usize, whole: usize| {
            if part == 0 { 0.0 } else { part as f64 / whole as f64 }
        };
        Overlap {
            f1: share(2 * right, 2 * right + wrong + missing),
            precision: share(right, right + wrong),
            recall: share(right, right + missing),
        }
    }
}

/// The text with every run of whitespace replaced by one space, and none at the ends.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Overlap, Words, squeeze};

    #[test]
    fn overlap_counts_words_as_multisets() {
        let cases = [
            ("both empty", "", " — \n", 1.0, 1.0, 1.0),
            ("empty output", "", "a", 0.0, 0.0, 0.0),
            ("empty gold", "a", "", 0.0, 0.0, 0.0),
            ("nothing shared", "a", "b", 0.0, 0.0, 0.0),
            ("case and punctuation", "Don't, SNAKE_case!", "don t snake_case", 1.0, 1.0, 1.0),
            ("letters of any script", "Ärger, 東京 ½", "ärger 東京 ½", 1.0, 1.0, 1.0),
            ("a word twice", "a a", "a", 2.0 / 3.0, 0.5, 1.0),
            ("half of each", "a b", "b c", 0.5, 0.5, 0.5),
            ("order and lines do not matter", "a\nb", "b a", 1.0, 1.0, 1.0),
        ];
        for (name, output, gold, f1, precision, recall) in cases {
            let overlap = Overlap::of(&Words::of(output), &Words::of(gold));
            assert_eq!(overlap, Overlap { f1, precision, recall }, "{name}");
        }
    }

    #[test]
    fn a_line_is_found_if_half_of_its_runs_are() {
        let gold = "One two three four.\nFive six seven eight nine";
        let cases = [
            ("itself", "One two three four.", true, true),
            ("across lines, in other case", "THREE four five six", true, true),
            ("one run of two", "zero one two three four", true, true),
            ("one run of three", "zero one two three four zero", true, false),
            ("no run", "four three two one", true, false),
            ("short and found", "six seven", false, true),
            ("short and not found", "seven six", false, false),
        ];
        for (name, line, is_long, is_found) in cases {
            let lines = Words::of(line);
            let lines = lines.lines_found_in(&Words::of(gold));
            assert_eq!(lines.len(), 1, "{name}");
            assert_eq!((lines[0].is_long, lines[0].is_found), (is_long, is_found), "{name}");
            assert_eq!(lines[0].is_stray(), is_long && !is_found, "{name}");
        }
        assert!(Words::of("\n — \n").lines_found_in(&Words::of(gold)).is_empty(), "no words, no line");
    }

    #[test]
    fn squeezing_leaves_single_spaces() {
        assert_eq!(squeeze("\n a\u{a0}\tb  c "), "a b c");
    }
}
