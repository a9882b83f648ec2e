//! The features that only lines of plain text have.

use super::rows::rows;

rows! {
    /// The features of a line of plain text, beside those of all blocks.
    LineFeatures {
        /// Number of lines between the blank ones before and after.
        group_lines,
        /// Place among the lines between two blank ones; 0 the first, 1 the last.
        group_place,
        /// Mean number of words of the lines between two blank ones.
        group_words,
        /// Share of the lines between two blank ones that end as sentences do.
        group_sentences,
        /// Width of the gap before; 0 within a line, 1 a line, 2 a blank line.
        gap_before,
        /// Width of the gap after; 0 within a line, 1 a line, 2 a blank line.
        gap_after,
        /// Number of lines in a row without prose around the block; 0 for prose.
        run_lines,
        /// Place in a row of lines without prose; 0 the first, 1 the last.
        run_place,
        /// Flag: beginning with a small letter.
        is_small,
        /// Flag: ending with a colon.
        is_colon,
        /// Flag: ending with a question mark.
        is_question,
        /// Flag: ending with an ellipsis.
        is_cut,
        /// Number of bars, arrows and dots between words per word.
        bars,
        /// Number of words of the second block before.
        words_before_2,
        /// Number of words of the second block after.
        words_after_2,
        /// Mean learned weight of the first words of the line, the two before and the two after.
        text_near,
        /// Mean learned weight of the first words of the eight lines before.
        text_above,
        /// Mean learned weight of the first words of the eight lines after.
        text_below,
        /// Share of clear cruft among the line, the eight before and the eight after.
        cruft_near,
        /// Share of the page's lines that are clear cruft.
        page_cruft,
        /// Number of lines since the last clear cruft.
        cruft_since,
        /// Number of lines to the next clear cruft.
        cruft_until,
        /// Number of lines since the last byline.
        byline_since,
        /// Number of lines to the next byline.
        byline_until,
        /// Number of lines since a label that announces cruft, with no prose in between.
        label_since,
        /// Number of lines since a label that announces readers' comments.
        comments_since,
        /// Number of lines to the next label that announces readers' comments.
        comments_until,
        /// Number of labels on the page that announce readers' comments.
        page_comments,
        /// Number of lines since a label that announces other stories.
        related_since,
        /// Number of words of the nearest run of prose.
        story_words,
        /// Share of the page's prose in the nearest run of prose.
        story_share,
        /// Number of lines to the nearest run of prose; 0 within.
        story_lines,
        /// Side of the page's longest run of prose; -1 before it, 0 in it, 1 after it.
        story_side,
        /// Share of its longer words that other prose of the page has.
        topic,
        /// Number of bylines on the page.
        page_bylines,
        /// Number of bylines among the line, the eight before and the eight after.
        bylines_near,
        /// Number of lines on the page.
        page_lines,
        /// Mean number of words of a line.
        page_line_words,
        /// Share of the page's words in prose.
        page_prose_share,
        /// Number of lines with its words, itself included.
        copies,
        /// Number of the eight lines before and the eight after that begin with the same word.
        begin_alike,
        /// Number of the eight lines before and the eight after that end with the same word.
        end_alike,
        /// Mean learned weight of its last words.
        text_end,
    }
}
