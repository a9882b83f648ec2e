//! What the rules read: how much was kept that is no notice, and the titles of the page.

use memchr::memmem;

use super::case::Case;
use super::reason::VerdictReason;
use super::wordings::{Titles, WORDINGS, in_text};
use crate::cruft::Cruft;
use crate::measure::NormalizedTexts;
use crate::page::BlockKind;

/// The kinds of cruft whose phrases make a notice.
const NOTICES: [Cruft; 4] = [Cruft::Cookie, Cruft::Paywall, Cruft::JavaScript, Cruft::ErrorPage];
/// The phrases of a block make it a notice if they cover at least this share, 0..=1, of it: a sentence that only
/// mentions a cookie is none. Set by hand.
const NOTICE_SHARE: f32 = 0.15;
/// With more kept words than this a page is no wall, so that nothing else is looked for. The longest consent walls have
/// some 500 words. Set by hand.
pub(super) const MOST_WALL_WORDS: f32 = 600.0;

/// What the rules read of a page.
pub(super) struct Facts {
    /// The number of words of all blocks.
    pub(super) page_words: f32,
    /// The number of words that were kept, headings not counted.
    pub(super) kept_words: f32,
    /// The number of kept words in blocks that are no notices, headings not counted.
    pub(super) own_words: f32,
    /// Titles that the head of the page gives, and behind them its main headings.
    titles: Vec<String>,
    /// The number of those that the head gives.
    head_titles: usize,
    /// The blocks in their normalized form; empty if the page has so many kept words that it is no wall.
    pub(super) texts: NormalizedTexts,
}

impl Facts {
    /// Counts the words of a page and normalizes its texts.
    pub(super) fn of(case: &Case<'_>) -> Facts {
        let Case { page, measurements, .. } = *case;
        let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
        let blocks = 0..page.blocks.len();
        let kept: Vec<usize> = blocks.clone().filter(|block| case.is_kept(*block) && !is_heading(*block)).collect();
        let words = |blocks: &[usize]| blocks.iter().map(|block| measurements.words[*block]).sum::<f32>();
        let kept_words = words(&kept);
        let mut facts = Facts {
            page_words: measurements.words.iter().sum(),
            kept_words,
            own_words: kept_words,
            titles: Vec::new(),
            head_titles: 0,
            texts: NormalizedTexts::default(),
        };
        if kept_words > MOST_WALL_WORDS {
            return facts;
        }
        facts.texts = NormalizedTexts::of(page);
        let challenges = facts.said(&WORDINGS.challenge_texts);
        let is_notice = |block: &usize| facts.is_notice(case, *block, &challenges);
        let own: Vec<usize> = kept.into_iter().filter(|block| !is_notice(block)).collect();
        facts.own_words = words(&own);
        let is_main = |index: &usize| {
            matches!(page.blocks[*index].kind, BlockKind::Heading { level: 1 | 2 }) || case.headline == Some(*index)
        };
        let headings = blocks.filter(is_main).map(|index| page.block_text(&page.blocks[index]));
        facts.head_titles = page.head.titles().count();
        facts.titles = page.head.titles().chain(headings).map(str::to_owned).collect();
        facts
    }

    /// Of these words, those that the page says. It is searched as a whole, and not block by block, because most pages
    /// have none.
    fn said(&self, words: &[&'static str]) -> Vec<&'static str> {
        let all = self.texts.all().as_bytes();
        words.iter().copied().filter(|word| memmem::find(all, word.as_bytes()).is_some()).collect()
    }

    /// Whether a block is a notice of a wall, an error or a shell. `challenges` are the words of challenges that the
    /// page says.
    fn is_notice(&self, case: &Case<'_>, block: usize, challenges: &[&'static str]) -> bool {
        let measurements = case.measurements;
        let evidence = &measurements.evidence[block];
        let has_phrase = measurements.hits_of(block).iter().any(|hit| NOTICES.contains(&hit.kind));
        has_phrase && evidence.covered >= NOTICE_SHARE || in_text(challenges, self.texts.block(block)).is_some()
    }

    /// The title or heading that is one of these.
    pub(super) fn title(&self, titles: &Titles) -> Option<VerdictReason> {
        let title = self.titles.iter().find(|title| titles.find(title).is_some())?;
        Some(VerdictReason::Title { title: title.trim().to_owned() })
    }

    /// Whether a title is one that the head of the page gives, and no heading.
    pub(super) fn is_of_head(&self, title: &VerdictReason) -> bool {
        matches!(title, VerdictReason::Title { title } if self.titles[..self.head_titles].iter().any(|own| own.trim() == title))
    }

    /// Whether a title is one that the head of the page gives, or its first heading.
    pub(super) fn is_first(&self, title: &VerdictReason) -> bool {
        let first = self.titles.get(self.head_titles).map(|own| own.trim());
        self.is_of_head(title) || matches!(title, VerdictReason::Title { title } if first == Some(title))
    }

    /// The first of these words in any block.
    pub(super) fn notice(&self, words: &[&'static str]) -> Option<VerdictReason> {
        let said = self.said(words);
        let words = self.texts.iter().find_map(|text| in_text(&said, text))?;
        Some(VerdictReason::Notice { words: words.into() })
    }

    /// The kept words as a reason.
    pub(super) fn words(&self) -> VerdictReason {
        VerdictReason::Words { words: self.own_words as usize }
    }
}

/// Whether phrases of a kind make a block of the page a notice.
pub(super) fn has_phrases(case: &Case<'_>, kind: Cruft) -> Option<VerdictReason> {
    let measurements = case.measurements;
    let is_notice = |block: usize| {
        measurements.evidence[block].covered >= NOTICE_SHARE
            && measurements.hits_of(block).iter().any(|hit| hit.kind == kind)
    };
    (0..case.page.blocks.len()).any(is_notice).then_some(VerdictReason::Phrases { kind })
}
