//! The list of what was dropped from a page.

use std::iter;

use unboil::{Article, Removed};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::one_line;

/// The space between columns.
const GAP: &str = "  ";
/// The width of a probability: `0.97`.
const SCORE_COLUMNS: usize = 4;
/// The reasons get this share, in percent, of what the kind and the probability leave; the text gets the rest. Set by
/// hand.
const REASONS_PERCENT: usize = 40;
/// Where the reasons or the text would have fewer columns than this, each gets a line of its own. Set by hand.
const LEAST_COLUMNS: usize = 8;

/// A dropped block a line: kind, probability, reasons and text, separated by tabs.
pub(super) fn lines(article: &Article) -> String {
    let line = |block: &Removed| cells(block).join("\t") + "\n";
    article.removed().iter().map(line).collect()
}

/// The dropped blocks as a table that is this wide, in columns of a terminal: what does not fit is cut. A block is a
/// row, or, where that is too narrow, three lines.
pub(super) fn table(article: &Article, width: usize) -> String {
    let head = ["KIND", "PROB", "REASONS", "TEXT"].map(str::to_owned);
    let rows: Vec<[String; 4]> = iter::once(head).chain(article.removed().iter().map(cells)).collect();
    let kind = rows.iter().map(|[kind, ..]| columns(kind)).max().unwrap_or_default();
    let left = width.saturating_sub(kind + SCORE_COLUMNS + 3 * GAP.len());
    let reasons = left * REASONS_PERCENT / 100;
    if reasons < LEAST_COLUMNS {
        return rows.iter().map(|row| stacked(row, width)).collect();
    }
    let widths = [kind, SCORE_COLUMNS, reasons, left - reasons];
    rows.iter().map(|cells| row(cells, &widths)).collect()
}

/// The cells of a block: kind, probability, reasons, the most important one first, and text.
fn cells(block: &Removed) -> [String; 4] {
    let reasons: Vec<String> = block.reasons().iter().map(ToString::to_string).collect();
    let (kind, score) = (block.cruft().name().to_owned(), format!("{:.2}", block.score()));
    [kind, score, one_line(&reasons.join(", ")), one_line(block.text())]
}

/// A row of the table.
fn row(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let cells: Vec<String> = cells.iter().zip(widths).map(|(text, width)| fit(text, *width)).collect();
    cells.join(GAP).trim_end().to_owned() + "\n"
}

/// A row in three lines: kind and probability, and, behind a gap, the reasons and the text.
fn stacked([kind, score, reasons, text]: &[String; 4], width: usize) -> String {
    let lines = [format!("{kind}{GAP}{score}"), format!("{GAP}{reasons}"), format!("{GAP}{text}")];
    lines.iter().map(|line| fit(line, width).trim_end().to_owned() + "\n").collect()
}

/// How many columns of a terminal a text takes: ideographs and emoji two, combining marks none, and a sequence that is
/// shown as one character as many as that.
fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// A text that fills this many columns: cut, with an ellipsis at its end, or padded with spaces. What is shown as one
/// character is never cut.
fn fit(text: &str, width: usize) -> String {
    let all = columns(text);
    if all <= width {
        return text.to_owned() + &" ".repeat(width - all);
    }
    let (mut cut, mut taken) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        // One column is for the ellipsis.
        if taken + wide >= width {
            break;
        }
        cut.push_str(grapheme);
        taken += wide;
    }
    let ellipsis = if width == 0 { "" } else { "…" };
    cut + ellipsis + &" ".repeat(width.saturating_sub(taken + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_by_the_columns_that_they_take() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        for (text, width, expected) in [
            ("ferry", 7, "ferry  ".to_owned()),
            ("ferry", 5, "ferry".to_owned()),
            ("ferry", 4, "fer…".to_owned()),
            ("ferry", 1, "…".to_owned()),
            ("ferry", 0, String::new()),
            ("渡船晚了", 8, "渡船晚了".to_owned()),
            ("渡船晚了", 7, "渡船晚…".to_owned()),
            ("渡船晚了", 6, "渡船… ".to_owned()),
            ("e\u{301}te\u{301}s", 4, "e\u{301}te\u{301}s".to_owned()),
            ("e\u{301}te\u{301}s", 3, "e\u{301}t…".to_owned()),
            ("e\u{301}te\u{301}s", 2, "e\u{301}…".to_owned()),
            (family, 3, format!("{family} ")),
            (&format!("{family}{family}"), 4, format!("{family}{family}")),
            (&format!("{family}{family}"), 3, format!("{family}…")),
            (&format!("{family}{family}"), 2, "… ".to_owned()),
            ("\u{1f1e9}\u{1f1f0}flag", 4, "\u{1f1e9}\u{1f1f0}f…".to_owned()),
        ] {
            assert_eq!(fit(text, width), expected, "{text} in {width}");
        }
    }

    #[test]
    fn no_table_is_wider_than_it_may_be() {
        let article = unboil::extract(
            "<p>Copyright © 2024 渡船码头日报 \u{1f468}\u{200d}\u{1f469} Cafe\u{301} All rights reserved",
        );
        for width in 0..140 {
            let table = article.as_ref().map(|article| table(article, width)).unwrap_or_default();
            assert!(table.lines().count() > 1 && table.lines().all(|line| columns(line) <= width), "{width}: {table}");
        }
    }
}
