//! Refines the cut: keeps or drops blocks because of what was kept around them.

use super::classify::{AMID_FROM, NEARLY_SURE_FROM, TITLE_WORDS, goes_on, is_notice};
use super::cut::Focus;
use super::documentation::{self, Part};
use super::verdict::Kind;
use super::whole::{self, Whole};
use crate::cruft::{Cruft, Reason};
use crate::measure::Measurements;
use crate::page::{BlockKind, Page, Separator};

/// A block between two kept ones, or a heading with something kept under it, is kept down to this share, 0..=1, of the
/// threshold of the cut. Set by hand.
const DOUBT: f32 = 0.5;
/// Between two kept blocks at most this many blocks get the benefit of the doubt. Set by hand.
const GAP_BLOCKS: usize = 2;
/// A line of plain text with fewer words is short: it gets no benefit of the doubt. Set by hand.
const LINE_WORDS: f32 = 4.0;
/// The last paragraph of a plain text is kept only if it has at least this many words. Set by hand: on the dumps of
/// WCXB it makes no difference.
const END_WORDS: f32 = 8.0;
/// The last paragraph of a plain text is kept only if it has at least this probability. Set by hand: on the dumps of
/// WCXB it makes no difference.
const END_DOUBT: f32 = 0.25;
/// A repeated text of fewer words, of at least the probability [`NEARLY_SURE_FROM`], is content that is said twice,
/// such as an answer in a list of questions; a longer one is a copy. Set by hand: of the words above that probability
/// that stand elsewhere on the page, too, 98 of 100 are content, nearly all of them in short lines.
const COPIED_WORDS: f32 = 30.0;
/// A standfirst is one of at most this many blocks below the headline, settled ones included: a byline, a date and
/// buttons to share may stand before it. Set by hand.
const STANDFIRST_BLOCKS: usize = 6;
/// A standfirst is kept from this probability on. Set by hand.
const STANDFIRST_DOUBT: f32 = 0.35;

/// A plain text of at most this many words is a note, such as a query or a haiku: too short to judge its blocks one by
/// one. Set by hand.
const NOTE_WORDS: f32 = 40.0;
/// A plain text is kept whole if at most this share, 0..=1, of its blocks and of its words would be dropped. Set by
/// hand.
const WHOLE_SHARE: f32 = 0.02;
/// A plain text is kept whole if at most this many blocks would be dropped, all of them short lines: "FOR IMMEDIATE
/// RELEASE", "###". Set by hand.
const WHOLE_LINES: usize = 2;
/// A plain text that is code to at least this share, 0..=1, of its words is kept whole if only code would be dropped: a
/// listing, a log, settings. Set by hand.
const CODE_SHARE: f32 = 0.5;
/// A heading of at least this probability is kept with nothing under it: the title of a card, a question in a list. Set
/// by hand.
pub(super) const HEADED: f32 = 0.5;

/// The kind and reason of a block that was dropped in this stage; `None` for other blocks.
pub(super) type Note = Option<(Kind, Reason)>;

/// The state of a page's cut while it is refined.
pub(super) struct Refinement<'a> {
    pub(super) page: &'a Page,
    pub(super) measurements: &'a Measurements,
    /// The things of several blocks that are kept or dropped as a whole.
    pub(super) wholes: &'a [Whole],
    /// Index of the block that is the headline, if any.
    pub(super) headline: Option<usize>,
    /// Per block: the probability that it is content. The blocks of a whole have the same.
    pub(super) probabilities: &'a [f32],
    /// The threshold of the cut, a probability.
    pub(super) threshold: f32,
    pub(super) focus: Focus,
    /// The least number of words that make an article, if the caller sets one.
    pub(super) min_words: Option<usize>,
    /// The kinds of cruft that the caller keeps.
    pub(super) keep: &'a [Cruft],
    /// Per block: whether rules or evidence have settled it. Settled blocks stay as they are.
    pub(super) is_settled: Vec<bool>,
    /// Per block: whether it is kept, as things stand.
    pub(super) kept: Vec<bool>,
    /// Per block: why this stage dropped it, if it did.
    pub(super) notes: Vec<Note>,
}

impl Refinement<'_> {
    /// Applies all refinements, in the order in which they depend on each other.
    pub(super) fn refine(&mut self) {
        let is_settled = self.is_settled.clone();
        self.refine_cut();
        if self.min_words.is_some_and(|least| self.article_words() < least as f32) {
            // Documentation, which was settled since, goes as well.
            self.is_settled = is_settled;
            self.drop_all();
        }
    }

    /// Applies all refinements but the caller's least number of words.
    fn refine_cut(&mut self) {
        if self.keep_whole() {
            return self.drop_repeats();
        }
        if self.keep_note() {
            return;
        }
        self.keep_certain_texts();
        self.keep_headline();
        if self.focus != Focus::Precision {
            self.keep_standfirst();
        }
        self.fill_gaps();
        let is_likely = |index: usize| self.probabilities[index] >= self.threshold * DOUBT;
        whole::keep_beside(self.wholes, self.page, self.measurements, &self.is_settled, &mut self.kept, is_likely);
        self.keep_documentation();
        if self.focus != Focus::Precision {
            self.keep_begun();
            self.keep_end();
            // Lines between kept ones are kept by now, so what is still dropped may be little enough.
            self.keep_whole();
        }
        self.drop_repeats();
        self.judge_headings();
        self.drop_titles();
        whole::settle(self.wholes, self.measurements, &self.is_settled, &mut self.kept);
        if !self.is_article() {
            self.drop_all();
        }
    }

    /// Keeps all of a plain text without settled cruft, if next to nothing or only code would be dropped, or if it is
    /// a note. Returns whether it did.
    ///
    /// For novels of which a paragraph looks like a teaser, and for text that was cleaned before. Not cross-validated.
    fn keep_whole(&mut self) -> bool {
        if !self.page.is_text() || self.shows_cruft() {
            return false;
        }
        let dropped = || self.kept.iter().zip(&self.measurements.words).filter(|(kept, _)| !**kept);
        let words: f32 = self.measurements.words.iter().sum();
        let expected: f32 = self
            .probabilities
            .iter()
            .zip(&self.measurements.words)
            .map(|(probability, words)| probability * words)
            .sum();
        let is_note = words <= NOTE_WORDS && expected >= 0.5 * words;
        let are_few = dropped().count() as f32 <= WHOLE_SHARE * self.kept.len() as f32
            && dropped().map(|(_, words)| words).sum::<f32>() <= WHOLE_SHARE * words;
        let are_lines = dropped().count() <= WHOLE_LINES && dropped().all(|(_, words)| *words < LINE_WORDS);
        let is_code = |index: &usize| self.page.blocks[*index].kind == BlockKind::Preformatted;
        let code: f32 = (0..self.kept.len()).filter(is_code).map(|index| self.measurements.words[index]).sum();
        let are_code =
            code >= CODE_SHARE * words && (0..self.kept.len()).all(|index| self.kept[index] || is_code(&index));
        let are_sentences = words <= NOTE_WORDS
            && self.measurements.features.iter().all(|row| row.is_sentence > 0.0 && row.phrases == 0.0);
        let is_whole = is_note || are_sentences || are_few || are_lines || are_code;
        if is_whole {
            self.kept.fill(true);
        }
        is_whole
    }

    /// Whether any block is settled as cruft.
    fn shows_cruft(&self) -> bool {
        self.kept.iter().zip(&self.is_settled).any(|(kept, settled)| *settled && !kept)
    }

    /// In a plain text that has settled cruft and few words beside it, keeps the open blocks that are sentences and
    /// drops the others. Returns whether it did. The scorer's probabilities are ignored: in so short a text they are
    /// low for all that stands beside cruft.
    fn keep_note(&mut self) -> bool {
        let open: Vec<usize> = (0..self.kept.len()).filter(|index| !self.is_settled[*index]).collect();
        let words: f32 = open.iter().map(|index| self.measurements.words[*index]).sum();
        let is_sentence = |index: usize| self.measurements.features[index].is_sentence > 0.0;
        let is_note = self.page.is_text()
            && self.shows_cruft()
            && words <= NOTE_WORDS
            && !self.needs_many_words(words)
            && open.iter().any(|index| is_sentence(*index));
        if is_note {
            open.into_iter().for_each(|index| self.kept[index] = is_sentence(index));
        }
        is_note
    }

    /// Keeps the headline, if anything was kept.
    fn keep_headline(&mut self) {
        if let Some(headline) = self.headline
            && !self.is_settled[headline]
            && self.kept.contains(&true)
        {
            self.kept[headline] = true;
        }
    }

    /// Keeps the standfirst: the first sentence below the headline, in front of what was kept.
    ///
    /// For "Three days of talks end without a signature". Many annotations of WCXB leave standfirsts out, so the scorer
    /// doubts them. In cross-validation this adds 0.002 to F1 on multilingual and costs articles of WCXB 0.0002. Gets
    /// an opening line wrong that introduces the author.
    fn keep_standfirst(&mut self) {
        let Some(headline) = self.headline.filter(|headline| self.kept[*headline]) else { return };
        let first = (headline + 1..self.kept.len()).find(|index| self.kept[*index]).unwrap_or(headline);
        let is_sentence = |index: &usize| {
            self.measurements.is_standfirst(*index)
                && self.measurements.features[*index].link_density == 0.0
                && self.probabilities[*index] >= STANDFIRST_DOUBT
        };
        let near = (headline + 1..first).take(STANDFIRST_BLOCKS).filter(|index| !self.is_settled[*index]);
        if let Some(standfirst) = near.into_iter().find(is_sentence) {
            self.kept[standfirst] = true;
        }
    }

    /// Gives the benefit of the doubt to open blocks between two kept ones, see [`GAP_BLOCKS`] and `is_doubtful`.
    fn fill_gaps(&mut self) {
        let mut last = None;
        for index in 0..self.kept.len() {
            if !self.kept[index] {
                continue;
            }
            if let Some(last) = last {
                // Settled blocks in between, such as a byline, do not count.
                let gap = (last + 1..index).filter(|inside| !self.is_settled[*inside]);
                let open: Vec<usize> = gap.take(GAP_BLOCKS + 1).collect();
                if open.len() <= GAP_BLOCKS && open.iter().all(|inside| self.is_doubtful(*inside)) {
                    open.into_iter().for_each(|inside| self.kept[inside] = true);
                }
            }
            last = Some(index);
        }
    }

    /// Keeps the documentation of a program whole, and settles it: its signatures, the words and lists that explain
    /// them, and what a summary and the details both say.
    fn keep_documentation(&mut self) {
        for (index, part) in documentation::blocks(self.page).into_iter().enumerate() {
            if let Some(part) = part.filter(|_| !self.is_settled[index]) {
                self.kept[index] = part == Part::Text;
                self.is_settled[index] = true;
            }
        }
    }

    /// Keeps a line of plain text whose sentence goes on in a kept line.
    fn keep_begun(&mut self) {
        for index in (0..self.kept.len().saturating_sub(1)).rev() {
            let is_open = !self.kept[index] && !self.is_settled[index] && self.probabilities[index] >= AMID_FROM;
            if is_open && self.kept[index + 1] && goes_on(self.page, self.measurements, index) {
                self.kept[index] = true;
            }
        }
    }

    /// Keeps the last paragraph of a plain text, if only settled blocks, at least one, stand between it and the last
    /// kept block, and no open sentence follows it. On a page in one line, where blocks are sentences, there may be
    /// nothing between the two.
    ///
    /// For the last paragraph of a story, below "Read more" and the title of another story. Gets an appeal wrong that
    /// has no phrase of the lexicon.
    fn keep_end(&mut self) {
        let Some(last) = self.kept.iter().rposition(|kept| *kept).filter(|_| self.page.is_text()) else { return };
        let open: Vec<usize> = (last + 1..self.kept.len()).filter(|index| !self.is_settled[*index]).collect();
        let is_sentence = |index: usize| self.measurements.features[index].is_sentence > 0.0;
        let continues_line =
            |index: usize| matches!(self.page.separators.get(index), Some(Separator::Space | Separator::None));
        let Some((end, rest)) = open.split_first() else { return };
        let may_end = is_sentence(*end)
            && self.measurements.words[*end] >= END_WORDS
            && self.probabilities[*end] >= END_DOUBT
            && self.measurements.evidence[*end].hits.is_empty()
            && (*end > last + 1 || continues_line(*end))
            && is_sentence(last);
        if may_end && !rest.iter().any(|index| is_sentence(*index)) {
            self.kept[*end] = true;
        }
    }

    /// Whether a dropped block gets the benefit of the doubt if its surroundings are kept: its probability is not far
    /// below the threshold, and it is no short line of plain text.
    fn is_doubtful(&self, index: usize) -> bool {
        // A short line has no markup in its favour. If it stands between two kept lines of its group, these speak for
        // it.
        let is_line = |separator: usize, line: usize| {
            self.page.separators.get(separator) == Some(&Separator::Line)
                && self.kept.get(line) == Some(&true)
                && self.measurements.words[line] >= LINE_WORDS
        };
        let is_amid = index > 0 && is_line(index, index - 1) && is_line(index + 1, index + 1);
        let is_word = self.page.is_text() && self.measurements.words[index] < LINE_WORDS && !is_amid;
        // In plain text, without markup in its favour, a sentence that quotes a phrase of cruft has a low probability.
        let quotes_cruft = self.page.is_text()
            && self.measurements.is_standfirst(index)
            && !self.measurements.evidence[index].hits.is_empty()
            && !is_notice(self.measurements, index);
        let least = if quotes_cruft { AMID_FROM } else { self.threshold * DOUBT };
        self.probabilities[index] >= least && !is_word
    }

    /// Drops a block and notes why.
    fn drop(&mut self, index: usize, kind: Kind, reason: Reason) {
        self.kept[index] = false;
        self.notes[index] = Some((kind, reason));
    }

    /// Drops copies of kept blocks and of the headline.
    fn drop_repeats(&mut self) {
        let headline = self.headline;
        let title = headline.map(|headline| self.page.block_text(&self.page.blocks[headline]));
        for index in 0..self.kept.len() {
            if !self.kept[index] || self.is_settled[index] || Some(index) == headline {
                continue;
            }
            let repeats_text = self.measurements.evidence[index].repeats.is_some_and(|first| self.kept[first]);
            let is_line =
                self.measurements.words[index] < COPIED_WORDS && self.probabilities[index] >= NEARLY_SURE_FROM;
            let repeats_text = repeats_text && !is_line;
            if repeats_text || title == Some(self.page.block_text(&self.page.blocks[index])) {
                self.drop(index, Kind::Fallback(Cruft::Repeated), Reason::DuplicateOnPage);
            }
        }
    }

    /// Keeps headings that have kept text under them, drops headings that have none.
    fn judge_headings(&mut self) {
        let Some(first) = self.kept.iter().position(|kept| *kept) else { return };
        // The loop goes backwards. These are the indexes of the next kept block that is no heading, and of the next
        // heading of each level.
        let mut next_text = usize::MAX;
        let mut next_heading = [usize::MAX; 7];
        for index in (0..self.kept.len()).rev() {
            let BlockKind::Heading { level } = self.page.blocks[index].kind else {
                if self.kept[index] {
                    next_text = index;
                }
                continue;
            };
            let level = usize::from(level).min(6);
            let next = next_heading[..=level].iter().min().copied().unwrap_or(usize::MAX);
            let scope = self.measurements.evidence[index].scope.max(index + 1);
            let is_boxed = scope < next && scope < self.kept.len() && scope > index + 1;
            let end = if is_boxed { scope } else { next };
            next_heading[level] = index;
            if self.is_settled[index] || Some(index) == self.headline {
                continue;
            }
            let has_text = next_text < end;
            // A sentence that is marked up as a heading needs nothing under it.
            let is_sentence = self.measurements.is_standfirst(index);
            if self.kept[index] && !has_text && !is_sentence && self.probabilities[index] < HEADED {
                self.drop(index, Kind::Fallback(Cruft::Orphan), Reason::EmptySection);
            } else if !self.kept[index] && has_text && index + 1 >= first && self.is_doubtful(index) {
                self.kept[index] = true;
            }
        }
    }

    /// Drops a line of plain text that stands alone between a sentence and a dropped label of other stories. It is the
    /// title of such a story, above "Read more:".
    fn drop_titles(&mut self) {
        let page = self.page;
        let is_sentence = |index: usize| self.measurements.features[index].is_sentence > 0.0;
        let is_title = |index: &usize| {
            page.separators[*index..*index + 2] == [Separator::Blank, Separator::Blank]
                && TITLE_WORDS.contains(&self.measurements.words[*index])
                && self.probabilities[*index] < NEARLY_SURE_FROM
                && (self.kept[*index] && !self.is_settled[*index] && !self.kept[*index + 1])
                && (!is_sentence(*index) && is_sentence(*index - 1))
                && self
                    .measurements
                    .hits_of(*index + 1)
                    .iter()
                    .any(|hit| hit.covers_block && hit.kind == Cruft::Related)
        };
        let titles: Vec<usize> = (1..page.separators.len().saturating_sub(1)).filter(is_title).collect();
        titles.into_iter().for_each(|index| self.drop(index, Kind::Fallback(Cruft::Orphan), Reason::EmptySection));
    }

    /// Drops everything that is not settled, since the page has no article.
    fn drop_all(&mut self) {
        for index in 0..self.kept.len() {
            // A settled block that is kept is documentation, or was kept by the caller's settings.
            if self.kept[index] && !self.is_settled[index] {
                self.drop(index, Kind::Fallback(Cruft::LowScore), Reason::NoArticle);
            }
        }
    }
}
