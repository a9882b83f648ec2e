//! Why a page got its verdict.

use std::borrow::Cow;
use std::fmt;

use super::input::InputFormat;
use crate::cruft::Cruft;
use crate::page::PageKind;

/// What a [`PageVerdict`](crate::PageVerdict) was decided by.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "type", rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum VerdictReason {
    /// The number of words of the page that look like the text of an article; headings and notices are not counted.
    /// Words are cut at all signs but hyphens and apostrophes, and a character of a script without spaces counts as
    /// half a word, so that the number differs from [`Article::word_count`](crate::Article::word_count).
    /// Where the verdict is that there is no article, they were dropped with the rest.
    Words {
        /// The number of words; two ideographs count as one.
        words: usize,
    },
    /// A title or heading says what such pages say.
    Title {
        /// The title, or the part of it that does.
        title: String,
    },
    /// A paragraph or button says what such pages say.
    Notice {
        /// The words in it, in lower case.
        words: Cow<'static, str>,
    },
    /// Paragraphs match phrases of the lexicon of this kind.
    Phrases {
        /// The kind of cruft whose phrases they are.
        kind: Cruft,
    },
    /// A script, frame, form or element is one that such pages have.
    Machinery {
        /// The part of its address, or its id.
        sign: Cow<'static, str>,
    },
    /// A form asks for a password.
    PasswordField,
    /// The page says of its story that it is not accessible for free.
    NotFree,
    /// The page says that its story has more words than it shows.
    LongerStory {
        /// The number of words that the page says.
        words: usize,
    },
    /// The page draws itself by scripts and has next to no text without them.
    Scripts {
        /// The number of scripts.
        scripts: usize,
    },
    /// The page says that it is of this kind.
    Kind {
        /// The kind of page.
        kind: PageKind,
    },
    /// By the words and the markup of its blocks the page leads to other pages.
    LeadsToPages {
        /// How likely that is by the model, 0 to 1.
        probability: f32,
    },
    /// Many of the kept blocks are links, and none is a long paragraph.
    Links {
        /// The number of blocks that are links.
        links: usize,
    },
    /// The story stands whole in the data of the page.
    StoryInData,
    /// The input is of this format.
    Input {
        /// What it is.
        format: InputFormat,
    },
}

impl fmt::Display for VerdictReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VerdictReason::Words { words: 1 } => f.write_str("1 word looks like the text of an article"),
            VerdictReason::Words { words } => write!(f, "{words} words look like the text of an article"),
            VerdictReason::Title { title } => write!(f, "a title or heading is {title:?}"),
            VerdictReason::Notice { words } => write!(f, "a paragraph or button says {words:?}"),
            VerdictReason::Phrases { kind } => write!(f, "paragraphs match phrases of the kind {kind}"),
            VerdictReason::Machinery { sign } => {
                write!(f, "a script, frame, form or element has {sign:?} in its address or id")
            }
            VerdictReason::PasswordField => f.write_str("a form asks for a password"),
            VerdictReason::NotFree => f.write_str("the page says that its story is not accessible for free"),
            VerdictReason::LongerStory { words } => write!(f, "the page says that its story has {words} words"),
            VerdictReason::Scripts { scripts: 1 } => f.write_str("the page has next to no text, and 1 script"),
            VerdictReason::Scripts { scripts } => write!(f, "the page has next to no text, and {scripts} scripts"),
            VerdictReason::Kind { kind } => write!(f, "the page says that it is of the kind {kind}"),
            VerdictReason::LeadsToPages { probability } => {
                write!(f, "by its blocks the page leads to other pages, with probability {probability:.2}")
            }
            VerdictReason::Links { links } => write!(f, "{links} kept blocks are links, and none is a long paragraph"),
            VerdictReason::StoryInData => f.write_str("the story stands whole in the data of the page"),
            VerdictReason::Input { format } => write!(f, "the input is {format}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_put_into_words() {
        for (reason, expected) in [
            (VerdictReason::Words { words: 1 }, "1 word looks like the text of an article"),
            (VerdictReason::Words { words: 0 }, "0 words look like the text of an article"),
            (VerdictReason::Title { title: "Log in".into() }, "a title or heading is \"Log in\""),
            (VerdictReason::Notice { words: "accept".into() }, "a paragraph or button says \"accept\""),
            (VerdictReason::Phrases { kind: Cruft::Cookie }, "paragraphs match phrases of the kind cookie"),
            (
                VerdictReason::Machinery { sign: "captcha".into() },
                "a script, frame, form or element has \"captcha\" in its address or id",
            ),
            (VerdictReason::PasswordField, "a form asks for a password"),
            (VerdictReason::NotFree, "the page says that its story is not accessible for free"),
            (VerdictReason::LongerStory { words: 900 }, "the page says that its story has 900 words"),
            (VerdictReason::Scripts { scripts: 1 }, "the page has next to no text, and 1 script"),
            (VerdictReason::Scripts { scripts: 2 }, "the page has next to no text, and 2 scripts"),
            (VerdictReason::Kind { kind: PageKind::Article }, "the page says that it is of the kind article"),
            (
                VerdictReason::LeadsToPages { probability: 0.875 },
                "by its blocks the page leads to other pages, with probability 0.88",
            ),
            (VerdictReason::Links { links: 12 }, "12 kept blocks are links, and none is a long paragraph"),
            (VerdictReason::StoryInData, "the story stands whole in the data of the page"),
            (VerdictReason::Input { format: InputFormat::Json }, "the input is JSON"),
        ] {
            assert_eq!(reason.to_string(), expected);
        }
    }
}
