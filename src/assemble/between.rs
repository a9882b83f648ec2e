//! What stands between two blocks.

use crate::article::Style;

/// A picture, embed or formula that stands in no block.
pub(super) struct Between {
    /// The index of its mark.
    pub(super) mark: usize,
    /// The index of the block that it stands before; the number of blocks if it stands behind the last one.
    pub(super) before: usize,
    /// The index of its container.
    pub(super) container: usize,
    /// Whether it is an embed, or a picture in a figure.
    pub(super) is_whole: bool,
    /// Whether it is a frame that no rule keeps.
    pub(super) is_frame: bool,
    /// Whether it stands in the place of a quoted post. Its blocks were dropped, and may be all that a sidebar holds.
    pub(super) is_post: bool,
    /// Whether it is a picture that stands beside a copy of it.
    pub(super) is_copy: bool,
    pub(super) style: Style,
}

impl Between {
    pub(super) fn is_embed(&self) -> bool {
        matches!(self.style, Style::Embed(_))
    }
}
