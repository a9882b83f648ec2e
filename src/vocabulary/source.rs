//! Where terms come from.

/// Where a term was found. The same word has log-odds of its own for each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// In the class, id, role or itemprop of a container; the log-odds are those of the blocks inside.
    Class,
    /// Among the first words of a block: a word or a pair of neighbouring words.
    Text,
    /// In the nearest heading before a block.
    Heading,
}

impl Source {
    /// All sources, in the order of declaration.
    pub const ALL: [Source; 3] = [Source::Class, Source::Text, Source::Heading];

    /// The name of the source's section in the table.
    #[allow(dead_code, reason = "`build.rs` and the trainer read and write tables")]
    pub fn name(self) -> &'static str {
        match self {
            Source::Class => "class",
            Source::Text => "text",
            Source::Heading => "heading",
        }
    }
}
