//! Posts of social networks that the page quotes without a word of their author: "View this post on Instagram". What
//! there is of them was dropped, and in its place the article shows a link to the post.

use std::iter::Peekable;
use std::ops::Range;

use url::Url;

use super::between::Between;
use super::links::absolute;
use crate::article::{Player, Style};
use crate::cruft::Reason;
use crate::embeds;
use crate::limits::MAX_URL_BYTES;
use crate::page::{Page, SpanKind, Tag};
use crate::select::Verdict;

/// The last line of a post is its title if it has at most this many bytes. Set by hand.
const TITLE_BYTES: usize = 200;

/// A post of which all blocks were dropped.
pub(super) struct Silent {
    pub(super) blocks: Range<usize>,
    /// The link that stands in its place.
    pub(super) embed: Between,
}

/// The quoted posts of which all blocks were dropped, but not by a rule, and which have a link to the post; in order.
pub(super) fn silent(page: &Page, base: Option<&Url>, verdicts: &[Verdict]) -> Vec<Silent> {
    let is_dropped = |index: usize| match &verdicts[index] {
        Verdict::Kept => false,
        Verdict::Dropped(_, reason) => {
            !matches!(reason, Some(Reason::Rule { .. } | Reason::Selector { .. } | Reason::OutsideArticle { .. }))
        }
    };
    let mut found: Vec<Silent> = Vec::new();
    // The number of blocks up to the end of the last post: a quotation within it is a part of it.
    let mut end = 0;
    for container in page.containers.iter().filter(|container| container.tag == Tag::Blockquote) {
        let blocks = &container.blocks;
        if blocks.is_empty() || blocks.start < end || !embeds::is_post(page.class(container)) {
            continue;
        }
        end = blocks.end;
        if !blocks.clone().all(is_dropped) {
            continue;
        }
        let Some(url) = address(page, base, blocks) else { continue };
        let last = page.block_text(&page.blocks[blocks.end - 1]);
        let title = if last.len() <= TITLE_BYTES { last } else { embeds::title(&url) }.to_owned();
        let embed = Between {
            mark: usize::MAX,
            before: blocks.start,
            container: container.parent,
            is_whole: true,
            is_frame: false,
            is_post: true,
            is_copy: false,
            style: Style::Embed(Player { url, title }),
        };
        found.push(Silent { blocks: blocks.clone(), embed });
    }
    found
}

/// The address of the post that these blocks quote: the last of their links that leads to one.
fn address(page: &Page, base: Option<&Url>, blocks: &Range<usize>) -> Option<String> {
    let spans = page.blocks[blocks.clone()].iter().rev().flat_map(|block| page.spans[block.spans.clone()].iter().rev());
    let targets = spans.filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) if target.len() <= MAX_URL_BYTES => Some(&page.attributes[target.clone()]),
        _ => None,
    });
    targets.map(|target| absolute(target, base)).find(|target| embeds::is_post_address(target))
}

/// The posts among the others, which are in order, too.
pub(super) fn among(
    posts: impl Iterator<Item = Between>,
    others: impl Iterator<Item = Between>,
) -> impl Iterator<Item = Between> {
    let (mut posts, mut others): (Peekable<_>, Peekable<_>) = (posts.peekable(), others.peekable());
    std::iter::from_fn(move || {
        let is_before = match (posts.peek(), others.peek()) {
            (Some(post), Some(other)) => post.before < other.before,
            (post, _) => post.is_some(),
        };
        if is_before { posts.next() } else { others.next() }
    })
}
