//! Rules as they stand in a file: in one of settings, or in one of rules for sites.

use serde_json::{Map, Value};

use super::{Cruft, Rule};

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
        ("article", ..) => Rule::article(pattern),
        #[cfg(feature = "selectors")]
        (_, "selector", Some(kind)) => Rule::drop_selector(kind, pattern),
        #[cfg(feature = "selectors")]
        (_, "selector", None) => Rule::keep_selector(pattern),
        #[cfg(not(feature = "selectors"))]
        (_, "selector", _) => return Err(bad("selector", "rules by selector need unboil's feature `selectors`")),
        (_, _, Some(kind)) => Rule::drop(kind, pattern),
        (_, _, None) => Rule::keep(pattern),
    };
    made.map_err(|error| bad(pattern_key, &error.to_string()))
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
    use std::fmt;

    use serde::de::{Error, MapAccess, Visitor};
    use serde::ser::SerializeMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::*;
    use crate::cruft::Action;

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
            let entry = deserializer.deserialize_map(Keys)?;
            rule_of(&entry).map_err(|problem| {
                let Problem { place, problem } = problem.within(&format!("the rule {entry}"));
                D::Error::custom(format_args!("{place}: {problem}"))
            })
        }
    }

    /// Reads an object that has each of its keys once.
    struct Keys;

    impl<'de> Visitor<'de> for Keys {
        type Value = Value;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a rule, such as {\"drop\": \"donation\", \"phrase\": \"office cat\"}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Value, A::Error> {
            let mut entry = Map::new();
            while let Some((key, value)) = keys.next_entry::<String, Value>()? {
                if entry.contains_key(&key) {
                    return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
                }
                entry.insert(key, value);
            }
            Ok(Value::Object(entry))
        }
    }
}
