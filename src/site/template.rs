//! The shape of a text: what stays the same from page to page when numbers, dates and names change.

use crate::date;

/// Texts of more bytes have no shape. Texts that repeat except for a number are appeals and labels, and to compute the
/// shape of every paragraph of every story would take longer than everything else that a profile does. Set by hand.
const MAX_BYTES: usize = 250;
/// A text with names has a shape only if it has at least this many other words: with fewer, the shape is too common,
/// such as "by N" or "the N of N". Set by hand.
const WORDS_BESIDE_NAMES: usize = 3;
/// The name of a month or day belongs to a date if a number stands at most this many words away. Set by hand.
const NEAR_NUMBER: usize = 2;
/// Stands in a shape for a number, or for the name of a month or day in a date.
const NUMBER: &str = "0";
/// Stands in a shape for a run of names.
const NAME: &str = "N";

/// A text with signs in place of its numbers, dates and names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The words in lower case, each followed by a space, with [`NUMBER`] and [`NAME`] in place of the others.
    pub(super) text: String,
    /// Number of words that are neither number, date nor name.
    pub(super) words: usize,
}

/// The shape of a text: lower case, `0` for each number and each name of a month or a day in a date, `N` for each run
/// of names. `None` if the text has none of these, or too few other words to be recognised by, or is too long.
///
/// A name is a run of capitalised words that does not begin the text. Right for "Follow Olena Mukhina on Telegram".
/// Gets headlines wrong that capitalise each word: they are taken for names, and only their short words are compared.
pub(super) fn shape(text: &str) -> Option<Shape> {
    let has_numbers = text.bytes().any(|byte| byte.is_ascii_digit()) || !text.is_ascii() && text.contains(is_numeric);
    if text.len() > MAX_BYTES || !has_numbers && is_shapeless(text) {
        return None;
    }
    let bare = text.split_ascii_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let bare: Vec<&str> = bare.filter(|word| !word.is_empty()).collect();
    let has_number: Vec<bool> = bare.iter().map(|word| has_numbers && word.contains(is_numeric)).collect();
    let is_near = |index: usize| {
        let last = (index + NEAR_NUMBER).min(bare.len() - 1);
        has_number[index.saturating_sub(NEAR_NUMBER)..=last].contains(&true)
    };
    let mut shape = String::with_capacity(text.len());
    let (mut words, mut names, mut numbers) = (0, 0, 0);
    for (index, word) in bare.iter().enumerate() {
        if has_number[index] {
            numbers += 1;
            words += usize::from(push_without_digits(&mut shape, word));
        } else if has_numbers && is_near(index) && date::is_calendar_word(word) {
            numbers += 1;
            shape.push_str(NUMBER);
        } else if index > 0 && word.starts_with(char::is_uppercase) {
            names += 1;
            if shape.ends_with(" N ") {
                continue;
            }
            shape.push_str(NAME);
        } else {
            words += 1;
            push_lower(&mut shape, word);
        }
        shape.push(' ');
    }
    let enough = if names > 0 { WORDS_BESIDE_NAMES } else { 1 };
    (names + numbers > 0 && words >= enough).then_some(Shape { text: shape, words })
}

/// Adds a word in lower case.
fn push_lower(shape: &mut String, word: &str) {
    // This path makes lower case twice as fast for most words.
    if word.is_ascii() {
        shape.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        shape.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Whether a text without numbers has no names, or too few words beside them to have a shape. Most labels and many
/// paragraphs are so, and this check is cheaper than to build the shape.
fn is_shapeless(text: &str) -> bool {
    let is_name = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let mut words = text.split_ascii_whitespace();
    let first = words.next().map_or(0, |_| 1);
    let (names, others) = words.fold(
        (0, first),
        |(names, others), word| {
            if is_name(word) { (names + 1, others) } else { (names, others + 1) }
        },
    );
    names == 0 || others < WORDS_BESIDE_NAMES
}

/// Whether a character is a digit or another number sign of any script.
fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && c.is_numeric()
}

/// Adds a word with [`NUMBER`] in place of each run of digits. Returns whether the word has letters, too: in scripts
/// without spaces a word may be a whole line, as "2024年11月24日".
fn push_without_digits(shape: &mut String, word: &str) -> bool {
    // "873" and "1.204" have the same shape.
    if !word.contains(char::is_alphabetic) {
        shape.push_str(NUMBER);
        return false;
    }
    for c in word.chars() {
        if !c.is_numeric() {
            shape.extend(c.to_lowercase());
        } else if !shape.ends_with(NUMBER) {
            shape.push_str(NUMBER);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn texts_that_differ_in_numbers_dates_and_names_share_a_shape() {
        // Text, shape, number of words left.
        let cases: &[(&str, &str, usize)] = &[
            ("12 comments", "0 comments", 1),
            ("Published on 24 November 2024", "published on 0 0 0", 2),
            ("Publié le lundi 4 mars 2024", "publié le 0 0 0 0", 2),
            ("Follow Olena Mukhina on Telegram for more", "follow N on N for more", 4),
            ("2024年11月24日 更新", "0年0月0日 更新", 2),
            ("8am–6pm", "0am–0pm", 1),
            ("873 readers", "0 readers", 1),
            ("1.204 readers", "0 readers", 1),
            ("Monday, November 24: the tide", "0 0 0 the tide", 2),
            ("it may rain in the north of Norway", "it may rain in the north of N", 7),
        ];
        for (text, expected, words) in cases {
            let shape = shape(text).unwrap();
            assert_eq!((shape.text, shape.words), (format!("{expected} "), *words), "{text}");
        }
        for text in ["", "Follow us", "by Olena Mukhina", "24.11.2024", "Ten Things To Know", "May", "…"] {
            assert_eq!(shape(text), None, "{text}");
        }
    }
}
