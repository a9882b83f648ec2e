//! Comments that make sense by themselves: in an editor's hover nobody sees the comment of the line above.

use super::Break;

/// The longest line of a comment, in characters, its indentation included.
const MAX_COLUMNS: usize = 120;
/// No doc comment begins like this: it would lean on the one before, or leave open what it counts.
const BEGINNINGS: [&str; 4] = ["The same", "And ", "So many", "…"];

/// The lines of a source whose comments are too long or begin badly.
pub(super) fn breaks(text: &str) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut is_in_doc = false;
    for (index, line) in text.lines().enumerate() {
        let comment = line.trim_start();
        let doc = comment.strip_prefix("///").or(comment.strip_prefix("//!")).map(str::trim_start);
        if comment.starts_with("//") && line.chars().count() > MAX_COLUMNS {
            breaks.push((index + 1, format!("a comment of more than {MAX_COLUMNS} columns: break the line")));
        }
        if let Some(doc) = doc.filter(|_| !is_in_doc)
            && let Some(beginning) = BEGINNINGS.iter().find(|beginning| doc.starts_with(**beginning))
        {
            breaks.push((index + 1, format!("a doc comment begins with {beginning:?}: say what this is, by itself")));
        }
        is_in_doc = doc.is_some();
    }
    breaks
}
