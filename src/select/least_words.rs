//! How many words make an article.

use super::classify::LIKELY_FROM;
use super::refine::{HEADED, Refinement};
use crate::cruft::Cruft;
use crate::page::BlockKind;

/// Fewer kept words than this are no article: the shortest real articles are notices of two sentences. Set by hand.
const ARTICLE_WORDS: f32 = 15.0;
/// A sentence of at least this many words is an article by itself: a toot, a short post. Set by hand.
const SHORT_POST_WORDS: f32 = 9.0;
/// On a page with a notice of more than twice as many words, fewer kept words than this are no article but part of the
/// notice. Set by hand.
const NOTICED_WORDS: f32 = 30.0;
/// On a page that reports an error, or that needs JavaScript, fewer kept words than this are no article. Set by hand.
const SHELL_WORDS: f32 = 60.0;

impl Refinement<'_> {
    /// Whether the kept blocks make an article: they have enough words. Headings count only if they are likely, as the
    /// titles of a listing are. What is the article according to a rule is one, however short.
    pub(super) fn is_article(&self) -> bool {
        let words = self.article_words();
        // A plain text without any cruft is an article, however short: a haiku, a note.
        let is_whole_text = self.page.is_text() && !self.kept.contains(&false);
        is_whole_text || self.page.rulings.article().is_some() || words >= self.needed_words(words)
    }

    /// Whether the kept blocks make an article and have as many words as the caller asks for.
    pub(super) fn has_enough_words(&self) -> bool {
        self.is_article() && self.min_words.is_none_or(|least| self.article_words() >= least as f32)
    }

    /// Whether the page needs more words than others to have an article. `kept` is the number of words kept so far.
    pub(super) fn needs_many_words(&self, kept: f32) -> bool {
        self.needed_words(kept) > ARTICLE_WORDS.max(self.min_words.unwrap_or(0) as f32)
    }

    /// The number of kept words that count as those of an article, see [`Refinement::is_article`].
    pub(super) fn article_words(&self) -> f32 {
        let is_heading = |index: usize| matches!(self.page.blocks[index].kind, BlockKind::Heading { .. });
        let is_text = |index: &usize| !is_heading(*index) || self.probabilities[*index] >= HEADED;
        let kept = (0..self.kept.len()).filter(|index| self.kept[*index]);
        kept.filter(is_text).map(|index| self.measurements.words[index]).sum()
    }

    /// The least number of words that make an article on this page: more on one that reports an error or needs
    /// JavaScript, and on one that is mostly a notice about cookies or ad blockers, if the caller does not keep these.
    /// `kept` is the number of words kept so far.
    pub(super) fn needed_words(&self, kept: f32) -> f32 {
        let words_with_phrases_of = |kinds: &[Cruft]| {
            let has_phrase = |index: &usize| {
                self.measurements
                    .hits_of(*index)
                    .iter()
                    .any(|hit| kinds.contains(&hit.kind) && !self.keep.contains(&hit.kind))
            };
            (0..self.kept.len()).filter(has_phrase).map(|index| self.measurements.words[index]).sum::<f32>()
        };
        if words_with_phrases_of(&[Cruft::ErrorPage, Cruft::JavaScript]) > 0.0 {
            SHELL_WORDS
        } else if words_with_phrases_of(&[Cruft::Cookie, Cruft::AdBlock]) > 2.0 * kept {
            NOTICED_WORDS
        } else if let Some(least) = self.min_words {
            least as f32
        } else if (0..self.kept.len()).any(|index| self.is_short_post(index)) {
            SHORT_POST_WORDS
        } else {
            ARTICLE_WORDS
        }
    }

    /// Whether a block of a page is a kept sentence of [`SHORT_POST_WORDS`] that is no link and more likely content
    /// than not.
    fn is_short_post(&self, index: usize) -> bool {
        let features = &self.measurements.features[index];
        !self.page.is_text()
            && self.kept[index]
            && features.is_sentence > 0.0
            && features.link_density == 0.0
            && self.measurements.words[index] >= SHORT_POST_WORDS
            && self.probabilities[index] >= LIKELY_FROM
    }
}
