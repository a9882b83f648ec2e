//! The extractor: what the caller configures, and the order of the stages.

use std::sync::Arc;

use url::Url;

use crate::article::Article;
use crate::cruft::{Cruft, Rule};
use crate::decode::{decode, undo_double_encoding};
use crate::error::{Error, Result};
use crate::limits::{Limits, MAX_BASE_BYTES, MAX_URL_BYTES};
use crate::lines::lines;
use crate::metadata;
use crate::page::Page;
use crate::parse::parse;
use crate::pipeline;
use crate::score::Model;
use crate::select::{Focus, Settings};
use crate::site::SiteProfile;
use crate::walk::walk;

/// Extracts the article of a page with the default settings.
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

/// Cleans a text that some scraper pulled out of a page, with the default settings.
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
}

impl Extractor {
    /// Begins a configuration.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Extracts the article of a page.
    ///
    /// A page without an article gives an [empty](Article::is_empty) one.
    ///
    /// # Errors
    ///
    /// If the page breaks one of the [`Limits`].
    pub fn extract(&self, html: &str) -> Result<Article> {
        self.limits.check_bytes(html.len())?;
        let page = Arc::new(walk(parse(&undo_double_encoding(html), &self.limits)?));
        let base = self.base_of(&page);
        let url = self.base_url.as_deref();
        Ok(pipeline::extract(&page, Model::shipped(), &self.settings, url, base.as_ref()).0)
    }

    /// Extracts the article of a page in any charset.
    ///
    /// The charset is that of the byte order mark, of `content_type` (the value of the HTTP header), of the page's
    /// `<meta>`, or a guess, the first that there is.
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
        self.limits.check_bytes(bytes.len())?;
        self.extract(&decode(bytes, content_type))
    }

    /// Cleans a text that some scraper pulled out of a page: plain text, without any markup.
    ///
    /// Its layout is found from the text itself: paragraphs by blank lines or one a line, hard-wrapped or not, or the
    /// whole page in one line. Cleaning what was cleaned changes nothing, up to 2,000 lines (of a page in one line:
    /// sentences), and to 4,000 where these are short: a longer text is cleaned in windows, and may lose more when it
    /// is cleaned again.
    ///
    /// A text that is all article comes out as it was, indentation, bullets and blank lines included, but that lines
    /// end in `\n` and without white space, that blank lines around the text are left out, and that hard-wrapped lines
    /// are joined. Of any other text the [blocks](Article::blocks) that were kept are set as [`Article::text`] says.
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
    /// If the text breaks one of the [`Limits`]: it is too long, or has more lines than a page may have texts.
    pub fn clean(&self, text: &str) -> Result<Article> {
        self.limits.check_bytes(text.len())?;
        let page = lines(&undo_double_encoding(text), self.limits.max_nodes)?;
        pipeline::clean(page, Model::shipped_for_text(), &self.settings)
    }

    /// What relative links are relative to: the page's `<base>`, itself relative to the caller's URL, if it is one of
    /// the web, else that URL, else the page's own address.
    fn base_of(&self, page: &Page) -> Option<Url> {
        let own = page.head.base.as_deref().map(str::trim).filter(|base| base.len() <= MAX_URL_BYTES);
        let address = self.base_url.as_deref().cloned().or_else(|| metadata::address(&page.head).and_then(shortened));
        let own = own.and_then(|own| Url::options().base_url(address.as_ref()).parse(own).ok()).and_then(shortened);
        own.filter(|own| matches!(own.scheme(), "http" | "https")).or(address)
    }
}

/// A base that is short enough to be repeated in every link: the folder of one that is not, which relative paths are
/// relative to.
fn shortened(base: Url) -> Option<Url> {
    let is_short = |base: &Url| base.as_str().len() <= MAX_BASE_BYTES;
    if is_short(&base) { Some(base) } else { base.join(".").ok().filter(is_short) }
}

/// The settings of an [`Extractor`] to be.
#[derive(Debug, Clone, Default)]
pub struct ExtractorBuilder {
    settings: Settings,
    limits: Limits,
    base_url: Option<Url>,
}

impl ExtractorBuilder {
    /// The address of the page, which its relative links are relative to. Default: none, links stay as they are.
    ///
    /// # Errors
    ///
    /// [`Error::BadBaseUrl`] if it is no absolute URL.
    pub fn base_url(mut self, url: &str) -> Result<Self> {
        let bad = |problem: url::ParseError| Error::BadBaseUrl { url: url.to_owned(), problem: problem.to_string() };
        let parsed = Url::parse(url).map_err(bad)?;
        if parsed.cannot_be_a_base() {
            return Err(bad(url::ParseError::RelativeUrlWithCannotBeABaseBase));
        }
        self.base_url = Some(parsed);
        Ok(self)
    }

    /// Which mistake is worse, to keep cruft or to lose content. Default: [`Focus::Balanced`].
    #[must_use]
    pub fn focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Whether readers' comments belong to the article: short for [`keep(Cruft::Comments)`](Self::keep), and the way
    /// back. Default: no.
    #[must_use]
    pub fn comments(mut self, comments: bool) -> Self {
        self.settings.keep.retain(|kind| *kind != Cruft::Comments);
        self.settings.keep.extend(comments.then_some(Cruft::Comments));
        self
    }

    /// Keeps blocks that would be dropped as this kind of cruft. Call it once for each kind.
    #[must_use]
    pub fn keep(mut self, kind: Cruft) -> Self {
        self.settings.keep.push(kind);
        self
    }

    /// Adds a phrase of the user's own. Rules that keep beat rules that drop, and both beat everything else.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.settings.rules.push(rule);
        self
    }

    /// What repeats across the pages of the site. Default: nothing is known of it.
    ///
    /// Texts that the profile saw on many pages, and places that held cruft on most of them, are dropped; text in
    /// places that held content is kept rather than without. See [`SiteProfile`].
    #[must_use]
    pub fn site(mut self, profile: SiteProfile) -> Self {
        self.settings.site = Some(Arc::new(profile));
        self
    }

    /// How large and how deep a page may be. Default: see [`Limits`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The extractor.
    #[must_use]
    pub fn build(self) -> Extractor {
        Extractor { settings: Arc::new(self.settings), limits: self.limits, base_url: self.base_url.map(Arc::new) }
    }
}
