//! The extractor: what the caller configures, and the order of the stages.

use std::sync::Arc;

use url::Url;

use crate::article::Article;
use crate::assemble::assemble;
use crate::cruft::{Cruft, Rule};
use crate::decode::decode;
use crate::error::{Error, Result};
use crate::limits::{Limits, MAX_URL_BYTES};
use crate::measure::measure;
use crate::metadata;
use crate::page::Page;
use crate::parse::parse;
use crate::score::{Model, score};
use crate::select::{Focus, Settings, Verdict, select};
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
        let page = walk(parse(html, &self.limits)?);
        let base = self.base_of(&page);
        Ok(conclude(&page, Model::shipped(), &self.settings, base.as_ref()))
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

    /// What relative links are relative to: the page's `<base>`, itself relative to the caller's URL, else that URL, else the
    /// page's own address.
    fn base_of(&self, page: &Page) -> Option<Url> {
        let own = page.head.base.as_deref().map(str::trim).filter(|base| base.len() <= MAX_URL_BYTES);
        let address = self.base_url.as_deref().cloned().or_else(|| metadata::address(&page.head));
        match (address, own) {
            (Some(url), Some(own)) => Some(url.join(own).unwrap_or(url)),
            (Some(url), None) => Some(url),
            (None, own) => own.and_then(|own| Url::parse(own).ok()),
        }
    }
}

/// All that comes after the walk.
pub(crate) fn conclude(page: &Page, model: &Model, settings: &Settings, base: Option<&Url>) -> Article {
    let measures = measure(page, &model.vocabulary);
    let scores = score(page, &measures, model);
    let selection = select(page, &measures, &scores.probabilities, settings);
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Kept);
    let kept = (0..page.blocks.len()).filter(|block| is_kept(&selection.verdicts[*block])).collect();
    let known = metadata::Known { base, has_article: selection.has_article, kept };
    let metadata = metadata::read(page, &measures, &known);
    assemble(page, base, &scores, selection, metadata)
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
        let bad = |source| Error::BadBaseUrl { url: url.to_owned(), source };
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

    /// Whether readers' comments belong to the article. Default: no.
    #[must_use]
    pub fn comments(mut self, comments: bool) -> Self {
        self.settings.comments = comments;
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
