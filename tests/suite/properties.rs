//! What holds on every page, shown on random ones; and that each option does something.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{NodeData, RcDom};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unboil::{Article, Cruft, Error, Extractor, ExtractorBuilder, Focus, Limits, Rule};

/// Random pages a property. A page takes some milliseconds in a debug build.
const PAGES: u32 = 256;

/// Elements whose text a browser shows.
const SHOWN: &[&str] = &[
    "a", "address", "article", "aside", "b", "blockquote", "button", "center", "code", "dd", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h4", "header", "i", "li", "main", "nav", "ol", "p", "pre", "section",
    "span", "strong", "table", "td", "th", "tr", "ul",
];
/// Elements whose text it does not show.
const UNSEEN: &[&str] = &["script", "style", "select", "template", "textarea", "title", "video"];

const CLASSES: &[&str] = &["", "article-body", "comment", "sidebar", "related", "x1", "newsletter", "byline"];

/// What pages are made of, and what breaks parsers.
const NASTY: &[&str] = &[
    "<", ">", "</", "<!", "<!--", "-->", "<![CDATA[", "]]>", "<?php", "&", "&#0;", "&#xd800;", "&amp", "\"", "'", "=", "\0", "\u{feff}",
    "\u{202e}", "\u{200b}", "\u{a0}", "\r\n", "\t", "é", "e\u{301}", "漢字。", "ไทย", "שלום", "🏳️‍🌈", "İ", "ß", "ﬃ",
    "<br>", "<hr>", "<p>", "</p>", "<div class=\"comments\">", "</div>", "<table>", "<tr>", "<td colspan=9007199254740991>", "</table>",
    "<ul>", "<li>", "<ol start=-1>", "</ol>", "<pre>", "</pre>", "<h1>", "</h2>", "<b>", "<i>", "</b>", "<a href=\"", "<a href=//[::1>",
    "</a>", "<svg>", "<title>", "</title>", "<math>", "<mi>", "<annotation-xml encoding=text/html>", "<template>", "</template>", "<template shadowrootmode=open>",
    "<script>", "</script>", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{},null,3]", "<style>", "<noscript>", "</noscript>",
    "<frameset>", "<plaintext>", "<select>", "<option>", "<textarea>", "<meta charset=utf-16>", "<base href=\"::\">", "<time datetime=\"9999-99-99\">",
    "<body class=x>", "</body>", "</html>", "<html lang=xx>", "<x-card>", "<form>", "<button>", "<figcaption>", "<details><summary>",
    "By ", "© 2024", "Read more:", "Related posts", "Subscribe to our newsletter", "Share this article", "3 min read", "31 February 2024", "Photo: ",
    "The harbour was empty when the first boats came back from the north, and nobody spoke.", "“So,” she said.", "Advertisement",
];

/// A page whose words are all different, so that each can be followed.
fn page_of_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => (select(SHOWN), select(CLASSES), 1..40usize).prop_map(|(tag, class, words)| Piece::Open(tag, class, words)),
        2 => select(SHOWN).prop_map(Piece::Close),
        2 => (1..60usize).prop_map(Piece::Text),
        1 => (select(UNSEEN), 1..20usize).prop_map(|(tag, words)| Piece::Unseen(tag, words)),
        1 => Just(Piece::Break),
    ];
    vec(piece, 0..60).prop_map(|pieces| {
        let mut page = String::from("<!DOCTYPE html><html><head><title>Late ferry</title></head><body>");
        let mut count = 0;
        for piece in pieces {
            piece.write(&mut page, &mut count);
        }
        page
    })
}

#[derive(Debug, Clone)]
enum Piece {
    Open(&'static str, &'static str, usize),
    Close(&'static str),
    Text(usize),
    Unseen(&'static str, usize),
    Break,
}

impl Piece {
    fn write(&self, page: &mut String, count: &mut usize) {
        match self {
            Piece::Open(tag, class, words) => {
                page.push_str(&format!("<{tag} class=\"{class}\">"));
                write_words(page, count, *words);
            }
            Piece::Close(tag) => page.push_str(&format!("</{tag}>")),
            Piece::Text(words) => write_words(page, count, *words),
            Piece::Unseen(tag, words) => {
                page.push_str(&format!("<{tag}>"));
                write_words(page, count, *words);
                page.push_str(&format!("</{tag}>"));
            }
            Piece::Break => page.push_str("<br>"),
        }
    }
}

fn write_words(page: &mut String, count: &mut usize, words: usize) {
    for _ in 0..words {
        *count += 1;
        // Now and then an end of a sentence, so that some of it looks like prose.
        let mark = if count.is_multiple_of(9) { "." } else { "" };
        page.push_str(&format!(" word{count}{mark} "));
    }
}

/// The words that a browser without scripting would show, read straight from the tree.
fn shown_words(html: &str) -> Vec<String> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let dom = parse_document(RcDom::default(), options).one(html);
    let mut text = String::new();
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, .. } if UNSEEN.contains(&&*name.local) => {}
            _ => open.extend(node.children.borrow().iter().rev().cloned()),
        }
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with("word")).map(str::to_owned).collect()
}

fn kept_words(article: &Article) -> Vec<String> {
    article.blocks().iter().flat_map(|block| words(block.text())).collect()
}

fn removed_words(article: &Article) -> Vec<String> {
    article.removed().iter().flat_map(|block| words(block.text())).collect()
}

fn is_subsequence(part: &[String], whole: &[String]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|word| whole.any(|other| other == word))
}

fn tag_soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(NASTY).prop_map(str::to_owned),
        2 => select(SHOWN).prop_map(|tag| format!("<{tag}>")),
        1 => select(SHOWN).prop_map(|tag| format!("</{tag}>")),
        1 => any::<String>(),
    ];
    vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    // A failing page is printed, and belongs into a test of its own rather than into a file of seeds.
    #![proptest_config(ProptestConfig { cases: PAGES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn kept_text_is_a_subsequence_of_the_page(page in page_of_words(), focus in select(&[Focus::Precision, Focus::Balanced, Focus::Recall][..])) {
        let article = Extractor::builder().focus(focus).build().extract(&page).unwrap();
        let shown = shown_words(&page);
        prop_assert!(is_subsequence(&kept_words(&article), &shown));
        prop_assert!(is_subsequence(&removed_words(&article), &shown), "dropped blocks are out of order");
    }

    #[test]
    fn nothing_is_lost_or_doubled(page in page_of_words()) {
        let article = unboil::extract(&page).unwrap();
        let mut found = kept_words(&article);
        found.extend(removed_words(&article));
        let mut shown = shown_words(&page);
        found.sort();
        shown.sort();
        prop_assert_eq!(found, shown);
    }

    #[test]
    fn tag_soup_gets_an_answer(page in tag_soup()) {
        let article = unboil::extract(&page).unwrap();
        prop_assert!((0.0..=1.0).contains(&article.confidence()));
        prop_assert_eq!(article.is_empty(), article.text().is_empty());
        for removed in article.removed() {
            prop_assert!((0.0..=1.0).contains(&removed.score()), "{:?}", removed);
            prop_assert!(!removed.reasons().is_empty(), "{:?}", removed);
            prop_assert!(!removed.text().trim().is_empty(), "{:?}", removed);
        }
        for block in article.blocks() {
            prop_assert!(!block.text().trim().is_empty(), "{:?}", block);
        }
        let again = unboil::extract(&page).unwrap();
        prop_assert!(format!("{again:?}") == format!("{article:?}"), "a second run differs");
    }

    #[test]
    fn bytes_get_an_answer(
        bytes in vec(any::<u8>(), 0..2_000),
        content_type in select(&[None, Some("text/html; charset=utf-16"), Some("text/html; charset=big5"), Some("charset="), Some("\"")][..]),
    ) {
        Extractor::builder().build().extract_bytes(&bytes, content_type).unwrap();
    }
}

#[test]
fn types_may_cross_threads() {
    fn assert_send_and_sync<T: Send + Sync + 'static>() {}
    assert_send_and_sync::<Article>();
    assert_send_and_sync::<Extractor>();
    assert_send_and_sync::<ExtractorBuilder>();
    assert_send_and_sync::<Error>();
}

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><title>Bakers go back to wood | Market Voice</title><meta name="author" content="Ilse Thorn"></head>
<body>
<nav><ul><li><a href="/">Market Voice</a></li><li><a href="/food">Food</a></li></ul></nav>
<article>
<h1>Bakers go back to wood</h1>
<p class="byline">By Ilse Thorn</p>
<p>Three of the seven bakeries in the old town have taken out their electric ovens this year and had brick ones built in
their place. They say that it is cheaper, and their customers say that they can taste the difference.</p>
<p>A cord of beech heats the oven for nine days, according to <a href="/people/oram">Felix Oram</a>, who was the first to
change over. He used to pay for as much current in a single week as he now pays for wood in two months.</p>
<p>We pass the hat around on the first Sunday of each month, and what is in it goes to the pensioners who stack the wood.</p>
<p>Sign up for our free daily newsletter and get the top stories in your inbox.</p>
<p>The fire brigade has looked at the chimneys and found nothing to object to. A fourth bakery is waiting for its bricks,
which are made by hand and are not expected to be dry before the autumn.</p>
<p>Tags: bread, ovens, wood</p>
</article>
<section class="comments" id="comments"><h2>2 comments</h2>
<div class="comment"><p>My grandmother baked in such an oven until she was ninety, and she had the forearms to prove it to anybody who asked.</p></div>
<div class="comment"><p>Where do the other four bakeries stand on this question, and has anybody thought of asking them about it?</p></div>
</section>
<footer><p>© 2025 Market Voice. All rights reserved.</p></footer>
</body></html>"#;

/// An option, a piece of [`PAGE`], and whether the option brings it into the text (or takes it out).
struct Effect {
    option: &'static str,
    extractor: fn(ExtractorBuilder) -> unboil::Result<ExtractorBuilder>,
    piece: &'static str,
    is_kept: bool,
}

const EFFECTS: &[Effect] = &[
    Effect { option: "keep byline", extractor: |b| Ok(b.keep(Cruft::Byline)), piece: "By Ilse Thorn", is_kept: true },
    Effect { option: "keep newsletter", extractor: |b| Ok(b.keep(Cruft::Newsletter)), piece: "free daily newsletter", is_kept: true },
    Effect { option: "keep copyright", extractor: |b| Ok(b.keep(Cruft::Copyright)), piece: "All rights reserved", is_kept: true },
    Effect { option: "comments", extractor: |b| Ok(b.comments(true)), piece: "My grandmother baked", is_kept: true },
    Effect { option: "rule that keeps", extractor: |b| Ok(b.rule(Rule::keep("(?i)^tags:")?)), piece: "Tags: bread", is_kept: true },
    Effect {
        option: "rule that drops",
        extractor: |b| Ok(b.rule(Rule::drop(Cruft::Donation, "pass the hat")?)),
        piece: "We pass the hat",
        is_kept: false,
    },
    Effect {
        option: "keep beats drop",
        extractor: |b| Ok(b.rule(Rule::keep("^Tags:")?).rule(Rule::drop(Cruft::Tags, "ovens, wood$")?)),
        piece: "Tags: bread",
        is_kept: true,
    },
];

#[test]
fn each_option_changes_the_text() {
    let plain = unboil::extract(PAGE).unwrap().text();
    for Effect { option, extractor, piece, is_kept } in EFFECTS {
        let article = extractor(Extractor::builder()).unwrap().build().extract(PAGE).unwrap();
        assert_ne!(plain.contains(piece), *is_kept, "{option} has nothing to change:\n{plain}");
        assert_eq!(article.text().contains(piece), *is_kept, "{option}:\n{}", article.text());
        let is_removed = article.removed().iter().any(|removed| removed.text().contains(piece));
        assert_ne!(is_removed, *is_kept, "{option}");
    }
}

#[test]
fn a_rule_gives_its_kind_and_its_pattern() {
    let rule = Rule::drop(Cruft::Donation, "pass the hat").unwrap();
    let article = Extractor::builder().rule(rule).build().extract(PAGE).unwrap();
    let removed = article.removed().iter().find(|removed| removed.text().contains("pass the hat")).unwrap();
    assert_eq!(removed.kind(), Cruft::Donation);
    assert!(removed.reasons()[0].to_string().contains("pass the hat"));
}

#[test]
fn recall_keeps_what_precision_drops() {
    let mut kept = [0; 3];
    for (name, bytes) in crate::robust::sources() {
        let texts = [Focus::Precision, Focus::Balanced, Focus::Recall].map(|focus| {
            let article = Extractor::builder().focus(focus).build().extract_bytes(&bytes, None).unwrap();
            article.blocks().iter().map(|block| block.text().to_owned()).collect::<Vec<_>>()
        });
        for pair in texts.windows(2) {
            assert!(is_subsequence(&pair[0], &pair[1]), "{name}: {:#?} {:#?}", pair[0], pair[1]);
        }
        for (total, blocks) in kept.iter_mut().zip(&texts) {
            *total += blocks.len();
        }
    }
    assert!(kept[0] < kept[1] && kept[1] < kept[2], "no difference on any page: {kept:?}");
}

#[test]
fn the_base_url_resolves_links() {
    let link = |builder: ExtractorBuilder| {
        let article = builder.build().extract(PAGE).unwrap();
        let link = article.blocks().iter().flat_map(|block| block.links()).next().unwrap().clone();
        assert_eq!(link.text(), "Felix Oram");
        link.url().to_owned()
    };
    assert_eq!(link(Extractor::builder()), "/people/oram");
    let based = Extractor::builder().base_url("https://market.example/food/story").unwrap();
    assert_eq!(link(based), "https://market.example/people/oram");
}

#[test]
fn every_error_can_be_had() {
    let limited = |limits: Limits| Extractor::builder().limits(limits).build().extract(PAGE).unwrap_err();
    let errors = [
        ("bytes", limited(Limits::default().max_bytes(1_000))),
        ("depth", limited(Limits::default().max_depth(3))),
        ("nodes", limited(Limits::default().max_nodes(20))),
        ("drop", Rule::drop(Cruft::Legal, "(").unwrap_err()),
        ("keep", Rule::keep("[").unwrap_err()),
        ("base", Extractor::builder().base_url("/story").err().unwrap()),
    ];
    for (name, error) in &errors {
        let is_right = match *name {
            "bytes" => matches!(error, Error::TooLarge { bytes, limit: 1_000 } if *bytes == PAGE.len()),
            "depth" => matches!(error, Error::TooDeep { limit: 3, .. }),
            "nodes" => matches!(error, Error::TooManyNodes { limit: 20, .. }),
            "drop" | "keep" => matches!(error, Error::BadRule { .. }),
            _ => matches!(error, Error::BadBaseUrl { .. }),
        };
        assert!(is_right, "{name}: {error:?}");
    }
}
