//! The pictures and formulas that stand between the blocks of the article.

use std::collections::HashMap;

use url::Url;

use super::marks;
use crate::article::Style;
use crate::cruft::Cruft;
use crate::page::{MarkKind, Page, Tag};
use crate::select::Verdict;

/// The kinds of dropped blocks that may stand between a picture and the text of the article without cutting it off.
const BESIDE_PICTURES: &[Cruft] = &[Cruft::Author, Cruft::Byline, Cruft::Caption, Cruft::Share];

/// The pictures and formulas that stand between the blocks of the article.
#[derive(Default)]
pub(super) struct Pictures {
    /// Those before a kept block, by the index of the block; each with its container.
    pub(super) before: HashMap<usize, Vec<(usize, Style)>>,
    /// Those behind the last kept block, in the same container or one close around it.
    pub(super) behind: Vec<Style>,
}

/// Finds the pictures and formulas that stand between two kept blocks, or right behind the last one, with no dropped
/// block in between but those of [`BESIDE_PICTURES`].
///
/// For the picture between headline and story, where a byline and a caption are dropped. Gets an advertisement wrong
/// that stands between two paragraphs and is a picture without words.
pub(super) fn of_article(page: &Page, base: Option<&Url>, verdicts: &[Verdict]) -> Pictures {
    let mut pictures = Pictures::default();
    let mut behind: Vec<(usize, Style)> = Vec::new();
    let mut next_block = 0;
    let mut in_article = false;
    let mut waiting: Vec<(usize, Style)> = Vec::new();
    let mut settle = |until: usize, in_article: &mut bool, waiting: &mut Vec<(usize, Style)>| {
        for (index, verdict) in verdicts.iter().enumerate().take(until).skip(next_block) {
            match verdict {
                Verdict::Kept => {
                    if *in_article && !waiting.is_empty() {
                        pictures.before.entry(index).or_default().append(waiting);
                    }
                    waiting.clear();
                    behind.clear();
                    *in_article = true;
                }
                Verdict::Dropped(kind, _) if kind.suggested().is_some_and(|kind| BESIDE_PICTURES.contains(&kind)) => {}
                Verdict::Dropped(..) => {
                    if std::mem::take(in_article) {
                        behind.append(waiting);
                    }
                    waiting.clear();
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
        // A formula where a block begins is inside it, at the beginning.
        let is_inside = page.blocks.get(before).is_some_and(|block| {
            block.text.start < mark.text.start || !is_picture && block.text.start == mark.text.start
        });
        if is_inside {
            continue;
        }
        settle(before, &mut in_article, &mut waiting);
        waiting.extend(marks::style(page, base, &mark.kind).map(|style| (mark.container, style)));
    }
    settle(verdicts.len(), &mut in_article, &mut waiting);
    if in_article {
        behind.append(&mut waiting);
    }
    if let Some(last) = verdicts.iter().rposition(|verdict| matches!(verdict, Verdict::Kept)) {
        let beside = beside(page, page.blocks[last].container);
        pictures.behind = behind.into_iter().filter(|(at, _)| beside.contains(at)).map(|(_, style)| style).collect();
    }
    pictures
}

/// The container of a block and those around it, up to the first that is no list, quotation, figure or table nor part
/// of one, and may hold the whole story.
fn beside(page: &Page, container: usize) -> Vec<usize> {
    let is_part = |tag| matches!(tag, Tag::Item | Tag::List | Tag::Blockquote | Tag::Figure | Tag::Row | Tag::Table);
    let mut around = page.chain(container).map(|(index, container)| (index, container.tag));
    let mut beside: Vec<usize> = around.next().map(|(index, _)| index).into_iter().collect();
    for (index, tag) in around {
        beside.push(index);
        if !is_part(tag) {
            break;
        }
    }
    beside
}
