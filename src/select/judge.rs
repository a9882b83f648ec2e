//! The verdict on each block of a page: first by the caller's rules and by evidence that names a kind of cruft, then by
//! the cut, then by the refinements of the cut. Blocks that are one thing together, such as the rows of a table, get
//! one verdict.
//!
//! A block that rules or evidence decide about is *settled*, every other block is *open*: the cut decides about it.

use super::refine::Refinement;
use super::verdict::{EarlyVerdict, Kind, Selection, Settings, Verdict};
use super::{classify, cut, spread, structure, whole};
use crate::cruft::{Cruft, Reason};
use crate::measure::{Measurements, WholeText};
use crate::page::{BlockKind, Notes, Page};
use crate::score::Scores;

/// The kinds of cruft whose names head a section of a privacy policy, which says what is stored of whoever gets the
/// newsletter or writes a comment.
const IN_LEGAL_NOTICES: &[Cruft] = &[Cruft::Advertisement, Cruft::Comments, Cruft::Newsletter, Cruft::Share];

/// In what is the article according to a rule, blocks are kept down to this share, 0..=1, of the threshold of the cut.
/// Set by hand: on 69 pages of which the only `<article>` was taken for it, F1 is .943 with all of the threshold, .938
/// with a quarter, and .920 with none.
const SELECTED_DOUBT: f32 = 0.25;

/// Everything that the verdicts on a page depend on.
pub(super) struct Case<'a> {
    pub(super) page: &'a Page,
    pub(super) measurements: &'a Measurements,
    /// Index of the block that is the headline, if any.
    pub(super) headline: Option<usize>,
    pub(super) scores: &'a Scores,
    pub(super) settings: &'a Settings,
}

impl Case<'_> {
    /// Whether the caller wants to keep cruft of the kind that this block is. The model of kinds, which is slow, runs
    /// only if the caller keeps any kind.
    fn is_kind_to_keep(&self, index: usize, kind: Kind) -> bool {
        let keep = &self.settings.keep;
        !keep.is_empty() && keep.contains(&kind.resolve(&self.scores.explanation(index)))
    }
}

/// Decides about every block of a page.
///
/// `probabilities` are those of the scorer, possibly shifted by a site's profile. `profile_reasons` is empty without a
/// profile; with one it has an entry per block: the kind and reason to report if the block is dropped and neither a
/// rule, evidence nor a refinement gives a reason. An entry is `None` if the profile gives no reason either.
pub(super) fn judge(case: &Case<'_>, probabilities: &[f32], profile_reasons: &[Option<(Kind, Reason)>]) -> Selection {
    let Case { page, measurements, headline, settings, .. } = *case;
    let blocks = 0..page.blocks.len();
    let mut early: Vec<Option<EarlyVerdict>> =
        blocks.clone().map(|index| verdict_before_cut(case, probabilities, index)).collect();
    spread::spread(page, measurements, headline, probabilities, &mut early);
    structure::settle(page, measurements, headline, probabilities, &mut early);
    let wholes = whole::find(page, headline);
    whole::unite(&wholes, measurements, probabilities, &mut early);
    let is_inside = |index: usize| !page.rulings.is_outside(page.rulings.of_block(index));
    drop_outside(case, &mut early);
    let headline = headline.filter(|headline| is_inside(*headline));
    let is_selected = page.rulings.article().is_some();
    let is_open: Vec<bool> = early.iter().map(Option::is_none).collect();
    let level = whole::level(&wholes, measurements, &is_open, probabilities);
    let probabilities = &level[..];
    let cut = cut::best(&measurements.words, probabilities, &is_open, settings.focus);
    let least = if is_selected { cut.threshold * SELECTED_DOUBT } else { cut.threshold };
    let is_kept = |index: usize| match &early[index] {
        Some(early_verdict) => matches!(early_verdict, EarlyVerdict::Keep),
        None => probabilities[index] >= least,
    };
    let mut kept: Vec<bool> = blocks.clone().map(is_kept).collect();
    if is_selected && !blocks.clone().any(|index| kept[index] && is_inside(index)) {
        kept = blocks.clone().map(|index| kept[index] || is_open[index]).collect();
    }
    let mut refinement = Refinement {
        page,
        measurements,
        wholes: &wholes,
        headline,
        probabilities,
        threshold: cut.threshold,
        focus: settings.focus,
        min_words: settings.min_words,
        is_selected,
        is_settled: is_open.iter().map(|open| !open).collect(),
        kept,
        notes: vec![None; blocks.len()],
    };
    refinement.refine();
    let mut kept_by_caller: Vec<bool> =
        early.iter().map(|early_verdict| matches!(early_verdict, Some(EarlyVerdict::Keep))).collect();
    let verdict = |(index, early_verdict): (usize, Option<EarlyVerdict>)| {
        if refinement.kept[index] {
            return Verdict::Kept;
        }
        let (kind, reason) = match (refinement.notes[index].clone(), early_verdict) {
            (Some((kind, reason)), _) => (kind, Some(reason)),
            (None, Some(EarlyVerdict::Drop(kind, reason))) => (kind, Some(reason)),
            (None, _) => match profile_reasons.get(index).cloned().flatten() {
                Some((kind, reason)) => (kind, Some(reason)),
                None => (classify::suggested(measurements, index), None),
            },
        };
        if is_inside(index) && case.is_kind_to_keep(index, kind) {
            kept_by_caller[index] = true;
            return Verdict::Kept;
        }
        Verdict::Dropped(kind, reason)
    };
    let verdicts: Vec<Verdict> = early.into_iter().enumerate().map(verdict).collect();
    let has_article = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Kept));
    let confidence = if has_article { cut.expected } else { 1.0 - cut.expected };
    Selection { verdicts, notes: Notes::default(), kept_by_caller, confidence, has_article }
}

/// Drops the blocks outside of what is the article according to a rule, if any is, but for those that a rule keeps.
/// What is found without that rule gives the kind, and a rule that drops also the reason. If all of the article is
/// taken for cruft, for its class perhaps, only the caller's rules drop any of it.
fn drop_outside(case: &Case<'_>, early: &mut [Option<EarlyVerdict>]) {
    let rulings = &case.page.rulings;
    if rulings.article().is_none() {
        return;
    }
    let is_inside = |index: &usize| !rulings.is_outside(rulings.of_block(*index));
    let inside: Vec<usize> = (0..early.len()).filter(is_inside).collect();
    if inside.iter().all(|index| matches!(early[*index], Some(EarlyVerdict::Drop(..)))) {
        inside.iter().for_each(|index| early[*index] = verdict_by_rules(case, *index));
    }
    for (index, verdict) in early.iter_mut().enumerate() {
        let Some(reason) = rulings.outside(index) else { continue };
        let kind = match verdict {
            Some(EarlyVerdict::Drop(kind, _)) => *kind,
            _ => classify::suggested(case.measurements, index),
        };
        *verdict = verdict_by_rules(case, index).or(Some(EarlyVerdict::Drop(kind, reason)));
    }
}

/// The verdict on a block by the caller's rules, if any of them holds for it. A rule that keeps wins over rules that
/// drop; of several rules that drop the first counts.
fn verdict_by_rules(case: &Case<'_>, index: usize) -> Option<EarlyVerdict> {
    let Case { page, settings, .. } = *case;
    let text = page.block_text(&page.blocks[index]);
    let ruling = page.rulings.of_block(index);
    if ruling.is_kept {
        return Some(EarlyVerdict::Keep);
    }
    let mut dropped = None;
    for (number, rule) in settings.rules.iter().enumerate() {
        if !rule.matches(text) && ruling.drop != Some(number) {
            continue;
        }
        match rule.kind() {
            None => return Some(EarlyVerdict::Keep),
            Some(kind) => dropped = dropped.or(Some(EarlyVerdict::Drop(Kind::Certain(kind), rule.reason()))),
        }
    }
    dropped
}

/// The verdict on a block by the caller's rules or, if none holds for it, by evidence that names a kind of cruft.
/// `None` if the cut has to decide.
fn verdict_before_cut(case: &Case<'_>, probabilities: &[f32], index: usize) -> Option<EarlyVerdict> {
    let Case { page, measurements, .. } = *case;
    let text = page.block_text(&page.blocks[index]);
    let ruled = verdict_by_rules(case, index);
    if ruled.is_some() {
        return ruled;
    }
    let (kind, reason) = classify::by_evidence(page, measurements, index)?;
    let is_of_legal_notice = measurements.evidence[index].whole == Some(WholeText::LegalNotice);
    let is_by_heading = matches!(reason, Reason::Heading { .. })
        || matches!(reason, Reason::Phrase { .. }) && matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    if is_of_legal_notice && is_by_heading && IN_LEGAL_NOTICES.contains(&kind) {
        return None;
    }
    let doubtful_from = match reason {
        Reason::Phrase { .. } if page.is_text() => {
            classify::doubtful_phrase(page, measurements, probabilities, index, kind)
        }
        // A heading in Markdown may be the version and date of a release, "## 2.4.0 - 2024-11-24", which the lexicon
        // takes for a byline because it is a date.
        Reason::Byline if page.is_text() && text.trim_start_matches('#').starts_with(' ') => classify::LIKELY_FROM,
        _ => classify::doubtful_from(measurements, index, &reason),
    };
    if probabilities[index] >= doubtful_from {
        return None;
    }
    let kind = Kind::Learned { suggested: Some(kind) };
    Some(if case.is_kind_to_keep(index, kind) { EarlyVerdict::Keep } else { EarlyVerdict::Drop(kind, reason) })
}
