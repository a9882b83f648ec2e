//! The names of authors, as pages write them, without "By", job titles, dates, and web and mail addresses.

use std::sync::LazyLock;

use super::text::{plain, without_tags};
use crate::chars::is_unseen;
use crate::cruft::{names_nobody, without_by};
use crate::date;
use crate::words::{WORDS, word_list};

/// Word lists for finding and cleaning the names of authors: the sections of `authors.txt`, each with a comment.
pub(super) const TABLE: &str = include_str!("authors.txt");

/// An ASCII name shorter than this (bytes) is taken for initials, which sites show in place of a portrait. Set by hand.
const MIN_ASCII_NAME_BYTES: usize = 3;
/// Greatest number of words of a name, which may be the names of several authors. Set by hand.
const NAME_WORDS: usize = 24;
/// Greatest length (bytes) of a text that is searched for a name or for the names of several authors. Tags, "By" and
/// job titles count, too. Set by hand.
const TEXT_BYTES: usize = 240;
/// Greatest number of authors that are listed: scientific papers have dozens, and each name is compared with those
/// before it. Set by hand.
const MAX_AUTHORS: usize = 32;
/// Number of words of a full name. Set by hand.
const FULL_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// A word such as "by" stands behind at most this many others: "All posts by". Set by hand.
const LEAD_WORDS: usize = 3;
/// Signs that separate a name from what is said of the person. Set by hand.
const END_SIGNS: &[&str] = &["\n", " | ", " • ", " · ", " – ", " — ", " // ", " / ", " (", " - "];

/// What separates a name from what is said of the person: [`END_SIGNS`], and words such as "in" between spaces.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signs = END_SIGNS.iter().map(|sign| (*sign).to_owned());
    signs.chain(WORDS.name_ends.iter().map(|word| format!(" {word} "))).collect()
});
/// Top-level domains ("org"), in lower case, by which the names of hosts are recognised.
static DOMAINS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "domains"));
/// Words in lower case that templates put where no author is known ("undefined"), and names of accounts that are no
/// person ("admin").
static PLACEHOLDERS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "placeholders"));

/// The name in the first line of a text, without tags, "By", addresses and job titles; `None` if no name is left.
pub(super) fn clean(text: &str) -> Option<String> {
    if text.len() > TEXT_BYTES {
        return None;
    }
    let text = without_tags(text);
    let line = plain(without_by(text.trim_matches(is_unseen)).split('\n').next().unwrap_or_default());
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_address(word)).collect();
    let words = words.join(" ");
    let words = without_glued(&words);
    let name = without_job_titles(behind_by(words).unwrap_or(words));
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:|-–—•·".contains(c));
    is_name(name).then(|| name.to_owned())
}

/// The name in a text that readers see: what stands before the first date, sign or word that separates a name from the
/// rest.
pub(super) fn visible(text: &str) -> Option<String> {
    let name = without_by(text.trim());
    let dated = date::find(name).map(|found| found.range.start);
    let ended = ENDS.iter().filter_map(|end| name.find(end.as_str()));
    let name = ended.chain(dated).filter(|end| *end > 0).min().map_or(name, |end| &name[..end]);
    clean(name)
}

/// Names, each once. At most [`MAX_AUTHORS`] are named.
pub(super) fn each_once(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if once.len() == MAX_AUTHORS {
            break;
        }
        // Case is ignored because some sources write names in capitals.
        let is_same = |other: &String| other.to_lowercase() == name.to_lowercase();
        if !once.iter().any(is_same) {
            once.push(name);
        }
    }
    once
}

/// A name without a word of a job title or section that a style sheet set apart from it, and all that follows: "Ann
/// Fen" for "Ann FenPolitics12 comments".
fn without_glued(name: &str) -> &str {
    let mut humps = name.char_indices().zip(name.char_indices().skip(1));
    let is_hump = |(before, next): &((usize, char), (usize, char))| {
        before.1.is_lowercase() && (next.1.is_uppercase() || next.1.is_numeric())
    };
    let is_no_name = |at: usize| {
        let word = &name[at..at + name[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(name.len() - at)];
        word.is_empty() || is_job(word) || is_rank(word) || names_nobody(word)
    };
    let cut = humps.find(|pair| is_hump(pair) && is_no_name(pair.1.0) && name[..pair.1.0].contains(' '));
    cut.map_or(name, |pair| &name[..pair.1.0])
}

/// The full name behind a word such as "by" within a text: "Ann Fen" for "All posts by Ann Fen".
fn behind_by(text: &str) -> Option<&str> {
    let from = text.match_indices(' ').map(|(at, _)| &text[at + 1..]).take(LEAD_WORDS);
    let is_lead =
        |rest: &str| text[..text.len() - rest.len()].split(' ').any(|word| word.starts_with(char::is_lowercase));
    from.filter(|rest| !WORDS.name_particles.contains(&rest.split(' ').next().unwrap_or_default()))
        .find_map(|rest| Some((rest, without_by(rest))).filter(|(rest, name)| name.len() < rest.len() && is_full(name)))
        .filter(|(rest, _)| is_lead(rest) || text[..text.len() - rest.len()].split(' ').count() <= 2)
        .map(|(_, name)| name)
}

/// Whether a text is rather a sentence about an author than a name: it begins with a capital, and half of its words or
/// more have none, as in "View author archive".
pub(super) fn is_phrase(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase) && !WORDS.name_particles.contains(*word);
    let small = words.iter().filter(is_small).count();
    text.starts_with(char::is_uppercase) && small > 0 && small * 2 >= words.len()
}

/// Whether a word stands in front of that of a job: "senior", "staff".
pub(super) fn is_rank(word: &str) -> bool {
    WORDS.ranks.contains(&&*word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// Whether a text announces a name without containing one: "Written by", "Author".
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    !text.is_empty() && (without_by(text).is_empty() || WORDS.author_labels.contains(&&*text.to_lowercase()))
}

/// Whether a text can be a full name, or two names with "and" between: it has [`FULL_WORDS`] words and no job title,
/// and none of its words begins in lower case except [`Words::name_particles`](crate::words::Words). These are more
/// than `byline_particles`, because this text was found by markup or by its place, while a byline is recognised by its
/// words alone.
pub(super) fn is_full(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let may_be_in_name = |word: &&str| !word.starts_with(char::is_lowercase) || WORDS.name_particles.contains(word);
    FULL_WORDS.contains(&words.len()) && words.iter().all(may_be_in_name) && !is_job(name)
}

/// Whether a text has a word of a job title, or "head of"; "Head" alone is also a name. An "s" at the end of a word is
/// ignored, for the English titles of several people.
pub(super) fn is_job(text: &str) -> bool {
    let mut before = String::new();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = word.to_lowercase();
        let is_head = word == "of" && before == "head";
        let is_job = is_head
            || WORDS.jobs.contains(&&*word)
            || word.strip_suffix('s').is_some_and(|one| WORDS.jobs.contains(&one));
        before = word;
        is_job
    })
}

/// Names, separated by commas, without job titles and what belongs to them. From "Keith Moss, Editor, Harbour News" is
/// left "Keith Moss".
///
/// A tail that begins with the first `|` or `/` is cut off first if it has a job title. If then a part behind a comma
/// has a job title, only these parts remain: the first of all; full names before the first job title; full names after
/// it that are followed by a job title of their own ("Keith Moss, Editor, Jan Kraus, Reporter").
fn without_job_titles(names: &str) -> String {
    let is_title = |tail: &str| is_job(tail) || tail.split_whitespace().any(is_rank);
    let cut = names.find(['|', '/']).filter(|cut| *cut > 0 && is_title(&names[*cut..]));
    let names = cut.map_or(names, |cut| &names[..cut]);
    let parts: Vec<&str> = names.split(',').collect();
    let precedes_job = |index: usize| parts.get(index + 1).is_some_and(|next| is_job(next));
    let last_before_job = (0..parts.len()).find(|index| precedes_job(*index)).unwrap_or(parts.len());
    let is_name_part = |index: usize| {
        index == 0
            || last_before_job == parts.len()
            || is_full(parts[index].trim()) && (index <= last_before_job || precedes_job(index))
    };
    let name_parts = (0..parts.len()).filter(|index| is_name_part(*index));
    name_parts.map(|index| cut_at_job_title(parts[index])).collect::<Vec<_>>().join(",")
}

/// A name without a job title that follows it without a comma: "Keith Moss" for "Keith Moss Senior Reporter". The first
/// two words are never cut off.
fn cut_at_job_title(name: &str) -> &str {
    let mut words = 0;
    for (at, _) in name.match_indices(' ').filter(|(at, _)| *at > 0) {
        words += 1;
        let rest = &name[at + 1..];
        let word = rest.split(' ').next().unwrap_or_default();
        if words >= 2 && (is_job(word) || is_rank(word) || rest.starts_with("Head of ")) {
            return &name[..at];
        }
    }
    name
}

/// Whether a word is a web or mail address, or a handle such as "@jmoss".
pub(super) fn is_address(word: &str) -> bool {
    let is_domain = |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_lowercase());
    let host = word.split_once('/').and_then(|(host, _)| host.rsplit_once('.'));
    word.contains("://")
        || word.contains('@')
        || word.to_lowercase().contains("www.")
        || host.is_some_and(|(_, end)| is_domain(end))
        || is_host(word)
}

/// Whether a word is the name of a host: "example.org". Handles such as "j.moss" and "will.i.am" aren't.
fn is_host(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    word.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && DOMAINS.contains(&end))
        && word.chars().all(is_part)
}

/// Whether a cleaned text may be the name of a person or the names of several. It needs letters and at most
/// [`NAME_WORDS`] words. It may not be initials (see [`MIN_ASCII_NAME_BYTES`]), a placeholder or only words of bylines,
/// nor have a date, nor begin with `/`, `{` or `#`.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_initials = name.is_ascii() && name.len() < MIN_ASCII_NAME_BYTES;
    name.contains(|c: char| c.is_alphabetic())
        && !is_initials
        && name.split(' ').count() <= NAME_WORDS
        && !names_nobody(name)
        && date::find(name).is_none()
        && !lower.starts_with(['/', '{', '#'])
        && !PLACEHOLDERS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    #[test]
    fn what_is_glued_to_a_name_or_stands_around_it_goes() {
        for (text, expected) in [
            ("Ann FenPolitics12 comments", Some("Ann Fen")),
            ("Ann FenStaff Writer", Some("Ann Fen")),
            ("Ann Fen12", Some("Ann Fen")),
            ("Author: Ann Fen | Staff", Some("Ann Fen")),
            ("All posts by Ann Fen", Some("Ann Fen")),
            ("Artículos por Ana Cruz", Some("Ana Cruz")),
            ("ANN FEN", Some("ANN FEN")),
            ("Ann McFen", Some("Ann McFen")),
            ("DeAndre Moss", Some("DeAndre Moss")),
            ("Ludwig von Moss", Some("Ludwig von Moss")),
            ("agent47", Some("agent47")),
        ] {
            assert_eq!(clean(text).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("View author archive", true),
            ("See all posts", true),
            ("More posts", true),
            ("Equipo de redacción", false),
            ("Ann Fen and Bo Reed", false),
            ("jane doe", false),
        ] {
            assert_eq!(is_phrase(text), expected, "{text}");
        }
    }

    #[test]
    fn the_table_is_sound() {
        let sections = ["agencies", "author_pages", "domains", "organisations", "placeholders", "suffixes"];
        word_list::assert_sound("src/metadata/authors.txt", TABLE, &sections);
    }

    #[test]
    fn each_word_around_names_has_its_effect() {
        for (place, word) in words_with_places("author_labels") {
            assert!(is_label(&format!("{word}:")), "{place}: is no label");
        }
        for (place, word) in words_with_places("name_particles") {
            assert!(is_full(&format!("Ana {word} Moss")), "{place}: may not be part of a full name");
        }
        for (place, word) in words_with_places("name_ends") {
            assert_eq!(visible(&format!("Ana Moss {word} Harbour")).as_deref(), Some("Ana Moss"), "{place}");
        }
        for (place, word) in words_with_places("jobs") {
            assert!(is_job(&format!("The {word}")), "{place}: is no job title: give one word, without signs");
            assert_eq!(clean(&format!("Ana Moss, {word}")).as_deref(), Some("Ana Moss"), "{place}");
        }
        for (place, word) in words_with_places("ranks") {
            assert_eq!(clean(&format!("Ana Moss {word} helper")).as_deref(), Some("Ana Moss"), "{place}");
        }
    }
}
