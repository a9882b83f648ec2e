//! The links of a block, with absolute addresses.

use url::Url;

use super::notes::is_edited;
use crate::article::Link;
use crate::limits::MAX_URL_BYTES;
use crate::page::{BlockKind, Notes, Page, Span, SpanKind};

/// The links of a block. Links longer than [`MAX_URL_BYTES`], which browsers refuse to follow, are left out, and so are
/// the marks of notes and the ways back to them, and the links of headings to themselves.
pub(super) fn of_block(page: &Page, base: Option<&Url>, block: usize, notes: &Notes) -> Vec<Link> {
    let spans = page.spans[page.blocks[block].spans.clone()].iter();
    let spans = spans.filter(|span| !is_edited(notes, block, &span.text) && !is_to_itself(page, block, span));
    let links = spans.filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) if target.len() <= MAX_URL_BYTES => Some(Link {
            text: page.text[span.text.clone()].trim().to_owned(),
            url: absolute(&page.attributes[target.clone()], base),
        }),
        SpanKind::Link(_) | SpanKind::Strong => None,
    });
    links.collect()
}

/// Whether a link is all of a heading and leads to a place on the page: the heading itself, as in books of mdBook.
pub(super) fn is_to_itself(page: &Page, block: usize, link: &Span) -> bool {
    let block = &page.blocks[block];
    let is_local =
        matches!(&link.kind, SpanKind::Link(Some(target)) if page.attributes[target.clone()].starts_with('#'));
    let is_heading = matches!(block.kind, BlockKind::Heading { .. });
    is_heading && is_local && page.text[link.text.clone()].trim() == page.block_text(block).trim()
}

/// An address, made absolute if there is a base and it can be joined to that.
pub(super) fn absolute(address: &str, base: Option<&Url>) -> String {
    base.and_then(|base| base.join(address).ok()).map_or_else(|| address.to_owned(), String::from)
}
