//! Finds the headline among the blocks of an article.

use crate::article::Article;
use crate::chars::small_letters;
use crate::page::BlockKind;

/// The headline is one of this many blocks at the beginning of the article: a kicker, a date and the like may stand
/// above it. Set by hand.
const FIRST_BLOCKS: usize = 8;
/// A headline that is longer or shorter than the title, by a label or the name of a section, has at least this many
/// letters and digits in common with it. Set by hand.
const COMMON_LETTERS: usize = 8;

/// The index of the block that shows the title of the article: the first of the [`FIRST_BLOCKS`] with its letters, or
/// else the first heading of level 1 that contains the title, or that the title contains.
pub(super) fn headline(article: &Article) -> Option<usize> {
    let title = small_letters(article.title()?);
    let first: Vec<String> = article.blocks.iter().take(FIRST_BLOCKS).map(|block| small_letters(&block.text)).collect();
    let contains = |longer: &str, shorter: &str| shorter.len() >= COMMON_LETTERS && longer.contains(shorter);
    let is_like = |(index, text): (usize, &String)| {
        article.blocks[index].kind == BlockKind::Heading { level: 1 }
            && (contains(text, &title) || contains(&title, text))
    };
    let is_same = first.iter().position(|text| *text == title && !title.is_empty());
    is_same.or_else(|| first.iter().enumerate().position(is_like))
}
