//! Each rendering option changes what it says, and nothing else, also where things stand in each other.

use unboil::{Article, Cruft, Extractor, RenderOptions, Rule, Tables};

use crate::fixtures::pages;
use crate::html::serialised;

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    let builder = Extractor::builder().rule(Rule::keep("").unwrap()).base_url("https://a.example/b/").unwrap();
    builder.build().extract(page).unwrap()
}

fn options() -> RenderOptions {
    RenderOptions::default()
}

/// Every option alone, and all of them together.
fn all() -> Vec<RenderOptions> {
    let without_all = options().headline(false).links(false).emphasis(false).images(false).embeds(false);
    vec![
        options(),
        options().headline(false),
        options().links(false),
        options().emphasis(false),
        options().images(false),
        options().lead_image(false),
        options().embeds(false),
        options().tables(Tables::Lines),
        options().tables(Tables::Omit),
        without_all.clone().tables(Tables::Lines),
        without_all.tables(Tables::Omit),
    ]
}

#[test]
fn options_change_markdown() {
    let (links, emphasis) = (options().links(false), options().emphasis(false));
    let (images, embeds) = (options().images(false), options().embeds(false));
    let (lines, omit) = (options().tables(Tables::Lines), options().tables(Tables::Omit));
    let table = "<table><tr><th>a<th><a href=c>b</a><tr><td><b>d</b><td>e</table>";
    let video = "<iframe src='https://www.youtube.com/embed/a1' title=d></iframe>";
    let cases: &[(&str, &RenderOptions, &str, &str)] = &[
        ("links", &links, "<p>a <a href=c>b</a>", "a b"),
        ("links in headings", &links, "<h2>a <a href=c>b</a></h2>", "## a b"),
        ("emphasis in links", &links, "<p><a href=c>a <b>b</b></a>", "a **b**"),
        (
            "pictures in links",
            &links,
            "<p>a <a href=c><img src=d.png alt=e></a> b",
            "a ![e](https://a.example/b/d.png) b",
        ),
        ("links in tables", &links, table, "| a | b |\n| --- | --- |\n| **d** | e |"),
        ("links in items", &links, "<ol><li>a <a href=c>b</a></ol>", "1. a b"),
        ("notes", &links, "<p>a<sup><a href='#n'>1</a></sup><p id=n>b", "a[^1]\n\n[^1]: &#32; b"),
        ("emphasis", &emphasis, "<p>a <b>b</b> <i>c</i> <s>d</s> <code>e</code>", "a b c ~~d~~ `e`"),
        ("links in emphasis", &emphasis, "<p><b>a <a href=c>b</a></b> d", "a [b](https://a.example/b/c) d"),
        (
            "emphasis across links",
            &emphasis,
            "<p><i>a</i><a href=c><i>b</i></a><i>d</i>",
            "a[b](https://a.example/b/c)d",
        ),
        ("emphasis in headings", &emphasis, "<h2>a <b><i>b</i></b></h2>", "## a b"),
        ("terms", &emphasis, "<dl><dt>a<dd>b</dl>", "a\n\nb"),
        ("emphasis in tables", &emphasis, table, "| a | [b](https://a.example/b/c) |\n| --- | --- |\n| d | e |"),
        ("raised and lowered text", &emphasis, "<p>H<sub>2</sub>O x<sup>2</sup>", "H<sub>2</sub>O x<sup>2</sup>"),
        ("pictures", &images, "<p>a<p><img src=c.png><p>b <img src=d.png alt=e> f", "a\n\nb f"),
        ("pictures in items", &images, "<ul><li>a<li><img src=c.png><p>b<li>d</ul>", "- a\n- b\n- d"),
        ("pictures in linked text", &images, "<p>a <a href=c><img src=d.png> b</a>", "a [b](https://a.example/b/c)"),
        ("pictures in tables", &images, "<table><tr><th>a <img src=c.png><th>b</table>", "| a | b |\n| --- | --- |"),
        ("pictures behind the last block", &images, "<div><p>a<p><img src=c.png></div>", "a"),
        ("captions", &images, "<figure><img src=c.png><figcaption>a</figcaption></figure><p>b", "a\n\nb"),
        (
            "embeds without pictures",
            &images,
            &format!("<p>a</p>{video}<p>b"),
            "a\n\n[d](https://www.youtube.com/embed/a1)\n\nb",
        ),
        ("embeds", &embeds, &format!("<p>a</p>{video}<p>b"), "a\n\nb"),
        ("pictures without embeds", &embeds, "<p>a<p><img src=c.png><p>b", "a\n\n![](https://a.example/b/c.png)\n\nb"),
        (
            "embeds are no links",
            &links,
            &format!("<p>a</p>{video}<p>b"),
            "a\n\n[d](https://www.youtube.com/embed/a1)\n\nb",
        ),
        (
            "tables as lines",
            &lines,
            &format!("<p>f{table}<p>g"),
            "f\n\na | [b](https://a.example/b/c)\\\n**d** | e\n\ng",
        ),
        (
            "tables as lines in items",
            &lines,
            &format!("<ul><li>f{table}<li>g</ul>"),
            "- f\n\n  a | [b](https://a.example/b/c)\\\n  **d** | e\n\n- g",
        ),
        ("two tables as lines", &lines, "<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>", "a | b\n\nc | d"),
        (
            "lines like markup",
            &lines,
            "<table><tr><td>a<td>b<tr><td>---<td>---<tr><td># c<td>d</table>",
            "a | b\\\n\\--- | ---\\\n\\# c | d",
        ),
        (
            "pictures between lines",
            &lines,
            "<table><tr><td>a<td>b</table><p><img src=c.png><table><tr><td>d<td>e</table>",
            "a | b\n\n![](https://a.example/b/c.png)\n\nd | e",
        ),
        ("no tables", &omit, &format!("<p>f{table}<p>g"), "f\n\ng"),
        ("no tables in items", &omit, &format!("<ul><li>f{table}<p>g<li>h</ul>"), "- f\n\n  g\n\n- h"),
        (
            "pictures before tables",
            &omit,
            &format!("<p>f<p><img src=c.png>{table}<p>g"),
            "f\n\n![](https://a.example/b/c.png)\n\ng",
        ),
        (
            "pictures before the last table",
            &omit,
            &format!("<div><p>f<p><img src=c.png>{table}</div>"),
            "f\n\n![](https://a.example/b/c.png)",
        ),
    ];
    for (name, options, page, expected) in cases {
        let article = article(page);
        let markdown = article.markdown_with(options);
        assert_eq!(markdown, *expected, "{name}");
        let is_same = markdown == article.markdown();
        let stays = [
            "notes",
            "pictures in links",
            "raised and lowered text",
            "pictures without embeds",
            "embeds without pictures",
            "embeds are no links",
        ];
        assert_eq!(is_same, stays.contains(name), "{name}");
    }
}

#[test]
fn options_change_html() {
    let page = "<h1>a <a href=c>b</a></h1><p><b>d</b><p><img src=e.png><video src=f.mp4></video>\
        <table><tr><td><i>g</i><td>h<tr><td>i<td>j</table><p>k";
    let article = article(&format!("<title>a b</title>{page}"));
    let rows =
        "<table>\n<tbody>\n<tr><td><em>g</em></td><td>h</td></tr>\n<tr><td>i</td><td>j</td></tr>\n</tbody>\n</table>\n";
    let has = [
        "<h1>a <a href=\"https://a.example/b/c\">b</a></h1>\n",
        "<p><strong>d</strong></p>\n",
        "<p><img src=\"https://a.example/b/e.png\" alt=\"\"></p>\n",
        "<p><a href=\"https://a.example/b/f.mp4\">f.mp4</a></p>\n",
        rows,
        "<p>k</p>\n",
    ];
    assert_eq!(article.html(), has.concat());
    let changed = |piece: usize, text: &str| {
        let mut pieces = has.map(str::to_owned);
        pieces[piece] = text.to_owned();
        pieces.concat()
    };
    let plain_rows = rows.replace("<em>g</em>", "g");
    let unemphasized = changed(1, "<p>d</p>\n").replace(rows, &plain_rows);
    for (options, expected) in [
        (options().headline(false), changed(0, "")),
        (options().links(false), changed(0, "<h1>a b</h1>\n")),
        (options().emphasis(false), unemphasized),
        (options().images(false), changed(2, "")),
        (options().embeds(false), changed(3, "")),
        (options().tables(Tables::Lines), changed(4, "<p><em>g</em> | h<br>\ni | j</p>\n")),
        (options().tables(Tables::Omit), changed(4, "")),
    ] {
        let html = article.html_with(&options);
        assert_eq!(html, expected, "{options:?}");
        assert_eq!(serialised(&html), html, "{options:?}");
    }
}

#[test]
fn text_has_no_headline_and_no_tables_if_they_are_left_out() {
    let page =
        "<title>A year of bread</title><h1>A year of bread</h1><p>b<table><tr><td>c<td>d<tr><td>e<td>f</table><p>g";
    let article = article(page);
    assert_eq!(article.text_with(&options()), "A year of bread\n\nb\n\nc | d\ne | f\n\ng");
    assert_eq!(article.text_with(&options().headline(false)), "b\n\nc | d\ne | f\n\ng");
    assert_eq!(article.text_with(&options().tables(Tables::Omit)), "A year of bread\n\nb\n\ng");
    assert_eq!(article.text_with(&options().tables(Tables::Lines)), article.text());
}

#[test]
fn the_headline_is_what_says_the_title() {
    let text = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.";
    for (name, page, left) in [
        ("a headline", "<title>Bread at home</title><h1>Bread at home</h1>", ""),
        ("a longer headline", "<title>Bread at home | Oven</title><h1>Recipe: Bread at home</h1>", ""),
        ("below a kicker", "<title>Bread at home</title><p>Our kitchen</p><h1>Bread at home</h1>", "Our kitchen\n\n"),
        (
            "a picture above",
            "<title>Bread at home</title><p>Food<p><img src=a.png><h1>Bread at home</h1>",
            "Food\n\n![](https://a.example/b/a.png)\n\n",
        ),
        ("another heading", "<title>Bread at home</title><h1>The Oven</h1>", "# The Oven\n\n"),
        ("no headline", "<title>Bread at home</title>", ""),
    ] {
        let article = article(&format!("{page}{text}"));
        let body = "Flour, water and salt make a dough that rises overnight in a cool kitchen.";
        assert_eq!(article.markdown_with(&options().headline(false)), format!("{left}{body}"), "{name}");
    }
}

#[test]
fn clean_text_keeps_its_layout_without_its_headline() {
    let body = "The ferry to the northern islands was late again on Monday, said the port.\n   It blames the ice.\n\n\n\
        Nobody had seen so much of it since 1985, when the harbour froze over for a whole month.";
    let text = format!("Ferry late for third day\n\n{body}");
    let article = unboil::clean(&text).unwrap();
    assert_eq!(article.title(), Some("Ferry late for third day"));
    assert_eq!(article.text(), text);
    assert_eq!(article.text_with(&options().headline(false)), body);
    assert_eq!(article.text_with(&options().links(false).tables(Tables::Omit)), text);
}

#[test]
fn pages_come_out_as_ever_with_the_default_and_valid_without_all() {
    let extractor = Extractor::builder().keep(Cruft::Caption).build();
    for (name, source) in pages() {
        let article = extractor.extract_bytes(&source, None).unwrap();
        assert_eq!(article.text_with(&options()), article.text(), "{name}");
        assert_eq!(article.markdown_with(&options()), article.markdown(), "{name}");
        assert_eq!(article.html_with(&options()), article.html(), "{name}");
        for options in all().into_iter().rev().take(2) {
            let html = article.html_with(&options);
            assert_eq!(serialised(&html), html, "{name} {options:?}");
        }
        let bare = all().pop().unwrap();
        let (html, markdown) = (article.html_with(&bare), article.markdown_with(&bare));
        for gone in ["<img", "<strong", "<em>", "<table"] {
            assert!(!html.contains(gone), "{name}: {gone}");
        }
        assert!(!markdown.contains("]("), "{name}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn options_are_read_from_json() {
    let read = |json: &str| serde_json::from_str::<RenderOptions>(json);
    assert_eq!(read("{}").unwrap(), options());
    assert_eq!(
        read(r#"{"headline": false, "tables": "lines"}"#).unwrap(),
        options().headline(false).tables(Tables::Lines)
    );
    let problem = read(r#"{"link": false}"#).unwrap_err().to_string();
    assert!(problem.contains("unknown field `link`, expected one of `headline`, `links`"), "{problem}");
    for options in all() {
        assert_eq!(read(&serde_json::to_string(&options).unwrap()).unwrap(), options);
    }
}

#[test]
fn forms_of_tables_have_names() {
    for form in Tables::ALL {
        assert_eq!(form.to_string().parse(), Ok(*form));
        assert_eq!(format!("{form:?}").to_lowercase(), form.name());
    }
}

#[test]
fn the_lead_picture_is_left_out_alone() {
    let page = "<meta property=og:image content=https://a.example/b/lead.png><h1>Fog</h1><img src=lead.png alt=a>\
        <p>The fog on the bay has closed the port.</p><img src=other.png alt=b><p>Nobody knows for how long.</p>
        <img src=lead-300x200.png?v=2 alt=c>";
    let article = article(page);
    let without = options().lead_image(false);
    for (with, without) in
        [(article.html(), article.html_with(&without)), (article.markdown(), article.markdown_with(&without))]
    {
        assert!(with.contains("lead.png") && with.contains("other.png"), "{with}");
        assert!(!without.contains("lead.png") && without.contains("other.png"), "{without}");
    }
    let markdown = article.outline()[0].markdown_with(&without);
    assert!(!markdown.contains("lead.png") && markdown.contains("other.png"), "{markdown}");
}
