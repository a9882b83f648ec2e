//! The extractor: what the caller configures, and the stages up to the page in their order.

mod site;

use std::sync::Arc;

use url::Url;

use crate::article::Article;
#[cfg(feature = "selectors")]
use crate::cruft::SiteRules;
use crate::cruft::{Cruft, Rule};
use crate::decode::{decode, undo_double_encoding};
use crate::error::{Error, Result};
use crate::input::{Input, Source, parse_address};
use crate::limits::Limits;
use crate::lines::lines;
use crate::metadata;
use crate::page::Page;
use crate::parse::{copy, parse_as};
use crate::pipeline::{self, Address};
use crate::score::Model;
use crate::select::{Focus, Settings};
use crate::site::SiteProfile;
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
    /// If the input breaks one of the [`Limits`], or if its tree is being changed ([`Error::TreeInUse`]). A bad address
    /// is none, see [`Input::url`].
    pub fn extract_input(&self, input: Input<'_>) -> Result<Article> {
        let (url, url_problem) = match input.address() {
            Ok(url) => (url.or_else(|| self.base_url.as_deref().cloned()), None),
            Err(problem) => (None, Some(problem)),
        };
        let url = url.as_ref();
        let is_xml = input.is_xml(url);
        let Input { source, content_type, .. } = input;
        let of_tree = |tree| {
            let settings = self.settings_at(url, || metadata::address(&own_address(&tree)));
            Extractor::extract_page(walk_by(tree, &settings.rules), &settings, url)
        };
        let of_html = |html: &str| {
            self.limits.check_bytes(html.len())?;
            Ok(of_tree(parse_as(&undo_double_encoding(html), is_xml, &self.limits)?))
        };
        let article: Result<Article> = match source {
            Source::Html(html) => of_html(html),
            Source::Bytes(bytes) => {
                self.limits.check_bytes(bytes.len())?;
                of_html(&decode(bytes, content_type))
            }
            Source::Tree(tree) => Ok(of_tree(copy(tree, &self.limits)?)),
            Source::Text(text) => {
                self.limits.check_bytes(text.len())?;
                let page = lines(&undo_double_encoding(text), self.limits.max_nodes)?;
                pipeline::clean(page, Model::shipped_for_text(), &self.settings_at(url, || None), url)
            }
        };
        Ok(Article { url_problem, ..article? })
    }

    /// Extracts the article of a page with this address, which has been cut into blocks.
    fn extract_page(mut page: Page, settings: &Settings, url: Option<&Url>) -> Article {
        // The blocks of the article keep the page, which need not keep its state.
        let state = std::mem::take(&mut page.head.state);
        let page = Arc::new(page);
        let base = metadata::base_of(&page.head, url);
        let address = Address { url, base: base.as_ref() };
        pipeline::extract(&page, &state, Model::shipped(), settings, address).0
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

/// Configures and builds an [`Extractor`].
#[derive(Debug, Clone, Default)]
pub struct ExtractorBuilder {
    pub(crate) settings: Settings,
    pub(crate) limits: Limits,
    pub(crate) base_url: Option<Url>,
    #[cfg(feature = "selectors")]
    site_rules: Option<SiteRules>,
}

impl ExtractorBuilder {
    /// Sets the address of pages that come without one, see [`Input::url`]. Default: none; then links are relative to
    /// the address that the page gives for itself, or stay as they are.
    ///
    /// # Errors
    ///
    /// [`Error::BadBaseUrl`] if it is not an absolute URL.
    pub fn base_url(mut self, url: &str) -> Result<Self> {
        let bad = |problem| Error::BadBaseUrl { url: url.to_owned(), problem };
        self.base_url = Some(parse_address(url).map_err(bad)?);
        Ok(self)
    }

    /// Sets which mistake is worse, to keep cruft or to lose content. Default: [`Focus::Balanced`].
    #[must_use]
    pub fn focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Sets the least number of words that make an article: with fewer kept words, nothing is kept but what rules keep.
    /// Words of the kinds that [`keep`](ExtractorBuilder::keep) keeps count, and headings that are likely content by
    /// themselves.
    /// Default: 15, or 9 where they are a sentence that is likely content, such as a toot; plain text without any cruft
    /// is an article, however short.
    ///
    /// Whatever is set, a page that shows an error or needs JavaScript needs at least 60 words, and one that is mostly
    /// a notice about cookies or ad blockers 30, unless that kind is kept. The [confidence](Article::confidence) of an
    /// empty article remains that of the scorer that there is nothing to keep: it is low where there was an article
    /// with too few words.
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
        if comments {
            return self.keep(Cruft::Comments);
        }
        self.settings.keep.retain(|kind| *kind != Cruft::Comments);
        self
    }

    /// Keeps blocks that would be dropped as this kind of cruft. Call it once for each kind. It undoes an earlier
    /// [`drop`](Self::drop) of the kind.
    ///
    /// They are part of the article, not an article by themselves: where all that is kept has too few words, see
    /// [`min_words`](Self::min_words), they are dropped as ever.
    ///
    /// ```
    /// use unboil::{Cruft, Extractor};
    ///
    /// let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, \
    ///     because of the ice in the harbour.</p><p>Nobody had seen so much of it since 1985.</p>\
    ///     <p>Photo: Ann Pell/The Daily</p>";
    /// let extractor = Extractor::builder().keep(Cruft::Caption).build();
    /// assert!(!unboil::extract(page)?.text().contains("Ann Pell"));
    /// assert!(extractor.extract(page)?.text().contains("Ann Pell"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn keep(mut self, kind: Cruft) -> Self {
        self.settings.keep_kind(kind);
        self
    }

    /// Drops this kind of cruft also where it would be kept. Call it once for each kind. It undoes an earlier
    /// [`keep`](Self::keep) of the kind.
    ///
    /// All kinds are dropped by default, but not every block of the kind: where the scorer is sure that a block is
    /// content, such as a caption that tells a story, the date of a post in a forum, or a link to another story between
    /// two paragraphs, it is believed. This setting takes that back for one kind: what the page shows to be of the kind
    /// is dropped whatever its score, be it by its markup, by its place, by the heading above it, or by phrases that
    /// make it a notice. A sentence that only mentions such things stays, and so does the headline.
    ///
    /// It has no effect on kinds that only the score or the page as a whole shows, such as [`Cruft::LowScore`].
    /// [Rules](Self::rule) that keep beat it, and notes stay whose mark is in the article.
    ///
    /// ```
    /// use unboil::{Cruft, Extractor};
    ///
    /// let page = std::fs::read_to_string("tests/pages/german-news/source.html").unwrap();
    /// let other_story = "Altes Stellwerk: Der Abriss ist beschlossen"; // a link between two paragraphs
    /// let extractor = Extractor::builder().drop(Cruft::Related).build();
    /// assert!(unboil::extract(&page)?.text().contains(other_story));
    /// assert!(!extractor.extract(&page)?.text().contains(other_story));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn drop(mut self, kind: Cruft) -> Self {
        self.settings.drop_kind(kind);
        self
    }

    /// Adds a rule with a phrase or a selector of the caller's own. Rules that keep beat rules that drop, and both beat
    /// everything else.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.settings.rules.push(rule);
        self
    }

    /// Sets rules for sites: those for the host of each page count, behind the rules that [`rule`](Self::rule) adds.
    /// The host is that of [`Input::url`], else of [`base_url`](Self::base_url), else of the address that the page
    /// gives for itself. Default: none. Only with the feature `selectors`. [`SiteRules`] has an example.
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
