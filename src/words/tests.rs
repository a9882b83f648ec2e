//! What every file of words must fulfil. The tests of what the words do stand beside the code that uses them.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::*;

/// Sections whose words are compared as pages write them, capitals included.
const WITH_CAPITALS: &[&str] = &["day_first", "month_first", "mail_subjects", "mail_senders", "opening_words"];
/// The sections of the months, in their order.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Groups of sections in which a word must not stand in two, be it in two languages: all languages are looked up at
/// once.
const EXCLUSIVE: [&[&str]; 3] =
    [&MONTHS, &["byline_by", "byline_labels", "byline_beside", "byline_nobody"], &["day_first", "month_first"]];
/// Sections of single characters.
const CHARACTERS: &[&str] = &["after_year", "after_month", "after_day"];

/// The path of the words of a language.
fn path(language: &Language) -> String {
    format!("src/words/{}.txt", language.code)
}

/// The words of a section in all files, each with its place for messages.
pub(crate) fn words_with_places(section: &str) -> Vec<(String, &'static str)> {
    let of = |language: &'static Language| {
        let own = word_list::entries(language.words).filter(|entry| entry.section == section);
        own.map(|entry| (format!("{}:{}: [{section}] {}", path(language), entry.line, entry.word), entry.word))
    };
    LANGUAGES.iter().flat_map(of).collect()
}

/// Panics with the problems, one a line, if there are any.
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems\n{}\n", problems.len(), problems.join("\n"));
}

#[test]
fn every_file_is_sound() {
    let of = |language: &Language| word_list::problems(&path(language), language.words, SECTIONS, WITH_CAPITALS);
    assert_none(&LANGUAGES.iter().flat_map(of).collect::<Vec<_>>());
    assert!(LANGUAGES.is_sorted_by_key(|language| language.code), "src/words/mod.rs: sort the list of languages");
}

#[test]
fn no_file_has_an_empty_section() {
    let mut problems = Vec::new();
    for language in LANGUAGES {
        let headings = language.words.lines().zip(1..).filter(|(line, _)| line.starts_with('['));
        for (heading, line) in headings {
            let name = heading.trim_matches(['[', ']']);
            if !word_list::entries(language.words).any(|entry| entry.section == name) {
                problems.push(format!("{}:{line}: {heading} is empty: delete it", path(language)));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn every_section_has_words() {
    for section in SECTIONS {
        assert!(!words_with_places(section).is_empty(), "[{section}] has no word in any language: delete the section");
    }
}

#[test]
fn no_word_has_two_meanings() {
    let mut problems = Vec::new();
    for group in EXCLUSIVE {
        let mut seen: HashMap<&str, (&str, String)> = HashMap::new();
        for section in group {
            for (place, word) in words_with_places(section) {
                let (other, at) = seen.entry(word).or_insert((section, place.clone()));
                if other != section {
                    problems.push(format!("{place}: stands at {at} as well: all languages are read as one, keep one"));
                }
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn signs_of_dates_are_single_characters() {
    for (place, word) in CHARACTERS.iter().flat_map(|section| words_with_places(section)) {
        assert_eq!(word.chars().count(), 1, "{place}: only single characters are looked up: leave it out");
    }
}

#[test]
fn every_file_is_in_the_list_of_languages() {
    let mut problems = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(code) = name.strip_suffix(".txt").filter(|code| *code != "_template") else { continue };
        if LANGUAGES.iter().all(|own| own.code != code) {
            let line = format!("add the line `\"{code}\",` to the list of languages in src/words/mod.rs");
            problems.push(format!("src/words/{name}: nothing reads it: {line}"));
        }
    }
    assert_none(&problems);
}

#[test]
fn the_template_explains_every_section() {
    const TEMPLATE: &str = include_str!("_template.txt");
    let path = "src/words/_template.txt";
    let problems = word_list::problems(path, TEMPLATE, SECTIONS, WITH_CAPITALS);
    assert_none(&problems);
    for section in SECTIONS {
        let explained = format!(".\n[{section}]\n");
        let is_month = MONTHS[1..].contains(section);
        let is_explained = TEMPLATE.contains(&explained) || is_month && TEMPLATE.contains(&format!("\n[{section}]\n"));
        assert!(is_explained, "{path}: add [{section}] with a comment above it that says what belongs there");
    }
    assert!(word_list::entries(TEMPLATE).next().is_none(), "{path}: words belong into the file of a language");
}
