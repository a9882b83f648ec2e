//! What the caller gets: the article, its blocks, and what was dropped.

mod format;
mod learn;
#[cfg(feature = "serde")]
mod serialised;

use std::fmt;
use std::sync::OnceLock;

use crate::cruft::{Cruft, Reason};
use crate::metadata::Metadata;
use crate::page::{BlockKind, PageKind};
use crate::score::Explanation;
use crate::select::Kind;
use crate::site::DomLocation;

pub(crate) use format::{Enclosure, Format, Picture, Row, Style, StyledRange};

/// A page's article: the blocks that were kept, those that were dropped, and what the page says about itself.
///
/// It owns all it holds; rendering happens on call.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Article {
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(crate) metadata: Metadata,
    pub(crate) blocks: Vec<Block>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) confidence: f32,
    /// Of plain text: what is left of it, as it stood there.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) verbatim: Option<String>,
}

impl Article {
    /// The article's headline: without the site's name where that can be told apart.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata.title.as_deref()
    }

    /// Who wrote it, as the page says, without "By".
    #[must_use]
    pub fn byline(&self) -> Option<&str> {
        self.metadata.byline.as_deref()
    }

    /// When it was published: an ISO 8601 date, with the time, and its offset from UTC, if the page gives them for machines.
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.metadata.published.as_deref()
    }

    /// When it was changed last, as [`published`](Article::published).
    #[must_use]
    pub fn modified(&self) -> Option<&str> {
        self.metadata.modified.as_deref()
    }

    /// The name of the site.
    #[must_use]
    pub fn site_name(&self) -> Option<&str> {
        self.metadata.site_name.as_deref()
    }

    /// The language as a tag of BCP 47, such as `en` or `pt-BR`: declared by the page, or found from the text.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.metadata.language.as_deref()
    }

    /// What it is about, in the words that the page gives to search engines and those who share it.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.metadata.description.as_deref()
    }

    /// The absolute URL of the image that stands for it; not the site's logo.
    #[must_use]
    pub fn image(&self) -> Option<&str> {
        self.metadata.image.as_deref()
    }

    /// Its address: the one that the page calls canonical, or the caller's.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.metadata.url.as_deref()
    }

    /// What kind of page it stands on, if the page says so.
    #[must_use]
    pub fn page_kind(&self) -> Option<PageKind> {
        self.metadata.kind
    }

    /// Its keywords, each once, in whatever case.
    #[must_use]
    pub fn keywords(&self) -> &[String] {
        &self.metadata.keywords
    }

    /// The kept blocks, in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The dropped blocks, in reading order, each with its kind and the reasons.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// How sure the scorer is of the cut as a whole: the F1 that it expects of it, 0 to 1.
    ///
    /// Of an empty article: how sure it is that there is none.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Whether there is no article on the page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A block of the article.
///
/// With the feature `serde` it is serialised with what it says of itself, and with what [`Article::markdown`] shows; each of
/// these is left out where there is none:
///
/// - `within`: what it stands in, the outermost first: `quote`, `item` with its `number` as readers see it or `is_done` of a
///   thing to do, `entry` of a glossary, which is a term or what is said of it, and `note` with its label; quotations, items,
///   lists, entries and glossaries are told from others by number
/// - `runs`: its text in stretches that style the same: their `styles`, `link`, `tex`, the label of the `note` that they lead to,
///   or the `picture` that stands there
/// - `row`: of a table, instead of `runs`: its cells, each as runs, with empty ones where a cell reaches over several columns or
///   rows
/// - `code`: preformatted text, with its `language`
/// - `before`: the pictures and formulas that stand between it and the block before, as runs without text; `behind`, of the
///   last block: those that follow it
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
    pub(crate) score: f32,
    pub(crate) reasons: Reasons,
    pub(crate) layout: Format,
    pub(crate) location: DomLocation,
    /// Where in the text further lines of plain text begin that were judged by themselves.
    pub(crate) line_starts: Vec<usize>,
}

impl Block {
    /// Goes on with further lines of plain text.
    pub(crate) fn join(&mut self, between: &str, lines: Block) {
        self.text.push_str(between);
        let start = self.text.len();
        self.text.push_str(&lines.text);
        self.line_starts.push(start);
        self.line_starts.extend(lines.line_starts.iter().map(|joint| start + joint));
        let moved = |mark: StyledRange| StyledRange { text: start + mark.text.start..start + mark.text.end, ..mark };
        self.layout.marks.extend(lines.layout.marks.into_iter().map(moved));
    }

    /// What it is in the structure of the page.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Its text. Line breaks stand where the page has them; spaces are single, but in preformatted text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its links, in order.
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

    /// The three features that had most to do with its score, the weightiest first, each a [`Reason::Feature`].
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
    /// The text that is linked.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it leads: absolute, if the page's address is known from
    /// [`base_url`](crate::ExtractorBuilder::base_url), the page's `<base>` or what it calls its canonical address; otherwise as
    /// it stands in the page.
    /// It is the page's word and may be a `javascript:` URL: check its scheme before following it.
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
}

impl Removed {
    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The kind of cruft that it is: what the caller's [`Rule`](crate::Rule) says, else the likeliest of
    /// [`kinds`](Removed::kinds). Learned, and worked out for all blocks of the page when somebody asks for the first time.
    #[must_use]
    pub fn cruft(&self) -> Cruft {
        self.kind.resolve(&self.reasons.explanation)
    }

    /// Every kind that a model tells apart with its probability, 0 to 1, given that the block is cruft; together they make 1.
    /// [`Cruft::LowScore`] stands for cruft of a kind that there is no word for.
    ///
    /// ```
    /// let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, because \
    ///     of the ice in the harbour.</p><p>Nobody had seen so much of it since 1985.</p><p>Photo: Ann Pell/The Daily</p>";
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

    /// The scorer's probability, 0 to 1, that the block is content. Phrases, rules and headings can drop a block whatever
    /// its score.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// Why it was dropped, the most telling reason first; never empty. The last three are the features that had most to do
    /// with its score, those that spoke for the block included.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.reasons.get()
    }
}

/// Why a block was kept or dropped: found when somebody asks.
#[derive(Clone)]
pub(crate) struct Reasons {
    /// What named the kind of cruft, if anything did.
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
    // Whether anybody has asked makes no difference.
    fn eq(&self, other: &Reasons) -> bool {
        self.first == other.first && self.explanation == other.explanation
    }
}

impl Reasons {
    pub(crate) fn of(first: Option<Reason>, explanation: Explanation) -> Reasons {
        Reasons { first, explanation, found: OnceLock::new() }
    }

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
