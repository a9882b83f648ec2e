//! The verdicts on a page whose site has a profile. The page is judged twice, without and with the profile, and the
//! first result limits what the profile can drop.

use super::judge::{Case, judge};
use super::verdict::{Kind, Selection, Verdict};
use super::whole;
use crate::cruft::{Cruft, Reason};
use crate::measure::Measurements;
use crate::site::{BlockEvidence, SiteEvidence};

/// A paragraph that is not next to other prose counts as prose if it has at least this many words: teasers have up to
/// 30. Set by hand.
const PROSE_WORDS: f32 = 40.0;
/// A block is a link if at least this share, 0..=1, of it is linked. Set by hand.
const LINK_DENSITY: f32 = 0.5;
/// A page is a front page if at least this share, 0..=1, of its kept blocks are links. In a story one block in twenty
/// is a link, in a list of stories half of them are.
const FRONT_LINKS: f32 = 0.25;
/// Log-odds are clamped to this, either way: they leave no doubt.
const CERTAIN: f32 = 20.0;

/// Decides about every block of a page, given what its site's profile says of it.
///
/// Prose that stands on no other page is kept whatever the profile says. If the profile would leave no article, the
/// verdicts without the profile hold, except on a front page, of which nothing is kept.
pub(super) fn select(case: &Case<'_>, known: &SiteEvidence) -> Selection {
    let (measurements, probabilities) = (case.measurements, &case.scores.probabilities);
    let plain = judge(case, probabilities, &[]);
    let mut is_safe = safe(measurements, &plain, known);
    whole::extend(&whole::find(case.page, case.headline), &mut is_safe, |index| is_kept(&plain, index));
    let is_front = known.is_elsewhere && !is_safe.contains(&true) && is_front(measurements, &plain);
    let weigh = |(probability, block): (&f32, &BlockEvidence)| {
        if is_front { 0.0 } else { shifted(*probability, block.log_odds) }
    };
    let weighed: Vec<f32> = probabilities.iter().zip(&known.blocks).map(weigh).collect();
    let profile_reason = |(verdict, block): (&Verdict, &BlockEvidence)| match verdict {
        Verdict::Kept if is_front => Some((Kind::Certain(Cruft::LowScore), Reason::NotAStoryPage)),
        Verdict::Kept | Verdict::Dropped(Kind::Learned { suggested: None }, None) => {
            Some((Kind::Fallback(Cruft::Repeated), block.reason.clone()?))
        }
        Verdict::Dropped(..) => None,
    };
    let profile_reasons: Vec<_> = plain.verdicts.iter().zip(&known.blocks).map(profile_reason).collect();
    let mut selection = judge(case, &weighed, &profile_reasons);
    // Everything that was kept repeats on other pages. To keep that is better than to keep nothing.
    if plain.has_article && !selection.has_article && !is_front {
        return plain;
    }
    for (verdict, is_safe) in selection.verdicts.iter_mut().zip(is_safe) {
        if is_safe {
            *verdict = Verdict::Kept;
        }
    }
    selection
}

/// Whether a page looks like a front page: much of what was kept of it are links.
fn is_front(measurements: &Measurements, plain: &Selection) -> bool {
    let kept =
        plain.verdicts.iter().zip(&measurements.features).filter(|(verdict, _)| matches!(verdict, Verdict::Kept));
    let (links, all) =
        kept.fold((0, 0), |(links, all), (_, row)| (links + usize::from(row.link_density >= LINK_DENSITY), all + 1));
    links as f32 >= FRONT_LINKS * all as f32
}

/// Per block, whether the profile must not drop it: prose that was kept without the profile and that stands on no other
/// page. A single sentence among headings and links is a teaser, so prose means two such blocks in a row, or a long
/// one.
fn safe(measurements: &Measurements, plain: &Selection, known: &SiteEvidence) -> Vec<bool> {
    let is_kept = |index: usize| is_kept(plain, index);
    let is_prose = |index: usize| is_kept(index) && known.blocks[index].is_unique && measurements.is_prose(index);
    let mut is_safe = vec![false; plain.verdicts.len()];
    let mut last: Option<usize> = None;
    for index in (0..is_safe.len()).filter(|index| is_kept(*index)) {
        if is_prose(index) {
            is_safe[index] |= measurements.words[index] >= PROSE_WORDS;
            if let Some(last) = last.filter(|last| is_prose(*last)) {
                (is_safe[last], is_safe[index]) = (true, true);
            }
        }
        last = Some(index);
    }
    is_safe
}

/// Whether a block is kept without the profile.
fn is_kept(plain: &Selection, index: usize) -> bool {
    matches!(plain.verdicts[index], Verdict::Kept)
}

/// A probability whose log-odds were shifted by `log_odds`.
fn shifted(probability: f32, log_odds: f32) -> f32 {
    let odds = (log_odds.clamp(-CERTAIN, CERTAIN)).exp() * probability;
    odds / (odds + 1.0 - probability)
}
