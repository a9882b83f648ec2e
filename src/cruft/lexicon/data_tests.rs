//! Tests of the data files: every phrase must be well-formed, sorted, and match its examples but not the near misses.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

use super::compile::{self, Line};
use super::opening::ANYWHERE_BYTES;
use super::pattern::Pattern;
use super::{COMPILED, Cruft, Hit, LEXICON, Lexicon, normalize};

/// A phrase of a data file with the examples and near misses below it.
struct Entry {
    place: Place,
    kind: Cruft,
    phrase: &'static str,
    examples: Vec<(Place, &'static str)>,
    near_misses: Vec<(Place, &'static str)>,
}

/// A line of a data file, for messages.
#[derive(Clone, Copy)]
struct Place {
    language: &'static str,
    line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/cruft/lexicon/{}.txt:{}", self.language, self.line)
    }
}

/// Code and text of every data file.
fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    static FILES: LazyLock<Vec<(String, String)>> =
        LazyLock::new(|| compile::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cruft/lexicon")).unwrap());
    FILES.iter().map(|(code, file)| (code.as_str(), file.as_str()))
}

/// All lines of all data files, each with its place.
fn lines() -> impl Iterator<Item = (Place, Line<'static>)> {
    languages().flat_map(|(language, file)| {
        let numbered = file.lines().zip(1..);
        numbered.map(move |(line, number)| (Place { language, line: number }, Line::read(line)))
    })
}

fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut kind = None;
    for (place, line) in lines() {
        match (line, entries.last_mut()) {
            (Line::Section(name), _) => kind = name.parse().ok(),
            (Line::Phrase(phrase), _) => entries.extend(kind.map(|kind| Entry {
                place,
                kind,
                phrase,
                examples: Vec::new(),
                near_misses: Vec::new(),
            })),
            (Line::Example(text), Some(entry)) => entry.examples.push((place, text)),
            (Line::NearMiss(text), Some(entry)) => entry.near_misses.push((place, text)),
            _ => {}
        }
    }
    entries
}

fn hits(lexicon: &'static Lexicon, text: &str) -> Vec<Hit> {
    let mut normalized = String::new();
    normalize(text, &mut normalized);
    let mut hits = Vec::new();
    lexicon.hits(&normalized, &mut hits);
    hits
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems\n{}\n", problems.len(), problems.join("\n"));
}

#[test]
fn sections_are_known_and_in_order() {
    let mut problems = Vec::new();
    let mut latest: Option<(&str, Cruft)> = None;
    for (place, line) in lines() {
        match line {
            Line::Section(name) => match name.parse::<Cruft>() {
                Ok(kind) if kind >= Cruft::Repeated => {
                    problems.push(format!("{place}: [{name}]: this kind takes no phrases, other evidence names it"))
                }
                Ok(kind) => {
                    if let Some((_, other)) =
                        latest.filter(|(language, other)| *language == place.language && *other >= kind)
                    {
                        let problem = "the sections stand once each, in the order of _template.txt";
                        problems.push(format!("{place}: [{name}] is behind [{other}]: {problem}"));
                    }
                    latest = Some((place.language, kind));
                }
                Err(error) => problems.push(format!("{place}: {error}")),
            },
            Line::Blank => {}
            _ if latest.is_none_or(|(language, _)| language != place.language) => {
                problems.push(format!("{place}: before the first section"));
            }
            _ => {}
        }
    }
    assert_none(&problems);
}

#[test]
fn phrases_are_well_formed() {
    let mut problems = Vec::new();
    for Entry { place, phrase, .. } in entries() {
        match Pattern::parse(phrase) {
            _ if phrase.starts_with(['+', '-']) => problems.push(format!(
                "{place}: {phrase:?}: an example begins with `+` or `-` and a space, a phrase with neither"
            )),
            Err(problem) => problems.push(format!("{place}: {phrase:?}: {problem}")),
            Ok(pattern) if pattern.starts_block => {}
            Ok(pattern) => {
                for opening in pattern.openings() {
                    if opening.after_number || opening.text.len() < ANYWHERE_BYTES {
                        let text = String::from_utf8_lossy(&opening.text);
                        problems.push(format!("{place}: {phrase:?}: without `^`, {text:?} is too short to begin with"));
                    }
                }
            }
        }
        let plain = phrase.replace('…', "").replace("NUM", "");
        let spaced = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut normalized = String::new();
        normalize(&spaced, &mut normalized);
        if spaced != normalized || phrase.trim() != phrase {
            problems.push(format!("{place}: {phrase:?}: not written as texts are normalized ({normalized:?})"));
        }
    }
    assert_none(&problems);
}

#[test]
fn phrases_are_sorted_and_unique() {
    let mut problems = Vec::new();
    let mut seen = HashMap::new();
    let mut latest: Option<Entry> = None;
    for entry in entries() {
        if let Some(other) = seen.insert((entry.place.language, entry.phrase), entry.place) {
            problems.push(format!("{}: {:?} stands at {other} already", entry.place, entry.phrase));
        }
        if let Some(other) = latest
            && (other.place.language, other.kind) == (entry.place.language, entry.kind)
            && other.phrase > entry.phrase
        {
            problems.push(format!("{}: {:?} sorts before {:?}", entry.place, entry.phrase, other.phrase));
        }
        latest = Some(entry);
    }
    assert_none(&problems);
}

#[test]
fn phrases_have_their_own_examples_and_near_misses() {
    let mut problems = Vec::new();
    let mut seen = HashMap::new();
    for entry in entries() {
        for (texts, name) in [(&entry.examples, "example (`+`)"), (&entry.near_misses, "near miss (`-`)")] {
            if texts.is_empty() {
                problems.push(format!("{}: {:?} has no {name}", entry.place, entry.phrase));
            }
            for (place, text) in texts {
                if let Some(other) = seen.insert((place.language, *text), *place) {
                    problems.push(format!("{place}: {:?}: {text:?} stands at {other} already", entry.phrase));
                }
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn phrases_match_their_examples() {
    let mut problems = Vec::new();
    for entry in entries().iter().filter(|entry| Pattern::parse(entry.phrase).is_ok()) {
        let lexicon = Lexicon::of_phrase(entry.kind, entry.phrase);
        for (place, text) in &entry.examples {
            if hits(lexicon, text).is_empty() {
                problems.push(format!("{place}: {:?} does not match {text:?}", entry.phrase));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_lexicon_is_compiled_from_these_files() {
    let compiled = compile::compile(languages());
    assert!(
        compiled == COMPILED,
        "another lexicon was compiled: remove the folder `target/*/build/unboil-*`, and build"
    );
    let phrases = entries().len();
    assert_eq!(LEXICON.records.len(), phrases, "{phrases} phrases in the files; is one of them malformed?");
    for (index, entry) in entries().iter().enumerate() {
        let phrase = LEXICON.phrase(index).unwrap();
        assert_eq!((phrase.language, phrase.source), (entry.place.language, entry.phrase), "{}", entry.place);
        assert_eq!((phrase.kind, &phrase.pattern), (entry.kind, &Pattern::parse(entry.phrase).unwrap()));
    }
}

#[test]
fn the_lexicon_finds_the_examples_of_all_phrases() {
    let mut problems = Vec::new();
    for entry in entries() {
        for (place, text) in &entry.examples {
            if !hits(&LEXICON, text).iter().any(|hit| hit.kind == entry.kind) {
                problems.push(format!("{place}: no phrase of the kind matches {text:?}"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn a_corrupted_lexicon_does_no_harm() {
    let compiled = compile::compile([("xx", "[share]\n^(share|send) this\nfollow us on\n[tags]\n^NUM tags\n")]);
    for len in 0..compiled.len() {
        assert!(Lexicon::read(compiled[..len].to_vec().leak()).is_none(), "cut off after {len} bytes");
    }
    for at in 0..compiled.len() {
        let mut corrupted = compiled.clone();
        corrupted[at] ^= 0x55;
        if let Some(lexicon) = Lexicon::read(corrupted.leak()) {
            let lexicon: &'static Lexicon = Box::leak(Box::new(lexicon));
            for text in ["Share this", "follow us on", "12 tags"] {
                hits(lexicon, text);
            }
        }
    }
}

#[test]
fn no_phrase_of_the_kind_matches_a_near_miss() {
    let mut problems = Vec::new();
    for entry in entries() {
        for (place, text) in &entry.near_misses {
            for hit in hits(&LEXICON, text).iter().filter(|hit| hit.kind == entry.kind) {
                let by = hit.phrase;
                problems.push(format!(
                    "{place}: near miss {text:?} of {:?} ({}) is matched by {:?} ({}.txt)",
                    entry.phrase, entry.kind, by.source, by.language
                ));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_template_explains_every_section() {
    const TEMPLATE: &str = include_str!("_template.txt");
    let path = "src/cruft/lexicon/_template.txt";
    let mut from = 0;
    for kind in Cruft::ALL.iter().filter(|kind| **kind < Cruft::Repeated) {
        let explained = format!(".\n[{kind}]\n");
        let at = TEMPLATE[from..].find(&explained);
        assert!(
            at.is_some(),
            "{path}: add [{kind}] behind line {}, below a comment that ends in a full stop and says what \
            belongs there",
            TEMPLATE[..from].lines().count()
        );
        from += at.unwrap_or_default() + explained.len();
    }
    let is_empty = |line: &str| matches!(Line::read(line), Line::Blank | Line::Section(_));
    assert_eq!(
        TEMPLATE.lines().find(|line| !is_empty(line)),
        None,
        "{path}: phrases belong into the file of a language"
    );
}
