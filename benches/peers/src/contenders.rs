//! Who is timed: each takes a page and gives the text of its article, by what its documentation shows first.

use std::sync::LazyLock;

use dom_smoothie::Readability;
use unboil::{Extractor, dev};
use url::Url;

/// Some take the address of the page; links are made absolute with it.
const ADDRESS: &str = "https://example.org/2024/11/story";

#[allow(clippy::unwrap_used)] // A constant.
static URL: LazyLock<Url> = LazyLock::new(|| Url::parse(ADDRESS).unwrap());
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::default);

pub(crate) struct Contender {
    pub(crate) name: &'static str,
    /// The length of the text; none if there is none, for whatever reason.
    pub(crate) run: fn(&str) -> Option<usize>,
}

/// The first is what all are compared with.
pub(crate) const CONTENDERS: [Contender; 6] = [
    Contender { name: "bare parse: html5ever 0.40 + rcdom", run: |html| Some(bare_parse(html)) },
    Contender { name: "unboil 0.1.0", run: |html| Some(EXTRACTOR.extract(html).ok()?.text().len()) },
    Contender {
        name: "dom_smoothie 0.19.0",
        run: |html| Some(Readability::new(html, Some(ADDRESS), None).ok()?.parse().ok()?.text_content.len()),
    },
    Contender {
        name: "rs-trafilatura 0.2.2",
        run: |html| Some(rs_trafilatura::extract(html).ok()?.content_text.len()),
    },
    Contender {
        name: "readability 0.3.0",
        run: |html| Some(readability::extractor::extract(&mut html.as_bytes(), &URL).ok()?.text.len()),
    },
    Contender {
        name: "llm_readability 0.0.17",
        run: |html| Some(llm_readability::extractor::extract(&mut html.as_bytes(), &URL).ok()?.text.len()),
    },
];

/// What a tree costs that nobody looks at, freeing included.
fn bare_parse(html: &str) -> usize {
    drop(dev::bare_parse(html));
    html.len()
}
