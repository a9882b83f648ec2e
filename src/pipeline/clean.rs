//! The cleaning of plain text, again and again until nothing changes: what was cleaned once is clean.
//!
//! A text has no markup that would keep two blocks apart or tell that something stood between them. So what is left of
//! it is a text like any other, and is judged like one: the first round drops most, the second finds nothing in most
//! texts. It ends with a text of which a round drops nothing, and that is by definition what cleaning it again gives.
//!
//! A long text is cleaned in windows, each like a text of its own. Cleaned again it may fall into other windows, and
//! lose a little more.

use std::sync::Arc;

use super::judge::{finish, judge};
use crate::article::{Article, Removed};
use crate::assemble::separator_before;
use crate::error::Result;
use crate::lines::{lines, part, windows};
use crate::metadata::Metadata;
use crate::page::Page;
use crate::render;
use crate::score::Model;
use crate::select::Settings;

/// From this round on, each drops a part of the kept blocks that are in doubt, so that cleaning ends after some
/// sixteen. In cross-validation by host 8 of some 12,700 texts were still changing then.
const PATIENT_ROUNDS: usize = 12;
/// That part is 1/`PART` of these blocks, the least likely ones.
const PART: usize = 4;

/// A block of the round before.
struct OriginalSpan {
    /// Its bytes that are no spaces: these stay the same from round to round.
    len: usize,
    /// How many of them come before it in the text as it was at first.
    place: usize,
}

impl OriginalSpan {
    /// Where it ends in the text as it was at first.
    fn end(&self) -> usize {
        self.place + self.len
    }
}

/// Cleans a text, cut into blocks. What is known of it is what its first window with an article says.
pub(crate) fn clean(page: Page, model: &Model, settings: &Settings) -> Result<Article> {
    let windows = windows(&page);
    if windows.len() == 1 {
        return Ok(until_clean(page, model, settings, true)?.article);
    }
    let mut whole = Article::default();
    let mut is_end_kept = false;
    for window in windows {
        let is_first = whole.is_empty();
        let Cleaned { article, begins, ends } = until_clean(part(&page, window.clone()), model, settings, is_first)?;
        if is_first {
            (whole.metadata, whole.confidence) = (article.metadata, article.confidence);
        }
        let separator_before = separator_before(&page, window.start).filter(|_| is_end_kept && begins);
        let mut blocks = article.blocks.into_iter();
        if let Some(separator_before) = separator_before
            && let Some(last) = whole.blocks.last_mut()
            && let Some(first) = blocks.next()
        {
            last.join(separator_before, first);
        }
        whole.blocks.extend(blocks);
        whole.removed.extend(article.removed);
        is_end_kept = ends;
    }
    if whole.removed.is_empty() {
        whole.verbatim = Some(page.source);
    }
    Ok(whole)
}

/// What came of a text.
struct Cleaned {
    article: Article,
    /// Its first block was kept.
    begins: bool,
    /// Its last block was kept.
    ends: bool,
}

/// Cleans a text of one window. Whoever does not ask for its metadata gets none.
fn until_clean(page: Page, model: &Model, settings: &Settings, is_asked: bool) -> Result<Cleaned> {
    let mut removed: Vec<(usize, Removed)> = Vec::new();
    let mut spans = vec![OriginalSpan { len: usize::MAX, place: 0 }];
    let mut page = Arc::new(page);
    let mut known = None;
    let mut end = None;
    let mut number = 0;
    loop {
        let mut judged = judge(&page, model, settings);
        if number >= PATIENT_ROUNDS {
            judged.drop_least(PART);
        }
        // What the first round saw of title, byline and date may be cruft and gone in the next.
        let is_asked = is_asked && number == 0;
        let metadata = if is_asked { judged.metadata(&page, None, None) } else { Metadata::default() };
        let (article, kept) = finish(&page, judged, metadata, None);
        spans = original_spans(&page, &spans);
        // That of the text as it was at first.
        let end = *end.get_or_insert(spans.last().map(OriginalSpan::end));
        let dropped = spans.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(span, _)| span.place);
        let next = if !article.removed.is_empty() {
            Some(lines(&render::text(&article.blocks), usize::MAX)?)
        } else if page.is_unwrapped {
            // Its longer lines may be cut otherwise.
            Some(lines(&page.source, usize::MAX)?).filter(|next| !is_cut_as(next, &page))
        } else {
            None
        };
        removed.extend(dropped.zip(article.removed));
        let (metadata, confidence) = known.get_or_insert((article.metadata, article.confidence));
        let Some(next) = next else {
            // The order of reading: a stable sort.
            removed.sort_by_key(|(place, _)| *place);
            let article = Article {
                metadata: std::mem::take(metadata),
                blocks: article.blocks,
                removed: removed.into_iter().map(|(_, removed)| removed).collect(),
                confidence: *confidence,
                verbatim: Some(page.source.clone()),
            };
            let begins = spans.first().is_some_and(|span| span.place == 0);
            let ends = spans.last().is_some_and(|span| Some(span.end()) == end);
            return Ok(Cleaned { article, begins, ends });
        };
        let mut is_kept = kept.into_iter();
        spans.retain(|_| is_kept.next().unwrap_or(true));
        page = Arc::new(next);
        number += 1;
    }
}

/// Whether a text has the blocks of another, so that it is judged as that was.
fn is_cut_as(page: &Page, other: &Page) -> bool {
    page.text == other.text
        && page.separators == other.separators
        && page.head.title == other.head.title
        && page.blocks == other.blocks
}

/// Where the blocks of a page stand, that was made of the spans.
fn original_spans(page: &Page, spans: &[OriginalSpan]) -> Vec<OriginalSpan> {
    let (mut at, mut passed, mut index) = (0, 0, 0);
    let place = |block| {
        let len = page.block_text(block).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        while let Some(span) = spans.get(index).filter(|span| at - passed >= span.len) {
            passed += span.len;
            index += 1;
        }
        let place = spans.get(index).map_or(at, |span| span.place + at - passed);
        at += len;
        OriginalSpan { len, place }
    };
    page.blocks.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_where_they_stood_at_first() {
        let lines = |text| lines(text, usize::MAX).unwrap();
        let first = original_spans(
            &lines("one two\n\nthree\n\nfour five\n\nsix"),
            &[OriginalSpan { len: usize::MAX, place: 0 }],
        );
        let at = |spans: &[OriginalSpan]| spans.iter().map(|span| span.place).collect::<Vec<_>>();
        assert_eq!(at(&first), [0, 6, 11, 19]);
        let kept: Vec<OriginalSpan> =
            first.into_iter().enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, span)| span).collect();
        let second = original_spans(&lines("three\n\nsix"), &kept);
        assert_eq!(at(&second), [6, 19]);
    }
}
