//! Which block is the page's headline, and how much of a block the page's title holds.

use std::collections::HashSet;

use super::Measures;
use crate::page::{BlockKind, Page};

/// No headline has more words.
const LONGEST_HEADLINE: f32 = 40.0;
/// How well (F1 of their words) a heading must agree with the title of the page to be its headline.
const HEADING_AGREEMENT: f32 = 0.5;
/// The same for a block that is no heading in the markup.
const BLOCK_AGREEMENT: f32 = 0.9;
/// What the first level of headings is worth, in F1.
const FIRST_LEVEL_BONUS: f32 = 0.1;

pub(super) fn measure(page: &Page, measures: &mut Measures) {
    let titles: Vec<HashSet<String>> = page.head.titles().map(words).filter(|words| !words.is_empty()).collect();
    let mut best: Option<(usize, f32)> = None;
    for (index, block) in page.blocks.iter().enumerate() {
        if measures.words[index] > LONGEST_HEADLINE {
            continue;
        }
        let own = words(page.block_text(block));
        let mut agreement: f32 = 0.0;
        for title in &titles {
            let common = own.intersection(title).count() as f32;
            let overlap = common / own.len().max(1) as f32;
            let row = &mut measures.features[index];
            row.title_overlap = row.title_overlap.max(overlap);
            agreement = agreement.max(2.0 * common / (own.len() + title.len()) as f32);
        }
        let (needed, bonus) = match block.kind {
            BlockKind::Heading { level: 1 } => (HEADING_AGREEMENT, FIRST_LEVEL_BONUS),
            BlockKind::Heading { .. } => (HEADING_AGREEMENT, 0.0),
            _ => (BLOCK_AGREEMENT, 0.0),
        };
        if agreement >= needed && best.is_none_or(|(_, score)| agreement + bonus > score) {
            best = Some((index, agreement + bonus));
        }
    }
    measures.headline = best.map(|(index, _)| index).or_else(|| only_first_level(page));
}

/// The one heading of the first level, on a page whose title says something else.
fn only_first_level(page: &Page) -> Option<usize> {
    let is_first_level = |index: &usize| page.blocks[*index].kind == BlockKind::Heading { level: 1 };
    let mut headings = (0..page.blocks.len()).filter(is_first_level);
    headings.next().filter(|_| headings.next().is_none())
}

/// The distinct words in lower case; of scripts without spaces, the characters.
fn words(text: &str) -> HashSet<String> {
    let lower = text.to_lowercase();
    let mut words = HashSet::new();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().next().is_some_and(|c| c >= '\u{2e80}') {
            words.extend(word.chars().map(String::from));
        } else {
            words.insert(word.to_owned());
        }
    }
    words
}
