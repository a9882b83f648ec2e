//! What a page says of itself in JSON-LD: the scripts as typed entities of schema.org, read as tolerantly as they are
//! written. And, for pages that a script draws, what it draws them from.

mod repair;
pub(crate) mod state;

use std::collections::HashSet;

use serde_json::{Deserializer, Map, Value};

/// An object of schema.org, as it stands.
pub(crate) type Entity = Map<String, Value>;

/// The types for threads, where what readers wrote is the content.
pub(crate) const THREADS: &[&str] = &["DiscussionForumPosting", "QAPage"];

/// The properties that hold what readers read. In the gold texts of WCXB stand, of the runs of three words of
/// `articleBody`, 94 % in news, of `text` 73 % (comments) to 99 % (questions), of `reviewBody` 20 %.
const BODIES: &[&str] = &["articleBody", "text", "recipeIngredient", "recipeInstructions"];

/// The types whose description tells what the page is about; an organisation's or a person's does not.
const DESCRIBED: &[&str] = &[
    "Article",
    "BlogPosting",
    "Book",
    "CollectionPage",
    "Course",
    "Dataset",
    "DiscussionForumPosting",
    "Event",
    "ItemPage",
    "JobPosting",
    "NewsArticle",
    "Product",
    "ProductGroup",
    "Recipe",
    "ReportageNewsArticle",
    "SoftwareApplication",
    "TechArticle",
    "WebPage",
];

/// The structured data of a page.
#[derive(Debug, Default)]
pub(crate) struct Structured {
    roots: Vec<Value>,
}

impl Structured {
    /// Reads JSON-LD scripts; what is no JSON, even after a repair, is passed over.
    pub(crate) fn read(scripts: impl Iterator<Item = String>) -> Structured {
        let read = |script: String| {
            let whole = values(&script);
            if whole.is_empty() { values(&repair::repair(&script)) } else { whole }
        };
        Structured { roots: scripts.flat_map(read).collect() }
    }

    /// Entities that were read elsewhere.
    pub(crate) fn of(roots: Vec<Value>) -> Structured {
        Structured { roots }
    }

    /// All entities, each before those inside it.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &Entity> {
        walk(&self.roots, |entity| entity.values().collect())
    }

    /// The entities that the page is about, not those that these mention.
    pub(crate) fn mains(&self) -> impl Iterator<Item = &Entity> {
        walk(&self.roots, |entity| ["@graph", "mainEntity"].iter().filter_map(|key| entity.get(*key)).collect())
    }

    /// How many of the main entities are of one of these types.
    pub(crate) fn count(&self, types: &[&str]) -> usize {
        self.mains().filter(|entity| is_a(entity, types)).count()
    }

    /// What the page gives as the text of its article, thread or recipe: distinct strings in order, maybe with HTML inside.
    ///
    /// For pages of forums and newspapers. Gets a page wrong that gives the text of another one that it leads to.
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

    /// What the page gives as descriptions of what it is about.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = &str> {
        self.mains().filter(|entity| is_a(entity, DESCRIBED)).flat_map(|entity| strings(entity, "description"))
    }
}

/// The values that a script begins with: some have two objects in a row, others a semicolon at the end.
fn values(json: &str) -> Vec<Value> {
    Deserializer::from_str(json).into_iter().map_while(Result::ok).collect()
}

/// Goes through the entities of these values and, for each, through those of the values that `inner` gives.
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

/// Whether the entity is of one of these types, whatever the vocabulary that it names: some write `schema:Article`, others
/// the whole address, others `article`.
pub(crate) fn is_a(entity: &Entity, types: &[&str]) -> bool {
    strings(entity, "@type").any(|own| {
        let own = own.rsplit(['/', ':', '#']).next().unwrap_or_default();
        types.iter().any(|name| own.eq_ignore_ascii_case(name))
    })
}

/// The strings of a property, which may be one or a list.
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
    fn bodies_are_what_readers_read() {
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
    fn descriptions_are_those_of_what_the_page_is_about() {
        for (json, expected) in [
            (r#"{"@type":"Product","description":"a","brand":{"@type":"Product","description":"b"}}"#, &["a"][..]),
            (r#"{"@graph":[{"@type":"WebPage","description":"a"},{"@type":"Person","description":"b"}]}"#, &["a"]),
        ] {
            assert_eq!(read(json).descriptions().collect::<Vec<_>>(), expected, "{json}");
        }
    }
}
