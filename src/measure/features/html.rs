//! The features of a block of HTML. Blocks of plain text have them too, as far as they need no markup; the others are
//! 0.

use super::rows::rows;

rows! {
    /// The features of a block that need no pass over the blocks. Shares are 0..=1, flags are 0 or 1.
    Features {
        // density: the text of the block
        /// Number of words; two ideographs or syllables of an unspaced script count as one.
        words,
        /// Mean length of a word in characters.
        word_length,
        /// Share of the words that are link text.
        link_density,
        /// Number of commas and stops per word.
        punctuation,
        /// Flag: ending as a sentence does.
        is_sentence,
        /// Share of the words that begin with a capital.
        capitals,
        /// Share of the words that hold a digit.
        numbers,
        /// Share of the words that are bold.
        strong,
        // neighbours
        /// Number of words outside of links in the block before.
        words_before,
        /// Number of words outside of links in the block after.
        words_after,
        /// Link density of the block before.
        links_before,
        /// Link density of the block after.
        links_after,
        /// Share of prose among the words of the four blocks before and the four after.
        prose_around,
        // markup
        /// Flag: in `<article>`.
        in_article,
        /// Flag: in `<main>` or `role="main"`.
        in_main,
        /// Flag: in `<nav>`, `<button>`, `<dialog>` or an ARIA role of that sort.
        in_nav,
        /// Flag: in `<aside>`.
        in_aside,
        /// Flag: in `<header>`.
        in_header,
        /// Flag: in `<footer>`.
        in_footer,
        /// Flag: in `<form>`.
        in_form,
        /// Flag: in `<figure>` or a caption.
        in_figure,
        /// Weight of the content classes among the containers' classes; nearer ones weigh more.
        content_classes,
        /// Weight of the cruft classes among the containers' classes; nearer ones weigh more.
        cruft_classes,
        /// Flag: in a container whose class says comments; on a page that has more than that and is no forum.
        in_comments,
        // structure
        /// Level of the heading; 0 if the block is no heading.
        heading,
        /// Flag: a list item.
        is_item,
        /// Flag: a row of a table.
        is_row,
        /// Flag: preformatted.
        is_preformatted,
        /// Flag: a quotation.
        is_quote,
        /// Share of the page's prose inside the nearest container that holds more than this block.
        share_1,
        /// Share of the page's prose inside the container one step further out; a step ends where the set of blocks
        /// grows.
        share_2,
        /// Share of the page's prose inside the container two steps further out.
        share_3,
        /// Share of the page's prose inside the container three steps further out.
        share_4,
        /// Link density of the nearest container that holds more than this block.
        density_1,
        /// Link density of the container one step further out.
        density_2,
        /// Link density of the container two steps further out.
        density_3,
        /// Flag: in the innermost container that holds most of the page's prose.
        in_story,
        /// Number of containers between the block and the nearest container that it shares with the story.
        story_distance,
        /// Flag: governed by a heading that announces cruft.
        is_governed,
        // position
        /// Share of the page's prose that comes before the block.
        prose_before,
        /// Share of the page's prose that comes after the block.
        prose_after,
        /// Number of blocks to the nearest prose; 0 for prose.
        prose_distance,
        // repetition
        /// Number of siblings of the most repeated of the nearest containers; cards, teasers, comments.
        twins,
        /// Number of siblings, by the element alone, of the most repeated of the nearest containers; for generated
        /// classes.
        tag_twins,
        /// Flag: in one of several cards (a linked title, and perhaps a teaser); on a page that is mostly something
        /// else.
        in_card,
        /// Share of the page's words that stand in cards.
        page_cards,
        /// Flag: a repetition of a text that stands earlier on the page.
        is_repeated,
        /// Number of blocks of the same path of elements and classes.
        path_blocks,
        /// Mean number of words of the blocks of its path.
        path_words,
        /// Mean link density of the blocks of its path.
        path_density,
        /// Share of the page's blocks that are of its path.
        path_share,
        /// Place among the blocks of its path; 0 the first, 1 the last.
        path_place,
        // grid
        /// Share of the page's words that stand in its main grid of cards.
        page_grid,
        /// Number of cards in the page's main grid.
        grid_cards,
        /// Mean number of words of a card in the page's main grid.
        grid_card_words,
        /// Number of words of prose before the page's main grid.
        grid_prose_before,
        /// Number of words of prose after the page's main grid.
        grid_prose_after,
        /// Side of the page's main grid; -1 before it, 0 in it or without one, 1 after it.
        after_grid,
        /// Number of the card in the page's main grid; 0 outside.
        grid_card,
        // regions and prices
        /// Flag: in a box of reviews.
        in_reviews,
        /// Share of the page's words in boxes of reviews.
        page_reviews,
        /// Flag: in a box that opens over the page.
        in_overlay,
        /// Flag: a short text with a price.
        is_price,
        /// Number of prices among the block and the four before and after.
        prices_near,
        /// Number of prices on the page.
        page_prices,
        // title
        /// Share of the block's words that the page's title holds.
        title_overlap,
        // phrases of the lexicon
        /// Share of the words that phrases of cruft account for.
        phrases,
        /// Flag: nothing but an author, a date or a reading time.
        is_byline,
        // vocabulary: learned weights are log-odds, 0 for unknown terms
        /// Learned weight of the class of the innermost container.
        class_1,
        /// Learned weight of the class of the second container.
        class_2,
        /// Learned weight of the class of the third container.
        class_3,
        /// Learned weight of the class of the fourth container.
        class_4,
        /// Learned weight of the class of the fifth container.
        class_5,
        /// Learned weight of the classes of all containers; nearer ones count more.
        class_sum,
        /// Lowest learned weight of a word in the classes around.
        class_low,
        /// Highest learned weight of a word in the classes around.
        class_high,
        /// Mean learned weight of its first words.
        text_mean,
        /// Lowest learned weight among its first words and their pairs.
        text_low,
        /// Highest learned weight among its first words and their pairs.
        text_high,
        /// Mean learned weight of the first words of the block before.
        text_before,
        /// Mean learned weight of the first words of the block after.
        text_after,
        /// Mean learned weight of the words of the nearest heading before.
        heading_words,
        /// Number of blocks since the nearest heading; -1 if there is none.
        heading_distance,
        // page
        /// Number of words of prose on the page.
        page_prose,
        /// Link density of the page.
        page_density,
        /// Number of `<article>` elements on the page.
        page_articles,
        /// Flag: on a page that is a thread of a forum.
        page_is_forum,
        /// Flag: on a page that says that it is an article.
        page_is_article,
        /// Flag: on a page that says that it is about one product.
        page_is_product,
        /// Flag: on a page that says that it is a list of others.
        page_is_listing,
        /// Flag: on a page that says that it is documentation.
        page_is_documentation,
        // agreement with what the page says of its content
        /// Number of words in the page's JSON-LD body; 0 if it has none.
        page_body,
        /// Share of its runs of three words that stand in the page's JSON-LD body; of its words, if it has fewer.
        body_overlap,
        /// Share of its longer words that the page's descriptions hold.
        description_overlap,
        /// Share of the longer words of the page's descriptions that it holds.
        description_cover,
        /// Share of its longer words that the titles and the headline hold.
        headline_overlap,
        /// Share of the longer words of the titles and the headline that it holds.
        headline_cover,
        /// Number of blocks from the headline on; negative before it, far below that if there is none.
        blocks_from_headline,
        /// Number of words from the headline on; negative before it, far below that if there is none.
        words_from_headline,
        /// Flag: short and with a phrase of captions or credits.
        is_credit,
        // for the rules that decide without the score
        /// Flag: the caption of a figure or a table.
        is_caption,
        /// Flag: in a container whose class names a kind of cruft; cookie, copyright, donation or newsletter.
        in_cruft_box,
        /// Flag: in a container whose class names an author or a byline.
        in_name_box,
        /// Flag: a phrase of cruft from its first word to its last.
        is_label,
        /// Number of words that its phrases of cruft do not account for.
        words_beside_phrases,
        /// Share of its bytes that dates take up, if it is no longer than a byline.
        dated,
        // pictures and further headlines
        /// Number of pictures between the block and the one before.
        pictures_before,
        /// Number of pictures between the block and the one after.
        pictures_after,
        /// Flag: alone with a picture in a container.
        has_picture,
        /// Flag: the alternative text of a picture beside the block.
        repeats_picture,
        /// Number of further headings of the headline's level or above, from the headline to the block.
        headlines_since,
    }
}
