//! A page → a line of JSON.

use bulk::Result;
use bulk::inputs::{Found, Page};
use bulk::line::{self, ArticleLine};
use unboil::ExtractorBuilder;

use crate::done::Done;
use crate::options::Format;

/// The result for an input, with its line of output if there is one.
pub(crate) enum Outcome {
    /// A page with an article.
    Article(Vec<u8>),
    /// A page without an article.
    Empty(Vec<u8>),
    /// A page that could not be read or extracted; the second field is the message for standard error.
    Error(Vec<u8>, String),
    /// The output holds the page already.
    Done,
    /// The input is no page of HTML.
    NoPage,
    /// The output holds a page with this id. Whether it is this one can be decided only in the order of the inputs.
    Unknown(Found),
}

impl Outcome {
    /// The line of output.
    pub(crate) fn line(&self) -> Option<&[u8]> {
        match self {
            Outcome::Article(line) | Outcome::Empty(line) | Outcome::Error(line, _) => Some(line),
            Outcome::Done | Outcome::NoPage | Outcome::Unknown(_) => None,
        }
    }
}

/// The work on each input: its settings, and what is done already.
pub(crate) struct Work {
    pub(crate) builder: ExtractorBuilder,
    pub(crate) format: Format,
    pub(crate) done: Done,
}

impl Work {
    /// Extracts a page, unless the output may hold it already. Runs on the working threads.
    pub(crate) fn on(&self, found: Found) -> Result<Outcome> {
        if self.done.may_have(&found.id) && !matches!(found.page, Ok(None)) {
            return Ok(Outcome::Unknown(found));
        }
        self.extracted(found)
    }

    /// Decides [`Outcome::Unknown`]. Must be called in the order of the inputs.
    pub(crate) fn settle(&self, outcome: Outcome) -> Result<Outcome> {
        match outcome {
            Outcome::Unknown(found) if self.done.take(&found.id) => Ok(Outcome::Done),
            // Rare: an input whose id the output still had lines of when it was read, but not when its turn came.
            Outcome::Unknown(found) => self.extracted(found),
            outcome => Ok(outcome),
        }
    }

    fn extracted(&self, Found { id, page }: Found) -> Result<Outcome> {
        let outcome = page.and_then(|page| page.map(|page| self.extract(&id, &page)).transpose());
        match outcome {
            Ok(outcome) => Ok(outcome.unwrap_or(Outcome::NoPage)),
            Err(problem) => Ok(Outcome::Error(line::error(&id, &problem)?, format!("{id}: {problem}"))),
        }
    }

    fn extract(&self, id: &str, page: &Page) -> Result<Outcome> {
        let article = bulk::extract(&self.builder, page)?;
        let line = line::line(&ArticleLine::of(id, page.url.as_deref(), &article, self.format.record()))?;
        Ok(if article.is_empty() { Outcome::Empty(line) } else { Outcome::Article(line) })
    }
}
