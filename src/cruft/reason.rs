//! Why a block was dropped.

use std::fmt;

/// Why a block was dropped.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// It matches a phrase of the lexicon.
    Phrase {
        /// The phrase, as the lexicon has it.
        phrase: &'static str,
        /// ISO 639 code of the phrase's language.
        language: &'static str,
    },
    /// It matches a rule of the user's.
    Rule {
        /// The rule's pattern.
        pattern: String,
    },
    /// It stands under a heading, or after a label, that announces cruft.
    Heading {
        /// The text of the heading.
        heading: String,
    },
    /// It stands in a container whose class, id or role says so.
    Class {
        /// The word of the class.
        word: &'static str,
    },
    /// It names the author, the date or the reading time, and nothing else.
    Byline,
    /// It is the caption of a picture or table.
    Caption,
    /// It is part of a card, one of several that lead to other pages, below the story.
    Card,
    /// It is nothing but a link, between two paragraphs or below the last one.
    Link,
    /// It stands among blocks of this kind, in a container that holds little else.
    Among,
    /// The same text stands earlier on the page.
    Repeats,
    /// It is a heading, and what stood under it was dropped.
    Orphan,
    /// The page as a whole has too little that is likely to be content.
    NoArticle,
    /// A feature that weighed on the score.
    Feature {
        /// The feature's name.
        name: &'static str,
        /// Its value for this block.
        value: f32,
        /// What it contributed to the score, in log-odds: negative speaks against content.
        contribution: f32,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Phrase { phrase, language } => write!(f, "matches the phrase {phrase:?} ({language})"),
            Reason::Rule { pattern } => write!(f, "matches the rule {pattern:?}"),
            Reason::Heading { heading } => write!(f, "stands under {heading:?}"),
            Reason::Class { word } => write!(f, "stands in a container of class {word:?}"),
            Reason::Byline => f.write_str("names an author, a date or a reading time, and nothing else"),
            Reason::Caption => f.write_str("is a caption"),
            Reason::Card => f.write_str("is part of a card below the story that leads to another page"),
            Reason::Link => f.write_str("is nothing but a link between paragraphs or below them"),
            Reason::Among => f.write_str("stands in a container that holds little else of another kind"),
            Reason::Repeats => f.write_str("stands earlier on the page"),
            Reason::Orphan => f.write_str("is a heading with nothing kept under it"),
            Reason::NoArticle => f.write_str("too little on the page is likely to be content"),
            Reason::Feature { name, value, contribution } => {
                let name = name.replace('_', " ");
                write!(f, "{name} is {value:.2} ({contribution:+.1})")
            }
        }
    }
}
