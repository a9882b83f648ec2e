//! What the page says of its article.
//!
//! The order of trust, the first source that has an answer gives it:
//!
//! | | sources |
//! |---|---|
//! | title | the headline, if it agrees with the titles for machines and the address; Open Graph, Twitter, Dublin Core, `<title>`, JSON-LD, microdata, each without the site's name; the first line of plain text |
//! | byline | the head of a mail, JSON-LD, `<meta>`, microdata, `rel=author` and classes, visible bylines; a person before the site's own name |
//! | published | JSON-LD, `<meta>`, those named by parts, microdata, `<meta name=date>`, `<time>` and visible bylines by their distance from the headline, the address, labels; no later than changed |
//! | modified | JSON-LD, `<meta>`, those named by parts, microdata, `<time>`, labels |
//! | site name | Open Graph, JSON-LD, `<meta>`, microdata; the name of a host only if there is no other |
//! | language | `lang` of `<html>`, JSON-LD, `<meta>`, microdata, the text |
//! | description | Open Graph, `<meta>`, JSON-LD, microdata |
//! | image | Open Graph, `<meta>`, JSON-LD, microdata; not the logo |
//! | url | `<link rel=canonical>`, Open Graph, the caller's |
//! | keywords | JSON-LD, Open Graph, `<meta>`, microdata |
//! | kind | what the page says, see [`PageSignals`] |

mod author;
mod dates;
mod head;
mod language;
mod names;
mod schema;
mod site;
mod sources;
mod text;
mod title;
mod visible;

use url::Url;

use crate::chars::one_line;
use crate::measure::Measurements;
use crate::page::{Head, Page, PageKind, PageSignals, Separator};
use site::Site;
use sources::Sources;
use title::{Headline, TitleCandidates, TitleContext};
use visible::Visible;

/// So many of the longer words of a window's title stand in the story.
const TITLE_TOPIC: f32 = 0.6;

/// The article's metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) site_name: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) kind: Option<PageKind>,
    pub(crate) keywords: Vec<String>,
}

/// What the extraction knows beside the page.
pub(crate) struct MetadataInputs<'a> {
    /// The page's address, as the caller gives it.
    pub(crate) url: Option<&'a Url>,
    /// What its relative links are relative to.
    pub(crate) base: Option<&'a Url>,
    /// What the page says that it is.
    pub(crate) signals: PageSignals,
    /// The block that is the headline, given what was kept.
    pub(crate) headline: Option<usize>,
    /// There is an article on the page, not only a wall in front of one.
    pub(crate) has_article: bool,
    /// The blocks that were kept.
    pub(crate) kept: Vec<usize>,
}

/// The address that a page gives as its own, if it is absolute.
pub(crate) fn address(head: &Head) -> Option<Url> {
    head::url(head, None, None)
}

/// Whether the first line of a plain text may be what its window is called: it stands by itself, says no phrase of
/// cruft, and the prose of the text has its words. Of a text without cruft it is the beginning.
fn is_titled(page: &Page, measurements: &Measurements, known: &MetadataInputs<'_>) -> bool {
    known.kept.len() < page.blocks.len()
        && page.separators.get(1) == Some(&Separator::Blank)
        && measurements.evidence.first().is_some_and(|evidence| evidence.hits.is_empty() && !evidence.is_byline)
        && measurements.layout.first().is_some_and(|row| row.topic >= TITLE_TOPIC)
}

/// Reads the metadata of a page.
pub(crate) fn read(page: &Page, measurements: &Measurements, known: &MetadataInputs<'_>) -> Metadata {
    let head = &page.head;
    let sources = Sources::of(head);
    let url = head::url(head, known.base, known.url);
    let site = Site::of(&sources, url.as_ref());
    let names = if page.is_text() {
        TitleCandidates::of_text(page, is_titled(page, measurements, known))
    } else {
        TitleCandidates::of(&sources, &site)
    };
    let headline = Headline::find(page, known.headline, &names, &site);
    let above = headline.as_ref().map_or(0, |headline| headline.block);
    let story = known.kept.iter().copied().find(|block| *block > above).unwrap_or(above);
    let story = story..known.kept.last().map_or(story, |last| story.max(*last));
    let language = language::declared(&sources);
    let visible = Visible { page, measurements, language: language.as_deref(), headline: above, story };
    let kind = known.signals.kind();
    let byline = author::byline(&sources, &visible, &site);
    let (published, modified) = dates::dates(&sources, &visible, url.as_ref());
    let is_dated = published.is_some() || modified.is_some() || byline.is_some();
    let address = title::address_words(url.as_ref());
    let facts = TitleContext {
        site: &site,
        kind,
        is_dated,
        has_article: known.has_article,
        is_text: page.is_text(),
        address: &address,
    };
    let metadata = Metadata {
        title: title::title(&names, headline.as_ref(), &facts),
        byline,
        published: published.map(|stamp| stamp.to_string()),
        modified: modified.map(|stamp| stamp.to_string()),
        site_name: site.name().map(str::to_owned),
        language: language.or_else(|| language::found(page, &known.kept)),
        description: head::description(&sources),
        image: head::image(&sources, known.base.or(url.as_ref())).map(String::from),
        url: url.map(String::from),
        kind,
        keywords: head::keywords(&sources),
    };
    metadata.in_lines()
}

impl Metadata {
    /// Whatever a text came from, it is one line without control characters; one that says nothing is absent.
    fn in_lines(mut self) -> Metadata {
        let Metadata { title, byline, published, modified, site_name, language, description, image, url, .. } =
            &mut self;
        let texts = [title, byline, published, modified, site_name, language, description, image, url];
        for text in texts {
            *text = text.take().map(|text| one_line(&text)).filter(|text| !text.is_empty());
        }
        self.keywords = self.keywords.iter().map(|keyword| one_line(keyword)).filter(|text| !text.is_empty()).collect();
        self
    }
}
