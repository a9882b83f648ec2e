//! The sections of the site that the article stands in.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;
use url::Url;

use super::head::absolute;
use super::site::Site;
use super::sources::Sources;
use super::text::plain;
use super::visible::Visible;
use crate::chars::small_letters;
use crate::page::RelationKind;
use crate::structured::{Entity, is_a, strings};
use crate::words::word_list;

/// Names of `<meta>` that hold a section of the article.
const NAMES: &[&str] = &["article:section", "og:article:section", "parsely-section"];
/// Signs between sections in one text.
const SEPARATORS: [char; 8] = [',', ';', '|', '>', '›', '»', '，', '、'];
/// A section has at most this many bytes: longer texts are titles. Set by hand.
const MAX_BYTES: usize = 80;
/// At most this many sections are given. Set by hand.
const MAX_SECTIONS: usize = 16;
/// A list of breadcrumbs is read up to this length. Set by hand.
const MAX_CRUMBS: usize = 16;

/// The words of `sections.txt`.
const TABLE: &str = include_str!("sections.txt");
/// Names of no section, by their letters and digits.
static NO_SECTIONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| word_list::section(TABLE, "no_sections").into_iter().map(small_letters).collect());

/// What the sections depend on beside the sources.
pub(super) struct Surroundings<'a> {
    pub(super) site: &'a Site,
    /// The title of the article, which breadcrumbs end in.
    pub(super) title: Option<&'a str>,
    /// The address of the page, and what relative addresses are resolved against.
    pub(super) url: Option<&'a Url>,
    pub(super) base: Option<&'a Url>,
}

/// The sections that the article stands in, each once, from the first of these that name any: JSON-LD, `<meta>` and
/// microdata together; the breadcrumbs in JSON-LD, without the front page and the article; links to categories beside
/// the story.
pub(super) fn sections(sources: &Sources<'_>, visible: &Visible<'_>, around: &Surroundings<'_>) -> Vec<String> {
    let head = sources.head;
    let metas = head.metas.iter().filter(|(name, _)| NAMES.contains(&&**name)).map(|(_, section)| section.as_str());
    let [json_ld, microdata] = [&sources.json_ld, &sources.microdata].map(|schema| schema.names("articleSection"));
    let declared = [json_ld, metas.collect(), microdata].into_iter().flat_map(divided);
    let own = around.each_once(declared);
    if !own.is_empty() {
        return own;
    }
    let crumbs = around.each_once(around.breadcrumbs(sources));
    if !crumbs.is_empty() {
        return crumbs;
    }
    let links = head.relations.of(RelationKind::Category).filter(|link| visible.is_beside_story(link.block));
    around.each_once(links.map(|link| plain(&link.text)))
}

/// Whether a text stands where pages name a section or tag, and names none: "Home", "Uncategorized".
pub(super) fn is_nothing(text: &str) -> bool {
    NO_SECTIONS.contains(&small_letters(text))
}

/// The sections in the texts of one source. A single text may list several: "Culture, Film".
fn divided(texts: Vec<&str>) -> Vec<String> {
    let texts: Vec<String> = texts.into_iter().map(plain).collect();
    match texts.as_slice() {
        [text] => text.split(SEPARATORS).map(|part| part.trim().to_owned()).collect(),
        _ => texts,
    }
}

impl Surroundings<'_> {
    /// The texts that can be names of sections, each once, compared without regard to case and punctuation.
    fn each_once(&self, texts: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut seen = HashSet::new();
        let title = self.title.map(small_letters).unwrap_or_default();
        let is_section = |text: &String| {
            let letters = small_letters(text);
            text.len() <= MAX_BYTES
                && !text.contains("://")
                && text.contains(char::is_alphabetic)
                && letters != title
                && !is_nothing(text)
                && !self.site.is_named(text)
                && seen.insert(letters)
        };
        texts.into_iter().filter(is_section).take(MAX_SECTIONS).collect()
    }

    /// The breadcrumbs of the page in JSON-LD that lie between the front page and the article itself.
    ///
    /// The first is taken for the front page if it leads there or has the name of the site; the last for the article if
    /// it leads to the page itself or nowhere, or has the title of the article.
    fn breadcrumbs(&self, sources: &Sources<'_>) -> Vec<String> {
        let lists = sources.head.structured.entities().filter(|entity| is_a(entity, &["BreadcrumbList"]));
        let mut crumbs = lists.map(crumbs).find(|crumbs| crumbs.len() > 1).unwrap_or_default();
        if crumbs.last().is_some_and(|crumb| self.is_article(crumb)) {
            crumbs.pop();
        }
        let front = usize::from(crumbs.first().is_some_and(|crumb| self.is_front_page(crumb)));
        crumbs.into_iter().skip(front).map(|crumb| plain(crumb.name)).collect()
    }

    /// The address of a breadcrumb.
    fn address(&self, crumb: &Crumb<'_>) -> Option<Url> {
        absolute(crumb.address?, self.base.or(self.url))
    }

    fn is_front_page(&self, crumb: &Crumb<'_>) -> bool {
        let is_root = |url: Url| url.path() == "/" && url.query().is_none();
        self.address(crumb).is_some_and(is_root) || self.site.is_called(crumb.name)
    }

    fn is_article(&self, crumb: &Crumb<'_>) -> bool {
        let page = |url: &Url| (url.path().trim_end_matches('/').to_owned(), url.query().map(str::to_owned));
        let is_own = |url: Url| self.url.is_some_and(|own| page(own) == page(&url));
        let (name, title) = (small_letters(crumb.name), self.title.map(small_letters).unwrap_or_default());
        // Sites shorten the title, or leave their name behind it.
        let is_title = !title.is_empty()
            && (name.starts_with(&title) || title.starts_with(&name) && name.len() * 2 >= title.len());
        crumb.address.is_none() || self.address(crumb).is_some_and(is_own) || is_title
    }
}

/// A step on the way from the front page to the page.
struct Crumb<'a> {
    name: &'a str,
    address: Option<&'a str>,
}

/// The breadcrumbs of a `BreadcrumbList`, in the order of their positions.
fn crumbs(list: &Entity) -> Vec<Crumb<'_>> {
    let items = match list.get("itemListElement") {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => &[],
    };
    let mut steps: Vec<&Entity> = items.iter().filter_map(Value::as_object).take(MAX_CRUMBS).collect();
    steps.sort_by_key(|step| step.get("position").and_then(position));
    steps.into_iter().filter_map(crumb).collect()
}

/// The position of a breadcrumb, which may be written as a string.
fn position(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// A breadcrumb. Its name and address are its own, or those of its `item`, which may be an address alone.
fn crumb(step: &Entity) -> Option<Crumb<'_>> {
    let item = step.get("item");
    let inner = item.and_then(Value::as_object);
    let name = [Some(step), inner].into_iter().flatten().find_map(|entity| strings(entity, "name").next())?;
    let own = |entity| ["@id", "url"].into_iter().find_map(|key| strings(entity, key).next());
    Some(Crumb { name, address: item.and_then(Value::as_str).or_else(|| inner.and_then(own)).or_else(|| own(step)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        word_list::assert_sound("src/metadata/sections.txt", TABLE, &["no_sections"]);
    }
}
