//! The authors one by one: bylines cut into names.

use std::sync::LazyLock;

use super::names;
use super::site::Site;
use crate::chars::{is_unspaced, is_word_alone, small_letters};
use crate::words::{WORDS, word_list};

/// Signs that separate the names of several authors, with or without spaces around them.
const SEPARATORS: [char; 8] = [',', ';', '，', '；', '、', '،', '؛', '\n'];
/// Signs that separate the names of several authors, and the two halves of the name of a party.
const SLASHES: [char; 2] = ['/', '／'];
/// Signs around a whole byline, and around what is said of an author.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】'), ('《', '》')];
/// Number of characters of a Chinese name. Set by hand.
const CHINESE_NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// A word of at most this many capitals stands for a degree if it follows a name and a comma: "MS". Set by hand.
const DEGREE_CHARS: usize = 5;
/// A word of at most this many letters beside names stands for an author or an agency: "mhe", "AP". Set by hand.
const SIGN_CHARS: usize = 4;

/// Names of press agencies, by their letters and digits in lower case.
static AGENCIES: LazyLock<Vec<String>> =
    LazyLock::new(|| word_list::section(names::TABLE, "agencies").into_iter().map(small_letters).collect());
/// Words, in lower case, of the names of organisations.
static ORGANISATIONS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(names::TABLE, "organisations"));
/// What may follow a surname behind a comma and belongs to it, in lower case.
static SUFFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(names::TABLE, "suffixes"));

/// The names of the authors in bylines, which [`names::clean`] has read, each once. `language` is that of the page.
///
/// Job titles, degrees and places go. Organisations, press agencies and the site itself go if somebody else is named.
/// For "Ann Fen and Bo Reed, Senior Reporters", "Ann Fen (af), Bo Reed/dpa", "Fen, Ann". Gets wrong: somebody with a
/// single name beside others with full ones, whom it leaves out; a couple, "Ann and Bo Reed", whom it takes for one;
/// and languages that glue the word for "and" to the name.
pub(super) fn list(bylines: &[String], site: &Site, language: Option<&str>) -> Vec<String> {
    let bylines: Vec<String> = bylines.iter().map(|byline| without_brackets(byline)).collect();
    let names: Vec<String> = match surnames_first(&bylines) {
        Some(names) => names,
        None => bylines.iter().flat_map(|byline| names_in(byline, language)).collect(),
    };
    let (people, groups): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| !is_organisation(name) && !site.is_called(name));
    names::each_once(if people.is_empty() { groups } else { people })
}

/// The text without what stands in brackets, unless the whole text does: then without the brackets around it.
fn without_brackets(text: &str) -> String {
    let mut rest = text.trim();
    for (open, close) in BRACKETS {
        let inner = rest.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        rest = inner.filter(|inner| !inner.contains([open, close])).unwrap_or(rest);
    }
    let mut kept = String::with_capacity(rest.len());
    let mut closing = None;
    for c in rest.chars() {
        match closing {
            Some(close) if c == close => closing = None,
            Some(_) => {}
            None => match BRACKETS.iter().find(|(open, _)| *open == c) {
                Some((_, close)) => closing = Some(*close),
                None => kept.push(c),
            },
        }
    }
    kept.trim().to_owned()
}

/// The names turned around, if each of the texts is a surname, a comma and first names, as in the metadata of papers.
fn surnames_first(bylines: &[String]) -> Option<Vec<String>> {
    let turned = |byline: &String| {
        let (surname, first) = byline.split_once(',')?;
        let (surname, first) = (surname.trim(), first.trim());
        let is_name =
            |text: &str| !text.is_empty() && !text.contains([',', ';', '/', '&']) && !text.contains(is_word_alone);
        let is_surname = is_name(surname) && !surname.contains(' ');
        let are_initials = |words: &str| words.split(' ').all(|word| word.len() <= 2 && word.ends_with('.'));
        let is_single = || first.split_once(' ').is_none_or(|(_, initials)| are_initials(initials));
        let is_first = is_name(first) && (bylines.len() > 1 || is_single());
        let is_other =
            is_suffix(first) || is_degree(first) || is_organisation(first) || first.starts_with(char::is_lowercase);
        (is_surname && is_first && !is_other).then(|| format!("{first} {surname}"))
    };
    bylines.iter().map(turned).collect()
}

/// The names in a byline. If it has full names, nothing else in it is taken for a name; if it has neither these nor
/// single names alone, it is one name.
fn names_in(byline: &str, language: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let parts = byline.split(SEPARATORS).map(str::trim).take_while(|part| !is_place(part));
    for part in parts.filter(|part| !part.is_empty()) {
        match names.last_mut() {
            Some(last) if is_suffix(part) => last.extend([" ", part]),
            Some(_) if is_degree(part) => {}
            _ => names.extend(divided(without_label(part), language).into_iter().filter_map(names::visible)),
        }
    }
    names.retain(|name| !is_job(name));
    if names.len() > 1 && names.iter().any(|name| is_full(name)) {
        names.retain(|name| is_full(name));
    } else if names.len() > 1 && names.iter().any(|name| name.contains(' ')) {
        return names::visible(byline).into_iter().collect();
    }
    names
}

/// Whether a part of a byline begins with "in": a place or a section follows, and behind a comma further ones, as in
/// "Ana Cruz, in News, Fishing Boats".
fn is_place(part: &str) -> bool {
    part.split_once(' ').is_some_and(|(first, _)| WORDS.name_ends.contains(&&*first.to_lowercase()))
}

/// A part of a byline without a label in front of a full name: "Text und Interview: Ana Cruz".
fn without_label(part: &str) -> &str {
    part.rsplit_once([':', '：']).map(|(_, name)| name.trim()).filter(|name| is_full(name)).unwrap_or(part)
}

/// A part of a byline, divided at slashes and at "and" between names. Agencies and signs set aside, these must be full
/// names or all single ones: "José Ortega y Gasset" is one name. Chinese names are also divided at spaces.
fn divided<'a>(part: &'a str, language: Option<&str>) -> Vec<&'a str> {
    let words: Vec<&str> = part.split(' ').collect();
    let is_chinese = language.is_some_and(|language| language.starts_with("zh"));
    let is_name = |word: &&str| CHINESE_NAME.contains(&word.chars().count()) && word.chars().all(is_unspaced);
    if is_chinese && words.iter().all(is_name) {
        return words;
    }
    let names: Vec<&str> = part.split(SLASHES).flat_map(joined_by_words).filter(|name| !name.is_empty()).collect();
    let others = || names.iter().filter(|name| !is_sign(name) && !is_organisation(name));
    let are_alike = others().all(|name| is_full(name)) || others().all(|name| !name.contains(' '));
    if are_alike { names } else { vec![part] }
}

/// Whether a word stands for an author or an agency: "mhe", "AP".
fn is_sign(word: &str) -> bool {
    let has_one_case = !word.contains(char::is_lowercase) || !word.contains(char::is_uppercase);
    word.len() <= SIGN_CHARS && word.is_ascii() && has_one_case
}

/// The names that words such as "and" join.
fn joined_by_words(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in text.split(' ') {
        if is_between_names(word) {
            names.push(text[start..at].trim());
            start = at + word.len();
        }
        at += word.len() + 1;
    }
    names.push(text[start..].trim());
    names
}

/// Whether a word stands between the names of two authors: "and", "AND", "&". A single letter in upper case is an
/// initial.
fn is_between_names(word: &str) -> bool {
    let is_shouted = word.chars().count() > 1 && !word.contains(char::is_lowercase);
    matches!(word, "&" | "+" | "＆")
        || WORDS.between_names.contains(&word)
        || is_shouted && WORDS.between_names.contains(&&*word.to_lowercase())
}

/// Whether a text is a full name: a first name and a surname, or a name in a script without spaces or in Korean.
fn is_full(name: &str) -> bool {
    let has_digits = name.contains(char::is_numeric);
    !has_digits && (names::is_full(name) || name.contains(is_word_alone) && !name.contains(char::is_lowercase))
}

/// Whether a text is a job title, perhaps with that of the section, and names nobody: "Senior Reporter", "News Desk".
/// [`names::clean`] has cut the titles off the names before.
fn is_job(text: &str) -> bool {
    names::is_job(text) || text.split(' ').all(names::is_rank)
}

/// Whether a text is the name of a press agency, or has a word that only the names of organisations have.
fn is_organisation(text: &str) -> bool {
    let is_word = |word: &str| ORGANISATIONS.contains(&&*word.to_lowercase());
    AGENCIES.contains(&small_letters(text)) || text.split(|c: char| !c.is_alphanumeric()).any(is_word)
}

/// Whether what follows a comma belongs to the name before it: "Jr.".
fn is_suffix(text: &str) -> bool {
    SUFFIXES.contains(&text.trim_end_matches('.').to_lowercase().as_str())
}

/// Whether what follows a name and a comma is a degree: "Ph.D.", "MS", "E-RYT 200".
fn is_degree(text: &str) -> bool {
    let is_short = text.chars().count() <= DEGREE_CHARS && !text.contains(char::is_lowercase);
    let is_dotted = !text.contains(' ') && text.trim_end_matches('.').contains('.');
    text.is_ascii() && (is_short || is_dotted || text.contains(|c: char| c.is_ascii_digit()) || text == "PhD")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    fn authors(bylines: &[&str], language: Option<&str>) -> Vec<String> {
        let bylines: Vec<String> = bylines.iter().filter_map(|byline| names::clean(byline)).collect();
        list(&bylines, &Site::default(), language)
    }

    #[test]
    fn bylines_are_cut_into_names() {
        for (bylines, expected) in [
            (&["Mara Lindqvist"][..], &["Mara Lindqvist"][..]),
            (&["By Ana Cruz, Bo Reed and Cy Moss"], &["Ana Cruz", "Bo Reed", "Cy Moss"]),
            (&["Ana Cruz, Bo Reed, and Cy Moss"], &["Ana Cruz", "Bo Reed", "Cy Moss"]),
            (&["ANA CRUZ AND BO REED"], &["ANA CRUZ", "BO REED"]),
            (&["Ana Cruz; Bo Reed"], &["Ana Cruz", "Bo Reed"]),
            (&["Ana Cruz & Bo Reed"], &["Ana Cruz", "Bo Reed"]),
            (&["Ana & Cyd"], &["Ana", "Cyd"]),
            (&["Ana Cruz", "ana cruz", "Bo Reed"], &["Ana Cruz", "Bo Reed"]),
            (&["Ana Cruz (ac), Bo Reed (bre, dpa)"], &["Ana Cruz", "Bo Reed"]),
            (&["(Ana Cruz)"], &["Ana Cruz"]),
            // What is said of an author goes.
            (&["Ana Cruz, Senior Reporter"], &["Ana Cruz"]),
            (&["Ana Cruz and Bo Reed, Senior Reporters"], &["Ana Cruz", "Bo Reed"]),
            (&["Ana Cruz, MS, RD, Ph.D."], &["Ana Cruz"]),
            (&["Ana Cruz, E-RYT 200"], &["Ana Cruz"]),
            (&["Ana Cruz, Berlin"], &["Ana Cruz"]),
            (&["Text und Interview: Ana Cruz"], &["Ana Cruz"]),
            (&["Ana Cruz in Lisbon"], &["Ana Cruz"]),
            (&["Ana, in News, Fishing Boats"], &["Ana"]),
            (&["Ana Cruz, ana@harbour.example"], &["Ana Cruz"]),
            (&["Senior Reporter"], &[]),
            (&["Court Reporter"], &[]),
            (&["Martin Reed, Jr."], &["Martin Reed Jr."]),
            // Agencies and organisations go if somebody else is named.
            (&["Ana Cruz/AP"], &["Ana Cruz"]),
            (&["Ana Cruz/Bo Reed"], &["Ana Cruz", "Bo Reed"]),
            (&["Ana Cruz with AFP"], &["Ana Cruz"]),
            (&["Bündnis 90/Die Grünen Bundestagsfraktion"], &["Bündnis 90/Die Grünen Bundestagsfraktion"]),
            (&["Amt für Hafen, Fang und Eis Nord"], &["Amt für Hafen, Fang und Eis Nord"]),
            (&["Ana Cruz, Associated Press"], &["Ana Cruz"]),
            (&["Ana Cruz", "Reuters"], &["Ana Cruz"]),
            (&["Ana Cruz, Harbour News"], &["Ana Cruz"]),
            (&["dpa"], &["dpa"]),
            (&["Harbour News Team"], &["Harbour News Team"]),
            // One name.
            (&["José Ortega y Gasset"], &["José Ortega y Gasset"]),
            (&["John E Moss"], &["John E Moss"]),
            (&["Ludwig von der Moss"], &["Ludwig von der Moss"]),
            (&["Kristin"], &["Kristin"]),
            // The surname first.
            (&["Cruz, Ana", "Reed, Bo B."], &["Ana Cruz", "Bo B. Reed"]),
            (&["Cruz, Ana"], &["Ana Cruz"]),
            (&["Cruz, Ana B."], &["Ana B. Cruz"]),
            // Scripts without spaces or capitals.
            (&["배윤경, 이상현"], &["배윤경", "이상현"]),
            (&["松岡大地、大渡美咲"], &["松岡大地", "大渡美咲"]),
            (&["大渡 美咲"], &["大渡 美咲"]),
            (&["أحمد علي، محمد حسن"], &["أحمد علي", "محمد حسن"]),
            (&[], &[]),
        ] {
            assert_eq!(authors(bylines, None), expected, "{bylines:?}");
        }
        assert_eq!(authors(&["常书香 马丹阳"], Some("zh-CN")), ["常书香", "马丹阳"]);
    }

    #[test]
    fn each_word_between_names_has_its_effect() {
        for (place, word) in words_with_places("between_names") {
            assert_eq!(authors(&[&format!("Ana Moss {word} Bo Reed")], None), ["Ana Moss", "Bo Reed"], "{place}");
        }
    }

    #[test]
    fn each_agency_and_word_of_organisations_has_its_effect() {
        for name in word_list::section(names::TABLE, "agencies") {
            assert_eq!(authors(&["Ana Moss", name], None), ["Ana Moss"], "{name}");
        }
        for word in word_list::section(names::TABLE, "organisations") {
            assert_eq!(authors(&["Ana Moss", &format!("Quay {word}")], None), ["Ana Moss"], "{word}");
        }
        for word in word_list::section(names::TABLE, "suffixes") {
            assert_eq!(authors(&[&format!("Ana Moss, {word}")], None), [format!("Ana Moss {word}")], "{word}");
        }
    }
}
