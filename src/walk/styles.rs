//! What the `style` attribute of an element says about the display of its text. Style sheets are not read.

use std::ops::BitOr;

/// What the declarations of a `style` attribute have in common that the walker knows: a set of bits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Styles(u8);

impl Styles {
    const NONE: Styles = Styles(0);
    /// The element is not shown.
    pub(super) const HIDDEN: Styles = Styles(1);
    /// The element is a block.
    pub(super) const BLOCK: Styles = Styles(2);
    /// The element is a piece of a line of text.
    pub(super) const INLINE: Styles = Styles(4);
    /// The element is a box in a line of text.
    pub(super) const INLINE_BOX: Styles = Styles(8);
    /// The line breaks and the spaces of the text are kept, as in program code.
    pub(super) const KEEPS_SPACES: Styles = Styles(16);
    /// The line breaks of the text are shown.
    pub(super) const KEEPS_LINES: Styles = Styles(32);
    /// A reader can't select the text.
    pub(super) const UNSELECTABLE: Styles = Styles(64);

    /// Reads a `style` attribute. Of contradictory declarations all count.
    pub(super) fn of(style: &str) -> Styles {
        let known = split(style).filter(|declaration| may_be_known(declaration)).filter_map(parts);
        known.map(|(name, value)| meaning(name, value)).fold(Styles::NONE, Styles::bitor)
    }

    /// Whether one of the declarations has this meaning.
    pub(super) fn has(self, meaning: Styles) -> bool {
        self.0 & meaning.0 != 0
    }
}

impl BitOr for Styles {
    type Output = Styles;

    fn bitor(self, other: Styles) -> Styles {
        Styles(self.0 | other.0)
    }
}

/// The declarations of a `style` attribute: property and value.
pub(super) fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    split(style).filter_map(parts)
}

/// What stands between the semicolons of a `style` attribute.
fn split(style: &str) -> impl Iterator<Item = &str> {
    // A loop over bytes is faster than `split` on texts as short as declarations.
    let mut rest = Some(style);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|byte| byte == b';');
        let (first, behind) = text.split_at(end.unwrap_or(text.len()));
        rest = behind.get(1..);
        Some(first)
    })
}

/// The property and the value of a declaration.
fn parts(declaration: &str) -> Option<(&str, &str)> {
    let (name, value) = declaration.split_once(':')?;
    Some((name.trim(), value.trim()))
}

/// Whether the first letter is that of a property that [`meaning`] knows, or no letter of ASCII. Most properties are
/// told from those by it.
fn may_be_known(declaration: &str) -> bool {
    let first = declaration.bytes().find(|byte| *byte > b' ');
    first.is_some_and(|byte| matches!(byte, b'd' | b'D' | b'v' | b'V' | b'w' | b'W' | b'u' | b'U' | b'-' | 128..))
}

/// Values of `display`, with what they mean.
const DISPLAYS: &[(&str, Styles)] = &[
    ("none", Styles::HIDDEN),
    ("block", Styles::BLOCK),
    ("flex", Styles::BLOCK),
    ("grid", Styles::BLOCK),
    ("table", Styles::BLOCK),
    ("list-item", Styles::BLOCK),
    ("inline", Styles::INLINE),
    ("inline-block", Styles::INLINE_BOX),
    ("inline-flex", Styles::INLINE_BOX),
    ("inline-grid", Styles::INLINE_BOX),
];
/// Values of `visibility`, with what they mean.
const VISIBILITIES: &[(&str, Styles)] = &[("hidden", Styles::HIDDEN)];
/// Values of `white-space`, with what they mean.
const WHITE_SPACES: &[(&str, Styles)] = &[
    ("pre", Styles::KEEPS_SPACES),
    ("pre-line", Styles::KEEPS_LINES),
    ("pre-wrap", Styles(Styles::KEEPS_SPACES.0 | Styles::KEEPS_LINES.0)),
    ("break-spaces", Styles(Styles::KEEPS_SPACES.0 | Styles::KEEPS_LINES.0)),
];
/// Values of `user-select`, with what they mean.
const SELECTIONS: &[(&str, Styles)] = &[("none", Styles::UNSELECTABLE)];

/// What a declaration means, in any case of letters, whether or not it is `!important`.
fn meaning(name: &str, value: &str) -> Styles {
    let is_named = |own: &str| name.eq_ignore_ascii_case(own);
    // The length of the name tells most properties from those that matter.
    let values = match name.len() {
        7 if is_named("display") => DISPLAYS,
        10 if is_named("visibility") => VISIBILITIES,
        11 if is_named("white-space") => WHITE_SPACES,
        11 | 19 if is_named("user-select") || is_named("-webkit-user-select") => SELECTIONS,
        _ => return Styles::NONE,
    };
    let value = value.split(['!', ' ']).next().unwrap_or_default();
    let own = values.iter().find(|(own, _)| value.eq_ignore_ascii_case(own));
    own.map_or(Styles::NONE, |(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_known_in_any_spelling() {
        for (style, expected) in [
            ("", Styles::NONE),
            ("color: red; display:None !important", Styles::HIDDEN),
            ("VISIBILITY : hidden", Styles::HIDDEN),
            ("display: list-item", Styles::BLOCK),
            ("display:inline", Styles::INLINE),
            ("display:inline-flex;visibility:visible", Styles::INLINE_BOX),
            ("white-space: pre", Styles::KEEPS_SPACES),
            ("white-space: pre-line", Styles::KEEPS_LINES),
            ("white-space:pre-wrap; display:block", Styles::KEEPS_SPACES | Styles::KEEPS_LINES | Styles::BLOCK),
            ("-webkit-user-select:none", Styles::UNSELECTABLE),
            ("user-select:text", Styles::NONE),
            ("--display:none;displays:none;display", Styles::NONE),
        ] {
            assert_eq!(Styles::of(style), expected, "{style}");
        }
    }
}
