//! Which block is the page's headline, and how much of a block the page's title holds.

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
    let titles: Vec<Words> = page.head.titles().map(Words::of).filter(|words| !words.0.is_empty()).collect();
    measures.headline = best_agreement(page, &titles, measures).or_else(|| only_first_level(page));
}

/// The block that agrees best with one of the titles, and well enough. Notes on its way how much of each block they hold.
fn best_agreement(page: &Page, titles: &[Words], measures: &mut Measures) -> Option<usize> {
    if titles.is_empty() {
        return None;
    }
    let mut best: Option<(usize, f32)> = None;
    let mut own = Words::default();
    for (index, block) in page.blocks.iter().enumerate() {
        if measures.words[index] > LONGEST_HEADLINE {
            continue;
        }
        own.read(page.block_text(block));
        let mut agreement: f32 = 0.0;
        for title in titles {
            let common = own.common(title) as f32;
            let overlap = common / own.0.len().max(1) as f32;
            let row = &mut measures.features[index];
            row.title_overlap = row.title_overlap.max(overlap);
            agreement = agreement.max(2.0 * common / (own.0.len() + title.0.len()) as f32);
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
    best.map(|(index, _)| index)
}

/// The one heading of the first level, on a page whose title says something else.
fn only_first_level(page: &Page) -> Option<usize> {
    let is_first_level = |index: &usize| page.blocks[*index].kind == BlockKind::Heading { level: 1 };
    let mut headings = (0..page.blocks.len()).filter(is_first_level);
    headings.next().filter(|_| headings.next().is_none())
}

/// The distinct words of a text in lower case, as hashes in order: words that only seem the same do no harm here.
#[derive(Default)]
struct Words(Vec<u64>);

impl Words {
    fn of(text: &str) -> Words {
        let mut words = Words::default();
        words.read(text);
        words
    }

    /// Replaces the words by those of a text.
    fn read(&mut self, text: &str) {
        self.0.clear();
        let mut open = Open::Nothing;
        for c in text.chars() {
            open = match open {
                // Most of nearly every text.
                Open::Word(word) if c.is_ascii_alphanumeric() => Open::Word(hashed(word, c.to_ascii_lowercase())),
                _ if c.is_ascii() => self.take(c.to_ascii_lowercase(), open),
                _ => c.to_lowercase().fold(open, |open, c| self.take(c, open)),
            };
        }
        self.take(' ', open);
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// Takes in a character; gives what is open after it.
    fn take(&mut self, c: char, open: Open) -> Open {
        match open {
            Open::Nothing | Open::Characters if !c.is_alphanumeric() => Open::Nothing,
            Open::Word(word) if !c.is_alphanumeric() => {
                self.0.push(word);
                Open::Nothing
            }
            Open::Word(word) => Open::Word(hashed(word, c)),
            Open::Nothing if c < UNSPACED => Open::Word(hashed(0, c)),
            Open::Nothing | Open::Characters => {
                self.0.push(hashed(0, c));
                Open::Characters
            }
        }
    }

    /// How many words both have.
    fn common(&self, other: &Words) -> usize {
        self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count()
    }
}

/// What a character may be added to.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    /// A word of this hash.
    Word(u64),
    /// A run of a script without spaces, of which each character is a word.
    Characters,
}

/// From here on scripts have no spaces, but for Korean.
const UNSPACED: char = '\u{2e80}';

/// The hash of a word that goes on with `c`.
fn hashed(word: u64, c: char) -> u64 {
    // The golden ratio spreads neighbours (Knuth, volume 3, 6.4).
    (word.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
