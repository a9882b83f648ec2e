//! Limits on the size and shape of a page, and on the texts in it that are copied.

use crate::error::{Error, Result};

/// Greatest length of the URL of a link or of the page's `<base>`, in bytes: that of the longest URL that all browsers
/// and servers accept. Longer ones are ignored.
pub(crate) const MAX_URL_BYTES: usize = 8192;

/// Greatest length of the URL that a page's relative links are resolved against, in bytes. It is short because every
/// link of the page repeats it. Set by hand.
pub(crate) const MAX_BASE_BYTES: usize = 1024;

/// Greatest length of a formula in TeX, in bytes: MathJax draws none that is longer (its option `maxBuffer`). A longer
/// text is no formula but a page in an element for formulas, and is shown as text.
pub(crate) const MAX_TEX_BYTES: usize = 5 << 10;

/// Greatest total length of the copies of one link's address, in bytes. A link that spans several blocks gives its
/// address to the first of them, and to further ones until their copies reach this limit: one link may span all blocks
/// of a page and have an address as long as all of them together. Set by hand.
pub(crate) const MAX_REPEATED_BYTES: usize = 8192;

/// Greatest number of lists, quotations and the like around a block that its output shows, the outermost ones: hostile
/// pages nest them by the hundred, around thousands of blocks. Set by hand.
pub(crate) const MAX_ENCLOSURES: u8 = 16;

/// Limits on the size and shape of a page. A page that exceeds one is refused with an [`Error`], within a fraction of a
/// second and while it is being parsed, not after.
///
/// The defaults come from 1,981 pages of news sites, shops, forums and manuals: all of them are far below the limits.
///
/// | limit | largest real page | default |
/// |---|--:|--:|
/// | [`max_bytes`](Self::max_bytes) | 5,318,214 | 16 MiB |
/// | [`max_depth`](Self::max_depth) | 56 | 512 |
/// | [`max_nodes`](Self::max_nodes) | 34,450 | 250,000 |
///
/// ```
/// let limits = unboil::Limits::default().max_bytes(64 << 20).max_nodes(1_000_000);
/// assert_ne!(limits, unboil::Limits::default());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    pub(crate) max_bytes: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_nodes: usize,
}

/// Greatest length of an input that the parser's strings can hold together with their room to grow, in bytes.
const PARSER_MAX_BYTES: usize = 1 << 30;

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 16 << 20, max_depth: 512, max_nodes: 250_000 }
    }
}

impl Limits {
    /// Sets the longest input that is accepted, in bytes. Input in another charset than UTF-8 is checked again after it
    /// was decoded, when it may be up to three times as long. The default is 16 MiB, three times the largest real page;
    /// nothing over 1 GiB is ever accepted.
    ///
    /// Time grows with this limit: a comment that fills it takes half a second.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes.min(PARSER_MAX_BYTES);
        self
    }

    /// Sets how many elements may be nested in each other, including `<html>`; a `<template>` counts as two. The
    /// default is 512, nine times the depth of the deepest real page, and as many as browsers built on WebKit and Blink
    /// allow.
    ///
    /// The parser walks up the open elements at nearly every tag, so that the time for a page grows with its length
    /// times its depth. The work that a page may cost, including that of misnested tags and floods of attributes, grows
    /// with this limit, too; a page that costs more is refused with [`Error::TooComplex`].
    ///
    /// ```
    /// use unboil::{Extractor, Limits};
    ///
    /// let extractor = Extractor::builder().limits(Limits::default().max_depth(3)).build();
    /// assert!(extractor.extract("<p>A rope").is_ok());
    /// assert!(extractor.extract("<div><p>A rope").is_err());
    /// ```
    #[must_use]
    pub fn max_depth(mut self, elements: usize) -> Self {
        self.max_depth = elements;
        self
    }

    /// Sets how many elements, texts and comments a page may have. For plain text, sets how many lines that are not
    /// blank it may have, and how many blocks. The default is 250,000, seven times the number of the largest real page,
    /// and about as many as 16 MiB of ordinary markup have.
    ///
    /// Memory and time grow with this limit: a node takes a few hundred bytes. Even a short page can have many nodes,
    /// because unclosed formatting tags are repeated in each paragraph.
    ///
    /// ```
    /// use unboil::{Extractor, Limits};
    ///
    /// let extractor = Extractor::builder().limits(Limits::default().max_nodes(8)).build();
    /// assert!(extractor.extract("<p>A rope").is_ok());
    /// assert!(extractor.extract("<p>A<p>rope<p>and<p>an<p>anchor").is_err());
    /// ```
    #[must_use]
    pub fn max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes;
        self
    }

    /// Checks the length of an input, in bytes. Fails with [`Error::TooLarge`] if it is over the limit.
    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<()> {
        if bytes > self.max_bytes {
            return Err(Error::TooLarge { bytes, limit: self.max_bytes });
        }
        Ok(())
    }
}
