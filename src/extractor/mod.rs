//! The extractor: what the caller configures, and the stages up to the page in their order.

pub(crate) mod builder;
mod site;

use std::sync::Arc;

use url::Url;

use crate::article::Article;
#[cfg(feature = "selectors")]
use crate::cruft::SiteRules;
use crate::decode::{decode, undo_double_encoding};
use crate::error::Result;
use crate::input::{Input, Source};
use crate::limits::Limits;
use crate::lines::lines;
use crate::metadata;
use crate::page::Page;
use crate::parse::{copy, parse_as};
use crate::pipeline::{self, Address, Findings};
use crate::score::Model;
use crate::select::Settings;
use crate::verdict::InputFormat;
use crate::walk::{own_address, walk_by};

/// Extracts the article of an HTML page with the default settings.
///
/// ```
/// let article = unboil::extract(
///     "<nav><a href='/'>Home</a></nav><h1>Night train</h1>\
///      <p>The night train to the coast runs again, twelve years after the last one left.</p>\
///      <p>Tickets for the first week were sold out within an hour, the railway said.</p>\
///      <p>Copyright © 2024 The Coast Daily. All rights reserved.</p>",
/// )?;
/// assert_eq!(article.title(), Some("Night train"));
/// assert!(article.text().ends_with("the railway said."));
/// # Ok::<(), unboil::Error>(())
/// ```
///
/// # Errors
///
/// If the page breaks one of the default [`Limits`].
pub fn extract(html: &str) -> Result<Article> {
    Extractor::default().extract(html)
}

/// Cleans a plain text that a scraper extracted from a page, with the default settings.
///
/// ```
/// let article = unboil::clean(
///     "Home\nNews\nSport\nLog in\n\nNight train to the coast\nbyMara Lindqvist\n24/11/2024\n\n\
///      The night train to the coast runs again, twelve years after the last one left, the railway said.\n\n\
///      Tickets for the first week were sold out within an hour, and a second train is being looked for.\n\n\
///      Read more:\n\nCopyright © 2024 The Coast Daily. All rights reserved.",
/// )?;
/// assert_eq!(
///     article.text(),
///     "Night train to the coast\n\n\
///      The night train to the coast runs again, twelve years after the last one left, the railway said.\n\n\
///      Tickets for the first week were sold out within an hour, and a second train is being looked for."
/// );
/// assert_eq!(article.byline(), Some("Mara Lindqvist"));
/// assert_eq!(article.published(), Some("2024-11-24"));
/// # Ok::<(), unboil::Error>(())
/// ```
///
/// # Errors
///
/// If the text breaks one of the default [`Limits`].
pub fn clean(text: &str) -> Result<Article> {
    Extractor::default().clean(text)
}

/// A configured extractor: built once, cheap to clone, shared between threads.
///
/// ```
/// use unboil::{Cruft, Extractor, Focus};
///
/// let extractor = Extractor::builder().focus(Focus::Precision).keep(Cruft::Caption).build();
/// let article = extractor.extract("<p>Too short to be an article.</p>")?;
/// assert!(article.is_empty());
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    settings: Arc<Settings>,
    limits: Limits,
    base_url: Option<Arc<Url>>,
    #[cfg(feature = "selectors")]
    site_rules: Option<SiteRules>,
}

impl Extractor {
    /// Extracts the article of an HTML page.
    ///
    /// From a page without an article it returns an [empty](Article::is_empty) one.
    ///
    /// Where a page shows only the beginning of its story, and its JSON-LD or a script of type `application/json`
    /// holds all of it, the article is the headline with the story from there. What was in sight of it is among
    /// [`Article::removed`].
    ///
    /// ```
    /// let article = unboil::Extractor::default().extract(
    ///     r#"<h1>Night train</h1><p>The night train to the coast runs again, twelve years after the last one.</p>
    ///     <p>Subscribe to read on.</p><script type="application/ld+json">{"@type": "NewsArticle", "articleBody":
    ///     "The night train to the coast runs again, twelve years after the last one. Tickets for the first week
    ///     were sold out within an hour, the railway said. It leaves at nine from platform eleven, as it always
    ///     did, and has a dining car, two conductors and a compartment for bicycles."}</script>"#,
    /// )?;
    /// assert!(article.text().ends_with("a compartment for bicycles."));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the page breaks one of the [`Limits`].
    pub fn extract(&self, html: &str) -> Result<Article> {
        self.extract_input(Input::html(html))
    }

    /// Extracts the article of whatever comes in: HTML, bytes of any charset, a plain text or a tree, each with its
    /// address. [`extract`](Self::extract), [`extract_bytes`](Self::extract_bytes) and [`clean`](Self::clean) are short
    /// for it.
    ///
    /// ```
    /// use unboil::{Extractor, Input};
    ///
    /// let body = b"<p>The ferry was late again on Monday, and nobody on the quay was surprised by that.</p>";
    /// let input = Input::bytes(body).content_type("text/html; charset=utf-8").url("https://quay.example/late");
    /// let article = Extractor::default().extract_input(input)?;
    /// assert_eq!(article.url(), Some("https://quay.example/late"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the input breaks one of the [`Limits`], or if its tree is being changed:
    /// [`Error::TreeInUse`](crate::Error::TreeInUse). A bad address is none, see [`Input::url`].
    pub fn extract_input(&self, input: Input<'_>) -> Result<Article> {
        let (url, url_problem) = match input.address() {
            Ok(url) => (url.or_else(|| self.base_url.as_deref().cloned()), None),
            Err(problem) => (None, Some(problem)),
        };
        let url = url.as_ref();
        let is_xml = input.is_xml(url);
        let Input { source, content_type, .. } = input;
        let of_tree = |tree, format| {
            let settings = self.settings_at(url, || metadata::address(&own_address(&tree)));
            Extractor::extract_page(walk_by(tree, &settings.rules), &settings, url, format)
        };
        let of_html = |html: &str| {
            self.limits.check_bytes(html.len())?;
            let format = InputFormat::of_page(html);
            if let Some(format) = format.filter(|format| format.is_unreadable()) {
                return Ok(Article::of_wrong_format(format, url));
            }
            Ok(of_tree(parse_as(&undo_double_encoding(html), is_xml, &self.limits)?, format))
        };
        let of_text = |text: &str| {
            self.limits.check_bytes(text.len())?;
            let page = lines(&undo_double_encoding(text), self.limits.max_nodes)?;
            pipeline::clean(page, Model::shipped_for_text(), &self.settings_at(url, || None), url)
        };
        let of_bytes = |bytes: &[u8], of_decoded: &dyn Fn(&str) -> Result<Article>| {
            self.limits.check_bytes(bytes.len())?;
            match InputFormat::of_bytes(bytes) {
                Some(format) => Ok(Article::of_wrong_format(format, url)),
                None => of_decoded(&decode(bytes, content_type)),
            }
        };
        let article: Result<Article> = match source {
            Source::Html(html) => of_html(html),
            Source::Bytes(bytes) => of_bytes(bytes, &of_html),
            Source::Tree(tree) => Ok(of_tree(copy(tree, &self.limits)?, None)),
            Source::Text(text) => of_text(text),
            Source::TextBytes(bytes) => of_bytes(bytes, &of_text),
        };
        Ok(Article { url_problem, ..article? })
    }

    /// Extracts the article of a page with this address, which has been cut into blocks. `format` is what the page was,
    /// if it was no HTML.
    fn extract_page(mut page: Page, settings: &Settings, url: Option<&Url>, format: Option<InputFormat>) -> Article {
        // The blocks of the article keep the page, which need not keep its state.
        let state = std::mem::take(&mut page.head.state);
        let traces = std::mem::take(&mut page.head.traces);
        let findings = Findings { state: &state, traces: &traces, format };
        let page = Arc::new(page);
        let base = metadata::base_of(&page.head, url);
        let address = Address { url, base: base.as_ref() };
        pipeline::extract(&page, findings, Model::shipped(), settings, address).0
    }

    /// Extracts the article of an HTML page in any charset.
    ///
    /// `content_type` is the value of the HTTP header. It also says whether the page is XHTML; without it, the page
    /// itself and its address do.
    ///
    /// The charset is taken from the first of these that is present: the byte order mark, `content_type`, the page's
    /// `<meta>`. If there is none, it is guessed from the bytes.
    ///
    /// ```
    /// let page = b"<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4"; // too short to be an article
    /// let extractor = unboil::Extractor::default();
    /// assert_eq!(extractor.extract_bytes(page, None)?.removed()[0].text(), "Привет");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the page breaks one of the [`Limits`].
    pub fn extract_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article> {
        self.extract_input(Input { content_type, ..Input::bytes(bytes) })
    }

    /// Cleans a plain text that a scraper extracted from a page, without any markup.
    ///
    /// The layout is detected: paragraphs separated by blank lines or one per line, hard-wrapped or not, or the whole
    /// page in one line.
    ///
    /// Cleaning a cleaned text again changes nothing if it has at most 2,000 lines, or 4,000 short ones; in a page of
    /// one line, sentences count as lines. A longer text is cleaned in windows, and may lose more when it is cleaned
    /// again.
    ///
    /// A text of which everything is kept comes out unchanged, with its indentation, bullets and blank lines,
    /// except that lines end in `\n` and without white space, blank lines around the text are removed, and hard-wrapped
    /// lines are joined. Of any other text the [blocks](Article::blocks) that were kept are formatted as
    /// [`Article::text`] describes.
    ///
    /// ```
    /// let poem = "The gulls have gone in from the rain,\nThe last of the lorries rolls over the ramp.";
    /// let extractor = unboil::Extractor::default();
    /// assert_eq!(extractor.clean(poem)?.text(), poem);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text breaks one of the [`Limits`]: it has too many bytes, or more lines than a page may have nodes.
    pub fn clean(&self, text: &str) -> Result<Article> {
        self.extract_input(Input::text(text))
    }
}
