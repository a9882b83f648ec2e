//! What an article says about itself beside its title, byline and dates, from every source; and the form of its dates.

use std::time::Duration;

use unboil::{Article, Direction};

use crate::metadata::{STORY, article, json};

const HEADLINE: &str = "<h1>The lamp is out</h1>";

/// A `<meta>`.
fn meta(name: &str, content: &str) -> String {
    format!("<meta property='{name}' content='{content}'>")
}

/// An article in microdata with a property.
fn item(property: &str, text: &str) -> String {
    format!(
        "<div itemscope itemtype=https://schema.org/Article><span itemprop={property} content='{text}'></span></div>"
    )
}

#[test]
fn authors_are_listed_from_every_source() {
    let both = ["Ada Holm", "Bo Lind"];
    for page in [
        json(r#""author":[{"@type":"Person","name":"Ada Holm"},{"@type":"Person","name":"Bo Lind"}]"#),
        json(r#""author":["Ada Holm","Bo Lind"]"#),
        json(r#""author":{"name":"Ada Holm and Bo Lind"}"#),
        json(r#""author":[{"@type":"Organization","name":"Reuters"},{"name":"Ada Holm"},{"name":"Bo Lind"}]"#),
        meta("author", "Ada Holm, Bo Lind"),
        meta("citation_author", "Holm, Ada") + &meta("citation_author", "Lind, Bo"),
        item("author", "Ada Holm; Bo Lind"),
        format!("{HEADLINE}<p>Words <a rel=author href=/a>Ada Holm</a> and <a rel=author href=/b>Bo Lind</a></p>"),
        format!("{HEADLINE}<p>By Ada Holm and Bo Lind, Senior Reporters</p>"),
        format!("{HEADLINE}<p>Von Ada Holm und Bo Lind</p>"),
        format!("{HEADLINE}<p>Par Ada Holm et Bo Lind</p>"),
        format!("{HEADLINE}<p>Por Ada Holm y Bo Lind</p>"),
    ] {
        assert_eq!(article(&page).authors(), both, "{page}");
    }
    assert!(article("").authors().is_empty());
    // The byline stays as the page has it.
    let page = meta("author", "Ada Holm and Bo Lind/dpa");
    assert_eq!(article(&page).byline(), Some("Ada Holm and Bo Lind/dpa"));
    assert_eq!(article(&page).authors(), both);
    let mail = "From: Ada Holm <ada@harbour.example>\nTo: Bo Lind\nSubject: The lamp is out\n\nThe lamp on the northern pier has been out \
        since Sunday, and nobody knows whose job it is to change it.";
    assert_eq!(unboil::clean(mail).unwrap().authors(), ["Ada Holm"]);
}

#[test]
fn sections_come_from_the_most_trusted_source() {
    let crumbs = |last: &str| {
        format!(
            "<link rel=canonical href=/2024/lamp><script type=application/ld+json>{{\"@type\":\"BreadcrumbList\",\
             \"itemListElement\":[{{\"position\":\"2\",\"name\":\"Piers\",\"item\":\"/piers/\"}},\
             {{\"position\":\"1\",\"item\":{{\"@id\":\"/\",\"name\":\"Front\"}}}},{last}]}}</script>"
        )
    };
    for (page, expected) in [
        (json(r#""articleSection":"Harbour""#), &["Harbour"][..]),
        (json(r#""articleSection":["Harbour","Fish, Meat"]"#), &["Harbour", "Fish, Meat"]),
        (json(r#""articleSection":"Harbour, Fog &amp; Ice""#), &["Harbour", "Fog & Ice"]),
        (meta("article:section", "Harbour") + &meta("article:section", "Fog"), &["Harbour", "Fog"]),
        (json(r#""articleSection":"Harbour""#) + &meta("article:section", "HARBOUR"), &["Harbour"]),
        (item("articleSection", "Harbour"), &["Harbour"]),
        (crumbs(r#"{"position":3,"item":"/2024/lamp","name":"Lamp"}"#), &["Piers"]),
        (crumbs(r#"{"position":3,"name":"Lamp"}"#), &["Piers"]),
        (crumbs(r#"{"position":3,"name":"Lamps","item":"/lamps"}"#), &["Piers", "Lamps"]),
        (meta("article:section", "Harbour") + &crumbs(r#"{"position":3,"name":"Lamp"}"#), &["Harbour"]),
        (format!("{HEADLINE}<p>In <a rel='category tag' href=/c>Harbour</a></p>"), &["Harbour"]),
        // What is no section.
        (meta("article:section", "Uncategorized"), &[]),
        (meta("article:section", "The lamp is out") + HEADLINE, &[]),
        (meta("article:section", "https://harbour.example/c"), &[]),
        (String::new(), &[]),
    ] {
        assert_eq!(article(&page).sections(), expected, "{page}");
    }
}

#[test]
fn keywords_are_the_union_of_all_sources() {
    let page = json(r#""keywords":["Piers",{"@type":"DefinedTerm","name":"Lamps"}]"#)
        + &meta("article:tag", "piers")
        + &meta("article:tag", "Fog")
        + &meta("news_keywords", "ice, fog")
        + &meta("keywords", "night;Ice")
        + &item("keywords", "Tide")
        + HEADLINE
        + "<p><a rel=tag href=/t>#Quays</a></p>";
    assert_eq!(article(&page).keywords(), ["Piers", "Lamps", "Fog", "ice", "night", "Tide", "Quays"]);
    // What is no keyword: the title, the name of the site, and what blogs call posts without a category.
    let page =
        meta("og:site_name", "Harbour News") + &meta("keywords", "The lamp is out, Harbour News, Home, fog") + HEADLINE;
    assert_eq!(article(&page).keywords(), ["fog"]);
    // The tag of other stories, far behind this one.
    let others: String =
        (0..30).map(|n| format!("<li><a href=/{n}>The bridge over the bay was closed again {n}</a>")).collect();
    let page =
        format!("{HEADLINE}{STORY}<aside><h2>Other stories</h2><ul>{others}</ul><a rel=tag href=/t>Quays</a></aside>");
    assert!(unboil::extract(&page).unwrap().keywords().is_empty());
}

/// Pages, each with the value that is expected.
type Cases = Vec<(String, Option<&'static str>)>;

/// Checks a method on pages.
fn check(method: fn(&Article) -> Option<&str>, cases: Cases) {
    for (page, expected) in cases {
        assert_eq!(method(&article(&page)), expected, "{page}");
    }
}

#[test]
fn a_licence_is_declared_or_linked_to_beside_the_story() {
    const BY: &str = "https://creativecommons.org/licenses/by/4.0/";
    check(
        Article::licence,
        vec![
            (format!("<link rel=license href={BY}>"), Some(BY)),
            (format!("{HEADLINE}<p><a rel='noopener license' href={BY}>CC</a></p>"), Some(BY)),
            ("<link rel=license href=/licence>".to_owned(), Some("https://harbour.example/licence")),
            (json(&format!(r#""license":"{BY}""#)), Some(BY)),
            (json(&format!(r#""license":{{"@type":"CreativeWork","url":"{BY}"}}"#)), Some(BY)),
            (meta("dcterms.rights", BY), Some(BY)),
            (meta("dcterms.rights", "All rights reserved"), None),
            (item("license", BY), Some(BY)),
            // The licence of a picture in the story.
            (
                format!(
                    "{HEADLINE}<p>The keeper's own picture of the lamp, which was lit in 1911 and shone until Sunday, is free for all to use (<a href={BY}>CC BY</a>).</p>"
                ),
                None,
            ),
        ],
    );
    for (address, expected) in [(BY, Some(BY)), ("https://creativecommons.org/", None)] {
        let page = format!("{HEADLINE}{STORY}<footer><p>Licence: <a href={address}>Creative Commons</a></p></footer>");
        assert_eq!(unboil::extract(&page).unwrap().licence(), expected, "{page}");
    }
}

#[test]
fn the_largest_sensible_icon_is_taken() {
    let icon = |rel: &str, sizes: &str, href: &str| format!("<link rel='{rel}' sizes='{sizes}' href='{href}'>");
    let of = |path: &'static str| Some(path);
    check(
        Article::favicon,
        vec![
            ("<link rel='shortcut icon' href=/1.ico>".to_owned(), of("https://harbour.example/1.ico")),
            ("<link rel=icon href=/1.ico><link rel=icon href=/2.ico>".to_owned(), of("https://harbour.example/1.ico")),
            (
                icon("icon", "16x16 48x48", "/1.ico") + &icon("icon", "32x32", "/2.png"),
                of("https://harbour.example/1.ico"),
            ),
            (
                icon("icon", "512x512", "/1.png") + &icon("apple-touch-icon", "180x180", "/2.png"),
                of("https://harbour.example/2.png"),
            ),
            (
                icon("icon", "1024x1024", "/1.png") + &icon("icon", "512X512", "/2.png"),
                of("https://harbour.example/2.png"),
            ),
            (icon("icon", "any", "/1.svg") + &icon("icon", "192x192", "/2.png"), of("https://harbour.example/1.svg")),
            (
                "<link rel=icon href=/1.ico><link rel=apple-touch-icon href=/2.png>".to_owned(),
                of("https://harbour.example/2.png"),
            ),
            ("<link rel=mask-icon href=/1.svg>".to_owned(), None),
            ("<link rel=icon href='data:image/png;base64,x'>".to_owned(), None),
            (String::new(), None),
        ],
    );
}

#[test]
fn the_host_is_that_of_the_address() {
    check(
        Article::host,
        vec![
            (String::new(), Some("harbour.example")),
            ("<link rel=canonical href=https://www.Pier.example:8080/lamp>".to_owned(), Some("www.pier.example")),
        ],
    );
    assert_eq!(unboil::extract(STORY).unwrap().host(), None);
}

#[test]
fn the_next_page_is_no_next_post() {
    let next = |href: &str| format!("<link rel=next href='{href}'>");
    check(
        Article::next_page,
        vec![
            (next("?page=2"), Some("https://harbour.example/2024/lamp?page=2")),
            (next("/2024/lamp/2/"), Some("https://harbour.example/2024/lamp/2/")),
            (
                format!("{HEADLINE}<p><a rel='next nofollow' href='/2024/lamp/2'>Next</a></p>"),
                Some("https://harbour.example/2024/lamp/2"),
            ),
            (next("/2024/bridge"), None),
            (next("https://other.example/2024/lamp/2"), None),
            // The canonical address is that of the first page.
            (
                "<link rel=canonical href=/lamps><link rel=next href=/lamps/3>".to_owned(),
                Some("https://harbour.example/lamps/3"),
            ),
            (String::new(), None),
        ],
    );
}

#[test]
fn the_direction_is_declared_or_that_of_the_text() {
    let arabic = "<p>العبّارة متأخرة مرة أخرى يوم الاثنين، كما قال الميناء، بسبب الجليد في المرفأ الشمالي للمدينة.</p>";
    let (ltr, rtl) = (Direction::LeftToRight, Direction::RightToLeft);
    for (page, expected) in [
        (STORY.to_owned(), ltr),
        (arabic.to_owned(), rtl),
        (format!("<html lang=en>{arabic}"), rtl),
        (format!("<html dir=RTL>{STORY}"), rtl),
        (format!("<html dir=ltr>{arabic}"), ltr),
        (format!("<html dir=ltr><body dir=rtl>{STORY}"), rtl),
        (format!("<html dir=auto>{arabic}"), rtl),
        ("<html lang=he-IL><title>x</title>".to_owned(), rtl),
        (String::new(), ltr),
    ] {
        assert_eq!(unboil::extract(&page).unwrap().direction(), expected, "{page}");
    }
    assert_eq!([ltr, rtl].map(|direction| direction.to_string()), ["ltr", "rtl"]);
}

#[test]
fn the_lead_picture_comes_from_the_story_if_the_head_names_none() {
    let picture = |attributes: &str| format!("{HEADLINE}{STORY}<p><img {attributes}></p>");
    check(
        Article::image,
        vec![
            (picture("src=/lamp.jpg"), Some("https://harbour.example/lamp.jpg")),
            (meta("og:image", "/head.jpg") + &picture("src=/lamp.jpg"), Some("https://harbour.example/head.jpg")),
            (picture("src=/ada-avatar.jpg") + "<p><img src=/lamp.jpg></p>", Some("https://harbour.example/lamp.jpg")),
            (picture("src=/lamp.jpg width=16"), None),
            (picture("src=/icons/lamp.png"), None),
            (picture("src=/lamp.svg"), None),
            // A picture that was dropped with the menu.
            ("<nav><a href=/><img src=/menu.jpg>Home</a></nav>".to_owned(), None),
        ],
    );
}

#[test]
fn words_are_those_of_the_article_alone() {
    let page =
        format!("<nav><a href=/>Home</a> <a href=/news>News</a></nav>{STORY}<p>Copyright © 2024 Harbour News</p>");
    let article = unboil::extract(&page).unwrap();
    assert_eq!(article.word_count(), article.text().split_whitespace().count());
    assert_eq!(article.word_count(), 43);
    assert_eq!(article.reading_time(), Duration::from_secs(11));
    let empty = unboil::extract("").unwrap();
    assert_eq!((empty.word_count(), empty.reading_time()), (0, Duration::ZERO));
}

/// Each source is given a date, a date-time with its offset, and one without, of which only the date is left.
#[test]
fn dates_of_all_sources_have_one_form() {
    let sources: [fn(&str) -> String; 21] = [
        |date| json(&format!(r#""datePublished":"{date}""#)),
        |date| json(&format!(r#""dateCreated":"{date}""#)),
        |date| json(&format!(r#""uploadDate":"{date}""#)),
        |date| meta("article:published_time", date),
        |date| meta("og:published_time", date),
        |date| meta("datePublished", date),
        |date| meta("parsely-pub-date", date),
        |date| meta("sailthru.date", date),
        |date| meta("dcterms.created", date),
        |date| meta("dc.date.issued", date),
        |date| meta("publish-date", date),
        |date| meta("publication_date", date),
        |date| meta("pubdate", date),
        |date| meta("citation_publication_date", date),
        |date| meta("site-release_date", date),
        |date| meta("date", date),
        |date| meta("dc.date", date),
        |date| item("datePublished", date),
        |date| format!("{HEADLINE}<time datetime='{date}'>Sunday</time>"),
        |date| format!("{HEADLINE}<time itemprop=datePublished datetime='{date}'>Sunday</time>"),
        |date| format!("{HEADLINE}<p><relative-time datetime='{date}'>3 days ago</relative-time></p>"),
    ];
    for source in sources {
        for (date, expected) in [
            ("2024-11-24", "2024-11-24"),
            ("2024-11-24T10:00:00+02:00", "2024-11-24T10:00:00+02:00"),
            ("2024-11-24T10:00:00", "2024-11-24"),
        ] {
            assert_eq!(article(&source(date)).published(), Some(expected), "{}", source(date));
        }
    }
    let changes: [fn(&str) -> String; 5] = [
        |date| json(&format!(r#""dateModified":"{date}""#)),
        |date| meta("article:modified_time", date),
        |date| meta("last-modified", date),
        |date| item("dateModified", date),
        |date| format!("{HEADLINE}<p>Updated <time class=updated datetime='{date}'>today</time></p>"),
    ];
    for source in changes {
        for (date, expected) in [
            ("2024-11-26T10:00:00+02:00", "2024-11-26T10:00:00+02:00"),
            ("2024-11-26T10:00:00", "2024-11-26"),
            ("2024-11-26", "2024-11-26"),
        ] {
            assert_eq!(article(&source(date)).modified(), Some(expected), "{}", source(date));
        }
    }
    // The other forms in which pages write dates are read alike from all sources.
    for (date, expected) in [
        ("2024-11-24T10:00:00+0200", "2024-11-24T10:00:00+02:00"),
        ("2024-11-24T08:00:00.250Z", "2024-11-24T08:00:00.25Z"),
        ("2024-11-24T10:00:00+01:00[Europe/Berlin]", "2024-11-24T10:00:00+01:00"),
        ("Sun, 24 Nov 2024 10:00:00 +0100", "2024-11-24T10:00:00+01:00"),
        ("November 24, 2024, 10:00", "2024-11-24"),
    ] {
        assert_eq!(article(&meta("article:published_time", date)).published(), Some(expected), "{date}");
    }
    for page in [
        format!("{HEADLINE}<p>By Ada Holm, 24 November 2024, 10:00</p>"),
        format!("{HEADLINE}<p>24.11.2024 10:00 Uhr</p>"),
        "<link rel=canonical href=/2024/11/24/lamp>".to_owned(),
    ] {
        assert_eq!(article(&page).published(), Some("2024-11-24"), "{page}");
    }
    let text = "The lamp is out\n\nBy Ada Holm, 24 November 2024, 10:00\n\nThe lamp on the northern pier has been out since \
        Sunday, and nobody knows whose job it is to change it.\n\nThe port says that the tower belongs to the state.";
    assert_eq!(unboil::clean(text).unwrap().published(), Some("2024-11-24"));
}
