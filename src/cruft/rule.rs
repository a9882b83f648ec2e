//! The caller's own phrases.

use regex::Regex;

use super::Cruft;
use crate::error::{Error, Result};

/// A phrase of the caller's own: the blocks that it matches are dropped, or kept.
///
/// A rule that keeps takes precedence over every reason to drop, including phrases of the lexicon and other rules. If
/// several rules that drop match a block, the first of them gives the kind.
///
/// Patterns have the syntax of the crate [regex](https://docs.rs/regex) and may match anywhere in the text of a block;
/// anchor them with `^` and `$` where that matters.
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
/// With the feature `serde`, a rule can be read from a file and written to one. It has a `phrase`, the pattern, and
/// either `drop`, with the name of a kind of cruft, or `keep`, which is true:
///
/// ```
/// # #[cfg(feature = "serde")] {
/// let rules = r#"[
///     {"drop": "donation", "phrase": "(?i)feed the office cat"},
///     {"keep": true, "phrase": "^Correction:"}
/// ]"#;
/// let rules: Vec<unboil::Rule> = serde_json::from_str(rules).unwrap();
/// # assert_eq!(rules.len(), 2);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Rule {
    pattern: Regex,
    action: Action,
}

/// What a rule does with the blocks that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Drops the blocks as this kind of cruft.
    Drop(Cruft),
    /// Keeps the blocks.
    Keep,
}

impl Rule {
    /// Makes a rule that drops the blocks that match, as cruft of this kind.
    ///
    /// # Errors
    ///
    /// [`Error::BadRule`] if the pattern is not a valid regular expression, or too large a one.
    pub fn drop(kind: Cruft, pattern: &str) -> Result<Rule> {
        Rule::new(pattern, Action::Drop(kind))
    }

    /// Makes a rule that keeps the blocks that match.
    ///
    /// # Errors
    ///
    /// [`Error::BadRule`] if the pattern is not a valid regular expression, or too large a one.
    pub fn keep(pattern: &str) -> Result<Rule> {
        Rule::new(pattern, Action::Keep)
    }

    fn new(pattern: &str, action: Action) -> Result<Rule> {
        let bad = |problem: regex::Error| Error::BadRule { pattern: pattern.to_owned(), problem: problem.to_string() };
        Ok(Rule { pattern: Regex::new(pattern).map_err(bad)?, action })
    }

    /// Whether the pattern matches anywhere in the text of a block.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    pub(crate) fn action(&self) -> Action {
        self.action
    }

    /// The pattern as it was passed.
    pub(crate) fn pattern(&self) -> &str {
        self.pattern.as_str()
    }
}
