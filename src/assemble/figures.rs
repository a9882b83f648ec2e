//! The figures of the article, and the captions of its pictures, whether these were kept or not.

use std::collections::{HashMap, HashSet};

use super::between::Between;
use super::pictures::Pictures;
use crate::article::{Player, Style};
use crate::cruft::{ClassMeaning, Cruft, class_meaning};
use crate::embeds;
use crate::limits::MAX_REPEATED_BYTES;
use crate::page::{Block, BlockKind, MarkKind, Page, Tag};
use crate::select::Verdict;

/// The caption of a figure is made of its first blocks of that kind, at most this many: a text and a credit. Set by
/// hand.
const CAPTION_BLOCKS: usize = 4;
/// A longer text (bytes) in the place of a caption is none but a part of the story. Set by hand.
const CAPTION_BYTES: usize = 1000;
/// At most this many marks that end where a block does are looked at. Set by hand.
const MARKS_AROUND: usize = 8;
/// A longer class (bytes) is not read, because every picture before the text would read it again. Set by hand.
const CLASS_BYTES: usize = 256;
/// The class that makes a caption of the text below a picture is that of one of this many containers around the text.
/// Set by hand.
const CLASS_CONTAINERS: usize = 2;

/// The figures of a page.
pub(super) struct Figures<'a> {
    page: &'a Page,
    /// The innermost `<figure>` that each container is or stands in; empty if the page has none.
    innermost: Vec<Option<usize>>,
    /// The containers of the figures that the article shows as figures: their caption is kept, and something else.
    shown: HashSet<usize>,
    /// The captions that pictures have asked for, by their figure, each with the total length (bytes) of its copies.
    captions: HashMap<usize, (String, usize)>,
}

impl<'a> Figures<'a> {
    /// Finds the figures, and gives the pictures between the blocks their captions. A picture behind the caption of its
    /// figure comes before it, so that nothing can stand between the two.
    pub(super) fn of(page: &'a Page, verdicts: &[Verdict], pictures: &mut Pictures) -> Figures<'a> {
        let mut figures = Figures { page, innermost: innermost(page), shown: HashSet::new(), captions: HashMap::new() };
        let captions = figures.find_shown(verdicts, pictures);
        figures.move_before_captions(&captions, pictures);
        // In order, because the first pictures of a figure have its caption.
        let mut gaps: Vec<(&usize, &mut Vec<Between>)> = pictures.before.iter_mut().collect();
        gaps.sort_unstable_by_key(|(index, _)| **index);
        for items in gaps.into_iter().map(|(_, items)| items).chain([&mut pictures.behind]) {
            figures.add_captions(items, verdicts);
        }
        figures
    }

    /// Gives the pictures of one gap between two blocks their captions.
    fn add_captions(&mut self, items: &mut [Between], verdicts: &[Verdict]) {
        let page = self.page;
        for at in 0..items.len() {
            // Only the last picture above a text can have it for its caption.
            let is_last = items.get(at + 1).is_none_or(|next| next.before != items[at].before);
            let item = &mut items[at];
            match &mut item.style {
                Style::Picture(picture) => {
                    let beside = || {
                        let own = below(page, item.container, item.before);
                        own.or_else(|| in_paragraph(page, item.container, item.before, verdicts))
                    };
                    let beside = || if is_last { beside() } else { None };
                    picture.caption = self.caption(item.container).or_else(beside);
                }
                Style::Embed(player) => self.retitle(player, item.container),
                _ => {}
            }
        }
    }

    /// Gives an embed in this container another title if its own is that of a caption that the article shows.
    pub(super) fn retitle(&self, player: &mut Player, container: usize) {
        let Some(figure) = self.around(container).filter(|figure| self.is_shown(*figure)) else { return };
        let blocks = self.page.blocks[self.page.containers[figure].blocks.clone()].iter();
        let mut captions = blocks.take(CAPTION_BLOCKS).filter(|block| block.kind == BlockKind::Caption);
        if captions.any(|caption| self.page.block_text(caption) == player.title) {
            player.title = embeds::title(&player.url).to_owned();
        }
    }

    /// Whether a container is a figure that the article shows as such.
    pub(super) fn is_shown(&self, container: usize) -> bool {
        self.shown.contains(&container)
    }

    /// The caption of the figure that a picture in this container stands in. Of a figure with many pictures, only the
    /// first ones have it, until its copies have [`MAX_REPEATED_BYTES`].
    pub(super) fn caption(&mut self, container: usize) -> Option<String> {
        let figure = self.around(container)?;
        let (caption, copied) = self.captions.entry(figure).or_insert_with(|| (of_figure(self.page, figure), 0));
        *copied += caption.len();
        (!caption.is_empty() && *copied <= MAX_REPEATED_BYTES).then(|| caption.clone())
    }

    /// The innermost figure around a container.
    fn around(&self, container: usize) -> Option<usize> {
        self.innermost.get(container).copied().flatten()
    }

    /// The figure around a figure.
    fn outer(&self, figure: usize) -> Option<usize> {
        let parent = self.page.containers[figure].parent;
        if parent == figure { None } else { self.around(parent) }
    }

    /// Adds a figure that holds something beside its caption, and the figures around it, which hold it.
    fn fill(&self, mut figure: Option<usize>, filled: &mut HashSet<usize>) {
        while let Some(own) = figure.filter(|own| filled.insert(*own)) {
            figure = self.outer(own);
        }
    }

    /// Finds the figures that are shown, and returns the first kept block of the caption of each.
    fn find_shown(&mut self, verdicts: &[Verdict], pictures: &Pictures) -> HashMap<usize, usize> {
        let mut captions = HashMap::new();
        if self.innermost.is_empty() {
            return captions;
        }
        let mut filled = HashSet::new();
        for item in pictures.before.values().flatten().chain(&pictures.behind) {
            self.fill(self.around(item.container), &mut filled);
        }
        let kept = verdicts.iter().enumerate().filter(|(_, verdict)| matches!(verdict, Verdict::Kept));
        for (index, _) in kept {
            let block = &self.page.blocks[index];
            let mut figure = self.around(block.container);
            if let Some(own) = figure.filter(|_| block.kind == BlockKind::Caption) {
                captions.entry(own).or_insert(index);
                figure = self.outer(own);
            }
            self.fill(figure, &mut filled);
        }
        captions.retain(|figure, _| filled.contains(figure));
        self.shown = captions.keys().copied().collect();
        captions
    }

    /// Moves the pictures behind the caption of their figure, and behind all of its blocks, in front of the caption.
    fn move_before_captions(&self, captions: &HashMap<usize, usize>, pictures: &mut Pictures) {
        if captions.is_empty() {
            return;
        }
        let mut moved: Vec<(usize, Between)> = Vec::new();
        let mut take = |items: &mut Vec<Between>, next: usize| {
            let caption = |item: &Between| {
                let figure = self.around(item.container)?;
                let is_last = !self.page.containers[figure].blocks.contains(&next);
                captions.get(&figure).copied().filter(|caption| is_last && *caption < next)
            };
            let (own, others) = std::mem::take(items).into_iter().partition(|item| caption(item).is_none());
            *items = own;
            let others: Vec<Between> = others;
            moved.extend(others.into_iter().filter_map(|item| Some((caption(&item)?, item))));
        };
        pictures.before.iter_mut().for_each(|(next, items)| take(items, *next));
        take(&mut pictures.behind, self.page.blocks.len());
        for (caption, item) in moved {
            pictures.before.entry(caption).or_default().push(item);
        }
    }
}

/// For each container, the innermost figure that it is or stands in; empty if the page has no figures.
fn innermost(page: &Page) -> Vec<Option<usize>> {
    if !page.containers.iter().any(|container| container.tag == Tag::Figure) {
        return Vec::new();
    }
    let mut innermost: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let outer = innermost.get(container.parent).copied().flatten();
        innermost.push(if container.tag == Tag::Figure { Some(index) } else { outer });
    }
    innermost
}

/// The caption of a figure; empty if it has none, or a text that is too long for one.
fn of_figure(page: &Page, figure: usize) -> String {
    let blocks = page.blocks[page.containers[figure].blocks.clone()].iter();
    let own: Vec<&Block> = blocks.filter(|block| block.kind == BlockKind::Caption).take(CAPTION_BLOCKS).collect();
    if own.iter().map(|block| block.text.len()).sum::<usize>() > CAPTION_BYTES {
        return String::new();
    }
    own.into_iter().map(|block| page.block_text(block)).collect::<Vec<_>>().join(" ")
}

/// The text right below a picture that is no figure, if its class says that it is a caption: `next` is the index of the
/// block behind the picture.
fn below(page: &Page, container: usize, next: usize) -> Option<String> {
    let block = page.blocks.get(next).filter(|block| block.text.len() <= CAPTION_BYTES)?;
    let is_around = |index: usize| page.chain(container).any(|(around, _)| around == index);
    let is_caption = |(index, container)| names_caption(page.class(container)) && !is_around(index);
    page.ancestors(block).take(CLASS_CONTAINERS).any(is_caption).then(|| page.block_text(block).to_owned())
}

/// The text behind a picture in the same paragraph, if it is all in italics, or was dropped as a caption: `next` is the
/// index of its block.
///
/// For `<p><img><br><em>Photo: Ann Pell</em></p>`. Gets the first sentence of a story wrong that is set in italics
/// beside a picture.
fn in_paragraph(page: &Page, container: usize, next: usize, verdicts: &[Verdict]) -> Option<String> {
    let block =
        page.blocks.get(next).filter(|block| block.container == container && block.text.len() <= CAPTION_BYTES)?;
    let is_caption = || match &verdicts[next] {
        Verdict::Kept => false,
        Verdict::Dropped(kind, _) => kind.suggested() == Some(Cruft::Caption),
    };
    let is_paragraph = page.containers[container].tag == Tag::Paragraph && block.kind == BlockKind::Paragraph;
    (is_paragraph && (is_in_italics(page, block) || is_caption())).then(|| page.block_text(block).to_owned())
}

/// Whether all of a block is emphasised.
fn is_in_italics(page: &Page, block: &Block) -> bool {
    let from = page.marks.partition_point(|mark| mark.text.end < block.text.end);
    let mut around = page.marks[from..].iter().take(MARKS_AROUND);
    around.any(|mark| mark.kind == MarkKind::Emphasis && mark.text.start <= block.text.start)
}

/// Whether a class says that the text inside is a caption.
fn names_caption(class: &str) -> bool {
    let is_caption = |word: &str| match class_meaning(word) {
        Some(ClassMeaning::Cruft { kind, .. }) => kind == Cruft::Caption,
        _ => false,
    };
    class.len() <= CLASS_BYTES && class.split(|c: char| !c.is_ascii_alphanumeric()).any(is_caption)
}
