//! How much of a page the parser is ready to take.

use crate::error::{Error, Result};

/// No link and no base is longer (bytes): the longest URL that all browsers and servers take.
pub(crate) const MAX_URL_BYTES: usize = 8192;

/// What relative links are relative to is no longer (bytes), as far as the page says: each link of the page repeats it.
pub(crate) const MAX_BASE_BYTES: usize = 1024;

/// No formula is longer in TeX (bytes): MathJax draws none that is (its option `maxBuffer`). What is longer is no
/// formula, but a page that stands in an element for one, and is shown as the text that it is.
pub(crate) const MAX_TEX_BYTES: usize = 5 << 10;

/// The address of a link is given to so many blocks that their copies of it have no more bytes, and to one at least. A
/// link may stand around all blocks of a page, each of which would have a copy of an address as long as they are
/// together.
pub(crate) const MAX_REPEATED_BYTES: usize = 8192;

/// Limits on the size and shape of a page. What breaks one is refused with an [`Error`], within a fraction of a second
/// and while it is being parsed, not after.
///
/// The defaults come from 1,981 pages of news sites, shops, forums and manuals: every one of them passes with room.
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

/// What the parser's strings can hold with their room to grow, in bytes.
const PARSER_MAX_BYTES: usize = 1 << 30;

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 16 << 20, max_depth: 512, max_nodes: 250_000 }
    }
}

impl Limits {
    /// The longest input that is accepted, in bytes. Bytes of another charset are counted again once they are UTF-8,
    /// where they may be up to three times as many. The default is 16 MiB, three times the largest real page; nothing
    /// over 1 GiB is ever accepted.
    ///
    /// Time grows with this limit: a comment that fills it takes half a second.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes.min(PARSER_MAX_BYTES);
        self
    }

    /// How many elements may be nested in each other, `<html>` being the first; a `<template>` counts as two. The
    /// default is 512, nine times what the deepest real page has, and as many as browsers built on WebKit and Blink
    /// allow.
    ///
    /// The parser walks up the open elements at nearly every tag, so that the time for a page is its length times its
    /// depth. The work that a page may cost, misnested tags and floods of attributes included, grows with this limit
    /// too; what costs more is refused as [`Error::TooComplex`].
    #[must_use]
    pub fn max_depth(mut self, elements: usize) -> Self {
        self.max_depth = elements;
        self
    }

    /// How many elements, texts and comments the page may have; of plain text, how many lines that are not blank, and how many
    /// pieces of a line that is a whole page. The default is 250,000, seven times what the largest real page has and about
    /// what 16 MiB of ordinary markup hold.
    ///
    /// Memory and time grow with it: a node takes a few hundred bytes. Unclosed formatting tags are repeated in each
    /// paragraph, so that a short page can have many nodes.
    #[must_use]
    pub fn max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes;
        self
    }

    /// Refuses an input of this length if it is over the limit.
    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<()> {
        if bytes > self.max_bytes {
            return Err(Error::TooLarge { bytes, limit: self.max_bytes });
        }
        Ok(())
    }
}
