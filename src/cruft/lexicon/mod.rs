//! The phrases that betray cruft: one data file per language, and their search in a block. The files are listed
//! in [`crate::words`], with the other words of each language.
//!
//! A file groups phrases by kind, each with texts that it must match (`+`) and near misses that nothing of
//! its kind may match (`-`); `lexicon/data.rs` holds every file to that. The grammar of phrases is in
//! `pattern.rs`. Blocks are normalized first, see [`normalize()`].

mod matcher;
mod normalize;
mod pattern;
mod prefixes;

#[cfg(test)]
mod data_tests;

use std::sync::LazyLock;

pub(crate) use normalize::normalize;

use super::Cruft;
use crate::chars::is_alphanumeric;
use crate::words::LANGUAGES;
pub(crate) use prefixes::OPENING_BYTES;

use matcher::{is_spaced, number_end};
use pattern::Pattern;
use prefixes::{ANYWHERE_BYTES, Openings};

/// Code and data file of every language that has phrases.
fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().filter_map(|language| Some((language.code, language.phrases?)))
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(languages()));

/// A phrase as its data file has it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) language: &'static str,
    pub(crate) kind: Cruft,
    /// The line of the data file.
    pub(crate) source: &'static str,
    pattern: Pattern,
}

/// Where a phrase matches a normalized block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Cruft,
    pub(crate) phrase: &'static Phrase,
    /// Bytes of the normalized block.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The match is the block's whole text.
    pub(crate) covers_block: bool,
}

/// Adds what matches in a normalized block, by start. Of overlapping matches of one kind the longest counts.
pub(crate) fn hits(block: &str, into: &mut Vec<Hit>) {
    LEXICON.hits(block, into);
}

/// Whether a phrase may match where a normalized block begins, be it this or one of which these are the first
/// [`OPENING_BYTES`].
pub(crate) fn may_open(block: &str) -> bool {
    LEXICON.may_open(block)
}

/// What a line of a data file is.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Blank,
    Section(&'a str),
    Phrase(&'a str),
    Example(&'a str),
    NearMiss(&'a str),
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Line<'a> {
        if line.is_empty() || line.starts_with("# ") {
            Line::Blank
        } else if let Some(example) = line.strip_prefix("+ ") {
            Line::Example(example)
        } else if let Some(near_miss) = line.strip_prefix("- ") {
            Line::NearMiss(near_miss)
        } else if let Some(name) = line.strip_prefix('[') {
            Line::Section(name.strip_suffix(']').unwrap_or(name))
        } else {
            Line::Phrase(line)
        }
    }
}

/// All phrases, by the text that a match opens with.
#[derive(Default)]
struct Lexicon {
    phrases: Vec<Phrase>,
    /// Phrases of the block's start.
    first: Openings,
    /// Phrases of the block's start that begin with a number, by what follows the number.
    counted: Openings,
    /// Phrases of any place.
    anywhere: Openings,
}

impl Lexicon {
    /// Reads data files and passes over what is malformed: the tests of the data tell.
    fn read(files: impl IntoIterator<Item = (&'static str, &'static str)>) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (language, file) in files {
            let mut kind = None;
            for line in file.lines() {
                match Line::read(line) {
                    Line::Section(name) => kind = name.parse().ok(),
                    Line::Phrase(source) => {
                        if let Some(kind) = kind {
                            lexicon.add(language, kind, source);
                        }
                    }
                    Line::Blank | Line::Example(_) | Line::NearMiss(_) => {}
                }
            }
        }
        for openings in [&mut lexicon.first, &mut lexicon.counted, &mut lexicon.anywhere] {
            openings.sort();
        }
        lexicon
    }

    fn add(&mut self, language: &'static str, kind: Cruft, source: &'static str) {
        let Ok(pattern) = Pattern::parse(source) else {
            return;
        };
        for opening in pattern.openings() {
            let openings = match (pattern.opens, opening.counted) {
                (true, false) => &mut self.first,
                (true, true) => &mut self.counted,
                (false, false) if opening.head.len() >= ANYWHERE_BYTES => &mut self.anywhere,
                (false, _) => continue,
            };
            openings.add(&opening.head, self.phrases.len());
        }
        self.phrases.push(Phrase { language, kind, source, pattern });
    }

    fn may_open(&self, block: &str) -> bool {
        // What follows a number may lie further behind.
        block.starts_with(|c: char| c.is_ascii_digit())
            || self.first.at_start(block, 0).next().is_some()
            || self.anywhere.at(block, 0).next().is_some()
    }

    fn hits(&'static self, block: &str, into: &mut Vec<Hit>) {
        let head = head(block);
        let mut search = Search { lexicon: self, block, tail: tail(block), into, latest: [None; KINDS] };
        let first_hit = search.into.len();
        let mut in_word = false;
        let mut at = 0;
        while let Some(&byte) = block.as_bytes().get(at) {
            if at <= head {
                search.try_phrases(self.first.at_start(block, at), at);
                if at == head
                    && let Some(end) = number_end(block, at)
                {
                    search.try_phrases(self.counted.at_start(block, end), at);
                }
            }
            // ASCII needs no decoding.
            let (spaced, len) = match byte {
                0..128 => (byte.is_ascii_alphanumeric(), 1),
                _ => block[at..].chars().next().map_or((false, 1), |char| (is_spaced(char), char.len_utf8())),
            };
            if byte != b' ' && !(in_word && spaced) && self.anywhere.may_be_at(block, at) {
                search.try_phrases(self.anywhere.at(block, at), at);
            }
            in_word = spaced;
            at += len;
            if in_word && at > head {
                // Nothing begins within a word.
                at += block.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
        }
        // A longer match may have replaced one that began earlier.
        if let Some(hits) = into.get_mut(first_hit..) {
            hits.sort_unstable_by_key(|hit| (hit.start, hit.kind));
        }
    }
}

/// Where the block's first letter or digit is.
fn head(block: &str) -> usize {
    block.find(is_alphanumeric).unwrap_or(block.len())
}

/// Where the block's last letter or digit ends; a count in parentheses behind it is left out: "Comments (12)".
fn tail(block: &str) -> usize {
    let mut text = block;
    loop {
        text = text.trim_end_matches(|char: char| char != ')' && !is_alphanumeric(char));
        let Some(inner) = text.strip_suffix(')') else {
            return text.len();
        };
        let uncounted = inner.trim_end_matches(|char: char| char.is_ascii_digit());
        text = match uncounted.strip_suffix('(') {
            Some(before) => before,
            None => inner,
        };
    }
}

/// Kinds that the table of latest hits has room for.
const KINDS: usize = Cruft::ALL.len();

/// The search of one block.
struct Search<'a> {
    lexicon: &'static Lexicon,
    block: &'a str,
    tail: usize,
    into: &'a mut Vec<Hit>,
    /// Index of the latest hit of each kind.
    latest: [Option<usize>; KINDS],
}

impl Search<'_> {
    /// Adds the matches of phrases that begin at `start`.
    fn try_phrases(&mut self, phrases: impl Iterator<Item = usize>, start: usize) {
        for phrase in phrases.filter_map(|index| self.lexicon.phrases.get(index)) {
            if let Some(end) = phrase.pattern.end(self.block, start, self.tail) {
                let covers_block = phrase.pattern.opens && phrase.pattern.closes;
                self.add(Hit { kind: phrase.kind, phrase, start, end, covers_block });
            }
        }
    }

    fn add(&mut self, hit: Hit) {
        let Some(latest) = self.latest.get_mut(hit.kind as usize) else {
            return;
        };
        if let Some(other) = latest.and_then(|index| self.into.get_mut(index))
            && hit.start < other.end
        {
            if (hit.covers_block, hit.end - hit.start) > (other.covers_block, other.end - other.start) {
                *other = hit;
            }
            return;
        }
        *latest = Some(self.into.len());
        self.into.push(hit);
    }
}

#[cfg(test)]
impl Lexicon {
    /// A lexicon of one phrase.
    fn of_phrase(kind: Cruft, source: &str) -> &'static Lexicon {
        let file: &str = format!("[{kind}]\n{source}\n").leak();
        Box::leak(Box::new(Lexicon::read([("test", file)])))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cruft, Hit, Lexicon, normalize};
    use crate::clock::times_as_much;

    fn hits(file: &'static str, text: &str) -> Vec<Hit> {
        let lexicon: &'static Lexicon = Box::leak(Box::new(Lexicon::read([("test", file)])));
        let mut normalized = String::new();
        normalize(text, &mut normalized);
        let mut hits = Vec::new();
        lexicon.hits(&normalized, &mut hits);
        hits
    }

    #[test]
    fn hits_come_by_start_and_the_longest_of_a_kind_counts() {
        let file =
            "[donation]\nbecome a patron\nplease become a patron today\n[share]\npatron today\n^please become$\n";
        for (text, expected) in [
            ("Please become a patron today", vec![("donation", 0, 28), ("share", 16, 28)]),
            ("Become a patron. Become a patron!", vec![("donation", 0, 15), ("donation", 17, 32)]),
            ("» Please become:", vec![("share", 2, 15)]),
            ("Nothing here", vec![]),
        ] {
            let found = hits(file, text);
            let found: Vec<_> = found.iter().map(|hit| (hit.kind.name(), hit.start, hit.end)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_hit_tells_its_phrase() {
        let hit = hits("[share]\n^(share|send) this$\n", "Send this …")[0];
        assert_eq!((hit.kind, hit.covers_block), (Cruft::Share, true));
        assert_eq!((hit.phrase.source, hit.phrase.language), ("^(share|send) this$", "test"));
    }

    #[test]
    fn reading_passes_over_malformed_data() {
        let file = "lost\n[nonsense]\nlost\n[share\n(lost\n[]\n^\n[tags]\n^$\n…\n^tags:\n";
        assert_eq!(hits(file, "Tags: lost").len(), 1);
    }

    #[test]
    fn blocks_of_one_repeated_word_end_soon() {
        /// The bytes of the shorter block.
        const BYTES: usize = 1 << 13;
        /// How many times as long the longer one is, and how many times as much it may cost. A square would be 64 times.
        const TIMES: usize = 8;
        const MOST_TIMES: f64 = 20.0;
        let lexicon = Lexicon::of_phrase(Cruft::Share, "share … share … share … nothing");
        for text in ["share ", "share", "- ", "1", "(1)", "分享"] {
            let [one, more] = [BYTES, TIMES * BYTES].map(|bytes| text.repeat(bytes / text.len()));
            let search = |block: &str| {
                let mut hits = Vec::new();
                lexicon.hits(block, &mut hits);
                assert_eq!(hits, [], "{text:?}");
            };
            let times = times_as_much(MOST_TIMES, || search(&one), || search(&more));
            assert!(times <= MOST_TIMES, "{text:?}: {times} times the cost");
        }
    }
}
