//! Keeps the notes that kept marks lead to, and drops those whose marks were dropped.

use super::verdict::{Kind, Selection, Verdict};
use crate::cruft::{Cruft, Reason};
use crate::page::{EditKind, Notes, Page};

/// Finds the notes of the page and decides about each: a note belongs to the text around its mark. It is kept if a
/// mark in a kept block leads to it, however unlikely it is, and dropped otherwise. Only the caller's settings beat
/// that.
///
/// A note whose mark is not on the page, as on one that shows a part of a document, is kept unless it was dropped for
/// another reason than its score.
///
/// For the list of sources below a post, which looks like links to other pages. Gets a note wrong that is worth reading
/// without the table that had its mark.
pub(super) fn settle(page: &Page, selection: &mut Selection) {
    let notes = Notes::of(page);
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Kept);
    let is_root = |block: &usize| {
        is_kept(&selection.verdicts[*block]) && (notes.of_block(*block).is_none() || selection.kept_by_caller[*block])
    };
    let mut is_reached = vec![false; notes.all().len()];
    let mut open: Vec<usize> = (0..selection.verdicts.len()).filter(is_root).collect();
    while let Some(block) = open.pop() {
        for edit in notes.edits(block) {
            if let EditKind::Mark(note) = edit.kind
                && !std::mem::replace(&mut is_reached[note], true)
            {
                // A note may have marks of its own.
                open.extend(notes.all()[note].blocks.clone());
            }
        }
    }
    for (block, verdict) in selection.verdicts.iter_mut().enumerate() {
        let Some(note) = notes.of_block(block) else { continue };
        let is_ruled = matches!(
            verdict,
            Verdict::Dropped(_, Some(Reason::Rule { .. } | Reason::Selector { .. } | Reason::OutsideArticle { .. }))
        );
        if is_reached[note] && !is_ruled {
            *verdict = Verdict::Kept;
        } else if is_kept(verdict) && !is_reached[note] && !selection.kept_by_caller[block] {
            *verdict = Verdict::Dropped(Kind::Fallback(Cruft::Orphan), Some(Reason::NoteWithoutMark));
        }
    }
    if selection.has_article {
        for block in notes.unmarked() {
            if let verdict @ Verdict::Dropped(_, None) = &mut selection.verdicts[*block] {
                *verdict = Verdict::Kept;
            }
        }
    }
    selection.notes = notes;
}
