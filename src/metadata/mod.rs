//! What the page says of its article.
//!
//! Each value comes from the first source that has one, the most trusted first:
//!
//! - title: the headline, if it agrees with the metadata titles and the address; Open Graph, Twitter, Dublin Core,
//!   `<title>`, JSON-LD, microdata, each without the site's name; the first line of plain text.
//! - byline: the sender of a mail, JSON-LD, `<meta>`, microdata, `rel=author` and classes, visible bylines; a person
//!   before the site's own name.
//! - authors: the names in the byline, one by one.
//! - published: JSON-LD, `<meta>`, other `<meta>` by parts of their names, microdata, `<meta name=date>`, `<time>` and
//!   visible bylines by their distance from the headline, the address, dates after labels; not later than modified.
//! - modified: JSON-LD, `<meta>`, other `<meta>` by parts of their names, microdata, `<time>`, dates after labels.
//! - site name: Open Graph, JSON-LD, `<meta>`, microdata; the name of a host only if there is no other name.
//! - language: `lang` of `<html>`, JSON-LD, `<meta>`, microdata, the text.
//! - description: Open Graph, `<meta>`, JSON-LD, microdata.
//! - image: Open Graph, `<meta>`, JSON-LD, microdata; not the logo. If there is none, `assemble` takes a picture of the
//!   story.
//! - url: `<link rel=canonical>`, Open Graph, the caller's; a front page only if there is no other.
//! - keywords: JSON-LD, Open Graph, `<meta>`, microdata and links to tags, all together.
//! - sections: JSON-LD, `<meta>` and microdata together; breadcrumbs; links to categories.
//! - licence: links with `rel=license`, JSON-LD, `<meta>`, microdata, links to Creative Commons.
//! - icon and next page: links with `rel`.
//! - direction: `dir`, the letters of the text, the language.
//! - kind: what the page declares itself to be, see [`PageSignals`].

mod author;
mod author_list;
mod base;
mod datelines;
mod dates;
mod direction;
mod head;
mod icon;
mod keywords;
mod language;
mod licence;
mod names;
mod next_page;
mod schema;
mod sections;
mod site;
mod sources;
mod text;
mod title;
mod visible;

use url::Url;

use crate::chars::one_line;
use crate::measure::Measurements;
use crate::page::{Direction, Head, Page, PageKind, PageSignals, Separator};
use author::Authors;
use sections::Surroundings;
use site::Site;
use sources::Sources;
use title::{Headline, TitleCandidates, TitleContext};
use visible::Visible;

pub(crate) use base::base_of;
pub(crate) use head::may_be_lead_image;

/// The first line of a plain text may be a `<title>` if at least this share, 0..=1, of its longer words stands in the
/// story.
const TITLE_TOPIC: f32 = 0.6;

/// The article's metadata, as plain text on one line each; `None` or empty where the page does not say. Dates are in
/// the form of RFC 3339, addresses are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
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
    pub(crate) page_kind: Option<PageKind>,
    pub(crate) keywords: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) sections: Vec<String>,
    pub(crate) licence: Option<String>,
    pub(crate) favicon: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) next_page: Option<String>,
    pub(crate) direction: Direction,
}

/// What the metadata of a page depend on beside the page.
pub(crate) struct MetadataInputs<'a> {
    /// The page's address, if the caller gave it.
    pub(crate) url: Option<&'a Url>,
    /// The address that relative links are resolved against.
    pub(crate) base: Option<&'a Url>,
    /// What kind of page it declares itself to be.
    pub(crate) signals: PageSignals,
    /// Index of the block that is the headline among what was kept, if any.
    pub(crate) headline: Option<usize>,
    /// Whether there is an article on the page, and not only a notice in front of one.
    pub(crate) has_article: bool,
    /// Indexes of the blocks that were kept, ascending.
    pub(crate) kept: Vec<usize>,
}

/// The address that the page declares as its own, if that is absolute.
pub(crate) fn address(head: &Head) -> Option<Url> {
    head::url(head, None, None)
}

/// Whether the first line of a plain text may be the page's `<title>`: it stands alone, has no phrase of cruft, and its
/// words occur in the story. In a text of which nothing was dropped it is the beginning of the text instead.
fn may_be_titled(page: &Page, measurements: &Measurements, inputs: &MetadataInputs<'_>) -> bool {
    inputs.kept.len() < page.blocks.len()
        && page.separators.get(1) == Some(&Separator::Blank)
        && measurements.evidence.first().is_some_and(|evidence| evidence.hits.is_empty() && !evidence.is_byline)
        && measurements.layout.first().is_some_and(|row| row.topic >= TITLE_TOPIC)
}

/// Reads the metadata of a page.
pub(crate) fn read(page: &Page, measurements: &Measurements, inputs: &MetadataInputs<'_>) -> Metadata {
    let head = &page.head;
    let sources = Sources::of(head);
    let url = head::url(head, inputs.base, inputs.url);
    let site = Site::of(&sources, url.as_ref());
    let titles = if page.is_text() {
        TitleCandidates::of_text(page, may_be_titled(page, measurements, inputs))
    } else {
        TitleCandidates::of(&sources, &site)
    };
    let headline = Headline::find(page, inputs.headline, &titles, &site);
    let above = headline.as_ref().map_or(0, |headline| headline.block);
    let story = inputs.kept.iter().copied().find(|block| *block > above).unwrap_or(above);
    let story = story..inputs.kept.last().map_or(story, |last| story.max(*last));
    let declared = language::declared(&sources);
    let visible = Visible { page, measurements, language: declared.as_deref(), headline: above, story };
    let kind = inputs.signals.kind();
    let Authors { byline, names: authors } = Authors::find(&sources, &visible, &site);
    let (published, modified) = dates::dates(&sources, &visible, url.as_ref());
    let has_date_or_author = published.is_some() || modified.is_some() || byline.is_some();
    let address = title::address_words(url.as_ref());
    let context = TitleContext {
        site: &site,
        kind,
        has_date_or_author,
        has_article: inputs.has_article,
        is_text: page.is_text(),
        address: &address,
    };
    let title = title::title(&titles, headline.as_ref(), &context);
    let around = Surroundings { site: &site, title: title.as_deref(), url: url.as_ref(), base: inputs.base };
    let sections = sections::sections(&sources, &visible, &around);
    let keywords = keywords::keywords(&sources, &visible, &site, title.as_deref());
    let base = inputs.base.or(url.as_ref());
    let language = declared.clone().or_else(|| language::detected(page, &inputs.kept));
    let metadata = Metadata {
        title,
        byline,
        published: published.map(|stamp| stamp.to_string()),
        modified: modified.map(|stamp| stamp.to_string()),
        site_name: site.name().map(str::to_owned),
        direction: direction::direction(page, &inputs.kept, language.as_deref()),
        language,
        description: head::description(&sources),
        image: head::image(&sources, base).map(String::from),
        host: url.as_ref().and_then(Url::host_str).map(str::to_owned),
        next_page: next_page::next_page(head, [url.as_ref(), inputs.url], base).map(String::from),
        licence: licence::licence(&sources, page, &inputs.kept, base).map(String::from),
        favicon: icon::favicon(head, base).map(String::from),
        url: url.map(String::from),
        page_kind: kind,
        keywords,
        authors,
        sections,
    };
    metadata.in_lines()
}

impl Metadata {
    /// The metadata of an input of which nothing but its address is known.
    pub(crate) fn of_address(url: Option<&Url>) -> Metadata {
        let host = url.and_then(Url::host_str).map(str::to_owned);
        Metadata { url: url.map(Url::to_string), host, ..Metadata::default() }
    }

    /// Puts each text on one line without control characters, and takes out texts that are empty then.
    pub(crate) fn in_lines(mut self) -> Metadata {
        let tidy = |text: &mut Option<String>| {
            *text = text.take().map(|text| one_line(&text)).filter(|text| !text.is_empty());
        };
        let Metadata { title, byline, published, modified, site_name, language, description, .. } = &mut self;
        [title, byline, published, modified, site_name, language, description].into_iter().for_each(tidy);
        let Metadata { url, host, next_page, image, favicon, licence, .. } = &mut self;
        [url, host, next_page, image, favicon, licence].into_iter().for_each(tidy);
        for list in [&mut self.keywords, &mut self.authors, &mut self.sections] {
            *list = list.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect();
        }
        self
    }
}
