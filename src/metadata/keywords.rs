//! The keywords of the article: what the page says in a few words that it is about.

use std::collections::HashSet;

use super::sections;
use super::site::Site;
use super::sources::Sources;
use super::text::plain;
use super::visible::Visible;
use crate::chars::one_line;
use crate::page::RelationKind;

/// At most this many keywords are returned. Set by hand.
const MAX_KEYWORDS: usize = 64;
/// A keyword has at most this many bytes, and at most this many words: longer ones are sentences for search engines, or
/// many keywords without a sign between them. Set by hand.
const MAX_BYTES: usize = 120;
const MAX_WORDS: usize = 7;
/// At least this many hexadecimal digits are a code of a system and no keyword. Set by hand.
const CODE_BYTES: usize = 16;
/// Signs between keywords in one text.
const SEPARATORS: [char; 7] = [',', ';', '|', '，', '；', '、', '،'];
/// Names of `<meta>` that hold keywords, the most trusted first.
const NAMES: &[&str] = &[
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "citation_keywords",
    "dc.subject",
    "dcterms.subject",
];

/// The keywords from JSON-LD, `<meta>`, microdata and the links to tags beside the story, in this order, each once,
/// compared without regard to case and hyphens. At most [`MAX_KEYWORDS`]. The `title` and the names of the site are no
/// keywords.
pub(super) fn keywords(sources: &Sources<'_>, visible: &Visible<'_>, site: &Site, title: Option<&str>) -> Vec<String> {
    let head = sources.head;
    let metas = NAMES.iter().map(|name| {
        let contents = head.metas.iter().filter(|(own, _)| own == name).map(|(_, content)| content.as_str());
        contents.collect::<Vec<_>>()
    });
    let tags = head.relations.of(RelationKind::Tag).filter(|link| visible.is_beside_story(link.block));
    let lists = [sources.json_ld.names("keywords")]
        .into_iter()
        .chain(metas)
        .chain([sources.microdata.names("keywords"), tags.map(|link| link.text.as_str()).collect()]);
    let mut seen = HashSet::from([spelling(title.unwrap_or_default())]);
    let all = lists.flat_map(divided).filter(|keyword| !site.is_named(keyword) && !sections::is_nothing(keyword));
    all.filter(|keyword| seen.insert(spelling(keyword))).take(MAX_KEYWORDS).collect()
}

/// A keyword as it is compared with others: "Andy Murray" and "andy-murray" are one.
fn spelling(keyword: &str) -> String {
    keyword.to_lowercase().replace(['-', '_'], " ")
}

/// The keywords in the texts of one source. A comma separates keywords, unless few of many texts have one: then it
/// stands within a keyword, such as "Paris, France".
fn divided(texts: Vec<&str>) -> Vec<String> {
    let listing = texts.iter().filter(|text| text.contains(SEPARATORS)).count();
    let is_list = texts.len() == 1 || listing * 2 >= texts.len();
    let texts = texts.into_iter().map(plain);
    let parts = texts.flat_map(|text| match is_list {
        true => text.split(SEPARATORS).map(str::to_owned).collect(),
        false => vec![text],
    });
    let keywords = parts.map(|part| one_line(part.trim_start_matches(|c: char| c == '#' || c.is_whitespace())));
    let mut keywords: Vec<String> = keywords.filter(|keyword| is_keyword(keyword)).collect();
    if keywords.iter().filter(|keyword| is_field(keyword)).count() > 1 {
        keywords.retain(|keyword| !is_field(keyword));
    }
    keywords
}

/// Whether a text can be a keyword: it has letters, is short, and no code of a system such as
/// `26157981-b4f7-4929-adc1-e860c6f03636`.
fn is_keyword(text: &str) -> bool {
    let is_code = text.len() >= CODE_BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    text.contains(char::is_alphabetic)
        && text.len() <= MAX_BYTES
        && text.split(' ').count() <= MAX_WORDS
        && !is_code
        && !text.contains("://")
}

/// Whether a text looks like a field of a system: "Page Type: Article". Single ones are keywords: "Star Wars: Andor".
fn is_field(text: &str) -> bool {
    text.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::divided;

    #[test]
    fn lists_are_divided_and_keywords_with_a_comma_are_not() {
        for (texts, expected) in [
            (&["piers, lamps;fog"][..], &["piers", "lamps", "fog"][..]),
            (&["piers, lamps", "fog, ice"], &["piers", "lamps", "fog", "ice"]),
            (&["piers", "lamps", "Paris, France"], &["piers", "lamps", "Paris, France"]),
            (&["码头，灯塔、雾"], &["码头", "灯塔", "雾"]),
            (&["#piers", " # "], &["piers"]),
            (&["Nuts &amp; bolts"], &["Nuts & bolts"]),
            // Fields and codes of systems, and sentences.
            (&["Day: Friday", "Page Type: Article", "Piers"], &["Piers"]),
            (&["Star Wars: Andor"], &["Star Wars: Andor"]),
            (&["26157981-b4f7-4929-adc1-e860c6f03636", "100312362", "Piers"], &["Piers"]),
            (&["what to do if the lamp of a pier is out"], &[]),
            (&[""], &[]),
            (&[], &[]),
        ] {
            assert_eq!(divided(texts.to_vec()), expected, "{texts:?}");
        }
    }
}
