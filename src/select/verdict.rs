//! What the caller wants, and what becomes of each block.

use std::sync::Arc;

use super::cut::Focus;
use crate::cruft::{Cruft, Reason, Rule};
use crate::score::Explanation;
use crate::site::SiteProfile;

/// What the caller wants of the cut.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) focus: Focus,
    pub(crate) keep: Vec<Cruft>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) site: Option<Arc<SiteProfile>>,
}

/// What becomes of a block.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    Kept,
    /// With why, beside the score.
    Dropped(Kind, Option<Reason>),
}

/// Which kind of cruft a dropped block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// This one: the caller's word, or what the surroundings make of it.
    Certain(Cruft),
    /// What the model of kinds says, asked on demand. What a rule or a class suggests is for those who can't wait.
    Learned { suggested: Option<Cruft> },
    /// What the model of kinds says if it is sure, else this one.
    Unless(Cruft),
}

impl Kind {
    /// The kind so far as it is known without asking the model.
    pub(crate) fn suggested(self) -> Option<Cruft> {
        match self {
            Kind::Certain(kind) | Kind::Unless(kind) => Some(kind),
            Kind::Learned { suggested } => suggested,
        }
    }

    /// The kind.
    pub(crate) fn resolve(self, explanation: &Explanation) -> Cruft {
        match self {
            Kind::Certain(kind) => kind,
            Kind::Learned { .. } => explanation.kind().0,
            Kind::Unless(fallback) => match explanation.kind() {
                (Cruft::Navigation | Cruft::LowScore, _) => fallback,
                (kind, share) if share >= SURE_KIND => kind,
                _ => fallback,
            },
        }
    }
}

/// From this probability on the model of kinds is believed rather than that a block repeats or heads nothing. Set by
/// hand.
const SURE_KIND: f32 = 0.8;

/// The verdict on every block, and how sure they are as a whole.
pub(crate) struct Selection {
    pub(crate) verdicts: Vec<Verdict>,
    /// The blocks that are kept by the caller's word.
    pub(crate) held: Vec<bool>,
    pub(crate) has_article: bool,
    pub(crate) confidence: f32,
}

/// What is settled about a block before its score is looked at.
#[derive(Debug, Clone)]
pub(super) enum EarlyVerdict {
    Keep,
    Drop(Kind, Option<Reason>),
}
