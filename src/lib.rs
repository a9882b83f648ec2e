//! Strips the boilerplate, here called cruft, from web pages. HTML goes in, or plain text that a scraper extracted from
//! it; the clean article comes out. Every block that was dropped is available too, with its kind of cruft and the
//! reasons why it was dropped.
//!
//! ```
//! let html = r#"
//!     <title>The lighthouse is dark – Harbour News</title>
//!     <nav><a href="/">Home</a> <a href="/sport/">Sport</a></nav>
//!     <h1>The lighthouse is dark</h1>
//!     <p>By <a href="/mara/">Mara Lindqvist</a></p>
//!     <p>The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.</p>
//!     <p>The port says that the tower belongs to the state; the state, which built it in 1911, says that it does
//!     not.</p>
//!     <p>Copyright © 2024 Harbour News. All rights reserved.</p>"#;
//! let article = unboil::extract(html)?;
//!
//! assert_eq!(article.title(), Some("The lighthouse is dark"));
//! assert_eq!(article.byline(), Some("Mara Lindqvist"));
//! assert_eq!(
//!     article.text(),
//!     "The lighthouse is dark\n\n\
//!      The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.\n\n\
//!      The port says that the tower belongs to the state; the state, which built it in 1911, says that it does not."
//! );
//!
//! let kinds: Vec<String> = article.removed().iter().map(|block| block.cruft().to_string()).collect();
//! assert_eq!(kinds, ["navigation", "byline", "copyright"]);
//! # Ok::<(), unboil::Error>(())
//! ```
//!
//! unboil is not a crawler: it fetches nothing, neither pages nor what they link to. It is no browser either: it runs
//! no scripts, so that it finds no article in a page whose text is loaded by a script, unless the page also has the
//! text as JSON.
//!
//! # By task
//!
//! | to | take |
//! |---|---|
//! | extract one page | [`extract()`] |
//! | clean text that was scraped earlier | [`clean()`], [`Extractor::clean`] |
//! | extract many, or with settings | [`Extractor`], made by its [builder](Extractor::builder) |
//! | extract bytes of any charset | [`Extractor::extract_bytes`] |
//! | pass each page with its address, or a tree that is parsed already | [`Input`], [`Extractor::extract_input`] |
//! | read the result | [`Article`]: its [`text`](Article::text), [`blocks`](Article::blocks) and metadata |
//! | list authors, sections and tags | [`Article::authors`], [`Article::sections`], [`Article::keywords`] |
//! | tell how long the article is | [`Article::word_count`], [`Article::reading_time`] |
//! | follow or file the page | [`Article::next_page`], [`Article::host`], [`Article::licence`], [`Direction`] |
//! | keep headings, links, lists and tables | [`Article::markdown`], [`Article::html`] |
//! | leave out the headline, links, pictures or tables | [`RenderOptions`], [`Article::markdown_with`] |
//! | list pictures, embeds, links and tables | [`Article::images`] and its neighbours `embeds`, `links`, `tables` |
//! | tell code, quotations, callouts and rows | [`Block`]: `kind`, `code_language`, `is_quoted`, [`Callout`] |
//! | cut the article into sections, for search | [`Article::outline`]: [`Section`]; [`Article::block_ranges`] |
//! | store the result | the feature `serde`: `Record`, flat; [`Article`], whole; both are read back |
//! | tell articles from teasers, walls and errors | [`Article::verdict`]: [`PageVerdict`], [`VerdictReason`] |
//! | see what was dropped, where, and why | [`Article::removed`]: [`Removed`], [`Cruft`], [`Reason`] |
//! | prefer clean or complete articles | [`Focus`] |
//! | keep one kind of cruft | [`ExtractorBuilder::keep`], [`ExtractorBuilder::comments`] |
//! | drop all of one kind of cruft, even where it looks like content | [`ExtractorBuilder::drop`] |
//! | add phrases or CSS selectors of one's own | [`Rule`] |
//! | keep rules for many sites in a file | the feature `selectors`: `SiteRules` |
//! | drop what repeats across the pages of a site | [`SiteProfile`], [`ExtractorBuilder::site`] |
//! | read the settings from a file | the feature `serde`: `Options`, `ExtractorBuilder::options` |
//! | take larger pages, or only smaller ones | [`Limits`] |
//!
//! # How a page flows
//!
//! Data goes one way: every stage takes a value and makes a new one. There are two exceptions: plain text is cleaned
//! again until nothing changes, and with a [`SiteProfile`] the verdicts are made twice, with the profile and without.
//!
//! ```text
//!  bytes ─▶ decode ─▶ parse ─▶ walk ─▶ measure ─▶ score ─▶ select ─▶ assemble ─▶ render
//!           str       RcDom    Page    features   f32      Verdict   Article      text, Markdown, HTML
//!  plain text ────▶ lines ─▶ …   │                           ▲ │         ▲
//!  JSON-LD ──▶ structured ─▶ …   └───────────▶ site ─────────┘ └─▶ metadata
//! ```
//!
//! - *decode*: bytes of any charset become text; text that was encoded as UTF-8 twice is decoded twice.
//! - *parse*: the text becomes a tree, under [`Limits`] that hold while it grows.
//! - *walk*: the tree becomes a page: blocks in reading order, and the containers around them. The tree is freed. A
//!   page that shows hardly any text gets its blocks from its JSON instead.
//! - *lines*: plain text becomes a page, too. Its layout is detected: paragraphs separated by blank lines or one per
//!   line, hard-wrapped or not, lists, code, or the whole page in one line. From there it goes through the same stages,
//!   scored by decision trees that were trained on plain text, until nothing changes.
//! - *structured*: JSON-LD, and JSON that scripts embed in a page, become values, even if they are malformed. A story
//!   of which the page shows only the beginning goes through the stages from *walk* on like a page of its own, and what
//!   was kept of the page gives way to it.
//! - *measure*: every block gets a row of features of its words, its markup, its position and its neighbours.
//! - *score*: three passes over the blocks turn the features into the probability that each block is content. Each pass
//!   is a forest, that is, a sum of decision trees.
//! - *select*: the probabilities, the phrases of the lexicon, the caller's rules and the evidence of a [`SiteProfile`]
//!   become a verdict on every block.
//! - *verdict*: what was kept, the titles and the machinery of the page become a verdict on the page as a whole, see
//!   [`PageVerdict`]. Of a wall or an error nothing is kept.
//! - *metadata*: after *select*, because the blocks that were kept are needed: title, byline, dates and more are read
//!   from JSON-LD, from the head of the page and from the visible text, the more trustworthy source first.
//! - *site*: a [`SiteProfile`] counts on how many pages of a site each text and place was seen.
//! - *assemble*: the blocks that were kept and those that were dropped become an [`Article`], which borrows nothing.
//! - *render*: the blocks that were kept become text, Markdown or HTML.
//!
//! # Kinds of cruft
//!
//! [`Cruft`] names them all. Detected by their words, wherever they are: copyright, legal and cookie notices, appeals
//! for donations, pleas to switch off the ad blocker, labels of advertising, newsletters, prompts to share, to
//! subscribe or to correct, related posts with all that their heading governs. Detected by words and markup: menus,
//! bylines and dates, tags, author boxes, captions, readers' comments, players, notices for browsers without
//! JavaScript, error messages. Detected by the page as a whole: texts that repeat, headings with nothing kept under
//! them, and blocks that merely score low.
//!
//! The lexicon has phrases in Arabic, Chinese, Czech, Dutch, English, French, German, Greek, Hebrew, Hindi, Hungarian,
//! Indonesian, Italian, Japanese, Korean, Persian, Polish, Portuguese, Romanian, Russian, Spanish, Swedish, Thai,
//! Turkish, Ukrainian and Vietnamese, and those that lead to other stories also in Finnish and Norwegian. In other
//! languages the markup and the shape of the text decide.
//!
//! # Limits and panics
//!
//! Input is assumed to be hostile. [`Limits`] on bytes, depth and nodes hold during the parse, so that a page that
//! breaks one is refused with an [`Error`] in a fraction of a second; nothing recurses over the page, so that small
//! stacks are enough; there is no unsafe code. A page without an article is no error but an [empty](Article::is_empty)
//! article. Nothing panics, whatever the input: a panic is a bug.

// What the caller configures, and the order in which the stages run.
mod extractor;
mod input;
#[cfg(feature = "serde")]
mod options;
mod pipeline;

// From bytes or text to a page.
mod decode;
mod lines;
mod parse;
mod structured;
mod walk;

// The blocks and containers that all later stages read.
mod page;

// From a page to a verdict on each block.
mod measure;
#[cfg_attr(not(feature = "dev"), expect(unreachable_pub, reason = "public with the feature `dev`"))]
mod score;
mod select;
mod site;
mod verdict;

// Title, authors, dates and more.
mod metadata;

// From verdicts to an article and its formats.
mod article;
mod assemble;
#[cfg(feature = "serde")]
mod record;
mod render;

// Used by several stages.
mod by_name;
mod chars;
mod cruft;
mod date;
mod embeds;
mod error;
mod hash;
mod letter_pairs;
mod limits;
mod packed;
mod prefix_sums;
#[cfg_attr(not(feature = "dev"), expect(unreachable_pub, reason = "public with the feature `dev`"))]
mod vocabulary;
mod words;

// For tests: measures the time that work takes.
#[cfg(test)]
#[path = "../tests/suite/clock.rs"]
mod clock;

// For the benches and the trainer.
#[cfg(feature = "dev")]
#[doc(hidden)]
pub mod dev;

pub use article::{Article, Block, Link, Removed};
#[cfg(feature = "selectors")]
pub use cruft::SiteRules;
pub use cruft::{Cruft, ParseCruftError, Reason, Rule};
pub use error::{Error, Result};
pub use extractor::builder::ExtractorBuilder;
pub use extractor::{Extractor, clean, extract};
pub use input::Input;
pub use limits::Limits;
#[cfg(feature = "serde")]
pub use options::Options;
pub use page::{BlockKind, Callout, Direction, PageKind};
#[cfg(feature = "serde")]
pub use record::{Record, RecordOptions};
pub use render::{Embed, Image, ParseTablesError, RenderOptions, Section, Table, Tables};
pub use select::{Focus, ParseFocusError};
pub use site::SiteProfile;
pub use verdict::{InputFormat, PageVerdict, ParseVerdictError, VerdictReason};

/// The code of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
