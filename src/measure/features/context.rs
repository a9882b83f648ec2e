//! The features that a pass over the blocks adds for the next pass.

use super::rows::rows;

rows! {
    /// What the scorer knows of a block after a look. Likeliness is the probability that this look gave, 0..=1.
    Context {
        /// Likeliness at the look before.
        look_own,
        /// Likeliness of the block before.
        look_before,
        /// Likeliness of the block after.
        look_after,
        /// Likeliness of the second block before.
        look_before_2,
        /// Likeliness of the second block after.
        look_after_2,
        /// Mean likeliness of the eight blocks before.
        look_above,
        /// Mean likeliness of the eight blocks after.
        look_below,
        /// Mean likeliness of the blocks of the same path of elements and classes.
        look_path,
        /// Mean likeliness in the nearest container that holds more than this block.
        look_1,
        /// Mean likeliness in the next container that holds more.
        look_2,
        /// Mean likeliness in the second next container that holds more.
        look_3,
        /// Mean likeliness in the third next container that holds more.
        look_4,
        /// Likeliness of the heading before.
        look_heading,
        /// Mean likeliness between the headings before and after.
        look_section,
        /// Mean likeliness on the page.
        look_page,
        /// Share of the page's words that are likely content.
        look_share,
        /// Number of words on the page that are likely content.
        look_words,
        /// Share of the page's likely content that comes before the block.
        look_so_far,
        /// Share of the page's blocks that are less likely.
        look_rank,
        /// Lowest likeliness in the nearest container that holds more than this block.
        look_low,
        /// Highest likeliness in the nearest container that holds more than this block.
        look_high,
        /// Number of blocks since the last that is unlikely.
        unlikely_before,
        /// Number of blocks to the next that is unlikely.
        unlikely_after,
        /// Number of blocks since the last that is likely.
        likely_before,
        /// Number of blocks to the next that is likely.
        likely_after,
        /// Likeliness of the last block with a dozen words before.
        look_text_before,
        /// Likeliness of the next block with a dozen words after.
        look_text_after,
    }
}

rows! {
    /// What the scorer knows of a line of plain text after a look. Likeliness is the probability that this look gave, 0..=1.
    Flow {
        /// Mean likeliness of the line, the two before and the two after.
        look_near,
        /// Mean likeliness of the thirty lines before.
        look_far_above,
        /// Mean likeliness of the thirty lines after.
        look_far_below,
        /// Greatest likeliness of the six lines before.
        look_best_above,
        /// Greatest likeliness of the six lines after.
        look_best_below,
        /// Number of lines since the last sure cruft.
        unlikely_since,
        /// Number of lines to the next sure cruft.
        unlikely_until,
        /// Number of lines since the last sure content.
        likely_since,
        /// Number of lines to the next sure content.
        likely_until,
        /// Mean likeliness of all that comes before.
        look_before_all,
        /// Mean likeliness of all that comes after.
        look_after_all,
        /// Number of words of sure content in a row around the line; lines in doubt do not end it.
        likely_run,
    }
}
