//! The tables of an article, as a list.

use std::ops::Range;

use super::raised;
use crate::article::{Article, Block, Row};
use crate::page::BlockKind;

impl Article {
    /// The tables of the article, in order. Tables that only lay out the page are none.
    ///
    /// ```
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <table><tr><th>Flour</th><th>Hours</th></tr><tr><td>rye</td><td>14</td></tr><tr><td>wheat</td><td>9</td>\
    ///     </tr></table><p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let tables = article.tables();
    /// assert_eq!(tables[0].header().unwrap(), ["Flour", "Hours"]);
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
    header: Option<Vec<String>>,
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
        let mut texts =
            blocks[rows.clone()].iter().filter_map(|block| Some(cells(block, block.format.table.as_ref()?)));
        let has_header = blocks[rows.start].format.table.as_ref().is_some_and(|row| row.is_header);
        let header = if has_header { texts.next() } else { None };
        Table { caption, header, rows: texts.collect(), blocks: rows }
    }

    /// The caption that the article has beside the table, if any.
    #[must_use]
    pub fn caption(&self) -> Option<&str> {
        self.caption.as_deref()
    }

    /// The cells of the first row, if these are the headings of the columns.
    #[must_use]
    pub fn header(&self) -> Option<&[String]> {
        self.header.as_deref()
    }

    /// The other rows, or all if there is no header: the text of each cell, as [`Article::text`] has it. A column that
    /// is covered by a wider or higher cell is empty. Rows may have different numbers of cells.
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

/// The texts of the cells of a row.
fn cells(block: &Block, row: &Row) -> Vec<String> {
    let text = |cell: &Range<usize>| {
        let mut text = String::with_capacity(cell.len());
        raised::push(block, cell, &mut text);
        text
    };
    row.cells.iter().map(text).collect()
}
