//! The article that the caller gets: its blocks, its metadata, and the blocks that were dropped.

mod about;
mod format;
mod learn;
mod picture;
mod reading;
mod reasons;
mod removed;
#[cfg(feature = "serde")]
mod serialised;
mod structure;
mod verdict;

use crate::cruft::Reason;
use crate::metadata::Metadata;
use crate::page::{BlockKind, PageKind};
use crate::site::DomLocation;
use crate::verdict::{PageVerdict, VerdictReason};

pub(crate) use format::{Enclosure, Format, Player, Row, Style, StyledRange, is_language_name};
pub(crate) use picture::{Picture, file};
pub(crate) use reasons::Reasons;
pub use removed::Removed;
#[cfg(feature = "serde")]
pub(crate) use serialised::{VERSION, probability, version};

/// A page's article: the blocks that were kept, those that were dropped, and what the page says about itself.
///
/// An article borrows nothing from the page. Text, Markdown and HTML are rendered whenever they are asked for.
///
/// # Storing it
///
/// With the feature `serde`, an article can be serialised with all its parts, in JSON and any other format that names
/// its fields. What is read back equals what was written: it renders to the same text, Markdown and HTML, and a
/// [`SiteProfile`](crate::SiteProfile) learns the same from it. As JSON it takes about seven times as many bytes as a
/// page of few scripts, most of them for the kinds and reasons of removed blocks. For those who need only the text and
/// the metadata, `Record` is a flat form of a small part of that size.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// let article = unboil::extract("<h1>Fog</h1><p>The <b>fog</b> on the bay has closed the port since Monday morning, \
///     and nobody can say when the next ferry will leave for the islands.</p>")?;
/// let json = serde_json::to_string(&article).unwrap();
/// let read: unboil::Article = serde_json::from_str(&json).unwrap();
/// assert_eq!(read, article);
/// assert_eq!(read.markdown(), article.markdown());
/// # }
/// # Ok::<(), unboil::Error>(())
/// ```
///
/// Reading ignores unknown keys. It refuses what no article can hold, with an error that names the key: another
/// `version`, probabilities outside of 0 to 1, ranges outside of the text or within a character, unknown kinds. So JSON
/// from anywhere can be read, and what was read can be rendered.
///
/// The keys of an article are the metadata by the names of their methods, `null` where there is none, and
///
/// - `version`: the version of the form, 1. New releases may add keys, kinds and reasons without a new version.
/// - `confidence`: a number from 0 to 1.
/// - `verdict`: the name of the [`PageVerdict`], such as `consent-wall`, and `verdict_reasons`, an array of
///   [`VerdictReason`]s, each with its `type`, such as `words`, and its fields.
/// - `url_problem`: a string, `null` if there is none.
/// - `selected_by`: a string, left out if there is none.
/// - `layout`: the article as plain text in its own layout, only if it was plain text.
/// - `blocks`, `removed`: arrays of the blocks that were kept and dropped.
///
/// Blocks of both sorts have
///
/// - `text`; all ranges in it (`start`, `end`) count bytes of UTF-8.
/// - `kind`: of a kept block an object with the `type` of its [`BlockKind`], such as `list-item`, and its `level`,
///   `depth` and `number`; of a dropped block the name of its [`Cruft`](crate::Cruft).
/// - `score`: a number from 0 to 1.
/// - `reasons`: an array of [`Reason`]s, each with its `type`, such as `phrase`, and its fields.
/// - `location`: where the block stood in the structure of the page, for site profiles; left out where it is unknown.
///
/// Dropped blocks have `kinds`, the probability of each kind, `position`, the number of kept blocks before them, and
/// `url` if they are a picture, player, post or frame. Kept blocks have `links`, an array of objects with `text` and
/// `url`, and, each left out where there is none,
///
/// - `within`: what the block stands in, outermost first: `quote`, with the name of the `callout` that it is, if it is
///   one, such as `warning`; `post`, the quotation of a post of a social network; `item`, with its `number` as readers
///   see it, or with `is_done` in a task list; `entry` of a definition list (`glossary`), which is a term or a
///   description of one; `figure`, with a caption; `note`, a footnote with its `label`. Quotations, items, lists,
///   entries, definition lists and figures have a number that identifies them on the page.
/// - `styles`: stretches of the text, in the order in which they begin, the longest first: `strong`, `emphasis`,
///   `code`, `inserted`, `struck`, `subscript`, `superscript`; `link`, with its index among the links; `note`, with the
///   `label` of the footnote that it leads to; `math`, with its `tex`; and with an empty range also `picture`
///   (`url`, `alt`, `caption`) and `embed`, a player or post (`url`, `title`).
/// - `row`: the number of the `table` that the block is a row of, and the ranges of its `cells`. A column that the cell
///   of another column or row covers has an empty one.
/// - `code`: the range of preformatted text, and `language`, its language.
/// - `before`: the pictures, embeds and formulas between the block before and this one, each with the number of
///   enclosures in `within` that it stands in (`depth`).
/// - `behind`: the pictures, embeds and formulas behind the last block.
/// - `line_starts`: where in a paragraph of plain text its second and further lines begin.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    pub(crate) metadata: Metadata,
    pub(crate) blocks: Vec<Block>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) confidence: f32,
    pub(crate) verdict: PageVerdict,
    pub(crate) verdict_reasons: Vec<VerdictReason>,
    /// The selector of the rule that says where the article is, if one does.
    pub(crate) selected_by: Option<String>,
    /// What is left of plain text, in its own layout; `None` if rendering has to lay out the blocks, as it has for
    /// HTML.
    pub(crate) verbatim: Option<String>,
    /// Why the address of the input can't be used.
    pub(crate) url_problem: Option<String>,
}

impl Article {
    /// The article's headline, without the name of the site where that can be separated from it.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata.title.as_deref()
    }

    /// The authors of the article as the page names them, without "By". [`authors`](Article::authors) has the names one
    /// by one.
    #[must_use]
    pub fn byline(&self) -> Option<&str> {
        self.metadata.byline.as_deref()
    }

    /// When the article was published, in one of two forms of RFC 3339: the date, `2024-11-24`, or, if the page gives
    /// both the time and its offset from UTC in machine-readable form, the date and time with the offset,
    /// `2024-11-24T10:00:00+02:00`, `2024-11-24T08:00:00Z`. Seconds may have a fraction.
    ///
    /// The date is that of the place where it was written, and never changed to UTC. A time without an offset is left
    /// out, since it is no point in time.
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.metadata.published.as_deref()
    }

    /// When the article was last changed, in the form of [`published`](Article::published).
    #[must_use]
    pub fn modified(&self) -> Option<&str> {
        self.metadata.modified.as_deref()
    }

    /// The name of the site.
    #[must_use]
    pub fn site_name(&self) -> Option<&str> {
        self.metadata.site_name.as_deref()
    }

    /// The language as a BCP 47 tag, such as `en` or `pt-BR`: declared by the page, or detected from the text.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.metadata.language.as_deref()
    }

    /// What the article is about: the description that the page gives to search engines and social networks.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.metadata.description.as_deref()
    }

    /// The absolute URL of the image that represents the article; not the site's logo. If the page names none, the
    /// first picture of the article, if it is no icon, portrait or placeholder.
    #[must_use]
    pub fn image(&self) -> Option<&str> {
        self.metadata.image.as_deref()
    }

    /// The address of the article, with `http` or `https`: the one that the page calls canonical, otherwise its
    /// `og:url`, otherwise the caller's, of any scheme.
    ///
    /// Sites that call their front page the canonical address of every story are not believed: then it is the next of
    /// these that leads deeper. Nor is an address on a host that only the site's own network knows, unless the caller
    /// has the page from there.
    ///
    /// ```
    /// use unboil::{Extractor, Input};
    ///
    /// let page = "<link rel=canonical href=https://coast.example/><p>The night train to the coast runs again.</p>";
    /// let article = Extractor::default().extract_input(Input::html(page).url("https://coast.example/night-train"))?;
    /// assert_eq!(article.url(), Some("https://coast.example/night-train"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.metadata.url.as_deref()
    }

    /// Why the address that the caller gave with the page can't be used, as a sentence; see
    /// [`Input::url`](crate::Input::url), which has an example. `None` if it can, or if there was none.
    #[must_use]
    pub fn url_problem(&self) -> Option<&str> {
        self.url_problem.as_deref()
    }

    /// The kind of page that the article stands on, if the page says so.
    #[must_use]
    pub fn page_kind(&self) -> Option<PageKind> {
        self.metadata.page_kind
    }

    /// The keywords or tags of the article: those in JSON-LD, `<meta>` and microdata, and links to tags beside the
    /// story, together, at most 64. Those that differ only in case or hyphens are listed once.
    #[must_use]
    pub fn keywords(&self) -> &[String] {
        &self.metadata.keywords
    }

    /// The kept blocks, in reading order. Notes that stand beside their marks, in a sentence or hidden, come last.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The dropped blocks, in reading order, each with its kind and the reasons for dropping it. Those of a story that
    /// stands only in the data of the page come last.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// The CSS selector by which the article was found: that of a rule made by `Rule::article`. `None` without such a
    /// rule, or if none selects any text on the page.
    #[must_use]
    pub fn selected_by(&self) -> Option<&str> {
        self.selected_by.as_deref()
    }

    /// How sure the extractor is of what it returns, 0 to 1.
    ///
    /// - Of an article, a teaser or a listing: the F1 of its words that the scorer expects, which compares what was
    ///   kept with what a reader would keep of this page. It does not say that a teaser is the whole story.
    /// - Of an [empty](PageVerdict::Empty) page: how sure the scorer is that nothing on it is content.
    /// - Of a [consent wall](PageVerdict::ConsentWall), an error page and whatever else stands
    ///   [in the place of an article](PageVerdict::is_in_place_of_article): how sure the verdict is. It is .98 by
    ///   machinery that no other page has, .95 by a title, .85 by what is written on the page; these are set by hand.
    /// - Of input of the [wrong format](PageVerdict::WrongFormat): 1.
    ///
    /// A confidence is no measure of how good, long or true an article is, and those of two
    /// [verdicts](Article::verdict) can't be compared.
    ///
    /// ```
    /// let page = "<title>Error 404</title><h1>Page not found</h1><p>Nothing is at this address.</p>";
    /// let wall = unboil::extract(page)?;
    /// assert!(wall.is_empty() && wall.confidence() >= 0.95);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Adds the blocks that were kept and dropped of a text behind this one.
    pub(crate) fn append(&mut self, blocks: Vec<Block>, removed: Vec<Removed>) {
        self.append_at(self.blocks.len(), blocks, removed);
    }

    /// Adds blocks as [`append`](Self::append) does. The first of the text to which the positions of `removed` refer is
    /// the block with the index `first`, which may be here already.
    pub(crate) fn append_at(&mut self, first: usize, blocks: Vec<Block>, removed: Vec<Removed>) {
        self.removed.extend(removed.into_iter().map(|block| Removed { position: first + block.position, ..block }));
        self.blocks.extend(blocks);
    }

    /// Whether no block was kept: the page has no article. [`verdict`](Article::verdict) says what it is instead.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A block of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
    pub(crate) score: f32,
    pub(crate) reasons: Reasons,
    pub(crate) format: Format,
    pub(crate) location: DomLocation,
    /// In plain text: the offsets in `text` where its second and further lines begin, if these were blocks of their own
    /// that [`join`](Block::join) has added.
    pub(crate) line_starts: Vec<usize>,
}

impl Block {
    /// Appends a block of plain text that is the next lines of the same paragraph; `between` is the separator.
    pub(crate) fn join(&mut self, between: &str, lines: Block) {
        self.text.push_str(between);
        let start = self.text.len();
        self.text.push_str(&lines.text);
        self.line_starts.push(start);
        self.line_starts.extend(lines.line_starts.iter().map(|joint| start + joint));
        let moved = |mark: StyledRange| StyledRange { text: start + mark.text.start..start + mark.text.end, ..mark };
        self.format.styles.extend(lines.format.styles.into_iter().map(moved));
    }

    /// What the block is in the structure of the page, such as a heading or a list item. What it stands in say
    /// [`is_quoted`](Block::is_quoted), [`callout`](Block::callout) and [`note`](Block::note).
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// The text. It has the line breaks of the page; spaces are single except in preformatted text. A formula that the
    /// page has only as TeX is not in it: [`Article::text`] and [`Block::markdown`] have that.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The links in the text, in order, without those between notes and their marks.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The scorer's probability, 0 to 1, that the block is content. Headlines, rules and neighbours can keep a block
    /// whatever its score.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// The three features with the most influence on the score, the strongest first, each a [`Reason::Feature`].
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.reasons.get()
    }
}

/// A link in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Link {
    pub(crate) text: String,
    pub(crate) url: String,
}

impl Link {
    /// The text of the link.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address that the link leads to. It is absolute if the address of the page is known: from
    /// [`Input::url`](crate::Input::url), [`base_url`](crate::ExtractorBuilder::base_url), the page's `<base>` or its
    /// canonical address. Otherwise it is as it stands in the page.
    ///
    /// The address comes from the page and may be a `javascript:` URL: check its scheme before following it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
