//! The context features: a pass over the blocks computes them from the probabilities of the pass before.

use super::rows::rows;

rows! {
    /// The features of a block that come from the pass before. A probability is the one that that pass gave, 0..=1.
    ContextFeatures {
        /// Probability at the pass before.
        pass_own,
        /// Probability of the block before.
        pass_before,
        /// Probability of the block after.
        pass_after,
        /// Probability of the second block before.
        pass_before_2,
        /// Probability of the second block after.
        pass_after_2,
        /// Mean probability of the eight blocks before.
        pass_above,
        /// Mean probability of the eight blocks after.
        pass_below,
        /// Mean probability of the blocks of the same path of elements and classes.
        pass_path,
        /// Mean probability in the nearest container that holds more than this block.
        pass_1,
        /// Mean probability in the next container that holds more.
        pass_2,
        /// Mean probability in the second next container that holds more.
        pass_3,
        /// Mean probability in the third next container that holds more.
        pass_4,
        /// Probability of the heading before.
        pass_heading,
        /// Mean probability between the headings before and after.
        pass_section,
        /// Mean probability on the page.
        pass_page,
        /// Share of the page's words that are likely content.
        pass_share,
        /// Number of words on the page that are likely content.
        pass_words,
        /// Share of the page's likely content that comes before the block.
        pass_so_far,
        /// Share of the page's blocks that are less likely.
        pass_rank,
        /// Lowest probability in the nearest container that holds more than this block.
        pass_low,
        /// Highest probability in the nearest container that holds more than this block.
        pass_high,
        /// Number of blocks since the last that is unlikely.
        unlikely_before,
        /// Number of blocks to the next that is unlikely.
        unlikely_after,
        /// Number of blocks since the last that is likely.
        likely_before,
        /// Number of blocks to the next that is likely.
        likely_after,
        /// Probability of the last block with a dozen words before.
        pass_text_before,
        /// Probability of the next block with a dozen words after.
        pass_text_after,
    }
}

rows! {
    /// The features of a line of plain text that come from the pass before. A probability is the one that that pass
    /// gave, 0..=1.
    LineContextFeatures {
        /// Mean probability of the line, the two before and the two after.
        pass_near,
        /// Mean probability of the thirty lines before.
        pass_far_above,
        /// Mean probability of the thirty lines after.
        pass_far_below,
        /// Greatest probability of the six lines before.
        pass_best_above,
        /// Greatest probability of the six lines after.
        pass_best_below,
        /// Number of lines since the last sure cruft.
        unlikely_since,
        /// Number of lines to the next sure cruft.
        unlikely_until,
        /// Number of lines since the last sure content.
        likely_since,
        /// Number of lines to the next sure content.
        likely_until,
        /// Mean probability of all that comes before.
        pass_before_all,
        /// Mean probability of all that comes after.
        pass_after_all,
        /// Number of words of sure content in a row around the line; lines in doubt do not end it.
        likely_run,
    }
}
