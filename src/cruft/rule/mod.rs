//! The caller's own phrases and selectors.

mod action;
mod mistaken;
#[cfg(feature = "selectors")]
mod selecting;

use regex::Regex;

#[cfg(feature = "selectors")]
use super::selector::Selector;
use super::{Cruft, Reason};
use crate::error::{Error, Result};
pub(crate) use action::Action;
pub(super) use mistaken::Origin;

/// A rule of the caller's own: the blocks with a phrase, or the elements that a CSS selector selects, are dropped, or
/// kept, or are the article.
///
/// A rule that keeps takes precedence over every reason to drop, including phrases of the lexicon and other rules; a
/// rule that drops, over everything else. If several rules that drop match a block, the first of them gives the kind.
///
/// Patterns of phrases have the syntax of the crate [regex](https://docs.rs/regex) and may match anywhere in the text
/// of a block; anchor them with `^` and `$` where that matters.
///
/// ```
/// use unboil::{Cruft, Extractor, Rule};
///
/// let extractor = Extractor::builder()
///     .rule(Rule::drop(Cruft::Donation, r"(?i)feed the office cat")?)
///     .rule(Rule::keep(r"^Correction:")?)
///     .build();
/// # let _ = extractor;
/// # Ok::<(), unboil::Error>(())
/// ```
///
/// # Rules by selector
///
/// With the feature `selectors`, `Rule::drop_selector`, `Rule::keep_selector` and `Rule::article` take a CSS selector,
/// as web inspectors show it, or a list of them, separated by commas. They hold for all that stands inside the elements
/// that it selects. Selectors have no effect on plain text ([`clean`](crate::clean)), which has no elements.
///
/// - *Nesting*: what is kept inside of what is dropped is kept, and so is what is to be dropped inside of what is kept.
///   A rule that keeps also holds outside of the article.
/// - *Inside a sentence*: a dropped element is cut out of it and stands among
///   [`Article::removed`](crate::Article::removed) as a block of its own. Of a kept element the whole block is kept. A
///   dropped cell of a table leaves an empty one.
/// - *Pictures and embeds* are dropped and kept as the text is.
/// - *Hidden elements*, and `<template>`s, are shown if a rule that keeps, or that says what is the article, selects
///   them or an element inside; all other rules see only what readers see. Scripts, controls and frames never are text.
/// - *Support*: element names, `.class`, `#id`, attributes, `*`, `:is()`, `:not()`, `:where()`, `:root`, `:empty`, the
///   family of `:nth-child()`, and the four combinators. All of them are matched in time linear in the page. Others are
///   refused with `Error::BadSelector`: `:has()`, combinators within `:not()` and the like, and `:first-of-type`
///   without the name of an element. Elements are those that browsers make of the page, and inside a `<template>` those
///   of its contents.
///
/// # Rules in files
///
/// With the feature `serde`, a rule can be read from a file and written to one; `SiteRules`, which needs the feature
/// `selectors`, takes them in the same form. A rule has two keys. One says what to do: `drop`, with the
/// [name](Cruft::name) of a kind of cruft, or `keep` or `article`, which is true. The other says with what: `phrase`,
/// the pattern, or, with the feature `selectors`, `selector`. The article can be told by a selector only.
///
/// ```
/// # #[cfg(all(feature = "serde", feature = "selectors"))] {
/// let rules = r#"[
///     {"article": true, "selector": "main > article"},
///     {"drop": "donation", "selector": "aside.promo"},
///     {"drop": "donation", "phrase": "(?i)feed the office cat"},
///     {"keep": true, "phrase": "^Correction:"}
/// ]"#;
/// let rules: Vec<unboil::Rule> = serde_json::from_str(rules).unwrap();
/// # assert_eq!(rules.len(), 4);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Rule {
    pattern: Pattern,
    action: Action,
}

/// What a rule holds for.
#[derive(Debug, Clone)]
enum Pattern {
    /// Blocks of which the text matches.
    Phrase(Regex),
    /// What stands in the elements that match.
    #[cfg(feature = "selectors")]
    Selector(std::sync::Arc<Selector>),
}

impl Rule {
    /// Makes a rule that drops the blocks that match, as cruft of this kind.
    ///
    /// # Errors
    ///
    /// [`Error::BadRule`] if the pattern is not a valid regular expression, or too large a one, or if it is plainly a
    /// CSS selector. A phrase that looks like one, such as `.promo > p`, is taken if it stands in a group:
    /// `(?:.promo > p)`.
    pub fn drop(kind: Cruft, pattern: &str) -> Result<Rule> {
        Rule::phrase(pattern, Action::Drop(kind), Origin::Program)
    }

    /// Makes a rule that keeps the blocks that match.
    ///
    /// # Errors
    ///
    /// Those of [`Rule::drop`].
    pub fn keep(pattern: &str) -> Result<Rule> {
        Rule::phrase(pattern, Action::Keep, Origin::Program)
    }

    /// Makes a rule of a phrase that stands in a program or in a file.
    pub(super) fn phrase(pattern: &str, action: Action, origin: Origin) -> Result<Rule> {
        let bad = |problem: String| Error::BadRule { pattern: pattern.to_owned(), problem };
        if mistaken::is_selector(pattern) {
            return Err(bad(mistaken::for_phrase(pattern, action, origin)));
        }
        let regex = Regex::new(pattern).map_err(|problem| bad(problem.to_string()))?;
        Ok(Rule { pattern: Pattern::Phrase(regex), action })
    }

    /// Whether the rule is one of phrases, and its pattern matches anywhere in the text of a block.
    pub(crate) fn matches(&self, text: &str) -> bool {
        match &self.pattern {
            Pattern::Phrase(regex) => regex.is_match(text),
            #[cfg(feature = "selectors")]
            Pattern::Selector(_) => false,
        }
    }

    #[cfg(any(feature = "selectors", feature = "serde"))]
    pub(crate) fn action(&self) -> Action {
        self.action
    }

    /// The kind of cruft that the rule drops, if it drops.
    pub(crate) fn kind(&self) -> Option<Cruft> {
        match self.action {
            Action::Drop(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether the rule is one of phrases.
    #[cfg(feature = "serde")]
    pub(crate) fn is_phrase(&self) -> bool {
        matches!(self.pattern, Pattern::Phrase(_))
    }

    /// The pattern or selector as it was passed.
    pub(crate) fn pattern(&self) -> &str {
        match &self.pattern {
            Pattern::Phrase(regex) => regex.as_str(),
            #[cfg(feature = "selectors")]
            Pattern::Selector(selector) => selector.text(),
        }
    }

    /// The reason that the rule gives for dropping a block.
    pub(crate) fn reason(&self) -> Reason {
        match &self.pattern {
            Pattern::Phrase(regex) => Reason::Rule { pattern: regex.as_str().to_owned() },
            #[cfg(feature = "selectors")]
            Pattern::Selector(selector) => Reason::Selector { selector: selector.text().to_owned() },
        }
    }
}
