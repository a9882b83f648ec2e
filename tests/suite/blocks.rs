//! What callers read of blocks without reading Markdown: their structure, and the formulas in their text.

use unboil::{Article, Callout, Extractor, Rule};

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap()
}

#[test]
fn blocks_say_what_they_stand_in() {
    let page = "<p>a<blockquote><p>b<ul><li>c</ul><table><tr><td>d<td>e</table></blockquote>\
        <div class='admonition tip'><p>f<blockquote><p>g</blockquote></div>\
        <pre class=language-Rust>h</pre><pre>i</pre><p>j<sup><a href=#k>2</a></sup><ol><li id=k>l<p>m</ol>";
    let article = article(page);
    let blocks = article.blocks().iter();
    let found: Vec<_> = blocks
        .map(|block| (block.text(), block.is_quoted(), block.callout(), block.code_language(), block.note()))
        .collect();
    assert_eq!(
        found,
        [
            ("a", false, None, None, None),
            ("b", true, None, None, None),
            ("c", true, None, None, None),
            ("d | e", true, None, None, None),
            ("f", false, Some(Callout::Tip), None, None),
            ("g", true, Some(Callout::Tip), None, None),
            ("h", false, None, Some("rust"), None),
            ("i", false, None, None, None),
            ("j[2]", false, None, None, None),
            ("l", false, None, None, Some("2")),
            ("m", false, None, None, Some("2")),
        ]
    );
    assert_eq!(article.blocks()[3].cells().unwrap(), ["d", "e"]);
    assert_eq!(article.blocks()[0].cells(), None);
    assert_eq!(Callout::Tip.to_string(), "tip");
}

#[test]
fn formulas_without_a_text_are_tex_in_plain_text() {
    let tex = |tex: &str| format!("<script type=math/tex>{tex}</script>");
    let display = |tex: &str| format!("<script type='math/tex; mode=display'>{tex}</script>");
    for (name, page, expected) in [
        ("in a sentence", format!("<p>The area {} grows.", tex("x^2")), "The area x^2 grows."),
        ("before a comma", format!("<p>With {}, it grows.", tex("x_1")), "With x_1, it grows."),
        ("between words", format!("<p>With{}it grows.", tex("y")), "With y it grows."),
        ("at the end", format!("<p>It grows with {}", tex("z")), "It grows with z"),
        (
            "a picture of Wikipedia",
            "<p>Let <img class=mwe-math-fallback-image-inline alt='{\\displaystyle mc^{2}}'> be.".to_owned(),
            "Let mc^{2} be.",
        ),
        ("between paragraphs", format!("<p>a</p>{}<p>b", display("c=1")), "a\n\nc=1\n\nb"),
        ("in a table", format!("<table><tr><td>a {}<td>b<tr><td>c<td>d</table>", tex("x")), "a x | b\nc | d"),
        (
            "alone in cells",
            format!("<table><tr><td>a<td>{}<td>{}<td>b<tr><td>c<td>d<td>e</table>", tex("x"), tex("y")),
            "a | x | y | b\nc | d | e",
        ),
        ("shown by the page", "<p>a \\(x^2\\) b".to_owned(), "a \\(x^2\\) b"),
    ] {
        let article = article(&page);
        assert_eq!(article.text(), expected, "{name}: {}", article.markdown());
        let (text, ranges) = (article.text(), article.block_ranges());
        let covered: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let between = text.chars().filter(|c| c.is_whitespace()).count();
        assert!(covered + between >= text.len(), "{name}: {ranges:?}");
    }
}

#[test]
fn the_first_reason_speaks_for_dropping_a_block() {
    let page = std::fs::read("tests/pages/donation-funded-newsroom/source.html").unwrap();
    for (name, page) in crate::fixtures::pages().into_iter().chain([("newsroom".to_owned(), page)]) {
        let article = Extractor::default().extract_bytes(&page, None).unwrap();
        for block in article.removed() {
            let mut against = block.reasons().iter().filter_map(|reason| match reason {
                unboil::Reason::Feature { contribution, .. } => Some(*contribution < 0.0),
                _ => None,
            });
            let is_first = matches!(block.reasons()[0], unboil::Reason::Feature { .. });
            assert!(!is_first || against.next() == Some(true), "{name}: {:?}: {:#?}", block.text(), block.reasons());
            assert!(against.is_sorted_by_key(|is_against| !is_against), "{name}: {:?}", block.text());
        }
    }
}
