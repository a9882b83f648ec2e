//! Properties of extraction that hold on every page, tested on random pages.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{NodeData, RcDom};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unboil::{Article, Extractor, Focus};

use crate::invariants;

/// Number of random pages per property. A page takes a few milliseconds in a debug build, a tenth of that in a release
/// build.
const PAGES: u32 = if cfg!(debug_assertions) { 128 } else { 1_024 };

/// Elements whose text a browser shows.
const SHOWN: &str = "a address article aside b blockquote button center code dd details div dl dt em figcaption figure footer \
    form h1 h2 h4 header i li main nav ol p pre section span strong table td th tr ul";
/// Elements whose text a browser does not show.
const UNSEEN: &[&str] = &["script", "style", "select", "template", "textarea", "title", "video"];

const CLASSES: &[&str] = &["", "article-body", "comment", "sidebar", "related", "x1", "newsletter", "byline"];

/// Pieces of tag soup: text and phrases that pages contain, and markup that breaks parsers.
const NASTY: &[&str] = &[
    "Anna Jan, 3/4/2024 5 2020",
    "<",
    ">",
    "</",
    "<!",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "&",
    "&#0;",
    "&#xd800;",
    "&amp",
    "\"",
    "'",
    "=",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "\r\n",
    "\t",
    "é",
    "e\u{301}",
    "漢字。",
    "ไทย",
    "שלום",
    "🏳️‍🌈",
    "İ",
    "ß",
    "ﬃ",
    "<br>",
    "<hr>",
    "<p>",
    "</p>",
    "<div class=\"comments\">",
    "</div>",
    "<table>",
    "<tr>",
    "<td colspan=9007199254740991>",
    "</table>",
    "<ul>",
    "<li>",
    "<ol start=-1>",
    "</ol>",
    "<pre>",
    "</pre>",
    "<h1>",
    "</h2>",
    "<b>",
    "<i>",
    "</b>",
    "<a href=\"",
    "<a href=//[::1>",
    "</a>",
    "<svg>",
    "<title>",
    "</title>",
    "<math>",
    "<mi>",
    "<annotation-xml encoding=text/html>",
    "<template>",
    "</template>",
    "<template shadowrootmode=open>",
    "<script>",
    "</script>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{},null,3]",
    "<style>",
    "<noscript>",
    "</noscript>",
    "<frameset>",
    "<plaintext>",
    "<select>",
    "<option>",
    "<textarea>",
    "<meta charset=utf-16>",
    "<base href=\"::\">",
    "<time datetime=\"9999-99-99\">",
    "<body class=x>",
    "</body>",
    "</html>",
    "<html lang=xx>",
    "<x-card>",
    "<form>",
    "<button>",
    "<figcaption>",
    "<details><summary>",
    "By ",
    "© 2024",
    "Read more:",
    "Related posts",
    "Subscribe to our newsletter",
    "Share this article",
    "3 min read",
    "31 February 2024",
    "Photo: ",
    "The harbour was empty when the first boats came back from the north, and nobody spoke.",
    "“So,” she said.",
    "Advertisement",
];

/// A random page whose words are all different, so that each word can be found again.
fn page_of_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => (shown_tag(), select(CLASSES), 1..40usize).prop_map(|(tag, class, words)| Piece::Open(tag, class, words)),
        2 => shown_tag().prop_map(Piece::Close),
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

fn shown_tag() -> impl Strategy<Value = &'static str> {
    select(SHOWN.split(' ').collect::<Vec<_>>())
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
        // Every ninth word ends a sentence, so that some of the text looks like prose.
        let mark = if count.is_multiple_of(9) { "." } else { "" };
        page.push_str(&format!(" word{count}{mark} "));
    }
}

/// The words that a browser without scripting shows, read from the parsed tree.
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

pub(crate) fn is_subsequence(part: &[String], whole: &[String]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|word| whole.any(|other| other == word))
}

fn tag_soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(NASTY).prop_map(str::to_owned),
        2 => shown_tag().prop_map(|tag| format!("<{tag}>")),
        1 => shown_tag().prop_map(|tag| format!("</{tag}>")),
        1 => any::<String>(),
    ];
    vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    // A failing page is printed, so that it can become a test of its own. It is not saved to a file of seeds.
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
    fn tag_soup_gives_the_same_consistent_article_each_time(page in tag_soup()) {
        let article = unboil::extract(&page).unwrap();
        invariants::check(&article);
        let again = unboil::extract(&page).unwrap();
        prop_assert!(format!("{again:?}") == format!("{article:?}"), "a second run differs");
    }

    #[test]
    fn any_bytes_give_an_article(
        bytes in vec(any::<u8>(), 0..2_000),
        content_type in select(&[None, Some("text/html; charset=utf-16"), Some("text/html; charset=big5"), Some("charset="), Some("\"")][..]),
    ) {
        Extractor::builder().build().extract_bytes(&bytes, content_type).unwrap();
    }
}
