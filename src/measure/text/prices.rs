//! Detects prices: blocks near prices belong to things on sale.

use crate::measure::features::Features;
use crate::measure::measurements::Measurements;
use crate::page::Page;

/// Number of blocks before and after a block that count as near. Set by hand.
const NEAR: usize = 4;
/// A block with more words than this is no price, but a text that mentions one. Set by hand.
const PRICE_WORDS: f32 = 12.0;

/// Fills the columns of prices. Needs the words and the numbers of each block.
pub(in crate::measure) fn measure(page: &Page, measurements: &mut Measurements) {
    // Most blocks have no digit.
    let may_be = |row: &Features| row.numbers > 0.0 && row.words <= PRICE_WORDS;
    let blocks = page.blocks.iter().zip(&measurements.features);
    let is_price: Vec<bool> = blocks.map(|(block, row)| may_be(row) && has_price(page.block_text(block))).collect();
    let prices = is_price.iter().filter(|is_price| **is_price).count();
    for (index, row) in measurements.features.iter_mut().enumerate() {
        let near = index.saturating_sub(NEAR)..(index + NEAR + 1).min(is_price.len());
        row.is_price = f32::from(is_price[index]);
        row.prices_near = is_price[near].iter().filter(|is_price| **is_price).count() as f32;
        row.page_prices = prices as f32;
    }
}

/// Whether the text has a currency sign next to a digit. Gets prices with letters ("35 EUR") wrong.
fn has_price(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₫' | '฿' | '₴' | '￥') && {
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let after = text[at + c.len_utf8()..].trim_start().chars().next();
            is_digit(after) || is_digit(text[..at].trim_end().chars().next_back())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::has_price;

    #[test]
    fn a_price_is_a_currency_sign_next_to_a_digit() {
        for (text, expected) in
            [("$35.00", true), ("35,00 €", true), ("from £ 9", true), ("US$", false), ("3 for two", false)]
        {
            assert_eq!(has_price(text), expected, "{text}");
        }
    }
}
