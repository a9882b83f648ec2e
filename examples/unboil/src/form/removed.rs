//! The list of what was dropped from a page.

use std::iter;

use unboil::{Article, Removed};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::one_line;

/// The space between columns.
const GAP: &str = "  ";
/// The width of a probability: `0.97`.
const SCORE_COLUMNS: usize = 4;
/// The reasons get this share, in percent, of what the kind and the probability leave; the text gets the rest. Set by
/// hand.
const REASONS_PERCENT: usize = 40;
/// The reasons and the text have at least this many columns each, however narrow the terminal is. Set by hand.
const LEAST_COLUMNS: usize = 8;

/// A dropped block a line: kind, probability, reasons and text, separated by tabs.
pub(super) fn lines(article: &Article) -> String {
    let line = |block: &Removed| {
        let (kind, score) = (block.cruft(), block.score());
        format!("{kind}\t{score:.2}\t{}\t{}\n", reasons(block), one_line(block.text()))
    };
    article.removed().iter().map(line).collect()
}

/// A dropped block a line as a table that is this wide, in columns of a terminal: what does not fit is cut.
pub(super) fn table(article: &Article, width: usize) -> String {
    let kinds: Vec<&str> = article.removed().iter().map(|block| block.cruft().name()).collect();
    let kind = kinds.iter().map(|kind| kind.width()).chain(["KIND".width()]).max().unwrap_or_default();
    let left = width.saturating_sub(kind + SCORE_COLUMNS + 3 * GAP.len());
    let reasons_width = (left * REASONS_PERCENT / 100).max(LEAST_COLUMNS);
    let widths = [kind, SCORE_COLUMNS, reasons_width, left.saturating_sub(reasons_width).max(LEAST_COLUMNS)];
    let head = ["KIND", "PROB", "REASONS", "TEXT"].map(str::to_owned);
    let rows = article.removed().iter().zip(kinds).map(|(block, kind)| {
        [kind.to_owned(), format!("{:.2}", block.score()), reasons(block), one_line(block.text())]
    });
    iter::once(head).chain(rows).map(|cells| row(&cells, &widths)).collect()
}

/// A row of the table.
fn row(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let cells: Vec<String> = cells.iter().zip(widths).map(|(text, width)| cut(text, *width)).collect();
    cells.join(GAP).trim_end().to_owned() + "\n"
}

/// A text that fills this many columns: cut, with an ellipsis at its end, or padded with spaces. Ideographs take two
/// columns, combining marks none.
fn cut(text: &str, width: usize) -> String {
    let mut columns = text.width();
    if columns <= width {
        return text.to_owned() + &" ".repeat(width - columns);
    }
    let mut cut = String::new();
    columns = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or_default();
        if columns + wide + 1 > width {
            break;
        }
        cut.push(c);
        columns += wide;
    }
    cut + "…" + &" ".repeat(width.saturating_sub(columns + 1))
}

/// The reasons of a block, the most important one first.
fn reasons(block: &Removed) -> String {
    let reasons: Vec<String> = block.reasons().iter().map(ToString::to_string).collect();
    one_line(&reasons.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_by_the_columns_that_they_take() {
        for (text, width, expected) in [
            ("ferry", 7, "ferry  "),
            ("ferry", 5, "ferry"),
            ("ferry", 4, "fer…"),
            ("渡船晚了", 8, "渡船晚了"),
            ("渡船晚了", 7, "渡船晚…"),
            ("渡船晚了", 6, "渡船… "),
            ("e\u{301}te\u{301}s", 4, "e\u{301}te\u{301}s"),
            ("e\u{301}te\u{301}s", 3, "e\u{301}t…"),
        ] {
            assert_eq!(cut(text, width), expected, "{text} in {width}");
        }
    }
}
