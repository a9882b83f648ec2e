//! How much of a page the parser is ready to take.

use crate::{Error, Result};

/// Limits on the size and shape of a page; what breaks one is refused with an [`Error`].
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    pub(crate) max_bytes: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 32 << 20,
            max_depth: 512,
            max_nodes: 500_000,
        }
    }
}

impl Limits {
    /// The longest input that is accepted, in bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// How many elements may be nested in each other, `<html>` being the first.
    #[must_use]
    pub fn max_depth(mut self, elements: usize) -> Self {
        self.max_depth = elements;
        self
    }

    /// How many nodes (elements, texts, comments) the page may have.
    #[must_use]
    pub fn max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes;
        self
    }

    /// Refuses an input of this length if it is over the limit.
    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<()> {
        if bytes > self.max_bytes {
            return Err(Error::TooLarge {
                bytes,
                limit: self.max_bytes,
            });
        }
        Ok(())
    }
}
