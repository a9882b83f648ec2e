//! The extractor: what the caller configures, and the stages up to the page in their order.

use std::sync::Arc;

use url::Url;

use crate::article::Article;
#[cfg(feature = "selectors")]
use crate::cruft::SiteRules;
use crate::cruft::{Cruft, Rule};
use crate::decode::{decode, undo_double_encoding};
use crate::error::{Error, Result};
use crate::limits::{Limits, MAX_BASE_BYTES, MAX_URL_BYTES};
use crate::lines::lines;
use crate::metadata;
use crate::page::Page;
use crate::parse::parse_as;
use crate::pipeline::{self, Address};
use crate::score::Model;
use crate::select::{Focus, Settings};
use crate::site::SiteProfile;
#[cfg(feature = "selectors")]
use crate::walk::own_address;
use crate::walk::walk_by;

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
    /// Begins the configuration of an extractor.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

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
        self.extract_as(html, self.base_url.as_deref().is_some_and(is_xhtml_file))
    }

    /// Extracts the article of a page. `is_xml` says that it came as XHTML.
    fn extract_as(&self, html: &str, is_xml: bool) -> Result<Article> {
        self.limits.check_bytes(html.len())?;
        let tree = parse_as(&undo_double_encoding(html), is_xml, &self.limits)?;
        #[cfg(feature = "selectors")]
        let settings = self.settings_at(self.base_url.as_deref(), || metadata::address(&own_address(&tree)));
        #[cfg(not(feature = "selectors"))]
        let settings = &self.settings;
        let mut page = walk_by(tree, &settings.rules);
        // The blocks of the article keep the page, which need not keep its state.
        let state = std::mem::take(&mut page.head.state);
        let page = Arc::new(page);
        let base = self.base_of(&page);
        let address = Address { url: self.base_url.as_deref(), base: base.as_ref() };
        Ok(pipeline::extract(&page, &state, Model::shipped(), &settings, address).0)
    }

    /// The settings for a page at an address: the caller's own rules, and behind them those of its site. Without `url`,
    /// the address that the page gives for itself counts, which is asked for only if there are rules for sites.
    #[cfg(feature = "selectors")]
    fn settings_at(&self, url: Option<&Url>, own: impl FnOnce() -> Option<Url>) -> Arc<Settings> {
        let Some(site_rules) = &self.site_rules else { return self.settings.clone() };
        let own = if url.is_none() { own() } else { None };
        match url.or(own.as_ref()).map(|url| site_rules.at(url)) {
            None | Some([]) => self.settings.clone(),
            Some(rules) => {
                let mut settings = Settings::clone(&self.settings);
                settings.rules.extend_from_slice(rules);
                Arc::new(settings)
            }
        }
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
        self.limits.check_bytes(bytes.len())?;
        let html = decode(bytes, content_type);
        match content_type {
            Some(content_type) => self.extract_as(&html, is_xhtml(content_type)),
            None => self.extract(&html),
        }
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
        self.limits.check_bytes(text.len())?;
        let page = lines(&undo_double_encoding(text), self.limits.max_nodes)?;
        pipeline::clean(page, Model::shipped_for_text(), &self.settings)
    }

    /// The URL to which relative links are relative: the page's `<base>` if it is an http or https URL (it may itself
    /// be relative to what follows), else the caller's URL, else the address that the page gives for itself.
    fn base_of(&self, page: &Page) -> Option<Url> {
        let own = page.head.base.as_deref().map(str::trim).filter(|base| base.len() <= MAX_URL_BYTES);
        let address = self.base_url.as_deref().cloned().or_else(|| metadata::address(&page.head).and_then(shortened));
        let own = own.and_then(|own| Url::options().base_url(address.as_ref()).parse(own).ok()).and_then(shortened);
        own.filter(|own| matches!(own.scheme(), "http" | "https")).or(address)
    }
}

/// Whether a `Content-Type` header names the media type of XHTML.
fn is_xhtml(content_type: &str) -> bool {
    content_type.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/xhtml+xml"))
}

/// Whether the address has the ending of a file of XHTML.
fn is_xhtml_file(url: &Url) -> bool {
    let ending = url.path().rsplit_once('.').map_or("", |(_, ending)| ending);
    ["xhtml", "xht"].iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// The URL if it is short enough to be repeated in every link; else its folder, to which relative paths are relative;
/// `None` if the folder is too long, too.
fn shortened(base: Url) -> Option<Url> {
    let is_short = |base: &Url| base.as_str().len() <= MAX_BASE_BYTES;
    if is_short(&base) { Some(base) } else { base.join(".").ok().filter(is_short) }
}

/// Configures and builds an [`Extractor`].
#[derive(Debug, Clone, Default)]
pub struct ExtractorBuilder {
    settings: Settings,
    limits: Limits,
    base_url: Option<Url>,
    #[cfg(feature = "selectors")]
    site_rules: Option<SiteRules>,
}

impl ExtractorBuilder {
    /// Sets the address of the page, to which its relative links are relative. Default: none; then links are relative
    /// to the address that the page gives for itself, or stay as they are.
    ///
    /// # Errors
    ///
    /// [`Error::BadBaseUrl`] if it is not an absolute URL.
    pub fn base_url(mut self, url: &str) -> Result<Self> {
        let bad = |problem: url::ParseError| Error::BadBaseUrl { url: url.to_owned(), problem: problem.to_string() };
        let parsed = Url::parse(url).map_err(bad)?;
        if parsed.cannot_be_a_base() {
            return Err(bad(url::ParseError::RelativeUrlWithCannotBeABaseBase));
        }
        self.base_url = Some(parsed);
        Ok(self)
    }

    /// Sets which mistake is worse, to keep cruft or to lose content. Default: [`Focus::Balanced`].
    #[must_use]
    pub fn focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Sets the least number of words that make an article: with fewer kept words, nothing is kept but what
    /// [`keep`](ExtractorBuilder::keep) and rules keep. Headings count if they are likely content by themselves.
    /// Default: 15, or 9 where they are a sentence that is likely content, such as a toot; plain text without any cruft
    /// is an article, however short.
    ///
    /// Whatever is set, a page that shows an error or needs JavaScript needs at least 60 words, and one that is mostly
    /// a notice about cookies or ad blockers 30. The [confidence](Article::confidence) of an empty article remains that
    /// of the scorer that there is nothing to keep: it is low where there was an article with too few words.
    ///
    /// ```
    /// let page = "<h1>Ferry</h1><p>The ferry was late again on Monday, and nobody on the quay was surprised.</p>";
    /// let extractor = unboil::Extractor::builder().min_words(100).build();
    /// assert!(extractor.extract(page)?.is_empty());
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn min_words(mut self, words: usize) -> Self {
        self.settings.min_words = Some(words);
        self
    }

    /// Sets whether readers' comments belong to the article: `true` is short for [`keep(Cruft::Comments)`](Self::keep),
    /// `false` undoes it. Default: no.
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

    /// Adds a rule with a phrase or a selector of the caller's own. Rules that keep beat rules that drop, and both beat
    /// everything else.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.settings.rules.push(rule);
        self
    }

    /// Sets rules for sites: of these, those for the host of each page count, behind the rules that [`rule`](Self::rule)
    /// adds. The host is that of [`base_url`](Self::base_url), or of the address that the page gives for itself.
    /// Default: none. Only with the feature `selectors`. [`SiteRules`] has an example.
    #[cfg(feature = "selectors")]
    #[must_use]
    pub fn site_rules(mut self, rules: SiteRules) -> Self {
        self.site_rules = Some(rules);
        self
    }

    /// Sets the profile of the page's site: what repeats across its pages. Default: no profile.
    ///
    /// Texts that the profile has seen on many pages are dropped, and so are places that held cruft on most of them;
    /// text in places that held content is kept more readily than without a profile. See [`SiteProfile`].
    #[must_use]
    pub fn site(mut self, profile: SiteProfile) -> Self {
        self.settings.site = Some(Arc::new(profile));
        self
    }

    /// Sets how large and how deep a page may be. Default: see [`Limits`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Builds the extractor.
    #[must_use]
    pub fn build(self) -> Extractor {
        Extractor {
            settings: Arc::new(self.settings),
            limits: self.limits,
            base_url: self.base_url.map(Arc::new),
            #[cfg(feature = "selectors")]
            site_rules: self.site_rules,
        }
    }
}
