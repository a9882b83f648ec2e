//! Page → one row of features per block, and the evidence that names the kind of cruft.

mod anchor;
mod cards;
mod density;
mod genre;
mod headline;
mod makes;
mod markup;
mod position;
mod repetition;
mod structure;
mod wording;
mod words;

pub(crate) use markup::ClassHit;
pub(crate) use structure::Governor;
pub(crate) use wording::explained;

use crate::cruft::{Byline, Hit};
use crate::page::Page;
use density::Counts;
use makes::Makes;
use words::PageWords;

/// Declares the row of features: every field with what it means, and the same names for reasons and weights.
macro_rules! features {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// What the scorer knows of a block. Shares lie in 0..=1, flags are 0 or 1.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Features { $($(#[doc = $doc])+ pub(crate) $name: f32,)+ }

        impl Features {
            /// The names of the features, in the order of [`Features::values`].
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// The features in the order of [`Features::NAMES`].
            pub(crate) fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name),+]
            }
        }
    };
}

features! {
    // density: the text itself
    /// Words; two ideographs or syllables of an unspaced script count as one.
    words,
    /// Mean length of a word in characters.
    word_length,
    /// Share of the words that are link text.
    link_density,
    /// Commas and stops per word.
    punctuation,
    /// Flag: the text ends as a sentence does.
    is_sentence,
    /// Share of the words that begin with a capital.
    capitals,
    /// Share of the words that hold a digit.
    numbers,
    /// Share of the words that are bold.
    strong,
    // neighbours
    /// Words outside of links in the block before.
    words_before,
    /// Words outside of links in the block after.
    words_after,
    /// Link density of the block before.
    links_before,
    /// Link density of the block after.
    links_after,
    /// Share of prose among the words of the four blocks before and the four after.
    prose_around,
    // markup
    /// Flag: in `<article>`.
    in_article,
    /// Flag: in `<main>` or `role="main"`.
    in_main,
    /// Flag: in `<nav>`, `<button>`, `<dialog>` or an ARIA role of that sort.
    in_nav,
    /// Flag: in `<aside>`.
    in_aside,
    /// Flag: in `<header>`.
    in_header,
    /// Flag: in `<footer>`.
    in_footer,
    /// Flag: in `<form>`.
    in_form,
    /// Flag: in `<figure>`, or a caption.
    in_figure,
    /// Content classes among the containers' classes, nearer ones counting more.
    content_classes,
    /// Cruft classes among the containers' classes, nearer ones counting more.
    cruft_classes,
    /// Flag: in a container whose class says comments, on a page that has more than that and is no forum.
    in_comments,
    // structure
    /// Level of the heading, 0 if the block is none.
    heading,
    /// Flag: a list item.
    is_item,
    /// Flag: a row of a table.
    is_row,
    /// Flag: preformatted.
    is_preformatted,
    /// Flag: a quotation.
    is_quote,
    /// Share of the page's prose inside the nearest container that holds more than this block.
    share_1,
    /// The same, one level further out where the set of blocks grows.
    share_2,
    /// The same, two levels further out.
    share_3,
    /// The same, three levels further out.
    share_4,
    /// Link density of the nearest container that holds more than this block.
    density_1,
    /// The same, one level further out.
    density_2,
    /// The same, two levels further out.
    density_3,
    /// Flag: in the innermost container that holds most of the page's prose.
    in_story,
    /// Containers between the block and the nearest container that it shares with the story.
    story_distance,
    /// Flag: governed by a heading that announces cruft.
    is_governed,
    // position
    /// Share of the page's prose that comes before the block.
    prose_before,
    /// Share of the page's prose that comes after the block.
    prose_after,
    /// Blocks to the nearest prose, 0 for prose.
    prose_distance,
    // repetition
    /// Siblings of the most repeated of the nearest containers: cards, teasers, comments.
    twins,
    /// The same, by the element alone: for pages whose classes are generated.
    tag_twins,
    /// Flag: in a card (a linked title, and perhaps a teaser) of several, on a page that is mostly something else.
    in_card,
    /// Share of the page's words that stand in cards.
    page_cards,
    /// Flag: the same text stands earlier on the page.
    is_repeated,
    /// Share of the block's words that the page's title holds.
    title_overlap,
    // wording
    /// Share of the words that matched phrases of cruft explain.
    phrases,
    /// Flag: names an author, a date or a reading time, and nothing else.
    is_byline,
    // page
    /// Words of prose on the page.
    page_prose,
    /// Link density of the page.
    page_density,
    /// `<article>` elements on the page.
    page_articles,
    /// Flag: the page is a thread of a forum.
    page_is_forum,
    /// Flag: the page says that it is an article.
    page_is_article,
    /// Flag: the page says that it is about one product.
    page_is_product,
    /// Flag: the page says that it is a list of others.
    page_is_listing,
    /// Flag: the page says that it is documentation.
    page_is_documentation,
    // anchor: what the page says of its content
    /// Words of the article body that the page has in JSON-LD, 0 if it has none.
    page_body,
    /// Share of the block's runs of three words that stand in that body; of its words, if it has fewer.
    body_overlap,
    /// Share of the block's longer words that the page's descriptions hold.
    description_overlap,
    /// Share of the longer words of the page's descriptions that the block holds.
    description_cover,
    /// Share of the block's longer words that the titles and the headline hold.
    headline_overlap,
    /// Share of the longer words of the titles and the headline that the block holds.
    headline_cover,
    /// Blocks from the headline on, negative before it; far below that if there is none.
    blocks_from_headline,
    /// Words from the headline on, negative before it; far below that if there is none.
    words_from_headline,
    /// Flag: short, and a phrase says that it is a caption or a credit.
    is_credit,
}

/// All that was measured on a page.
pub(crate) struct Measures {
    /// One row per block.
    pub(crate) features: Vec<Features>,
    /// One per block.
    pub(crate) evidence: Vec<Evidence>,
    /// The words of each block.
    pub(crate) words: Vec<f32>,
    /// The phrases of the lexicon that matched, by block.
    pub(crate) hits: Vec<Hit>,
    /// The block that is the page's headline.
    pub(crate) headline: Option<usize>,
    /// The blocks that are bylines, in order, with what they say.
    pub(crate) bylines: Vec<(usize, Byline)>,
}

/// What points to a kind of cruft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Where the block's phrases lie in [`Measures::hits`].
    pub(crate) hits: std::ops::Range<usize>,
    /// The nearest container whose class names a kind of cruft.
    pub(crate) class: Option<ClassHit>,
    /// The heading that announces cruft and governs the block.
    pub(crate) governor: Option<Governor>,
    /// The earlier block with the same text, in another container.
    pub(crate) repeats: Option<usize>,
    /// In a container of readers' comments.
    pub(crate) in_comments: bool,
    /// Of a heading: the block before which ends what it may govern.
    pub(crate) scope: usize,
    /// It names an author, a date or a reading time, and nothing else.
    pub(crate) is_byline: bool,
}

/// Measures every block of a page.
pub(crate) fn measure(page: &Page) -> Measures {
    let mut counts: Vec<Counts> = page.blocks.iter().map(|block| Counts::of(page, block)).collect();
    let makes = Makes::of(page);
    let page_cards = cards::mark(page, &makes, &mut counts);
    let totals = density::Totals::of(&counts);
    let mut measures = Measures {
        features: vec![Features::default(); page.blocks.len()],
        evidence: vec![Evidence::default(); page.blocks.len()],
        words: counts.iter().map(|count| count.words).collect(),
        hits: Vec::new(),
        headline: None,
        bylines: Vec::new(),
    };
    density::measure(&counts, &totals, &mut measures);
    wording::measure(page, &mut measures);
    let words = PageWords::of(page);
    headline::measure(page, &words, &mut measures);
    markup::measure(page, &totals, &mut measures);
    structure::measure(page, &counts, &totals, &mut measures);
    repetition::measure(page, &makes, &mut measures);
    position::measure(&counts, &totals, &mut measures);
    anchor::measure(page, &words, &totals, &mut measures);
    measures.features.iter_mut().for_each(|row| row.page_cards = page_cards);
    measures
}
