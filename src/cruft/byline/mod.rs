//! Bylines: blocks that name the author, the date or the reading time, and nothing else.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::chars::is_word_char;
use crate::date;
use crate::words::WORDS;
use crate::words::word_map::WordMap;

/// The most bytes of a byline: those of three authors with their job titles and a date. Set by hand.
const LONGEST_BYLINE: usize = 240;
/// The most words of a name, which may be those of several authors. Set by hand.
const NAME_WORDS: usize = 12;
/// The most words of a name in a script without capitals, where any word may be part of a name. Set by hand.
const CASELESS_NAME_WORDS: usize = 6;
/// The most characters of a word of a name in a script without capitals; from Thai, which writes a surname as one word.
const CASELESS_NAME_CHARS: usize = 20;
/// The most characters of a name in Chinese, Japanese or Korean that nothing announces. Set by hand.
const BARE_NAME_CHARS: usize = 3;
/// The signs that stand between a label and the name.
const LABEL_ENDS: [char; 5] = [':', '：', '/', '／', '｜'];
/// The signs that separate the handle of a user from the date.
const HANDLE_ENDS: [char; 5] = ['»', '|', '•', '·', '—'];
/// The number of words of a name that only the date behind it shows to be one. Set by hand.
const BARE_NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;
/// The most dates of a byline: published, updated and one more. Set by hand.
const DATES: usize = 3;

/// What a byline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The author's name as it stands there.
    pub(crate) author: Option<String>,
    /// The first date whose day and month are certain, in ISO 8601.
    pub(crate) date: Option<String>,
}

/// What a word says in a byline: the section of the word lists that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// The word announces a name, as "by" does.
    By,
    /// The word announces a name only if a colon or slash follows, as in "Text: Jana Kessler".
    Label,
    /// The word stands beside names and dates, as "updated" does.
    Beside,
    /// The word names a day of the week, which stands beside dates and is a surname in many languages.
    Weekday,
    /// The word is no name by itself, as "news" is none.
    Nobody,
}

/// What a token says, whatever its case and the punctuation around it.
fn meaning(token: &str) -> Option<Meaning> {
    static MEANINGS: LazyLock<WordMap<Meaning>> = LazyLock::new(|| {
        let sections = [
            (&WORDS.weekdays, Meaning::Weekday),
            (&WORDS.byline_by, Meaning::By),
            (&WORDS.byline_labels, Meaning::Label),
            (&WORDS.byline_beside, Meaning::Beside),
            (&WORDS.byline_nobody, Meaning::Nobody),
        ];
        WordMap::of(sections.into_iter().flat_map(|(words, meaning)| words.iter().map(move |word| (*word, meaning))))
    });
    MEANINGS.get(bare(token))
}

/// Reads a block as a byline; `None` if it is something else.
///
/// For "byOlena Mukhina", "Von Jan Kraus, 24.11.2024, 14:05 Uhr", "November 24, 2024 | 5 min read". Gets wrong: "By
/// Toutatis" and "Buenos Aires, 5 December 2024" where they are a whole block, which it takes for bylines.
pub(crate) fn read(text: &str) -> Option<Byline> {
    read_dated(text).0
}

/// Reads a block as [`read`] does, and gives the share (0..=1) of the text that its dates take up, in bytes; 0 for
/// texts that are too long for a byline.
///
/// The share shows bylines that [`read`] does not know, as those with the name behind the date: "11.12.2019 - Amelie
/// Winter".
pub(crate) fn read_dated(text: &str) -> (Option<Byline>, f32) {
    if text.len() > LONGEST_BYLINE {
        return (None, 0.0);
    }
    let (rest, dates) = without_dates(text);
    let dated: usize = dates.iter().map(|found| found.range.len()).sum();
    let byline = if is_initials(text) { Some(Byline { author: None, date: None }) } else { of(text, &rest, dates) };
    (byline, dated as f32 / text.len().max(1) as f32)
}

/// Reads a block as a byline, given the text without its dates, and these.
fn of(text: &str, rest: &str, dates: Vec<date::Found>) -> Option<Byline> {
    let bare_name = dates.first().and_then(|first| bare_name(&text[..first.range.start]));
    let author = match bare_name {
        Some(name) => announced_name(rest.get(name.len()..)?, true)?.is_empty().then(|| name.to_owned())?,
        None => announced_name(rest, !dates.is_empty())?,
    };
    let author = author.trim_matches(|c| !is_word_char(c) && c != '.');
    let ends_a_sentence = author.ends_with('.') && author.len() > "Jr.".len() && dates.is_empty();
    if dates.is_empty() && author.is_empty() || ends_a_sentence {
        return None;
    }
    let date = dates.into_iter().find_map(|found| found.date).map(|date| date.to_string());
    Some(Byline { author: (!author.is_empty()).then(|| author.to_owned()), date })
}

/// The text without the words that announce a name: "Written by", "Posted on 1 July by", "作者：".
pub(crate) fn without_by(text: &str) -> &str {
    let mut rest = text;
    while let Some(token) = tokens(rest).next() {
        let end = rest.find(token).map_or(0, |at| at + token.len());
        let is_announced = match meaning(token) {
            Some(Meaning::By) => true,
            Some(Meaning::Label) => token.ends_with(LABEL_ENDS) || rest[end..].trim_start().starts_with(LABEL_ENDS),
            Some(Meaning::Beside) => tokens(&rest[end..]).next().and_then(meaning) == Some(Meaning::By),
            _ => false,
        };
        if !is_announced {
            break;
        }
        rest = rest[end..].trim_start_matches(|c: char| c.is_whitespace() || LABEL_ENDS.contains(&c));
    }
    rest
}

/// Whether the text has nothing but numbers and words of bylines: "5 min read", "Published on".
pub(crate) fn names_nobody(text: &str) -> bool {
    tokens(text).all(|token| meaning(token).is_some() || !bare(token).starts_with(char::is_alphabetic))
}

/// Whether the text is the initials of authors or agencies in parentheses, as German papers set them below a story:
/// "(jk)", "(dpa/mhe)".
fn is_initials(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|signs| {
        signs.split('/').all(|sign| (2..=4).contains(&sign.len()) && sign.bytes().all(|b| b.is_ascii_lowercase()))
    })
}

/// The text without its first [`DATES`] dates, and these dates.
fn without_dates(text: &str) -> (Cow<'_, str>, Vec<date::Found>) {
    let mut rest = Cow::Borrowed(text);
    let mut dates = Vec::new();
    while dates.len() < DATES
        && let Some(found) = date::find(&rest)
    {
        rest.to_mut().replace_range(found.range.clone(), " ");
        dates.push(found);
    }
    (rest, dates)
}

/// The name that only a date behind it shows to be one, given what stands before the date: "Olena Mukhina" for
/// "Olena Mukhina, 24 November 2024".
fn bare_name(before: &str) -> Option<&str> {
    let ends = [before.find([',', '|', '·', '•', '–', '—', '\n']), before.find(" - ")];
    let end = ends.into_iter().flatten().min().unwrap_or(before.len());
    let name = before[..end].trim_end();
    let is_name = |word: &str| is_initial(word) || is_particle(word) || is_capitalised(word) && meaning(word).is_none();
    let words: Vec<&str> = name.split_whitespace().collect();
    let are_names = is_capitalised(name) && words.iter().all(|word| is_name(word));
    (are_names && BARE_NAME_WORDS.contains(&words.len())).then_some(name)
}

/// The name that a word such as "by" announces, empty if there is none; `None` if the text has anything else than
/// names, numbers and words of bylines. `is_dated` is whether a date was taken out of the text.
fn announced_name(text: &str, is_dated: bool) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    let mut is_named = false;
    let mut tokens = tokens(text).peekable();
    while let Some(token) = tokens.next() {
        let meaning = meaning(token);
        if !is_named && meaning.is_none() && bare(token).starts_with(char::is_alphabetic) {
            // Most blocks end here.
            return None;
        }
        let next = tokens.peek().copied().unwrap_or_default();
        let is_label = meaning == Some(Meaning::Label) && (token.ends_with(LABEL_ENDS) || next.starts_with(LABEL_ENDS));
        let is_first = is_named && name.is_empty();
        if meaning == Some(Meaning::By) || is_label {
            is_named = true;
        } else if is_named && (is_initial(token) || is_first && is_capitalised(token)) {
            name.push(token);
        } else if matches!(meaning, Some(Meaning::Beside | Meaning::Weekday | Meaning::Label)) {
            // Within names such a word is kept: "and" joins two names.
            if !name.is_empty() {
                name.push(token);
            }
        } else if bare(token).is_empty() || !is_first && bare(token).starts_with(char::is_numeric) {
        } else if is_named && is_name_word(token, name.len()) || is_first && is_dated && next.starts_with(HANDLE_ENDS) {
            name.push(token);
        } else {
            return None;
        }
    }
    while let [first, .., last] = name[..]
        && match meaning(last) {
            Some(Meaning::Beside) => !is_initial(last),
            // "Von Anna Sonntag, 24. März 2024" names Anna Sonntag.
            Some(Meaning::Weekday) => is_dated && (name.len() > 2 || first.ends_with(',')),
            _ => false,
        }
    {
        name.pop();
    }
    let is_nobody = |word: &&str| matches!(meaning(word), Some(Meaning::Beside | Meaning::Weekday | Meaning::Nobody));
    (name.is_empty() || !name.iter().all(is_nobody)).then(|| name.join(" "))
}

/// The words of a text. A label is split from the name behind it ("作者：柯玛莎"), and so is a word such as "by" that a
/// scraper or a style sheet glued to the name ("byOlena") or to itself ("Byby").
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_whitespace().flat_map(|token| {
        let is_plain = token
            .bytes()
            .enumerate()
            .all(|(at, byte)| byte.is_ascii_lowercase() || at == 0 && byte.is_ascii_uppercase());
        if let Some((first, second)) = doubled(token) {
            return [first, second];
        }
        if is_plain {
            return [token, ""];
        }
        let label = token.find(LABEL_ENDS).map(|at| at + token[at..].chars().next().map_or(0, char::len_utf8));
        let hump = || token.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
        let (first, second) = token.split_at(label.or_else(hump).unwrap_or(0));
        let is_glued = match label {
            Some(_) => meaning(first).is_some(),
            None => {
                let is_name_part = || WORDS.name_particles.contains(&&*first.to_lowercase());
                first.chars().skip(1).all(char::is_lowercase)
                    && meaning(first) == Some(Meaning::By)
                    && (first.starts_with(char::is_lowercase) || !is_name_part())
            }
        };
        if is_glued { [first, second] } else { [token, ""] }
    });
    parts.filter(|part| !part.is_empty())
}

/// The halves of a token that is a word such as "by" and the same again, in any case: "Byby".
fn doubled(token: &str) -> Option<(&str, &str)> {
    let half = token.len() / 2;
    let (first, second) = token.is_char_boundary(half).then(|| token.split_at(half))?;
    let is_same = || {
        first.eq_ignore_ascii_case(second)
            || !token.is_ascii()
                && first.chars().flat_map(char::to_lowercase).eq(second.chars().flat_map(char::to_lowercase))
    };
    (first.len() == second.len() && is_same() && meaning(first) == Some(Meaning::By)).then_some((first, second))
}

/// A token without the punctuation around it.
fn bare(token: &str) -> &str {
    match token.as_bytes() {
        // Most tokens have nothing to trim.
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => token,
        _ => token.trim_matches(|c| !is_word_char(c)),
    }
}

/// Whether a token begins with a capital, behind any punctuation.
fn is_capitalised(token: &str) -> bool {
    bare(token).starts_with(char::is_uppercase)
}

/// Whether a token is an initial such as "J.", which would otherwise be read as a word of bylines: an hour or a
/// preposition.
fn is_initial(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.all(|c| c == ',')
}

/// Whether a token in lower case may be part of a name: "van", "der". The metadata allow more such words, see
/// [`Words::name_particles`](crate::words::Words), because they know where a name stands: here a word more makes a
/// byline of more sentences.
fn is_particle(token: &str) -> bool {
    WORDS.byline_particles.contains(&token)
}

/// Whether a token may follow `before` words of names: it has a capital, is a particle (van, bin), or is of a script
/// without capitals.
fn is_name_word(token: &str, before: usize) -> bool {
    let word = bare(token);
    if !word.starts_with(char::is_alphabetic) || word.starts_with(char::is_lowercase) {
        return is_particle(word) && before < NAME_WORDS;
    }
    let is_caseless = !is_capitalised(word);
    let joins = |c: char| is_word_char(c) || ",،、，・·.-'’()（）".contains(c);
    before < if is_caseless { CASELESS_NAME_WORDS } else { NAME_WORDS }
        && (!is_caseless || token.chars().count() <= CASELESS_NAME_CHARS && token.chars().all(joins))
}

/// Whether a word may be part of a name that nothing announces: it consists of letters, and begins with a capital or is
/// a short word in Chinese, Japanese or Korean. In other scripts without capitals, nothing shows that a word is a name.
pub(crate) fn may_be_name(word: &str) -> bool {
    let is_east_asian =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let is_verb = || WORDS.verb_endings.iter().any(|ending| word.ends_with(ending));
    let is_short = || word.chars().count() <= BARE_NAME_CHARS && !is_verb();
    word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        && (word.starts_with(char::is_uppercase) || !word.is_empty() && word.chars().all(is_east_asian) && is_short())
}

#[cfg(test)]
mod tests;
