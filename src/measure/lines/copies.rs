//! Features of lines of plain text that repeat elsewhere in the text, as a whole or in their first or last word: cards,
//! tooltips, menus, the heads of comments.

use std::collections::HashMap;

use crate::hash::mixed;
use crate::measure::features::LineFeatures;
use crate::measure::text::reading::Word;
use crate::measure::text::words::PageWords;

/// Number of lines before and after a line whose first and last words are compared with its own. Set by hand.
const WINDOW: usize = 8;
/// Copies of a line are counted up to this number. Set by hand.
const MANY: f32 = 20.0;

/// Fills the columns of copies and of equal first and last words. Needs the words only.
pub(in crate::measure) fn measure(words: &PageWords, rows: &mut [LineFeatures]) {
    let text =
        |index: usize| words.of_block(index).iter().fold(0, |hash, word| mixed(hash, word.bits(u64::BITS) as u64));
    let texts: Vec<u64> = (0..rows.len()).map(text).collect();
    let mut copies: HashMap<u64, f32> = HashMap::with_capacity(rows.len());
    texts.iter().for_each(|text| *copies.entry(*text).or_default() += 1.0);
    let firsts: Vec<Option<Word>> = (0..rows.len()).map(|index| words.of_block(index).first().copied()).collect();
    let lasts: Vec<Option<Word>> = (0..rows.len()).map(|index| words.of_block(index).last().copied()).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        row.copies = copies[&texts[index]].min(MANY);
        let near = index.saturating_sub(WINDOW)..(index + 1 + WINDOW).min(firsts.len());
        let alike = |words: &[Option<Word>]| {
            let own = words[index];
            words[near.clone()].iter().filter(|word| own.is_some() && **word == own).count() as f32 - 1.0
        };
        row.begin_alike = alike(&firsts).max(0.0);
        row.end_alike = alike(&lasts).max(0.0);
    }
}
