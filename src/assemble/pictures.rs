//! The pictures and formulas that stand between the blocks of the article.

use std::collections::HashMap;

use url::Url;

use super::marks;
use crate::article::Look;
use crate::cruft::Cruft;
use crate::page::{MarkKind, Page};
use crate::select::Verdict;

/// What may stand between a picture of the article and its text without parting them.
const BESIDE_PICTURES: &[Cruft] = &[Cruft::Author, Cruft::Byline, Cruft::Caption, Cruft::Share];

/// The pictures and formulas of the article by the kept block before which they stand, each with its container.
///
/// For the picture between headline and story, with a byline and a caption left out. Gets one wrong of an advertisement
/// between two paragraphs that says nothing in words.
pub(super) fn of_article(page: &Page, base: Option<&Url>, verdicts: &[Verdict]) -> HashMap<usize, Vec<(usize, Look)>> {
    let mut pictures: HashMap<usize, Vec<(usize, Look)>> = HashMap::new();
    let mut next_block = 0;
    let mut in_article = false;
    let mut waiting: Vec<(usize, Look)> = Vec::new();
    let mut settle = |until: usize, in_article: &mut bool, waiting: &mut Vec<(usize, Look)>| {
        for (index, verdict) in verdicts.iter().enumerate().take(until).skip(next_block) {
            match verdict {
                Verdict::Kept => {
                    if *in_article && !waiting.is_empty() {
                        pictures.entry(index).or_default().append(waiting);
                    }
                    waiting.clear();
                    *in_article = true;
                }
                Verdict::Dropped(kind, _) if BESIDE_PICTURES.contains(kind) => {}
                Verdict::Dropped(..) => {
                    waiting.clear();
                    *in_article = false;
                }
            }
        }
        next_block = next_block.max(until);
    };
    for mark in &page.marks {
        let is_picture = match mark.kind {
            MarkKind::Image { .. } => true,
            MarkKind::Math { .. } => false,
            _ => continue,
        };
        let before = page.blocks.partition_point(|block| block.text.end < mark.text.start);
        // A formula where a block begins is the first thing in it.
        let is_inside = page.blocks.get(before).is_some_and(|block| {
            block.text.start < mark.text.start || !is_picture && block.text.start == mark.text.start
        });
        if is_inside {
            continue;
        }
        settle(before, &mut in_article, &mut waiting);
        waiting.extend(marks::look(page, base, &mark.kind).map(|look| (mark.container, look)));
    }
    settle(verdicts.len(), &mut in_article, &mut waiting);
    pictures
}
