//! Metadata are single lines of text that can be put anywhere: whatever their field and source, they have no control
//! characters and are never empty.

use unboil::Article;

use crate::metadata::{STORY, article, json};

/// Characters that have no place in a line: C0 and C1 controls, line breaks, overrides and isolates of the writing
/// direction, a byte order mark, a zero-width space and a noncharacter.
const CRUFT: &str = "\u{1}\t\u{9f}\n\u{1b}\u{202e}\u{2066}\u{feff}\u{200b}\u{fffe}";

/// All texts of the metadata, each with the name of its field.
fn fields(article: &Article) -> Vec<(&'static str, &str)> {
    let fields = [
        ("title", article.title()),
        ("byline", article.byline()),
        ("published", article.published()),
        ("modified", article.modified()),
        ("site_name", article.site_name()),
        ("language", article.language()),
        ("description", article.description()),
        ("image", article.image()),
        ("url", article.url()),
    ];
    let present = fields.into_iter().filter_map(|(name, text)| Some((name, text?)));
    present.chain(article.keywords().iter().map(|keyword| ("keywords", keyword.as_str()))).collect()
}

fn field<'a>(article: &'a Article, name: &str) -> Option<&'a str> {
    fields(article).into_iter().find_map(|(own, text)| (own == name).then_some(text))
}

/// Asserts that each text of the metadata is one line that is not empty and has no control characters.
fn assert_lines(article: &Article, input: &str) {
    for (name, text) in fields(article) {
        let is_bad = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}')
        };
        assert!(!text.is_empty() && text == text.trim() && !text.contains(is_bad), "{name} is {text:?}: {input:?}");
    }
}

/// A source of a metadata field: name of the field, name of the source, a page with this source for a text, and a valid
/// text.
type Source = (&'static str, &'static str, fn(&str) -> String, &'static str);

fn meta(name: &str, content: &str) -> String {
    format!("<meta property='{name}' content='{content}'>")
}

fn item(property: &str, text: &str) -> String {
    format!(
        "<div itemscope itemtype=https://schema.org/Article><span itemprop={property} content='{text}'></span></div>"
    )
}

/// JSON-LD with this text for a property. Control characters are escaped, as JSON requires.
fn ld(key: &str, text: &str) -> String {
    json(&format!("\"{key}\":{}", serde_json::Value::from(text)))
}

/// All fields with their sources.
const SOURCES: &[Source] = &[
    ("title", "Open Graph", |text| meta("og:title", text), "Lamp out"),
    ("title", "<title>", |text| format!("<title>{text}</title>"), "Lamp out"),
    ("title", "JSON-LD", |text| ld("headline", text), "Lamp out"),
    ("title", "microdata", |text| item("headline", text), "Lamp out"),
    ("title", "headline", |text| format!("<h1>{text}</h1>"), "Lamp out"),
    ("byline", "<meta>", |text| meta("author", text), "Mara Lindqvist"),
    ("byline", "JSON-LD", |text| ld("author", text), "Mara Lindqvist"),
    ("byline", "microdata", |text| item("author", text), "Mara Lindqvist"),
    ("byline", "visible", |text| format!("<h1>Lamp</h1><p><a rel=author href=/m>{text}</a></p>"), "Mara Lindqvist"),
    ("published", "<meta>", |text| meta("article:published_time", text), "2024-11-24T10:00:00Z"),
    ("published", "JSON-LD", |text| ld("datePublished", text), "2024-11-24T10:00:00Z"),
    ("published", "microdata", |text| item("datePublished", text), "2024-11-24T10:00:00Z"),
    ("published", "<time>", |text| format!("<h1>Lamp</h1><time datetime='{text}'>once</time>"), "2024-11-24T10:00:00Z"),
    ("modified", "<meta>", |text| meta("article:modified_time", text), "2024-11-24T10:00:00Z"),
    ("modified", "JSON-LD", |text| ld("dateModified", text), "2024-11-24T10:00:00Z"),
    ("site_name", "Open Graph", |text| meta("og:site_name", text), "Harbour News"),
    ("site_name", "JSON-LD", |text| ld("publisher", text), "Harbour News"),
    ("site_name", "<meta>", |text| meta("application-name", text), "Harbour News"),
    ("language", "<html>", |text| format!("<html lang='{text}'>"), "nl"),
    ("language", "JSON-LD", |text| ld("inLanguage", text), "nl"),
    ("language", "<meta>", |text| meta("og:locale", text), "nl"),
    ("description", "Open Graph", |text| meta("og:description", text), "It is dark"),
    ("description", "<meta>", |text| meta("description", text), "It is dark"),
    ("description", "JSON-LD", |text| ld("description", text), "It is dark"),
    ("description", "microdata", |text| item("description", text), "It is dark"),
    ("image", "Open Graph", |text| meta("og:image", text), "https://harbour.example/lamp.jpg"),
    ("image", "JSON-LD", |text| ld("image", text), "https://harbour.example/lamp.jpg"),
    ("url", "canonical", |text| format!("<link rel=canonical href='{text}'>"), "https://harbour.example/out"),
    ("url", "Open Graph", |text| meta("og:url", text), "https://harbour.example/out"),
    ("keywords", "JSON-LD", |text| ld("keywords", text), "piers"),
    ("keywords", "Open Graph", |text| meta("article:tag", text), "piers"),
    ("keywords", "<meta>", |text| meta("keywords", text), "piers"),
    ("keywords", "microdata", |text| item("keywords", text), "piers"),
];

#[test]
fn control_characters_around_a_text_are_left_out() {
    for (name, source, make, text) in SOURCES {
        let page = make(&format!("{CRUFT}{text}{CRUFT}"));
        let article = article(&page);
        assert_lines(&article, &page);
        assert_eq!(field(&article, name), Some(*text), "{name}: {source}");
    }
}

#[test]
fn control_characters_within_a_text_separate_words() {
    for (name, source, make, text) in SOURCES.iter().filter(|(.., text)| text.contains(' ')) {
        // No line breaks here, since a name ends at the end of its line.
        let page = make(&text.replace(' ', &CRUFT.replace('\n', "")));
        let article = article(&page);
        assert_lines(&article, &page);
        assert_eq!(field(&article, name), Some(*text), "{name}: {source}");
    }
}

#[test]
fn a_text_of_nothing_but_control_characters_is_absent() {
    for (name, source, make, _) in SOURCES {
        for nothing in ["", " ", "\u{1}", "\u{202e}\u{202c}", "\u{feff}", "\u{200d}", "\n\u{85}", CRUFT] {
            let page = make(nothing);
            let article = article(&page);
            assert_lines(&article, &page);
            let found = field(&article, name);
            // Without a source on the page, the language is detected in the text, and the address is that of the
            // caller.
            let expected = match *name {
                "language" => Some("en"),
                "url" => Some("https://harbour.example/2024/lamp"),
                _ => None,
            };
            assert_eq!(found, expected, "{name}: {source}, {nothing:?}");
        }
    }
}

#[test]
fn the_next_source_is_used_where_one_is_empty() {
    for (name, first, make, _) in SOURCES {
        let others = SOURCES.iter().filter(|(other, source, ..)| other == name && source != first);
        for (_, second, other, text) in others {
            let page = make("\u{202e}\u{feff}") + &other(text);
            assert_eq!(field(&article(&page), name), Some(*text), "{name}: {first} says nothing, {second} does");
        }
    }
}

#[test]
fn metadata_of_plain_text_are_single_lines() {
    let story = STORY.replace("<p>", "").replace("</p>", "\n\n");
    for head in [
        format!("From: Mara\u{202e} Lindqvist{CRUFT}\nTo: Jan Moss\nSubject: The lamp\u{1} is\u{feff} out\u{202e}\n\n"),
        "The lamp\u{1b} is out\u{202e} again\n\nBy Mara\u{9f} Lindqvist\u{202e}\n24 November 2024\n\n".to_owned(),
        "\u{202e}\n\n".to_owned(),
    ] {
        let text = format!("{head}{story}");
        let article = unboil::clean(&text).unwrap();
        assert_lines(&article, &text);
    }
}

#[test]
fn joiners_that_a_script_needs_stay() {
    for text in ["می\u{200c}خواهم نور", "👩\u{200d}👧 out", "‏שלום עולם"] {
        assert_eq!(article(&meta("og:title", text)).title(), Some(text));
        assert_eq!(article(&meta("og:description", text)).description(), Some(text));
    }
}
