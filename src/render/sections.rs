//! The article cut at its headings.

use std::ops::Range;

use super::headline::headline;
use super::options::RenderOptions;
use super::ranges::text_and_ranges;
use super::{markdown, selected};
use crate::article::{Article, Block, Enclosure};
use crate::page::BlockKind;

impl Article {
    /// The article cut at its headings, for search and retrieval: together, the sections have all blocks, in order and
    /// each once.
    ///
    /// A section begins with a heading of any level and ends before the next one. What stands before the first heading
    /// is a section without one. Headings in quotations and notes begin none. The headline is above all others,
    /// whatever its level.
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <h2>Rye</h2><p>Rye takes longer to rise than wheat, and comes out darker and heavier in the end.</p>\
    ///     <h3>Sour dough</h3><p>A spoon of last week's dough is kept in a jar, and makes the next one rise.</p>";
    /// let article = unboil::extract(html)?;
    /// let sections = article.outline();
    /// assert_eq!(sections[2].headings(), ["Bread", "Rye", "Sour dough"]);
    /// assert!(sections[2].markdown().starts_with("### Sour dough\n\nA spoon of"));
    /// assert_eq!(sections[2].text(), &article.text()[sections[2].range()]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn outline(&self) -> Vec<Section<'_>> {
        let (text, ranges) = text_and_ranges(self);
        let headline = headline(self);
        let rank = |index: usize| if headline == Some(index) { Some(0) } else { level(&self.blocks[index]) };
        let begins: Vec<usize> = (0..self.blocks.len()).filter(|index| *index == 0 || rank(*index).is_some()).collect();
        let ends = begins.iter().copied().skip(1).chain([self.blocks.len()]);
        // The headings around the current section, outermost first, each with its rank.
        let mut path: Vec<(u8, &str)> = Vec::new();
        let mut sections = Vec::with_capacity(begins.len());
        for (start, end) in begins.iter().copied().zip(ends) {
            if let Some(rank) = rank(start) {
                while path.pop_if(|(outer, _)| *outer >= rank).is_some() {}
                path.push((rank, self.blocks[start].text()));
            }
            let range = ranges[start].start..ranges[end - 1].end;
            sections.push(Section {
                article: self,
                headline,
                blocks: start..end,
                headings: path.iter().map(|(_, heading)| *heading).collect(),
                level: level(&self.blocks[start]).or_else(|| rank(start).map(|_| 1)),
                text: text[range.clone()].to_owned(),
                range,
            });
        }
        sections
    }
}

/// The level of the heading that a block is, if it begins a section.
fn level(block: &Block) -> Option<u8> {
    let is_apart =
        |enclosure: &Enclosure| matches!(enclosure, Enclosure::Quote(..) | Enclosure::Post(_) | Enclosure::Note(_));
    match block.kind() {
        BlockKind::Heading { level } if !block.format.enclosures.iter().any(is_apart) => Some(level),
        _ => None,
    }
}

impl Block {
    /// The block as Markdown, with the pictures before it, as [`Article::markdown`] has it. A list item begins with its
    /// bullet or number, and a table row is a table of one row.
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, <em>water</em> and salt make a dough that rises overnight.</p>\
    ///     <p>You need, for one loaf that feeds a family of four for two days:</p>\
    ///     <ol><li>a pound of strong flour from the mill down the road</li><li>a spoon of salt</li></ol>";
    /// let article = unboil::extract(html)?;
    /// assert_eq!(article.blocks()[1].markdown(), "Flour, *water* and salt make a dough that rises overnight.");
    /// assert_eq!(article.blocks()[4].markdown(), "2. a spoon of salt");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(std::slice::from_ref(self))
    }
}

/// A section of an article, see [`Article::outline`].
#[derive(Debug, Clone)]
pub struct Section<'a> {
    article: &'a Article,
    /// The index of the article's headline, if it has one.
    headline: Option<usize>,
    blocks: Range<usize>,
    headings: Vec<&'a str>,
    level: Option<u8>,
    text: String,
    range: Range<usize>,
}

impl<'a> Section<'a> {
    /// The texts of the headings that the section stands under, from the headline down to its own. Empty for what
    /// stands before the first heading.
    #[must_use]
    pub fn headings(&self) -> &[&'a str] {
        &self.headings
    }

    /// The level of its own heading, 1 (the highest) to 6; 1 for a headline that is no heading by its markup. `None`
    /// for what stands before the first heading.
    #[must_use]
    pub fn level(&self) -> Option<u8> {
        self.level
    }

    /// The text, with the heading: the part of [`Article::text`] that [`range`](Section::range) says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The range of bytes of [`Article::text`] where the section lies. Nothing but white space stands between the
    /// ranges of two sections.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The section as Markdown, with the heading, as [`Article::markdown`] has it. A note whose mark stands in another
    /// section is a footnote without a mark here.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(self.blocks())
    }

    /// The section as Markdown, with what the options leave out or change.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight.</p>\
    ///     <h2>Rye</h2><p>Rye takes <em>longer</em> to rise than wheat, and comes out darker in the end.</p>";
    /// let article = unboil::extract(html)?;
    /// let plain = article.outline()[1].markdown_with(&RenderOptions::default().emphasis(false));
    /// assert_eq!(plain, "## Rye\n\nRye takes longer to rise than wheat, and comes out darker in the end.");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn markdown_with(&self, options: &RenderOptions) -> String {
        let left_out = self.headline.filter(|_| !options.headline);
        let headline = left_out.and_then(|index| index.checked_sub(self.blocks.start));
        let lead = self.article.lead_left_out(options);
        markdown::markdown(&selected::selected(self.blocks(), headline, lead, options))
    }

    /// The blocks of the section.
    #[must_use]
    pub fn blocks(&self) -> &'a [Block] {
        &self.article.blocks[self.blocks.clone()]
    }

    /// The range of its blocks in [`Article::blocks`].
    #[must_use]
    pub fn block_range(&self) -> Range<usize> {
        self.blocks.clone()
    }
}
