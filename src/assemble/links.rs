//! The links of a block, with absolute addresses.

use url::Url;

use super::notes::is_edited;
use crate::article::Link;
use crate::limits::MAX_URL_BYTES;
use crate::page::{Notes, Page, SpanKind};

/// The links of a block. Links longer than [`MAX_URL_BYTES`], which browsers refuse to follow, are left out, and so are
/// the marks of notes and the ways back to them.
pub(super) fn of_block(page: &Page, base: Option<&Url>, block: usize, notes: &Notes) -> Vec<Link> {
    let spans = page.spans[page.blocks[block].spans.clone()].iter();
    let spans = spans.filter(|span| !is_edited(notes, block, &span.text));
    let links = spans.filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) if target.len() <= MAX_URL_BYTES => Some(Link {
            text: page.text[span.text.clone()].trim().to_owned(),
            url: absolute(&page.attributes[target.clone()], base),
        }),
        SpanKind::Link(_) | SpanKind::Strong => None,
    });
    links.collect()
}

/// An address, made absolute if there is a base and it can be joined to that.
pub(super) fn absolute(address: &str, base: Option<&Url>) -> String {
    base.and_then(|base| base.join(address).ok()).map_or_else(|| address.to_owned(), String::from)
}
