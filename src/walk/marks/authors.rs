//! Which elements hold the name of an author.

use crate::walk::element::Attributes;

/// Parts of the classes that sites put around the name of an author, in lower case.
const AUTHOR_CLASSES: &[&str] = &["author", "byline", "username", "writer"];
/// Ends of such classes of block elements.
const AUTHOR_BOXES: &[&str] =
    &["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"];

/// Whether the markup says that an author's name stands inside.
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

/// The same of a block element, where most classes with "author" are those of whole boxes about one.
pub(in crate::walk) fn is_author_box(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.itemprop, "author" | "creator")
        || attributes.class.split_ascii_whitespace().any(|class| {
            let class = class.to_ascii_lowercase();
            AUTHOR_BOXES.iter().any(|author| class.ends_with(author))
        })
}
