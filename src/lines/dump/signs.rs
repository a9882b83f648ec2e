//! The words by which the tools that made a plain text are recognised, read from `signs.txt`.

use std::sync::LazyLock;

use crate::words::word_list;

/// Words by which tools are recognised: the sections of `signs.txt`, each with a comment.
const TABLE: &str = include_str!("signs.txt");

/// The words of each section of [`TABLE`].
pub(super) struct Signs {
    pub(super) books: Vec<&'static str>,
    pub(super) electronic_books: Vec<&'static str>,
    pub(super) edit_links: Vec<&'static str>,
    pub(super) encyclopedias: Vec<&'static str>,
    pub(super) actions: Vec<&'static str>,
}

/// The words that tools are recognised by, read when the first is looked up.
pub(super) static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs {
    books: word_list::section(TABLE, "books"),
    electronic_books: word_list::section(TABLE, "electronic_books"),
    edit_links: word_list::section(TABLE, "edit_links"),
    encyclopedias: word_list::section(TABLE, "encyclopedias"),
    actions: word_list::section(TABLE, "actions"),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let sections = ["books", "electronic_books", "edit_links", "encyclopedias", "actions"];
        word_list::assert_sound("src/lines/dump/signs.txt", TABLE, &sections);
    }
}
