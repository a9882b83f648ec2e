//! Bylines: blocks that name the author, the date, the reading time, and nothing else.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table;
use crate::date;

/// No byline is longer (bytes): three authors with their titles and a date.
const LONGEST_BYLINE: usize = 240;
/// Words of a name, of all authors together.
const NAME_WORDS: usize = 12;
/// Dates of one byline: published, updated.
const DATES: usize = 3;

/// What a byline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The author's name as it stands there.
    pub(crate) author: Option<String>,
    /// The first date that can be told, ISO 8601.
    pub(crate) date: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    By,
    Beside,
}

fn meaning(word: &str) -> Option<Meaning> {
    static WORDS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| {
        let meaning = |section| match section {
            "by" => Some(Meaning::By),
            "beside" => Some(Meaning::Beside),
            _ => None,
        };
        table::entries(include_str!("byline.txt")).filter_map(|(section, word)| Some((word, meaning(section)?))).collect()
    });
    WORDS.get(word.to_lowercase().as_str()).copied()
}

/// Reads a block as a byline; `None` if it is something else.
///
/// For "byOlena Mukhina", "Von Jan Kraus, 24.11.2024, 14:05 Uhr", "November 24, 2024 | 5 min read". Gets "By Monday" and
/// "By Toutatis" wrong, where they are a whole block.
pub(crate) fn read(text: &str) -> Option<Byline> {
    if text.len() > LONGEST_BYLINE {
        return None;
    }
    let (rest, dates) = without_dates(text);
    let has_date = !dates.is_empty();
    let date = dates.into_iter().find_map(|found| found.date).map(|date| date.to_string());
    let mut author: Vec<&str> = Vec::new();
    let mut is_named = false;
    for (index, token) in rest.split_whitespace().enumerate() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let glued = glued_name(token).filter(|_| index == 0);
        if let Some(name) = glued {
            is_named = true;
            author.push(name);
        } else if meaning(word) == Some(Meaning::By) {
            is_named = true;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) || meaning(word) == Some(Meaning::Beside) {
            // "and" joins two names.
            if is_named && !author.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()) {
                author.push(token);
            }
        } else if is_named && is_name_word(word) && author.len() < NAME_WORDS {
            author.push(token);
        } else {
            return None;
        }
    }
    while author.last().is_some_and(|last| meaning(last.trim_matches(|c: char| !c.is_alphanumeric())).is_some()) {
        author.pop();
    }
    let author = author.join(" ");
    let author = author.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let ends_a_sentence = author.ends_with('.') && author.len() > "Jr.".len() && !has_date;
    (has_date || (!author.is_empty() && !ends_a_sentence))
        .then(|| Byline { author: (!author.is_empty()).then(|| author.to_owned()), date })
}

/// The text without its dates, and the dates.
fn without_dates(text: &str) -> (String, Vec<date::Found>) {
    let mut rest = text.to_owned();
    let mut dates = Vec::new();
    while dates.len() < DATES
        && let Some(found) = date::find(&rest)
    {
        rest.replace_range(found.range.clone(), " ");
        dates.push(found);
    }
    (rest, dates)
}

/// The name in "byOlena", a by-word and a name that some scraper or style sheet glued together.
fn glued_name(token: &str) -> Option<&str> {
    let hump = token.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let (by, name) = token.split_at(hump);
    let by = by.trim_end_matches([':', '/']);
    (by.chars().all(char::is_lowercase) && meaning(by) == Some(Meaning::By)).then_some(name)
}

/// Names begin with a capital, or stand in a script that has none; particles (van, de la) do not.
fn is_name_word(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_lowercase()) || matches!(word, "van" | "der" | "den" | "bin" | "al" | "ten" | "dos")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_read() {
        let cases = [
            ("byOlena Mukhina", Some((Some("Olena Mukhina"), None))),
            ("By Jane Doe", Some((Some("Jane Doe"), None))),
            ("By Jane Doe and John Roe, Staff Writers", Some((Some("Jane Doe and John Roe, Staff Writers"), None))),
            ("24/11/2024", Some((None, Some("2024-11-24")))),
            ("November 24, 2024 | 5 min read", Some((None, Some("2024-11-24")))),
            ("Von Jan Kraus, 24.11.2024, 14:05 Uhr", Some((Some("Jan Kraus"), Some("2024-11-24")))),
            ("Par Marie van der Meer", Some((Some("Marie van der Meer"), None))),
            ("By the time the rain stopped, the river had risen.", None),
            ("By Christmas.", None),
            ("On 24 November 2024 the council voted to close the bridge.", None),
            ("She was born by the sea", None),
            ("Olena Mukhina", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = read(text);
            let found = found.as_ref().map(|byline| (byline.author.as_deref(), byline.date.as_deref()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
