//! The pictures, embeds and formulas that stand between the blocks of the article.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::iter;
use std::ops::Range;

use url::Url;

use super::between::Between;
use super::{marks, posts};
use crate::article::Style;
use crate::cruft::Cruft;
use crate::page::{Block, BlockKind, Container, MarkKind, Notes, Page, SpanKind, Tag};
use crate::prefix_sums::PrefixSums;
use crate::select::Verdict;

/// The kinds of dropped blocks that may stand between a picture and the text of the article without cutting it off.
const BESIDE_PICTURES: &[Cruft] = &[Cruft::Author, Cruft::Byline, Cruft::Caption, Cruft::Share];
/// The kinds of dropped blocks that may stand between an embed and the text of the article without cutting it off: a
/// label such as "Watch the video:" introduces it.
const BESIDE_EMBEDS: &[Cruft] = &[Cruft::Author, Cruft::Byline, Cruft::Caption, Cruft::Player, Cruft::Share];
/// [`BESIDE_PICTURES`], and [`BESIDE_EMBEDS`].
const BESIDE: [&[Cruft]; 2] = [BESIDE_PICTURES, BESIDE_EMBEDS];
/// The kinds of dropped blocks that a figure of the article may hold.
const IN_FIGURES: &[Cruft] = &[Cruft::Byline, Cruft::Caption, Cruft::Player, Cruft::Share, Cruft::Tags];

/// A dropped block of at most this many bytes in a figure or in the box of an embed is a label, such as that of a
/// button. Set by hand.
const LABEL_BYTES: usize = 30;
/// A longer one without a link is still a label up to this many bytes: "Press enter or click to view image in full
/// size" of Medium. Set by hand.
const UNLINKED_LABEL_BYTES: usize = 60;
/// The caption of a figure is one of its last blocks, at most this many. Set by hand.
const CAPTION_BLOCKS: usize = 4;
/// At most this many containers around a picture are searched for its figure. Set by hand.
const FIGURE_LEVELS: usize = 8;
/// An embed before the first kept block belongs to the story if at most this many blocks are in between: kicker, date
/// and share buttons. Set by hand.
const LEAD_BLOCKS: usize = 10;

/// The pictures, embeds and formulas that stand between the blocks of the article.
#[derive(Default)]
pub(super) struct Pictures {
    /// By the index of a kept block, those that stand between the kept block before it and itself.
    pub(super) before: HashMap<usize, Vec<Between>>,
    /// Those behind the last kept block whose container is one of [`beside`].
    pub(super) behind: Vec<Between>,
    /// The others, in order.
    pub(super) dropped: Vec<Between>,
}

/// Finds the pictures, embeds and formulas of the article.
///
/// Of those between two kept blocks, or right behind the last one, all are taken if no dropped block but those of
/// [`BESIDE_PICTURES`], for embeds of [`BESIDE_EMBEDS`], stands in between: the picture between headline and story,
/// where a byline and a caption are dropped. Otherwise those are taken that stand free in the story, see
/// [`Story::stands_free`]. Gets an advertisement wrong that stands between two paragraphs and is a picture without
/// words.
pub(super) fn of_article(page: &Page, base: Option<&Url>, verdicts: &[Verdict], notes: &Notes) -> Pictures {
    let mut pictures = Pictures::default();
    let posts = posts::silent(page, base, verdicts);
    let story = Story::of(page, verdicts, &posts);
    let mut all = posts::among(posts.into_iter().map(|post| post.embed), between_blocks(page, base)).peekable();
    // Those that were not taken yet and stand before the block with this index, each with the index of its block.
    let mut take_before =
        |block: usize| -> Vec<Between> { iter::from_fn(|| all.next_if(|item| item.before <= block)).collect() };
    let mut last_kept = None;
    // Notes that stand beside their marks are moved to the end without the pictures around them.
    let is_kept = |index: &usize| matches!(verdicts[*index], Verdict::Kept) && !notes.is_aside(*index);
    for index in (0..verdicts.len()).filter(is_kept) {
        let start = last_kept.map_or(index, |last: usize| last + 1);
        let is_joined = BESIDE.map(|beside| !(start..index).any(|between| story.cuts_off(between, beside)));
        let is_taken = |item: &Between| match last_kept {
            _ if page.rulings.of_mark(item.mark).is_kept => true,
            _ if item.is_frame || page.rulings.dropped_mark(item.mark).is_some() => false,
            Some(_) if item.is_post => story.stands_free(item),
            Some(_) => is_joined[usize::from(item.is_embed())] || story.stands_free(item),
            None => story.leads(item, item.before..index),
        };
        let (taken, dropped): (Vec<_>, Vec<_>) = take_before(index).into_iter().partition(is_taken);
        pictures.drop(dropped);
        let taken = pictures.without_copies(taken);
        if !taken.is_empty() {
            pictures.before.insert(index, taken);
        }
        last_kept = Some(index);
    }
    let is_ruled = |item: &Between| page.rulings.of_mark(item.mark).is_kept;
    let is_free = |item: &Between| !item.is_frame && page.rulings.dropped_mark(item.mark).is_none();
    if let Some(last) = last_kept {
        let [cut, embed_cut] = BESIDE.map(|beside| {
            let cut = (last + 1..verdicts.len()).find(|index| story.cuts_off(*index, beside));
            cut.unwrap_or(verdicts.len())
        });
        let beside = beside(page, page.blocks[last].container);
        let is_beside = |container: &usize| {
            beside.contains(container) || story.around(*container).is_some_and(|(index, _)| beside.contains(&index))
        };
        let (taken, dropped): (Vec<_>, Vec<_>) = take_before(embed_cut).into_iter().partition(|item| {
            is_ruled(item) || is_free(item) && (item.is_embed() || item.before <= cut) && is_beside(&item.container)
        });
        let (ruled, others): (Vec<_>, Vec<_>) = take_before(verdicts.len()).into_iter().partition(is_ruled);
        pictures.behind = pictures.without_copies(taken.into_iter().chain(ruled).collect());
        pictures.drop(dropped);
        pictures.drop(others);
    }
    pictures.drop(take_before(verdicts.len()));
    pictures
}

impl Pictures {
    /// The items of one gap between two blocks with each picture once: a lightbox holds a picture as thumbnail and in
    /// full size. The first one stays, with the address that has no size in it; the others are not taken.
    fn without_copies(&mut self, items: Vec<Between>) -> Vec<Between> {
        let mut first: HashMap<(String, String), usize> = HashMap::new();
        let (mut once, mut copies): (Vec<Between>, Vec<Between>) = (Vec::new(), Vec::new());
        for mut item in items {
            let Style::Picture(picture) = &mut item.style else {
                once.push(item);
                continue;
            };
            let (stem, extension) = picture.file();
            match first.entry((stem.to_owned(), extension.to_owned())) {
                Entry::Vacant(vacant) => {
                    vacant.insert(once.len());
                    once.push(item);
                }
                Entry::Occupied(other) => {
                    if let Style::Picture(other) = &mut once[*other.get()].style
                        && picture.url.len() < other.url.len()
                    {
                        std::mem::swap(&mut picture.url, &mut other.url);
                    }
                    item.is_copy = true;
                    copies.push(item);
                }
            }
        }
        self.drop(copies);
        once
    }

    /// Adds what is not taken.
    fn drop(&mut self, others: Vec<Between>) {
        self.dropped.extend(others);
    }
}

/// Where the kept and dropped blocks of a page lie.
struct Story<'a> {
    page: &'a Page,
    verdicts: &'a [Verdict],
    /// The blocks of posts that are shown as links.
    posts: Vec<Range<usize>>,
    /// Of each block, whether it is kept, whether it is dropped as another kind than [`IN_FIGURES`], and whether it is
    /// one of those and longer than a label, see [`label_bytes`].
    counts: PrefixSums<3>,
}

impl<'a> Story<'a> {
    fn of(page: &'a Page, verdicts: &'a [Verdict], posts: &[posts::Silent]) -> Story<'a> {
        let posts: Vec<Range<usize>> = posts.iter().map(|post| post.blocks.clone()).collect();
        let count = |(index, (block, verdict)): (usize, (&Block, &Verdict))| match verdict {
            Verdict::Kept => [1.0, 0.0, 0.0],
            _ if is_in(&posts, index) => [0.0; 3],
            dropped if is_of(dropped, IN_FIGURES) => [0.0; 3],
            _ => [0.0, 1.0, f32::from(block.text.len() > label_bytes(page, block))],
        };
        let counts = PrefixSums::of(page.blocks.iter().zip(verdicts).enumerate().map(count));
        Story { page, verdicts, posts, counts }
    }

    /// Whether a block cuts what is beside it off from the text of the article: it is dropped, as none of these kinds,
    /// and is no part of a post that is shown.
    fn cuts_off(&self, index: usize, beside: &[Cruft]) -> bool {
        let verdict = &self.verdicts[index];
        !matches!(verdict, Verdict::Kept) && !is_of(verdict, beside) && !is_in(&self.posts, index)
    }

    /// The innermost container that holds a kept block, of a container and those around it, with its index.
    fn around(&self, container: usize) -> Option<(usize, &'a Container)> {
        self.page.chain(container).find(|(_, container)| self.counts.total(container.blocks.clone())[0] > 0.0)
    }

    /// Whether a figure or embed stands free among kept blocks: there is nothing with it in a box of its own but a
    /// caption or the like, or short labels in the figure or beside the embed, and the box is no sidebar. Pictures out
    /// of figures never do: it takes the whole gap between two kept blocks to tell whether they belong to the dropped
    /// ones.
    ///
    /// For the picture between headline and story, below which a bar repeats the headline. Gets an advertisement wrong
    /// that is a figure without words.
    fn stands_free(&self, item: &Between) -> bool {
        let own = |container: &Container| self.counts.total(container.blocks.clone());
        let chain = self.page.chain(item.container).map(|(_, container)| container);
        let inside = chain.take_while(|container| own(container)[0] == 0.0);
        let chain = self.page.chain(item.container).map(|(_, container)| container);
        let figure = chain.take(FIGURE_LEVELS).find(|container| container.tag == Tag::Figure);
        let is_caption = |block: &Block| block.kind == BlockKind::Caption;
        // Without a caption, the label may be the name of an author.
        let mut is_in_figure = figure.is_some_and(|figure| {
            self.page.blocks[figure.blocks.clone()].iter().rev().take(CAPTION_BLOCKS).any(is_caption)
        });
        let mut inside = inside.map(|container| {
            let is_inner = is_in_figure;
            is_in_figure &= container.tag != Tag::Figure;
            let is_label_box = is_inner || matches!(container.tag, Tag::Button | Tag::Figure);
            (container, if item.is_embed() || is_label_box { 2 } else { 1 })
        });
        let is_aside = |container: &Container| matches!(container.tag, Tag::Aside | Tag::Nav | Tag::Footer);
        item.is_whole && inside.all(|(container, cruft)| !is_aside(container) && own(container)[cruft] == 0.0)
    }

    /// Whether a figure or embed before the first kept block leads the story: it stands free in a container that is not
    /// the whole page. For a figure, that one must hold most of the kept blocks, and none of the blocks `between` may
    /// cut it off; for an embed, these must be few.
    fn leads(&self, item: &Between, mut between: Range<usize>) -> bool {
        let mut is_story = |around: &Container| {
            let has_most = || 2.0 * self.counts.total(around.blocks.clone())[0] >= self.counts.all()[0];
            !matches!(around.tag, Tag::Body | Tag::Other)
                && match item.style {
                    Style::Embed(_) => between.len() <= LEAD_BLOCKS,
                    _ => has_most() && !between.any(|index| self.cuts_off(index, BESIDE_PICTURES)),
                }
        };
        self.around(item.container).is_some_and(|(_, around)| is_story(around)) && self.stands_free(item)
    }
}

/// Whether an index lies in one of these ranges, which are in order.
fn is_in(ranges: &[Range<usize>], index: usize) -> bool {
    ranges.get(ranges.partition_point(|range| range.end <= index)).is_some_and(|range| range.contains(&index))
}

/// Whether a block with this verdict is dropped as one of these kinds. Pictures are found without running the model of
/// kinds: the kind that is known without it must do.
fn is_of(verdict: &Verdict, kinds: &[Cruft]) -> bool {
    match verdict {
        Verdict::Kept => false,
        Verdict::Dropped(kind, _) => kind.suggested().is_some_and(|kind| kinds.contains(&kind)),
    }
}

/// How long (bytes) a dropped block may be to be a label.
fn label_bytes(page: &Page, block: &Block) -> usize {
    let mut spans = page.spans[block.spans.clone()].iter();
    let is_linked = spans.any(|span| matches!(span.kind, SpanKind::Link(_)));
    if is_linked || matches!(block.kind, BlockKind::Heading { .. }) { LABEL_BYTES } else { UNLINKED_LABEL_BYTES }
}

/// All pictures, embeds and formulas of a page that stand in no block, in order.
fn between_blocks(page: &Page, base: Option<&Url>) -> impl Iterator<Item = Between> {
    let mut last = 0;
    page.marks.iter().enumerate().filter_map(move |(index, mark)| {
        let (is_picture, is_whole) = match mark.kind {
            MarkKind::Image { in_figure, .. } => (true, in_figure),
            MarkKind::Embed { .. } | MarkKind::Frame { .. } => (true, true),
            MarkKind::Math { .. } => (false, false),
            _ => return None,
        };
        let before = page.blocks.partition_point(|block| block.text.end < mark.text.start);
        // A formula where a block begins is inside the block; an image there stands before the block.
        let is_inside = page.blocks.get(before).is_some_and(|block| {
            block.text.start < mark.text.start || !is_picture && block.text.start == mark.text.start
        });
        let is_frame = marks::is_foreign(page, index, mark);
        if is_inside && !is_frame {
            return None;
        }
        // Marks are in the order of their ends. This holds the order even where their starts differ from it.
        last = before.max(last);
        Some(Between {
            mark: index,
            before: last,
            container: mark.container,
            is_whole,
            is_frame,
            is_post: false,
            is_copy: false,
            style: marks::style(page, base, mark)?,
        })
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
