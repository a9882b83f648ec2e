//! The flat form of an article for storing: its text and what is known of it, without the structure of the page.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block, Removed, VERSION, probability, version};
use crate::page::{Direction, PageKind};
use crate::verdict::PageVerdict;

/// An article as a flat record, to be stored as a line of JSON or a row of a table.
///
/// Every field is a key of the same name in the serialised form. All keys are always there, in the order of the fields,
/// with the value `null` for `None`; only [`text`](Self::text), [`markdown`](Self::markdown), [`html`](Self::html),
/// [`blocks`](Self::blocks) and [`removed`](Self::removed) are left out where [`RecordOptions`] does not ask for them.
///
/// Reading ignores keys that it does not know, so that programs may add their own, and takes a missing key for `null`,
/// an empty list, 0 or the default; but [`version`](Self::version), [`confidence`](Self::confidence) and
/// [`verdict`](Self::verdict) must be there. New releases may add keys, kinds and reasons without a new version.
///
/// The names of metadata, and what they mean, are those of [`Article`]'s methods. A record with blocks and removed
/// blocks can also be read as an [`Article`]. Its [`verdict_reasons`](Article::verdict_reasons) are empty then, because
/// the record has them in words only, and a plain text that kept its own layout is laid out anew. An article has no
/// `word_count` and `reading_time`, which are counted when they are asked for, and its reasons are objects.
///
/// ```
/// # let html = "<h1>The lighthouse is dark</h1>\
/// #     <p>The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to \
/// #     change it.</p>";
/// use unboil::{Record, RecordOptions};
///
/// let article = unboil::extract(html)?;
/// let record = article.record(RecordOptions::default().markdown(false));
/// let line = serde_json::to_string(&record).unwrap();
/// assert!(line.starts_with(r#"{"version":1,"url":null,"title":"The lighthouse is dark","byline":null,"#));
/// assert!(line.ends_with(r#"nobody knows whose job it is to change it."}"#));
///
/// let read: Record = serde_json::from_str(&line).unwrap();
/// assert_eq!(read, record);
/// assert_eq!(read.text, Some(article.text()));
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// The version of the form: a number, always 1. Reading refuses any other.
    #[serde(deserialize_with = "version")]
    pub version: u32,
    /// The address of the article: a string or `null`. See [`Article::url`].
    pub url: Option<String>,
    /// The headline: a string or `null`. See [`Article::title`].
    pub title: Option<String>,
    /// The authors as the page names them: a string or `null`. See [`Article::byline`].
    pub byline: Option<String>,
    /// The authors one by one: an array of strings, which may be empty. See [`Article::authors`].
    #[serde(default)]
    pub authors: Vec<String>,
    /// When the article was published: a string by RFC 3339, which is a date or a date-time with its offset, or `null`.
    /// See [`Article::published`].
    pub published: Option<String>,
    /// When the article was last changed: as `published`. See [`Article::modified`].
    pub modified: Option<String>,
    /// The name of the site: a string or `null`. See [`Article::site_name`].
    pub site_name: Option<String>,
    /// The language: a string with a BCP 47 tag, or `null`. See [`Article::language`].
    pub language: Option<String>,
    /// The description that the page gives: a string or `null`. See [`Article::description`].
    pub description: Option<String>,
    /// The address of the image: a string or `null`. See [`Article::image`].
    pub image: Option<String>,
    /// The host of the address: a string or `null`. See [`Article::host`].
    pub host: Option<String>,
    /// The address of the next page: a string or `null`. See [`Article::next_page`].
    pub next_page: Option<String>,
    /// The address of the icon of the site: a string or `null`. See [`Article::favicon`].
    pub favicon: Option<String>,
    /// The address of the licence: a string or `null`. See [`Article::licence`].
    pub licence: Option<String>,
    /// The kind of page: a string with a [name](PageKind::name) such as `"article"`, or `null`. See
    /// [`Article::page_kind`].
    pub page_kind: Option<PageKind>,
    /// The sections of the site: an array of strings, which may be empty. See [`Article::sections`].
    #[serde(default)]
    pub sections: Vec<String>,
    /// The keywords: an array of strings, which may be empty. See [`Article::keywords`].
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The direction of writing: `"ltr"` or `"rtl"`. See [`Article::direction`].
    #[serde(default)]
    pub direction: Direction,
    /// The number of words: a number. See [`Article::word_count`].
    #[serde(default)]
    pub word_count: usize,
    /// The number of whole seconds that it takes to read the article. See [`Article::reading_time`].
    #[serde(default)]
    pub reading_time: u64,
    /// Why the address that the caller gave can't be used: a string or `null`. See [`Article::url_problem`].
    pub url_problem: Option<String>,
    /// What the page is: a string with a [name](PageVerdict::name) such as `"consent-wall"`. See [`Article::verdict`].
    pub verdict: PageVerdict,
    /// Why it got its verdict: an array of strings, each of which is a reason in words. See
    /// [`Article::verdict_reasons`].
    #[serde(default)]
    pub verdict_reasons: Vec<String>,
    /// How sure the extractor is of what it returns: a number from 0 to 1. See [`Article::confidence`].
    #[serde(deserialize_with = "probability")]
    pub confidence: f32,
    /// The article as plain text: a string, empty if the page has no article; left out if not asked for. See
    /// [`Article::text`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The article as Markdown: a string, empty if the page has no article; left out if not asked for. See
    /// [`Article::markdown`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// The article as HTML: a string, empty if the page has no article; left out if not asked for. See
    /// [`Article::html`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The kept blocks: an array of objects, see [`Article`] for their keys; left out if not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<Block>>,
    /// The dropped blocks: an array of objects, see [`Article`] for their keys; left out if not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<Vec<Removed>>,
}

/// Which renderings and blocks a [`Record`] holds: by default the text and the Markdown.
///
/// ```
/// use unboil::RecordOptions;
///
/// let article = unboil::extract("<p>Copyright © 2024 The Pier</p>")?;
/// let record = article.record(RecordOptions::default().text(false).markdown(false).html(true).removed(true));
/// assert_eq!((record.text, record.markdown, record.html), (None, None, Some(String::new())));
/// assert_eq!(record.removed.unwrap()[0].text(), "Copyright © 2024 The Pier");
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordOptions {
    text: bool,
    markdown: bool,
    html: bool,
    blocks: bool,
    removed: bool,
}

impl Default for RecordOptions {
    fn default() -> Self {
        Self { text: true, markdown: true, html: false, blocks: false, removed: false }
    }
}

impl RecordOptions {
    /// Sets whether the record has the article as plain text. Default: yes.
    #[must_use]
    pub fn text(mut self, text: bool) -> Self {
        self.text = text;
        self
    }

    /// Sets whether the record has the article as Markdown. Default: yes.
    #[must_use]
    pub fn markdown(mut self, markdown: bool) -> Self {
        self.markdown = markdown;
        self
    }

    /// Sets whether the record has the article as HTML. Default: no.
    #[must_use]
    pub fn html(mut self, html: bool) -> Self {
        self.html = html;
        self
    }

    /// Sets whether the record has the kept blocks, with their structure, scores and reasons. Default: no.
    #[must_use]
    pub fn blocks(mut self, blocks: bool) -> Self {
        self.blocks = blocks;
        self
    }

    /// Sets whether the record has the dropped blocks, with their kinds, scores and reasons. Default: no.
    #[must_use]
    pub fn removed(mut self, removed: bool) -> Self {
        self.removed = removed;
        self
    }
}

impl Article {
    /// The article as a flat record for storing, with the renderings and blocks that the options ask for.
    ///
    /// ```
    /// let article = unboil::extract("<p>Copyright © 2024 The Pier</p>")?;
    /// assert_eq!(article.record(unboil::RecordOptions::default()), unboil::Record::from(&article));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn record(&self, options: RecordOptions) -> Record {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Record {
            version: VERSION,
            url: owned(self.url()),
            title: owned(self.title()),
            byline: owned(self.byline()),
            authors: self.authors().to_vec(),
            published: owned(self.published()),
            modified: owned(self.modified()),
            site_name: owned(self.site_name()),
            language: owned(self.language()),
            description: owned(self.description()),
            image: owned(self.image()),
            host: owned(self.host()),
            next_page: owned(self.next_page()),
            favicon: owned(self.favicon()),
            licence: owned(self.licence()),
            page_kind: self.page_kind(),
            sections: self.sections().to_vec(),
            keywords: self.keywords().to_vec(),
            direction: self.direction(),
            word_count: self.word_count(),
            reading_time: self.reading_time().as_secs(),
            url_problem: owned(self.url_problem()),
            verdict: self.verdict(),
            verdict_reasons: self.verdict_reasons().iter().map(ToString::to_string).collect(),
            confidence: self.confidence(),
            text: options.text.then(|| self.text()),
            markdown: options.markdown.then(|| self.markdown()),
            html: options.html.then(|| self.html()),
            blocks: options.blocks.then(|| self.blocks().to_vec()),
            removed: options.removed.then(|| self.removed().to_vec()),
        }
    }
}

/// The record with text and Markdown, as the options are by default.
impl From<&Article> for Record {
    fn from(article: &Article) -> Record {
        article.record(RecordOptions::default())
    }
}
