//! A user's own phrases.

use regex::Regex;

use super::Cruft;
use crate::error::{Error, Result};

/// A phrase of the user's own: whatever block it matches is dropped, or kept.
///
/// A rule that keeps beats every reason to drop, the lexicon's and other rules' included. Among rules that drop, the
/// first that matches names the kind.
///
/// Patterns are those of the [regex](https://docs.rs/regex) crate, looked for anywhere in the text of a block; anchor them with `^` and `$`
/// where that matters.
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
#[derive(Debug, Clone)]
pub struct Rule {
    pattern: Regex,
    action: Action,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Drop(Cruft),
    Keep,
}

impl Rule {
    /// Drops the blocks that match, as cruft of this kind.
    ///
    /// # Errors
    ///
    /// [`Error::BadRule`] if the pattern is no regular expression, or too large a one.
    pub fn drop(kind: Cruft, pattern: &str) -> Result<Rule> {
        Rule::new(pattern, Action::Drop(kind))
    }

    /// Keeps the blocks that match.
    ///
    /// # Errors
    ///
    /// [`Error::BadRule`] if the pattern is no regular expression, or too large a one.
    pub fn keep(pattern: &str) -> Result<Rule> {
        Rule::new(pattern, Action::Keep)
    }

    fn new(pattern: &str, action: Action) -> Result<Rule> {
        let bad = |problem: regex::Error| Error::BadRule { pattern: pattern.to_owned(), problem: problem.to_string() };
        Ok(Rule { pattern: Regex::new(pattern).map_err(bad)?, action })
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    pub(crate) fn action(&self) -> Action {
        self.action
    }

    pub(crate) fn pattern(&self) -> &str {
        self.pattern.as_str()
    }
}
