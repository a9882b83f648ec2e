//! The tables of an article, as a list.

use std::ops::Range;

use super::raised;
use crate::article::{Article, Block, Row};
use crate::page::BlockKind;

/// With empty cells added, a table may have this many times as many cells as without. Set by hand: a table in which
/// every other row is a heading across ten columns has not twice as many, and one of a single row of a hundred thousand
/// cells above as many rows of one has fifty thousand times as many.
const MOST_FILLED: usize = 16;

impl Article {
    /// The tables of the article, in order. Tables that only lay out the page are none.
    ///
    /// ```
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <table><tr><th>Flour</th><th>Hours</th></tr><tr><td>rye</td><td>14</td></tr><tr><td>wheat</td><td>9</td>\
    ///     </tr></table><p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let tables = article.tables();
    /// assert_eq!(tables[0].head(), [["Flour", "Hours"]]);
    /// assert_eq!(tables[0].rows(), [["rye", "14"], ["wheat", "9"]]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let blocks = &self.blocks;
        let mut tables = Vec::new();
        let mut start = 0;
        while let Some(at) = blocks[start..].iter().position(|block| block.format.table.is_some()) {
            let first = start + at;
            let is_next = |block: &&Block| is_same_table(&blocks[first], block);
            let end = first + blocks[first..].iter().take_while(is_next).count().max(1);
            tables.push(Table::of(blocks, first..end));
            start = end;
        }
        tables
    }
}

impl Block {
    /// The texts of the cells, if the block is a row of a table, as [`Table::rows`] has them, but without empty cells
    /// at the end. [`Article::tables`] has the whole tables, each with the [range](Table::block_range) of its rows.
    ///
    /// ```
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <table><tr><th>Flour</th><th>Hours</th></tr><tr><td>rye</td><td>14</td></tr></table>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// assert_eq!(article.blocks()[2].cells().unwrap(), ["rye", "14"]);
    /// assert_eq!(article.blocks()[3].cells(), None);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn cells(&self) -> Option<Vec<String>> {
        Some(cells(self, self.format.table.as_ref()?))
    }
}

/// Whether both blocks are rows of one table, in the same list item or the like.
pub(super) fn is_same_table(a: &Block, b: &Block) -> bool {
    let (Some(row), Some(other)) = (&a.format.table, &b.format.table) else { return false };
    row.table == other.table && stand_in_the_same(a, b)
}

/// Whether two blocks stand in the same enclosures.
fn stand_in_the_same(a: &Block, b: &Block) -> bool {
    let (a, b) = (&a.format.enclosures, &b.format.enclosures);
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
}

/// A table of an article, see [`Article::tables`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Table {
    caption: Option<String>,
    head: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
    blocks: Range<usize>,
}

impl Table {
    /// The table with rows of these blocks.
    fn of(blocks: &[Block], rows: Range<usize>) -> Table {
        let beside = [rows.start.checked_sub(1), Some(rows.end)].into_iter().flatten().filter_map(|at| blocks.get(at));
        let caption = beside
            .filter(|block| block.kind == BlockKind::Caption && stand_in_the_same(block, &blocks[rows.start]))
            .map(|block| block.text.clone())
            .next();
        let own = |block: &Block| Some(cells(block, block.format.table.as_ref()?));
        let mut texts: Vec<Vec<String>> = blocks[rows.clone()].iter().filter_map(own).collect();
        fill(&mut texts);
        let is_head = |block: &&Block| block.format.table.as_ref().is_some_and(|row| row.is_header);
        let above = blocks[rows.clone()].iter().take_while(is_head).count();
        // Where all rows are headings, the others have nothing else to stand above.
        let below = texts.split_off(if above == texts.len() { above.min(1) } else { above });
        Table { caption, head: texts, rows: below, blocks: rows }
    }

    /// The caption that the article has beside the table, if any.
    #[must_use]
    pub fn caption(&self) -> Option<&str> {
        self.caption.as_deref()
    }

    /// The rows at the top of the table that hold nothing but headings of columns: one as a rule, several where the
    /// columns are in groups, none where the table has no headings. Cells are as in [`rows`](Table::rows).
    #[must_use]
    pub fn head(&self) -> &[Vec<String>] {
        &self.head
    }

    /// The other rows: the text of each cell, as [`Article::text`] has it. A column that is covered by a wider or
    /// higher cell is empty, and so is what is missing at the end of a row, so that all rows, those of the head too,
    /// have the same number of cells. Only a table that would have many times as many empty cells as others is left as
    /// it is.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The range of its rows in [`Article::blocks`].
    #[must_use]
    pub fn block_range(&self) -> Range<usize> {
        self.blocks.clone()
    }
}

/// Adds empty cells to the end of each row until all have as many as the longest. `colspan` and `rowspan` leave some
/// out there. Nothing is added if all rows together would have more than [`MOST_FILLED`] times as many cells as there
/// are.
fn fill(rows: &mut [Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells: usize = rows.iter().map(Vec::len).sum();
    if columns.saturating_mul(rows.len()) <= cells.saturating_mul(MOST_FILLED) {
        rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
    }
}

/// The texts of the cells of a row.
fn cells(block: &Block, row: &Row) -> Vec<String> {
    let text = |cell: &Range<usize>| {
        let mut text = String::with_capacity(cell.len());
        raised::push(block, cell, &mut text);
        text
    };
    row.cells.iter().map(text).collect()
}
