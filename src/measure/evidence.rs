//! What points to a kind of cruft.

use crate::cruft::Cruft;

/// What points to a kind of cruft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Where the block's phrases lie in [`Measurements::hits`](crate::measure::Measurements::hits).
    pub(crate) hits: std::ops::Range<usize>,
    /// The share of the block's text, in bytes, that its phrases cover: most of a notice, little of a sentence about one.
    pub(crate) covered: f32,
    /// The nearest container whose class names a kind of cruft.
    pub(crate) class: Option<ClassHit>,
    /// The heading that announces cruft and governs the block.
    pub(crate) section_heading: Option<SectionHeading>,
    /// The earlier block with the same text, in another container. Of HTML only: a text has no markup that tells a copy from
    /// a refrain.
    pub(crate) repeats: Option<usize>,
    /// In a container of readers' comments.
    pub(crate) in_comments: bool,
    /// Of a heading: the block before which ends what it may govern.
    pub(crate) scope: usize,
    /// It names an author, a date or a reading time, and nothing else.
    pub(crate) is_byline: bool,
}

/// A class that names a kind of cruft, on a container around a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClassHit {
    pub(crate) kind: Cruft,
    /// The word of the class.
    pub(crate) word: &'static str,
}

/// A heading or label that announces cruft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SectionHeading {
    /// Its block.
    pub(crate) block: usize,
    pub(crate) kind: Cruft,
}
