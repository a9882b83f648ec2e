//! Why a block was dropped.

use std::borrow::Cow;
use std::fmt;

/// Why a block was dropped. Kept blocks have reasons, too, all of them [`Feature`](Reason::Feature)s.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "type", rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Reason {
    /// The block matches a phrase of the lexicon.
    Phrase {
        /// The phrase as it is written in the lexicon.
        phrase: Cow<'static, str>,
        /// ISO 639 code of the phrase's language.
        language: Cow<'static, str>,
    },
    /// The block matches a [`Rule`](crate::Rule) of the caller's.
    Rule {
        /// The rule's pattern.
        pattern: String,
    },
    /// The block stands in an element that a [`Rule`](crate::Rule) of the caller's selects to be dropped.
    Selector {
        /// The rule's CSS selector.
        selector: String,
    },
    /// The block stands outside of the elements that are the article according to a [`Rule`](crate::Rule) of the
    /// caller's.
    OutsideArticle {
        /// The rule's CSS selector.
        selector: String,
    },
    /// The block stands under a heading, or after a label, that announces cruft.
    Heading {
        /// The text of the heading.
        heading: String,
    },
    /// The block stands in a container whose class, id or role identifies cruft.
    Class {
        /// The word in the class, id or role.
        word: Cow<'static, str>,
    },
    /// The block names the author, the date or the reading time, and nothing else.
    Byline,
    /// The block is the caption of a picture or table.
    Caption,
    /// The block is part of a card below the story, one of several that lead to other pages.
    RelatedCard,
    /// The block is only a link, between two paragraphs or below the last one, or an item of a list of links.
    Link,
    /// The block is part of a box of figures outside of the story, such as prices of shares and their changes.
    Figures,
    /// The block stands among blocks of the same kind of cruft, in a container that holds little else.
    Neighbors,
    /// The text of the block stands earlier on the page, too.
    DuplicateOnPage,
    /// The text of the block stands on other pages of the site, too, according to the
    /// [`SiteProfile`](crate::SiteProfile); there, numbers, dates and names in it may differ.
    RepeatsOnSite {
        /// Number of pages on which the text was seen.
        pages: u64,
        /// Number of all pages in the profile.
        of: u64,
    },
    /// The block stands where other pages of the site have cruft.
    SiteLocation {
        /// Number of pages on which the text in that place was dropped.
        dropped: u64,
        /// Number of pages that have the place.
        of: u64,
    },
    /// The page lacks the place in which the stories of the site stand: it is a front page or a list.
    NotAStoryPage,
    /// The block is a heading, and what stood under it was dropped.
    EmptySection,
    /// The block is a note, and what stood around its mark was dropped.
    NoteWithoutMark,
    /// The story stands whole in the data of the page, and what the page shows gave way to it.
    StoryInData,
    /// The picture or embed stands apart from the text of the article.
    Apart,
    /// The frame is from a host that is not known to show parts of stories, such as videos, posts, maps and charts.
    Frame,
    /// The page as a whole has too little that is likely to be content.
    NoArticle,
    /// The page as a whole stands in the place of an article: it is a consent wall, an error message or the like.
    InPlaceOfArticle,
    /// The tool that made the plain text had added it: the number of a page, a list of addresses, the licence around a
    /// book.
    Added,
    /// A feature that weighed on the score.
    Feature {
        /// The feature's name.
        name: Cow<'static, str>,
        /// What the value means: a number or share of something, or after `Flag: ` what the block is (1) or is not (0).
        meaning: Cow<'static, str>,
        /// The value of the feature for this block.
        value: f32,
        /// What the feature contributed to the score, in log-odds: negative values speak against content.
        contribution: f32,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Phrase { phrase, language } => write!(f, "matches the phrase {phrase:?} ({language})"),
            Reason::Rule { pattern } => write!(f, "matches the rule {pattern:?}"),
            Reason::Selector { selector } => {
                write!(f, "stands in an element that the rule {selector:?} selects")
            }
            Reason::OutsideArticle { selector } => {
                write!(f, "stands outside of the article that the rule {selector:?} selects")
            }
            Reason::Heading { heading } => write!(f, "stands under {heading:?}"),
            Reason::Class { word } => write!(f, "stands in a container of class {word:?}"),
            Reason::Byline => f.write_str("names an author, a date or a reading time, and nothing else"),
            Reason::Caption => f.write_str("is a caption"),
            Reason::RelatedCard => f.write_str("is part of a card below the story that leads to another page"),
            Reason::Link => f.write_str("is nothing but a link between paragraphs or below them"),
            Reason::Figures => f.write_str("stands in a box of figures beside the story"),
            Reason::Neighbors => f.write_str("stands in a container that holds little else of another kind"),
            Reason::DuplicateOnPage => f.write_str("stands earlier on the page"),
            Reason::RepeatsOnSite { pages, of } => write!(f, "stands on {pages} of {of} pages of the site"),
            Reason::SiteLocation { dropped, of } => {
                write!(f, "stands where {dropped} of {of} pages of the site have cruft")
            }
            Reason::NotAStoryPage => {
                f.write_str("the stories of the site stand in a place that this page does not have")
            }
            Reason::EmptySection => f.write_str("is a heading with nothing kept under it"),
            Reason::NoteWithoutMark => f.write_str("is a note whose mark was dropped"),
            Reason::StoryInData => f.write_str("gives way to the story in the data of the page"),
            Reason::Apart => f.write_str("stands apart from the text of the article"),
            Reason::Frame => f.write_str("is a frame of a host that is not known to show parts of stories"),
            Reason::Added => f.write_str("was added by the tool that made the text"),
            Reason::NoArticle => f.write_str("too little on the page is likely to be content"),
            Reason::InPlaceOfArticle => {
                f.write_str("stands on a page that is no article but a wall, an error or the like")
            }
            Reason::Feature { meaning, value, contribution, .. } => {
                write!(f, "{} ({contribution:+.1})", in_words(meaning, *value))
            }
        }
    }
}

/// Puts a feature and its value into words: `link density of the page is 0.83`, `not in <article>`. What follows a
/// semicolon in the meaning is left out.
fn in_words(meaning: &str, value: f32) -> String {
    let meaning = meaning.split_once(';').map_or(meaning, |(shown, _)| shown);
    let meaning = meaning.trim_end_matches('.').replace('`', "");
    if let Some(flag) = meaning.strip_prefix("Flag: ") {
        return if value == 0.0 { format!("not {flag}") } else { flag.to_owned() };
    }
    let value = format!("{value:.2}");
    let value = value.trim_end_matches('0').trim_end_matches('.');
    let rest = meaning.trim_start_matches(char::is_uppercase);
    format!("{}{rest} is {value}", meaning[..meaning.len() - rest.len()].to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_put_into_words() {
        for (reason, expected) in [
            (Reason::Phrase { phrase: "we use".into(), language: "en".into() }, "matches the phrase \"we use\" (en)"),
            (Reason::Rule { pattern: "cat".into() }, "matches the rule \"cat\""),
            (Reason::Selector { selector: "p".into() }, "stands in an element that the rule \"p\" selects"),
            (
                Reason::OutsideArticle { selector: "p".into() },
                "stands outside of the article that the rule \"p\" selects",
            ),
            (Reason::Heading { heading: "Read on".into() }, "stands under \"Read on\""),
            (Reason::Class { word: "promo".into() }, "stands in a container of class \"promo\""),
            (Reason::RepeatsOnSite { pages: 2, of: 3 }, "stands on 2 of 3 pages of the site"),
            (Reason::SiteLocation { dropped: 2, of: 3 }, "stands where 2 of 3 pages of the site have cruft"),
            (Reason::StoryInData, "gives way to the story in the data of the page"),
            (Reason::Apart, "stands apart from the text of the article"),
            (Reason::Frame, "is a frame of a host that is not known to show parts of stories"),
        ] {
            assert_eq!(reason.to_string(), expected);
        }
    }

    #[test]
    fn features_are_put_into_words() {
        let cases: &[(&str, f32, &str)] = &[
            ("Share of the words that are link text.", 0.834, "share of the words that are link text is 0.83"),
            ("Number of words; two ideographs count as one.", 12.0, "number of words is 12"),
            ("Number of `<article>` elements on the page.", 100.0, "number of <article> elements on the page is 100"),
            ("Link density of the page.", 0.0, "link density of the page is 0"),
            ("Link density of the page.", -0.5, "link density of the page is -0.5"),
            ("Flag: in `<footer>`.", 1.0, "in <footer>"),
            ("Flag: in `<article>`.", 0.0, "not in <article>"),
            (
                "Flag: in a container whose class says comments; and on no forum.",
                1.0,
                "in a container whose class says comments",
            ),
        ];
        for &(meaning, value, expected) in cases {
            assert_eq!(in_words(meaning, value), expected);
            let reason =
                Reason::Feature { name: "feature".into(), meaning: meaning.into(), value, contribution: -1.234 };
            assert_eq!(reason.to_string(), format!("{expected} (-1.2)"));
        }
    }
}
