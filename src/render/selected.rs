//! The blocks of an article as rendering options want them: without what is left out, and with tables in another form.

use std::borrow::Cow;

use super::options::{RenderOptions, Tables};
use super::tables::is_same_table;
use crate::article::{Block, Style, file};
use crate::page::BlockKind;

/// The blocks that are rendered with these options. `headline` is the index of the headline, and `lead` the address of
/// the lead picture, if they are to be left out; the picture goes in every size.
///
/// What stands between two blocks, such as a picture, stays where a block beside it is left out.
pub(super) fn selected<'a>(
    blocks: &'a [Block],
    headline: Option<usize>,
    lead: Option<&str>,
    options: &RenderOptions,
) -> Cow<'a, [Block]> {
    if *options == RenderOptions::default() {
        return Cow::Borrowed(blocks);
    }
    let blocks_shown = Vec::with_capacity(blocks.len());
    let mut selected = Selected { blocks: blocks_shown, waiting: Vec::new(), omitted: None, tables: options.tables };
    let lead = lead.map(file);
    let is_lead = |style: &Style| matches!(style, Style::Picture(picture) if lead == Some(picture.file()));
    let is_shown = |style: &Style| options.shows(style) && !is_lead(style);
    for (index, block) in blocks.iter().enumerate() {
        let before = block.format.before.iter().filter(|(_, style)| is_shown(style)).cloned();
        let behind = block.format.behind.iter().filter(|style| is_shown(style)).cloned();
        let (before, behind): (Vec<_>, Vec<_>) = (before.collect(), behind.collect());
        if headline == Some(index) || options.omits(block) || block.text.is_empty() && before.is_empty() {
            selected.omit(block, before, behind);
            continue;
        }
        let mut own = block.clone();
        (own.format.before, own.format.behind) = (before, behind);
        own.format.styles.retain(|styled| is_shown(&styled.style));
        selected.add(own);
    }
    Cow::Owned(selected.finish())
}

/// The blocks so far.
struct Selected<'a> {
    blocks: Vec<Block>,
    /// What stood before or behind blocks that were left out, and has no place yet: each with the number of enclosures
    /// of the last of these that it stands in.
    waiting: Vec<(usize, Style)>,
    /// The last block that was left out, if it was the last block.
    omitted: Option<&'a Block>,
    tables: Tables,
}

impl<'a> Selected<'a> {
    /// Leaves a block out, but not what stands before and behind it.
    fn omit(&mut self, block: &'a Block, before: Vec<(usize, Style)>, behind: Vec<Style>) {
        self.enter(block);
        self.waiting.extend(before);
        self.waiting.extend(behind.into_iter().map(|style| (0, style)));
        self.omitted = Some(block);
    }

    /// Moves what waits out of the enclosures that `block` does not stand in.
    fn enter(&mut self, block: &Block) {
        if let Some(omitted) = self.omitted.take() {
            let around = omitted.format.enclosures.iter().zip(&block.format.enclosures);
            let common = around.take_while(|(a, b)| a.is_same(b)).count();
            self.waiting.iter_mut().for_each(|(depth, _)| *depth = common.min(*depth));
        }
    }

    /// Adds a block behind what waits.
    fn add(&mut self, mut block: Block) {
        self.enter(&block);
        block.format.before.splice(0..0, self.waiting.drain(..));
        let is_line = self.tables == Tables::Lines && block.format.table.is_some();
        match self.blocks.last_mut().filter(|last| is_line && is_next_row(last, &block)) {
            Some(last) => add_line(last, block),
            None => self.blocks.push(block),
        }
    }

    /// The blocks, the last one with what still waits behind it.
    fn finish(mut self) -> Vec<Block> {
        if let Some(last) = self.blocks.last_mut() {
            let waiting = self.waiting.into_iter().map(|(_, style)| style);
            last.format.behind.splice(0..0, waiting);
        }
        // The cells of a row are needed until here: they say which table it belongs to.
        if self.tables == Tables::Lines {
            for block in &mut self.blocks {
                if block.format.table.take().is_some() {
                    block.kind = BlockKind::Paragraph;
                }
            }
        }
        self.blocks
    }
}

/// Whether a table row is the next one of the rows that `last` has, with nothing shown in between.
fn is_next_row(last: &Block, row: &Block) -> bool {
    is_same_table(last, row) && row.format.before.is_empty() && last.format.behind.is_empty()
}

/// Appends a table row to a block that has the rows before it as lines.
fn add_line(last: &mut Block, mut row: Block) {
    let links = last.links.len();
    for styled in &mut row.format.styles {
        if let Style::Link(link) = &mut styled.style {
            *link += links;
        }
    }
    last.links.append(&mut row.links);
    last.format.behind.append(&mut row.format.behind);
    last.join("\n", row);
}
