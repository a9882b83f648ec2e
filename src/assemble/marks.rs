//! The styles of a block's text: its spans and marks become styled ranges.

use std::ops::Range;

use url::Url;

use super::links::{absolute, is_to_itself};
use super::notes::is_edited;
use crate::article::{Picture, Player, Style, StyledRange};
use crate::embeds;
use crate::limits::MAX_URL_BYTES;
use crate::page::{BlockKind, Mark, MarkKind, Notes, Page, SpanKind, Tag};

/// The styles of which two ranges side by side are joined into one.
const JOINED: [Style; 3] = [Style::Strong, Style::Emphasis, Style::Strikethrough];

/// The caption of a figure is one of its first blocks, at most this many. Set by hand.
const CAPTION_BLOCKS: usize = 4;
/// A longer caption (bytes) gives the embeds of its figure no title: each has a copy of it. Set by hand.
const TITLE_BYTES: usize = 1000;

/// How a JSON object begins, which the walk takes for a formula where an attribute such as `data-expression` holds it.
/// The walk can stop that only when the model is trained anew, because such a mark between two pictures changes what
/// the scorer sees.
const JSON: &str = "{\"";

/// The styled ranges of a block in the order of [`StyledRange::order`], without the marks of notes and the ways back.
pub(super) fn of_block(page: &Page, base: Option<&Url>, index: usize, notes: &Notes) -> Vec<StyledRange> {
    let block = &page.blocks[index];
    let mut marks = Vec::new();
    let mut links = 0;
    for span in &page.spans[block.spans.clone()] {
        let style = match &span.kind {
            SpanKind::Strong => Style::Strong,
            SpanKind::Link(None) => continue,
            SpanKind::Link(Some(target)) if target.len() > MAX_URL_BYTES => continue,
            SpanKind::Link(_) if is_edited(notes, index, &span.text) || is_to_itself(page, index, span) => continue,
            SpanKind::Link(_) => {
                links += 1;
                Style::Link(links - 1)
            }
        };
        marks.push((span.text.clone(), style));
    }
    let from = page.marks.partition_point(|mark| mark.text.end < block.text.start);
    let inside = page.marks.iter().enumerate().skip(from).take_while(|(_, mark)| mark.text.end <= block.text.end);
    for (_, mark) in inside.filter(|(at, mark)| !is_foreign(page, *at, mark)) {
        let is_before = mark.text.is_empty() && mark.text.start == block.text.start;
        match style(page, base, mark) {
            Some(Style::Picture(_) | Style::Embed(_)) if is_before => {}
            Some(style) if mark.text.start >= block.text.start => marks.push((mark.text.clone(), style)),
            _ => {}
        }
    }
    let within = |text: Range<usize>| text.start - block.text.start..text.end - block.text.start;
    let mut marks: Vec<StyledRange> =
        marks.into_iter().map(|(text, style)| StyledRange { text: within(text), style }).collect();
    marks.sort_by_key(StyledRange::order);
    join(&mut marks);
    marks
}

/// Makes a whole text of this length (bytes) bold.
pub(super) fn make_strong(marks: &mut Vec<StyledRange>, len: usize) {
    marks.retain(|mark| mark.style != Style::Strong);
    marks.push(StyledRange { text: 0..len, style: Style::Strong });
    marks.sort_by_key(StyledRange::order);
}

/// Joins ranges of the same style that stand side by side within the same range: editors cut a bold text into pieces
/// wherever it was changed.
fn join(marks: &mut Vec<StyledRange>) {
    // The indices of the open ranges; and for each style of `JOINED` the last range, with the one that it stands in.
    let mut open: Vec<usize> = Vec::new();
    let mut last: [Option<(usize, Option<usize>)>; JOINED.len()] = [None; JOINED.len()];
    for index in 0..marks.len() {
        let Range { start, end } = marks[index].text;
        while open.pop_if(|around| marks[*around].text.end <= start).is_some() {}
        let around = open.last().copied();
        open.push(index);
        let Some(sort) = JOINED.iter().position(|style| *style == marks[index].style) else { continue };
        match last[sort] {
            Some((before, other)) if other == around && marks[before].text.end == start => {
                marks[before].text.end = end;
                marks[index].text.start = end;
                open.pop();
                open.push(before);
            }
            _ => last[sort] = Some((index, around)),
        }
    }
    // Ranges that were joined to one before them are empty now.
    marks.retain(|mark| !mark.text.is_empty() || !JOINED.contains(&mark.style));
}

/// Whether the mark with this index is a frame that no rule keeps, so that the article does not show it.
pub(super) fn is_foreign(page: &Page, index: usize, mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Frame { .. }) && !page.rulings.of_mark(index).is_kept
}

/// The title of an embed that has none of its own: the caption of its figure, unless that is long.
fn caption(page: &Page, container: usize) -> Option<&str> {
    let (_, figure) = page.chain(container).find(|(_, container)| container.tag == Tag::Figure)?;
    let mut blocks = page.blocks[figure.blocks.clone()].iter().take(CAPTION_BLOCKS);
    let caption = blocks.find(|block| block.kind == BlockKind::Caption)?;
    Some(page.block_text(caption)).filter(|text| text.len() <= TITLE_BYTES)
}

/// The style of a mark; `None` if rendering does not show it.
pub(super) fn style(page: &Page, base: Option<&Url>, mark: &Mark) -> Option<Style> {
    Some(match &mark.kind {
        MarkKind::Emphasis => Style::Emphasis,
        MarkKind::Code(_) => Style::Code,
        MarkKind::Inserted => Style::Inserted,
        MarkKind::Strikethrough => Style::Strikethrough,
        MarkKind::Subscript => Style::Subscript,
        MarkKind::Superscript => Style::Superscript,
        MarkKind::Math { tex, .. } if page.attributes[tex.clone()].starts_with(JSON) => return None,
        MarkKind::Math { tex, is_display } => {
            Style::Math { tex: page.attributes[tex.clone()].to_owned(), is_display: *is_display }
        }
        MarkKind::Image { url, .. } if url.len() > MAX_URL_BYTES => return None,
        MarkKind::Image { url, alt, .. } => Style::Picture(Picture {
            url: absolute(&page.attributes[url.clone()], base),
            alt: page.attributes[alt.clone()].to_owned(),
            caption: None,
        }),
        MarkKind::Embed { url, .. } | MarkKind::Frame { url, .. } if url.len() > MAX_URL_BYTES => return None,
        MarkKind::Embed { url, title } | MarkKind::Frame { url, title } => {
            let (url, title) = (&page.attributes[url.clone()], &page.attributes[title.clone()]);
            let title = Some(title).filter(|title| !title.is_empty()).or_else(|| caption(page, mark.container));
            let title = title.unwrap_or_else(|| embeds::title(url));
            Style::Embed(Player { url: absolute(url, base), title: title.to_owned() })
        }
        MarkKind::Language(_) | MarkKind::Author | MarkKind::AuthorBlock => return None,
    })
}
