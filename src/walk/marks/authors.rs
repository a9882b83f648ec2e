//! Which elements hold the name of an author.

use crate::letter_pairs::Words;
use crate::walk::element::Attributes;

/// Parts of the classes that sites give to inline elements around the name of an author, in lower case. Set by hand.
const AUTHOR_CLASS_PARTS: Words<4> = Words::of(&["author", "byline", "username", "writer"]);
/// Ends of the classes that sites give to block elements around the name of an author, in lower case. Set by hand.
const AUTHOR_BLOCK_CLASS_ENDS: Words<8> =
    Words::of(&["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"]);

/// Whether the markup of an inline element says that it holds the name of an author: by `rel`, `itemprop` or a part of
/// its classes.
pub(in crate::walk) fn is_author(attributes: &Attributes<'_>) -> bool {
    if attributes.rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author")) {
        return true;
    }
    if matches!(attributes.itemprop, "author" | "creator") {
        return true;
    }
    attributes.class_holds_in_any_case(&AUTHOR_CLASS_PARTS)
}

/// Whether the markup of a block element says that it holds the name of an author: by `itemprop`, or by the end of one
/// of its classes. Most block elements with "author" elsewhere in a class are whole boxes about the author. `rel`
/// counts for inline elements only.
pub(in crate::walk) fn is_author_block(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.itemprop, "author" | "creator")
        || attributes.class_may_hold(&AUTHOR_BLOCK_CLASS_ENDS)
            && attributes.class.split_ascii_whitespace().any(|class| {
                let ends = |end: &&str| {
                    let start = class.len().checked_sub(end.len());
                    start.is_some_and(|start| class.as_bytes()[start..].eq_ignore_ascii_case(end.as_bytes()))
                };
                AUTHOR_BLOCK_CLASS_ENDS.words().iter().any(ends)
            })
}
