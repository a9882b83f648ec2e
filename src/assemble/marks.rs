//! How the text of a block looks.

use std::collections::HashSet;
use std::ops::Range;

use url::Url;

use super::absolute;
use super::notes::Notes;
use crate::article::{Look, Mark, Picture};
use crate::limits::MAX_URL_BYTES;
use crate::page::{MarkKind, Page, SpanKind};

/// The marks of a block, by their place in its text; the outer ones first.
pub(super) fn of_block(page: &Page, base: Option<&Url>, index: usize, notes: &Notes) -> Vec<Mark> {
    let block = &page.blocks[index];
    let mut marks = Vec::new();
    let mut links = 0;
    for span in &page.spans[block.spans.clone()] {
        let look = match &span.kind {
            SpanKind::Strong => Look::Strong,
            SpanKind::Link(target) if target.len() > MAX_URL_BYTES => continue,
            kind @ SpanKind::Link(_) => {
                links += 1;
                match notes.led_to(page, kind) {
                    Some(label) => Look::Reference(label.to_owned()),
                    None if notes.leads_back(page, kind, &page.text[span.text.clone()]) => Look::Return,
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
    let is_sign = |look: &Look| matches!(look, Look::Reference(_) | Look::Return);
    let signs: HashSet<Range<usize>> =
        marks.iter().filter(|(_, look)| is_sign(look)).map(|(text, _)| text.clone()).collect();
    // A footnote's sign is raised by whoever shows it.
    marks.retain(|(text, look)| *look != Look::Superscript || !signs.contains(text));
    let within = |text: Range<usize>| text.start - block.text.start..text.end - block.text.start;
    let mut marks: Vec<Mark> = marks.into_iter().map(|(text, look)| Mark { text: within(text), look }).collect();
    marks.sort_by_key(Mark::order);
    marks
}

pub(super) fn look(page: &Page, base: Option<&Url>, kind: &MarkKind) -> Option<Look> {
    Some(match kind {
        MarkKind::Emphasis => Look::Emphasis,
        MarkKind::Code(_) => Look::Code,
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
