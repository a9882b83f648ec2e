//! Finds formulas that stand in the text as TeX, which a script would have drawn.

use std::ops::Range;

use crate::article::{Row, Style, StyledRange};

/// The delimiters of a formula: how it begins and ends, and whether it stands on a line of its own. Longer ones come
/// first.
const SIGNS: &[(&str, &str, bool)] =
    &[("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)];
/// The longest formula (bytes): two delimiters further apart have nothing to do with each other. Set by hand.
const MAX_BYTES: usize = 2000;

/// Adds the formulas in the text of a block to its styled ranges. In a table row, a formula lies within one cell.
pub(super) fn add(text: &str, row: Option<&Row>, marks: &mut Vec<StyledRange>) {
    // Nearly all texts have no such sign.
    if memchr::memchr2(b'$', b'\\', text.as_bytes()).is_none() {
        return;
    }
    let mut found = Vec::new();
    match row {
        Some(row) => row.cells.iter().for_each(|cell| find(text, cell, &mut found)),
        None => find(text, &(0..text.len()), &mut found),
    }
    retain_free(&mut found, marks);
    if !found.is_empty() {
        marks.append(&mut found);
        marks.sort_by_key(StyledRange::order);
    }
}

/// Removes the formulas that lie in program code or in another formula, and those that markup cuts in two.
fn retain_free(found: &mut Vec<StyledRange>, marks: &[StyledRange]) {
    let mut marks = marks.iter().peekable();
    let mut open: Vec<&StyledRange> = Vec::new();
    found.retain(|formula| {
        while let Some(mark) = marks.next_if(|mark| mark.text.start < formula.text.end) {
            open.push(mark);
        }
        open.retain(|mark| mark.text.end > formula.text.start);
        open.iter().all(|mark| {
            let is_around = mark.text.start <= formula.text.start && mark.text.end >= formula.text.end;
            is_around && !matches!(mark.style, Style::Code | Style::Math { .. })
        })
    });
}

/// Finds the formulas in a stretch of the text.
fn find(text: &str, stretch: &Range<usize>, found: &mut Vec<StyledRange>) {
    let mut at = stretch.start;
    let mut searched = [0; SIGNS.len()];
    while let Some(next) = text[at..stretch.end].find(['$', '\\']).map(|next| at + next) {
        let formula = formula_at(text, next, stretch.end, &mut searched);
        at = formula.as_ref().map_or_else(|| behind(text, next).min(stretch.end), |formula| formula.text.end);
        found.extend(formula);
    }
}

/// The offset to go on at behind a `$` or `\` that begins no formula: a backslash escapes the character behind it.
fn behind(text: &str, sign: usize) -> usize {
    let mut rest = text[sign..].chars();
    let is_backslash = rest.next() == Some('\\');
    sign + 1 + rest.next().filter(|_| is_backslash).map_or(0, char::len_utf8)
}

/// The formula that begins at offset `at` and ends before `limit`, if any. For each pair of [`SIGNS`], `searched` is
/// the offset up to which there is no closing delimiter, so that no stretch is searched twice.
fn formula_at(text: &str, at: usize, limit: usize, searched: &mut [usize; SIGNS.len()]) -> Option<StyledRange> {
    SIGNS.iter().zip(searched).find_map(|((open, close, is_display), searched)| {
        let start = limit - text[at..limit].strip_prefix(open)?.len();
        let until = floor(text, limit.min(start + MAX_BYTES));
        let from = floor(text, start.max(*searched).min(until));
        let end = text[from..until].find(close).map(|end| from + end);
        *searched = end.unwrap_or(until.saturating_sub(close.len() - 1));
        let tex = &text[start..end?];
        let behind = start + tex.len() + close.len();
        let is_formula = match *open {
            "$" => is_in_dollars(text[..at].chars().next_back(), tex, text[behind..].chars().next()),
            _ => !tex.trim().is_empty() && !tex.contains('$'),
        };
        let tex = || tex.split_whitespace().collect::<Vec<_>>().join(" ");
        is_formula.then(|| StyledRange { text: at..behind, style: Style::Math { tex: tex(), is_display: *is_display } })
    })
}

/// Whether the text between two dollar signs is a formula, not the text between two prices or two variables. `before`
/// and `after` are the characters around the dollar signs.
fn is_in_dollars(before: Option<char>, tex: &str, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '$');
    let mut chars = tex.chars();
    let (first, last) = (chars.next(), tex.chars().next_back());
    let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_letter = first.is_some_and(|c| c.is_ascii_alphabetic()) && chars.next().is_none();
    let is_command = tex.split('\\').skip(1).any(|command| command.starts_with(|c: char| c.is_ascii_alphabetic()));
    !is_word(before)
        && !is_word(after)
        && !is_open(first)
        && !is_open(last)
        && !tex.contains('\n')
        && (is_letter || is_command || tex.contains(['^', '_']))
}

/// The last offset up to `at` that is the boundary of a character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_distinguished_from_money() {
        for (text, formulas) in [
            ("It costs $5 or $6.", &[][..]),
            ("It costs $5_000 and not $6_000.", &[]),
            ("From $a_b to $c_d in the shell", &[]),
            ("US$5^ and US$6^", &[]),
            ("$5^2$", &["5^2"]),
            ("where $n$ is $\\alpha$, not $n m$", &["n", "\\alpha"]),
            ("a \\(x_1 < y\\) b \\[ z \\] c $$w$$", &["x_1 < y", "z", "w"]),
            ("a \\\\(b\\) c\\", &[]),
            ("\\$5^2$ and \\", &[]),
            ("$$ $$ \\(\\)", &[]),
            ("é$é_1$é, $é_1$", &["é_1"]),
        ] {
            let mut marks = Vec::new();
            add(text, None, &mut marks);
            let found: Vec<&str> = marks
                .iter()
                .map(|mark| match &mark.style {
                    Style::Math { tex, .. } => tex.as_str(),
                    _ => "",
                })
                .collect();
            assert_eq!(found, formulas, "{text}");
        }
    }
}
