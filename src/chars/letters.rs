//! Letters that are not ASCII, told without a search.

use std::sync::OnceLock;

/// How many characters stand in one entry of [`GROUPS`]: a bit each.
const GROUP_CHARS: u32 = u64::BITS;
/// The groups of the Basic Multilingual Plane, in which the scripts of most texts lie: U+0000 to U+FFFF.
const GROUP_COUNT: usize = 0x1_0000 / GROUP_CHARS as usize;

/// What the characters of the Basic Multilingual Plane are, a group of neighbours an entry, which is filled in when the
/// first of them is asked about.
static GROUPS: [OnceLock<Group>; GROUP_COUNT] = [const { OnceLock::new() }; GROUP_COUNT];

/// Neighbouring characters, the lowest bit for the first.
#[derive(Clone, Copy)]
struct Group {
    alphabetic: u64,
    numeric: u64,
}

impl Group {
    fn of(first: u32) -> Group {
        let bits = |is: fn(char) -> bool| {
            let own = (0..GROUP_CHARS).filter(|bit| char::from_u32(first + bit).is_some_and(is));
            own.fold(0, |bits, bit| bits | 1 << bit)
        };
        Group { alphabetic: bits(char::is_alphabetic), numeric: bits(char::is_numeric) }
    }

    /// The group of a character and its bit there; `None` outside of the Basic Multilingual Plane.
    #[inline]
    fn around(c: char) -> Option<(Group, u32)> {
        let (group, bit) = (u32::from(c) / GROUP_CHARS, u32::from(c) % GROUP_CHARS);
        let known = GROUPS.get(group as usize)?;
        Some((*known.get_or_init(|| Group::of(group * GROUP_CHARS)), bit))
    }
}

/// As [`char::is_alphanumeric`], which searches a list for every character that is not ASCII, for a thousand
/// instructions where the script stands far back in it as Thai does.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match Group::around(c) {
        Some((group, bit)) => (group.alphabetic | group.numeric) >> bit & 1 == 1,
        None => c.is_alphanumeric(),
    }
}

/// As [`char::is_alphabetic`], without its search, see [`is_alphanumeric`].
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    match Group::around(c) {
        Some((group, bit)) => group.alphabetic >> bit & 1 == 1,
        None => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::{is_alphabetic, is_alphanumeric};
    use crate::clock::times_as_much;

    #[test]
    fn all_characters_are_told_as_the_standard_library_tells_them() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }

    /// Thai took more than five times as long while it was searched for: its script stands far back in the list.
    #[test]
    fn letters_of_all_scripts_are_told_as_fast_as_those_of_chinese() {
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
