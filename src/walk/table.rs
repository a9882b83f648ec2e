//! Tables. In a table of data, each row becomes one block; a table that only lays out the page is left as the blocks of
//! its cells.

use std::ops::Range;

use super::element::Attributes;
use super::layout::Cells;
use crate::page::{Block, BlockKind, Gap, Page};

/// A table with a cell of more text than this (bytes) lays out the page. The longest cells of comparison tables hold a
/// paragraph. Set by hand.
const DATA_CELL_BYTES: usize = 600;
/// A table with a cell of more blocks than this lays out the page. Set by hand.
const DATA_CELL_BLOCKS: usize = 8;
/// `colspan` and `rowspan` are followed in the first 32 columns only. They leave columns without a cell, of which a
/// table stores at most 32 more than it has cells; a gap that exceeds what is left of these is ignored. Cells of
/// hostile tables span a thousand columns and all rows, and an empty cell would be made for each of the columns in each
/// row. Set by hand.
const GRID_COLUMNS: usize = 32;

/// A table that the walker is in.
pub(super) struct OpenTable {
    /// The first block of the table, an index into the blocks of the page.
    first_block: usize,
    /// The first container inside the table, an index into the containers of the page.
    first_container: usize,
    rows: Vec<Row>,
    /// The first block of the open cell, an index into the blocks of the page.
    cell_start: usize,
    /// For each column, the first row that no `rowspan` from above covers.
    free_from: Vec<usize>,
    /// How many more columns without a cell may be stored, see [`GRID_COLUMNS`].
    spare: usize,
    /// The first column after the last cell of the open row and its `colspan`.
    column: usize,
    /// Whether the open group of rows is a `<thead>`.
    is_head: bool,
    /// Whether the table lays out the page.
    is_layout: bool,
    /// What the cells hold, if that tells whether the table lays out the page.
    contents: Cells,
    /// Whether there is another table inside.
    pub(super) holds_table: bool,
}

/// A row of an open table.
struct Row {
    /// Where its text lies in the text of the page.
    text: Range<usize>,
    /// Its blocks, a range of the blocks of the page.
    blocks: Range<usize>,
    /// The index of the container of the row, set when the row ends.
    container: usize,
    /// The number of its cells.
    cells: usize,
    /// The number of its header cells: `<th>` cells, also those that head a row, and all cells of a `<thead>`.
    headers: usize,
    /// The number of columns up to and including the one in which the last cell begins; its `colspan` isn't counted.
    columns: usize,
    /// Columns without a cell of their own: the index of the cell of the row before which they lie, and their number.
    gaps: Vec<(usize, usize)>,
}

impl OpenTable {
    pub(super) fn new(page: &Page, is_layout: bool) -> Self {
        OpenTable {
            first_block: page.blocks.len(),
            first_container: page.containers.len(),
            rows: Vec::new(),
            cell_start: 0,
            free_from: Vec::new(),
            spare: GRID_COLUMNS,
            column: 0,
            is_head: false,
            is_layout,
            contents: Cells::default(),
            holds_table: false,
        }
    }

    /// Notes that the table has a caption.
    pub(super) fn add_caption(&mut self) {
        self.contents.has_label = true;
    }

    /// Begins a row.
    pub(super) fn start_row(&mut self, page: &Page) {
        let (text, block) = (page.text.len(), page.blocks.len());
        self.column = 0;
        self.rows.push(Row {
            text: text..text,
            blocks: block..block,
            container: 0,
            cells: 0,
            headers: 0,
            columns: 0,
            gaps: Vec::new(),
        });
    }

    /// Begins a group of rows: no `rowspan` reaches from one group into the next. All cells of a `<thead>` are header
    /// cells.
    pub(super) fn start_group(&mut self, is_head: bool) {
        self.free_from.clear();
        self.is_head = is_head;
    }

    /// Opens a cell. A separator is written before each cell but the first, even if the cells are empty, so that
    /// columns stay apart.
    pub(super) fn start_cell(&mut self, is_header: bool, attributes: &Attributes<'_>, page: &mut Page) {
        self.measure_cell(page);
        self.place_cell(attributes);
        let Some(row) = self.rows.last_mut() else { return };
        if row.cells > 0 {
            if !page.text.ends_with(' ') {
                page.text.push(' ');
            }
            page.cell_separators.push(page.text.len());
            page.text.push_str("| ");
        }
        let is_header = is_header || self.is_head;
        row.cells += 1;
        row.headers += usize::from(is_header);
        self.contents.has_label |= is_header;
        self.cell_start = page.blocks.len();
    }

    /// Finds the column of the cell that begins, stores the columns before it that have no cell, and marks the columns
    /// and rows that it spans as taken.
    fn place_cell(&mut self, attributes: &Attributes<'_>) {
        let span = |name| attributes.get(name).and_then(|span| span.trim().parse::<usize>().ok());
        let next_row = self.rows.len();
        let Some(row) = self.rows.last_mut() else { return };
        while self.free_from.get(self.column).is_some_and(|free_from| *free_from >= next_row) {
            self.column += 1;
        }
        let gap = self.column - row.columns;
        self.spare += 1;
        if (1..=self.spare).contains(&gap) {
            self.spare -= gap;
            row.gaps.push((row.cells, gap));
        }
        row.columns = self.column + 1;
        let end = (self.column + span("colspan").unwrap_or(1).min(GRID_COLUMNS)).min(GRID_COLUMNS);
        let rows = match span("rowspan") {
            // In HTML, a `rowspan` of 0 goes down to the end of the group.
            Some(0) => usize::MAX - next_row,
            Some(rows) => rows.min(usize::MAX - next_row),
            None => 1,
        };
        if rows > 1 && end > self.column {
            self.free_from.resize(self.free_from.len().max(end), 0);
            self.free_from[self.column..end].fill(next_row - 1 + rows);
        }
        self.column = end.max(self.column + 1);
    }

    /// Ends the row, which has this container.
    pub(super) fn end_row(&mut self, page: &Page, container: usize) {
        self.measure_cell(page);
        let Some(row) = self.rows.last_mut() else { return };
        row.text.end = page.text.len();
        row.blocks.end = page.blocks.len();
        row.container = container;
        self.contents.end_row();
    }

    /// Measures the cell that ends here: if it contains a heading (`<h1>` to `<h6>`) or is too big for data, the table
    /// lays out the page.
    fn measure_cell(&mut self, page: &Page) {
        let blocks = page.blocks.get(self.cell_start.max(self.first_block)..).unwrap_or_default();
        let bytes: usize = blocks.iter().map(|block| block.text.len()).sum();
        let has_heading = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. }));
        self.is_layout |= has_heading || bytes > DATA_CELL_BYTES || blocks.len() > DATA_CELL_BLOCKS;
        if self.rows.last().is_some_and(|row| row.cells > 0) {
            self.contents.add(blocks, &page.text);
        }
        self.cell_start = page.blocks.len();
    }

    /// Closes the table. In a table of data, the blocks of each row are joined into one, and a line break in a cell
    /// becomes a space. A table is no table of data if it lays out the page, holds another table or has no row of at
    /// least two cells.
    pub(super) fn join_rows(self, page: &mut Page) {
        let most_cells = self.rows.iter().map(|row| row.cells).max().unwrap_or(0);
        if self.is_layout || self.holds_table || most_cells < 2 || self.contents.are_layout() {
            return;
        }
        let old: Vec<Block> = page.blocks.drain(self.first_block..).collect();
        for block in old.iter().filter(|block| block.kind != BlockKind::Preformatted) {
            join_lines(&mut page.text, block.text.clone());
        }
        // For each old block the index of its new one. Blocks outside of rows, such as the caption, stay as they are.
        let mut moved = Vec::with_capacity(old.len() + 1);
        let mut rows = self.rows.iter().filter(|row| !row.blocks.is_empty()).peekable();
        for (index, block) in old.iter().enumerate() {
            let index = index + self.first_block;
            while rows.peek().is_some_and(|row| row.blocks.end <= index) {
                rows.next();
            }
            match rows.peek() {
                Some(row) if row.blocks.start < index => {
                    moved.push(page.blocks.len().saturating_sub(1));
                    if let Some(joined) = page.blocks.last_mut() {
                        joined.spans.end = block.spans.end;
                    }
                }
                Some(row) if row.blocks.start == index => {
                    moved.push(page.blocks.len());
                    let joined = row.joined(block, &page.text);
                    if row.headers == row.cells {
                        page.header_rows.push(joined.text.start);
                    }
                    let gap = |(cell, columns): &(usize, usize)| Gap {
                        row: joined.text.start,
                        cell: *cell,
                        columns: *columns,
                    };
                    page.gaps.extend(row.gaps.iter().map(gap));
                    page.blocks.push(joined);
                }
                _ => {
                    moved.push(page.blocks.len());
                    page.blocks.push(block.clone());
                }
            }
        }
        moved.push(page.blocks.len());
        self.renumber(page, &moved);
    }

    /// Updates the indices of blocks in containers and times. `moved` has the new index of each old block of the table.
    fn renumber(&self, page: &mut Page, moved: &[usize]) {
        let first = self.first_block;
        let new = |index: usize| moved.get(index.saturating_sub(first)).copied().unwrap_or(index);
        for container in page.containers.iter_mut().skip(self.first_container) {
            // A container that ended within a row now ends behind it, because the row has become one block.
            let is_empty = container.blocks.is_empty();
            let last = container.blocks.end.saturating_sub(1);
            container.blocks.start = new(container.blocks.start);
            container.blocks.end = if is_empty { container.blocks.start } else { new(last) + 1 };
        }
        for time in page.head.times.iter_mut().rev().take_while(|time| time.block >= first) {
            time.block = new(time.block);
        }
    }
}

impl Row {
    /// The row as one block. `first` is its first block, `text` is the text of the page.
    fn joined(&self, first: &Block, text: &str) -> Block {
        let row = &text[self.text.clone()];
        let start = self.text.start + row.len() - row.trim_start().len();
        let end = start + row.trim().len();
        Block { text: start..end, kind: BlockKind::TableRow, container: self.container, spans: first.spans.clone() }
    }
}

/// Makes the line breaks in a stretch of a text spaces.
fn join_lines(text: &mut String, stretch: Range<usize>) {
    let breaks: Vec<usize> = text[stretch.clone()].match_indices('\n').map(|(at, _)| stretch.start + at).collect();
    breaks.into_iter().for_each(|at| text.replace_range(at..=at, " "));
}
