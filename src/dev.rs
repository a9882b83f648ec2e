//! The stages one by one, for the benches and the trainer. No part of the API: this may change in any release.

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

/// A page as a tree.
pub struct Parsed(RcDom);

/// A page cut into blocks.
pub struct Walked(Arc<Page>);

/// The verdicts on a page's blocks. Nobody reads them: they are handed out so that freeing them can stay untimed.
pub struct Judged(#[allow(dead_code)] pipeline::Judged);

/// Bytes → text.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    crate::decode::decode(bytes, content_type)
}

/// What parsing costs before this crate adds anything: no limits, and the tree that comes with the parser.
pub fn bare_parse(html: &str) -> Parsed {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    Parsed(parse_document(RcDom::default(), options).one(html))
}

/// Text → tree, under the default limits.
pub fn parse(html: &str) -> Result<Parsed> {
    crate::parse::parse(&undo_double_encoding(html), &Limits::default()).map(Parsed)
}

/// Tree → blocks.
pub fn walk(parsed: Parsed) -> Walked {
    Walked(Arc::new(crate::walk::walk(parsed.0)))
}

/// Plain text → blocks.
pub fn lines(text: &str) -> Walked {
    // Without a limit there is no error.
    Walked(Arc::new(crate::lines::lines(&undo_double_encoding(text), usize::MAX).unwrap_or_default()))
}

/// Plain text → article, by a model.
pub fn clean(text: &str, model: &Model) -> Article {
    // Without a limit there is no error.
    let page = crate::lines::lines(&undo_double_encoding(text), usize::MAX).unwrap_or_default();
    pipeline::clean(page, model, &Settings::default()).unwrap_or_default()
}

/// What was measured on a page.
pub struct Measured(Measurements);

impl Walked {
    /// The text of each block.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.blocks.iter().map(|block| self.0.block_text(block))
    }

    /// Whether it was plain text.
    pub fn is_text(&self) -> bool {
        self.0.is_text()
    }

    /// What each block is.
    pub fn kinds(&self) -> impl Iterator<Item = BlockKind> {
        self.0.blocks.iter().map(|block| block.kind)
    }

    /// What the page calls itself.
    pub fn title(&self) -> Option<&str> {
        self.0.head.title.as_deref()
    }

    /// Gives, for each block, the words that a vocabulary is asked about.
    pub fn clues(&self, give: impl FnMut(usize, Source, &str)) {
        measure::all_terms(&self.0, give);
    }
}

impl Measured {
    /// What the blocks are like on average: the features by which the type of the page is estimated.
    pub fn page_row(&self) -> Vec<f32> {
        score::dev::page_row(&self.0.features)
    }

    /// The features of each block at first pass.
    pub fn rows(&self, page_types: &PageTypes) -> Vec<Vec<f32>> {
        owned(&score::dev::first_rows(&self.0, page_types))
    }

    /// The words of each block.
    pub fn words(&self) -> &[f32] {
        &self.0.words
    }

    /// The probability of each block at first pass.
    pub fn first_pass(&self, page_types: &PageTypes, forest: &Forest) -> Vec<f32> {
        score::dev::run_pass(&score::dev::first_rows(&self.0, page_types), forest)
    }
}

/// Blocks → features.
pub fn measure(walked: &Walked, vocabulary: &Vocabulary) -> Measured {
    Measured(measure::measure(&walked.0, PageSignals::of(&walked.0), vocabulary))
}

/// What a pass said → the features of each block at the next pass.
pub fn rows_after(walked: &Walked, measured: &Measured, page_types: &PageTypes, last_pass: &[f32]) -> Vec<Vec<f32>> {
    owned(&score::dev::rows_after(&walked.0, &measured.0, page_types, last_pass))
}

/// What a pass said → the probability of each block at the next pass.
pub fn next_pass(
    walked: &Walked,
    measured: &Measured,
    page_types: &PageTypes,
    last_pass: &[f32],
    forest: &Forest,
) -> Vec<f32> {
    score::dev::run_pass(&score::dev::rows_after(&walked.0, &measured.0, page_types, last_pass), forest)
}

fn owned(rows: &score::dev::Rows) -> Vec<Vec<f32>> {
    rows.iter().map(<[f32]>::to_vec).collect()
}

/// The kinds of cruft that a model tells apart, in the order of its forests.
pub const KINDS: &[Cruft] = &score::dev::KINDS;

/// Blocks → what the kind of each is told by.
pub fn kind_rows(walked: &Walked, measured: &Measured, words: &KindWords) -> Vec<Vec<f32>> {
    owned(&score::dev::kind_rows_of(&walked.0, &measured.0, words))
}

/// The probability of each block, by a model.
pub fn probabilities(walked: &Walked, model: &Model) -> Vec<f32> {
    let measurements = measure::measure(&walked.0, PageSignals::of(&walked.0), &model.vocabulary);
    score::score(&walked.0, &measurements, model).probabilities
}

/// Blocks → article, by a model, and which of the blocks were kept.
pub fn conclude(walked: &Walked, model: &Model) -> (Article, Vec<bool>) {
    pipeline::extract(&walked.0, model, &Settings::default(), None, None)
}

/// Blocks → verdicts: measures, scores and selects.
pub fn judge(walked: &Walked) -> Judged {
    let page = &walked.0;
    Judged(pipeline::judge(page, Model::shipped_for(page.is_text()), &Settings::default()))
}
