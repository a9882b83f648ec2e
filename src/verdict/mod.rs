//! The verdict on a page as a whole: an article, the beginning of one, a list of pages, or what stands in the place of
//! an article, such as a consent wall. It is made after the verdicts on the blocks, because what was kept of the page
//! is the strongest evidence: a page with a story has a story, whatever banners, forms and scripts it has besides.
//!
//! So every rule but that for listings asks first how much was kept that is no notice itself. Words alone decide
//! nothing: a story about paywalls, cookies or the error 404 says the same words as they do.

mod case;
mod facts;
mod input;
mod judgement;
mod page_verdict;
mod reason;
mod story;
mod walls;
mod wordings;

pub(crate) use case::Case;
use facts::Facts;
pub use input::InputFormat;
pub(crate) use judgement::Judgement;
pub use page_verdict::{PageVerdict, ParseVerdictError};
pub use reason::VerdictReason;

/// The verdict on a page of HTML.
pub(crate) fn verdict(case: &Case<'_>) -> Judgement {
    if case.has_story_in_data {
        return Judgement::new(PageVerdict::Article, vec![VerdictReason::StoryInData]);
    }
    let facts = Facts::of(case);
    let judged = walls::verdict(case, &facts).or_else(|| story::teaser(case, &facts));
    judged.unwrap_or_else(|| story::verdict(case, &facts))
}
