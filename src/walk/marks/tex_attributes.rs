//! TeX in attributes: formulas that a script or an editor keeps beside what it draws of them.

use crate::walk::element::Attributes;

/// Words in the names of attributes that hold a formula.
const NAMES: &[&str] = &["equation", "expr", "expression", "formula", "katex", "latex", "math", "mathjax", "tex"];
/// Words in the classes of elements that draw a formula whose attribute may have any name.
const CLASSES: &[&str] = &["equation", "formula", "katex", "latex", "math", "mathjax", "tex"];

/// The TeX source of the formula that an element draws, if one of its `data-` attributes holds it. The name of the
/// attribute, or a class of the element, must say that it is a formula, and its value must look like one.
///
/// For editors such as Quill and Notion, and for KaTeX without MathML. Gets a formula wrong that is a word.
pub(in crate::walk) fn tex_of<'a>(attributes: &Attributes<'a>) -> Option<&'a str> {
    let is_formula = |(name, value): &(&str, &str)| {
        has_sign(value)
            && if has_word(name, NAMES) {
                looks_like_tex(value)
            } else {
                is_certain_tex(value) && has_word(attributes.class, CLASSES)
            }
    };
    attributes.all_data().find(is_formula).map(|(_, value)| value)
}

/// Whether a text has one of the signs of formulas or is a single letter. Most texts in attributes are neither.
fn has_sign(text: &str) -> bool {
    text.len() == 1 || text.bytes().any(|byte| matches!(byte, b'\\' | b'^' | b'_' | b'=' | b'+'))
}

/// Whether a text has a command of TeX with an argument, an index or an exponent.
pub(in crate::walk) fn is_certain_tex(text: &str) -> bool {
    has_command(text) && text.contains(['{', '^', '_'])
}

/// Whether a text in an attribute for formulas is one: it has a command, an index, an exponent or an equation, or is a
/// single letter. Conditions in a programming language and names of variables are none. Gets JSON wrong.
fn looks_like_tex(text: &str) -> bool {
    let is_program = ["==", "=>", "!=", "&&", "||", "<", ";"].iter().any(|sign| text.contains(sign));
    let is_letter = text.len() == 1 && text.bytes().all(|c| c.is_ascii_alphabetic());
    let has_index = text.split('_').skip(1).any(|index| index.starts_with(['{', '\\']) || index.len() == 1);
    let is_sum = text.bytes().any(|c| matches!(c, b'=' | b'+')) && !text.starts_with(['=', '+']);
    has_command(text) || !is_program && (is_letter || has_index || is_sum || text.contains('^'))
}

/// Whether a text has a backslash before two letters.
fn has_command(text: &str) -> bool {
    let is_command = |rest: &str| rest.len() > 1 && rest.bytes().take(2).all(|c| c.is_ascii_alphabetic());
    text.split('\\').skip(1).any(is_command)
}

/// Whether one of these words is a part of a name.
fn has_word(name: &str, words: &[&str]) -> bool {
    !name.is_empty()
        && name
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::looks_like_tex;

    #[test]
    fn formulas_are_distinguished_from_programs_and_labels() {
        for (text, expected) in [
            ("\\frac{a}{b}", true),
            ("e = mc^2", true),
            ("a_{ij}", true),
            ("x", true),
            ("a_1", true),
            ("a + b", true),
            ("true", false),
            ("user_name", false),
            ("a == b && c", false),
            ("=R[-1]C[0]*2", false),
            ("42", false),
            ("", false),
        ] {
            assert_eq!(looks_like_tex(text), expected, "{text}");
        }
    }
}
