//! The verdict on each block of a page: first by the caller's rules and by evidence that names a kind of cruft, then by
//! the cut, then by the refinements of the cut. Blocks that are one thing together, such as the rows of a table, get
//! one verdict.
//!
//! A block that rules or evidence decide about is *settled*, every other block is *open*: the cut decides about it.

use std::ops::Range;

use super::refine::Refinement;
use super::verdict::{EarlyVerdict, Kind, Selection, Settings, Verdict};
use super::whole::Whole;
use super::{classify, cut, spread, structure, topic, whole};
use crate::cruft::{Cruft, Reason};
use crate::measure::{Measurements, WholeText};
use crate::page::{BlockKind, Notes, Page};
use crate::score::Scores;

/// The kinds of cruft whose names head a section of a privacy policy, which says what is stored of whoever gets the
/// newsletter or writes a comment.
const IN_LEGAL_NOTICES: &[Cruft] = &[Cruft::Advertisement, Cruft::Comments, Cruft::Newsletter, Cruft::Share];

/// The kinds of notices that stand below a story in whole sentences: what the site earns by its links, and disclaimers.
const CLOSING: &[Cruft] = &[Cruft::Advertisement, Cruft::Legal];

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
    /// The kinds of cruft that the story is about.
    pub(super) topics: Vec<Cruft>,
    /// Index of the last paragraph of the story, if any.
    pub(super) story_end: Option<usize>,
    /// Per block: whether it leads to another page and says nothing else. Empty unless the caller keeps or drops a kind
    /// of cruft for which that matters.
    pub(super) links: Vec<bool>,
}

impl Case<'_> {
    /// Whether the caller wants to keep cruft of the kind that this block is. The model of kinds, which is slow, runs
    /// only if the caller keeps any kind. What is only a link to another page is no caption, whatever the model says.
    fn is_kind_to_keep(&self, index: usize, kind: Kind) -> bool {
        let keep = &self.settings.keep;
        if keep.is_empty() {
            return false;
        }
        let own = match kind.resolve(&self.scores.explanation(index)) {
            Cruft::Caption if self.is_link(index) => Cruft::Related,
            own => own,
        };
        keep.contains(&own)
    }

    /// Whether a block leads to another page and says nothing else, as far as that was asked for.
    fn is_link(&self, index: usize) -> bool {
        self.links.get(index).copied().unwrap_or(false)
    }

    /// Whether the caller keeps captions and this block is one by its element, of something within the story: the
    /// blocks of that lie in `story`. A caption under a heading such as "Related" is one of another story.
    fn is_caption_to_keep(&self, index: usize, kind: Kind, story: &Range<usize>) -> bool {
        let evidence = &self.measurements.evidence[index];
        self.settings.keep.contains(&Cruft::Caption)
            && matches!(kind, Kind::Learned { .. })
            && self.page.blocks[index].kind == BlockKind::Caption
            && story.contains(&index)
            && evidence.section_heading.is_none()
            && !evidence.in_comments
            && !self.is_link(index)
    }
}

/// A caption behind the last kept block belongs to the story if at most this many blocks end with it. Set by hand: a
/// caption and a credit.
const CAPTIONS_BEHIND: usize = 2;

/// For each block, whether it leads to another page and says nothing else; empty if that makes no difference, as the
/// caller neither keeps captions nor drops what is related.
pub(super) fn links(
    page: &Page,
    measurements: &Measurements,
    headline: Option<usize>,
    probabilities: &[f32],
    settings: &Settings,
) -> Vec<bool> {
    let matters = settings.keep.contains(&Cruft::Caption) || settings.drop.contains(&Cruft::Related);
    if matters { structure::links(page, measurements, headline, probabilities) } else { Vec::new() }
}

/// Drops what leads to other pages and says nothing else, if the caller drops what is related, but for what rules keep.
fn drop_links(case: &Case<'_>, early: &mut [Option<EarlyVerdict>]) {
    if !case.settings.drop.contains(&Cruft::Related) {
        return;
    }
    let links = early.iter_mut().enumerate().filter(|(index, _)| case.is_link(*index));
    for (_, verdict) in links {
        if !matches!(verdict, Some(EarlyVerdict::Keep | EarlyVerdict::Drop(Kind::Certain(_), _))) {
            *verdict = Some(EarlyVerdict::Drop(Kind::Certain(Cruft::Related), Reason::Link));
        }
    }
}

/// Decides about every block of a page.
///
/// `probabilities` are those of the scorer, possibly shifted by a site's profile. `profile_reasons` is empty without a
/// profile; with one it has an entry per block: the kind and reason to report if the block is dropped and neither a
/// rule, evidence nor a refinement gives a reason. An entry is `None` if the profile gives no reason either.
pub(super) fn judge(case: &Case<'_>, probabilities: &[f32], profile_reasons: &[Option<(Kind, Reason)>]) -> Selection {
    let Case { page, measurements, headline, settings, .. } = *case;
    let wholes = whole::find(page, headline);
    let early = verdicts_before_cut(case, probabilities, &wholes);
    let is_inside = |index: usize| !page.rulings.is_outside(page.rulings.of_block(index));
    let headline = headline.filter(|headline| is_inside(*headline));
    let is_open: Vec<bool> = early.iter().map(Option::is_none).collect();
    let level = whole::level(&wholes, measurements, &is_open, probabilities);
    let probabilities = &level[..];
    let cut = cut::best(&measurements.words, probabilities, &is_open, settings.focus);
    let mut refinement = Refinement {
        page,
        measurements,
        wholes: &wholes,
        headline,
        probabilities,
        threshold: cut.threshold,
        focus: settings.focus,
        min_words: settings.min_words,
        keep: &settings.keep,
        is_settled: is_open.iter().map(|open| !open).collect(),
        kept: kept_by_cut(page, &early, probabilities, cut.threshold),
        notes: vec![None; page.blocks.len()],
    };
    refinement.refine();
    let is_early = |verdict: EarlyVerdict| early.iter().map(move |early| early.as_ref() == Some(&verdict));
    let mut kept_by_caller: Vec<bool> = is_early(EarlyVerdict::Keep).collect();
    let mut kept_for_kind: Vec<bool> = is_early(EarlyVerdict::KeepKind).collect();
    let first = refinement.kept.iter().position(|is_kept| *is_kept).unwrap_or(0);
    let behind = refinement.kept.iter().rposition(|is_kept| *is_kept).map_or(0, |last| last + 1 + CAPTIONS_BEHIND);
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
        let is_to_keep = || case.is_caption_to_keep(index, kind, &(first..behind)) || case.is_kind_to_keep(index, kind);
        if is_inside(index) && is_to_keep() {
            kept_for_kind[index] = true;
            return Verdict::Kept;
        }
        Verdict::Dropped(kind, reason)
    };
    let mut verdicts: Vec<Verdict> = early.into_iter().enumerate().map(verdict).collect();
    drop_remains(refinement, &mut verdicts, &mut kept_for_kind);
    kept_by_caller.iter_mut().zip(&kept_for_kind).for_each(|(is_kept, for_kind)| *is_kept |= for_kind);
    let has_article = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Kept));
    let confidence = if has_article { cut.expected } else { 1.0 - cut.expected };
    Selection { verdicts, notes: Notes::default(), kept_by_caller, confidence, has_article }
}

/// For each block the verdict by rules and evidence, `None` if the cut has to decide.
fn verdicts_before_cut(case: &Case<'_>, probabilities: &[f32], wholes: &[Whole]) -> Vec<Option<EarlyVerdict>> {
    let Case { page, measurements, headline, settings, .. } = *case;
    let blocks = 0..page.blocks.len();
    let mut early: Vec<_> = blocks.map(|index| verdict_before_cut(case, probabilities, index)).collect();
    spread::spread(page, measurements, headline, probabilities, &mut early);
    structure::settle(page, measurements, headline, probabilities, &settings.drop, &mut early);
    drop_links(case, &mut early);
    whole::unite(wholes, measurements, probabilities, &mut early);
    drop_outside(case, &mut early);
    early
}

/// Drops the blocks that were kept for their kind of cruft, if all that was kept is still too little for an article:
/// captions alone are none.
fn drop_remains(mut refinement: Refinement<'_>, verdicts: &mut [Verdict], kept_for_kind: &mut [bool]) {
    if !kept_for_kind.contains(&true) {
        return;
    }
    refinement.kept = verdicts.iter().map(|verdict| matches!(verdict, Verdict::Kept)).collect();
    if refinement.has_enough_words() {
        return;
    }
    for (verdict, for_kind) in verdicts.iter_mut().zip(kept_for_kind) {
        if std::mem::take(for_kind) {
            *verdict = Verdict::Dropped(Kind::Learned { suggested: None }, Some(Reason::NoArticle));
        }
    }
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

/// Per block: whether it is kept according to the cut, if nothing else decides. If that leaves nothing of what is the
/// article according to a rule, all of it is kept.
fn kept_by_cut(page: &Page, early: &[Option<EarlyVerdict>], probabilities: &[f32], threshold: f32) -> Vec<bool> {
    let is_selected = page.rulings.article().is_some();
    let least = if is_selected { threshold * SELECTED_DOUBT } else { threshold };
    let is_kept = |(early, probability): (&Option<EarlyVerdict>, &f32)| {
        early.as_ref().map_or(*probability >= least, EarlyVerdict::is_kept)
    };
    let kept: Vec<bool> = early.iter().zip(probabilities).map(is_kept).collect();
    let is_inside = |index: usize| !page.rulings.is_outside(page.rulings.of_block(index));
    if !is_selected || (0..kept.len()).any(|index| kept[index] && is_inside(index)) {
        return kept;
    }
    kept.iter().zip(early).map(|(is_kept, early)| *is_kept || early.is_none()).collect()
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
    let Case { page, measurements, settings, .. } = *case;
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
        Reason::Phrase { .. } => doubtful_phrase(case, index, kind, &reason),
        _ => classify::doubtful_from(measurements, index, &reason),
    };
    if probabilities[index] >= doubtful_from {
        // The scorer is believed, unless the caller drops the kind.
        let is_dropped = settings.drop.contains(&kind) && is_plain(case, index, &reason);
        return is_dropped.then_some(EarlyVerdict::Drop(Kind::Certain(kind), reason));
    }
    let kind = Kind::Learned { suggested: Some(kind) };
    Some(if case.is_kind_to_keep(index, kind) { EarlyVerdict::KeepKind } else { EarlyVerdict::Drop(kind, reason) })
}

/// The probability from which on the scorer is believed rather than a phrase in a block of HTML. In a sentence of a
/// story about the kind of the phrase that is sooner; a disclosure below the last paragraph of the story is a notice,
/// whatever else it says.
fn doubtful_phrase(case: &Case<'_>, index: usize, kind: Cruft, reason: &Reason) -> f32 {
    let doubtful_from = classify::doubtful_from(case.measurements, index, reason);
    let row = &case.measurements.features[index];
    let is_sentence = row.is_sentence > 0.0 && row.link_density == 0.0 && row.in_form == 0.0;
    let is_below = case.story_end.is_some_and(|end| end < index);
    if is_below && CLOSING.contains(&kind) && row.page_is_forum == 0.0 {
        doubtful_from.max(classify::NOTICE_FROM)
    } else if is_sentence && !is_below && case.topics.contains(&kind) {
        doubtful_from.min(topic::TOPIC_FROM)
    } else {
        doubtful_from
    }
}

/// Whether a reason shows the kind of a block so plainly that a caller who drops the kind wants the block gone, even
/// if the scorer takes it for content.
///
/// A phrase does if it makes the block a notice: a sentence about cookies is no cookie notice. On a forum a heading
/// does not, because boards put "Recommended Posts" above every thread. Nothing does on a headline.
fn is_plain(case: &Case<'_>, index: usize, reason: &Reason) -> bool {
    case.headline != Some(index)
        && match reason {
            Reason::Phrase { .. } => classify::is_notice(case.measurements, index),
            Reason::Heading { .. } => case.measurements.features[index].page_is_forum == 0.0,
            _ => true,
        }
}
