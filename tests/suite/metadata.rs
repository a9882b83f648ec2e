//! The metadata of a page, and which source each value is taken from.

use unboil::{Article, Extractor, PageKind};

pub(crate) const STORY: &str = "<p>The lamp on the northern pier has been out since Sunday, and nobody knows whose job it is to change it.</p>\
    <p>The port says that the tower belongs to the state; the state, which built it in 1911, says that it does not.</p>";

pub(crate) fn article(page: &str) -> Article {
    let builder = Extractor::builder().base_url("https://harbour.example/2024/lamp").unwrap();
    builder.build().extract(&format!("{page}{STORY}")).unwrap()
}

/// The JSON-LD of a news article.
pub(crate) fn json(members: &str) -> String {
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
        // What templates put where there is no title.
        ("<title>Untitled Document</title><h1>The lamp is out</h1>", "The lamp is out"),
        ("<meta property=og:title content=Startseite><title>The lamp is out – Harbour</title>", "The lamp is out"),
        ("<meta property=og:title content=Home><title>Home at last</title>", "Home at last"),
        ("<title>Index.html</title>", "Index.html"),
        // The words of the headline stand in the address.
        (
            "<link rel=canonical href=/the-lamp-is-out><title>Who looks after the northern pier?</title>\
             <h1>The lamp is out</h1>",
            "The lamp is out",
        ),
        (
            "<link rel=canonical href=/forum/t/42><title>Piers - Out again?</title><h1>Piers Is the lamp out again?</h1>\
             <script type=application/ld+json>{\"@type\":\"DiscussionForumPosting\",\"headline\":\"Is the lamp out again?\"}</script>",
            "Is the lamp out again?",
        ),
        // The bar belongs to the headline.
        (
            "<meta property=og:title content='Lamps | Piers at night'><h1>Lamps | Piers at night</h1>",
            "Lamps | Piers at night",
        ),
        ("<title>The lamp is out | Old Piers</title><h1>The lamp is out | Old Piers</h1>", "The lamp is out"),
        (
            "<meta property=og:title content='The lamp is out | Opinion'><h1>The lamp is out | Opinion</h1>",
            "The lamp is out",
        ),
        (
            "<div itemscope itemtype=https://schema.org/Article><span itemprop=headline>The lamp &amp;amp; the pier</span>",
            "The lamp & the pier",
        ),
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
        (ld(r#"["Keith Moss, Editor, Harbour News"]"#), Some("Keith Moss")),
        (ld(r#"["Keith Moss Senior Reporter"]"#), Some("Keith Moss")),
        (ld(r#"["Mara Lindqvist and Keith Moss, Senior Reporters"]"#), Some("Mara Lindqvist and Keith Moss")),
        (ld(r#"[{"name":"Mara Lindqvist"},{"name":"MARA LINDQVIST"}]"#), Some("Mara Lindqvist")),
        (ld(r#"["<a href='/m'>Mara Lindqvist<\/a>"]"#), Some("Mara Lindqvist")),
        (ld(r#"{"@type":"Person","name":["Mara Lindqvist"]}"#), Some("Mara Lindqvist")),
        (ld(r#"{"@type":"Person","name":"Mara&nbsp;Lindqvist"}, /* the
            second */ "x": 1,"#), Some("Mara Lindqvist")),
        (ld(r#"["Mara Lindqvist www.mara.example"]"#), Some("Mara Lindqvist")),
        (ld(r#"{"name":"https://harbour.example/mara"}"#), None),
        (ld(r#"{"name":"facebook.com/harbournews"}"#), None),
        (ld(r#"{"name":"mara@harbour.example"}"#), None),
        (ld(r#"{"name":"news.example.org"}"#), None),
        (ld(r#"{"name":"mara.l"}"#), Some("mara.l")),
        (ld(r#"["Anthony Head, Mara Lindqvist, Jan Moss, Head of News"]"#), Some("Anthony Head, Mara Lindqvist, Jan Moss")),
        (ld(r#"["Mara Jan Lindqvist Head of News"]"#), Some("Mara Jan Lindqvist")),
        ("<h1>The lamp is out</h1><p>Words <a rel=author href=/a>Anthony Head</a></p>".to_owned(), Some("Anthony Head")),
        (ld(r#"[{"@type":"Organization","name":"Harbour News"},{"@type":"Person","name":"Mara Lindqvist"}]"#), Some("Mara Lindqvist")),
        (
            r##"<script type=application/ld+json>{"@graph":[{"@type":"Article","author":{"@id":"#m"}},{"@id":"#m","@type":"Person","name":"Mara Lindqvist"},]} // x</script>"##.to_owned(),
            Some("Mara Lindqvist"),
        ),
        ("<meta name=author content='Mara Lindqvist'><h1>The lamp is out</h1><p>By Jan Moss</p>".to_owned(), Some("Mara Lindqvist")),
        ("<meta name=author content=admin><h1>The lamp is out</h1><p>By Jan Moss</p>".to_owned(), Some("Jan Moss")),
        ("<h1>The lamp is out</h1><p>Words <a rel=author href=/m>Mara Lindqvist</a> for us</p>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><div itemprop=author><span>Mara Lindqvist</span></div>".to_owned(), Some("Mara Lindqvist")),
        // The initials stand in place of a portrait and are no name.
        ("<h1>The lamp is out</h1><div class=author>ML</div><p>By Mara Lindqvist</p>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><h3>Written by</h3><p>Mara Lindqvist</p>".to_owned(), Some("Mara Lindqvist")),
        // Words that a style sheet sets apart from the name.
        ("<h1>The lamp is out</h1><div class=meta><span>By</span><span>by MARA LINDQVIST and JAN MOSS</span></div>".to_owned(), Some("MARA LINDQVIST and JAN MOSS")),
        ("<h1>The lamp is out</h1><p>By<a href=/authors/mara>Mara Lindqvist</a><span>Staff Writer</span></p>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><p><a rel=author href=/m>Mara Lindqvist</a><a href=/p>Politics</a>12 comments</p>".to_owned(), Some("Mara Lindqvist")),
        ("<h1>The lamp is out</h1><p><a rel=author href=/m>View author archive</a></p><p>By Mara Lindqvist</p>".to_owned(), Some("Mara Lindqvist")),
        ("<meta name=author content='Author: Mara Lindqvist | Staff'>".to_owned(), Some("Mara Lindqvist")),
        // The author of another story stands further from the headline.
        (
            "<h1>The lamp is out</h1><div class=author-name>By<a href=/people/mara>Mara Lindqvist</a></div><p>The lamp on the \
             mole has been out for a week, and nobody has climbed up to it.</p><aside><h3>More news</h3><h4><a \
             href=/x>Bridge closed</a></h4><span class=byline>By <a class=byline href=/author/jan>Jan Moss</a></span></aside>"
                .to_owned(),
            Some("Mara Lindqvist"),
        ),
        (String::new(), None),
    ] {
        assert_eq!(article(&page).byline(), expected, "{page}");
    }
}

/// Reads a field of an article.
type Field = fn(&Article) -> Option<&str>;
/// Pages that each have one source of a field, with the value that it gives.
type Sources = Vec<(String, &'static str)>;

#[test]
fn the_most_trusted_source_gives_the_value() {
    let title = |text: &str| format!("<title>{text}</title>");
    let meta = |name: &str, content: &str| format!("<meta property='{name}' content='{content}'>");
    let item = |property: &str, text: &str| {
        format!(
            "<div itemscope itemtype=https://schema.org/Article><span itemprop={property} content='{text}'></span></div>"
        )
    };
    let time = |day: &str| format!("<h1>The lamp is out</h1><time datetime={day}>once</time>");
    let first_keyword: Field = |article| article.keywords().first().map(String::as_str);
    // The sources of each field, the most trusted first, each with a value of its own.
    let fields: Vec<(&str, Field, Sources)> = vec![
        (
            "title",
            Article::title,
            vec![
                ("<h1>The lamp is out</h1>".to_owned(), "The lamp is out"),
                (meta("og:title", "Is the lamp out"), "Is the lamp out"),
                (meta("twitter:title", "Lamp out"), "Lamp out"),
                (title("Dark pier"), "Dark pier"),
                (json(r#""headline":"No light""#), "No light"),
                (item("headline", "Night"), "Night"),
            ],
        ),
        (
            "byline",
            Article::byline,
            vec![
                (json(r#""author":"Ada Holm""#), "Ada Holm"),
                (meta("author", "Bo Lind"), "Bo Lind"),
                (item("author", "Cy Moss"), "Cy Moss"),
                ("<h1>The lamp is out</h1><p>By Dag Noll</p>".to_owned(), "Dag Noll"),
            ],
        ),
        (
            "published",
            Article::published,
            vec![
                (json(r#""datePublished":"2021-01-01""#), "2021-01-01"),
                (meta("article:published_time", "2021-01-02"), "2021-01-02"),
                (meta("site-publish-day", "2021-01-03"), "2021-01-03"),
                (item("datePublished", "2021-01-04"), "2021-01-04"),
                (meta("date", "2021-01-05"), "2021-01-05"),
                (time("2021-01-06"), "2021-01-06"),
                ("<link rel=canonical href=/2021/01/07/lamp>".to_owned(), "2021-01-07"),
            ],
        ),
        (
            "modified",
            Article::modified,
            vec![
                (json(r#""dateModified":"2022-01-01""#), "2022-01-01"),
                (meta("article:modified_time", "2022-01-02"), "2022-01-02"),
                (meta("site-updated", "2022-01-03"), "2022-01-03"),
                (item("dateModified", "2022-01-04"), "2022-01-04"),
                ("<h1>The lamp is out</h1><p>Updated 5 January 2020</p>".to_owned(), "2020-01-05"),
            ],
        ),
        (
            "site name",
            Article::site_name,
            vec![
                (meta("og:site_name", "Harbour News"), "Harbour News"),
                (json(r#""publisher":{"name":"Pier Press"}"#), "Pier Press"),
                (meta("application-name", "Quay"), "Quay"),
                (item("publisher", "Jetty"), "Jetty"),
            ],
        ),
        (
            "language",
            Article::language,
            vec![
                ("<html lang=nb>".to_owned(), "nb"),
                (json(r#""inLanguage":"sv""#), "sv"),
                (meta("og:locale", "da"), "da"),
                (item("inLanguage", "fi"), "fi"),
                (String::new(), "en"),
            ],
        ),
        (
            "description",
            Article::description,
            vec![
                (meta("og:description", "One."), "One."),
                (meta("description", "Two."), "Two."),
                (json(r#""description":"Three.""#), "Three."),
                (item("description", "Four."), "Four."),
            ],
        ),
        (
            "image",
            Article::image,
            vec![
                (meta("og:image", "https://a.example/1.jpg"), "https://a.example/1.jpg"),
                (meta("twitter:image", "https://a.example/2.jpg"), "https://a.example/2.jpg"),
                (json(r#""image":"https://a.example/3.jpg""#), "https://a.example/3.jpg"),
                (item("image", "https://a.example/4.jpg"), "https://a.example/4.jpg"),
            ],
        ),
        (
            "url",
            Article::url,
            vec![
                ("<link rel=canonical href=/1>".to_owned(), "https://harbour.example/1"),
                (meta("og:url", "/2"), "https://harbour.example/2"),
                (String::new(), "https://harbour.example/2024/lamp"),
            ],
        ),
        (
            "keywords",
            first_keyword,
            vec![
                (json(r#""keywords":["a"]"#), "a"),
                (meta("article:tag", "b"), "b"),
                (meta("news_keywords", "c"), "c"),
                (meta("keywords", "d"), "d"),
                (item("keywords", "e"), "e"),
            ],
        ),
    ];
    for (name, field, sources) in fields {
        for (source, expected) in &sources {
            assert_eq!(field(&article(source)), Some(*expected), "{name}: {source}");
        }
        for pair in sources.windows(2) {
            let [(trusted, expected), (other, _)] = pair else { continue };
            for page in [format!("{trusted}{other}"), format!("{other}{trusted}")] {
                assert_eq!(field(&article(&page)), Some(*expected), "{name}: {page}");
            }
        }
    }
}

#[test]
fn microdata_of_several_articles_is_ignored() {
    let card =
        |name: &str| format!("<div itemscope itemtype=https://schema.org/Article><p itemprop=author>{name}</p></div>");
    assert_eq!(article(&card("The Pier Crew")).byline(), Some("The Pier Crew"));
    let nested = "<div itemscope itemtype=https://schema.org/BlogPosting><div itemprop=author itemscope \
        itemtype=https://schema.org/Person><b itemprop=name>Ada Holm</b></div><img itemprop=image src=/a.jpg></div>";
    assert_eq!(article(nested).byline(), Some("Ada Holm"));
    assert_eq!(article(nested).image(), Some("https://harbour.example/a.jpg"));
    let cards: String = [1, 2].map(|n| format!("<div itemscope itemtype=https://schema.org/Article><meta itemprop=dateCreated content=2024-11-0{n}></div>")).concat();
    assert_eq!(article(&format!("{cards}<h1>The lamp is out</h1><p>8 May 2024</p>")).published(), Some("2024-05-08"));
}

#[test]
fn microdata_is_read_from_the_attributes_that_html_defines() {
    let item = |inner: &str| format!("<div itemscope itemtype=https://schema.org/Article>{inner}</div>");
    for (inner, published) in [
        ("<data itemprop=datePublished value=2024-11-24>yesterday</data>", "2024-11-24"),
        ("<abbr itemprop=datePublished title=2024-11-24>yesterday</abbr>", "2024-11-24"),
    ] {
        assert_eq!(article(&item(inner)).published(), Some(published), "{inner}");
    }
    let linked = item(
        "<span itemprop=author itemscope><a itemprop=url href=/m>Who</a><a itemprop=name href=/m>Ada Holm</a></span>",
    );
    assert_eq!(article(&linked).byline(), Some("Ada Holm"));
    let image = item("<span itemprop=image itemscope><a itemprop=url href=/lamp.jpg>large</a></span>");
    assert_eq!(article(&image).image(), Some("https://harbour.example/lamp.jpg"));
}

#[test]
fn an_address_is_no_name_of_a_site() {
    let meta = |name: &str, content: &str| format!("<meta property='{name}' content='{content}'>");
    for (page, expected) in [
        (meta("og:site_name", "https://harbour.example/"), None),
        (meta("og:site_name", "news.example.org"), Some("news.example.org")),
        (
            meta("og:site_name", "news.example.org") + &json(r#""publisher":{"name":"Harbour News"}"#),
            Some("Harbour News"),
        ),
        (json(r#""publisher":"https://harbour.example/#org""#) + &meta("application-name", "Quay"), Some("Quay")),
    ] {
        assert_eq!(article(&page).site_name(), expected, "{page}");
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
        (image("data:image/png;base64,x") + &image("/lamp.jpg"), Some("https://harbour.example/lamp.jpg")),
        (image("/icons/lamp.svg"), None),
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
fn languages_are_declared_or_detected() {
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
fn site_name_description_keywords_and_kind_are_read() {
    let article = article(
        "<meta property=og:site_name content='Harbour News'><meta property=og:type content=article>\
         <meta name=description content=' <p>A <b>lamp</b>,  out.</p> '><meta name=keywords content='piers, lamps; piers, Lamps'>",
    );
    assert_eq!(article.site_name(), Some("Harbour News"));
    assert_eq!(article.description(), Some("A lamp, out."));
    assert_eq!(article.keywords(), ["piers", "lamps"]);
    assert_eq!(article.page_kind(), Some(PageKind::Article));
}
