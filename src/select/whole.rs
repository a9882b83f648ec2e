//! The page as a whole: what only shows when one looks at a block's surroundings after the cut.

use crate::cruft::{Cruft, Reason};
use crate::measure::Measures;
use crate::page::{BlockKind, Page};

/// A block between two kept ones, or a heading with something kept under it, is kept down to this share of the threshold.
const DOUBT: f32 = 0.5;
/// Fewer words than this are no article: the shortest real ones are notices of two sentences.
const ARTICLE_WORDS: f32 = 15.0;
/// On a page that tells of an error, or that it needs JavaScript, fewer words than this are no article.
const SHELL_WORDS: f32 = 60.0;

/// Why a block was dropped in this stage.
pub(super) type Note = Option<(Cruft, Reason)>;

/// Mends the cut. Blocks that are bound were settled by rules and stay as they are.
pub(super) fn look(
    page: &Page,
    measures: &Measures,
    probabilities: &[f32],
    threshold: f32,
    is_bound: &[bool],
    kept: &mut [bool],
) -> Vec<Note> {
    let mut notes: Vec<Note> = vec![None; kept.len()];
    fill_gaps(page, probabilities, threshold, is_bound, kept);
    let is_doubtful = |index: usize| probabilities[index] >= threshold * DOUBT;
    judge_headings(page, measures, is_doubtful, is_bound, kept, &mut notes);
    if !is_article(page, measures, kept) {
        for index in 0..kept.len() {
            if kept[index] {
                notes[index] = Some((Cruft::LowScore, Reason::NoArticle));
            }
            kept[index] = false;
        }
    }
    notes
}

/// Gives the benefit of the doubt to paragraphs between two kept ones.
fn fill_gaps(page: &Page, probabilities: &[f32], threshold: f32, is_bound: &[bool], kept: &mut [bool]) {
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    let mut last_kept = None;
    for index in 0..kept.len() {
        if kept[index] {
            if !is_heading(index) {
                let gap = last_kept.map_or(index..index, |last: usize| last + 1..index);
                let doubtful = |inside: usize| is_heading(inside) || probabilities[inside] >= threshold * DOUBT;
                if gap.len() <= 2 && gap.clone().all(|inside| is_bound[inside] || doubtful(inside)) {
                    gap.filter(|inside| !is_bound[*inside]).for_each(|inside| kept[inside] = true);
                }
            }
            last_kept = Some(index);
        }
    }
}

/// Keeps the headline and the headings of what was kept; drops headings with nothing kept under them.
fn judge_headings(
    page: &Page,
    measures: &Measures,
    is_doubtful: impl Fn(usize) -> bool,
    is_bound: &[bool],
    kept: &mut [bool],
    notes: &mut [Note],
) {
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    // The lowest level whose heading would still have something kept under it, going backwards.
    let mut under = u8::MAX;
    for index in (0..kept.len()).rev() {
        match page.blocks[index].kind {
            BlockKind::Heading { level } => {
                let has_kept = under > level;
                if !is_bound[index] {
                    if kept[index] && !has_kept {
                        kept[index] = false;
                        notes[index] = Some((Cruft::Orphan, Reason::Orphan));
                    } else if has_kept && index > first && is_doubtful(index) {
                        kept[index] = true;
                    }
                }
                under = if kept[index] || !has_kept { level.min(under) } else { under };
            }
            _ if kept[index] => under = u8::MAX,
            _ => {}
        }
    }
    if let Some(headline) = measures.headline
        && !is_bound[headline]
    {
        kept[headline] = true;
        notes[headline] = None;
    }
}

/// Whether what was kept is an article.
fn is_article(page: &Page, measures: &Measures, kept: &[bool]) -> bool {
    let is_text = |index: &usize| kept[*index] && !matches!(page.blocks[*index].kind, BlockKind::Heading { .. });
    let words: f32 = (0..kept.len()).filter(is_text).map(|index| measures.words[index]).sum();
    let is_shell = measures.hits.iter().any(|hit| matches!(hit.kind, Cruft::ErrorPage | Cruft::JavaScript));
    words >= if is_shell { SHELL_WORDS } else { ARTICLE_WORDS }
}
