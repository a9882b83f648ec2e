//! The posts of social networks that an article quotes, as embeds.

use std::ops::Range;

use super::address;
use crate::article::{Block, Enclosure};
use crate::embeds;

/// A post that an article quotes.
pub(super) struct Quoted {
    pub(super) url: String,
    /// The last line, which says whose it is, or the host.
    pub(super) title: String,
    /// Its blocks, one a line.
    pub(super) text: String,
    /// The index of its first block.
    pub(super) block: usize,
}

/// The posts among the blocks of an article, in order. One without a link to it is none.
pub(super) fn quoted(blocks: &[Block]) -> impl Iterator<Item = Quoted> {
    ranges(blocks).into_iter().filter_map(|range| {
        let links = || blocks[range.clone()].iter().rev().flat_map(|block| block.links.iter().rev());
        let own = links().find(|link| embeds::is_post_address(&link.url)).or_else(|| links().next())?;
        let url = address::of_link(&own.url)?.into_owned();
        let lines: Vec<&str> = blocks[range.clone()].iter().map(|block| block.text.as_str()).collect();
        let title = lines.last().filter(|_| lines.len() > 1).copied().or_else(|| embeds::host(&url));
        let title = title.unwrap_or_default().to_owned();
        Some(Quoted { title, url, text: lines.join("\n"), block: range.start })
    })
}

/// The ranges of the blocks of each post.
fn ranges(blocks: &[Block]) -> Vec<Range<usize>> {
    let post = |block: &Block| {
        block.format.enclosures.iter().find_map(|enclosure| match enclosure {
            Enclosure::Post(id) => Some(*id),
            _ => None,
        })
    };
    let mut ranges: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let Some(id) = post(block) else { continue };
        match ranges.last_mut().filter(|(last, range)| *last == id && range.end == index) {
            Some((_, range)) => range.end = index + 1,
            None => ranges.push((id, index..index + 1)),
        }
    }
    ranges.into_iter().map(|(_, range)| range).collect()
}
