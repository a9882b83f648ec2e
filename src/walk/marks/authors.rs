//! Which elements hold the name of an author.

use crate::letter_pairs::Words;
use crate::walk::element::Attributes;

/// Parts of the classes that sites give to inline elements around the name of an author, in lower case. Set by hand.
const AUTHOR_CLASS_PARTS: [&str; 4] = ["author", "byline", "username", "writer"];
/// Rules out at once that a text holds one of [`AUTHOR_CLASS_PARTS`].
const AUTHOR_WORDS: Words<4> = Words::of(&AUTHOR_CLASS_PARTS);
/// Ends of the classes that sites give to block elements around the name of an author, in lower case. Set by hand.
const AUTHOR_BLOCK_CLASS_ENDS: [&str; 8] =
    ["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"];
/// Rules out at once that a text holds one of [`AUTHOR_BLOCK_CLASS_ENDS`].
const AUTHOR_BLOCK_WORDS: Words<8> = Words::of(&AUTHOR_BLOCK_CLASS_ENDS);

/// Whether the markup of an inline element says that it holds the name of an author: by `rel`, `itemprop` or a part of
/// its classes.
pub(in crate::walk) fn is_author(attributes: &Attributes<'_>) -> bool {
    if attributes.rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author")) {
        return true;
    }
    if matches!(attributes.itemprop, "author" | "creator") {
        return true;
    }
    attributes.class_may_hold(&AUTHOR_WORDS) && {
        let class = attributes.class.to_ascii_lowercase();
        AUTHOR_CLASS_PARTS.iter().any(|part| class.contains(part))
    }
}

/// Whether the markup of a block element says that it holds the name of an author: by `itemprop`, or by the end of one
/// of its classes. Most block elements with "author" elsewhere in a class are whole boxes about the author. `rel`
/// counts for inline elements only.
pub(in crate::walk) fn is_author_block(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.itemprop, "author" | "creator")
        || attributes.class_may_hold(&AUTHOR_BLOCK_WORDS)
            && attributes.class.split_ascii_whitespace().any(|class| {
                let ends = |end: &&str| {
                    let start = class.len().checked_sub(end.len());
                    start.is_some_and(|start| class.as_bytes()[start..].eq_ignore_ascii_case(end.as_bytes()))
                };
                AUTHOR_BLOCK_CLASS_ENDS.iter().any(ends)
            })
}
