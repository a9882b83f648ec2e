//! Rules as they stand in a file: in one of settings, or in one of rules for sites.

use serde_json::{Map, Value};

use super::rule::{Action, Origin};
use super::{Cruft, Rule};
use crate::error::Error;

/// The keys that say what a rule does.
const DEEDS: [&str; 3] = ["drop", "keep", "article"];
/// The keys that say what a rule holds for.
const PATTERNS: [&str; 2] = ["selector", "phrase"];

/// What is wrong with a part of a file, and the keys that lead there from that part.
pub(super) struct Problem {
    pub(super) place: String,
    pub(super) problem: String,
}

impl Problem {
    pub(super) fn new(place: &str, problem: impl Into<String>) -> Problem {
        Problem { place: place.to_owned(), problem: problem.into() }
    }

    /// The problem as seen from the part around.
    pub(super) fn within(self, around: &str) -> Problem {
        let between = if self.place.is_empty() { "" } else { ", " };
        Problem { place: format!("{around}{between}{}", self.place), ..self }
    }
}

/// Reads a rule.
pub(super) fn rule_of(value: &Value) -> Result<Rule, Problem> {
    let rule = object(value, &[&DEEDS[..], &PATTERNS[..]].concat())?;
    let one_of = |keys: &[&'static str]| {
        let mut present = keys.iter().filter(|key| rule.contains_key(**key));
        match (present.next(), present.next()) {
            (Some(key), None) => Ok(*key),
            _ => Err(Problem::new("", format!("a rule has exactly one of the keys {}", keys.join(", ")))),
        }
    };
    let (deed, pattern_key) = (one_of(&DEEDS)?, one_of(&PATTERNS)?);
    let bad = |key: &str, problem: &str| Problem::new(&format!("key {key:?}"), problem);
    let pattern = rule[pattern_key].as_str().ok_or_else(|| bad(pattern_key, "this is no string"))?;
    let kind = match (deed, &rule[deed]) {
        ("drop", kind) => {
            let kind = kind.as_str().ok_or_else(|| bad(deed, "write the name of a kind of cruft"))?;
            Some(kind.parse::<Cruft>().map_err(|problem| bad(deed, &problem.to_string()))?)
        }
        (_, Value::Bool(true)) => None,
        _ => return Err(bad(deed, &format!("write \"{deed}\": true"))),
    };
    let made = match (deed, pattern_key, kind) {
        ("article", "phrase", _) => return Err(bad("phrase", "phrases can't tell where the article is")),
        #[cfg(feature = "selectors")]
        ("article", ..) => Rule::selector(pattern, Action::Article, Origin::File),
        #[cfg(feature = "selectors")]
        (_, "selector", kind) => Rule::selector(pattern, kind.map_or(Action::Keep, Action::Drop), Origin::File),
        #[cfg(not(feature = "selectors"))]
        (_, "selector", _) => return Err(bad("selector", "rules by selector need unboil's feature `selectors`")),
        (_, _, kind) => Rule::phrase(pattern, kind.map_or(Action::Keep, Action::Drop), Origin::File),
    };
    made.map_err(|error| bad(pattern_key, &format!("{pattern:?} can't be used: {}", in_file(error))))
}

/// What is wrong with a pattern, without the advice for those who write it in a program.
fn in_file(error: Error) -> String {
    match error {
        Error::BadRule { problem, .. } => problem,
        #[cfg(feature = "selectors")]
        Error::BadSelector { problem, .. } => problem,
        other => other.to_string(),
    }
}

/// An object with no other keys than these.
pub(super) fn object<'a>(value: &'a Value, keys: &[&str]) -> Result<&'a Map<String, Value>, Problem> {
    let object = value.as_object().ok_or_else(|| Problem::new("", "this is no object"))?;
    match object.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(Problem::new(&format!("key {key:?}"), format!("unknown; known are {}", keys.join(", ")))),
        None => Ok(object),
    }
}

/// Rules read and written by `serde`.
#[cfg(feature = "serde")]
mod by_serde {
    use serde::de::Error as _;
    use serde::ser::SerializeMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::*;
    use crate::cruft::distinct::Distinct;

    impl Serialize for Rule {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut entry = serializer.serialize_map(Some(2))?;
            match self.action() {
                Action::Drop(kind) => entry.serialize_entry("drop", &kind)?,
                Action::Keep => entry.serialize_entry("keep", &true)?,
                #[cfg(feature = "selectors")]
                Action::Article => entry.serialize_entry("article", &true)?,
            }
            entry.serialize_entry(if self.is_phrase() { "phrase" } else { "selector" }, self.pattern())?;
            entry.end()
        }
    }

    impl<'de> Deserialize<'de> for Rule {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let Distinct(entry) = Distinct::deserialize(deserializer)?;
            rule_of(&entry).map_err(|problem| {
                let Problem { place, problem } = problem.within(&format!("the rule {entry}"));
                D::Error::custom(format_args!("{place}: {problem}"))
            })
        }
    }
}
