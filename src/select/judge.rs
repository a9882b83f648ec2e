//! The verdict on each block of a page: the caller's rules, what names a kind beyond doubt, the cut, and what is mended after it.

use super::refine::Whole;
use super::verdict::{Kind, Ruling, Selection, Settings, Verdict};
use super::{classify, cut, spread};
use crate::cruft::{Action, Cruft, Reason};
use crate::measure::Measures;
use crate::page::Page;
use crate::score::Scores;

/// What there is to judge by.
pub(super) struct Case<'a> {
    pub(super) page: &'a Page,
    pub(super) measures: &'a Measures,
    /// The block that is the headline.
    pub(super) headline: Option<usize>,
    pub(super) scores: &'a Scores,
    pub(super) settings: &'a Settings,
}

impl Case<'_> {
    /// Whether the caller keeps blocks of the kind that a block is. The model of kinds is asked only if some kind is kept.
    fn keeps(&self, index: usize, kind: Kind) -> bool {
        let Settings { keep, comments, .. } = self.settings;
        if keep.is_empty() && !comments {
            return false;
        }
        let kind = kind.resolve(&self.scores.grounds(index));
        keep.contains(&kind) || (*comments && kind == Cruft::Comments)
    }
}

/// Decides about every block of a page by these probabilities. `names` has what the site's profile calls the blocks that it drops.
pub(super) fn judge(case: &Case<'_>, probabilities: &[f32], names: &[Option<(Kind, Reason)>]) -> Selection {
    let Case { page, measures, headline, settings, .. } = *case;
    let blocks = 0..page.blocks.len();
    let mut rulings: Vec<Option<Ruling>> = blocks.clone().map(|index| rule(case, probabilities, index)).collect();
    spread::spread(page, measures, headline, probabilities, &mut rulings);
    let is_open: Vec<bool> = rulings.iter().map(Option::is_none).collect();
    let cut = cut::best(&measures.words, probabilities, &is_open, settings.focus);
    let is_kept = |index: usize| match &rulings[index] {
        Some(ruling) => matches!(ruling, Ruling::Keep),
        None => probabilities[index] >= cut.threshold,
    };
    let mut whole = Whole {
        page,
        measures,
        headline,
        probabilities,
        threshold: cut.threshold,
        focus: settings.focus,
        is_settled: is_open.iter().map(|open| !open).collect(),
        kept: blocks.clone().map(is_kept).collect(),
        notes: vec![None; blocks.len()],
    };
    whole.mend();
    let mut held: Vec<bool> = rulings.iter().map(|ruling| matches!(ruling, Some(Ruling::Keep))).collect();
    let verdict = |(index, ruling): (usize, Option<Ruling>)| {
        if whole.kept[index] {
            return Verdict::Kept;
        }
        let (kind, reason) = match (whole.notes[index].clone(), ruling) {
            (Some((kind, reason)), _) => (kind, Some(reason)),
            (None, Some(Ruling::Drop(kind, reason))) => (kind, reason),
            (None, _) => match names.get(index).cloned().flatten() {
                Some((kind, reason)) => (kind, Some(reason)),
                None => (classify::suggested(measures, index), None),
            },
        };
        if case.keeps(index, kind) {
            held[index] = true;
            return Verdict::Kept;
        }
        Verdict::Dropped(kind, reason)
    };
    let verdicts: Vec<Verdict> = rulings.into_iter().enumerate().map(verdict).collect();
    let has_article = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Kept));
    Selection { verdicts, held, confidence: if has_article { cut.expected } else { 1.0 - cut.expected }, has_article }
}

/// The user's rules, then the evidence that names a kind beyond doubt, unless the user keeps that kind.
fn rule(case: &Case<'_>, probabilities: &[f32], index: usize) -> Option<Ruling> {
    let Case { page, measures, settings, .. } = *case;
    let text = page.block_text(&page.blocks[index]);
    let mut dropped = None;
    for rule in settings.rules.iter().filter(|rule| rule.matches(text)) {
        match rule.action() {
            Action::Keep => return Some(Ruling::Keep),
            Action::Drop(kind) => {
                let reason = Reason::Rule { pattern: rule.pattern().to_owned() };
                dropped = dropped.or(Some(Ruling::Drop(Kind::Certain(kind), Some(reason))));
            }
        }
    }
    if dropped.is_some() {
        return dropped;
    }
    let (kind, reason) = classify::certain(page, measures, index)?;
    let doubtful_from = match reason {
        Reason::Phrase { .. } if page.is_text() => classify::doubtful_phrase(page, measures, probabilities, index),
        // A heading in Markdown may be a day's: "## 2.4.0 - 2024-11-24".
        Reason::Byline if page.is_text() && text.trim_start_matches('#').starts_with(' ') => classify::LIKELY,
        _ => classify::doubtful_from(measures, index, &reason),
    };
    if probabilities[index] >= doubtful_from {
        return None;
    }
    let kind = Kind::Learned { suggested: Some(kind) };
    Some(if case.keeps(index, kind) { Ruling::Keep } else { Ruling::Drop(kind, Some(reason)) })
}
