//! Structured data: the JSON-LD scripts of a page as typed entities of schema.org, however carelessly they are written;
//! and the state from which a script draws a page.

mod repair;
pub(crate) mod schema_org;
pub(crate) mod state;
pub(crate) mod story;

use std::collections::HashSet;

use serde_json::{Deserializer, Map, Value};

use schema_org::{DESCRIBED, THREADS};

/// A schema.org object: its properties as they stand in the JSON.
pub(crate) type Entity = Map<String, Value>;

/// The properties that hold text which readers see. Of their runs of three words, the gold texts of WCXB contain: of
/// `articleBody` 94 % (news), of `text` 73 % (comments) to 99 % (questions). `reviewBody` is left out: 20 %.
const BODIES: &[&str] = &["articleBody", "text", "recipeIngredient", "recipeInstructions"];

/// The structured data of a page, from JSON-LD or microdata.
#[derive(Debug, Default)]
pub(crate) struct Structured {
    /// The values that stand in no other.
    roots: Vec<Value>,
}

impl Structured {
    /// Reads JSON-LD scripts. One that is no JSON, even after a repair, is skipped.
    pub(crate) fn read(scripts: impl Iterator<Item = String>) -> Structured {
        let read = |script: String| {
            let whole = values(&script);
            if whole.is_empty() { values(&repair::repair(&script)) } else { whole }
        };
        Structured { roots: scripts.flat_map(read).collect() }
    }

    /// Wraps entities that were read elsewhere, such as those of microdata.
    pub(crate) fn of(roots: Vec<Value>) -> Structured {
        Structured { roots }
    }

    /// All entities at any depth, each before those inside it.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &Entity> {
        walk(&self.roots, |entity| entity.values().collect())
    }

    /// The main entities, which the page is about: those at the top, in a `@graph` or in a `mainEntity`, but not those
    /// that these mention.
    pub(crate) fn mains(&self) -> impl Iterator<Item = &Entity> {
        walk(&self.roots, |entity| ["@graph", "mainEntity"].iter().filter_map(|key| entity.get(*key)).collect())
    }

    /// The number of main entities that are of one of these types.
    pub(crate) fn count(&self, types: &[&str]) -> usize {
        self.mains().filter(|entity| is_a(entity, types)).count()
    }

    /// The text of the article, thread or recipe according to the page: distinct strings in order, maybe with HTML
    /// inside.
    ///
    /// For pages of forums and newspapers. Gets a page wrong that includes the text of another page it links to.
    pub(crate) fn bodies(&self) -> Vec<&str> {
        let is_thread = self.count(THREADS) > 0;
        let mut bodies = Vec::new();
        for entity in self.entities().filter(|entity| is_thread || !is_a(entity, &["Comment"])) {
            if is_a(entity, &["Question"]) {
                bodies.extend(strings(entity, "name"));
            }
            bodies.extend(BODIES.iter().flat_map(|key| strings(entity, key)));
        }
        let mut seen = HashSet::new();
        bodies.retain(|body| seen.insert(*body));
        bodies
    }

    /// The descriptions of the main entities.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = &str> {
        self.mains().filter(|entity| is_a(entity, DESCRIBED)).flat_map(|entity| strings(entity, "description"))
    }
}

/// The JSON values at the beginning of a script, up to the first error: some scripts have two objects in a row, others
/// a semicolon at the end.
fn values(json: &str) -> Vec<Value> {
    Deserializer::from_str(json).into_iter().map_while(Result::ok).collect()
}

/// Walks the entities among these values and, after each, those among the values that `inner` returns for it.
fn walk<'a>(roots: &'a [Value], inner: impl Fn(&'a Entity) -> Vec<&'a Value>) -> impl Iterator<Item = &'a Entity> {
    let mut open: Vec<&Value> = roots.iter().rev().collect();
    std::iter::from_fn(move || {
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(entity) => {
                    open.extend(inner(entity).into_iter().rev());
                    return Some(entity);
                }
                _ => {}
            }
        }
        None
    })
}

/// Whether the entity is of one of these types, however it writes them: as `Article`, `article`, `schema:Article` or
/// `https://schema.org/Article`.
pub(crate) fn is_a(entity: &Entity, types: &[&str]) -> bool {
    strings(entity, "@type").any(|own| {
        let own = own.rsplit(['/', ':', '#']).next().unwrap_or_default();
        types.iter().any(|name| own.eq_ignore_ascii_case(name))
    })
}

/// The strings of a property, whose value may be one string or a list. Blank ones are left out.
pub(crate) fn strings<'a>(entity: &'a Entity, key: &str) -> impl Iterator<Item = &'a str> {
    let items = match entity.get(key) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    items.iter().filter_map(Value::as_str).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Structured, is_a};

    fn read(json: &str) -> Structured {
        Structured::read([json.to_owned()].into_iter())
    }

    #[test]
    fn entities_are_found_wherever_they_stand() {
        for (json, mains, all) in [
            (r#"{"@type":"Article"}"#, 1, 1),
            (r#"[{"@type":["Thing","Article"]},[{"@type":"Person"}]]"#, 2, 2),
            (r#"{"@graph":[{"@type":"http://schema.org/Article","author":{"@type":"Person"}}]}"#, 2, 3),
            (r#"{"@type":"WebPage","mainEntity":{"@type":"schema:article"}}"#, 2, 2),
            (r#"{"@type":"Article"} {"@type":"Person"};"#, 2, 2),
            ("", 0, 0),
            ("no JSON", 0, 0),
        ] {
            let structured = read(json);
            assert_eq!((structured.mains().count(), structured.entities().count()), (mains, all), "{json}");
            assert_eq!(structured.count(&["Article"]), usize::from(json.to_lowercase().contains("article")), "{json}");
            assert_eq!(structured.entities().any(|e| is_a(e, &["Person"])), json.contains("Person"), "{json}");
        }
    }

    #[test]
    fn bodies_are_what_readers_see() {
        for (json, expected) in [
            (r#"{"@type":"NewsArticle","articleBody":"a","description":"b"}"#, &["a"][..]),
            (r#"[{"@type":"NewsArticle","articleBody":"a"},{"@type":"Article","articleBody":"a"}]"#, &["a"]),
            (r#"{"@type":"NewsArticle","articleBody":["a"," ",7],"comment":[{"@type":"Comment","text":"b"}]}"#, &["a"]),
            (
                r#"{"@type":"DiscussionForumPosting","text":"a","comment":[{"@type":"Comment","text":"b"}]}"#,
                &["a", "b"],
            ),
            (
                r#"{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"a","acceptedAnswer":{"text":"b"}}]}"#,
                &["a", "b"],
            ),
            (r#"{"@type":"Recipe","recipeInstructions":[{"@type":"HowToStep","text":"a"}]}"#, &["a"]),
            (r#"{"@type":"Product","review":{"@type":"Review","reviewBody":"a"}}"#, &[]),
        ] {
            assert_eq!(read(json).bodies(), expected, "{json}");
        }
    }

    #[test]
    fn descriptions_are_those_of_the_main_entities() {
        for (json, expected) in [
            (r#"{"@type":"Product","description":"a","brand":{"@type":"Product","description":"b"}}"#, &["a"][..]),
            (r#"{"@graph":[{"@type":"WebPage","description":"a"},{"@type":"Person","description":"b"}]}"#, &["a"]),
        ] {
            assert_eq!(read(json).descriptions().collect::<Vec<_>>(), expected, "{json}");
        }
    }
}
