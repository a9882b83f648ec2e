//! The evidence of a block: what points to a kind of cruft, beside its features.

use crate::cruft::Cruft;

/// What points to a kind of cruft in a block: its phrases, the classes around it, the heading above it, an earlier
/// copy.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// The range of the block's phrases in [`Measurements::hits`](crate::measure::Measurements::hits).
    pub(crate) hits: std::ops::Range<usize>,
    /// The share (0..=1) of the bytes of the block's normalized text that its phrases cover: large in a notice, small
    /// in a sentence about one.
    pub(crate) covered: f32,
    /// The class that names a kind of cruft, on the nearest container that has such a class.
    pub(crate) class: Option<ClassHit>,
    /// The heading or label that announces cruft and governs the block.
    pub(crate) section_heading: Option<SectionHeading>,
    /// The first earlier block with the same text, if it is in another part of the page. `None` in plain text, which
    /// has no markup that distinguishes a copy from a refrain.
    pub(crate) repeats: Option<usize>,
    /// Whether the block is in a container of readers' comments.
    pub(crate) in_comments: bool,
    /// Of a heading or label: the index of the block before which it stops governing; 0 for other blocks.
    pub(crate) scope: usize,
    /// The text that the block is a part of, if that text is content or cruft as a whole.
    pub(crate) whole: Option<WholeText>,
    /// Whether the block holds an author, a date or a reading time, and nothing else.
    pub(crate) is_byline: bool,
}

/// A text that is content or cruft as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WholeText {
    /// The text of a page that is a legal notice, such as a privacy policy or an imprint.
    LegalNotice,
    /// The dishes of a restaurant.
    BillOfFare,
    /// A callout of a tool that makes nothing but texts, in no menu or footer.
    Callout,
}

/// A class that names a kind of cruft, on a container around a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClassHit {
    /// The kind that it names.
    pub(crate) kind: Cruft,
    /// The word of the class that names the kind.
    pub(crate) word: &'static str,
}

/// A heading or label that announces cruft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SectionHeading {
    /// The index of its block.
    pub(crate) block: usize,
    /// The kind that it announces.
    pub(crate) kind: Cruft,
}
