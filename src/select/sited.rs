//! The verdicts on a page of a site that is known, from those of two looks: one that believes the profile, one that does not.

use super::{Selection, Settings, Verdict, judge};
use crate::cruft::{Cruft, Reason};
use crate::measure::Measures;
use crate::page::Page;
use crate::site::{Known, KnownBlock};

/// A sentence by itself is prose from so many words on: teasers have up to 30.
const PROSE_WORDS: f32 = 40.0;
/// Log-odds that leave no doubt, either way.
const CERTAIN: f32 = 20.0;

/// Decides about every block of a page, given what a profile says of it.
pub(super) fn select(
    page: &Page,
    measures: &Measures,
    probabilities: &[f32],
    settings: &Settings,
    known: &Known,
) -> Selection {
    let plain = judge(page, measures, probabilities, settings);
    let is_safe = safe(measures, &plain, known);
    let is_elsewhere = known.is_elsewhere && !is_safe.contains(&true);
    let weigh = |(probability, block): (&f32, &KnownBlock)| {
        if is_elsewhere { 0.0 } else { shifted(*probability, block.log_odds) }
    };
    let weighed: Vec<f32> = probabilities.iter().zip(&known.blocks).map(weigh).collect();
    let mut selection = judge(page, measures, &weighed, settings);
    // A page of nothing but what repeats: better that than nothing.
    if plain.has_article && !selection.has_article && !is_elsewhere {
        return plain;
    }
    for (index, verdict) in selection.verdicts.iter_mut().enumerate() {
        let Verdict::Dropped(kind, reason) = verdict else { continue };
        let was_kept = matches!(plain.verdicts[index], Verdict::Kept);
        if was_kept && is_safe[index] {
            *verdict = Verdict::Kept;
        } else if was_kept && is_elsewhere {
            *verdict = Verdict::Dropped(Cruft::LowScore, Some(Reason::Elsewhere));
        } else if (was_kept || *kind == Cruft::LowScore)
            && let Some(why) = &known.blocks[index].reason
        {
            (*kind, *reason) = (Cruft::Repeated, Some(why.clone()));
        }
    }
    selection.has_article = selection.verdicts.iter().any(|verdict| matches!(verdict, Verdict::Kept));
    selection
}

/// Which blocks no profile drops: prose that was kept, and that stands on no other page. A sentence among headings and links
/// is a teaser, not prose: that takes two in a row, or a long one.
fn safe(measures: &Measures, plain: &Selection, known: &Known) -> Vec<bool> {
    let is_kept = |index: usize| matches!(plain.verdicts[index], Verdict::Kept);
    let is_prose = |index: usize| is_kept(index) && known.blocks[index].is_unique && measures.is_prose(index);
    let mut is_safe = vec![false; plain.verdicts.len()];
    let mut last: Option<usize> = None;
    for index in (0..is_safe.len()).filter(|index| is_kept(*index)) {
        if is_prose(index) {
            is_safe[index] |= measures.words[index] >= PROSE_WORDS;
            if let Some(last) = last.filter(|last| is_prose(*last)) {
                (is_safe[last], is_safe[index]) = (true, true);
            }
        }
        last = Some(index);
    }
    is_safe
}

/// A probability after its log-odds were shifted.
fn shifted(probability: f32, log_odds: f32) -> f32 {
    let odds = (log_odds.clamp(-CERTAIN, CERTAIN)).exp() * probability;
    odds / (odds + 1.0 - probability)
}
