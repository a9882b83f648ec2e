//! The verdict on a page as a whole: an article, the beginning of one, a list of pages, or what stands in the place of
//! an article, such as a consent wall. It is made after the verdicts on the blocks, because what was kept of the page is
//! the strongest evidence: a page with a story has a story, whatever banners, forms and scripts it has besides.
//!
//! So every rule but that for listings asks first how much was kept that is no notice itself. Words alone decide
//! nothing: a story about paywalls, cookies or the error 404 says the same words as they do.

mod facts;
mod input;
mod page_verdict;
mod reason;
mod story;
mod walls;
mod wordings;

use crate::measure::Measurements;
use crate::page::{Page, PageSignals, Traces};
use crate::select::{Selection, Verdict};

pub use input::InputFormat;
pub use page_verdict::{PageVerdict, ParseVerdictError};
pub use reason::VerdictReason;

use facts::Facts;

/// What the verdict on a page is made from.
pub(crate) struct Case<'a> {
    pub(crate) page: &'a Page,
    pub(crate) measurements: &'a Measurements,
    pub(crate) signals: PageSignals,
    pub(crate) selection: &'a Selection,
    /// The block that is the headline.
    pub(crate) headline: Option<usize>,
    pub(crate) traces: &'a Traces,
    /// How likely the page leads to others by its estimated type, 0..=1.
    pub(crate) listing: f32,
    /// Whether the story is in the data of the page, and replaces what was kept.
    pub(crate) has_story_in_data: bool,
}

/// The verdict on a page, with the reasons and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) verdict: PageVerdict,
    /// The most important reason first.
    pub(crate) reasons: Vec<VerdictReason>,
    /// How sure the verdict is, 0..=1; `None` if the selection knows better.
    pub(crate) confidence: Option<f32>,
}

impl Judgement {
    /// A verdict that is as sure as the selection is.
    fn new(verdict: PageVerdict, reasons: Vec<VerdictReason>) -> Judgement {
        Judgement { verdict, reasons, confidence: None }
    }

    /// The verdict on an input that is not what the function reads.
    pub(crate) fn of_input(format: InputFormat) -> Judgement {
        let reasons = vec![VerdictReason::Input { format }];
        Judgement { verdict: PageVerdict::WrongFormat, reasons, confidence: Some(1.0) }
    }

    /// The verdict on a plain text: what it is, if it is none, and whether all of it was dropped.
    pub(crate) fn of_text(format: Option<InputFormat>, is_empty: bool) -> Judgement {
        let verdict = if is_empty { PageVerdict::Empty } else { PageVerdict::Article };
        format.map_or_else(|| Judgement::new(verdict, Vec::new()), Judgement::of_input)
    }

    /// Whether nothing of the page is part of an article. What is no HTML but plain text is kept.
    pub(crate) fn has_no_article(&self) -> bool {
        let is_text = [VerdictReason::Input { format: InputFormat::PlainText }];
        self.verdict.is_in_place_of_article() || self.verdict == PageVerdict::WrongFormat && self.reasons != is_text
    }
}

/// From this probability of the page's estimated type on, a page leads to others, whatever it says of itself. Set by
/// hand: of the pages of WCXB of the types listing and collection, see `BENCHMARKS.md`.
const LISTING_FROM: f32 = 0.5;
/// If the page says that it is an article, it leads to others only from this probability on. Set by hand.
const DECLARED_LISTING_FROM: f32 = 0.9;

/// The verdict on a page of HTML.
pub(crate) fn verdict(case: &Case<'_>) -> Judgement {
    if case.has_story_in_data {
        return Judgement::new(PageVerdict::Article, vec![VerdictReason::StoryInData]);
    }
    let facts = Facts::of(case);
    let judged = walls::verdict(case, &facts).or_else(|| story::teaser(case, &facts));
    judged.unwrap_or_else(|| story::verdict(case, &facts))
}

/// Whether a block was kept.
fn is_kept(selection: &Selection, block: usize) -> bool {
    matches!(selection.verdicts[block], Verdict::Kept)
}
