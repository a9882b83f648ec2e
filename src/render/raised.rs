//! Superscripts and subscripts in plain text: kept apart from the digits and letters beside them where these would be
//! read as one number or word. Formulas that the page has only as TeX.

use std::ops::Range;

use super::tex;
use crate::article::{Block, Style, StyledRange};

/// Letters that stand for numbers when they are raised. Others are the ends of ordinals and abbreviations, as in "2e",
/// "Mr" and "no".
const EXPONENTS: &[&str] = &["T", "i", "j", "k", "m", "n", "x", "y", "z"];
/// The superscript of each digit.
const RAISED_DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
/// A raised text with more characters than this is no exponent. Set by hand.
const MAX_CHARS: usize = 12;

/// Adds a stretch of the text of a block, such as a table cell. A raised number is written with superscript digits
/// behind a letter ("m²") and with a circumflex behind a digit ("10^6"); a lowered text has an underscore where it
/// would be glued ("x_i", but "H2O"). A formula for which the page has no text is written as TeX.
pub(super) fn push(block: &Block, stretch: &Range<usize>, out: &mut String) {
    let mut done = stretch.start;
    let styles = &block.format.styles;
    let from = styles.partition_point(|styled| styled.text.start < stretch.start);
    let inside = styles.iter().enumerate().skip(from).take_while(|(_, styled)| {
        styled.text.start < stretch.end || styled.text.is_empty() && styled.text.start == stretch.end
    });
    for (index, StyledRange { text: range, style }) in inside {
        if let Style::Math { tex, .. } = style
            && range.is_empty()
            && range.start >= done
        {
            out.push_str(&block.text[done..range.start]);
            let behind = &block.text[range.start..stretch.end];
            done = range.start + tex::push(tex, behind, range.start > stretch.start, out);
            // A cell that holds nothing but the formula is empty in the text of its row.
            if block.format.table.is_some() && behind.starts_with('|') {
                out.push(' ');
            }
            continue;
        }
        let is_raised = *style == Style::Superscript;
        let is_inside = range.start >= done && range.end <= stretch.end;
        if !is_raised && *style != Style::Subscript || !is_inside || is_sign(styles, index) {
            continue;
        }
        let Some(script) = Script::at(&block.text, range) else { continue };
        out.push_str(&block.text[done..range.start]);
        if is_raised {
            script.raise(out)
        } else {
            script.lower(out)
        }
        done = range.end;
    }
    out.push_str(&block.text[done..stretch.end]);
}

/// Whether the style with this index covers the same text as a link or the sign of a footnote.
fn is_sign(styles: &[StyledRange], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| styles.get(before)).is_some_and(|outer| {
        outer.text == styles[index].text && matches!(outer.style, Style::Link(_) | Style::Reference(_))
    })
}

/// A superscript or subscript, and what stands on both sides.
struct Script<'a> {
    before: &'a str,
    text: &'a str,
    next: Option<char>,
}

impl<'a> Script<'a> {
    fn at(block: &'a str, range: &Range<usize>) -> Option<Script<'a>> {
        let (before, text, behind) = (&block[..range.start], &block[range.clone()], &block[range.end..]);
        let is_short = !text.is_empty() && text.chars().take(MAX_CHARS + 1).count() <= MAX_CHARS;
        is_short.then(|| Script { before, text, next: behind.chars().next() })
    }

    fn base(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    /// Whether the text before ends in a digit.
    fn is_behind_digit(&self) -> bool {
        self.base().is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether this is the numerator of a fraction such as `<sup>1</sup>/<sub>2</sub>`.
    fn is_numerator(&self) -> bool {
        matches!(self.next, Some('/' | '⁄'))
    }

    /// Whether the text before ends in a price without a fraction, such as "$19".
    fn is_behind_price(&self) -> bool {
        self.before.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['$', '€', '£'])
    }

    fn raise(&self, out: &mut String) {
        let is_number = |c: char| c.is_ascii_digit() || is_sign_of_number(c) || c == ',';
        let has_digit = self.text.contains(|c: char| c.is_ascii_digit());
        let is_integer =
            has_digit && self.text.trim_start_matches(is_sign_of_number).bytes().all(|c| c.is_ascii_digit());
        match self.text {
            text if is_integer && self.is_behind_digit() && self.is_numerator() => out.extend([" ", text]),
            text if is_integer && self.is_numerator() => out.push_str(text),
            text if is_integer && text.len() == 2 && self.is_behind_price() => out.extend([".", text]),
            text if is_integer && self.is_behind_digit() => out.extend(["^", &text.replace('−', "-")]),
            text if has_digit && text.chars().all(is_number) => out.extend(text.chars().map(raised)),
            text if EXPONENTS.contains(&text) && (self.is_behind_digit() || self.is_behind_letter()) => {
                out.extend(["^", text]);
            }
            text if self.is_term() => out.extend(["^(", text, ")"]),
            text => out.push_str(text),
        }
    }

    fn lower(&self, out: &mut String) {
        let begins_with_digit = self.text.starts_with(|c: char| c.is_ascii_digit());
        let is_word = self.text.chars().all(char::is_alphabetic);
        if self.is_behind_digit() && begins_with_digit || self.is_behind_letter() && is_word {
            out.push('_');
        }
        out.push_str(self.text);
        let is_digit = |c: char| c.is_ascii_digit();
        if self.text.ends_with(is_digit) && self.next.is_some_and(is_digit) {
            out.push(' ');
        }
    }

    /// Whether the text before ends in a letter that is no part of a word or symbol.
    fn is_behind_letter(&self) -> bool {
        let mut before = self.before.chars().rev();
        before.next().is_some_and(char::is_alphabetic) && before.next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether this is an exponent of several parts, such as "n+1".
    fn is_term(&self) -> bool {
        let is_behind_term = self.is_behind_digit() || self.is_behind_letter() || self.before.ends_with(')');
        let operators = self.text.chars().filter(|c| is_sign_of_number(*c) || matches!(c, '/' | '*' | '·')).count();
        let is_part = |c: char| c.is_alphanumeric() || is_sign_of_number(c) || matches!(c, '/' | '*' | '·' | ' ');
        is_behind_term && operators > 0 && self.text.contains(char::is_alphanumeric) && self.text.chars().all(is_part)
    }
}

fn is_sign_of_number(c: char) -> bool {
    matches!(c, '+' | '-' | '−')
}

/// The superscript of a digit or sign; any other character as it is.
fn raised(c: char) -> char {
    match c {
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => c.to_digit(10).and_then(|digit| RAISED_DIGITS.get(digit as usize).copied()).unwrap_or(c),
    }
}
