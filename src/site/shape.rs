//! The shape of a text: what is left the same from page to page when numbers, dates and names change.

use crate::date;

/// With fewer other words, what is left when names are taken out is too common: "by N", "the N of N".
const WORDS_BESIDE_NAMES: usize = 3;
/// What stands for a number or the name of a month, and for a name.
const NUMBER: &str = "0";
const NAME: &str = "N";

/// The shape of a text: lower case, `0` for each number and each name of a month or a day, `N` for each run of names.
/// `None` if that changes nothing, or leaves too little to go by.
///
/// A name is a run of words in capitals that does not begin the text. Right for "Follow Olena Mukhina on Telegram"; gets
/// headlines wrong that capitalise each word, which are then alike only if their short words are the same.
pub(super) fn shape(text: &str) -> Option<String> {
    let mut shape = String::with_capacity(text.len());
    let (mut words, mut names, mut numbers) = (0, 0, 0);
    for (index, word) in text.split_whitespace().enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.contains(char::is_numeric) || date::is_calendar_word(bare) {
            numbers += 1;
            words += usize::from(push_without_digits(&mut shape, bare));
        } else if index > 0 && bare.starts_with(char::is_uppercase) {
            names += 1;
            if !shape.ends_with("N ") {
                shape.push_str(NAME);
                shape.push(' ');
            }
        } else if !bare.is_empty() {
            words += 1;
            shape.extend(bare.chars().flat_map(char::to_lowercase));
            shape.push(' ');
        }
    }
    let enough = if names > 0 { WORDS_BESIDE_NAMES } else { 1 };
    (names + numbers > 0 && words >= enough).then_some(shape)
}

/// Adds a word with its runs of digits as one sign each; whether letters are left: "2024年11月24日" is a whole line.
fn push_without_digits(shape: &mut String, word: &str) -> bool {
    let mut has_letters = false;
    if date::is_calendar_word(word) {
        shape.push_str(NUMBER);
    } else {
        for c in word.chars() {
            if !c.is_numeric() {
                has_letters |= c.is_alphabetic();
                shape.extend(c.to_lowercase());
            } else if !shape.ends_with(NUMBER) {
                shape.push_str(NUMBER);
            }
        }
    }
    shape.push(' ');
    has_letters
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn texts_of_one_shape_are_alike() {
        let alike: &[(&str, &str)] = &[
            ("12 comments", "0 comments"),
            ("Published on 24 November 2024", "published on 0 0 0"),
            ("Publié le lundi 4 mars 2024", "publié le 0 0 0 0"),
            ("Follow Olena Mukhina on Telegram for more", "follow N on N for more"),
            ("2024年11月24日 更新", "0年0月0日 更新"),
            ("8am–6pm", "0am–0pm"),
        ];
        for (text, expected) in alike {
            assert_eq!(shape(text).as_deref(), Some(format!("{expected} ").as_str()), "{text}");
        }
        for text in ["", "Follow us", "by Olena Mukhina", "24.11.2024", "Ten Things To Know", "May", "…"] {
            assert_eq!(shape(text), None, "{text}");
        }
    }
}
