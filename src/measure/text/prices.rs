//! Prices: what stands near them is on sale.

use crate::measure::measurements::Measurements;
use crate::page::Page;

/// How many blocks before and after count as near.
const NEAR: usize = 4;
/// No price is in a text of more words: such a text tells of one.
const PRICE_WORDS: f32 = 12.0;

pub(in crate::measure) fn measure(page: &Page, measurements: &mut Measurements) {
    let is_price: Vec<bool> = page
        .blocks
        .iter()
        .zip(&measurements.words)
        .map(|(block, words)| *words <= PRICE_WORDS && has_price(page.block_text(block)))
        .collect();
    let prices = is_price.iter().filter(|is_price| **is_price).count();
    for (index, row) in measurements.features.iter_mut().enumerate() {
        let near = index.saturating_sub(NEAR)..(index + NEAR + 1).min(is_price.len());
        row.is_price = f32::from(is_price[index]);
        row.prices_near = is_price[near].iter().filter(|is_price| **is_price).count() as f32;
        row.page_prices = prices as f32;
    }
}

/// Whether the sign of a currency stands at a number.
fn has_price(text: &str) -> bool {
    let may_be = text.bytes().any(|byte| byte.is_ascii_digit());
    may_be
        && text.char_indices().any(|(at, c)| {
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
    fn a_currency_stands_at_a_number() {
        for (text, expected) in
            [("$35.00", true), ("35,00 €", true), ("from £ 9", true), ("US$", false), ("3 for two", false)]
        {
            assert_eq!(has_price(text), expected, "{text}");
        }
    }
}
