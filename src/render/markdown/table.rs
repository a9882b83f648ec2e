//! Tables in Markdown.

use std::ops::Range;

use super::inline;
use crate::article::Block;
use crate::render::escape::Place;

/// The lines of a table. Markdown has no tables without a header, so an empty one is added where the page has none; and
/// no row may be wider than the header, so it is widened.
pub(super) fn lines(rows: &[Block]) -> Vec<String> {
    let columns = rows.iter().map(|row| cells(row).len()).max().unwrap_or(1);
    let header = rows.first().filter(|row| row.format.table.as_ref().is_some_and(|row| row.is_header));
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    match lines.first_mut().zip(header) {
        Some((line, header)) => line.push_str(&"  |".repeat(columns - cells(header).len())),
        None => lines.insert(0, "|".to_owned() + &"  |".repeat(columns)),
    }
    lines.insert(1, "|".to_owned() + &" --- |".repeat(columns));
    lines
}

/// Where in the text of a table row its cells lie.
fn cells(row: &Block) -> &[Range<usize>] {
    row.format.table.as_ref().map_or(&[], |row| &row.cells)
}

/// A table row as a line.
fn line(row: &Block) -> String {
    let mut line = String::from("|");
    let mut text = String::new();
    for cell in cells(row) {
        text.clear();
        inline::push(row, cell, Place::Cell, "", &mut text);
        line.extend([" ", &text.replace('|', "\\|"), " |"]);
    }
    line
}
