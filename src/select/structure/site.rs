//! Which links lead to other pages of the site that the page is on.

use std::collections::HashMap;

use crate::page::{Page, SpanKind};

/// Ends of addresses of pages; an address with any other short ending after a full stop is that of a file.
const PAGE_ENDINGS: &[&str] = &["asp", "aspx", "cfm", "cgi", "do", "htm", "html", "jsp", "php", "shtml", "xhtml"];
/// An ending of a file has at most this many bytes. Set by hand.
const ENDING_BYTES: usize = 5;
/// A label of a host of at most this many bytes in front of the last one belongs to the registry: "co.uk". Set by hand.
const REGISTRY_BYTES: usize = 3;

/// The site that a page is on.
pub(super) struct Site<'a> {
    page: &'a Page,
    /// The domain of the site, `None` if nothing tells it.
    domain: Option<&'a str>,
}

impl<'a> Site<'a> {
    /// Finds the domain of a page: that of its own address or, if it gives none, that of most of its links.
    pub(super) fn of(page: &'a Page) -> Site<'a> {
        let head = &page.head;
        let own = [head.canonical.as_deref(), head.meta(&["og:url"]), head.base.as_deref()];
        let domain = own.into_iter().flatten().find_map(domain).or_else(|| most_linked(page));
        Site { page, domain }
    }

    /// Whether a block has links, and all of them lead to other pages of the site. Links without a known target are
    /// passed over.
    pub(super) fn leads_to_pages(&self, block: usize) -> bool {
        let mut targets = targets(self.page, block).peekable();
        targets.peek().is_some() && targets.all(|target| self.is_page(target))
    }

    /// Whether an address is that of another page of the site: no file, no place on the same page, no other site.
    fn is_page(&self, target: &str) -> bool {
        let target = target.trim();
        if let Some(other) = domain(target) {
            return self.domain.is_some_and(|own| own.eq_ignore_ascii_case(other)) && !is_file(target);
        }
        let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
        !target.is_empty() && !target.starts_with('#') && !scheme.contains(':') && !is_file(target)
    }
}

/// The targets of a block's links, as far as they are known.
pub(super) fn targets(page: &Page, block: usize) -> impl Iterator<Item = &str> {
    page.spans[page.blocks[block].spans.clone()].iter().filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) => Some(&page.attributes[target.clone()]),
        SpanKind::Link(None) | SpanKind::Strong => None,
    })
}

/// The domain that most of the links with a host lead to.
fn most_linked(page: &Page) -> Option<&str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let all = (0..page.blocks.len()).flat_map(|block| targets(page, block));
    all.filter_map(domain).for_each(|domain| *counts.entry(domain).or_default() += 1);
    counts.into_iter().max_by_key(|(domain, count)| (*count, *domain)).map(|(domain, _)| domain)
}

/// The part of an address that names the site: `paper.co.uk` of `https://news.paper.co.uk/a`. `None` without a host.
fn domain(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("//")?;
    if !(scheme.is_empty() || scheme.ends_with(':')) || scheme.contains('/') {
        return None;
    }
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let last = dots.next()?;
    let Some(second) = dots.next() else { return Some(host) };
    if last - second - 1 > REGISTRY_BYTES {
        return Some(&host[second + 1..]);
    }
    Some(dots.next().map_or(host, |third| &host[third + 1..]))
}

/// Whether an address is that of a file, such as a PDF.
fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("//").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=ENDING_BYTES).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
            && !PAGE_ENDINGS.iter().any(|page| page.eq_ignore_ascii_case(ending))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_found() {
        for (address, expected) in [
            ("https://www.paper.example/a/b", Some("paper.example")),
            ("//news.paper.co.uk:80", Some("paper.co.uk")),
            ("http://bbc.co.uk/news", Some("bbc.co.uk")),
            ("https://localhost/", None),
            ("/a//b", None),
            ("a.html", None),
        ] {
            assert_eq!(domain(address), expected, "{address}");
        }
    }

    #[test]
    fn links_lead_to_pages_of_the_site_or_not() {
        let page = Page::default();
        let site = Site { page: &page, domain: Some("paper.example") };
        for (target, expected) in [
            ("/a", true),
            ("a.html?b=c.pdf", true),
            ("https://m.Paper.example/2024/a-b", true),
            ("../v1.2/", true),
            ("story,1.2345", true),
            ("https://other.example/a", false),
            ("#part", false),
            ("mailto:a@paper.example", false),
            ("javascript:void(0)", false),
            ("/report.pdf", false),
            ("", false),
        ] {
            assert_eq!(site.is_page(target), expected, "{target}");
        }
    }
}
