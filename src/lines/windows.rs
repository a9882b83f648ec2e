//! Long texts in windows: each is judged like a page, so that what a line is told by stands near it, and memory and time do
//! not depend on how long a text is.

use std::ops::Range;

use crate::page::{Block, BlockKind, Container, Head, Page};

/// A window has so many blocks at least, and twice as many at most. No dump of WCXB has more than one:
/// the scorer knows pages, not books.
const BLOCKS: usize = 2000;
/// Half as many do if they have more text (bytes) than any page: the longest dump of WCXB has 110,000. What is measured of them
/// then stays in the processor's cache.
const PAGE_BYTES: usize = 256 << 10;

/// The blocks of each window. One ends before its longest paragraph of the possible ones: where running text begins.
pub(crate) fn windows(page: &Page) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    let text_start = |index: usize| page.blocks.get(index).map_or(page.text.len(), |block| block.text.start);
    loop {
        let is_book = text_start(start + BLOCKS / 2) - text_start(start) > PAGE_BYTES;
        let blocks = if is_book { BLOCKS / 2 } else { BLOCKS };
        if page.blocks.len() - start <= 2 * blocks {
            break;
        }
        let len = |index: &usize| {
            let block = &page.blocks[*index];
            if block.kind == BlockKind::Paragraph { block.text.len() } else { 0 }
        };
        // The first of equals.
        let longest = (start + blocks..start + 2 * blocks).rev().max_by_key(len);
        let end = longest.unwrap_or(start + blocks);
        windows.push(start..end);
        start = end;
    }
    windows.push(start..page.blocks.len());
    windows
}

/// Some blocks of a plain text as a page.
pub(crate) fn part(page: &Page, blocks: Range<usize>) -> Page {
    let of = &page.blocks[blocks.clone()];
    let (Some(first), Some(last)) = (of.first(), of.last()) else { return Page::default() };
    let text = first.text.start..last.text.end;
    // The first container holds all.
    let skipped = first.container - 1;
    let within =
        |range: &Range<usize>| range.start.max(blocks.start) - blocks.start..range.end.min(blocks.end) - blocks.start;
    let groups = page.containers[first.container..=last.container].iter();
    let groups = groups.map(|group| Container { blocks: within(&group.blocks), ..group.clone() });
    let root = page.containers.first().map(|root| Container { blocks: 0..of.len(), ..root.clone() });
    Page {
        text: page.text[text.clone()].to_owned(),
        blocks: of
            .iter()
            .map(|block| Block {
                text: block.text.start - text.start..block.text.end - text.start,
                container: block.container - skipped,
                ..block.clone()
            })
            .collect(),
        containers: root.into_iter().chain(groups).collect(),
        head: if blocks.start == 0 { head(&page.head) } else { Head::default() },
        separators: page.separators[blocks].to_vec(),
        ..Page::default()
    }
}

/// What a plain text says of itself: the head of a mail.
fn head(head: &Head) -> Head {
    Head { title: head.title.clone(), sender: head.sender.clone(), ..Head::default() }
}
