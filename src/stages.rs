//! The stages one by one, for the benches and the trainer. No part of the API: this may change in any release.

use std::borrow::Cow;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

use crate::measure::measure;
use crate::page::Page;
use crate::score::score;
use crate::select::{Selection, Settings, select};
use crate::{Limits, Result};

/// A page as a tree.
pub struct Parsed(RcDom);

/// A page cut into blocks.
pub struct Walked(Page);

/// The verdicts on a page's blocks. Nobody reads them: they are handed out so that freeing them can stay untimed.
pub struct Judged(#[allow(dead_code)] Selection);

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
    crate::parse::parse(html, &Limits::default()).map(Parsed)
}

/// Tree → blocks.
pub fn walk(parsed: Parsed) -> Walked {
    Walked(crate::walk::walk(parsed.0))
}

/// Blocks → verdicts: measures, scores and selects.
pub fn judge(walked: &Walked) -> Judged {
    let page = &walked.0;
    let measures = measure(page);
    let probabilities = score(&measures.features);
    Judged(select(page, &measures, &probabilities, &Settings::default()))
}
