//! Assembles the article from the page and the verdicts. The article owns all it holds, so that the page can be
//! dropped.

mod between;
mod code;
mod enclosures;
mod figures;
mod lead;
mod links;
mod marks;
mod notes;
mod pictures;
mod posts;
mod tex;

use std::iter;

use url::Url;

use crate::article::{Article, Block, Format, Reasons, Removed, Style, StyledRange};
use crate::cruft::{Cruft, Reason};
use crate::metadata::Metadata;
use crate::page::{self, BlockKind, Notes, Page, Separator};
use crate::score::Scores;
use crate::select::{Kind, Selection, Verdict};
use crate::site::{DomLocation, locations};
use between::Between;
use enclosures::Enclosures;
use figures::Figures;
use notes::Labels;

/// Builds the article: kept and dropped blocks with their texts, scores and reasons. Kept lines of one paragraph of
/// plain text become one block. `base` is what relative addresses are resolved against.
pub(crate) fn assemble(
    page: &Page,
    base: Option<&Url>,
    scores: &Scores,
    selection: Selection,
    metadata: Metadata,
) -> Article {
    let mut article = begun(page, &selection, metadata);
    let notes = selection.notes;
    let mut pictures = pictures::of_article(page, base, &selection.verdicts, &notes);
    let labels = Labels::of(&notes, &selection.verdicts);
    let mut figures = Figures::of(page, &selection.verdicts, &mut pictures);
    let mut enclosures = Enclosures::of(page, &notes, &labels, &figures);
    // The notes that stand beside their marks come last.
    let mut asides = Vec::new();
    let locations = locations(page);
    let mut is_last_kept = false;
    let mut dropped = removed_pictures(page, scores, &selection.verdicts, pictures.dropped).into_iter().peekable();
    for (index, (block, verdict)) in page.blocks.iter().zip(selection.verdicts).enumerate() {
        let pictures_before = iter::from_fn(|| dropped.next_if(|(before, _)| *before <= index));
        let (score, location, position) = (scores.probabilities[index], locations[index], article.blocks.len());
        article.removed.extend(pictures_before.map(|(_, removed)| Removed { position, ..removed }));
        let explanation = scores.explanation(index);
        match verdict {
            Verdict::Kept => {
                let before = pictures.before.remove(&index).unwrap_or_default();
                let mut format = format(page, base, index, &notes, &mut enclosures, before);
                add_captions(&mut format.styles, block, &mut figures);
                let changes = notes::changes(page, index, &notes, &labels);
                let text = notes::changed(page.block_text(block), changes, &mut format);
                let links = links::of_block(page, base, index, &notes);
                let kept = Block {
                    kind: kind(block.kind, &format),
                    text,
                    links,
                    score,
                    reasons: Reasons::of_kept(explanation),
                    format,
                    location,
                    line_starts: Vec::new(),
                };
                let between = separator_before(page, index).filter(|_| is_last_kept);
                add(kept, between, if notes.is_aside(index) { &mut asides } else { &mut article.blocks });
                is_last_kept = true;
            }
            Verdict::Dropped(kind, reason) => {
                is_last_kept = false;
                let (text, reasons) = (page.block_text(block).to_owned(), Reasons::of_dropped(reason, explanation));
                article.removed.push(Removed { text, kind, score, reasons, location, url: None, position });
            }
        }
    }
    let position = article.blocks.len();
    article.removed.extend(dropped.map(|(_, removed)| Removed { position, ..removed }));
    article.blocks.extend(asides);
    put_behind(&mut article.blocks, pictures.behind);
    article.metadata.image = article.metadata.image.take().or_else(|| lead::picture(&article.blocks));
    article
}

/// Puts pictures, embeds and formulas behind the last block.
fn put_behind(blocks: &mut [Block], behind: Vec<Between>) {
    if let Some(last) = blocks.last_mut() {
        last.format.behind = behind.into_iter().map(|item| item.style).collect();
    }
}

/// The article without its blocks, but with room for them: a list that grows takes three times as much.
fn begun(page: &Page, selection: &Selection, metadata: Metadata) -> Article {
    let verdicts = &selection.verdicts;
    let kept = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Kept)).count();
    Article {
        metadata,
        blocks: Vec::with_capacity(kept),
        removed: Vec::with_capacity(verdicts.len() - kept),
        confidence: selection.confidence,
        selected_by: page.rulings.article().map(str::to_owned),
        ..Article::default()
    }
}

/// The dropped pictures and embeds, each with the index of the block that it stands before; their position among the
/// kept blocks is still to be set. What a picture is shows in the block behind it, such as its caption or the title of
/// another story, or else in the block before it, unless a rule drops it.
fn removed_pictures(
    page: &Page,
    scores: &Scores,
    verdicts: &[Verdict],
    pictures: Vec<Between>,
) -> Vec<(usize, Removed)> {
    let removed = |Between { before, mark, style, is_frame, is_copy, .. }: Between| {
        let (name, url) = match style {
            Style::Picture(picture) => (picture.alt, picture.url),
            Style::Embed(embed) => (embed.title, embed.url),
            _ => return None,
        };
        let is_dropped = |index: &usize| matches!(verdicts.get(*index), Some(Verdict::Dropped(..)));
        let near = [before, before.wrapping_sub(1)];
        let index =
            near.into_iter().find(is_dropped).or_else(|| near.into_iter().find(|index| *index < verdicts.len()))?;
        let (kind, reason) = match &verdicts[index] {
            Verdict::Dropped(kind, reason) => (*kind, reason.clone()),
            Verdict::Kept => (Kind::Certain(Cruft::LowScore), Some(Reason::Apart)),
        };
        let (kind, reason) = match page.rulings.dropped_mark(mark) {
            Some((ruled, by_rule)) => (ruled.map_or(kind, Kind::Certain), Some(by_rule)),
            None if is_frame => (Kind::Certain(Cruft::LowScore), Some(Reason::Frame)),
            None if is_copy => (Kind::Certain(Cruft::Repeated), Some(Reason::DuplicateOnPage)),
            None => (kind, reason),
        };
        let text = if name.trim().is_empty() { url.clone() } else { name };
        let reasons = Reasons::of_dropped(reason, scores.explanation(index));
        let (score, location) = (scores.probabilities[index], DomLocation::default());
        Some((before, Removed { text, kind, score, reasons, location, url: Some(url), position: 0 }))
    };
    pictures.into_iter().filter_map(removed).collect()
}

/// Adds a kept block. If `between` separates it from the last one within a paragraph, the two become one block. A block
/// that was nothing but a way back to the mark of a note is left out.
fn add(kept: Block, between: Option<&str>, blocks: &mut Vec<Block>) {
    match (blocks.last_mut(), between) {
        (Some(last), Some(between)) => last.join(between, kept),
        _ if kept.text.is_empty() && kept.format.before.is_empty() => {}
        _ => blocks.push(kept),
    }
}

/// Gives the pictures in the text of a block the caption of their figure, if they stand in one, and embeds another
/// title than that where the caption is shown.
fn add_captions(styles: &mut [StyledRange], block: &page::Block, figures: &mut Figures<'_>) {
    for styled in styles {
        match &mut styled.style {
            Style::Picture(picture) => picture.caption = figures.caption(block.container),
            Style::Embed(player) => figures.retitle(player, block.container),
            _ => {}
        }
    }
}

/// What rendering needs of a block. `before` are the pictures and formulas before it.
fn format(
    page: &Page,
    base: Option<&Url>,
    index: usize,
    notes: &Notes,
    enclosures: &mut Enclosures<'_>,
    before: Vec<Between>,
) -> Format {
    let block = &page.blocks[index];
    let text = page.block_text(block);
    let table = enclosures.row(index);
    let is_code = block.kind == BlockKind::Preformatted && (page.is_text() || !code::is_verse(page, block));
    let code = is_code.then_some(0..text.len());
    let mut marks = marks::of_block(page, base, index, notes);
    if code.is_none() {
        tex::add(text, table.as_ref(), &mut marks);
    }
    let around = enclosures.around(index);
    let mut format = Format {
        before: enclosures.place(before, &around),
        behind: Vec::new(),
        enclosures: around,
        styles: marks,
        language: code.as_ref().and_then(|_| code::language(page, block)),
        code,
        table,
    };
    let is_plain = format.table.is_none() && !matches!(block.kind, BlockKind::Heading { .. });
    if format.is_term() && is_plain {
        marks::make_strong(&mut format.styles, text.len());
    }
    format
}

/// The kind that a block has in the article: the row of a table that is a note is a paragraph there, and so is a
/// preformatted poem.
fn kind(kind: BlockKind, format: &Format) -> BlockKind {
    let is_whole = format.table.is_some() || format.code.is_some();
    match kind {
        BlockKind::TableRow | BlockKind::Preformatted if !is_whole => BlockKind::Paragraph,
        _ => kind,
    }
}

/// The text that joins a block of plain text to the block before it, if both are lines of one paragraph; otherwise
/// `None`.
pub(crate) fn separator_before(page: &Page, index: usize) -> Option<&'static str> {
    let is_paragraph = |index: usize| page.blocks[index].kind == BlockKind::Paragraph;
    let separator_before = match page.separators.get(index)? {
        Separator::None => "",
        Separator::Space => " ",
        Separator::Line => "\n",
        Separator::Blank => return None,
    };
    (index > 0 && is_paragraph(index) && is_paragraph(index - 1)).then_some(separator_before)
}
