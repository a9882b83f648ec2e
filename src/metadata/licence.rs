//! The licence of the article.

use url::Url;

use super::head::absolute;
use super::sources::Sources;
use crate::page::{Page, RelationKind, SpanKind};

/// Names of `<meta>` that may hold the address of a licence.
const NAMES: &[&str] = &["license", "dcterms.license", "dc.rights.license", "dcterms.rights", "dc.rights", "rights"];
/// What the addresses of the licences of Creative Commons begin with, behind the scheme.
const CREATIVE_COMMONS: [&str; 2] = ["creativecommons.org/licenses/", "creativecommons.org/publicdomain/"];

/// The address of the licence, from the first of these that gives one: links with `rel=license`, JSON-LD, `<meta>`,
/// microdata, and links to a licence of Creative Commons in the last or out of the `kept` blocks: those within the
/// story may belong to a picture.
pub(super) fn licence(sources: &Sources<'_>, page: &Page, kept: &[usize], base: Option<&Url>) -> Option<Url> {
    let head = sources.head;
    let linked = head.relations.of(RelationKind::Licence).map(|link| link.href.as_str());
    let metas = NAMES.iter().filter_map(|name| head.meta(&[name])).filter(|content| content.contains("://"));
    let [json_ld, microdata] = [&sources.json_ld, &sources.microdata].map(|schema| schema.address("license"));
    let declared = linked.chain(json_ld).chain(metas).chain(microdata);
    let mut found = declared.filter_map(|address| absolute(address, base));
    found.next().or_else(|| creative_commons(page, kept).filter_map(|address| absolute(address, base)).next())
}

/// The addresses of licences of Creative Commons that blocks link to, without those within the story.
fn creative_commons<'a>(page: &'a Page, kept: &'a [usize]) -> impl Iterator<Item = &'a str> {
    let inside = kept.split_last().map_or(kept, |(_, inside)| inside);
    let is_licence = |address: &str| CREATIVE_COMMONS.iter().any(|site| address.contains(site));
    // Few pages have such a link: the others are searched once, and not link by link.
    let blocks = if is_licence(&page.attributes) { page.blocks.as_slice() } else { &[] };
    let others = blocks.iter().enumerate().filter(|(index, _)| inside.binary_search(index).is_err());
    let spans = others.flat_map(|(_, block)| &page.spans[block.spans.clone()]);
    let addresses = spans.filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) => Some(&page.attributes[target.clone()]),
        SpanKind::Link(None) | SpanKind::Strong => None,
    });
    addresses.filter(move |address| is_licence(address))
}
