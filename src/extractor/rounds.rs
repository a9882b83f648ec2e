//! The cleaning of plain text, again and again until nothing changes: what was cleaned once is clean.
//!
//! A text has no markup that would keep two blocks apart or tell that something stood between them. So what is left of it is
//! a text like any other, and is judged like one: the first round drops most, the second finds nothing in most texts. It ends
//! with a text of which a round drops nothing, and that is by definition what cleaning it again gives.
//!
//! A long text is judged in windows. One that was found clean and is the same in the next round is not judged again.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

use super::{finish, judge};
use crate::article::{Article, Block, Removed};
use crate::assemble::joint;
use crate::error::Result;
use crate::lines::{lines, part, windows};
use crate::page::Page;
use crate::render;
use crate::score::Model;
use crate::select::Settings;

/// After so many rounds each must drop a part of what it changes, so that there is a last one and time stays linear. In
/// cross-validation by host 8 of some 12,700 texts were still changing after twelve.
const PATIENT_ROUNDS: usize = 24;
/// That part: one of so many blocks, the least likely ones.
const PART: usize = 10;

/// A block of the round before.
struct Piece {
    /// Its bytes that are no spaces: these stay the same from round to round.
    len: usize,
    /// How many of them come before it in the text as it was at first.
    place: usize,
}

/// Cleans a text, cut into blocks.
pub(crate) fn clean(page: Page, model: &Model, settings: &Settings) -> Result<Article> {
    let mut rounds = Rounds { model, settings, clean: HashMap::new(), hasher: RandomState::new() };
    let mut removed: Vec<(usize, Removed)> = Vec::new();
    let mut pieces = vec![Piece { len: usize::MAX, place: 0 }];
    let mut page = page;
    let mut metadata = None;
    let mut number = 0;
    loop {
        let mut round = rounds.round(&page, number);
        pieces = places(&page, &pieces);
        let dropped = pieces.iter().zip(&round.kept).filter(|(_, kept)| !**kept).map(|(piece, _)| piece.place);
        let is_whole = round.article.removed.is_empty();
        removed.extend(dropped.zip(std::mem::take(&mut round.article.removed)));
        // What the first round saw of title, byline and date may be cruft and gone in the next.
        let first = metadata.get_or_insert((round.article.metadata, round.article.confidence));
        if is_whole && !page.is_unwrapped {
            // The order of reading: a stable sort.
            removed.sort_by_key(|(place, _)| *place);
            let removed = removed.into_iter().map(|(_, removed)| removed).collect();
            let (metadata, confidence) = std::mem::take(first);
            return Ok(Article {
                metadata,
                blocks: round.article.blocks,
                removed,
                confidence,
                whole: Some(page.whole),
            });
        }
        let text = if is_whole { page.whole } else { render::text(&round.article.blocks) };
        let mut is_kept = round.kept.into_iter();
        pieces.retain(|_| is_kept.next().unwrap_or(true));
        page = lines(&text, usize::MAX)?;
        number += 1;
    }
}

/// What came of a round.
#[derive(Default)]
struct Round {
    article: Article,
    /// Of each block, whether it was kept.
    kept: Vec<bool>,
}

/// What stays from round to round.
struct Rounds<'a> {
    model: &'a Model,
    settings: &'a Settings,
    /// The blocks of the windows of which the last round dropped nothing, by the hash of their page.
    clean: HashMap<u64, Vec<Block>>,
    /// Nobody can foresee its hashes, and so nobody can make two windows seem the same.
    hasher: RandomState,
}

impl Rounds<'_> {
    fn round(&mut self, page: &Page, number: usize) -> Round {
        let windows = windows(page);
        let is_whole = windows.len() == 1;
        let judge = |window: &Range<usize>| {
            if is_whole { self.window(page, number) } else { self.window(&part(page, window.clone()), number) }
        };
        let judged: Vec<_> = windows.iter().map(judge).collect();
        self.clean.clear();
        let is_last = !page.is_unwrapped && judged.iter().all(|(_, article, _)| article.removed.is_empty());
        let mut round = Round::default();
        for (window, (key, article, kept)) in windows.iter().zip(judged) {
            if !is_last && article.removed.is_empty() {
                self.clean.insert(key, article.blocks.clone());
            }
            round.add(page, window.start, article, kept);
        }
        round
    }

    /// The key of a window, its article, and whether each block was kept.
    fn window(&self, page: &Page, number: usize) -> (u64, Article, Vec<bool>) {
        let key = self.hasher.hash_one((&page.text, &page.blocks, &page.seams));
        let (article, kept) = match self.clean.get(&key) {
            Some(blocks) => (Article { blocks: blocks.clone(), ..Article::default() }, vec![true; page.blocks.len()]),
            None => self.judge(page, number),
        };
        (key, article, kept)
    }

    fn judge(&self, page: &Page, number: usize) -> (Article, Vec<bool>) {
        let mut judged = judge(page, self.model, self.settings);
        if number >= PATIENT_ROUNDS {
            judged.drop_least(PART);
        }
        finish(page, judged, None, None)
    }
}

impl Round {
    /// Adds what came of the window that begins with a block. What is known of the text is what the first window with an article
    /// says.
    fn add(&mut self, page: &Page, start: usize, article: Article, kept: Vec<bool>) {
        let own = &mut self.article;
        if self.kept.is_empty() || own.blocks.is_empty() && !article.blocks.is_empty() {
            (own.metadata, own.confidence) = (article.metadata, article.confidence);
        }
        let mut blocks = article.blocks.into_iter();
        let is_joined = self.kept.last() == Some(&true) && kept.first() == Some(&true);
        if let Some(joint) = joint(page, start).filter(|_| is_joined)
            && let Some(last) = own.blocks.last_mut()
            && let Some(next) = blocks.next()
        {
            last.text.push_str(joint);
            last.text.push_str(&next.text);
        }
        own.blocks.extend(blocks);
        own.removed.extend(article.removed);
        self.kept.extend(kept);
    }
}

/// Where the blocks of a page stand, that was made of the pieces.
fn places(page: &Page, pieces: &[Piece]) -> Vec<Piece> {
    let (mut at, mut passed, mut index) = (0, 0, 0);
    let place = |block| {
        let len = page.block_text(block).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        while let Some(piece) = pieces.get(index).filter(|piece| at - passed >= piece.len) {
            passed += piece.len;
            index += 1;
        }
        let place = pieces.get(index).map_or(at, |piece| piece.place + at - passed);
        at += len;
        Piece { len, place }
    };
    page.blocks.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_where_they_stood_at_first() {
        let lines = |text| lines(text, usize::MAX).unwrap();
        let first = places(&lines("one two\n\nthree\n\nfour five\n\nsix"), &[Piece { len: usize::MAX, place: 0 }]);
        let at = |pieces: &[Piece]| pieces.iter().map(|piece| piece.place).collect::<Vec<_>>();
        assert_eq!(at(&first), [0, 6, 11, 19]);
        let kept: Vec<Piece> =
            first.into_iter().enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, piece)| piece).collect();
        let second = places(&lines("three\n\nsix"), &kept);
        assert_eq!(at(&second), [6, 19]);
    }
}
