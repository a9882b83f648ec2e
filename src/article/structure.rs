//! What a block is and what it stands in, for callers who do not want to read it out of Markdown.

use super::{Block, Enclosure};
use crate::page::Callout;

impl Block {
    /// The language of program code, in lower case, as the page names it: `rust`, `c++`. `None` if the page names none,
    /// or if the block is no [preformatted text](crate::BlockKind::Preformatted).
    ///
    /// ```
    /// let page = "<h1>Lamps</h1><p>The lamps on the pier are switched by a small program, which turns them on at \
    ///     dusk and off at dawn:</p><pre><code class=language-rust>while is_dark() { lamp.turn_on(); }</code></pre>\
    ///     <p>It has not been changed since the lamps were built, and nobody knows who has written it.</p>";
    /// let article = unboil::extract(page)?;
    /// assert_eq!(article.blocks()[2].code_language(), Some("rust"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn code_language(&self) -> Option<&str> {
        self.format.language.as_deref()
    }

    /// Whether the block stands in a quotation, whatever else it is: a heading, a list item, a row of a table. A
    /// [callout](Block::callout) is no quotation.
    ///
    /// ```
    /// let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday. The port \
    ///     said:</p><blockquote><p>We have never seen so much ice.</p><ul><li>Not in 1985.</ul></blockquote>";
    /// let article = unboil::extract(page)?;
    /// let quoted: Vec<bool> = article.blocks().iter().map(|block| block.is_quoted()).collect();
    /// assert_eq!(quoted, [false, false, true, true]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.format
            .enclosures
            .iter()
            .any(|enclosure| matches!(enclosure, Enclosure::Quote(_, None) | Enclosure::Post(_)))
    }

    /// The kind of callout that the block stands in, of several the innermost; `None` if it stands in none.
    ///
    /// ```
    /// let page = "<h1>Lamps</h1><p>The lamps on the pier are switched by a small program, which turns them on at \
    ///     dusk and off at dawn.</p><div class='admonition warning'><p>Do not touch the lamps.</p></div>";
    /// let article = unboil::extract(page)?;
    /// assert_eq!(article.blocks()[2].callout(), Some(unboil::Callout::Warning));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn callout(&self) -> Option<Callout> {
        self.format.enclosures.iter().rev().find_map(|enclosure| match enclosure {
            Enclosure::Quote(_, callout) => *callout,
            _ => None,
        })
    }

    /// The label of the note that the block belongs to: `1` if the mark in the text is "\[1\]". `None` if it belongs to
    /// none. Blocks with the same label are one note.
    ///
    /// ```
    /// let page = "<h1>Lamps</h1><p>The lamps on the pier are as old as the pier,<sup><a href=#n>1</a></sup> and \
    ///     nobody remembers who has put them there.</p><ol><li id=n>Ann Pell, <i>Lamps</i>, 1911.</ol>";
    /// let article = unboil::extract(page)?;
    /// assert!(article.blocks()[1].text().contains("the pier,[1] and"));
    /// assert_eq!(article.blocks()[2].note(), Some("1"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.format.enclosures.iter().find_map(|enclosure| match enclosure {
            Enclosure::Note(label) => Some(label.as_str()),
            _ => None,
        })
    }
}
