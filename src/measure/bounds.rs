//! The ranges of counts and distances, so that a page longer than all that the trees were trained on looks to them like the
//! longest of these.

use crate::measure::features::{Features, LineFeatures};

/// The most words of prose on a page that are told apart. Of the articles that the model is trained on 98 of 100 have fewer.
pub(crate) const PAGE_PROSE: f32 = 4000.0;
/// The most words of one block that are told apart. Of the labelled blocks 999 of 1,000 have fewer.
const BLOCK_WORDS: f32 = 300.0;
/// The most siblings, cards, prices or blocks of one path that are told apart: listings of one page seldom have more.
const SIBLINGS: f32 = 100.0;
/// The most blocks between a block and its heading, or the nearest prose, that are told apart. Set by hand.
const BLOCKS: f32 = 50.0;
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
        row.run_lines = row.run_lines.min(GROUP_LINES);
        row.page_lines = row.page_lines.min(LINES);
        row.story_words = row.story_words.min(PAGE_PROSE);
    }
}
