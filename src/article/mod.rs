//! The article that the caller gets: its blocks, its metadata, and the blocks that were dropped.

mod format;
mod learn;
mod reasons;
#[cfg(feature = "serde")]
mod serialised;

use crate::cruft::{Cruft, Reason};
use crate::metadata::Metadata;
use crate::page::{BlockKind, PageKind};
use crate::select::Kind;
use crate::site::DomLocation;

pub(crate) use format::{Embed, Enclosure, Format, Picture, Row, Style, StyledRange, is_language_name};
pub(crate) use reasons::Reasons;
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
/// [`SiteProfile`](crate::SiteProfile) learns the same from it. As JSON it takes about as many bytes as its page.
/// `Record` is the flat form for those who need only the text and the metadata, and takes a small part of that.
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
/// The keys of an article are the metadata by the names of their methods (the kind of page is `kind`), `null` where
/// there is none, and
///
/// - `version`: the version of the form, 1. New releases may add keys, kinds and reasons without a new version.
/// - `confidence`: a number from 0 to 1.
/// - `text`: the article as plain text, only if it was plain text of which nothing was cruft, and keeps its own layout.
/// - `blocks`, `removed`: arrays of the blocks that were kept and dropped.
///
/// Blocks of both sorts have
///
/// - `text`; all ranges in it (`start`, `end`) count bytes of UTF-8.
/// - `kind`: of a kept block an object with the `type` of its [`BlockKind`], such as `list_item`, and its `level`,
///   `depth` and `number`; of a dropped block the name of its [`Cruft`].
/// - `score`: a number from 0 to 1.
/// - `reasons`: an array of [`Reason`]s, each with its `type`, such as `phrase`, and its fields.
/// - `location`: where the block stood in the structure of the page, for site profiles; left out where it is unknown.
///
/// Dropped blocks have `kinds`, the probability of each kind, `position`, the number of kept blocks before them, and
/// `url` if they are a picture, player or post. Kept blocks have `links`, an array of objects with `text` and `url`,
/// and, each left out where there is none,
///
/// - `within`: what the block stands in, outermost first: `quote`, with the name of the `callout` that it is, if it is
///   one, such as `warning`; `item`, with its `number` as readers see it, or with `is_done` in a task list; `entry` of
///   a definition list (`glossary`), which is a term or a description of one; `note`, a footnote with its `label`.
///   Quotations, items, lists, entries and definition lists have a number that identifies them on the page.
/// - `styles`: stretches of the text, in the order in which they begin, the longest first: `strong`, `emphasis`,
///   `code`, `inserted`, `struck`, `subscript`, `superscript`; `link`, with its index among the links; `note`, with the
///   `label` of the footnote that it leads to; `math`, with its `tex`; and with an empty range also `picture`
///   (`url`, `alt`) and `embed`, a player or post (`url`, `title`).
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
    /// What is left of plain text, in its own layout; `None` if rendering has to lay out the blocks, as it has for
    /// HTML.
    pub(crate) verbatim: Option<String>,
}

impl Article {
    /// The article's headline, without the name of the site where that can be separated from it.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata.title.as_deref()
    }

    /// The authors of the article as the page names them, without "By".
    #[must_use]
    pub fn byline(&self) -> Option<&str> {
        self.metadata.byline.as_deref()
    }

    /// When the article was published: an ISO 8601 date, with the time and its offset from UTC if the page gives them
    /// in machine-readable form.
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

    /// The absolute URL of the image that represents the article; not the site's logo.
    #[must_use]
    pub fn image(&self) -> Option<&str> {
        self.metadata.image.as_deref()
    }

    /// The address of the article: the one that the page calls canonical, otherwise the caller's.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.metadata.url.as_deref()
    }

    /// The kind of page that the article stands on, if the page says so.
    #[must_use]
    pub fn page_kind(&self) -> Option<PageKind> {
        self.metadata.kind
    }

    /// The keywords of the article. Those that differ only in case are listed once.
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

    /// How sure the scorer is of the cut as a whole: the F1 that it expects, 0 to 1.
    ///
    /// If the article is empty: how sure it is that the page has none.
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

    /// Whether no block was kept: the page has no article.
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

    /// What the block is in the structure of the page, such as a heading or a list item.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// The text. It has the line breaks of the page; spaces are single except in preformatted text.
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
    /// [`base_url`](crate::ExtractorBuilder::base_url), the page's `<base>` or its canonical address. Otherwise it is
    /// as it stands in the page.
    ///
    /// The address comes from the page and may be a `javascript:` URL: check its scheme before following it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A block that was dropped.
#[derive(Debug, Clone)]
pub struct Removed {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) score: f32,
    pub(crate) reasons: Reasons,
    pub(crate) location: DomLocation,
    /// The address, if this is a picture or an embed.
    pub(crate) url: Option<String>,
    /// The number of kept blocks of the article before this one.
    pub(crate) position: usize,
}

impl Removed {
    /// The text of the block; of a picture or an embedded player or post its description, or its address if it has
    /// none.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address, if this is no block of text but a picture, or an embedded player or post, that stands between
    /// blocks. It has the kind, the score and the reasons of the block that it stands before, or of the one behind it.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Where the block stood among the kept ones: the number of [`Article::blocks`] that come before it.
    ///
    /// ```
    /// let article = unboil::extract("<p>Copyright © 2024 The Pier<h1>Fog</h1><p>The fog on the bay has closed the \
    ///     port since Monday, and nobody can say when the next ferry will leave.<p>Subscribe to our newsletter")?;
    /// let positions: Vec<usize> = article.removed().iter().map(|block| block.position()).collect();
    /// assert_eq!((article.blocks().len(), positions), (2, vec![0, 2]));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The kind of cruft that the block is.
    ///
    /// If the caller's [`Rule`](crate::Rule) dropped the block, this is the rule's kind, otherwise the most probable of
    /// [`kinds`](Removed::kinds). A block that was dropped for its surroundings, such as a repetition, has a kind of
    /// its own ([`Cruft::Repeated`]) unless the model is sure of another. The first call computes the kinds of all
    /// blocks of the page.
    #[must_use]
    pub fn cruft(&self) -> Cruft {
        self.reasons.cruft(self.kind)
    }

    /// Every kind that the model distinguishes, with its probability, 0 to 1, given that the block is cruft. The
    /// probabilities sum to 1. [`Cruft::LowScore`] stands for cruft of any other kind.
    ///
    /// ```
    /// let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, \
    ///     because of the ice in the harbour.</p><p>Nobody had seen so much of it since 1985.</p>\
    ///     <p>Photo: Ann Pell/The Daily</p>";
    /// let article = unboil::extract(page)?;
    /// let credit = &article.removed()[0];
    /// let (kind, probability) = credit.kinds().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    /// assert_eq!(kind, unboil::Cruft::Caption);
    /// assert!(probability > 0.5);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn kinds(&self) -> impl Iterator<Item = (Cruft, f32)> {
        self.reasons.kinds()
    }

    /// The scorer's probability, 0 to 1, that the block is content. Phrases, rules and headings can drop a block
    /// whatever its score.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// Why the block was dropped, the most important reason first; never empty. The last three are the features with
    /// the most influence on the score, including those that spoke for the block: a block that was dropped for its
    /// score alone has no other reasons.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.reasons.get()
    }
}

impl PartialEq for Removed {
    // The kinds are compared as callers see them, because an article that was read back has no model to ask for them.
    fn eq(&self, other: &Removed) -> bool {
        self.text == other.text
            && self.score == other.score
            && self.url == other.url
            && self.position == other.position
            && self.location == other.location
            && self.reasons == other.reasons
            && self.cruft() == other.cruft()
            && self.kinds().eq(other.kinds())
    }
}
