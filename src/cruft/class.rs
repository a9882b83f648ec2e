//! What the words in class names say about the text inside, read from the word list `classes.txt`.

use std::sync::LazyLock;

use super::Cruft;
use crate::hash;
use crate::words::word_list::{self, Entry};
use crate::words::word_map::WordMap;

/// The word list; its first lines describe the format.
const CLASSES: &str = include_str!("classes.txt");
/// The name of the section whose words speak for content; the other sections are named after kinds of cruft.
const CONTENT: &str = "content";

/// What a word of a class, id, role or itemprop says about the text inside the container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassMeaning {
    /// The text is content.
    Content,
    /// The text is cruft of this kind.
    Cruft {
        kind: Cruft,
        /// The word of the list, in lower case.
        word: &'static str,
    },
}

/// Length of the longest word in the list, in bytes. A test compares it with the list.
const LONGEST_WORD_BYTES: usize = 15;

/// The words of the list with their meanings.
static MEANINGS: LazyLock<WordMap<ClassMeaning>> = LazyLock::new(|| {
    let meanings = |entry: Entry<'static>| Some((entry.word, meaning_of(entry.section, entry.word)?));
    WordMap::of(word_list::entries(CLASSES).filter_map(meanings))
});

/// The meaning of a word of a class in any case; `None` if the word is not in the list.
pub(crate) fn class_meaning(word: &str) -> Option<ClassMeaning> {
    MEANINGS.get(word)
}

/// The meaning of a class whose ASCII letters, without all that stands between them, are a word in any case; `None` if
/// that word is not in the list.
pub(crate) fn letters_meaning(class: &str) -> Option<ClassMeaning> {
    let mut letters = [0; LONGEST_WORD_BYTES];
    let mut len = 0;
    for letter in class.bytes().filter(u8::is_ascii_alphabetic) {
        *letters.get_mut(len)? = letter.to_ascii_lowercase();
        len += 1;
    }
    MEANINGS.get_hashed(hash::of_bytes(&letters[..len]))
}

/// The meaning of a word by the section that it is in; `None` if the section names no kind of cruft.
fn meaning_of(section: &str, word: &'static str) -> Option<ClassMeaning> {
    match section {
        CONTENT => Some(ClassMeaning::Content),
        kind => kind.parse().ok().map(|kind| ClassMeaning::Cruft { kind, word }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_word_list_is_sound() {
        let kinds = Cruft::ALL.iter().map(|kind| kind.name());
        word_list::assert_sound(
            "src/cruft/classes.txt",
            CLASSES,
            &[CONTENT].into_iter().chain(kinds).collect::<Vec<_>>(),
        );
        let mut seen = HashMap::new();
        for entry in word_list::entries(CLASSES) {
            let place = format!("src/cruft/classes.txt:{}: {}", entry.line, entry.word);
            let other = seen.insert(entry.word, entry.line);
            assert_eq!(other, None, "{place}: a word has one meaning, and it stands in that line as well: keep one");
        }
        let longest = word_list::entries(CLASSES).map(|entry| entry.word.len()).max();
        assert_eq!(longest, Some(LONGEST_WORD_BYTES));
    }

    #[test]
    fn words_are_found_in_either_case() {
        assert_eq!(
            class_meaning("Newsletter"),
            Some(ClassMeaning::Cruft { kind: Cruft::Newsletter, word: "newsletter" })
        );
        assert_eq!(class_meaning("WYSIWYG"), Some(ClassMeaning::Content));
        assert_eq!(letters_meaning("wysi-WYG_2"), Some(ClassMeaning::Content));
        assert_eq!(letters_meaning("x7f3a"), None);
        assert_eq!(letters_meaning("averylongwordthatnobodywouldputinatable"), None);
    }
}
