//! The names of authors, as pages write them, without "By", job titles, dates and addresses.

use std::sync::LazyLock;

use super::text::{plain, without_tags};
use crate::chars::is_unseen;
use crate::cruft::{names_nobody, without_by};
use crate::date;
use crate::words::{WORDS, word_list};

/// What the web writes around the names of authors, see the comments in the file.
pub(super) const TABLE: &str = include_str!("authors.txt");

/// The least number of Latin letters of a name. Fewer are the initials that stand for a portrait. Set by hand.
const NAME_LETTERS: usize = 3;
/// The most words of a name, which may be those of several authors. Set by hand.
const NAME_WORDS: usize = 24;
/// The most bytes of a name, which may be those of several authors. Set by hand.
const NAME_BYTES: usize = 240;
/// The most authors that are named: papers have dozens, and each name is compared with those before it. Set by hand.
const MAX_AUTHORS: usize = 32;
/// The number of words of a full name. Set by hand.
const FULL_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// Signs that separate a name from what is said of the person.
const END_SIGNS: &[&str] = &["\n", " | ", " • ", " · ", " – ", " — ", " // ", " / ", " (", " - "];

/// What separates a name from what is said of the person: signs, and words such as "in" between spaces.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signs = END_SIGNS.iter().map(|sign| (*sign).to_owned());
    signs.chain(WORDS.name_ends.iter().map(|word| format!(" {word} "))).collect()
});
/// Last parts of the names of hosts.
static DOMAINS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "domains"));
/// What templates put where no author is known, in lower case.
static PLACEHOLDERS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "placeholders"));

/// The name in a text of the metadata, without what stands around it; `None` if no name is left.
pub(super) fn clean(text: &str) -> Option<String> {
    if text.len() > NAME_BYTES {
        return None;
    }
    let text = without_tags(text);
    let line = plain(without_by(text.trim_matches(is_unseen)).split('\n').next().unwrap_or_default());
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_address(word)).collect();
    let name = without_jobs(&words.join(" "));
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

/// Names as one text, each once, separated by commas; `None` if there are none. At most [`MAX_AUTHORS`] are named.
pub(super) fn join(names: impl Iterator<Item = String>) -> Option<String> {
    let mut joined: Vec<String> = Vec::new();
    for name in names {
        if joined.len() == MAX_AUTHORS {
            break;
        }
        // Some sources write names in capitals, so that case is ignored.
        let is_same = |other: &String| other.to_lowercase() == name.to_lowercase();
        if !joined.iter().any(is_same) {
            joined.push(name);
        }
    }
    (!joined.is_empty()).then(|| joined.join(", "))
}

/// Whether a text announces a name without containing one: "Written by", "Author".
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    !text.is_empty() && (without_by(text).is_empty() || WORDS.author_labels.contains(&&*text.to_lowercase()))
}

/// Whether a name looks like first name and surname of a person: two to five words, each with a capital, in a script
/// without capitals, or one of [`Words::name_particles`](crate::words::Words), and no job title. The list has more
/// words than bylines allow as particles, because this text was found by markup or by its place, while a byline is
/// recognised by its words alone.
pub(super) fn is_full(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_capitalised = |word: &&str| !word.starts_with(char::is_lowercase) || WORDS.name_particles.contains(word);
    FULL_WORDS.contains(&words.len()) && words.iter().all(is_capitalised) && !is_job(name)
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

/// Names without the job titles behind them. What follows a job title after a comma belongs to it, unless it is a full
/// name with a job title of its own: "Keith Moss, Editor, Harbour News". Before the job title, parts that aren't full
/// names belong to it, too.
fn without_jobs(names: &str) -> String {
    let cut = names.find(['|', '/']).filter(|cut| *cut > 0 && is_job(&names[*cut..]));
    let names = cut.map_or(names, |cut| &names[..cut]);
    let parts: Vec<&str> = names.split(',').collect();
    let has_job = |index: usize| parts.get(index + 1).is_some_and(|next| is_job(next));
    let job = (0..parts.len()).find(|index| has_job(*index)).unwrap_or(parts.len());
    let is_own = |index: usize| {
        index == 0 || job == parts.len() || is_full(parts[index].trim()) && (index <= job || has_job(index))
    };
    let own = (0..parts.len()).filter(|index| is_own(*index));
    own.map(|index| without_job(parts[index])).collect::<Vec<_>>().join(",")
}

/// A name without the job title right behind it: "Keith Moss Senior Reporter". The first two words are never cut off.
fn without_job(name: &str) -> &str {
    let mut words = 0;
    for (at, _) in name.match_indices(' ').filter(|(at, _)| *at > 0) {
        words += 1;
        let rest = &name[at + 1..];
        let word = rest.split(' ').next().unwrap_or_default();
        let is_rank = || WORDS.ranks.contains(&&*word.to_lowercase()) || rest.starts_with("Head of ");
        if words >= 2 && (is_job(word) || is_rank()) {
            return &name[..at];
        }
    }
    name
}

/// Whether a word is the address of a page, of a site or of a mailbox, or a handle that begins with "@".
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

/// Whether a text may be the name of a person or of several: it has letters, no date, and isn't just words of bylines
/// or a placeholder.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_initials = name.is_ascii() && name.len() < NAME_LETTERS;
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
    fn the_table_is_sound() {
        word_list::assert_sound("src/metadata/authors.txt", TABLE, &["author_pages", "domains", "placeholders"]);
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
