//! Cuts long texts into windows that are cleaned one by one, each like a page of its own. A line is then judged by what
//! is near it, and the memory and the time for a window don't depend on the length of the whole text.

use std::ops::Range;

use crate::page::{Addition, Block, BlockKind, Container, Head, Page};

/// A window has from this many blocks up to twice as many, or half of both if its text is dense, see [`DENSE_BYTES`];
/// only the last window of a text may have fewer. The scorer is trained on pages, not on books: no text dump of the
/// data set WCXB is so long that it needs a second window. Set by hand.
const BLOCKS: usize = 2000;
/// If the next [`BLOCKS`] / 2 blocks have more text (bytes) than this, the window has only half as many blocks: 1000 to
/// 2000. No page has so much text: the longest text dump of WCXB has 110,000 bytes. The smaller window is meant to keep
/// its features in the processor's cache. Set by hand.
const DENSE_BYTES: usize = 256 << 10;

/// The blocks of each window of a text, in order. A text of at most `2 * BLOCKS` blocks is a single window, unless it
/// has more than `BLOCKS` and the first `BLOCKS / 2` have more text than [`DENSE_BYTES`]. A window ends before the
/// longest paragraph that leaves it an allowed number of blocks, because running text is likely to begin there.
pub(crate) fn windows(page: &Page) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    let text_start = |index: usize| page.blocks.get(index).map_or(page.text.len(), |block| block.text.start);
    loop {
        let is_dense = text_start(start + BLOCKS / 2) - text_start(start) > DENSE_BYTES;
        let blocks = if is_dense { BLOCKS / 2 } else { BLOCKS };
        if page.blocks.len() - start <= 2 * blocks {
            break;
        }
        let len = |index: &usize| {
            let block = &page.blocks[*index];
            if block.kind == BlockKind::Paragraph { block.text.len() } else { 0 }
        };
        // `max_by_key` takes the last of several equally long paragraphs; `rev` makes that the first on the page.
        let longest = (start + blocks..start + 2 * blocks).rev().max_by_key(len);
        let end = longest.unwrap_or(start + blocks);
        windows.push(start..end);
        start = end;
    }
    windows.push(start..page.blocks.len());
    windows
}

/// Copies one window of a plain text, that is, a range of its blocks, into a `Page` of its own. Only the first window
/// gets the head.
pub(crate) fn part(page: &Page, blocks: Range<usize>) -> Page {
    let selected = &page.blocks[blocks.clone()];
    let (Some(first), Some(last)) = (selected.first(), selected.last()) else { return Page::default() };
    let text = first.text.start..last.text.end;
    // Container 0 is the root, in the text as in the window. The other containers are groups of lines, one after the
    // other; every block stands in one of them, never in the root itself.
    let skipped = first.container - 1;
    let within =
        |range: &Range<usize>| range.start.max(blocks.start) - blocks.start..range.end.min(blocks.end) - blocks.start;
    let groups = page.containers[first.container..=last.container].iter();
    let groups = groups.map(|group| Container { blocks: within(&group.blocks), ..group.clone() });
    let root = page.containers.first().map(|root| Container { blocks: 0..selected.len(), ..root.clone() });
    Page {
        additions: additions(page, &blocks),
        text: page.text[text.clone()].to_owned(),
        blocks: selected
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

/// What stood before the blocks of a window, and behind the last block of the text.
fn additions(page: &Page, blocks: &Range<usize>) -> Vec<Addition> {
    let end = if blocks.end == page.blocks.len() { blocks.end + 1 } else { blocks.end };
    // They are in order, and a text may have as many of them as blocks.
    let [first, last] = [blocks.start, end].map(|at| page.additions.partition_point(|addition| addition.block < at));
    let own = page.additions[first..last].iter();
    own.map(|addition| Addition { block: addition.block - blocks.start, ..addition.clone() }).collect()
}

/// The part of the head that a plain text can have: the subject and the sender of a mail.
fn head(head: &Head) -> Head {
    Head { title: head.title.clone(), sender: head.sender.clone(), ..Head::default() }
}
