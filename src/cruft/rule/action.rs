//! What rules do.

use crate::cruft::Cruft;

/// What a rule does with the blocks that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Drops the blocks as this kind of cruft.
    Drop(Cruft),
    /// Keeps the blocks.
    Keep,
    /// Says that the blocks, and no others, are the article.
    #[cfg(feature = "selectors")]
    Article,
}
