//! The names of authors, as pages write them: without "By", job titles, dates and addresses.

use super::text::{plain, without_tags};
use crate::chars::is_unseen;
use crate::cruft::{names_nobody, without_by};
use crate::date;

/// Fewer Latin letters are the initials that stand for a portrait.
const NAME_LETTERS: usize = 3;
/// A name, of all authors together, has no more words.
const NAME_WORDS: usize = 24;
/// And no more bytes.
const NAME_BYTES: usize = 240;
/// So many authors are named: papers have dozens, and each name is compared with those before it.
const MAX_AUTHORS: usize = 32;
/// What sets a name off from what is said of the person.
const ENDS: &[&str] = &["\n", " | ", " • ", " · ", " – ", " — ", " // ", " / ", " (", " - ", " on ", " in "];
/// Words of job titles, in lower case; of English ones those of several people, too.
const JOBS: &[&str] = &[
    "analyst",
    "ceo",
    "columnist",
    "contributor",
    "correspondent",
    "cto",
    "desk",
    "director",
    "editor",
    "expert",
    "founder",
    "freelance",
    "freelancer",
    "intern",
    "journalist",
    "manager",
    "producer",
    "redakteur",
    "redakteurin",
    "reporter",
    "reviewer",
    "specialist",
    "strategist",
    "writer",
];
/// Words that stand before those of a job, in lower case.
const RANKS: &[&str] = &[
    "assistant",
    "associate",
    "chief",
    "contributing",
    "co-founder",
    "deputy",
    "executive",
    "lead",
    "review",
    "senior",
    "staff",
];
/// Labels above the name of an author that are no words of bylines.
const LABELS: &[&str] = &["article by", "author", "authors", "by", "posted by", "written by"];
/// Words in names that may begin in lower case.
const PARTICLES: &[&str] =
    &["al", "and", "bin", "da", "de", "del", "den", "der", "di", "dos", "la", "le", "ten", "van", "von", "y"];
/// Ends of the names of hosts.
const DOMAINS: &[&str] =
    &["blog", "com", "de", "edu", "fr", "gov", "info", "io", "it", "jp", "net", "news", "org", "pl", "ru", "uk"];
/// Words of a full name.
const FULL_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// What templates put where no author is known, and the names of no person.
const NOBODY: &[&str] =
    &["admin", "administrator", "anonymous", "author", "null", "none", "undefined", "unknown", "user", "webmaster"];

/// The name that a text for machines gives; `None` if it is none.
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

/// The name that readers see in a text: up to the first date or sign that sets it off.
pub(super) fn visible(text: &str) -> Option<String> {
    let name = without_by(text.trim());
    let dated = date::find(name).map(|found| found.range.start);
    let ended = ENDS.iter().filter_map(|end| name.find(end));
    let name = ended.chain(dated).filter(|end| *end > 0).min().map_or(name, |end| &name[..end]);
    clean(name)
}

/// Several names as one text.
pub(super) fn join(names: impl Iterator<Item = String>) -> Option<String> {
    let mut joined: Vec<String> = Vec::new();
    for name in names {
        if joined.len() == MAX_AUTHORS {
            break;
        }
        // Some sources write names in capitals.
        let is_same = |other: &String| other.to_lowercase() == name.to_lowercase();
        if !joined.iter().any(is_same) {
            joined.push(name);
        }
    }
    (!joined.is_empty()).then(|| joined.join(", "))
}

/// Whether a text announces a name and gives none: "Written by", "Author".
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    !text.is_empty() && (without_by(text).is_empty() || LABELS.contains(&&*text.to_lowercase()))
}

/// Whether a name has the look of a person's: first name and surname.
pub(super) fn is_full(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_capitalised = |word: &&str| !word.starts_with(char::is_lowercase) || PARTICLES.contains(word);
    FULL_WORDS.contains(&words.len()) && words.iter().all(is_capitalised) && !is_job(name)
}

/// Whether a text tells what somebody does. "Head" alone is a name as well.
pub(super) fn is_job(text: &str) -> bool {
    let mut before = String::new();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = word.to_lowercase();
        let is_head = word == "of" && before == "head";
        let is_job = is_head || JOBS.contains(&&*word) || word.strip_suffix('s').is_some_and(|one| JOBS.contains(&one));
        before = word;
        is_job
    })
}

/// TitleCandidates without the job titles behind them. What follows a title belongs to it, unless it has one of its
/// own: "Keith Moss, Editor, Harbour News". So does beside one what is no full name.
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

/// A name without the job title right behind it: "Keith Moss Senior Reporter".
fn without_job(name: &str) -> &str {
    let mut words = 0;
    for (at, _) in name.match_indices(' ').filter(|(at, _)| *at > 0) {
        words += 1;
        let rest = &name[at + 1..];
        let word = rest.split(' ').next().unwrap_or_default();
        let is_rank = || RANKS.contains(&&*word.to_lowercase()) || rest.starts_with("Head of ");
        if words >= 2 && (is_job(word) || is_rank()) {
            return &name[..at];
        }
    }
    name
}

/// Whether a word is the address of a page, a site or a mailbox, or a handle.
pub(super) fn is_address(word: &str) -> bool {
    let is_domain = |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_lowercase());
    let host = word.split_once('/').and_then(|(host, _)| host.rsplit_once('.'));
    word.contains("://")
        || word.contains('@')
        || word.to_lowercase().contains("www.")
        || host.is_some_and(|(_, end)| is_domain(end))
        || is_host(word)
}

/// Whether a word is the name of a host: "example.org". Handles such as "j.moss" and "will.i.am" are none.
fn is_host(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    word.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && DOMAINS.contains(&end))
        && word.chars().all(is_part)
}

fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_initials = name.is_ascii() && name.len() < NAME_LETTERS;
    name.contains(|c: char| c.is_alphabetic())
        && !is_initials
        && name.split(' ').count() <= NAME_WORDS
        && !names_nobody(name)
        && date::find(name).is_none()
        && !lower.starts_with(['/', '{', '#'])
        && !NOBODY.contains(&lower.as_str())
}
