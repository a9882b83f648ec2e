//! What the finders of this folder give.

use std::ops::Range;

use crate::cruft::{Cruft, Reason};

/// Blocks in a row that are cruft by their structure.
pub(super) struct Found {
    pub(super) blocks: Range<usize>,
    pub(super) kind: Cruft,
    pub(super) reason: Reason,
    /// The probability that a block is content from which on the scorer is believed rather than the structure; infinite
    /// if the scorer is never believed.
    pub(super) doubtful_from: f32,
}
