//! The crates that are timed. Each extracts the text of a page's article, in the way that its documentation shows
//! first.

use std::sync::LazyLock;

use dom_smoothie::Readability;
use unboil::{Extractor, dev};
use url::Url;

/// Address of the page for those crates that take one, to make links absolute.
const ADDRESS: &str = "https://example.org/2024/11/story";

#[allow(clippy::unwrap_used)] // A constant.
static URL: LazyLock<Url> = LazyLock::new(|| Url::parse(ADDRESS).unwrap());
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::default);

/// A crate to be timed.
pub(crate) struct Contender {
    /// Name and version, for the table.
    pub(crate) name: &'static str,
    /// Extracts a page and returns the length of its text in bytes; `None` if there was no text, for whatever reason.
    pub(crate) run: fn(&str) -> Option<usize>,
}

/// All contenders. The first, the bare parse, is what the others are compared with.
pub(crate) const CONTENDERS: [Contender; 7] = [
    Contender { name: "bare parse: html5ever 0.40 + rcdom", run: |html| Some(bare_parse(html)) },
    Contender { name: "unboil 0.1.0", run: |html| Some(EXTRACTOR.extract(html).ok()?.text().len()) },
    Contender {
        name: "readable-readability 0.4.0",
        run: |html| Some(readable_readability::Readability::new().parse(html).0.text_contents().len()),
    },
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

/// Builds the tree of a page and frees it. Returns the length of the page in bytes.
fn bare_parse(html: &str) -> usize {
    drop(dev::bare_parse(html));
    html.len()
}
