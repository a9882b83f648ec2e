//! What callers ask by kind reaches blocks by what these are in the structure of the page, not only by the model.

use unboil::{Cruft, Extractor, ExtractorBuilder, Rule};

/// A story with something between its paragraphs.
fn story(between: &str) -> String {
    format!(
        "<link rel=canonical href=https://harbour.example/ferry><article><h1>Ferry late</h1><p>The ferry to the northern \
         islands was late again on Monday, said the port, because of the ice in the harbour, which nobody has \
         cleared.</p>{between}<p>Nobody had seen so much of it since 1985, when the whole harbour froze over for a month \
         and the mail came on sledges.</p><p>The port has asked for an ice breaker, and the state says that it has none \
         to give before the spring, when there is no ice.</p></article>"
    )
}

fn text(builder: ExtractorBuilder, page: &str) -> String {
    builder.build().extract(page).unwrap().text()
}

#[test]
fn dropping_what_is_related_drops_what_is_only_a_link() {
    for (name, between, part) in [
        ("a paragraph", "<p><a href=/a>Ice on the lake</a></p>", "Ice on"),
        ("a long one", "<p><a href=/a>The ice on the lake is as thick as a man is tall.</a></p>", "The ice on"),
        ("in italics", "<p><em>See also <a href=/a>Ice on the lake</a></em></p>", "See also"),
        ("in bold", "<p><strong><a href=/a>Ice on the lake</a></strong></p>", "Ice on"),
        ("with its address", "<p><a href=https://www.harbour.example/a>Ice on the lake</a></p>", "Ice on"),
        ("a list", "<ul><li><a href=/a>Ice on the lake</a><li><a href=/b>Choir wins in Tarn</a></ul>", "Choir wins"),
        (
            "a label",
            "<p>More on this:</p><ul><li><a href=/a>Ice on the lake</a><li><a href=/b>Choir</a></ul>",
            "More on",
        ),
    ] {
        let page = story(between);
        let dropped = Extractor::builder().drop(Cruft::Related).build().extract(&page).unwrap();
        assert!(!dropped.text().contains(part), "{name}: {}", dropped.text());
        assert!(dropped.text().ends_with("no ice.") && dropped.text().contains("sledges"), "{name}");
        let removed = dropped.removed().iter().find(|block| block.text().contains(part)).unwrap();
        assert_eq!(removed.cruft(), Cruft::Related, "{name}");
        let ruled = Extractor::builder().drop(Cruft::Related).rule(Rule::keep(part).unwrap());
        assert!(text(ruled, &page).contains(part), "{name}: a rule beats it");
    }
}

#[test]
fn dropping_what_is_related_leaves_other_links() {
    for (name, between, part) in [
        ("a place on the page", "<p><a href=#ice>Ice on the lake</a></p><h2 id=ice>The ice</h2>", ""),
        (
            "a list of contents",
            "<ul><li><a href=#a>Ice on the lake</a><li><a href=#b>Choir wins</a></ul>",
            "Choir wins",
        ),
        (
            "a sentence",
            "<p>In Tarn <a href=/a>the ice on the lake</a> is as thick as a man is tall, said the mayor on Monday.</p>",
            "In Tarn",
        ),
        (
            "a list with a text",
            "<ul><li>Ice that is as thick as a man is tall, on <a href=/a>the lake</a> of Tarn, said the mayor.\
             <li>Snow that nobody has cleared since the week before the feast of the harbour.</ul>",
            "Ice that",
        ),
        (
            "sources on other sites",
            "<ul><li><a href=https://ice.example/a>Annual report on the ice of the northern harbours</a>\
             <li><a href=https://sea.example/b>The sea in winter, a study of forty years</a></ul>",
            "",
        ),
        ("a note", "<p>The ice is thick.<sup><a href=#n>1</a></sup></p><ol><li id=n><a href=/a>Ice</a></ol>", "Ice"),
    ] {
        let page = story(between);
        let plain = text(Extractor::builder(), &page);
        assert!(plain.contains(part), "{name} is dropped anyway: {plain}");
        assert_eq!(text(Extractor::builder().drop(Cruft::Related), &page), plain, "{name}");
    }
    let listing: String = (0..40).map(|n| format!("<li><a href=/{n}>Story {n} of the harbour</a>")).collect();
    let listing = format!("<meta property=og:type content=website><h1>All stories</h1><ul>{listing}</ul>");
    let plain = text(Extractor::builder(), &listing);
    assert_eq!(text(Extractor::builder().drop(Cruft::Related), &listing), plain, "a listing");
}

#[test]
fn keeping_captions_keeps_captions_and_no_links() {
    let keeping = || Extractor::builder().keep(Cruft::Caption);
    for (name, between, part, is_kept) in [
        ("of a figure", "<figure><img src=/a.jpg><figcaption>The ice</figcaption></figure>", "The ice", true),
        (
            "of a figure, with a sign that is one of another kind",
            "<figure><img src=/a.jpg><figcaption>© 2024 The Pier. All rights reserved.</figcaption></figure>",
            "© 2024",
            true,
        ),
        (
            "of a figure, with a date",
            "<figure><img src=/a.jpg><figcaption>Monday, 24 November 2024</figcaption></figure>",
            "24 November",
            true,
        ),
        (
            "of a table",
            "<table><caption>Photo: Ann Pell</caption><tr><th>Day<th>Ice<tr><td>Monday<td>2 m</table>",
            "Ann Pell",
            true,
        ),
        ("below a picture", "<p><img src=/a.jpg></p><p class=caption>The ice on the lake</p>", "The ice on", true),
        (
            "a link below a picture",
            "<p><img src=/a.jpg></p><p><a href=/b>Photos: ice on the lake</a></p>",
            "Photos",
            false,
        ),
        ("a link", "<p><a href=/b>Photo gallery: the ice on the lake</a></p>", "gallery", false),
        (
            "of another story",
            "<aside><h3>Related stories</h3><div><figure><img src=/b.jpg><figcaption>Choir</figcaption></figure>\
             <p><a href=/b>Choir wins in Tarn</a></p></div></aside>",
            "Choir",
            false,
        ),
    ] {
        let page = story(between);
        assert_eq!(text(keeping(), &page).contains(part), is_kept, "{name}: {}", text(keeping(), &page));
    }
}
