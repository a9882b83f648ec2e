//! The stages one by one, for the benches and the trainer. This is not part of the API: it may change in any release.

use std::borrow::Cow;
use std::sync::Arc;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

use crate::article::Article;
use crate::cruft::Cruft;
use crate::decode::undo_double_encoding;
use crate::error::Result;
use crate::limits::Limits;
use crate::measure::{self, Measurements};
use crate::page::{BlockKind, Page, PageSignals};
use crate::pipeline;
use crate::score;
use crate::select::Settings;

pub use crate::score::Model;
pub use crate::score::dev::{
    Child, Forest, KindModel, KindWords, Leaf, Malformed, PageTypes, Split, TrainedTree, Unfit, write as write_forest,
};
pub use crate::vocabulary::{Source, Vocabulary};

/// A parsed page: a tree.
pub struct Parsed(RcDom);

/// A page cut into blocks.
pub struct Walked(Arc<Page>);

/// The verdicts on a page's blocks. Nothing reads them; they are returned so that benches can free them outside of the
/// measured time.
pub struct Judged {
    _verdicts: pipeline::Judged,
}

/// Bytes → text. `content_type` is the value of the HTTP header.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    crate::decode::decode(bytes, content_type)
}

/// Text → tree, by html5ever alone, without limits: the time that parsing takes before this crate adds anything to it.
pub fn bare_parse(html: &str) -> Parsed {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    Parsed(parse_document(RcDom::default(), options).one(html))
}

/// Text → tree, under the default limits.
///
/// # Errors
///
/// If the page breaks one of the limits.
pub fn parse(html: &str) -> Result<Parsed> {
    crate::parse::parse(&undo_double_encoding(html), &Limits::default()).map(Parsed)
}

/// Tree → blocks.
pub fn walk(parsed: Parsed) -> Walked {
    Walked(Arc::new(crate::walk::walk(parsed.0)))
}

/// Plain text → blocks.
pub fn lines(text: &str) -> Walked {
    Walked(Arc::new(page_of(text)))
}

/// Plain text → article, with a model of one's own and default settings.
pub fn clean(text: &str, model: &Model) -> Article {
    // Nothing is limited, so there can't be an error.
    pipeline::clean(page_of(text), model, &Settings::default(), None).unwrap_or_default()
}

/// The page of a plain text.
fn page_of(text: &str) -> Page {
    // Nothing is limited, so there can't be an error.
    crate::lines::lines(&undo_double_encoding(text), usize::MAX).unwrap_or_default()
}

/// The features of a page's blocks, and what else was measured.
pub struct Measured(Measurements);

impl Walked {
    /// The text of each block.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.blocks.iter().map(|block| self.0.block_text(block))
    }

    /// Whether the page was made from plain text.
    pub fn is_text(&self) -> bool {
        self.0.is_text()
    }

    /// The kind of each block.
    pub fn kinds(&self) -> impl Iterator<Item = BlockKind> {
        self.0.blocks.iter().map(|block| block.kind)
    }

    /// The `<title>` of the page, if it has one.
    pub fn title(&self) -> Option<&str> {
        self.0.head.title.as_deref()
    }

    /// Calls `give` with the terms of each block that a vocabulary may have: the index of the block, the source of the
    /// term, the term.
    pub fn clues(&self, give: impl FnMut(usize, Source, &str)) {
        measure::all_terms(&self.0, give);
    }
}

impl Measured {
    /// The averages of the blocks' features, by which the type of the page is estimated.
    pub fn page_row(&self) -> Vec<f32> {
        score::dev::page_row(&self.0.features)
    }

    /// The features of each block for the first pass.
    pub fn rows(&self, page_types: &PageTypes) -> Vec<Vec<f32>> {
        owned(&score::dev::first_rows(&self.0, page_types))
    }

    /// The number of words of each block.
    pub fn words(&self) -> &[f32] {
        &self.0.words
    }

    /// The probability (0..=1) of each block by the first pass.
    pub fn first_pass(&self, page_types: &PageTypes, forest: &Forest) -> Vec<f32> {
        score::dev::run_pass(&score::dev::first_rows(&self.0, page_types), forest)
    }
}

/// Blocks → features.
pub fn measure(walked: &Walked, vocabulary: &Vocabulary) -> Measured {
    Measured(measure::measure(&walked.0, PageSignals::of(&walked.0), vocabulary))
}

/// Probabilities by a pass → the features of each block for the next pass.
pub fn rows_after(walked: &Walked, measured: &Measured, page_types: &PageTypes, last_pass: &[f32]) -> Vec<Vec<f32>> {
    owned(&score::dev::rows_after(&walked.0, &measured.0, page_types, last_pass))
}

/// Probabilities by a pass → the probability (0..=1) of each block by the next pass.
pub fn next_pass(
    walked: &Walked,
    measured: &Measured,
    page_types: &PageTypes,
    last_pass: &[f32],
    forest: &Forest,
) -> Vec<f32> {
    score::dev::run_pass(&score::dev::rows_after(&walked.0, &measured.0, page_types, last_pass), forest)
}

/// Rows as vectors of their own.
fn owned(rows: &score::dev::Rows) -> Vec<Vec<f32>> {
    rows.iter().map(<[f32]>::to_vec).collect()
}

/// The kinds of cruft that a model identifies, in the order of its forests.
pub const KINDS: &[Cruft] = &score::dev::KINDS;

/// Blocks → the features by which the kind of each is identified.
pub fn kind_rows(walked: &Walked, measured: &Measured, words: &KindWords) -> Vec<Vec<f32>> {
    owned(&score::dev::kind_rows_of(&walked.0, &measured.0, words))
}

/// Blocks → the probability (0..=1) of each, by all passes of a model.
pub fn probabilities(walked: &Walked, model: &Model) -> Vec<f32> {
    let measurements = measure::measure(&walked.0, PageSignals::of(&walked.0), &model.vocabulary);
    score::score(&walked.0, &measurements, model).probabilities
}

/// Blocks → article, by a model; also for each block whether it was kept.
pub fn conclude(walked: &Walked, model: &Model) -> (Article, Vec<bool>) {
    let head = &walked.0.head;
    let findings = pipeline::Findings { state: &head.state, traces: &head.traces, format: None };
    pipeline::extract(&walked.0, findings, model, &Settings::default(), pipeline::Address::default())
}

/// Blocks → verdicts, by the shipped model: measures, scores and selects.
pub fn judge(walked: &Walked) -> Judged {
    let page = &walked.0;
    Judged { _verdicts: pipeline::judge(page, Model::shipped_for(page.is_text()), &Settings::default()) }
}
