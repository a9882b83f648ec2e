//! The phrases that identify cruft: one data file per language, and the search for them in a block. `build.rs` compiles
//! all files of this folder into one that is searched as it is, see `compile.rs`.
//!
//! A data file groups phrases by kind. Below each phrase are texts that it must match (`+`) and near misses that no
//! phrase of its kind may match (`-`); the tests in `data_tests.rs` check that for every file. The grammar of phrases
//! is in `pattern.rs`. The text of a block is normalized before the search, see [`normalize()`].

#[cfg(test)]
mod compile;
mod matcher;
mod normalize;
#[cfg(test)]
mod opening;
mod pattern;
mod prefixes;

#[cfg(test)]
mod data_tests;

use std::sync::{LazyLock, OnceLock};

pub(crate) use normalize::normalize;

use super::Cruft;
use crate::chars::is_alphanumeric;
use crate::packed;
pub(crate) use prefixes::OPENING_BYTES;

use matcher::{is_spaced, number_end};
use pattern::Pattern;
use prefixes::Openings;

/// The data files of all languages, as `build.rs` compiled them.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The phrases of all languages.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // What the crate ships is well-formed: a test reads it.
    Lexicon::read(COMPILED).unwrap_or_default()
});

/// A phrase of the lexicon.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// ISO 639 code of the phrase's language.
    pub(crate) language: &'static str,
    pub(crate) kind: Cruft,
    /// The phrase as it is written in the data file.
    pub(crate) source: &'static str,
    pattern: Pattern,
}

/// A match of a phrase in a normalized block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Cruft,
    pub(crate) phrase: &'static Phrase,
    /// Where the match begins, in bytes of the normalized block.
    pub(crate) start: usize,
    /// Where the match ends, in bytes of the normalized block.
    pub(crate) end: usize,
    /// The match is the block's whole text, apart from signs around it and a count in parentheses behind it.
    pub(crate) covers_block: bool,
}

/// Appends all hits in a normalized block to `into`, sorted by start. Of overlapping hits of one kind only the longest
/// is added.
pub(crate) fn hits(block: &str, into: &mut Vec<Hit>) {
    LEXICON.hits(block, into);
}

/// Whether a phrase may match at the first byte of a normalized block. The first [`OPENING_BYTES`] of the block are
/// enough to find out. May be true although no phrase matches there, but is never false if one does.
pub(crate) fn may_open(block: &str) -> bool {
    LEXICON.may_open(block)
}

/// All phrases, and the look-up of a phrase by the text that its matches begin with.
#[derive(Default)]
struct Lexicon {
    /// The codes of the languages.
    languages: Vec<&'static str>,
    /// The kinds of cruft; `None` for a name that is none.
    kinds: Vec<Option<Cruft>>,
    /// For each phrase, where it ends in the sources (`u32`), and the indices of its language and of its kind.
    records: &'static [[u8; 6]],
    /// The phrases as they are written in the data files, one behind the other.
    sources: &'static [u8],
    /// The phrases that were tried so far. They are parsed one by one, because the texts that a process sees open few
    /// of them.
    phrases: Vec<OnceLock<Option<Box<Phrase>>>>,
    /// Phrases that match only at the start of a block (`^`) and don't begin with a number.
    starting: Openings,
    /// Phrases that match only at the start of a block and begin with a number (`^NUM`), by the text after the number.
    starting_with_number: Openings,
    /// Phrases that may match anywhere in a block.
    anywhere: Openings,
}

impl Lexicon {
    /// Reads a lexicon in the format of `compile.rs`; `None` if it is cut off.
    fn read(mut bytes: &'static [u8]) -> Option<Lexicon> {
        let bytes = &mut bytes;
        let [languages, kinds] = [packed::take(bytes)?, packed::take(bytes)?].map(str::from_utf8);
        let records: &[[u8; 6]] = packed::take_records(bytes)?;
        Some(Lexicon {
            languages: languages.ok()?.split('\n').collect(),
            kinds: kinds.ok()?.split('\n').map(|name| name.parse().ok()).collect(),
            records,
            sources: packed::take(bytes)?,
            phrases: records.iter().map(|_| OnceLock::new()).collect(),
            starting: Openings::take(bytes)?,
            starting_with_number: Openings::take(bytes)?,
            anywhere: Openings::take(bytes)?,
        })
    }

    /// The phrase with this index.
    fn phrase(&'static self, index: usize) -> Option<&'static Phrase> {
        self.phrases.get(index)?.get_or_init(|| self.parse(index).map(Box::new)).as_deref()
    }

    /// Parses the phrase with this index.
    fn parse(&self, index: usize) -> Option<Phrase> {
        let end = |[a, b, c, d, ..]: &[u8; 6]| u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let record @ [.., language, kind] = self.records.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.records.get(before)).map_or(0, end);
        let source = str::from_utf8(self.sources.get(start..end(record))?).ok()?;
        let kind = (*self.kinds.get(usize::from(*kind))?)?;
        let pattern = Pattern::parse(source).ok()?;
        Some(Phrase { language: self.languages.get(usize::from(*language))?, kind, source, pattern })
    }

    /// Whether a phrase may match at the first byte of a block, see [`may_open`].
    fn may_open(&self, block: &str) -> bool {
        // The text after a number may be beyond the first `OPENING_BYTES`.
        block.starts_with(|c: char| c.is_ascii_digit())
            || self.starting.at_start(block, 0).next().is_some()
            || self.anywhere.at(block, 0).next().is_some()
    }

    /// Appends all hits in a normalized block to `into`, see [`hits`].
    fn hits(&'static self, block: &str, into: &mut Vec<Hit>) {
        let text_start = text_start(block);
        let mut search = Search { lexicon: self, block, text_end: text_end(block), into, latest: [None; KINDS] };
        let first_hit = search.into.len();
        let mut in_word = false;
        let mut at = 0;
        while let Some(&byte) = block.as_bytes().get(at) {
            if at <= text_start {
                search.try_phrases(self.starting.at_start(block, at), at);
                if at == text_start
                    && let Some(end) = number_end(block, at)
                {
                    search.try_phrases(self.starting_with_number.at_start(block, end), at);
                }
            }
            // ASCII is handled without decoding, which is faster.
            let (spaced, len) = match byte {
                0..128 => (byte.is_ascii_alphanumeric(), 1),
                _ => block[at..].chars().next().map_or((false, 1), |char| (is_spaced(char), char.len_utf8())),
            };
            if byte != b' ' && !(in_word && spaced) && self.anywhere.may_be_at(block, at) {
                search.try_phrases(self.anywhere.at(block, at), at);
            }
            in_word = spaced;
            at += len;
            if in_word && at > text_start {
                // No phrase begins within a word: skip the rest of it.
                at += block.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
        }
        // A longer hit may have replaced one that began earlier, so that the hits are out of order.
        if let Some(hits) = into.get_mut(first_hit..) {
            hits.sort_unstable_by_key(|hit| (hit.start, hit.kind));
        }
    }
}

/// The byte at which the first letter or digit of a block begins.
fn text_start(block: &str) -> usize {
    block.find(is_alphanumeric).unwrap_or(block.len())
}

/// The byte at which the last letter or digit of a block ends. A count in parentheses behind the text is not part of
/// it: "Comments (12)".
fn text_end(block: &str) -> usize {
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

/// Number of kinds of cruft.
const KINDS: usize = Cruft::ALL.len();

/// The search of one block.
struct Search<'a> {
    lexicon: &'static Lexicon,
    block: &'a str,
    /// Where the text of the block ends, see [`text_end`].
    text_end: usize,
    into: &'a mut Vec<Hit>,
    /// For each kind, the index in `into` of its latest hit.
    latest: [Option<usize>; KINDS],
}

impl Search<'_> {
    /// Tries some phrases at `start` and adds the hits.
    fn try_phrases(&mut self, phrases: impl Iterator<Item = usize>, start: usize) {
        for phrase in phrases.filter_map(|index| self.lexicon.phrase(index)) {
            if let Some(end) = phrase.pattern.end(self.block, start, self.text_end) {
                let covers_block = phrase.pattern.starts_block && phrase.pattern.ends_block;
                self.add(Hit { kind: phrase.kind, phrase, start, end, covers_block });
            }
        }
    }

    /// Adds a hit, unless the latest one of the same kind overlaps it: then the one that covers the block, or else the
    /// longer one, is kept.
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
    /// The lexicon of a data file of the language `test`.
    fn of_file(file: &str) -> &'static Lexicon {
        let lexicon = Lexicon::read(compile::compile([("test", file)]).leak());
        Box::leak(Box::new(lexicon.unwrap_or_default()))
    }

    /// A lexicon with a single phrase.
    fn of_phrase(kind: Cruft, source: &str) -> &'static Lexicon {
        Lexicon::of_file(&format!("[{kind}]\n{source}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cruft, Hit, Lexicon, normalize};
    use crate::clock::times_as_much;

    fn hits(file: &str, text: &str) -> Vec<Hit> {
        let mut normalized = String::new();
        normalize(text, &mut normalized);
        let mut hits = Vec::new();
        Lexicon::of_file(file).hits(&normalized, &mut hits);
        hits
    }

    #[test]
    fn hits_are_sorted_and_the_longest_of_a_kind_counts() {
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
    fn a_hit_has_its_phrase() {
        let hit = hits("[share]\n^(share|send) this$\n", "Send this …")[0];
        assert_eq!((hit.kind, hit.covers_block), (Cruft::Share, true));
        assert_eq!((hit.phrase.source, hit.phrase.language), ("^(share|send) this$", "test"));
    }

    #[test]
    fn malformed_lines_are_skipped() {
        let file = "lost\n[nonsense]\nlost\n[share\n(lost\n[]\n^\n[tags]\n^$\n…\n^tags:\n";
        assert_eq!(hits(file, "Tags: lost").len(), 1);
    }

    #[test]
    fn blocks_of_one_repeated_word_take_linear_time() {
        /// Length of the shorter block in bytes.
        const BYTES: usize = 1 << 13;
        /// The longer block is this many times as long as the shorter one.
        const TIMES: usize = 8;
        /// The longer block may cost at most this many times as much. Quadratic time would be 64 times as much.
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
