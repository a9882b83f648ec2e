//! From probabilities, the caller's rules, evidence and a site's profile to a verdict on each block.

mod certain_texts;
mod classify;
mod cut;
mod documentation;
mod judge;
mod least_words;
mod notes;
mod refine;
mod spread;
mod structure;
mod topic;
mod verdict;
mod whole;
mod with_profile;

use crate::measure::Measurements;
use crate::page::Page;
use crate::score::Scores;
use judge::{Case, judge, links};

pub use cut::{Focus, ParseFocusError};
pub(crate) use verdict::{Kind, Selection, Settings, Verdict};

/// Decides about every block of a page: which are kept, and as what kind of cruft and why the others are dropped.
/// `headline` is the index of the block that is the headline, if any.
pub(crate) fn select(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    scores: &Scores,
    settings: &Settings,
) -> Selection {
    let topics = topic::topics(page, headline);
    let story_end = topic::last_paragraph(page, measurements, &scores.probabilities);
    let links = links(page, measurements, headline, &scores.probabilities, settings);
    let case = Case { page, measurements, headline, scores, settings, topics, story_end, links };
    let mut selection = match settings.site.as_ref().and_then(|site| site.known(page)) {
        Some(known) => with_profile::select(&case, &known),
        None => judge(&case, &scores.probabilities, &[]),
    };
    notes::settle(page, &mut selection);
    selection
}
