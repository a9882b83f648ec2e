//! Microdata: items and properties (`itemscope`, `itemprop`) as the entities that JSON-LD would have for them.

use html5ever::{LocalName, local_name};
use serde_json::Value;

use super::element::Attributes;
use crate::page::Page;
use crate::structured::{Entity, Structured};

/// Items are nested at most this deep: properties of deeper items are added to the deepest allowed one. Set by hand.
const MAX_DEPTH: usize = 16;
/// The text of an element is a property only up to this length (bytes): longer text is no name or description, but the
/// article. Set by hand.
const MAX_TEXT_BYTES: usize = 1024;
/// At most this many bytes of types and property values are kept per page, as many as of JSON-LD. Needed because nested
/// elements may each give the same text as the value of a property, and an item that is left open is copied. Set by
/// hand.
const MAX_BYTES: usize = 1 << 20;
/// At most this many names of a property are read: pages give one, seldom two ("author creator"). Set by hand.
const MAX_NAMES: usize = 4;

/// Properties whose value is an address: that of the link, not its text.
const ADDRESSES: &[&str] = &["mainEntityOfPage", "sameAs", "url"];

/// The microdata that the walker has met so far.
#[derive(Default)]
pub(super) struct Microdata {
    /// The open elements that are an item or whose text is a property, outermost first.
    open: Vec<Open>,
    /// The number of open items.
    items: usize,
    /// The bytes of all types and values so far, a value counted once per name.
    bytes: usize,
    /// The finished items that are a property of no other item.
    roots: Vec<Value>,
}

/// An open element that is an item or whose text is a property.
struct Open {
    /// The depth of the walk at the element.
    depth: usize,
    /// Its `itemprop`: the names of the property, separated by spaces; empty if it is none.
    property: String,
    /// The offset in the page's text where its text begins.
    text: usize,
    /// The item, unless the element is a property with text.
    item: Option<Entity>,
}

impl Microdata {
    /// Reads the property of an element whose value is in an attribute.
    pub(super) fn take(&mut self, name: &LocalName, attributes: &Attributes<'_>) {
        if let Some(value) = value(name, attributes).filter(|_| !attributes.itemprop.is_empty()) {
            self.add(attributes.itemprop, Value::String(value.trim().to_owned()));
        }
    }

    /// Enters an element at this depth of the walk.
    pub(super) fn enter(&mut self, name: &LocalName, attributes: &Attributes<'_>, depth: usize, page: &Page) {
        if attributes.itemprop.is_empty() && !attributes.is_item {
            return;
        }
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

    /// Leaves the element at this depth of the walk: ends its item or property.
    pub(super) fn leave(&mut self, depth: usize, page: &Page) {
        while let Some(Open { property, text, item, .. }) = self.open.pop_if(|open| open.depth >= depth) {
            self.items -= usize::from(item.is_some());
            let text = || page.text.get(text..).filter(|text| text.len() <= MAX_TEXT_BYTES).unwrap_or_default().trim();
            let value = item.map_or_else(|| Value::String(text().to_owned()), Value::Object);
            self.add(&property, value);
        }
    }

    /// The items of the page.
    pub(super) fn finish(self) -> Structured {
        Structured::of(self.roots)
    }

    /// Adds a property, which may have several names, to the innermost open item. An item that is no property, or
    /// stands in no other item, becomes a root.
    ///
    /// A value that holds items is added under its first name only: copies of copies would grow exponentially with
    /// depth.
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

/// Adds a value to a property of an item.
fn push(item: &mut Entity, name: &str, value: Value) {
    if let Value::Array(values) = item.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
        values.push(value);
    }
}

/// Whether a property of this item is an item.
fn holds_items(value: &Value) -> bool {
    let lists = value.as_object().into_iter().flat_map(Entity::values).filter_map(Value::as_array);
    lists.flatten().any(Value::is_object)
}

/// The value that an element gives its property in an attribute, out of the reader's sight: `content`, or the attribute
/// that microdata has for this element.
fn value<'a>(name: &LocalName, attributes: &Attributes<'a>) -> Option<&'a str> {
    let own = match *name {
        local_name!("time") => attributes.datetime,
        local_name!("data") | local_name!("meter") => attributes.get("value"),
        // In old microformats, an `<abbr>` has the date in its `title` and the same in words as its text.
        local_name!("abbr") => attributes.get("title"),
        local_name!("link") => attributes.href,
        // The value of any other property is the text of the link, such as the name of an author.
        local_name!("a") | local_name!("area") if ADDRESSES.contains(&attributes.itemprop) => attributes.href,
        local_name!("img") => attributes.src,
        _ => None,
    };
    attributes.content.or(own)
}
