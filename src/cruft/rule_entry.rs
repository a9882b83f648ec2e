//! Rules as they stand in a file.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Cruft;
use super::rule::{Action, Rule};

/// A rule as it stands in a file. Exactly one of `drop` and `keep` is there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The kind of cruft as which the blocks are dropped that match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drop: Option<Cruft>,
    /// True if the blocks are kept that match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keep: Option<bool>,
    /// The pattern, a regular expression.
    phrase: String,
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (drop, keep) = match self.action() {
            Action::Drop(kind) => (Some(kind), None),
            Action::Keep => (None, Some(true)),
        };
        Entry { drop, keep, phrase: self.pattern().to_owned() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Entry { drop, keep, phrase } = Entry::deserialize(deserializer)?;
        let rule = match (drop, keep) {
            (Some(kind), None) => Rule::drop(kind, &phrase),
            (None, Some(true)) => Rule::keep(&phrase),
            _ => {
                return Err(D::Error::custom(format_args!(
                    "the rule {phrase:?} needs either `drop` with a kind of cruft or `keep` = true"
                )));
            }
        };
        rule.map_err(D::Error::custom)
    }
}
