//! Formulas in plain text, where the page has only their TeX: a sentence without them would have a hole.

use super::inline::closes;
use crate::article::Style;

/// Commands that stand around all of a formula of Wikipedia and say nothing but how large it is.
const SIZES: [&str; 2] = ["{\\displaystyle", "{\\textstyle"];

/// Adds the TeX of a formula to a line, apart from the words on both sides. `behind` is the text behind it, and
/// `is_inside` says that it does not stand at the beginning of the text. Returns how many bytes of the text behind to
/// leave out: the space in front of a comma, which was the one in front of the formula.
pub(super) fn push(tex: &str, behind: &str, is_inside: bool, out: &mut String) -> usize {
    let is_apart = out.is_empty() || out.ends_with(|c: char| c.is_whitespace() || "([{„“\"'«‘".contains(c));
    let is_glued = is_inside && !is_apart;
    if is_glued {
        out.push(' ');
    }
    out.extend(words(tex));
    if behind.starts_with(char::is_alphanumeric) {
        out.push(' ');
    }
    usize::from(is_glued && behind.starts_with(' ') && behind[1..].starts_with(closes))
}

/// The formulas among what stands between two blocks, each on a line of its own.
pub(super) fn lines<'a>(between: impl Iterator<Item = &'a Style>) -> impl Iterator<Item = String> {
    between.filter_map(|style| match style {
        Style::Math { tex, .. } => Some(words(tex).collect()),
        _ => None,
    })
}

/// The words of a formula and the spaces between them, without a command of [`SIZES`] around it.
fn words(tex: &str) -> impl Iterator<Item = &str> {
    let tex = tex.trim();
    let inside = SIZES.iter().find_map(|size| tex.strip_prefix(size)?.strip_suffix('}'));
    let bare = inside.filter(|inside| inside.starts_with([' ', '\\']) && is_balanced(inside)).unwrap_or(tex);
    bare.split_whitespace().enumerate().flat_map(|(index, word)| [if index > 0 { " " } else { "" }, word])
}

/// Whether no brace of a formula closes what was opened before it.
fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i32;
    tex.bytes().all(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stand_apart_from_the_words_beside_them() {
        for (before, tex, behind, expected) in [
            ("where ", "x^2", " is", "where x^2 is"),
            ("where", "x^2", " is", "where x^2 is"),
            ("where", "x", "is", "where x is"),
            ("of", "x", " , and", "of x, and"),
            ("of (", "x", ")", "of (x)"),
            ("", "{\\displaystyle E=mc^{2}}", "", "E=mc^{2}"),
            ("", "{\\displaystyle a}+{b}", "", "{\\displaystyle a}+{b}"),
            ("", "a\n  b", "", "a b"),
        ] {
            let mut out = before.to_owned();
            let left_out = push(tex, behind, !before.is_empty(), &mut out);
            assert_eq!(out + &behind[left_out..], expected);
        }
    }
}
