//! A verdict with its reasons.

use super::input::InputFormat;
use super::page_verdict::PageVerdict;
use super::reason::VerdictReason;
use crate::cruft::Cruft;

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
    pub(super) fn new(verdict: PageVerdict, reasons: Vec<VerdictReason>) -> Judgement {
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

    /// The kind of cruft that the page is as a whole, if nothing of it is part of an article. What is no HTML but plain
    /// text is kept.
    pub(crate) fn kind_without_article(&self) -> Option<Cruft> {
        let is_text = self.reasons == [VerdictReason::Input { format: InputFormat::PlainText }];
        match self.verdict {
            PageVerdict::ConsentWall => Some(Cruft::Cookie),
            PageVerdict::LogIn => Some(Cruft::Paywall),
            PageVerdict::Challenge | PageVerdict::ScriptShell => Some(Cruft::JavaScript),
            PageVerdict::ErrorPage => Some(Cruft::ErrorPage),
            PageVerdict::WrongFormat if !is_text => Some(Cruft::LowScore),
            _ => None,
        }
    }
}
