//! Feeds of other stories below a story, without a heading: several boxes of one form, each with a linked title.

use std::ops::Range;

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::{BlockKind, Container};
use crate::select::classify::LIKELY_FROM;

/// A feed has at least this many stories. Set by hand.
const STORIES: usize = 3;
/// A story of a feed has at most this many blocks. Set by hand.
const STORY_BLOCKS: usize = 8;
/// Number of words of a story of a feed. Set by hand.
const STORY_WORDS: std::ops::RangeInclusive<f64> = 3.0..=150.0;
/// The title is one of the first blocks of a story, this many: a section or a date may come first. Set by hand.
const TITLE_BLOCKS: usize = 3;
/// Between the headline and the feed there are at least this many words of running text. Set by hand.
const OWN_WORDS: f64 = 60.0;
/// On a page that doesn't say that it is an article, at least this many paragraphs of running text stand between the
/// headline and the feed, in a box with the headline and without further headings. Set by hand: listings have one or
/// two, and services set each in a box of its own.
const OWN_PARAGRAPHS: usize = 3;
/// At most this share (0..=1) of the running text between the headline and the end of the feed stands among or behind
/// the stories in the container around them. Set by hand.
const FOREIGN_SHARE: f64 = 0.2;
/// A teaser has at most this many words of running text. Entries of more words on average that outweigh the text above
/// them may be what the page is for, such as cafés with a link to the page of each. Set by hand.
const TEASER_WORDS: f64 = 25.0;

/// Finds feeds of other stories below the page's own.
///
/// Gets a list wrong that the page is for, if each entry is a link with a short sentence.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    let Some(headline) = page.headline.filter(|headline| may_have_feed(page, *headline)) else { return Vec::new() };
    let is_story = |container: &Container| is_story(page, &container.blocks) && container.blocks.start > headline;
    let mut stories = page.measurements.siblings.cards(page.page, STORIES, is_story);
    if stories.is_empty() {
        return Vec::new();
    }
    stories.sort_by_key(|(container, group)| (*group, container.blocks.start));
    let form = Form::of(page, headline);
    let feeds = stories.chunk_by(|a, b| a.1 == b.1).filter(|feed| is_below_story(page, headline, &form, feed));
    let found = feeds.flat_map(|feed| {
        let doubtful_from = if is_of_teasers(page, headline, feed) { f32::INFINITY } else { LIKELY_FROM };
        let blocks = feed.iter().map(|(container, _)| container.blocks.clone());
        blocks.map(move |blocks| Found { blocks, kind: Cruft::Related, reason: Reason::RelatedCard, doubtful_from })
    });
    found.collect()
}

/// Whether the page may be a story with a feed below: it says that it is an article, or it doesn't say that it is
/// something else and its headline is one of a story.
fn may_have_feed(page: &Surroundings<'_>, headline: usize) -> bool {
    let row = page.row(headline);
    let is_other = row.page_is_forum + row.page_is_product + row.page_is_documentation > 0.0;
    row.page_is_article > 0.0 && !is_other || !is_other && row.page_is_listing == 0.0 && row.page_prices == 0.0
}

/// Whether these blocks are a title that leads to another page, set as a heading or with a paragraph, a date or a name.
/// A list of bare links is none of this rule's business.
fn is_story(page: &Surroundings<'_>, blocks: &Range<usize>) -> bool {
    (1..=STORY_BLOCKS).contains(&blocks.len())
        && STORY_WORDS.contains(&page.words(blocks.clone()))
        && (blocks.len() > 1 || page.row(blocks.start).heading > 0.0)
        && blocks.clone().take(TITLE_BLOCKS).any(|index| page.is_title(index))
}

/// What tells a story by its form: see [`OWN_PARAGRAPHS`]. Found once for all feeds of the page.
struct Form {
    /// The number of blocks up to the last of the first [`OWN_PARAGRAPHS`] paragraphs behind the headline;
    /// `usize::MAX` if there are fewer.
    paragraphs_end: usize,
    /// The first heading behind the headline; the number of blocks if there is none.
    heading: usize,
}

impl Form {
    fn of(page: &Surroundings<'_>, headline: usize) -> Form {
        let is_paragraph =
            |index: &usize| page.is_text(*index) && page.page.blocks[*index].kind == BlockKind::Paragraph;
        let own = headline + 1..page.len();
        let heading = own.clone().find(|index| page.row(*index).heading > 0.0).unwrap_or(page.len());
        let last_paragraph = own.filter(is_paragraph).nth(OWN_PARAGRAPHS - 1);
        Form { paragraphs_end: last_paragraph.map_or(usize::MAX, |last| last + 1), heading }
    }

    /// Whether the story has enough paragraphs up to `end`, and no heading up to the feed, which begins at `feed`.
    fn is_of_story(&self, end: usize, feed: usize) -> bool {
        self.paragraphs_end <= end && feed <= self.heading
    }
}

/// Whether a feed stands below a story, in a container that holds nothing of the story.
fn is_below_story(page: &Surroundings<'_>, headline: usize, form: &Form, feed: &[(&Container, usize)]) -> bool {
    let (start, end) = (feed[0].0.blocks.start, feed[feed.len() - 1].0.blocks.end);
    let around = page.page.containers[feed[0].0.parent].blocks.clone();
    let own = page.text(headline + 1..start);
    let foreign = page.text(around.clone()) - text_of(page, feed);
    let is_article = page.row(headline).page_is_article > 0.0;
    let is_apart = around.start > headline
        && foreign <= FOREIGN_SHARE * own
        && (is_article || is_story_of_its_own(page, headline, form, start));
    own >= OWN_WORDS
        && page.text(end..page.len()) <= FOREIGN_SHARE * own
        && (is_apart || is_in_box_of_story(page, headline, form, feed))
}

/// Whether a feed of teasers ends the container that a story without headings stands in, and the story outweighs it.
///
/// For six headlines, each with a sentence and its source, right below the last paragraph. A list of cafés, each with a
/// link to its page, has a paragraph or two above it.
fn is_in_box_of_story(page: &Surroundings<'_>, headline: usize, form: &Form, feed: &[(&Container, usize)]) -> bool {
    let start = feed[0].0.blocks.start;
    let within = text_of(page, feed);
    form.is_of_story(start, start)
        && page.is_text(start - 1)
        && within <= TEASER_WORDS * feed.len() as f64
        && within <= page.text(headline + 1..start)
}

/// The number of words of running text in the stories of a feed.
fn text_of(page: &Surroundings<'_>, feed: &[(&Container, usize)]) -> f64 {
    feed.iter().map(|(container, _)| page.text(container.blocks.clone())).sum()
}

/// Whether the stories of a feed have no more than a teaser each, or all together less text than stands above them.
fn is_of_teasers(page: &Surroundings<'_>, headline: usize, feed: &[(&Container, usize)]) -> bool {
    let within = text_of(page, feed);
    within <= TEASER_WORDS * feed.len() as f64 || within <= page.text(headline + 1..feed[0].0.blocks.start)
}

/// Whether the blocks from the headline to a feed are a story, told by its form: see [`OWN_PARAGRAPHS`].
fn is_story_of_its_own(page: &Surroundings<'_>, headline: usize, form: &Form, feed: usize) -> bool {
    let boxes = page.page.ancestors(&page.page.blocks[headline]).map(|(_, container)| &container.blocks);
    let Some(story) = boxes.take_while(|blocks| blocks.end <= feed).last() else { return false };
    form.is_of_story(story.end, feed) && page.text(story.end..feed) == 0.0
}
