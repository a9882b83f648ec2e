//! What can go wrong, and what the caller can do about it.

use crate::cruft::Cruft;

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a page or a setting was refused.
///
/// A page without an article is no error: it is an [`Article`](crate::Article) that
/// [is empty](crate::Article::is_empty).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input is longer than [`Limits::max_bytes`](crate::Limits::max_bytes).
    #[error(
        "the input has {bytes} bytes, over the limit of {limit}: pass less of it or raise the limit with Limits::max_bytes"
    )]
    TooLarge {
        /// Length of the input in bytes; of a tree, as much of its texts and attributes as had been read.
        bytes: usize,
        /// The limit that the input exceeds, in bytes.
        limit: usize,
    },

    /// Elements are nested deeper than [`Limits::max_depth`](crate::Limits::max_depth).
    #[error(
        "elements are nested deeper than {limit} before byte {offset}: raise the limit with Limits::max_depth if you trust the page"
    )]
    TooDeep {
        /// The limit that the page exceeds, in nested elements.
        limit: usize,
        /// How far the page had been read, in bytes of UTF-8; of a tree, in bytes of its texts and attributes.
        offset: usize,
    },

    /// The page has more elements, texts and comments than [`Limits::max_nodes`](crate::Limits::max_nodes) allows, or
    /// the plain text has more lines or blocks.
    #[error(
        "the page has more than {limit} elements, texts and comments, or the plain text more lines, before byte {offset}: raise the limit with Limits::max_nodes if you trust the page"
    )]
    TooManyNodes {
        /// The limit that the page exceeds: a number of nodes, or of lines.
        limit: usize,
        /// How far the page had been read, in bytes of UTF-8; of a tree, in bytes of its texts and attributes.
        offset: usize,
    },

    /// The page is within the other limits, but its tags are so misnested, or have so many attributes, that parsing it
    /// would take too long. No page made for readers is like that.
    #[error(
        "the markup before byte {offset} is too complex to be parsed in reasonable time: leave the page out, or raise Limits::max_depth if you trust it, as the work allowed grows with it"
    )]
    TooComplex {
        /// How far the page had been read, in bytes of UTF-8; of a tree, in bytes of its texts and attributes.
        offset: usize,
    },

    /// The tree of an [`Input`](crate::Input) is being changed: the caller holds a mutable borrow of one of its nodes.
    #[error("the tree can't be read while a part of it is borrowed mutably: end that borrow before the call")]
    TreeInUse,

    /// The pattern of a [`Rule`](crate::Rule) is not a valid regular expression, or too large a one.
    #[error("the rule's pattern {pattern:?} can't be used: correct it or escape it with regex::escape\n{problem}")]
    BadRule {
        /// The pattern that was passed.
        pattern: String,
        /// What is wrong with it, and where.
        problem: String,
    },

    /// The selector of a [`Rule`](crate::Rule) is not a CSS selector, or one that is not supported. Only with the
    /// feature `selectors`.
    #[error("the rule's selector {selector:?} can't be used: {problem}")]
    #[cfg(feature = "selectors")]
    BadSelector {
        /// The selector that was passed.
        selector: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },

    /// Rules for sites can't be read. Only with the feature `selectors`.
    #[error("the rules for sites can't be used: {place}: {problem}")]
    #[cfg(feature = "selectors")]
    BadSiteRules {
        /// Where: the keys that lead there, with the site's hosts.
        place: String,
        /// What is wrong there, and what to do.
        problem: String,
    },

    /// The base URL can't be parsed, is relative, is longer than 8 KiB, or is of a kind that links can't be relative
    /// to, such as `mailto:`.
    #[error("the base URL {url:?} can't be used ({problem}): pass one like \"https://example.org/story\"")]
    BadBaseUrl {
        /// The URL that was passed.
        url: String,
        /// What is wrong with it.
        problem: String,
    },

    /// The options are to keep and to drop the same kind of cruft.
    #[error("the options keep and drop the kind {kind}: name it in one of the two")]
    KeptAndDropped {
        /// The kind that both name.
        kind: Cruft,
    },

    /// The bytes are not a [`SiteProfile`](crate::SiteProfile) that this release can read.
    #[error("the site profile can't be read: {problem}, at byte {offset}: learn it again from the site's pages")]
    BadProfile {
        /// How far the bytes had been read.
        offset: usize,
        /// What is wrong there.
        problem: &'static str,
    },
}
