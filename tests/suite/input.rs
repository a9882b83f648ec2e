//! What comes in: pages, texts and trees, each with its address. Trees of the caller's are read like pages, under the
//! same limits, and stay as they are.

use std::rc::Rc;
use std::time::Duration;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, local_name, ns, parse_document};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom, SerializableHandle};
use unboil::{Article, Error, Extractor, Input, Limits, Result};

use crate::fixtures::pages;
use crate::metadata::STORY;
use crate::robust::on_small_stack;

/// More than any of the trees here should cost.
const MOST: Duration = Duration::from_secs(20);

/// Parses a page as a program other than this crate would.
fn tree(page: &str, scripting_enabled: bool) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(page)
}

fn extract(input: Input<'_>) -> Article {
    Extractor::default().extract_input(input).unwrap()
}

fn html_of(tree: &RcDom) -> String {
    let mut html = Vec::new();
    html5ever::serialize(&mut html, &SerializableHandle::from(tree.document.clone()), Default::default()).unwrap();
    String::from_utf8(html).unwrap()
}

fn element(name: html5ever::LocalName) -> Handle {
    Node::new(NodeData::Element {
        name: html5ever::QualName::new(None, ns!(html), name),
        attrs: Default::default(),
        template_contents: Default::default(),
        mathml_annotation_xml_integration_point: false,
    })
}

/// A tree of `<div>` nested this deep around a text.
fn nested(depth: usize) -> RcDom {
    let tree = RcDom::default();
    let mut inner = tree.document.clone();
    for _ in 0..depth {
        let next = element(local_name!("div"));
        inner.children.borrow_mut().push(next.clone());
        inner = next;
    }
    inner.children.borrow_mut().push(Node::new(NodeData::Text { contents: std::cell::RefCell::new("x".into()) }));
    tree
}

#[test]
fn every_source_gives_the_article_and_its_address() {
    let url = "https://harbour.example/2024/lamp";
    let tree = tree(STORY, false);
    let text = "The lamp on the northern pier has been out since Sunday.";
    for input in [Input::html(STORY), Input::bytes(STORY.as_bytes()), Input::tree(&tree), Input::text(text)] {
        let article = extract(input.url(url));
        assert_eq!((article.url(), article.url_problem()), (Some(url), None), "{input:?}");
        assert!(article.text().starts_with("The lamp on the northern pier"), "{input:?}");
        assert_eq!(extract(input).url(), None, "{input:?}");
        let default = Extractor::builder().base_url("https://harbour.example/").unwrap().build();
        assert_eq!(default.extract_input(input).unwrap().url(), Some("https://harbour.example/"), "{input:?}");
        assert_eq!(default.extract_input(input.url(url)).unwrap().url(), Some(url), "{input:?}");
    }
}

#[test]
fn trees_are_read_like_their_pages() {
    // In a tree, text that was encoded twice is not repaired, and XHTML that was parsed as HTML is not read again.
    const OTHERS: &[&str] = &["double-encoded-quotes", "xhtml-chapter"];
    for (name, bytes) in pages().into_iter().filter(|(name, _)| !OTHERS.contains(&&**name)) {
        let html = String::from_utf8_lossy(&bytes);
        let page = unboil::extract(&html).unwrap();
        for scripting_enabled in [false, true] {
            let tree = tree(&html, scripting_enabled);
            let before = html_of(&tree);
            let article = extract(Input::tree(&tree));
            assert_eq!(article.markdown(), page.markdown(), "{name}, scripting: {scripting_enabled}");
            let removed =
                |article: &Article| article.removed().iter().map(|block| block.text().to_owned()).collect::<Vec<_>>();
            assert_eq!(removed(&article), removed(&page), "{name}, scripting: {scripting_enabled}");
            assert_eq!((article.title(), article.image()), (page.title(), page.image()), "{name}");
            assert!(html_of(&tree) == before, "{name} was changed");
            assert_eq!(extract(Input::tree(&tree)).text(), article.text(), "{name}, read again");
        }
    }
}

#[test]
fn what_stands_in_noscript_is_read_with_scripting_and_without() {
    for (inside, markdown) in [
        ("<img src=/lamp.jpg alt=Lamp width=800>", "![Lamp](/lamp.jpg)"),
        (
            "<p>The tower &amp; its <b>keeper</b> are both older than the port, which says so itself in its chronicle.</p>",
            "The tower & its **keeper** are both",
        ),
    ] {
        let page = format!("{STORY}<noscript>{inside}</noscript>{STORY}");
        for scripting_enabled in [false, true] {
            let article = extract(Input::tree(&tree(&page, scripting_enabled)));
            assert!(article.markdown().contains(markdown), "{scripting_enabled}: {}", article.markdown());
        }
    }
}

#[test]
fn a_template_that_is_shown_stays_in_the_tree() {
    let page = format!("<x-story><template shadowrootmode=open>{STORY}</template></x-story>");
    let tree = tree(&page, false);
    let texts = [(); 2].map(|()| extract(Input::tree(&tree)).text());
    assert!(texts[0].contains("northern pier"), "{}", texts[0]);
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn the_limits_hold_for_trees() {
    let deep = on_small_stack("deep", MOST, || {
        let tree = nested(100_000);
        let refused = Extractor::default().extract_input(Input::tree(&tree)).map(|article| article.text());
        let limits = Limits::default().max_depth(200_000);
        let extractor = Extractor::builder().limits(limits).build();
        (refused, extractor.extract_input(Input::tree(&tree)).map(|article| article.removed()[0].text().to_owned()))
    });
    let (refused, read) = deep.expect("the tree costs too much");
    assert!(matches!(refused, Err(Error::TooDeep { limit: 512, .. })), "{refused:?}");
    assert_eq!(read.unwrap(), "x");

    let wide = tree(&"<p>x".repeat(150_000), false);
    let refused = Extractor::default().extract_input(Input::tree(&wide));
    assert!(matches!(refused, Err(Error::TooManyNodes { limit: 250_000, .. })), "{refused:?}");

    let short = Extractor::builder().limits(Limits::default().max_bytes(100)).build();
    for page in [STORY.to_owned(), format!("<p class='{}'>x", "y".repeat(200))] {
        let refused = short.extract_input(Input::tree(&tree(&page, false)));
        assert!(matches!(refused, Err(Error::TooLarge { limit: 100, .. })), "{refused:?}");
    }
    let scripts = tree(&format!("<style>{0}</style><script>{0}</script><p>x", "y".repeat(200)), false);
    assert_eq!(short.extract_input(Input::tree(&scripts)).unwrap().removed()[0].text(), "x");
}

#[test]
fn the_work_on_noscript_is_limited() {
    let attributes: String = (0..1_500).map(|n| format!("a{n} ")).collect();
    for (name, page) in [
        ("many", "<noscript><b></noscript>".repeat(60_000)),
        ("costly", format!("<noscript><p {attributes}></noscript>").repeat(60)),
    ] {
        let refused = Extractor::default().extract_input(Input::tree(&tree(&page, true)));
        assert!(matches!(refused, Err(Error::TooComplex { .. })), "{name}: {:?}", refused.err());
    }
    let many = "<noscript><p>x</noscript>".repeat(10_000);
    assert!(Extractor::default().extract_input(Input::tree(&tree(&many, true))).is_ok());
}

#[test]
fn a_tree_that_is_no_tree_is_refused() {
    let refused = |tree: &RcDom| -> Result<Article> { Extractor::default().extract_input(Input::tree(tree)) };
    // A circle.
    let circle = nested(2);
    let outer = circle.document.children.borrow()[0].clone();
    let inner = outer.children.borrow()[0].clone();
    inner.children.borrow_mut().push(outer.clone());
    assert!(matches!(refused(&circle), Err(Error::TooDeep { .. })));
    inner.children.borrow_mut().clear();
    // An element that is its parent's child a hundred times, on each of five levels.
    let shared = RcDom::default();
    let mut parent = shared.document.clone();
    for _ in 0..5 {
        let child = element(local_name!("p"));
        parent.children.borrow_mut().extend(std::iter::repeat_n(child.clone(), 100));
        parent = child;
    }
    assert!(matches!(refused(&shared), Err(Error::TooManyNodes { .. })));
    // A node that is being changed.
    let used = nested(2);
    let node = used.document.children.borrow()[0].clone();
    let _change = node.children.borrow_mut();
    assert!(matches!(refused(&used), Err(Error::TreeInUse)));
    assert_eq!(Rc::strong_count(&node), 2);
}

#[test]
fn a_bad_address_is_no_error() {
    let long = format!("https://harbour.example/{}", "a".repeat(8192));
    let extractor = Extractor::builder().base_url("https://other.example/").unwrap().build();
    for (url, problem) in [
        ("", "the address \"\" can't be used (relative URL without a base): pass one like"),
        ("/story", "the address \"/story\" can't be used (relative URL without a base): pass one like"),
        ("mailto:desk@harbour.example", "cannot-be-a-base"),
        ("https://[harbour", "invalid IPv6 address"),
        ("no\nurl", "\"no\\nurl\""),
        (long.as_str(), "…can't be used (it has 8216 bytes, over the limit of 8192)"),
    ] {
        let page =
            format!("{STORY}<p>The keeper of the tower is <a href=/mara>Mara Lindqvist</a>, as has been for long.</p>");
        let article = extractor.extract_input(Input::html(&page).url(url)).unwrap();
        let told = article.url_problem().unwrap_or_default().replace("a\"… ", "…");
        assert!(told.contains(problem), "{told}");
        assert!(told.len() < 400, "{told}");
        assert_eq!((article.url(), article.blocks()[2].links()[0].url()), (None, "/mara"), "{url:?}");
    }
}

#[test]
fn a_long_address_is_not_repeated_in_each_link() {
    let url = format!("https://harbour.example/2024/lamp?{}", "a".repeat(2000));
    let page = format!(
        "{STORY}<p>The keeper of the tower is <a href=mara>Mara Lindqvist</a>, see <a href='#n'>her note</a>.</p>"
    );
    let article = extract(Input::html(&page).url(&url));
    let links: Vec<&str> = article.blocks()[2].links().iter().map(unboil::Link::url).collect();
    assert_eq!(links, ["https://harbour.example/2024/mara", "https://harbour.example/2024/#n"]);
    assert_eq!(article.url(), Some(url.as_str()));
}

#[test]
fn a_front_page_is_no_address_of_a_story() {
    let canonical = |url: &str| format!("<link rel=canonical href='{url}'>");
    let og = |url: &str| format!("<meta property=og:url content='{url}'>");
    let both = |first: &str, second: &str| canonical(first) + &og(second);
    const STORY_URL: &str = "https://a.example/2024/lamp";
    for (head, caller, expected) in [
        (canonical("https://a.example/"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("https://a.example"), None, Some("https://a.example/")),
        (canonical("/"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("https://www.a.example/index.html"), Some(STORY_URL), Some(STORY_URL)),
        (og("https://a.example"), Some(STORY_URL), Some(STORY_URL)),
        (both("https://a.example/", "https://a.example/lamp"), Some(STORY_URL), Some("https://a.example/lamp")),
        (both("https://a.example/", "https://a.example/lamp"), None, Some("https://a.example/lamp")),
        // The front page itself.
        (canonical("https://a.example/"), Some("https://a.example/index.php"), Some("https://a.example/")),
        (both("https://a.example/", "https://a.example/lamp"), Some("https://a.example/"), Some("https://a.example/")),
        // Addresses that are not of the front page.
        (canonical("https://a.example/?p=12"), Some(STORY_URL), Some("https://a.example/?p=12")),
        (canonical("https://a.example/lamp/index.html"), Some(STORY_URL), Some("https://a.example/lamp/index.html")),
        (canonical("https://origin.example/lamp"), Some(STORY_URL), Some("https://origin.example/lamp")),
        (canonical("lamp-is-out"), Some(STORY_URL), Some("https://a.example/2024/lamp-is-out")),
        (canonical("//b.example/lamp"), Some(STORY_URL), Some("https://b.example/lamp")),
        // Addresses that nobody else knows.
        (canonical("http://lamp-is-out"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("http://localhost:8080/lamp"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("http://10.0.0.7/lamp"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("http://[::1]/lamp"), Some(STORY_URL), Some(STORY_URL)),
        (canonical("https://cms.internal/lamp"), None, None),
        (both("https:///lamp/17", "https://a.example/lamp/17"), Some(STORY_URL), Some("https://a.example/lamp/17")),
        (canonical("http://localhost:8080/lamp"), Some("http://localhost:8080/l"), Some("http://localhost:8080/lamp")),
    ] {
        let page = head + STORY;
        let input = Input::html(&page);
        let article = extract(caller.map_or(input, |url| input.url(url)));
        assert_eq!(article.url(), expected, "{page} {caller:?}");
    }
}

#[test]
fn an_address_helps_to_read_a_text() {
    let text = "The lamp is out – The Harbour\n\nThe lamp on the northern pier has been out since Sunday.\n\nShare this article";
    let article = extract(Input::text(text).url("https://theharbour.example/2024/11/24/the-lamp-is-out"));
    assert_eq!(article.published(), Some("2024-11-24"));
    assert_eq!(article.url(), Some("https://theharbour.example/2024/11/24/the-lamp-is-out"));
    assert_eq!(extract(Input::text(text)).published(), None);
}

#[test]
fn the_docs_name_the_versions_of_the_tree() {
    let (docs, manifest) = (include_str!("../../src/input.rs"), include_str!("../../Cargo.toml"));
    for name in ["html5ever", "markup5ever_rcdom"] {
        // In a package cargo has written the manifest anew, with a table for each dependency.
        let forms = [format!("\n{name} = \""), format!("\n[dependencies.{name}]\nversion = \"")];
        let needed = forms.iter().find_map(|form| manifest.split_once(form.as_str())).unwrap().1;
        let (version, _) = needed.split('"').next().unwrap().rsplit_once('.').unwrap();
        assert!(docs.contains(&format!("`{name}` {version}")), "{name} {version}");
    }
}
