//! Finds the block that is the headline of the page.

pub(super) mod html;
pub(crate) mod text;

/// Separators between a title and the name of the site, in metadata: `<title>`, `og:title` and the like.
pub(crate) const TITLE_SEPARATORS: &[&str] =
    &[" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " / ", "| ", " |"];

/// Separators between a title and the name of the site, in a `<title>` that became a line of plain text. Fewer than in
/// metadata: a slash, or a bar with a space on one side, stands in other lines, too. Features are made of this list.
pub(crate) const TEXT_TITLE_SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "];
