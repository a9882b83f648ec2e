//! The ranges of counts and distances, so that a page longer than all that the trees were trained on looks to them like
//! the longest of these.

use crate::measure::features::{Features, LineFeatures};

/// The most words of prose on a page that are told apart. Of the articles that the model is trained on 98 of 100 have
/// fewer.
pub(crate) const PAGE_PROSE: f32 = 4000.0;
/// The most words of one block that are told apart. Of the labelled blocks 999 of 1,000 have fewer.
const BLOCK_WORDS: f32 = 300.0;
/// The most siblings, cards, prices or blocks of one path that are told apart: listings of one page seldom have more.
const SIBLINGS: f32 = 100.0;
/// The most blocks between a block and its heading, or the nearest prose, that are told apart. Set by hand.
const BLOCKS: f32 = 50.0;
/// The most letters of a word, on average over a block, that are told apart. On the pages that the model is trained on
/// the greatest mean is 314.
const WORD_LENGTH: f32 = 400.0;
/// The most signs of punctuation for each word that are told apart. In training the greatest number is 19.
const PUNCTUATION: f32 = 50.0;
/// The most class words that speak for or against content, summed over the containers around a block, that are told
/// apart. In training the greatest sum is 101.
const CLASS_WORDS: f32 = 150.0;
/// The most words of the cards of a grid, on average, that are told apart. In training the greatest mean is 742.
const CARD_WORDS: f32 = 1000.0;
/// The most containers between a block and that of the story that are told apart. In training the greatest number is
/// 20.
const STORY_LEVELS: f32 = 32.0;
/// The most bars, arrows and dots for each word of a line that are told apart. In training the greatest number is 4.
const BARS: f32 = 10.0;
/// The most lines of a plain text that are told apart. Set by hand: a page of news has 50 to 500.
const LINES: f32 = 500.0;
/// The most lines of a group, comments, or bylines of a plain text that are told apart. Set by hand.
const GROUP_LINES: f32 = 40.0;

/// Holds the features of all blocks to their ranges.
pub(super) fn hold(features: &mut [Features]) {
    for row in features {
        for words in [
            &mut row.words,
            &mut row.words_before,
            &mut row.words_after,
            &mut row.path_words,
            &mut row.words_beside_phrases,
        ] {
            *words = words.min(BLOCK_WORDS);
        }
        for prose in [&mut row.page_prose, &mut row.page_body, &mut row.grid_prose_before, &mut row.grid_prose_after] {
            *prose = prose.min(PAGE_PROSE);
        }
        for count in [
            &mut row.twins,
            &mut row.tag_twins,
            &mut row.path_blocks,
            &mut row.grid_cards,
            &mut row.grid_card,
            &mut row.page_prices,
            &mut row.page_articles,
        ] {
            *count = count.min(SIBLINGS);
        }
        row.word_length = row.word_length.min(WORD_LENGTH);
        row.punctuation = row.punctuation.min(PUNCTUATION);
        row.content_classes = row.content_classes.min(CLASS_WORDS);
        row.cruft_classes = row.cruft_classes.min(CLASS_WORDS);
        row.grid_card_words = row.grid_card_words.min(CARD_WORDS);
        row.story_distance = row.story_distance.min(STORY_LEVELS);
        row.prose_distance = row.prose_distance.min(BLOCKS);
        row.heading_distance = row.heading_distance.min(BLOCKS);
    }
}

/// Holds what is measured of the lines of a plain text alone to its ranges.
pub(super) fn hold_lines(rows: &mut [LineFeatures]) {
    for row in rows {
        for lines in [&mut row.group_lines, &mut row.page_comments, &mut row.page_bylines, &mut row.copies] {
            *lines = lines.min(GROUP_LINES);
        }
        for words in [&mut row.group_words, &mut row.page_line_words, &mut row.words_before_2, &mut row.words_after_2] {
            *words = words.min(BLOCK_WORDS);
        }
        row.bars = row.bars.min(BARS);
        row.run_lines = row.run_lines.min(GROUP_LINES);
        row.page_lines = row.page_lines.min(LINES);
        row.story_words = row.story_words.min(PAGE_PROSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::lines::lines;
    use crate::measure::measure;
    use crate::page::{Page, PageSignals};
    use crate::vocabulary::Vocabulary;
    use crate::{parse, walk};

    /// Whatever a page holds, no feature is greater than this: the distances in words from the headline, which are held
    /// where they are counted.
    const GREATEST: f32 = 5000.0;

    fn assert_bounded(page: &Page, name: &str) {
        let vocabulary = Vocabulary::read("[class]\n= -9\nad\n[text]\n= 9\nquay\n[heading]\n= 9\nquay\n");
        let measurements = measure(page, PageSignals::of(page), &vocabulary);
        let features = measurements.features.iter().flat_map(|row| Features::NAMES.iter().zip(row.values()));
        let lines = measurements.layout.iter().flat_map(|row| LineFeatures::NAMES.iter().zip(row.values()));
        for (feature, value) in features.chain(lines) {
            assert!(value.abs() <= GREATEST, "{name}: {feature} is {value}");
        }
    }

    #[test]
    fn no_feature_grows_with_the_page() {
        let sentence = "The ferry to the northern islands was late again on Monday, said the port. ";
        for (name, html) in [
            ("long paragraphs", format!("<p>{}", sentence.repeat(2_000)).repeat(10)),
            ("long words", format!("<p>{}</p>", "a".repeat(100_000))),
            ("signs", format!("<p>{} a</p>", ". ; , ! ".repeat(20_000))),
            ("class words", format!("<div class='{}'><p>{sentence}", "ad content story sidebar ".repeat(5_000))),
            ("cards", format!("<div class=card><a href=/a>{}</a></div>", sentence.repeat(1_000)).repeat(12)),
            ("levels", "<div>".repeat(300) + &format!("<p>{sentence}</p>").repeat(2_000)),
            ("prices", "<p>$ 1.00</p>".repeat(9_000)),
        ] {
            assert_bounded(&walk::walk(parse::parse(&html, &Limits::default()).unwrap()), name);
        }
        for (name, text) in [
            ("lines", format!("{sentence}\n").repeat(9_000)),
            ("bars", format!("{} a\n\n{sentence}", "| » ".repeat(20_000))),
            ("bylines", "By Ann Pell\n".repeat(5_000)),
        ] {
            assert_bounded(&lines(&text, usize::MAX).unwrap(), name);
        }
    }
}
