//! Looks up letters and digits of any script in a bit table, which is faster than the search of the standard library.

use std::sync::OnceLock;

/// Number of characters in one entry of [`GROUPS`]: one bit for each.
const GROUP_CHARS: u32 = u64::BITS;
/// Number of groups in the Basic Multilingual Plane (U+0000 to U+FFFF), which has the scripts of most texts.
const GROUP_COUNT: usize = 0x1_0000 / GROUP_CHARS as usize;

/// The table of the Basic Multilingual Plane. Each entry is a group of neighbouring characters and is filled in when
/// the first of them is looked up.
static GROUPS: [OnceLock<Group>; GROUP_COUNT] = [const { OnceLock::new() }; GROUP_COUNT];

/// The properties of [`GROUP_CHARS`] neighbouring characters, a bit for each; the lowest bit is the first character.
#[derive(Clone, Copy)]
struct Group {
    alphabetic: u64,
    numeric: u64,
}

impl Group {
    /// Fills in the group that begins with the code point `first`.
    fn of(first: u32) -> Group {
        let bits = |is: fn(char) -> bool| {
            let own = (0..GROUP_CHARS).filter(|bit| char::from_u32(first + bit).is_some_and(is));
            own.fold(0, |bits, bit| bits | 1 << bit)
        };
        Group { alphabetic: bits(char::is_alphabetic), numeric: bits(char::is_numeric) }
    }

    /// The group of a character and the number of its bit there; `None` outside of the Basic Multilingual Plane.
    #[inline]
    fn around(c: char) -> Option<(Group, u32)> {
        let (group, bit) = (u32::from(c) / GROUP_CHARS, u32::from(c) % GROUP_CHARS);
        let known = GROUPS.get(group as usize)?;
        Some((*known.get_or_init(|| Group::of(group * GROUP_CHARS)), bit))
    }
}

/// Gives the same answer as [`char::is_alphanumeric`] in constant time. The standard library searches a list for every
/// character that is not ASCII, which takes a thousand instructions for scripts far back in it, such as Thai.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match Group::around(c) {
        Some((group, bit)) => (group.alphabetic | group.numeric) >> bit & 1 == 1,
        None => c.is_alphanumeric(),
    }
}

/// Gives the same answer as [`char::is_alphabetic`] in constant time, see [`is_alphanumeric`].
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    match Group::around(c) {
        Some((group, bit)) => group.alphabetic >> bit & 1 == 1,
        None => c.is_alphabetic(),
    }
}

/// The letters and digits of a name or title in lower case, by which two spellings of it are compared.
pub(crate) fn small_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::{is_alphabetic, is_alphanumeric};
    use crate::clock::times_as_much;

    #[test]
    fn all_characters_are_classified_as_by_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }

    /// With the standard library's search Thai took more than five times as long as Chinese: its script is far back in
    /// the list.
    #[test]
    fn letters_of_all_scripts_take_about_as_long_as_those_of_chinese() {
        const CHARS: usize = 20_000;
        const MOST: f64 = 3.0;
        let read = |letter: char| {
            let letters = (0..CHARS).filter(|_| is_alphanumeric(black_box(letter)) && is_alphabetic(black_box(letter)));
            assert_eq!(black_box(letters.count()), CHARS, "{letter:?}");
        };
        for letter in ['a', 'é', 'ж', 'ש', 'ا', 'न', 'த', 'ร', 'ລ', 'མ', 'မ', 'გ', 'ጀ', 'ភ', 'あ', '한']
        {
            let times = times_as_much(MOST, || read('船'), || read(letter));
            assert!(times <= MOST, "{letter}: {times} times the cost of Chinese");
        }
    }
}
