//! The caller's settings for the selection, and the verdicts that it gives.

use std::sync::Arc;

use super::cut::Focus;
use crate::cruft::{Cruft, Reason, Rule};
use crate::page::Notes;
use crate::score::Explanation;
use crate::site::SiteProfile;

/// The caller's settings for what is kept and dropped.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// Which mistake is worse: to keep cruft, or to lose content.
    pub(crate) focus: Focus,
    /// The least number of words that make an article, if the caller sets one.
    pub(crate) min_words: Option<usize>,
    /// The kinds of cruft to keep.
    pub(crate) keep: Vec<Cruft>,
    /// The kinds of cruft to drop even where the scorer would keep them. None is in `keep`, too.
    pub(crate) drop: Vec<Cruft>,
    /// Patterns of texts to keep or to drop.
    pub(crate) rules: Vec<Rule>,
    /// The profile of the page's site.
    pub(crate) site: Option<Arc<SiteProfile>>,
}

impl Settings {
    /// Keeps a kind of cruft from now on.
    pub(crate) fn keep_kind(&mut self, kind: Cruft) {
        self.forget_kind(kind);
        self.keep.push(kind);
    }

    /// Drops a kind of cruft from now on even where the scorer would keep it.
    pub(crate) fn drop_kind(&mut self, kind: Cruft) {
        self.forget_kind(kind);
        self.drop.push(kind);
    }

    /// Neither keeps nor drops a kind of cruft from now on.
    fn forget_kind(&mut self, kind: Cruft) {
        self.keep.retain(|other| *other != kind);
        self.drop.retain(|other| *other != kind);
    }
}

/// Whether a block is kept or dropped.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    /// Part of the article.
    Kept,
    /// Cruft of a kind. The reason is `None` if the block was dropped for its probability alone.
    Dropped(Kind, Option<Reason>),
}

/// The kind of cruft that a dropped block is, or how to find it out. The model of kinds is slow, so it runs on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// This kind, whatever the model of kinds would predict: a rule or another setting of the caller's names it, the
    /// page is a front page, or the block was given up after cleaning the text many times.
    Certain(Cruft),
    /// The kind that the model of kinds predicts. `suggested` is what the evidence suggests, for uses that don't run
    /// the model.
    Learned { suggested: Option<Cruft> },
    /// The kind that the model of kinds predicts, if its probability is at least [`SURE_KIND`]; otherwise this one.
    /// Also this one if the model predicts [`Cruft::Navigation`] or [`Cruft::LowScore`].
    Fallback(Cruft),
}

impl Kind {
    /// The kind as far as it can be given without running the model of kinds.
    pub(crate) fn suggested(self) -> Option<Cruft> {
        match self {
            Kind::Certain(kind) | Kind::Fallback(kind) => Some(kind),
            Kind::Learned { suggested } => suggested,
        }
    }

    /// The kind, by the model of kinds where that decides.
    pub(crate) fn resolve(self, explanation: &Explanation) -> Cruft {
        match self {
            Kind::Certain(kind) => kind,
            Kind::Learned { .. } => explanation.kind().0,
            Kind::Fallback(fallback) => match explanation.kind() {
                (Cruft::Navigation | Cruft::LowScore, _) => fallback,
                (kind, probability) if probability >= SURE_KIND => kind,
                _ => fallback,
            },
        }
    }
}

/// With at least this probability the kind that the model of kinds predicts is reported rather than the kind in
/// [`Kind::Fallback`], which is `Repeated`, `Orphan` or `LowScore`. Set by hand.
const SURE_KIND: f32 = 0.8;

/// The verdicts on all blocks of a page.
pub(crate) struct Selection {
    /// One per block.
    pub(crate) verdicts: Vec<Verdict>,
    /// The notes of the page.
    pub(crate) notes: Notes,
    /// Per block: whether it is kept because the caller's settings say so, by a rule or as a kind to keep.
    pub(crate) kept_by_caller: Vec<bool>,
    /// Whether anything is kept.
    pub(crate) has_article: bool,
    /// How sure the selection is as a whole, 0..=1: the expected F-measure of the cut, in which `Settings::focus`
    /// weights recall against precision, or 1 minus it if nothing is kept.
    pub(crate) confidence: f32,
}

/// The verdict on a block that rules or evidence settle before the cut. Neither the cut nor its refinement changes it.
/// A dropped block may still be kept: because the caller keeps its kind, or because its site's profile shows it to be
/// prose that stands on no other page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum EarlyVerdict {
    /// Kept by a rule of the caller's.
    Keep,
    /// Kept because the caller keeps this kind of cruft.
    KeepKind,
    /// Cruft of a kind, with the reason.
    Drop(Kind, Reason),
}

impl EarlyVerdict {
    /// Whether the block is kept.
    pub(super) fn is_kept(&self) -> bool {
        matches!(self, EarlyVerdict::Keep | EarlyVerdict::KeepKind)
    }
}
