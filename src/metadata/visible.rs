//! What readers see: the headline, the byline and the date near it.

use crate::cruft::{Byline, Cruft};
use crate::date;
use crate::measure::Measures;
use crate::page::Page;

/// How far from the headline (blocks) a byline may stand. Live blogs have a summary in between.
const BYLINE_DISTANCE: usize = 12;
/// A name has this many words at most: two authors.
const NAME_WORDS: f32 = 8.0;

pub(super) fn headline(page: &Page, measures: &Measures) -> Option<String> {
    let text = page.block_text(&page.blocks[measures.headline?]);
    Some(text.replace('\n', " "))
}

/// The author of the byline nearest to the headline, or of the nearest block whose class says byline.
pub(super) fn author(page: &Page, measures: &Measures) -> Option<String> {
    let from_byline = near_headline(measures).find_map(|byline| byline.author.clone());
    from_byline.or_else(|| {
        let is_author = |index: &usize| {
            let class = measures.evidence[*index].class.map(|class| class.kind);
            let is_class = matches!(class, Some(Cruft::Byline | Cruft::Author));
            is_class && !measures.evidence[*index].is_byline && (2.0..=NAME_WORDS).contains(&measures.words[*index])
        };
        let from = measures.headline.unwrap_or(0);
        let until = (from + BYLINE_DISTANCE).min(page.blocks.len());
        let block = (from..until).find(is_author)?;
        Some(page.block_text(&page.blocks[block]).to_owned())
    })
}

/// The date of the first `<time>` after the headline.
pub(super) fn time(page: &Page, measures: &Measures) -> Option<String> {
    let from = measures.headline.unwrap_or(0);
    let times = page.head.times.iter().filter(|(block, _)| block.abs_diff(from) <= BYLINE_DISTANCE);
    times.filter_map(|(_, time)| date::iso(time)).next()
}

/// The date of the byline nearest to the headline.
pub(super) fn date(measures: &Measures) -> Option<String> {
    near_headline(measures).find_map(|byline| byline.date.clone())
}

/// The bylines near the headline, those after it first.
fn near_headline(measures: &Measures) -> impl Iterator<Item = &Byline> {
    let headline = measures.headline.unwrap_or(0);
    let mut near: Vec<&(usize, Byline)> =
        measures.bylines.iter().filter(|(block, _)| block.abs_diff(headline) <= BYLINE_DISTANCE).collect();
    near.sort_by_key(|(block, _)| (*block < headline, block.abs_diff(headline)));
    near.into_iter().map(|(_, byline)| byline)
}
