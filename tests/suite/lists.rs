//! The lists of what an article holds: pictures with their captions, embeds, links, tables. Figures in the formats.

use unboil::{Article, Cruft, Extractor, Rule};

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    let builder = Extractor::builder().rule(Rule::keep("").unwrap()).base_url("https://a.example/b/").unwrap();
    builder.build().extract(page).unwrap()
}

/// A story with something between its paragraphs, with captions dropped as ever.
fn story(between: &str) -> Article {
    story_of(Extractor::builder().build(), between)
}

/// A story with something between its paragraphs.
fn story_of(extractor: Extractor, between: &str) -> Article {
    let page = format!(
        "<article><h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, because \
         of the ice in the harbour, which nobody has cleared.</p>{between}<p>Nobody had seen so much of it since 1985, when \
         the whole harbour froze over for a month and the mail came on sledges.</p></article>"
    );
    extractor.extract(&page).unwrap()
}

#[test]
fn images_have_address_description_caption_and_place() {
    let page = "<p>a<figure><img src=c.png alt='d e'><figcaption>f <b>g</b></figcaption></figure>\
        <p>h <img src=/i.jpg alt=j> k<div><p>l</p><img srcset='m.webp 300w, n.webp 900w'></div>";
    let images = article(page).images();
    let found: Vec<_> = images.iter().map(|i| (i.url(), i.alt(), i.caption(), i.block())).collect();
    assert_eq!(
        found,
        [
            ("https://a.example/b/c.png", "d e", Some("f g"), 1),
            ("https://a.example/i.jpg", "j", None, 2),
            ("https://a.example/b/n.webp", "", None, 4),
        ]
    );
}

#[test]
fn a_dropped_caption_is_that_of_its_picture() {
    for (name, figure, expected) in [
        (
            "a figure",
            "<figure><img src=/a.jpg><figcaption>The ice on Monday</figcaption></figure>",
            Some("The ice on Monday"),
        ),
        (
            "a caption above",
            "<figure><figcaption>The ice on Monday</figcaption><img src=/a.jpg></figure>",
            Some("The ice on Monday"),
        ),
        (
            "with a credit",
            "<figure><img src=/a.jpg><figcaption><p>The ice on Monday<p>Ann Pell/The Daily</figcaption></figure>",
            Some("The ice on Monday Ann Pell/The Daily"),
        ),
        ("no caption", "<p><img src=/a.jpg></p>", None),
    ] {
        let article = story(figure);
        let image = article.images().into_iter().next().unwrap_or_else(|| panic!("{name}: {}", article.markdown()));
        assert_eq!((image.url(), image.caption()), ("/a.jpg", expected), "{name}");
        assert!(!article.text().contains("The ice on Monday"), "{name}");
    }
}

#[test]
fn a_text_below_a_picture_is_its_caption_if_its_class_says_so() {
    for (class, expected) in [("wp-caption-text", Some("b")), ("image__caption", Some("b")), ("text", None)] {
        let page = format!("<p>a<div><img src=/c.jpg><p class={class}>b</p></div><p class=caption>d");
        let images = article(&page).images();
        assert_eq!(images[0].caption(), expected, "{class}");
    }
}

#[test]
fn images_are_listed_once_and_without_icons() {
    let page = "<p>a<p><img src=b.jpg><p>c<p><img src=b-300x200.jpg><p>d<p><img src=b.jpg?w=9><p>e<p><img src=f.jpg>\
        <p>g<p><img src=/img/icons/h.png><p>i<p><img src='https://gravatar.com/j'><p>k";
    let article = article(page);
    let urls: Vec<String> = article.images().iter().map(|image| image.url().to_owned()).collect();
    assert_eq!(urls, ["https://a.example/b/b.jpg", "https://a.example/b/f.jpg"]);
    assert!(article.markdown().contains("/img/icons/h.png"));
}

#[test]
fn a_lightbox_shows_a_picture_once() {
    let page = "<p>a<p><a href=b.jpg><img src=b-300x200.jpg alt=c></a><div><img src=b.jpg></div><img src=d.jpg><p>e\
        <p><img src=f.jpg?w=9><img src=f.jpg?w=12></div>";
    let article = article(&format!("<div>{page}</div>"));
    let expected = "a\n\n![c](https://a.example/b/b.jpg)\n\n![](https://a.example/b/d.jpg)\n\ne\n\n![](https://a.example/b/f.jpg?w=9)";
    assert_eq!(article.markdown(), expected);
    let copies: Vec<&str> = article.removed().iter().filter_map(|removed| removed.url()).collect();
    assert_eq!(copies, ["https://a.example/b/b-300x200.jpg", "https://a.example/b/f.jpg?w=12"]);
}

#[test]
fn images_and_embeds_that_are_not_safe_are_not_listed() {
    let article = article("<p>a <img src='file:///c.png'> b<p>d<video src='ftp://a.example/e.mp4'></video><p>f");
    assert_eq!((article.images(), article.embeds()), (Vec::new(), Vec::new()));
}

#[test]
fn a_caption_that_many_pictures_share_is_not_copied_without_end() {
    let caption = "x ".repeat(400);
    let pictures: String = (0..200).map(|n| format!("<img src={n}.jpg>")).collect();
    let images = article(&format!("<figure>{pictures}<figcaption>{caption}</figcaption></figure>")).images();
    assert_eq!(images.len(), 200);
    let copied: usize = images.iter().filter_map(|image| image.caption()).map(str::len).sum();
    assert!((caption.len()..10_000).contains(&copied), "{copied}");
}

#[test]
fn embeds_have_address_title_and_place() {
    let page = "<p>a</p><iframe src='https://www.youtube.com/embed/c' title=d></iframe><p>e</p>\
        <figure><video src=f.mp4></video><figcaption>g</figcaption></figure><p>h</p>\
        <iframe src='https://www.youtube.com/embed/c' title=d></iframe><p>i";
    let embeds = article(page).embeds();
    let found: Vec<_> = embeds.iter().map(|embed| (embed.url(), embed.title(), embed.block())).collect();
    assert_eq!(found, [("https://www.youtube.com/embed/c", "d", 1), ("https://a.example/b/f.mp4", "a.example", 2)]);
}

#[test]
fn links_are_those_of_all_blocks() {
    let page = "<h2>a <a href=c>b</a></h2><table><tr><td><a href=d>e</a><td>f</table><ul><li><a href=c>g</a></ul>";
    let article = article(page);
    let links: Vec<(&str, &str)> = article.links().map(|link| (link.text(), link.url())).collect();
    let [c, d] = ["https://a.example/b/c", "https://a.example/b/d"];
    assert_eq!(links, [("b", c), ("e", d), ("g", c)]);
}

#[test]
fn tables_have_header_rows_and_caption() {
    let page = "<p>a<table><caption>b</caption><tr><th>c<th>d<tr><td rowspan=2>m<sup>2</sup><td><a href=e>f</a>\
        <tr><td>h</table><p>i<table><tr><td>j<td>k</table>\
        <figure><table><tr><td>l<td>n</table><figcaption>o</figcaption></figure>";
    let tables = article(page).tables();
    assert_eq!(tables.len(), 3);
    assert_eq!(tables[0].caption(), Some("b"));
    assert_eq!(tables[0].head(), [["c", "d"]]);
    assert_eq!(tables[0].rows(), [["m²", "f"], ["", "h"]]);
    assert_eq!(tables[0].block_range(), 2..5);
    assert_eq!((tables[1].caption(), tables[1].head().len()), (None, 0));
    assert_eq!(tables[1].rows(), [["j", "k"]]);
    assert_eq!((tables[2].caption(), tables[2].rows().len()), (Some("o"), 1));
}

#[test]
fn the_rows_of_a_table_have_the_same_number_of_cells() {
    let group = "<thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead>";
    for (name, table, head, rows) in [
        ("two rows in the head", format!("{group}<tr><td>e<td>f<td>g"), "a,b, ; ,c,d", "e,f,g"),
        (
            "a cell across the row",
            format!("{group}<tr><td colspan=3>e<tr><td>f<td>g<td>h"),
            "a,b, ; ,c,d",
            "e, , ;f,g,h",
        ),
        ("a cell down the last column", "<tr><td>a<td rowspan=2>b<tr><td>c".to_owned(), "", "a,b;c, "),
        ("a row that ends early", "<tr><td>a<td>b<tr><td>c".to_owned(), "", "a,b;c, "),
        ("headings in the first row only", "<tr><th>a<th>b<tr><th>c<td>d".to_owned(), "a,b", "c,d"),
        ("nothing but headings", "<tr><th>a<th>b<tr><th>c<th>d".to_owned(), "a,b", "c,d"),
        ("a cell of a million columns", "<tr><td>a<td colspan=1000000>b<tr><td>c<td>d".to_owned(), "", "a,b;c,d"),
    ] {
        let tables = article(&format!("<p>x<table>{table}</table><p>y")).tables();
        let shown = |rows: &[Vec<String>]| {
            let cell = |cell: &String| if cell.is_empty() { " ".to_owned() } else { cell.clone() };
            let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",");
            rows.iter().map(row).collect::<Vec<_>>().join(";")
        };
        assert_eq!((&*shown(tables[0].head()), &*shown(tables[0].rows())), (head, rows), "{name}");
    }
    let ragged = format!("<tr>{}{}", "<td>a".repeat(2_000), "<tr><td>b".repeat(2_000));
    let cells: usize = article(&format!("<table>{ragged}</table>")).tables()[0].rows().iter().map(Vec::len).sum();
    assert!(cells <= 4_000, "{cells} cells are made of 4,000");
}

#[test]
fn a_kept_caption_stands_with_its_picture() {
    let image = "<img src=\"https://a.example/b/c.png\" alt=\"\">";
    let figure = format!("<figure>\n{image}\n<figcaption><p>d</p>\n</figcaption>\n</figure>\n");
    let markdown = "![](https://a.example/b/c.png)\n\nd";
    for (name, page, html, expected) in [
        (
            "below",
            "<p>a<figure><img src=c.png><figcaption>d</figcaption></figure><p>e",
            format!("<p>a</p>\n{figure}<p>e</p>\n"),
            format!("a\n\n{markdown}\n\ne"),
        ),
        (
            "above",
            "<p>a<figure><figcaption>d</figcaption><img src=c.png></figure><p>e",
            format!("<p>a</p>\n{figure}<p>e</p>\n"),
            format!("a\n\n{markdown}\n\ne"),
        ),
        (
            "above, at the end",
            "<div><p>a<figure><figcaption>d</figcaption><img src=c.png></figure></div>",
            format!("<p>a</p>\n{figure}"),
            format!("a\n\n{markdown}"),
        ),
        (
            "in an item",
            "<ul><li>a<figure><img src=c.png><figcaption>d</figcaption></figure><li>e</ul>",
            format!("<ul>\n<li><p>a</p>\n{figure}</li>\n<li><p>e</p>\n</li>\n</ul>\n"),
            "- a\n\n  ![](https://a.example/b/c.png)\n\n  d\n\n- e".to_owned(),
        ),
        (
            "of two paragraphs",
            "<figure><img src=c.png><figcaption><p>d<p>e</figcaption></figure>",
            format!("<figure>\n{image}\n<figcaption><p>d</p>\n<p>e</p>\n</figcaption>\n</figure>\n"),
            format!("{markdown}\n\ne"),
        ),
        (
            "without a picture",
            "<p>a<figure><figcaption>d</figcaption></figure><p>e",
            "<p>a</p>\n<p>d</p>\n<p>e</p>\n".to_owned(),
            "a\n\nd\n\ne".to_owned(),
        ),
        (
            "of code",
            "<figure><pre>a</pre><figcaption>d <a href=f>g</a></figcaption></figure>",
            "<figure>\n<pre><code>a</code></pre>\n<figcaption><p>d <a href=\"https://a.example/b/f\">g</a></p>\n</figcaption>\n</figure>\n"
                .to_owned(),
            "```\na\n```\n\nd [g](https://a.example/b/f)".to_owned(),
        ),
        (
            "of figures in a figure",
            "<figure><figure><img src=c.png><figcaption>d</figcaption></figure><figcaption>e</figcaption></figure>",
            format!("<figure>\n{figure}<figcaption><p>e</p>\n</figcaption>\n</figure>\n"),
            format!("{markdown}\n\ne"),
        ),
    ] {
        let article = article(page);
        assert_eq!(article.html(), html, "{name}");
        assert_eq!(crate::html::serialised(&html), html, "{name}");
        assert_eq!(article.markdown(), expected, "{name}");
    }
}

#[test]
fn keeping_captions_makes_figures() {
    let figure = "<figure><img src=/a.jpg><figcaption>The ice on Monday</figcaption></figure>";
    assert!(story(figure).html().contains("<p><img src=\"/a.jpg\" alt=\"\"></p>\n"));
    let kept = story_of(Extractor::builder().keep(Cruft::Caption).build(), figure).html();
    let shown =
        "<figure>\n<img src=\"/a.jpg\" alt=\"\">\n<figcaption><p>The ice on Monday</p>\n</figcaption>\n</figure>\n";
    assert!(kept.contains(shown), "{kept}");
}
