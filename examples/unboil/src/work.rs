//! A page → what is printed of it.

use unboil::{Article, Extractor, PageVerdict, Reason, Removed, RenderOptions};

use crate::Result;
use crate::done::Done;
use crate::explain::instead_of_article;
use crate::extract::extract;
use crate::form::{Form, Printed};
use crate::inputs::Found;

/// The result for an input.
pub(crate) enum Outcome {
    /// A page that was extracted.
    Extracted(Extracted),
    /// A page that could not be read or extracted: what is printed of it, and the message for standard error.
    Error { id: String, output: String, message: String },
    /// The output holds the page already.
    Done,
    /// The input is no page of HTML.
    NoPage,
    /// The output holds a page with this id. Whether it is this one can be decided only in the order of the inputs.
    Unknown(Found),
}

/// A page that was extracted.
pub(crate) struct Extracted {
    pub(crate) id: String,
    /// What is printed of it.
    pub(crate) output: String,
    /// Whether it has no article.
    pub(crate) is_empty: bool,
    /// Whether anything was dropped from it.
    pub(crate) has_removed: bool,
    pub(crate) verdict: PageVerdict,
    /// What it is instead of a whole article, with the reason and what to do; `None` if nothing is wrong.
    pub(crate) instead: Option<String>,
    /// The number of blocks that were dropped because of the profile of the site.
    pub(crate) dropped_by_profile: u64,
}

/// The work on each input: its settings, and what is done already.
pub(crate) struct Work {
    pub(crate) extractor: Extractor,
    pub(crate) form: Form,
    pub(crate) render: RenderOptions,
    pub(crate) done: Done,
    /// Whether several pages may come out one after the other, so that each needs a heading.
    pub(crate) has_headings: bool,
    /// The id of a page that needs no heading all the same, because there is no other.
    pub(crate) only_input: Option<String>,
    /// Whether the extractor has the profile of a site.
    pub(crate) has_profile: bool,
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
        let article = page.and_then(|page| page.map(|page| extract(&self.extractor, &page)).transpose());
        match article {
            Ok(None) => Ok(Outcome::NoPage),
            Ok(Some(article)) => self.printed(id, &article).map(Outcome::Extracted),
            Err(problem) => {
                let (output, message) = (self.form.error(&id, &problem)?, format!("{id}: {problem}"));
                Ok(Outcome::Error { id, output, message })
            }
        }
    }

    fn printed(&self, id: String, article: &Article) -> Result<Extracted> {
        let output = self.form.page(&Printed {
            id: &id,
            article,
            render: &self.render,
            has_heading: self.has_headings && self.only_input.as_ref() != Some(&id),
            has_profile: self.has_profile,
        })?;
        let dropped_by_profile = dropped_by_profile(article).count() as u64;
        Ok(Extracted {
            id,
            output,
            is_empty: article.is_empty(),
            has_removed: !article.removed().is_empty(),
            verdict: article.verdict(),
            instead: instead_of_article(article),
            dropped_by_profile,
        })
    }
}

/// The blocks that were dropped because of the profile of a site, each with its main reason: they repeat across its
/// pages, stand where others have cruft, or their page lacks the place in which the stories of the site stand.
pub(crate) fn dropped_by_profile(article: &Article) -> impl Iterator<Item = (&Removed, &Reason)> {
    let is_by_profile = |reason: &&Reason| {
        matches!(reason, Reason::RepeatsOnSite { .. } | Reason::SiteLocation { .. } | Reason::NotAStoryPage)
    };
    article.removed().iter().filter_map(move |block| Some((block, block.reasons().first().filter(is_by_profile)?)))
}
