//! Cleans plain text in rounds until nothing changes, so that cleaning a clean text changes nothing.
//!
//! A text has no markup that would separate two blocks, or show that a block between them was dropped. What is left
//! after a round is therefore a text like any other, and is judged like one: the first round drops most, the second
//! drops nothing in most texts. The last round drops nothing; cleaning the result again begins with a round like it,
//! and so changes nothing.
//!
//! A long text is cut into windows, and each is cleaned like a text of its own. When its result is cleaned again it may
//! be cut into other windows, and lose a little more.

use std::sync::Arc;

use url::Url;

use super::judge::{dropped_additions, finish, judge};
use crate::article::{Article, Removed};
use crate::assemble::separator_before;
use crate::error::Result;
use crate::lines::{lines, part, windows};
use crate::metadata::Metadata;
use crate::page::{Addition, Page};
use crate::render;
use crate::score::Model;
use crate::select::Settings;
use crate::verdict::{InputFormat, Judgement};

/// From this round on (the first is 0), each round also drops a part of the kept blocks that are in doubt, so that
/// cleaning ends after some sixteen rounds. In cross-validation by host 8 of some 12,700 texts were still changing when
/// it is reached. Set by hand.
const PATIENT_ROUNDS: usize = 12;
/// From round [`PATIENT_ROUNDS`] on, one in this many of the kept blocks in doubt is dropped, the least likely ones.
/// Set by hand.
const DOUBTFUL_DENOMINATOR: usize = 4;

/// Where a block was in the original text, before the first round. Bytes of white space are not counted: all others
/// stay the same from round to round.
struct OriginalSpan {
    /// The number of bytes of the block, without white space.
    len: usize,
    /// The number of bytes before the block in the original text, without white space.
    start: usize,
}

impl OriginalSpan {
    /// The number of bytes up to the end of the block in the original text, without white space.
    fn end(&self) -> usize {
        self.start + self.len
    }
}

/// Cleans a plain text that was cut into blocks. `url` is its address. The metadata and the confidence are those of the
/// first window with an article.
///
/// # Errors
///
/// None in practice: the text of each round is cut into blocks without a limit on their number.
pub(crate) fn clean(page: Page, model: &Model, settings: &Settings, url: Option<&Url>) -> Result<Article> {
    let format = InputFormat::of_text(&page.source);
    if let Some(format @ (InputFormat::Feed | InputFormat::Sitemap)) = format {
        return Ok(Article::of_wrong_format(format, url));
    }
    let mut article = in_windows(page, model, settings, url)?;
    article.judge(Judgement::of_text(format, article.is_empty()));
    Ok(article)
}

/// Cleans a plain text window by window.
fn in_windows(page: Page, model: &Model, settings: &Settings, url: Option<&Url>) -> Result<Article> {
    let windows = windows(&page);
    if windows.len() == 1 {
        return Ok(until_clean(page, model, settings, Some(url))?.article);
    }
    let mut joined = Article::default();
    let mut is_end_kept = false;
    for window in windows {
        let is_first = joined.is_empty();
        let Cleaned { article, begins, ends } =
            until_clean(part(&page, window.clone()), model, settings, is_first.then_some(url))?;
        if is_first {
            (joined.metadata, joined.confidence) = (article.metadata, article.confidence);
        }
        // A line that goes on across the border of two windows is one block, if both parts were kept.
        let separator_before = separator_before(&page, window.start).filter(|_| is_end_kept && begins);
        let (mut blocks, mut first) = (article.blocks.into_iter(), joined.blocks.len());
        if let Some(separator_before) = separator_before
            && let Some(last) = joined.blocks.last_mut()
            && let Some(block) = blocks.next()
        {
            last.join(separator_before, block);
            first -= 1;
        }
        joined.append_at(first, blocks.collect(), article.removed);
        is_end_kept = ends;
    }
    if joined.removed.len() == page.additions.len() {
        joined.verbatim = Some(page.source);
    }
    Ok(joined)
}

/// The result of cleaning one window.
struct Cleaned {
    article: Article,
    /// Whether the first block of the window was kept.
    begins: bool,
    /// Whether the last block of the window was kept.
    ends: bool,
}

/// Cleans one window in rounds until nothing changes. Metadata is read only if the text's address is given, which may
/// be none; else it is empty.
fn until_clean(page: Page, model: &Model, settings: &Settings, url: Option<Option<&Url>>) -> Result<Cleaned> {
    let mut removed: Vec<(usize, Removed)> = Vec::new();
    let mut spans = vec![OriginalSpan { len: usize::MAX, start: 0 }];
    let mut page = Arc::new(page);
    // The metadata and the confidence of the first round.
    let mut first_result = None;
    // The end of the original text.
    let mut end = None;
    let mut round = 0;
    loop {
        let mut judged = judge(&page, model, settings);
        if round >= PATIENT_ROUNDS {
            judged.drop_least(DOUBTFUL_DENOMINATOR);
        }
        // Metadata is read in the first round: title, byline and date may be dropped as cruft in it.
        let url = url.filter(|_| round == 0);
        let metadata = url.map_or_else(Metadata::default, |url| judged.metadata(&page, url, None));
        let (article, kept) = finish(&page, judged, metadata, None);
        spans = original_spans(&page, &spans);
        // The first round finds the end of the original text.
        let end = *end.get_or_insert(spans.last().map(OriginalSpan::end));
        // Behind the last block stands what has its end.
        let place = |addition: &Addition| spans.get(addition.block).map_or(end, |span| Some(span.start));
        let places: Vec<usize> = page.additions.iter().map(|addition| place(addition).unwrap_or_default()).collect();
        removed.extend(places.into_iter().zip(dropped_additions(&page.additions, model, settings)));
        let dropped = spans.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(span, _)| span.start);
        let next = if !article.removed.is_empty() {
            Some(lines(&render::plain_text(&article.blocks), usize::MAX)?)
        } else if page.is_unwrapped || !page.additions.is_empty() {
            // Unwrapping made its lines longer, and those may be cut into other blocks. So may what was left of it
            // without the additions.
            Some(lines(&page.source, usize::MAX)?).filter(|next| !is_cut_as(next, &page))
        } else {
            None
        };
        removed.extend(dropped.zip(article.removed));
        let (metadata, confidence) = first_result.get_or_insert((article.metadata, article.confidence));
        let Some(next) = next else {
            // Reading order. The sort is stable: blocks with the same start stay in the order in which they were
            // removed.
            removed.sort_by_key(|(start, _)| *start);
            let article = Article {
                metadata: std::mem::take(metadata),
                blocks: article.blocks,
                removed: with_positions(removed, &page, &spans),
                confidence: *confidence,
                selected_by: None,
                verbatim: Some(page.source.clone()),
                ..Article::default()
            };
            let begins = spans.first().is_some_and(|span| span.start == 0);
            let ends = spans.last().is_some_and(|span| Some(span.end()) == end);
            return Ok(Cleaned { article, begins, ends });
        };
        let mut is_kept = kept.into_iter();
        spans.retain(|_| is_kept.next().unwrap_or(true));
        page = Arc::new(next);
        round += 1;
    }
}

/// The removed blocks, each given with its start in the original text and in that order, with their positions among the
/// blocks of an article that has all blocks of the page, which have these original spans.
fn with_positions(removed: Vec<(usize, Removed)>, page: &Page, spans: &[OriginalSpan]) -> Vec<Removed> {
    let mut position = 0;
    // Lines of one paragraph are one block of the article.
    let mut spans =
        spans.iter().enumerate().map(|(index, span)| (separator_before(page, index).is_none(), span)).peekable();
    let place = |(start, removed): (usize, Removed)| {
        while let Some((begins, _)) = spans.next_if(|(_, span)| span.start < start) {
            position += usize::from(begins);
        }
        Removed { position, ..removed }
    };
    removed.into_iter().map(place).collect()
}

/// Whether two texts were cut into the same blocks, so that judging one gives the verdicts of the other.
fn is_cut_as(page: &Page, other: &Page) -> bool {
    page.text == other.text
        && page.additions.is_empty()
        && page.separators == other.separators
        && page.head.title == other.head.title
        && page.blocks == other.blocks
}

/// The original spans of the blocks of a page whose text was made of the blocks with these spans, in order.
///
/// A block may begin within a span, if the text was cut otherwise than in the round before.
fn original_spans(page: &Page, spans: &[OriginalSpan]) -> Vec<OriginalSpan> {
    let (mut at, mut passed, mut index) = (0, 0, 0);
    let original = |block| {
        let len = page.block_text(block).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        while let Some(span) = spans.get(index).filter(|span| at - passed >= span.len) {
            passed += span.len;
            index += 1;
        }
        let start = spans.get(index).map_or(at, |span| span.start + at - passed);
        at += len;
        OriginalSpan { len, start }
    };
    page.blocks.iter().map(original).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_in_the_original_text() {
        let lines = |text| lines(text, usize::MAX).unwrap();
        let first = original_spans(
            &lines("one two\n\nthree\n\nfour five\n\nsix"),
            &[OriginalSpan { len: usize::MAX, start: 0 }],
        );
        let starts = |spans: &[OriginalSpan]| spans.iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!(starts(&first), [0, 6, 11, 19]);
        let kept: Vec<OriginalSpan> =
            first.into_iter().enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, span)| span).collect();
        let second = original_spans(&lines("three\n\nsix"), &kept);
        assert_eq!(starts(&second), [6, 19]);
    }
}
