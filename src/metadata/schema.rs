//! What JSON-LD and microdata say of the article: properties, by schema.org, of the entities that the page is about.

use std::collections::HashMap;

use serde_json::Value;

use crate::chars::one_line;
use crate::structured::schema_org::WRITTEN;
use crate::structured::{Entity, Structured, is_a, strings};

/// At most this many entities of a page are looked at, and at most this many authors of one. Set by hand.
const MAX_ENTITIES: usize = 32;

/// The structured data of a page, with the entities that the page is about.
pub(super) struct Schema<'a> {
    structured: &'a Structured,
    /// The entities that the page is about, the most trusted first.
    mains: Vec<&'a Entity>,
    /// Entities that have more than an `@id`, by their `@id`.
    by_id: HashMap<&'a str, &'a Entity>,
}

impl<'a> Schema<'a> {
    /// The entities of JSON-LD.
    pub(super) fn of(structured: &'a Structured) -> Schema<'a> {
        let of_types = |types: &'static [&str]| structured.mains().filter(move |entity| is_a(entity, types));
        let mains = WRITTEN.iter().flat_map(|types| of_types(types)).take(MAX_ENTITIES).collect();
        let mut by_id = HashMap::new();
        for entity in structured.entities().filter(|entity| has_properties(entity)) {
            if let Some(id) = entity.get("@id").and_then(Value::as_str) {
                by_id.entry(id).or_insert(entity);
            }
        }
        Schema { structured, mains, by_id }
    }

    /// The entities of microdata. Microdata marks teasers as articles, too, so if there are several articles, none is
    /// taken for this page's and there are no entities.
    pub(super) fn of_microdata(structured: &'a Structured) -> Schema<'a> {
        let all = Schema::of(structured);
        if structured.count(WRITTEN[0]) > 1 { Schema { mains: Vec::new(), ..all } } else { all }
    }

    /// The first string that an entity has for one of these properties, given in the order of trust. Entities come
    /// first, then properties.
    pub(super) fn string(&self, keys: &[&str]) -> Option<&'a str> {
        self.mains.iter().find_map(|entity| keys.iter().find_map(|key| visible_strings(entity, key).next()))
    }

    /// All strings of a property, or the names of what it holds, of the first entity that has any.
    pub(super) fn names(&self, key: &str) -> Vec<&'a str> {
        let all = self.mains.iter().filter_map(|entity| entity.get(key)).map(|value| {
            let names = items(value).iter().filter_map(|item| self.name(item)).map(|(name, _)| name);
            names.filter(|name| !one_line(name).is_empty()).collect::<Vec<_>>()
        });
        all.into_iter().find(|all| !all.is_empty()).unwrap_or_default()
    }

    /// The first address that an entity has for a property, as a string or as the address of what it holds.
    pub(super) fn address(&self, key: &str) -> Option<&'a str> {
        let address = |value: &'a Value| match value {
            Value::String(address) => Some(address.as_str()),
            Value::Object(entity) => ["url", "@id"].iter().find_map(|key| strings(entity, key).next()),
            _ => None,
        };
        self.mains.iter().find_map(|entity| items(entity.get(key)?).iter().find_map(address))
    }

    /// The names of the authors, of the first entity that has any: people, or organisations if it names no people.
    pub(super) fn authors(&self) -> Vec<&'a str> {
        let of_entity = |entity: &&'a Entity| {
            let authors = ["author", "creator"].into_iter().find_map(|key| entity.get(key))?;
            let named: Vec<(&str, bool)> =
                items(authors).iter().take(MAX_ENTITIES).filter_map(|author| self.name(author)).collect();
            let people: Vec<&str> = named.iter().filter(|(_, is_group)| !is_group).map(|(name, _)| *name).collect();
            let names = if people.is_empty() { named.iter().map(|(name, _)| *name).collect() } else { people };
            (!names.is_empty()).then_some(names)
        };
        self.mains.iter().find_map(of_entity).unwrap_or_default()
    }

    /// The name of the publisher, else that of the website.
    pub(super) fn publisher(&self) -> Option<&'a str> {
        let published = self.mains.iter().find_map(|entity| items(entity.get("publisher")?).first());
        let site = || self.structured.entities().find(|entity| is_a(entity, &["WebSite"]));
        published
            .and_then(|who| self.name(who))
            .map(|(name, _)| name)
            .or_else(|| visible_strings(site()?, "name").next())
    }

    /// The address of the image that stands for the article.
    pub(super) fn image(&self) -> Option<&'a str> {
        let address = |value: &'a Value| match value {
            Value::String(url) => Some(url.as_str()),
            Value::Object(image) => {
                let image = self.resolve(image);
                ["url", "contentUrl"].iter().find_map(|key| strings(image, key).next())
            }
            _ => None,
        };
        let first = |key: &str| self.mains.iter().find_map(|entity| items(entity.get(key)?).iter().find_map(address));
        first("image").or_else(|| first("thumbnailUrl"))
    }

    /// The name of an author or publisher, and whether it is an organisation.
    fn name(&self, who: &'a Value) -> Option<(&'a str, bool)> {
        match who {
            Value::String(name) => Some((name.as_str(), false)),
            Value::Object(entity) => {
                let entity = self.resolve(entity);
                let is_group = is_a(entity, &["Organization", "NewsMediaOrganization", "Corporation", "WebSite"]);
                Some((visible_strings(entity, "name").next()?, is_group))
            }
            _ => None,
        }
    }

    /// The entity that an object stands for if it has only an `@id`, else the object itself.
    fn resolve(&self, entity: &'a Entity) -> &'a Entity {
        let id = entity.get("@id").and_then(Value::as_str).filter(|_| !has_properties(entity));
        id.and_then(|id| self.by_id.get(id).copied()).unwrap_or(entity)
    }
}

/// Whether an entity has properties of its own, and is not only a reference by its `@id`.
fn has_properties(entity: &Entity) -> bool {
    entity.contains_key("name") || entity.contains_key("url")
}

/// The strings of a property that are not blank.
fn visible_strings<'a>(entity: &'a Entity, key: &str) -> impl Iterator<Item = &'a str> {
    strings(entity, key).filter(|text| !one_line(text).is_empty())
}

/// The values of a property, which may be a list or a single value.
fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    }
}
