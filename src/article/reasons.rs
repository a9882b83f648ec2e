//! Why a block was kept or dropped, found on demand.

use std::fmt;
use std::sync::OnceLock;

use crate::cruft::{Cruft, Reason};
use crate::score::{Explanation, KINDS, KindShares};
use crate::select::Kind;

/// Why a block was kept or dropped, and which kinds of cruft it may be. The features that decided are found on the
/// first call of [`Reasons::get`].
#[derive(Clone)]
pub(crate) struct Reasons {
    /// The reason that dropped the block, if it was another one than its score.
    first: Option<Reason>,
    source: Source,
    found: OnceLock<Vec<Reason>>,
}

/// Where the reasons and the kinds come from.
#[derive(Clone)]
enum Source {
    /// The scorer, which is asked for them, and whether the block was dropped.
    Scorer { explanation: Explanation, is_dropped: bool },
    /// A stored article, with the probabilities of the kinds. Its reasons are found already.
    #[cfg_attr(not(feature = "serde"), expect(dead_code, reason = "only the feature `serde` reads stored articles"))]
    Stored(KindShares),
}

impl fmt::Debug for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl PartialEq for Reasons {
    // Where the reasons come from makes no difference.
    fn eq(&self, other: &Reasons) -> bool {
        self.get() == other.get()
    }
}

impl Reasons {
    /// The reasons for keeping a block, whose features are still to be found.
    pub(crate) fn of_kept(explanation: Explanation) -> Reasons {
        Reasons { first: None, source: Source::Scorer { explanation, is_dropped: false }, found: OnceLock::new() }
    }

    /// The reasons for dropping a block, whose features are still to be found; `first` comes before them.
    pub(crate) fn of_dropped(first: Option<Reason>, explanation: Explanation) -> Reasons {
        Reasons { first, source: Source::Scorer { explanation, is_dropped: true }, found: OnceLock::new() }
    }

    /// Reasons, and probabilities of the kinds, that were stored.
    #[cfg(feature = "serde")]
    pub(super) fn stored(reasons: Vec<Reason>, kinds: KindShares) -> Reasons {
        Reasons { first: None, source: Source::Stored(kinds), found: OnceLock::from(reasons) }
    }

    /// All reasons, the most important one first.
    pub(super) fn get(&self) -> &[Reason] {
        self.found.get_or_init(|| {
            let deciding = match &self.source {
                Source::Scorer { explanation, is_dropped } => explanation.deciding(*is_dropped),
                Source::Stored(_) => Vec::new(),
            };
            self.first.clone().into_iter().chain(deciding).collect()
        })
    }

    /// The probability of each kind, given that the block is cruft.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Cruft, f32)> + use<> {
        let shares = match &self.source {
            Source::Scorer { explanation, .. } => explanation.shares(),
            Source::Stored(kinds) => *kinds,
        };
        KINDS.into_iter().zip(shares)
    }

    /// The kind of a dropped block, by the model of kinds where that decides. That of a stored block is certain.
    pub(super) fn cruft(&self, kind: Kind) -> Cruft {
        match &self.source {
            Source::Scorer { explanation, .. } => kind.resolve(explanation),
            Source::Stored(_) => kind.suggested().unwrap_or(Cruft::LowScore),
        }
    }
}
