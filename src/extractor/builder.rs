//! The configuration of an extractor.

use std::sync::Arc;

use url::Url;

use super::Extractor;
#[cfg(feature = "selectors")]
use crate::cruft::SiteRules;
use crate::cruft::{Cruft, Rule};
use crate::error::{Error, Result};
use crate::input::parse_address;
use crate::limits::Limits;
use crate::select::{Focus, Settings};
use crate::site::SiteProfile;

/// Configures and builds an [`Extractor`].
#[derive(Debug, Clone, Default)]
pub struct ExtractorBuilder {
    pub(crate) settings: Settings,
    pub(crate) limits: Limits,
    pub(crate) base_url: Option<Url>,
    #[cfg(feature = "selectors")]
    site_rules: Option<SiteRules>,
}

impl Extractor {
    /// Begins the configuration of an extractor.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }
}

impl ExtractorBuilder {
    /// Sets the address of pages that come without one, see [`Input::url`](crate::Input::url). Default: none; then
    /// links are relative to the address that the page gives for itself, or stay as they are.
    ///
    /// ```
    /// let page = "<p>The ferry was <a href=/again>late again</a> on Monday, and nobody was surprised by that.</p>\
    ///     <p>It left the quay at noon, an hour behind the tide, with all the mail of the week on board.</p>";
    /// let extractor = unboil::Extractor::builder().base_url("https://ferry.example/late")?.build();
    /// assert_eq!(extractor.extract(page)?.links().next().unwrap().url(), "https://ferry.example/again");
    /// # Ok::<(), unboil::Error>(())
    /// ```
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
    ///
    /// ```
    /// use unboil::{Extractor, Focus};
    ///
    /// let page = std::fs::read_to_string("examples/pages/forum.html").unwrap();
    /// let words = |focus| Extractor::builder().focus(focus).build().extract(&page).unwrap().word_count();
    /// assert!(words(Focus::Precision) <= words(Focus::Recall));
    /// ```
    #[must_use]
    pub fn focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Sets the least number of words that make an article: with fewer, nothing is kept but what rules keep. Default:
    /// 15, or 9 where they are a sentence that is likely content, such as a toot; plain text without any cruft is an
    /// article, however short.
    ///
    /// The words that count are those of likely content: of the blocks that were kept by the time the page is judged as
    /// a whole, with those of the kinds that [`keep`](ExtractorBuilder::keep) keeps, and with headings only if they are
    /// likely content by themselves. So [`word_count`](crate::Article::word_count), which counts all headings, may be
    /// higher. A [verdict](crate::PageVerdict) may empty the page besides: of a wall or an error nothing is kept,
    /// however many words it has.
    ///
    /// Whatever is set, a page that shows an error or needs JavaScript needs at least 60 words, and one that is mostly
    /// a notice about cookies or ad blockers 30, unless that kind is kept. The
    /// [confidence](crate::Article::confidence) of an empty article remains that of the scorer that there is nothing to
    /// keep: it is low where there was an article with too few words.
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
    ///
    /// ```
    /// let page = std::fs::read_to_string("examples/pages/blog.html").unwrap();
    /// let with = unboil::Extractor::builder().comments(true).build().extract(&page)?;
    /// assert!(with.word_count() > unboil::extract(&page)?.word_count());
    /// # Ok::<(), unboil::Error>(())
    /// ```
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
    /// The model of kinds says what a block is, and for captions also the element: [`Cruft::Caption`] keeps every
    /// `<figcaption>` and `<caption>` within the story, but no paragraph that is only a link to another one.
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
    /// make it a notice. [`Cruft::Related`] is also a paragraph that is only a link to another page of the site,
    /// perhaps behind "See also", and a list of nothing but such links; links within the page, notes, and lists of
    /// sources on other sites are not. A sentence that only mentions such things stays, and so does the headline.
    ///
    /// Dropping a kind has no effect if only the score or the page as a whole shows it, as of [`Cruft::LowScore`].
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
    ///
    /// ```
    /// use unboil::{Cruft, Extractor, Rule};
    ///
    /// let page = std::fs::read_to_string("examples/pages/newsroom.html").unwrap();
    /// let extractor = Extractor::builder().rule(Rule::drop(Cruft::Advertisement, "already sold out")?).build();
    /// assert!(!extractor.extract(&page)?.text().contains("sold out"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.settings.rules.push(rule);
        self
    }

    /// Sets rules for sites: those for the host of each page count, behind the rules that [`rule`](Self::rule) adds.
    /// The host is that of [`Input::url`](crate::Input::url), else of [`base_url`](Self::base_url), else of the address
    /// that the page gives for itself. Default: none. Only with the feature `selectors`.
    ///
    /// ```
    /// use unboil::{Extractor, Input, SiteRules};
    ///
    /// let rules = r#"{"sites": [{"hosts": ["quay.example"], "rules": [{"article": true, "selector": "main"}]}]}"#;
    /// let extractor = Extractor::builder().site_rules(SiteRules::from_json(rules)?).build();
    /// let page = Input::html("<main>The rope is wet.</main><p>And so am I.</p>").url("https://quay.example/rope");
    /// assert_eq!(extractor.extract_input(page)?.text(), "The rope is wet.");
    /// # Ok::<(), unboil::Error>(())
    /// ```
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
    ///
    /// ```
    /// use unboil::{Cruft, Extractor, SiteProfile};
    ///
    /// let page = |story: &str| format!(
    ///     "<h1>{story}</h1><p>{story}: this much is known so far, said a woman at the port who has seen it all.</p>
    ///     <p>Whoever goes down to the pier on Sunday will find us there, with coffee for everybody.</p>
    ///     <p>{story}: no more is known, but that it is going to be looked into before long.</p>"
    /// );
    /// let mut profile = SiteProfile::new();
    /// for story in ["Storm", "Regatta", "Herring", "Ice", "Oil", "Whale", "Sand", "Seal", "Fog", "Tide", "Crab"] {
    ///     profile.learn(&unboil::extract(&page(story))?);
    /// }
    /// let article = Extractor::builder().site(profile).build().extract(&page("Eel"))?;
    /// assert!(article.removed().iter().any(|block| block.cruft() == Cruft::Repeated));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn site(mut self, profile: SiteProfile) -> Self {
        self.settings.site = Some(Arc::new(profile));
        self
    }

    /// Sets how large and how deep a page may be. Default: see [`Limits`].
    ///
    /// ```
    /// use unboil::{Error, Extractor, Limits};
    ///
    /// let extractor = Extractor::builder().limits(Limits::default().max_bytes(8)).build();
    /// assert!(matches!(extractor.extract("<p>Too long"), Err(Error::TooLarge { .. })));
    /// ```
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
