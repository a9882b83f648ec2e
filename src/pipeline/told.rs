//! Page → article, where the story may stand in the data of the page alone: behind a paywall, or drawn by a script.
//!
//! A page can show the first lines of its story and have all of it in its JSON-LD or its state. The story is then cut
//! into blocks and judged like a page of its own. It replaces what was kept of the page only if it is the page's story,
//! is much longer, and is not what the page shows anyway.
//!
//! The confidence of the cut says nothing here. Of 98 pages that have both a story in their JSON-LD and a gold text, 22
//! of the 25 with the least confidence (.71 to .94) would be worse by F1 with the story of the data, which leaves out
//! boxes and answers. So the share of the story that is in sight decides: counted on the HTML without scripts, no page
//! shows less than .77 of it.

use std::sync::Arc;

use url::Url;

use super::judge::{Judged, finish, judge};
use crate::article::Article;
use crate::chars::small_letters;
use crate::cruft::{Cruft, Reason};
use crate::measure::Body;
use crate::metadata::Metadata;
use crate::page::{DESCRIPTIONS, Page, PageKind, Traces};
use crate::score::Model;
use crate::select::{Kind, Settings, Verdict};
use crate::structured::state::titled_story;
use crate::structured::story::Story;
use crate::verdict::{InputFormat, Judgement};
use crate::walk;

/// A story in the data has at least this many words: a short recipe. Set by hand.
const STORY_WORDS: f32 = 40.0;
/// The story has at least this many times as many words as were kept of the page. Set by hand; it has less than 1.7
/// times as many on the pages that show their story (see the top of this file).
const TIMES_LONGER: f32 = 2.0;
/// If at least this share (0..=1) of the story is in sight, the page shows the story. Set by hand; the pages that show
/// theirs show .77 and more (see the top of this file).
const SHOWN_SHARE: f32 = 0.5;
/// A text is a part of the story, perhaps cut off at its end, if the story has at least this share (0..=1) of it. Set
/// by hand.
const PART_SHARE: f32 = 0.5;
/// A block in sight of at least this many words that is a part of the story shows that the story is the page's. Set by
/// hand.
const PART_WORDS: f32 = 10.0;
/// The page's state is read only if at most this many words were kept, because reading it takes as long as the rest.
/// Set by hand.
const LITTLE_WORDS: f32 = 200.0;
/// A title that stands within another has at least this many letters and digits. Set by hand.
const TITLE_CHARS: usize = 8;

/// Where a page comes from.
#[derive(Clone, Copy, Default)]
pub(crate) struct Address<'a> {
    /// The page's address, as the caller gives it.
    pub(crate) url: Option<&'a Url>,
    /// What relative links are relative to.
    pub(crate) base: Option<&'a Url>,
}

/// What was found of a page beside its blocks.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    /// The page's state, one string a script.
    pub(crate) state: &'a [String],
    /// Which machinery the page runs.
    pub(crate) traces: &'a Traces,
    /// What the input is, if it is no HTML.
    pub(crate) format: Option<InputFormat>,
}

/// Makes the article of a page: all stages after the walk. Also returns for each block whether it was kept.
pub(crate) fn extract(
    page: &Arc<Page>,
    findings: Findings<'_>,
    model: &Model,
    settings: &Settings,
    address: Address<'_>,
) -> (Article, Vec<bool>) {
    let mut judged = judge(page, model, settings);
    let told = Sight::of(page, &judged).and_then(|sight| {
        let story = sight.only_in_data(findings.state)?;
        let told = judge_story(page, &judged, &story, model, settings)?;
        sight.yield_to(&story, &mut judged);
        Some(told)
    });
    let judgement = match findings.format {
        Some(format) => Judgement::of_input(format),
        None => judged.page_verdict(page, findings.traces, told.is_some()),
    };
    // Where a rule says what the article is, all of it is kept.
    let is_selected = page.rulings.article().is_some();
    if let Some(kind) = judgement.kind_without_article().filter(|_| !is_selected) {
        judged.drop_all(kind);
    }
    let metadata = judged.metadata(page, address.url, address.base);
    let (mut article, kept) = finish(page, judged, metadata, address.base);
    if let Some((page, judged)) = told {
        let told = finish(&page, judged, Metadata::default(), address.base).0;
        article.append(told.blocks, told.removed);
        article.confidence = told.confidence;
        article.metadata.image = article.metadata.image.or(told.metadata.image);
    }
    article.judge(judgement);
    (article, kept)
}

/// A story of the data, and its text as it is compared with the page.
struct Told {
    page: Arc<Page>,
    body: Body,
    /// Whether it is a recipe or the like, which replaces nothing but its own parts.
    has_lists: bool,
}

/// What readers see of a page, without what the walk found in its data, to be compared with the stories in its data.
struct Sight<'a> {
    page: &'a Page,
    /// The number of blocks that readers see. Those behind them are from the data.
    seen: usize,
    /// The kind of page that the page says it is.
    kind: Option<PageKind>,
    headline: Option<usize>,
    /// The blocks that were kept, without the headline.
    kept: Vec<usize>,
    /// The text of these blocks.
    kept_text: String,
}

impl<'a> Sight<'a> {
    /// What readers see of a page; `None` if the page is one whose data is no story, or a rule says where the article
    /// is.
    fn of(page: &'a Page, judged: &Judged) -> Option<Sight<'a>> {
        let kind = judged.signals.kind();
        let is_selected = page.rulings.article().is_some();
        if page.is_text() || is_selected || matches!(kind, Some(PageKind::Product | PageKind::Listing)) {
            return None;
        }
        let seen = page.data_start.unwrap_or(page.blocks.len());
        let headline = judged.headline.filter(|headline| *headline < seen);
        let kept = judged.kept().take(seen).enumerate().filter(|(index, is_kept)| *is_kept && Some(*index) != headline);
        let kept: Vec<usize> = kept.map(|(index, _)| index).collect();
        let kept_text = kept.iter().flat_map(|index| [page.block_text(&page.blocks[*index]), "\n"]).collect();
        Some(Sight { page, seen, kind, headline, kept, kept_text })
    }

    /// The longest story of the page that readers do not see; `None` if there is none. The state is read only if the
    /// JSON-LD has none.
    fn only_in_data(&self, state: &[String]) -> Option<Told> {
        let stories = self.page.head.structured.stories();
        let longest = |stories: Vec<Story>| {
            let told = stories.iter().filter_map(|story| self.unseen(story));
            told.max_by(|a, b| a.body.len.total_cmp(&b.body.len))
        };
        let is_little = || Body::words_of(&self.kept_text) <= LITTLE_WORDS;
        longest(stories).or_else(|| {
            let state = state.iter().filter(|_| is_little());
            longest(state.filter_map(|json| titled_story(json)).collect())
        })
    }

    /// The story cut into blocks, if it is the page's and readers do not see it.
    fn unseen(&self, story: &Story) -> Option<Told> {
        if self.kind == Some(PageKind::Forum) && !story.is_thread {
            return None;
        }
        let has_lists = story.has_lists();
        // Cutting it into blocks takes time, and doesn't make it longer.
        if !has_lists && (story.bytes() as f32) < self.kept_text.len() as f32 * TIMES_LONGER {
            return None;
        }
        let page = Arc::new(walk::story(story));
        let body = Body::of(&page.text).filter(|body| body.len >= STORY_WORDS)?;
        let is_longer = has_lists || body.len >= Body::words_of(&self.kept_text) * TIMES_LONGER;
        let seen = self.page.blocks[..self.seen].last().map_or("", |last| &self.page.text[..last.text.end]);
        let is_seen = || Body::of(seen).is_some_and(|seen| seen.overlap_of(&page.text) >= SHOWN_SHARE);
        let is_own = || self.is_titled(story) || self.has_part_of(&body);
        // The walk may have added the whole story already, which then is whole unless the page shows a part of it, too.
        let is_added = || self.page.data_start.is_some() && !has_lists && !self.has_part_of(&body);
        (is_longer && is_own() && !is_seen() && !is_added()).then_some(Told { page, body, has_lists })
    }

    /// Whether the page has a title that the story has, too, perhaps with the name of the site.
    fn is_titled(&self, story: &Story) -> bool {
        let headline = self.headline.map(|index| self.page.block_text(&self.page.blocks[index]));
        let own: Vec<String> = self.page.head.titles().chain(headline).map(small_letters).collect();
        let within = |a: &str, b: &str| a.chars().count() >= TITLE_CHARS && b.contains(a);
        story.titles.iter().map(|title| small_letters(title)).any(|title| {
            !title.is_empty() && own.iter().any(|own| *own == title || within(&title, own) || within(own, &title))
        })
    }

    /// Whether at least half of what was kept are parts of the story, and one that is in sight is long enough to tell.
    fn has_part_of(&self, body: &Body) -> bool {
        let text = |index: usize| self.page.block_text(&self.page.blocks[index]);
        let is_part = |text: &&str| body.overlap_of(text) >= PART_SHARE;
        let kept: f32 = self.kept.iter().map(|index| text(*index)).filter(is_part).map(Body::words_of).sum();
        (0..self.seen).map(text).filter(is_part).any(|text| Body::words_of(text) >= PART_WORDS)
            && kept * 2.0 >= Body::words_of(&self.kept_text)
    }

    /// Drops what was kept of the page and yields to the story: all but the headline and what stands between it and the
    /// first part of the story or is the page's description, such as the standfirst. Beside the lists of a recipe only
    /// parts of it are dropped.
    fn yield_to(&self, told: &Told, judged: &mut Judged) {
        let is_part_of =
            |body: &Body, index: usize| body.overlap_of(self.page.block_text(&self.page.blocks[index])) >= PART_SHARE;
        let is_part = |index| is_part_of(&told.body, index);
        let standfirst = self.page.head.meta(DESCRIPTIONS).and_then(Body::of);
        let is_standfirst = |index| standfirst.as_ref().is_some_and(|standfirst| is_part_of(standfirst, index));
        let first_part = self.kept.iter().copied().find(|index| is_part(*index)).unwrap_or(0);
        let from_data = self.seen..self.page.blocks.len();
        // Parts that the scorer had dropped already are named, too.
        let is_unlikely = |index: &usize| {
            matches!(judged.selection.verdicts[*index], Verdict::Dropped(_, None | Some(Reason::NoArticle)))
        };
        let unlikely = (0..self.seen).filter(is_unlikely).filter(|index| is_part(*index));
        let given_up: Vec<usize> = self.kept.iter().copied().chain(unlikely).chain(from_data).collect();
        for index in given_up.into_iter().filter(|index| !judged.selection.kept_by_caller[*index]) {
            let is_head =
                self.headline.is_some_and(|headline| headline < index) && (index < first_part || is_standfirst(index));
            let is_repeated = index >= self.seen || is_part(index);
            if is_repeated || !is_head && !told.has_lists {
                let kind = if is_repeated { Cruft::Repeated } else { Cruft::LowScore };
                judged.selection.verdicts[index] = Verdict::Dropped(Kind::Certain(kind), Some(Reason::StoryInData));
            }
        }
        if let Some(headline) = self.headline {
            judged.selection.verdicts[headline] = Verdict::Kept;
        }
        judged.selection.has_article = true;
    }
}

/// Judges a story of the data. Nothing stands around it, so that only what is known to be cruft is dropped; so is a
/// first line that repeats the headline. `None` if too little is left.
fn judge_story(
    page: &Page,
    judged: &Judged,
    told: &Told,
    model: &Model,
    settings: &Settings,
) -> Option<(Arc<Page>, Judged)> {
    let mut story = judge(&told.page, model, settings);
    let selection = &mut story.selection;
    for verdict in &mut selection.verdicts {
        if matches!(verdict, Verdict::Dropped(_, None)) {
            *verdict = Verdict::Kept;
        }
    }
    let headline = judged.headline.map(|index| small_letters(page.block_text(&page.blocks[index])));
    if let (Some(headline), Some(first)) = (headline, told.page.blocks.first())
        && small_letters(told.page.block_text(first)) == headline
    {
        selection.verdicts[0] = Verdict::Dropped(Kind::Certain(Cruft::Repeated), None);
    }
    if !selection.has_article {
        // The confidence of a page without an article is that there is none.
        selection.confidence = 1.0 - selection.confidence;
        selection.has_article = true;
    }
    let kept = story.kept().zip(&told.page.blocks).filter(|(is_kept, _)| *is_kept);
    let kept: String = kept.flat_map(|(_, block)| [told.page.block_text(block), "\n"]).collect();
    let needed = settings.min_words.map_or(STORY_WORDS, |words| words as f32);
    let words = Body::words_of(&kept);
    (words > 0.0 && words >= needed).then(|| (told.page.clone(), story))
}
