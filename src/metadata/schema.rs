//! What JSON-LD and microdata say of the article: schema.org's properties of the entity that the page is about.

use std::collections::HashMap;

use serde_json::Value;

use crate::chars::one_line;
use crate::structured::{Entity, Structured, is_a, strings};

/// The types whose author, date and headline are the article's, the most telling first.
const WRITTEN: &[&[&str]] = &[
    &[
        "Article",
        "AnalysisNewsArticle",
        "BlogPosting",
        "DiscussionForumPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    ],
    &["Question", "QAPage", "Recipe", "HowTo", "Review", "Book", "Course", "Dataset", "Report", "VideoObject"],
    &["WebPage", "ItemPage", "AboutPage", "FAQPage", "CollectionPage", "ProfilePage"],
];
/// So many entities are asked, and so many authors of one.
const MAX_ENTITIES: usize = 32;

/// The entities that the page is about, in the order in which they are asked.
pub(super) struct Schema<'a> {
    structured: &'a Structured,
    mains: Vec<&'a Entity>,
    /// What says more than its `@id`, by that.
    by_id: HashMap<&'a str, &'a Entity>,
}

impl<'a> Schema<'a> {
    pub(super) fn of(structured: &'a Structured) -> Schema<'a> {
        let of_types = |types: &'static [&str]| structured.mains().filter(move |entity| is_a(entity, types));
        let mains = WRITTEN.iter().flat_map(|types| of_types(types)).take(MAX_ENTITIES).collect();
        let mut by_id = HashMap::new();
        for entity in structured.entities().filter(|entity| says_more(entity)) {
            if let Some(id) = entity.get("@id").and_then(Value::as_str) {
                by_id.entry(id).or_insert(entity);
            }
        }
        Schema { structured, mains, by_id }
    }

    /// The same of microdata, where teasers are articles too: of several none is the page's.
    pub(super) fn of_microdata(structured: &'a Structured) -> Schema<'a> {
        let all = Schema::of(structured);
        if structured.count(WRITTEN[0]) > 1 { Schema { mains: Vec::new(), ..all } } else { all }
    }

    /// The first string of these properties that any of the entities has.
    pub(super) fn string(&self, keys: &[&str]) -> Option<&'a str> {
        self.mains.iter().find_map(|entity| keys.iter().find_map(|key| said(entity, key).next()))
    }

    /// All strings of a property of the first entity that has it.
    pub(super) fn strings(&self, key: &str) -> Vec<&'a str> {
        let all = self.mains.iter().map(|entity| said(entity, key).collect::<Vec<_>>());
        all.into_iter().find(|all| !all.is_empty()).unwrap_or_default()
    }

    /// The names of the authors: of people, or of organisations if it names no people.
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

    /// The name of who published it.
    pub(super) fn publisher(&self) -> Option<&'a str> {
        let published = self.mains.iter().find_map(|entity| items(entity.get("publisher")?).first());
        let site = || self.structured.entities().find(|entity| is_a(entity, &["WebSite"]));
        published.and_then(|who| self.name(who)).map(|(name, _)| name).or_else(|| said(site()?, "name").next())
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
        let of = |key: &str| self.mains.iter().find_map(|entity| items(entity.get(key)?).iter().find_map(address));
        of("image").or_else(|| of("thumbnailUrl"))
    }

    /// The name of somebody, and whether it is an organisation.
    fn name(&self, who: &'a Value) -> Option<(&'a str, bool)> {
        match who {
            Value::String(name) => Some((name.as_str(), false)),
            Value::Object(entity) => {
                let entity = self.resolve(entity);
                let is_group = is_a(entity, &["Organization", "NewsMediaOrganization", "Corporation", "WebSite"]);
                Some((said(entity, "name").next()?, is_group))
            }
            _ => None,
        }
    }

    /// What an object that has nothing but an `@id` stands for.
    fn resolve(&self, entity: &'a Entity) -> &'a Entity {
        let id = entity.get("@id").and_then(Value::as_str).filter(|_| !says_more(entity));
        id.and_then(|id| self.by_id.get(id).copied()).unwrap_or(entity)
    }
}

/// Whether an entity says what it is, not only which one.
fn says_more(entity: &Entity) -> bool {
    entity.contains_key("name") || entity.contains_key("url")
}

/// The strings of a property in which readers see something.
fn said<'a>(entity: &'a Entity, key: &str) -> impl Iterator<Item = &'a str> {
    strings(entity, key).filter(|text| !one_line(text).is_empty())
}

/// The items of a property, which may be one or a list.
fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    }
}
