//! Microdata: what the attributes `itemscope` and `itemprop` say, as the entities of JSON-LD that they stand for.

use html5ever::{LocalName, local_name};
use serde_json::Value;

use super::element::Attributes;
use crate::page::Page;
use crate::structured::{Entity, Structured};

/// Items nest no deeper: what stands in deeper ones is said of the last.
const MAX_DEPTH: usize = 16;
/// A longer text (bytes) is no name and no description, but the article.
const MAX_TEXT_BYTES: usize = 1024;
/// The most that is read of the types and values of a page's microdata, in bytes, as of its JSON-LD: elements around one text may
/// each give it as the value of a property.
const MAX_BYTES: usize = 1 << 20;
/// A property has no more names: pages give one, seldom two ("author creator").
const MAX_NAMES: usize = 4;

/// Properties that are the address of something.
const ADDRESSES: &[&str] = &["mainEntityOfPage", "sameAs", "url"];

/// The items that the walker has come to.
#[derive(Default)]
pub(super) struct Microdata {
    /// The elements around that began an item or whose text is a property, outermost first.
    open: Vec<Open>,
    items: usize,
    /// The bytes of all types and values so far, each as often as it was given.
    bytes: usize,
    /// Those that stand in no other.
    roots: Vec<Value>,
}

struct Open {
    /// How many elements stand around it.
    depth: usize,
    property: String,
    /// Where its text begins.
    text: usize,
    item: Option<Entity>,
}

impl Microdata {
    /// Takes in an element that readers see nothing of, or nothing but a picture.
    pub(super) fn take(&mut self, name: &LocalName, attributes: &Attributes<'_>) {
        if let Some(value) = value(name, attributes).filter(|_| !attributes.itemprop.is_empty()) {
            self.add(attributes.itemprop, Value::String(value.trim().to_owned()));
        }
    }

    /// Takes in an element that is walked, and `depth` others around it.
    pub(super) fn enter(&mut self, name: &LocalName, attributes: &Attributes<'_>, depth: usize, page: &Page) {
        let is_item = attributes.is_item && self.items < MAX_DEPTH;
        if !is_item && (attributes.itemprop.is_empty() || value(name, attributes).is_some()) {
            return self.take(name, attributes);
        }
        // An element that is left open is copied into every paragraph, with its types.
        self.bytes += attributes.item_type.len();
        let types = if self.bytes <= MAX_BYTES { attributes.item_type } else { "" };
        let types = types.split_ascii_whitespace().map(|name| Value::String(name.to_owned()));
        let item = is_item.then(|| Entity::from_iter([("@type".to_owned(), types.collect())]));
        self.items += usize::from(is_item);
        self.open.push(Open { depth, property: attributes.itemprop.to_owned(), text: page.text.len(), item });
    }

    /// Ends what began in the element that the walker leaves.
    pub(super) fn leave(&mut self, depth: usize, page: &Page) {
        while let Some(Open { property, text, item, .. }) = self.open.pop_if(|open| open.depth >= depth) {
            self.items -= usize::from(item.is_some());
            let text = || page.text.get(text..).filter(|text| text.len() <= MAX_TEXT_BYTES).unwrap_or_default().trim();
            let value = item.map_or_else(|| Value::String(text().to_owned()), Value::Object);
            self.add(&property, value);
        }
    }

    pub(super) fn finish(self) -> Structured {
        Structured::of(self.roots)
    }

    /// Adds a property, which may have several names, to the item around; what is a property of none is an item by itself.
    ///
    /// An item that holds others stands under its first name only: copies of copies would grow with each level.
    fn add(&mut self, names: &str, value: Value) {
        let around = self.open.iter_mut().rev().find_map(|open| open.item.as_mut());
        let names: Vec<&str> = names.split_ascii_whitespace().take(MAX_NAMES).collect();
        let (Some(item), Some((first, others))) = (around, names.split_first()) else {
            return self.roots.extend(value.is_object().then_some(value));
        };
        self.bytes += names.len() * value.as_str().map_or(0, str::len);
        if self.bytes > MAX_BYTES && value.is_string() {
            return;
        }
        if !holds_items(&value) {
            for name in others {
                push(item, name, value.clone());
            }
        }
        push(item, first, value);
    }
}

fn push(item: &mut Entity, name: &str, value: Value) {
    if let Value::Array(values) = item.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
        values.push(value);
    }
}

fn holds_items(value: &Value) -> bool {
    let lists = value.as_object().into_iter().flat_map(Entity::values).filter_map(Value::as_array);
    lists.flatten().any(Value::is_object)
}

/// What an element says in an attribute, out of the reader's sight.
fn value<'a>(name: &LocalName, attributes: &Attributes<'a>) -> Option<&'a str> {
    let own = match *name {
        local_name!("time") => attributes.datetime,
        local_name!("data") | local_name!("meter") => attributes.get("value"),
        // Where it has the date of a text in words, after the microformats of old.
        local_name!("abbr") => attributes.get("title"),
        local_name!("link") => attributes.href,
        // A property that is no address is what the link says: the name of an author.
        local_name!("a") | local_name!("area") if ADDRESSES.contains(&attributes.itemprop) => attributes.href,
        local_name!("img") => attributes.src,
        _ => None,
    };
    attributes.content.or(own)
}
