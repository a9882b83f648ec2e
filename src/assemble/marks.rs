//! How the text of a block looks.

use std::collections::HashSet;
use std::ops::Range;

use url::Url;

use super::links::absolute;
use super::notes::{self, Notes};
use crate::article::{Look, Mark, Picture};
use crate::limits::MAX_URL_BYTES;
use crate::page::{Block, BlockKind, MarkKind, Page, Span, SpanKind};

/// Looks that two stretches of text side by side may have in common.
const JOINED: [Look; 3] = [Look::Strong, Look::Emphasis, Look::Struck];

/// The marks of a block, by their place in its text; the outer ones first.
pub(super) fn of_block(page: &Page, base: Option<&Url>, index: usize, known: &Notes) -> Vec<Mark> {
    let block = &page.blocks[index];
    let mut marks = Vec::new();
    let mut links = 0;
    for span in &page.spans[block.spans.clone()] {
        let look = match &span.kind {
            SpanKind::Strong => Look::Strong,
            SpanKind::Link(None) => continue,
            SpanKind::Link(Some(target)) if target.len() > MAX_URL_BYTES => continue,
            kind @ SpanKind::Link(_) => {
                links += 1;
                match known.led_to(page, kind) {
                    Some(label) => Look::Reference(label.to_owned()),
                    None if known.leads_back(page, kind, &page.text[span.text.clone()]) => Look::Jump,
                    None if is_anchor(page, block, span) => Look::Jump,
                    None => Look::Link(links - 1),
                }
            }
        };
        marks.push((span.text.clone(), look));
    }
    let from = page.marks.partition_point(|mark| mark.text.end < block.text.start);
    for mark in page.marks[from..].iter().take_while(|mark| mark.text.end <= block.text.end) {
        let is_before = mark.text.is_empty() && mark.text.start == block.text.start;
        match look(page, base, &mark.kind) {
            Some(Look::Picture(_)) if is_before => {}
            Some(look) if mark.text.start >= block.text.start => marks.push((mark.text.clone(), look)),
            _ => {}
        }
    }
    let leads_back = marks.iter().any(|(_, look)| *look == Look::Jump);
    if let Some(len) = notes::return_sign(page.block_text(block)).filter(|_| leads_back) {
        marks.push((block.text.start..block.text.start + len, Look::Jump));
    }
    let is_sign = |look: &Look| matches!(look, Look::Reference(_) | Look::Jump);
    let signs: HashSet<Range<usize>> =
        marks.iter().filter(|(_, look)| is_sign(look)).map(|(text, _)| text.clone()).collect();
    // A footnote's sign is raised by whoever shows it.
    marks.retain(|(text, look)| *look != Look::Superscript || !signs.contains(text));
    let within = |text: Range<usize>| text.start - block.text.start..text.end - block.text.start;
    let mut marks: Vec<Mark> = marks.into_iter().map(|(text, look)| Mark { text: within(text), look }).collect();
    marks.sort_by_key(Mark::order);
    join(&mut marks);
    marks
}

/// Makes a whole text strong.
pub(super) fn make_strong(marks: &mut Vec<Mark>, len: usize) {
    marks.retain(|mark| mark.look != Look::Strong);
    marks.push(Mark { text: 0..len, look: Look::Strong });
    marks.sort_by_key(Mark::order);
}

/// Whether a link in a heading leads to that heading: a sign such as "#" or "¶" for those who want its address.
fn is_anchor(page: &Page, block: &Block, span: &Span) -> bool {
    let mut sign = page.text[span.text.clone()].chars();
    let is_sign = sign.next().is_some_and(|c| !c.is_alphanumeric()) && sign.next().is_none();
    let is_heading = matches!(block.kind, BlockKind::Heading { .. }) && block.text != span.text;
    let leads_here = |target: &Range<usize>| page.attributes[target.clone()].contains('#');
    is_sign && is_heading && matches!(&span.kind, SpanKind::Link(Some(target)) if leads_here(target))
}

/// Joins what looks alike and stands side by side in the same mark: editors cut a bold text wherever it was changed.
fn join(marks: &mut Vec<Mark>) {
    // What is open, and of each sort of look the mark that came last and what it stands in.
    let mut open: Vec<usize> = Vec::new();
    let mut last: [Option<(usize, Option<usize>)>; JOINED.len()] = [None; JOINED.len()];
    for index in 0..marks.len() {
        let Range { start, end } = marks[index].text;
        while open.pop_if(|around| marks[*around].text.end <= start).is_some() {}
        let around = open.last().copied();
        open.push(index);
        let Some(sort) = JOINED.iter().position(|look| *look == marks[index].look) else { continue };
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
    // What was joined is empty.
    marks.retain(|mark| !mark.text.is_empty() || !JOINED.contains(&mark.look));
}

pub(super) fn look(page: &Page, base: Option<&Url>, kind: &MarkKind) -> Option<Look> {
    Some(match kind {
        MarkKind::Emphasis => Look::Emphasis,
        MarkKind::Code(_) => Look::Code,
        MarkKind::Inserted => Look::Inserted,
        MarkKind::Struck => Look::Struck,
        MarkKind::Subscript => Look::Subscript,
        MarkKind::Superscript => Look::Superscript,
        MarkKind::Math { tex, is_display } => {
            Look::Math { tex: page.attributes[tex.clone()].to_owned(), is_display: *is_display }
        }
        MarkKind::Image { url, .. } if url.len() > MAX_URL_BYTES => return None,
        MarkKind::Image { url, alt } => Look::Picture(Picture {
            url: absolute(&page.attributes[url.clone()], base),
            alt: page.attributes[alt.clone()].to_owned(),
        }),
        MarkKind::Language(_) | MarkKind::Author | MarkKind::AuthorBox => return None,
    })
}
