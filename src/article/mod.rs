//! The article that the caller gets: its blocks, its metadata, and the blocks that were dropped.

mod about;
mod format;
mod learn;
mod picture;
mod reading;
#[cfg(feature = "serde")]
mod serialised;
mod verdict;

use std::fmt;
use std::sync::OnceLock;

use crate::cruft::{Cruft, Reason};
use crate::metadata::Metadata;
use crate::page::{BlockKind, PageKind};
use crate::score::Explanation;
use crate::select::Kind;
use crate::site::DomLocation;
use crate::verdict::{PageVerdict, VerdictReason};

pub(crate) use format::{Enclosure, Format, Player, Row, Style, StyledRange};
pub(crate) use picture::Picture;

/// A page's article: the blocks that were kept, those that were dropped, and what the page says about itself.
///
/// An article borrows nothing from the page. Text, Markdown and HTML are rendered whenever they are asked for.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Article {
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(crate) metadata: Metadata,
    pub(crate) blocks: Vec<Block>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) confidence: f32,
    pub(crate) verdict: PageVerdict,
    pub(crate) verdict_reasons: Vec<VerdictReason>,
    /// The selector of the rule that says where the article is, if one does.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) selected_by: Option<String>,
    /// What is left of plain text, in its own layout; `None` if rendering has to lay out the blocks, as it has for
    /// HTML.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) verbatim: Option<String>,
    /// Why the address of the input can't be used.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
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
        self.metadata.kind
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
    /// It is no measure of how good, long or true an article is, and not comparable between
    /// [verdicts](Article::verdict).
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

    /// Whether no block was kept: the page has no article. [`verdict`](Article::verdict) says what it is instead.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A block of the article.
///
/// With the feature `serde`, a block is serialised with the values of its methods, and with what [`Article::markdown`]
/// shows. Each of the following is left out where there is none:
///
/// - `within`: what the block stands in, outermost first: `quote`, with the name of the `callout` that it is, if it is
///   one, such as `warning`; `item`, with its `number` as readers see it, or with
///   `is_done` in a task list; `entry` of a definition list (`glossary`), which is a term or a description of one;
///   `figure`, with a caption; `note`, a footnote with its label. Quotations, items, lists, entries, definition lists
///   and figures have a number that identifies them on the page.
/// - `runs`: the text in stretches of the same style: their styles (`looks`), their `link`, `tex`, the label of the
///   `note` that they lead to, or the `picture` (`url`, `alt` and `caption`) or `embed` (a player or post, with its
///   `url` and `title`) that stands there. Left out if no part of the text has a style.
/// - `row`: in place of `runs`, the cells of a table row, each as runs. A column that is covered by the `colspan` or
///   `rowspan` of another cell has an empty one.
/// - `code`: preformatted text, with its `language`.
/// - `before`: the pictures, embeds and formulas between the block before and this one, as runs without text.
/// - `behind`: the pictures, embeds and formulas behind the last block.
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
    /// canonical address. Otherwise it is
    /// as it stands in the page.
    ///
    /// The address comes from the page and may be a `javascript:` URL: check its scheme before following it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A block that was dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) score: f32,
    pub(crate) reasons: Reasons,
    pub(crate) location: DomLocation,
    /// The address, if this is a picture or an embed.
    pub(crate) url: Option<String>,
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

    /// The kind of cruft that the block is.
    ///
    /// If the caller's [`Rule`](crate::Rule) dropped the block, this is the rule's kind, otherwise the most probable of
    /// [`kinds`](Removed::kinds). A block that was dropped for its surroundings, such as a repetition, has a kind of
    /// its own ([`Cruft::Repeated`]) unless the model is sure of another. The first call computes the kinds of all
    /// blocks of the page.
    #[must_use]
    pub fn cruft(&self) -> Cruft {
        self.kind.resolve(&self.reasons.explanation)
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
        self.reasons.explanation.kinds()
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

/// Why a block was kept or dropped. The features that decided are found on the first call of [`Reasons::get`].
#[derive(Clone)]
pub(crate) struct Reasons {
    /// The reason that dropped the block, if it was another one than its score.
    first: Option<Reason>,
    explanation: Explanation,
    found: OnceLock<Vec<Reason>>,
}

impl fmt::Debug for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl PartialEq for Reasons {
    // Whether `found` is filled makes no difference.
    fn eq(&self, other: &Reasons) -> bool {
        self.first == other.first && self.explanation == other.explanation
    }
}

impl Reasons {
    /// Reasons whose features are still to be found; `first` comes before them.
    pub(crate) fn of(first: Option<Reason>, explanation: Explanation) -> Reasons {
        Reasons { first, explanation, found: OnceLock::new() }
    }

    /// All reasons, the most important one first.
    fn get(&self) -> &[Reason] {
        self.found.get_or_init(|| self.first.clone().into_iter().chain(self.explanation.deciding()).collect())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Reasons {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.get().iter().map(ToString::to_string))
    }
}
