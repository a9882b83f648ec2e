//! The pictures and formulas that stand between the blocks of the article.

use std::collections::HashMap;
use std::iter;

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
    /// By the index of a kept block, those that stand between the kept block before it and itself; each with the index
    /// of its container.
    pub(super) before: HashMap<usize, Vec<(usize, Style)>>,
    /// Those behind the last kept block whose container is one of [`beside`].
    pub(super) behind: Vec<Style>,
}

/// Finds the pictures and formulas that stand between two kept blocks, or right behind the last one, with no dropped
/// block in between but those of [`BESIDE_PICTURES`].
///
/// For the picture between headline and story, where a byline and a caption are dropped. Gets an advertisement wrong
/// that stands between two paragraphs and is a picture without words.
pub(super) fn of_article(page: &Page, base: Option<&Url>, verdicts: &[Verdict]) -> Pictures {
    let mut pictures = Pictures::default();
    let mut all = between_blocks(page, base).peekable();
    // The pictures that were not taken yet and stand before the block with this index.
    let mut take_before = |block: usize| -> Vec<(usize, Style)> {
        iter::from_fn(|| all.next_if(|(before, _)| *before <= block)).map(|(_, picture)| picture).collect()
    };
    let mut last_kept = None;
    for (index, _) in verdicts.iter().enumerate().filter(|(_, verdict)| matches!(verdict, Verdict::Kept)) {
        let between = take_before(index);
        let is_in_article = last_kept.is_some_and(|last| !verdicts[last + 1..index].iter().any(cuts_off));
        if is_in_article && !between.is_empty() {
            pictures.before.insert(index, between);
        }
        last_kept = Some(index);
    }
    if let Some(last) = last_kept {
        let cut = verdicts[last + 1..].iter().position(cuts_off).map_or(verdicts.len(), |offset| last + 1 + offset);
        let beside = beside(page, page.blocks[last].container);
        let behind = take_before(cut).into_iter().filter(|(container, _)| beside.contains(container));
        pictures.behind = behind.map(|(_, style)| style).collect();
    }
    pictures
}

/// Whether a block with this verdict cuts a picture beside it off from the text of the article.
fn cuts_off(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Kept => false,
        // Pictures are found without running the model of kinds: the kind that is known without it must do.
        Verdict::Dropped(kind, _) => !kind.suggested().is_some_and(|kind| BESIDE_PICTURES.contains(&kind)),
    }
}

/// All pictures and formulas of a page that stand in no block, in order: each with the index of the block that it
/// stands before (the number of blocks if it stands behind the last one), the index of its container, and its style.
fn between_blocks(page: &Page, base: Option<&Url>) -> impl Iterator<Item = (usize, (usize, Style))> {
    let mut last = 0;
    page.marks.iter().filter_map(move |mark| {
        let is_picture = match mark.kind {
            MarkKind::Image { .. } => true,
            MarkKind::Math { .. } => false,
            _ => return None,
        };
        let before = page.blocks.partition_point(|block| block.text.end < mark.text.start);
        // A formula where a block begins is inside the block; an image there stands before the block.
        let is_inside = page.blocks.get(before).is_some_and(|block| {
            block.text.start < mark.text.start || !is_picture && block.text.start == mark.text.start
        });
        if is_inside {
            return None;
        }
        // Marks are in the order of their ends. This holds the order even where their starts differ from it.
        last = before.max(last);
        Some((last, (mark.container, marks::style(page, base, &mark.kind)?)))
    })
}

/// The indices of a container and of the containers around it, up to and including the first outer one whose tag is not
/// that of a list, a quotation, a figure, a table, a list item or a table row: that one may hold the whole story.
fn beside(page: &Page, container: usize) -> Vec<usize> {
    let may_go_on = |tag| matches!(tag, Tag::Item | Tag::List | Tag::Blockquote | Tag::Figure | Tag::Row | Tag::Table);
    let mut around = page.chain(container).map(|(index, container)| (index, container.tag));
    let mut beside: Vec<usize> = around.next().map(|(index, _)| index).into_iter().collect();
    for (index, tag) in around {
        beside.push(index);
        if !may_go_on(tag) {
            break;
        }
    }
    beside
}
