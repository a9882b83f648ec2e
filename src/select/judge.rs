//! The verdict on each block of a page: the caller's rules, what names a kind beyond doubt, the cut, and what is mended
//! after it.

use super::refine::Refinement;
use super::verdict::{EarlyVerdict, Kind, Selection, Settings, Verdict};
use super::{classify, cut, spread};
use crate::cruft::{Action, Reason};
use crate::measure::Measurements;
use crate::page::Page;
use crate::score::Scores;

/// What there is to judge by.
pub(super) struct Case<'a> {
    pub(super) page: &'a Page,
    pub(super) measurements: &'a Measurements,
    /// The block that is the headline.
    pub(super) headline: Option<usize>,
    pub(super) scores: &'a Scores,
    pub(super) settings: &'a Settings,
}

impl Case<'_> {
    /// Whether the caller keeps blocks of the kind that a block is. The model of kinds is asked only if some kind is
    /// kept.
    fn keeps(&self, index: usize, kind: Kind) -> bool {
        let keep = &self.settings.keep;
        !keep.is_empty() && keep.contains(&kind.resolve(&self.scores.explanation(index)))
    }
}

/// Decides about every block of a page by these probabilities. `names` has what the site's profile calls the blocks
/// that it drops.
pub(super) fn judge(case: &Case<'_>, probabilities: &[f32], names: &[Option<(Kind, Reason)>]) -> Selection {
    let Case { page, measurements, headline, settings, .. } = *case;
    let blocks = 0..page.blocks.len();
    let mut early: Vec<Option<EarlyVerdict>> = blocks.clone().map(|index| rule(case, probabilities, index)).collect();
    spread::spread(page, measurements, headline, probabilities, &mut early);
    let is_open: Vec<bool> = early.iter().map(Option::is_none).collect();
    let cut = cut::best(&measurements.words, probabilities, &is_open, settings.focus);
    let is_kept = |index: usize| match &early[index] {
        Some(early_verdict) => matches!(early_verdict, EarlyVerdict::Keep),
        None => probabilities[index] >= cut.threshold,
    };
    let mut refinement = Refinement {
        page,
        measurements,
        headline,
        probabilities,
        threshold: cut.threshold,
        focus: settings.focus,
        is_settled: is_open.iter().map(|open| !open).collect(),
        kept: blocks.clone().map(is_kept).collect(),
        notes: vec![None; blocks.len()],
    };
    refinement.mend();
    let mut held: Vec<bool> =
        early.iter().map(|early_verdict| matches!(early_verdict, Some(EarlyVerdict::Keep))).collect();
    let verdict = |(index, early_verdict): (usize, Option<EarlyVerdict>)| {
        if refinement.kept[index] {
            return Verdict::Kept;
        }
        let (kind, reason) = match (refinement.notes[index].clone(), early_verdict) {
            (Some((kind, reason)), _) => (kind, Some(reason)),
            (None, Some(EarlyVerdict::Drop(kind, reason))) => (kind, reason),
            (None, _) => match names.get(index).cloned().flatten() {
                Some((kind, reason)) => (kind, Some(reason)),
                None => (classify::suggested(measurements, index), None),
            },
        };
        if case.keeps(index, kind) {
            held[index] = true;
            return Verdict::Kept;
        }
        Verdict::Dropped(kind, reason)
    };
    let verdicts: Vec<Verdict> = early.into_iter().enumerate().map(verdict).collect();
    let has_article = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Kept));
    Selection { verdicts, held, confidence: if has_article { cut.expected } else { 1.0 - cut.expected }, has_article }
}

/// The user's rules, then the evidence that names a kind beyond doubt, unless the user keeps that kind.
fn rule(case: &Case<'_>, probabilities: &[f32], index: usize) -> Option<EarlyVerdict> {
    let Case { page, measurements, settings, .. } = *case;
    let text = page.block_text(&page.blocks[index]);
    let mut dropped = None;
    for rule in settings.rules.iter().filter(|rule| rule.matches(text)) {
        match rule.action() {
            Action::Keep => return Some(EarlyVerdict::Keep),
            Action::Drop(kind) => {
                let reason = Reason::Rule { pattern: rule.pattern().to_owned() };
                dropped = dropped.or(Some(EarlyVerdict::Drop(Kind::Certain(kind), Some(reason))));
            }
        }
    }
    if dropped.is_some() {
        return dropped;
    }
    let (kind, reason) = classify::certain(page, measurements, index)?;
    let doubtful_from = match reason {
        Reason::Phrase { .. } if page.is_text() => classify::doubtful_phrase(page, measurements, probabilities, index),
        // A heading in Markdown may be a day's: "## 2.4.0 - 2024-11-24".
        Reason::Byline if page.is_text() && text.trim_start_matches('#').starts_with(' ') => classify::LIKELY,
        _ => classify::doubtful_from(measurements, index, &reason),
    };
    if probabilities[index] >= doubtful_from {
        return None;
    }
    let kind = Kind::Learned { suggested: Some(kind) };
    Some(if case.keeps(index, kind) { EarlyVerdict::Keep } else { EarlyVerdict::Drop(kind, Some(reason)) })
}
