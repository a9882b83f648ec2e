//! What is taken from which source, in the order of trust.

use unboil::{Article, Extractor, PageKind};

const STORY: &str = "<p>The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.</p>\
    <p>The port says that the tower belongs to the state; the state, which built it in 1911, says that it does not.</p>";

fn article(page: &str) -> Article {
    let builder = Extractor::builder().base_url("https://harbour.example/2024/lamp").unwrap();
    builder.build().extract(&format!("{page}{STORY}")).unwrap()
}

/// The JSON-LD of a news article.
fn json(members: &str) -> String {
    format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",{members}}}</script>")
}

#[test]
fn titles_are_the_articles_own() {
    for (page, expected) in [
        ("<title>The lamp is out – Harbour News</title><h1>The lamp is out</h1>", "The lamp is out"),
        (
            "<title>Harbour News | The lamp is out</title><meta property=og:site_name content='Harbour News'>",
            "The lamp is out",
        ),
        ("<meta property=og:title content='The lamp is out'><title>Harbour News</title>", "The lamp is out"),
        ("<title>The lamp is out at last</title><h1>Thread: The lamp is out at last</h1>", "The lamp is out at last"),
        ("<title>Harbour</title><h1>The lamp is out</h1>", "The lamp is out"),
    ] {
        assert_eq!(article(page).title(), Some(expected), "{page}");
    }
}

#[test]
fn bylines_name_people() {
    let ld = |author: &str| json(&format!("\"author\":{author}"));
    for (page, expected) in [
        (ld(r#"{"@type":"Person","name":"Mara Lindqvist"}"#), Some("Mara Lindqvist")),
        (ld(r#"[{"name":"Mara Lindqvist"},{"name":"Jan Moss"}]"#), Some("Mara Lindqvist, Jan Moss")),
        (ld(r#"["By Mara Lindqvist, Senior Reporter"]"#), Some("Mara Lindqvist")),
        (ld(r#"["Mara Lindqvist, Jan Moss, Editor"]"#), Some("Mara Lindqvist, Jan Moss")),
        (ld(r#"["Mara Lindqvist, Editor, London"]"#), Some("Mara Lindqvist")),
        (ld(r#"["Mara Lindqvist www.mara.example"]"#), Some("Mara Lindqvist")),
        (ld(r#"{"name":"https://harbour.example/mara"}"#), None),
        (ld(r#"{"name":"facebook.com/harbournews"}"#), None),
        (ld(r#"{"name":"mara@harbour.example"}"#), None),
        (ld(r#"[{"@type":"Organization","name":"Harbour News"},{"@type":"Person","name":"Mara Lindqvist"}]"#), Some("Mara Lindqvist")),
        (
            r##"<script type=application/ld+json>{"@graph":[{"@type":"Article","author":{"@id":"#m"}},{"@id":"#m","@type":"Person","name":"Mara Lindqvist"},]} // x</script>"##.to_owned(),
            Some("Mara Lindqvist"),
        ),
        ("<meta name=author content='Mara Lindqvist'><h1>The lamp is out</h1><p>By Jan Moss</p>".to_owned(), Some("Mara Lindqvist")),
        ("<meta name=author content=admin><h1>The lamp is out</h1><p>By Jan Moss</p>".to_owned(), Some("Jan Moss")),
        ("<h1>The lamp is out</h1><p>Words <a rel=author href=/m>Mara Lindqvist</a> for us</p>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><div itemprop=author><span>Mara Lindqvist</span></div>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><h3>Written by</h3><p>Mara Lindqvist</p>".to_owned(), Some("Mara Lindqvist")),
        (String::new(), None),
    ] {
        assert_eq!(article(&page).byline(), expected, "{page}");
    }
}

#[test]
fn dates_keep_their_offset_and_their_order() {
    let meta = |name: &str, date: &str| format!("<meta property='article:{name}' content='{date}'>");
    for (page, published, modified) in [
        (json(r#""datePublished":"2024-11-24T10:00:00+02:00""#), Some("2024-11-24T10:00:00+02:00"), None),
        (
            meta("published_time", "2024-11-24") + &meta("modified_time", "2024-11-26T08:00:00Z"),
            Some("2024-11-24"),
            Some("2024-11-26T08:00:00Z"),
        ),
        // What was published after its last change was not changed then.
        (meta("published_time", "2024-11-24") + &meta("modified_time", "2024-11-20"), Some("2024-11-24"), None),
        // A new system says that all is of today; readers are told the day.
        (
            meta("published_time", "2024-11-24")
                + &meta("modified_time", "2024-11-24")
                + "<h1>The lamp is out</h1><p>3 May 2011</p>",
            Some("2011-05-03"),
            Some("2024-11-24"),
        ),
        ("<h1>The lamp is out</h1><time datetime='2024-11-24'>Sunday</time>".to_owned(), Some("2024-11-24"), None),
        ("<h1>The lamp is out</h1><p>Jan Moss | Reporter | 24 November 2024</p>".to_owned(), Some("2024-11-24"), None),
        ("<link rel=canonical href=/2024/11/24/lamp>".to_owned(), Some("2024-11-24"), None),
        (meta("published_time", "03/04/2024"), None, None),
    ] {
        let article = article(&page);
        assert_eq!((article.published(), article.modified()), (published, modified), "{page}");
    }
}

#[test]
fn addresses_are_absolute() {
    let image = |url: &str| format!("<meta property=og:image content='{url}'>");
    for (page, expected) in [
        (image("/lamp.jpg"), Some("https://harbour.example/lamp.jpg")),
        (image("/site-logo.png"), None),
        (image("/catalogo/lamp.jpg"), Some("https://harbour.example/catalogo/lamp.jpg")),
        (image("https://secure.gravatar.com/avatar/0a1b"), None),
        (image("data:image/png;base64,x"), None),
        (image("/logo.png") + &json(r#""image":[{"url":"lamp.jpg"}]"#), Some("https://harbour.example/2024/lamp.jpg")),
    ] {
        assert_eq!(article(&page).image(), expected, "{page}");
    }
    assert_eq!(article("").url(), Some("https://harbour.example/2024/lamp"));
    assert_eq!(article("<link rel=canonical href=/lamp>").url(), Some("https://harbour.example/lamp"));
    assert_eq!(
        article("<meta property=og:url content='javascript:x()'>").url(),
        Some("https://harbour.example/2024/lamp")
    );
}

#[test]
fn a_base_is_no_address_of_the_page() {
    let url = |page: &str| unboil::extract(&format!("{page}{STORY}")).unwrap().url().map(str::to_owned);
    assert_eq!(url("<base href='javascript:x()'>"), None);
    assert_eq!(url("<base href='https://cdn.example/'>"), None);
    assert_eq!(article("<base href='https://cdn.example/'>").url(), Some("https://harbour.example/2024/lamp"));
    assert_eq!(
        article("<base href='javascript:x()'><link rel=canonical href=/lamp>").url(),
        Some("https://harbour.example/lamp")
    );
}

#[test]
fn languages_are_declared_or_found() {
    for (page, expected) in [
        ("<html lang=en_gb>", Some("en-GB")),
        ("<html lang=zh-hans-CN>", Some("zh-Hans-CN")),
        ("<html lang='{{ lang }}'>", Some("en")),
        ("<meta property=og:locale content=de_DE>", Some("de-DE")),
        ("", Some("en")),
    ] {
        assert_eq!(article(page).language(), expected, "{page}");
    }
}

#[test]
fn the_rest_is_what_the_page_says() {
    let article = article(
        "<meta property=og:site_name content='Harbour News'><meta property=og:type content=article>\
         <meta name=description content=' A lamp,  out. '><meta name=keywords content='piers, lamps; piers'>",
    );
    assert_eq!(article.site_name(), Some("Harbour News"));
    assert_eq!(article.description(), Some("A lamp, out."));
    assert_eq!(article.keywords(), ["piers", "lamps"]);
    assert_eq!(article.kind(), Some(PageKind::Article));
}
