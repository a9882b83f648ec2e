//! Data files → the compiled lexicon, which [`super::Lexicon::read`] reads. `build.rs` does this whenever the files or
//! their format change; in the crate itself only tests do.
//!
//! The compiled lexicon is a row of arrays as in [`crate::packed`]:
//!
//! | array of | what |
//! |---|---|
//! | bytes | the codes of the languages, one a line |
//! | bytes | the names of the kinds, one a line |
//! | u32, u8, u8 | for each phrase, where it ends in the next array; index of its language; index of its kind |
//! | bytes | the phrases as they are written in the data files, without anything between them |
//! | … | three tables of openings, each with the next three arrays |
//! | u64 | a Bloom filter of the keys |
//! | u32 | where the entries of each bucket begin |
//! | u32, u16, u8 | for each entry, the hash of the opening; index of the phrase; length of the opening |

use std::fs;
use std::io;
use std::path::Path;

use super::opening::{ANYWHERE_BYTES, Opening};
use super::pattern::Pattern;
use super::prefixes::{Entry, first_bytes, key, key_len, tag};
use crate::hash::{Filter, spread};
use crate::packed;

/// A line of a data file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// An empty line or a comment.
    Blank,
    /// `[kind]`: the kind of the phrases that follow.
    Section(&'a str),
    Phrase(&'a str),
    /// `+ text`: a text that the phrase above must match.
    Example(&'a str),
    /// `- text`: a text that no phrase of the kind may match.
    NearMiss(&'a str),
}

impl<'a> Line<'a> {
    /// Detects what a line is by its first characters.
    pub(crate) fn read(line: &'a str) -> Line<'a> {
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

/// The data files of a folder, each as the code of its language and its text, sorted by code.
///
/// # Errors
///
/// The folder or a file can't be read, or a file is no UTF-8.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let code = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".txt"));
        if let Some(code) = code.filter(|code| *code != "_template") {
            let text = fs::read_to_string(&path)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
            files.push((code.to_owned(), text));
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// Compiles data files, each given by the code of its language and its text. Malformed lines are skipped; the tests of
/// the data report them.
pub(crate) fn compile<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut compiler = Compiler::default();
    for (language, file) in files {
        let mut kind = None;
        for line in file.lines() {
            match Line::read(line) {
                Line::Section(name) => kind = Some(name),
                Line::Phrase(source) => {
                    if let Some(kind) = kind {
                        compiler.add(language, kind, source);
                    }
                }
                Line::Blank | Line::Example(_) | Line::NearMiss(_) => {}
            }
        }
    }
    compiler.finish()
}

/// A lexicon that is being compiled.
#[derive(Default)]
struct Compiler<'a> {
    languages: Vec<&'a str>,
    kinds: Vec<&'a str>,
    phrases: Vec<[u8; 6]>,
    sources: String,
    starting: Vec<Keyed>,
    starting_with_number: Vec<Keyed>,
    anywhere: Vec<Keyed>,
}

/// An entry of a table of openings with its key. Sorted as in the table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Keyed {
    key: u64,
    phrase: u16,
    opening: u128,
    len: u8,
}

impl<'a> Compiler<'a> {
    /// Adds a phrase. A malformed one is skipped. Unless the phrase must start the block, its openings that come after
    /// a number or are shorter than [`ANYWHERE_BYTES`] are skipped, too.
    fn add(&mut self, language: &'a str, kind: &'a str, source: &str) {
        let (Ok(pattern), Ok(phrase)) = (Pattern::parse(source), u16::try_from(self.phrases.len())) else {
            return;
        };
        for opening in pattern.openings() {
            let openings = match (pattern.starts_block, opening.after_number) {
                (true, false) => &mut self.starting,
                (true, true) => &mut self.starting_with_number,
                (false, false) if opening.text.len() >= ANYWHERE_BYTES => &mut self.anywhere,
                (false, _) => continue,
            };
            openings.push(Keyed::of(&opening, phrase));
        }
        self.sources.push_str(source);
        let [a, b, c, d] = (self.sources.len() as u32).to_le_bytes();
        self.phrases.push([a, b, c, d, index(language, &mut self.languages), index(kind, &mut self.kinds)]);
    }

    /// The bytes of the compiled lexicon.
    fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        packed::put(self.languages.join("\n").as_bytes(), &mut bytes);
        packed::put(self.kinds.join("\n").as_bytes(), &mut bytes);
        packed::put(self.phrases.as_flattened(), &mut bytes);
        packed::put(self.sources.as_bytes(), &mut bytes);
        for openings in [self.starting, self.starting_with_number, self.anywhere] {
            put_openings(openings, &mut bytes);
        }
        bytes
    }
}

impl Keyed {
    fn of(opening: &Opening, phrase: u16) -> Keyed {
        let (text, len) = (first_bytes(&opening.text), opening.text.len() as u8);
        Keyed { key: key(text, key_len(len)), phrase, opening: text, len }
    }
}

/// Bits of the filter per entry. With as many it passes one unknown key in thirteen.
const FILTER_BITS: usize = 8;

/// Appends a table of openings.
fn put_openings(mut openings: Vec<Keyed>, into: &mut Vec<u8>) {
    openings.sort_unstable();
    openings.dedup();
    let bits = (FILTER_BITS * openings.len()).next_power_of_two().max(64);
    let mut filter = Filter::new(bits.ilog2());
    openings.iter().for_each(|opening| filter.insert(opening.key));
    let starts = packed::divide(&mut openings, |opening| spread(opening.key));
    let entry = |Keyed { opening, phrase, len, .. }| Entry { tag: tag(opening, len), phrase, len }.bytes();
    let entries: Vec<_> = openings.into_iter().map(entry).collect();
    packed::put(filter.bits().as_flattened(), into);
    packed::put(starts.as_flattened(), into);
    packed::put(entries.as_flattened(), into);
}

/// The index of a name among the names known so far, to which it is added if it is new.
fn index<'a>(name: &'a str, names: &mut Vec<&'a str>) -> u8 {
    let known = names.iter().position(|other| *other == name);
    known.unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    }) as u8
}
