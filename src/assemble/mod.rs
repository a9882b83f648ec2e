//! Assembles the article from the page and the verdicts. The article owns all it holds, so that the page can be
//! dropped.

mod code;
mod enclosures;
mod links;
mod marks;
mod notes;
mod pictures;
mod tex;

use url::Url;

use crate::article::{Article, Block, Format, Reasons, Removed, Style};
use crate::metadata::Metadata;
use crate::page::{BlockKind, Page, Separator};
use crate::score::Scores;
use crate::select::{Selection, Verdict};
use crate::site::locations;
use enclosures::Enclosures;
use notes::Notes;

/// Builds the article: kept and dropped blocks with their texts, scores and reasons. Kept lines of one paragraph of
/// plain text become one block. `base` is what relative addresses are resolved against.
pub(crate) fn assemble(
    page: &Page,
    base: Option<&Url>,
    scores: &Scores,
    selection: Selection,
    metadata: Metadata,
) -> Article {
    let kept = selection.verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Kept)).count();
    let mut article = Article {
        metadata,
        blocks: Vec::with_capacity(kept),
        removed: Vec::with_capacity(selection.verdicts.len() - kept),
        confidence: selection.confidence,
        ..Article::default()
    };
    let mut pictures = pictures::of_article(page, base, &selection.verdicts);
    let notes = Notes::find(page, &selection.verdicts);
    let mut enclosures = Enclosures::of(page, &notes);
    let locations = locations(page);
    let mut is_last_kept = false;
    for (index, (block, verdict)) in page.blocks.iter().zip(selection.verdicts).enumerate() {
        let (score, explanation) = (scores.probabilities[index], scores.explanation(index));
        let text = page.block_text(block).to_owned();
        match verdict {
            Verdict::Kept => {
                let before = pictures.before.remove(&index).unwrap_or_default();
                let format = format(page, base, index, &notes, &mut enclosures, before);
                let links = links::of_block(page, base, index);
                let kept = Block {
                    kind: block.kind,
                    text,
                    links,
                    score,
                    reasons: Reasons::of(None, explanation),
                    format,
                    location: locations[index],
                    line_starts: Vec::new(),
                };
                match (article.blocks.last_mut(), separator_before(page, index).filter(|_| is_last_kept)) {
                    (Some(last), Some(between)) => last.join(between, kept),
                    _ => article.blocks.push(kept),
                }
                is_last_kept = true;
            }
            Verdict::Dropped(kind, reason) => {
                is_last_kept = false;
                let reasons = Reasons::of(reason, explanation);
                article.removed.push(Removed { text, kind, score, reasons, location: locations[index] });
            }
        }
    }
    if let Some(last) = article.blocks.last_mut() {
        last.format.behind = pictures.behind;
    }
    article
}

/// What rendering needs of a block. `before` are the pictures and formulas before it, each with its container.
fn format(
    page: &Page,
    base: Option<&Url>,
    index: usize,
    notes: &Notes,
    enclosures: &mut Enclosures<'_>,
    before: Vec<(usize, Style)>,
) -> Format {
    let block = &page.blocks[index];
    let text = page.block_text(block);
    let row = enclosures.row(block);
    let code = code::of_block(block.kind, text, row.as_ref());
    let table = row.filter(|_| code.is_none());
    let mut marks = marks::of_block(page, base, index, notes);
    if code.is_none() {
        tex::add(text, table.as_ref(), &mut marks);
    }
    let around = enclosures.around(block);
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
