//! What a page says about itself out of the reader's sight.

use std::ops::Range;

use super::Direction;
use super::Traces;
use super::relation::Relations;
use crate::chars::is_visible;
use crate::structured::Structured;

/// What the page says about itself out of the reader's sight.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The text of `<title>`, or the subject if plain text is a mail.
    pub(crate) title: Option<String>,
    /// The sender if plain text is a mail, perhaps with an address.
    pub(crate) sender: Option<String>,
    /// The `<meta>` elements in order: name or property in lower case, and content.
    pub(crate) metas: Vec<(String, String)>,
    /// The `<time>` elements that have a `datetime`, in order.
    pub(crate) times: Vec<Time>,
    /// The `lang` of `<html>`.
    pub(crate) language: Option<String>,
    /// The `dir` of `<body>`, or that of `<html>`.
    pub(crate) direction: Option<Direction>,
    /// The links that say in their `rel` what they lead to.
    pub(crate) relations: Relations,
    /// The entities of the JSON-LD scripts.
    pub(crate) structured: Structured,
    /// The items of the microdata in walked elements.
    pub(crate) microdata: Structured,
    /// The text of the article, thread or recipe according to the JSON-LD, one line per block; empty if it gives none.
    pub(crate) body: String,
    /// The state from which scripts draw the page: the text of its scripts that hold other JSON than JSON-LD. Up to 1
    /// MB, so that the extractor takes it out before the page is shared.
    pub(crate) state: Vec<String>,
    /// Which machinery the page runs. Some 16 KB, so that the extractor takes it out before the page is shared.
    pub(crate) traces: Traces,
    /// The page's own address, from `<link rel="canonical">`.
    pub(crate) canonical: Option<String>,
    /// The `href` of the first `<base>`.
    pub(crate) base: Option<String>,
}

/// A `<time>` element, or a custom element with a `datetime`.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    /// The block in or before which it stands.
    pub(crate) block: usize,
    /// Where in [`Page::text`](super::Page::text) the text between it and the `Time` before it lies.
    pub(crate) before: Range<usize>,
    pub(crate) datetime: String,
    /// Whether its class or property says that it is the time of a change.
    pub(crate) is_update: bool,
}

impl Head {
    /// The content of a `<meta>` with one of these names that is not blank: of the names that the page has, the first
    /// in this list; of several elements with that name, the first.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        let content = |name: &&str| {
            let content = self.metas.iter().filter(|(key, _)| key == name).map(|(_, content)| content.trim());
            content.into_iter().find(|content| is_visible(content))
        };
        names.iter().find_map(content)
    }

    /// The titles that the page gives: metadata titles first, then `<title>`.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        let meta = ["og:title", "twitter:title", "dc.title"].into_iter().filter_map(|name| self.meta(&[name]));
        meta.chain(self.title.as_deref())
    }
}
