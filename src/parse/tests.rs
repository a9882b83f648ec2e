//! Tests of the parse: hostile pages, the limits, and the tree compared with that of html5ever's own sink.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document, serialize};
use markup5ever_rcdom::{NodeData, RcDom, SerializableHandle};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{PIECE_BYTES, parse, parse_as};
use crate::clock::times_as_much;
use crate::error::Error;
use crate::limits::Limits;

/// The result of parsing a hostile page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Parsed,
    TooDeep,
    TooManyNodes,
    TooComplex,
}
use Outcome::{Parsed, TooComplex, TooDeep, TooManyNodes};

/// A hostile page may cost at most this many times what [`prose`] costs. In a debug build, up to 130 times are usual.
const MOST_TIMES: f64 = 1_000.0;

/// The size of the stack (bytes) that the pages are parsed on: a recursion over any of them would exhaust it.
const STACK_BYTES: usize = 512 << 10;

/// Limits below the default, so that debug builds are quick: the work that a page may cost is proportional to the
/// depth.
fn limits() -> Limits {
    Limits::default().max_depth(128).max_nodes(110_000)
}

/// The strings that `make` gives for 0 up to `count`, one after the other.
fn numbered(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

/// A hostile page: its name, how to make it, and what its parse must result in.
type HostilePage = (&'static str, fn() -> String, Outcome);

const NESTED: &[HostilePage] = &[
    ("40,000 nested divs", || "<div>".repeat(40_000), TooDeep),
    ("a million nested divs", || "<div>".repeat(1_000_000), TooDeep),
    ("128 KB of nested lists", || "<ul><li>".repeat(16_384), TooDeep),
    ("deep templates", || "<template>".repeat(100_000), TooDeep),
    ("deep svg and math", || "<svg><math>".repeat(100_000), TooDeep),
    ("deep svg and html", || "<svg><foreignObject><p>".repeat(100_000), TooDeep),
    ("deep tables", || "<table><tr><td>".repeat(100_000), TooDeep),
    ("deep framesets", || "<frameset>".repeat(100_000), TooDeep),
    ("unclosed formatting", || "<b><i><u><em><strong><font>".repeat(50_000), TooDeep),
    ("formatting around blocks", || "<b><i><div></b></i>".repeat(100_000), TooDeep),
    ("formatting reopened in paragraphs", || numbered(50_000, |i| format!("<b id={i}><p>")), TooDeep),
    ("end tags without start deep down", || "<span>".repeat(120) + &"</i>".repeat(1_000_000), TooComplex),
    ("list items deep down", || "<span>".repeat(120) + &"<li>".repeat(200_000), TooComplex),
];

const WIDE: &[HostilePage] = &[
    ("a million tables with a <br>", || "<table><br>".repeat(1_000_000), TooManyNodes),
    ("text moved out of a table", || "<table>".to_owned() + &"x<tr>".repeat(50_000), Parsed),
    ("50,000 paragraphs", || "<p>x</p>".repeat(50_000), Parsed),
    ("a million siblings", || "<br>".repeat(1_000_000), TooManyNodes),
    ("100,000 links, none closed", || "<a href=x>".repeat(100_000), Parsed),
    ("links around blocks", || "<a href=x><div>".repeat(100_000), TooDeep),
    (
        "many children moved by each end tag",
        || "<a><div>".to_owned() + &"<br>".repeat(50_000) + &"<a></a>".repeat(10_000),
        Parsed,
    ),
    (
        "a list box of 50,000 chosen options",
        || {
            "<select><button><selectedcontent></selectedcontent></button>".to_owned()
                + &"<option selected>x</option>".repeat(50_000)
        },
        Parsed,
    ),
    (
        "100 open formatting elements and many paragraphs",
        || numbered(100, |i| format!("<b id={i}>")) + &"<p>x</p>".repeat(100_000),
        TooComplex,
    ),
    ("markers left behind by objects", || "<table>".to_owned() + &"<tr><object><i></i>".repeat(200_000), TooComplex),
    ("markers left behind by templates", || "<template><td></template><i></i>".repeat(200_000), TooComplex),
];

const LONG: &[HostilePage] = &[
    ("5 MB of text in one line", || "word ".repeat(1_000_000), Parsed),
    (
        "a data: URI of 10 MB",
        || format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0KGg/+".repeat(850_000)),
        Parsed,
    ),
    (
        "1 MB of markup in an attribute",
        || format!("<p x='{}'>", "{\"a b\": \"<p class=x> f\"}, ".repeat(40_000)),
        Parsed,
    ),
    ("an unclosed comment", || "<p>x<!--".to_owned() + &"word <p> ".repeat(100_000), Parsed),
    ("an unclosed attribute", || "<p>x<p title=\"".to_owned() + &"word <p> ".repeat(100_000), Parsed),
    ("an unclosed script", || "<script>".to_owned() + &"if (a<b) c = \"d e\"; ".repeat(50_000), Parsed),
    ("NULs", || "<p>\0</p>".repeat(50_000), Parsed),
    ("2 MB of <", || "<".repeat(2_000_000), TooComplex),
];

const ATTRIBUTES: &[HostilePage] = &[
    ("200,000 attributes", || "<p ".to_owned() + &numbered(200_000, |i| format!("a{i} ")), TooComplex),
    (
        "tags of 5,000 attributes",
        || numbered(50, |_| format!("<tr {}>", numbered(5_000, |i| format!("a{i} ")))),
        TooComplex,
    ),
    (
        "end tags of attributes",
        || numbered(50, |_| format!("</p {}>", numbered(5_000, |i| format!("a{i} ")))),
        TooComplex,
    ),
    (
        "one attribute again and again",
        || numbered(50, |_| format!("</p {}{}>", numbered(3_000, |i| format!("a{i} ")), "a2999 ".repeat(5_000))),
        TooComplex,
    ),
    ("attributes with > in them", || "<p ".to_owned() + &numbered(200_000, |i| format!("a{i}=\">\"")), TooComplex),
    (
        "attributes after what looks like a comment",
        || "<p x=\"<!--\" ".to_owned() + &numbered(200_000, |i| format!("a{i}='>' ")),
        TooComplex,
    ),
    (
        "attributes after what looks like a quote",
        || "<script>if(a<b'\"</script ".to_owned() + &numbered(200_000, |i| format!("a{i} ")),
        TooComplex,
    ),
    ("attributes added to <body>", || numbered(20_000, |i| format!("<body a{i}>")), TooComplex),
    (
        "attributes copied into paragraphs",
        || numbered(100, |n| format!("<b n={n} {}>", numbered(500, |i| format!("a{i} ")))) + &"<p>x".repeat(100_000),
        TooComplex,
    ),
    (
        "attributes compared deep down",
        || numbered(120, |i| format!("<b n={i} a b c d e f>")) + &"<b n></b>".repeat(100_000),
        TooComplex,
    ),
];

/// An ordinary page of 100 KB, which the cost of hostile pages is compared with.
fn prose() -> String {
    "<p>The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised.</p>"
        .repeat(1_000)
}

/// Parses the pages on a small stack, and asserts that each has its expected outcome at no unusual cost.
fn survive(pages: &'static [HostilePage]) {
    let outcome = |name: &str, html: &str| match parse(html, &limits()) {
        Ok(_) => Parsed,
        Err(Error::TooDeep { .. }) => TooDeep,
        Err(Error::TooManyNodes { .. }) => TooManyNodes,
        Err(Error::TooComplex { .. }) => TooComplex,
        Err(other) => panic!("{name}: {other}"),
    };
    let run = move || {
        let prose = prose();
        for (name, make, expected) in pages {
            let html = make();
            let parse_prose = || assert_eq!(outcome("prose", &prose), Parsed);
            let times =
                times_as_much(MOST_TIMES, parse_prose, || assert_eq!(outcome(name, &html), *expected, "{name}"));
            assert!(times <= MOST_TIMES, "{name}: {times} times the cost of prose");
        }
    };
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run).unwrap().join().unwrap();
}

#[test]
fn survives_nesting() {
    survive(NESTED);
}

#[test]
fn survives_width() {
    survive(WIDE);
}

#[test]
fn survives_length() {
    survive(LONG);
}

#[test]
fn survives_attributes() {
    survive(ATTRIBUTES);
}

#[test]
fn limits_are_exact() {
    // The parser adds <html>, <head> and <body>: the first <div> or <br> is nested in two elements, and there are four
    // nodes before it, the document among them.
    let nested = |depth: usize| parse(&"<div>".repeat(depth - 2), &Limits::default().max_depth(10));
    assert!(nested(10).is_ok());
    assert!(matches!(nested(11), Err(Error::TooDeep { limit: 10, .. })));
    let wide = |nodes: usize| parse(&"<br>".repeat(nodes - 3), &Limits::default().max_nodes(10));
    assert!(wide(10).is_ok());
    assert!(matches!(wide(11), Err(Error::TooManyNodes { limit: 10, .. })));
    let long = |bytes: usize| parse(&"x".repeat(bytes), &Limits::default().max_bytes(10));
    assert!(long(10).is_ok());
    assert!(matches!(long(11), Err(Error::TooLarge { bytes: 11, limit: 10 })));
    let templates = |count: usize| parse(&"<template><p>".repeat(count), &Limits::default().max_depth(100));
    assert!(templates(32).is_ok());
    assert!(templates(52).is_err());
}

/// The tree that html5ever builds without our limits, sink and fast path.
fn plain(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
}

/// The tree as HTML.
fn markup(dom: &RcDom) -> String {
    let mut markup = Vec::new();
    let document = SerializableHandle::from(dom.document.clone());
    serialize(&mut markup, &document, html5ever::serialize::SerializeOpts::default()).unwrap();
    String::from_utf8(markup).unwrap()
}

#[test]
fn builds_the_same_tree_as_rcdom() {
    let long = "<p>Grüße <b>fett</b> &amp; mehr</p>\r\n".repeat(3_000);
    let marks = "\u{feff}".repeat(PIECE_BYTES);
    let pages = [
        "",
        "<!doctype html><title>x</title><p>one<p>two",
        "<noscript><p>no script</noscript><noscript><img></noscript>",
        "<head><noscript><link></noscript></head>",
        "<table>a<tr><td>b</td>c</tr>d<br>e</table>f",
        "<table><b><tr><td>x</b>y<table>z",
        "<b>1<p>2</b>3<i>4</p>5</i>6",
        "<a href=1>x<div><a href=2>y</div>z",
        "<b><i><u><div>x</b>y</i>z</u>",
        "<html a=1><body b=2><html a=3 c=4><body d=5>x",
        "<p>x<!-- y --><?z><svg><![CDATA[a]]><path/></svg><math><annotation-xml encoding='text/html'><p>x",
        "<select><option>a<option>b<optgroup><option>c</select>",
        "a\0b<p>\0</p>&notit;&#0;&amp",
        "<body><frameset><frame></frameset>",
        &long,
        &marks,
    ];
    for page in pages {
        let dom = parse(page, &Limits::default()).unwrap();
        assert_eq!(markup(&dom), markup(&plain(page)), "{page}");
    }
}

/// Parts of which random pages are made: tags and pieces of tags, and text around them. Some are read on the fast path,
/// others only by the tokenizer.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "<p>", "<p", "<p ", "<P class=x", "</p>", "</p ", "</p x", "<div", "<a", "<b", "</b>", "<td>", "<svg>", "<title>",
    "</title>", "<br/>", " class=\"x y\"", " Class='z'", " id=a/", " href=\"?a=1&amp;b=2&c=3\"",
    " title='&#8217;&notit;'", " x", " =", " y = 1", " x=", "\"", "'", ">", "/>", "/", " ", "\n", "\r\n", "\r",
    "text", "über", "\0", "&amp;", "&copy", "&", "&#x27;", "&#0;", "<!-- c -->", "<!-- <p> --!>", "<!--->", "<!--",
    "-->", "<!doctype html>", "<", "</", "<![CDATA[", "]]>",
];

proptest! {
    #[test]
    fn the_fast_path_reads_what_the_tokenizer_would(parts in vec(select(PARTS), 0..60)) {
        let page = parts.concat();
        prop_assert_eq!(markup(&parse(&page, &Limits::default()).unwrap()), markup(&plain(&page)));
    }
}

#[test]
fn templates_keep_their_children_as_contents() {
    for page in ["<div><template><p>x</template></div>", "<div><template shadowrootmode=open><p>x</template></div>"] {
        let dom = parse(page, &Limits::default()).unwrap();
        let mut open = vec![dom.document.clone()];
        let mut contents = None;
        while let Some(node) = open.pop() {
            if let NodeData::Element { template_contents, .. } = &node.data {
                contents = contents.or(template_contents.borrow().clone());
            }
            open.extend(node.children.borrow().iter().cloned());
        }
        let contents = contents.unwrap();
        let children = contents.children.borrow();
        assert!(matches!(&children[0].data, NodeData::Element { name, .. } if &*name.local == "p"), "{page}");
    }
}

#[test]
fn scripts_and_styles_lose_their_text_unless_it_is_json() {
    let cases = [
        ("<script>x</script>", "<script></script>"),
        ("<style>x</style>", "<style></style>"),
        ("<script type=module>x</script>", "<script type=\"module\"></script>"),
        ("<script type='application/json; x'>{}</script>", "<script type=\"application/json; x\">{}</script>"),
        ("<script type='Application/LD+JSON '>{}</script>", "<script type=\"Application/LD+JSON \">{}</script>"),
    ];
    for (page, head) in cases {
        let dom = parse(page, &Limits::default()).unwrap();
        assert_eq!(markup(&dom), format!("<html><head>{head}</head><body></body></html>"));
    }
}

/// The namespace of XHTML, as an attribute.
const XMLNS: &str = "xmlns=\"http://www.w3.org/1999/xhtml\"";

#[test]
fn elements_close_themselves_where_the_page_is_xml() {
    let strict = "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>";
    let book = "xmlns:epub=\"http://www.idpf.org/2007/ops\"";
    for (page, is_xml, body) in [
        ("<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><p>a".to_owned(), false, "<p>a</p>"),
        (format!("\u{feff}\n<?xml version='1.0'?><html {XMLNS}><h2/>a"), false, "<h2></h2>a"),
        (format!("{strict}<html {XMLNS}><title/><style/><a id='x'/><i/>a"), false, "<a id=\"x\"></a><i></i>a"),
        (format!("<html {XMLNS} {book}><h2/>a"), false, "<h2></h2>a"),
        ("<html><body><iframe src='x'/><div/>a".to_owned(), true, "<iframe src=\"x\"></iframe><div></div>a"),
        // Without another sign of XML, only what would swallow the page is closed.
        (format!("<!DOCTYPE html><html {XMLNS}><title/><h2/>a"), false, "<h2>a</h2>"),
        // In drawings, elements close themselves in HTML, too, and what has no end tag gets none.
        ("<body><svg><path/></svg>a<br/>b<svg/>c".to_owned(), true, "<svg><path></path></svg>a<br>b<svg></svg>c"),
    ] {
        let markup = markup(&parse_as(&page, is_xml, &Limits::default()).unwrap());
        assert_eq!(
            markup.split_once("<body>").map(|(_, body)| body),
            Some(&*format!("{body}</body></html>")),
            "{page}"
        );
    }
}

#[test]
fn elements_stay_open_where_the_page_is_html() {
    for page in ["<h2/>a", "<!doctype html><h2/>a", &format!("<html {XMLNS}><div/>a"), "<title/>a</title>b"] {
        assert_eq!(markup(&parse(page, &Limits::default()).unwrap()), markup(&plain(page)), "{page}");
    }
}
