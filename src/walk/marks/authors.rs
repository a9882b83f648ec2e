//! Which elements hold the name of an author.

use crate::walk::element::Attributes;

/// Parts of the classes that sites give to inline elements around the name of an author, in lower case.
const AUTHOR_CLASSES: &[&str] = &["author", "byline", "username", "writer"];
/// Ends of the classes that sites give to block elements around the name of an author, in lower case.
const AUTHOR_BOXES: &[&str] =
    &["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"];

/// Whether the markup of an inline element says that it holds the name of an author.
pub(in crate::walk) fn is_author(attributes: &Attributes<'_>) -> bool {
    if attributes.rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author")) {
        return true;
    }
    if matches!(attributes.itemprop, "author" | "creator") {
        return true;
    }
    !attributes.class.is_empty() && {
        let class = attributes.class.to_ascii_lowercase();
        AUTHOR_CLASSES.iter().any(|author| class.contains(author))
    }
}

/// Whether the markup of a block element says that it holds the name of an author. Only the ends of classes count here,
/// because most block elements with "author" somewhere in their class are whole boxes about one.
pub(in crate::walk) fn is_author_box(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.itemprop, "author" | "creator")
        || attributes.class.split_ascii_whitespace().any(|class| {
            let class = class.to_ascii_lowercase();
            AUTHOR_BOXES.iter().any(|author| class.ends_with(author))
        })
}
