//! Safety of the Markdown in common readers: text and addresses of a page do not become markup there, whether a reader
//! has all of its extensions or none, even if it lets raw HTML through.

mod pages;

use std::collections::HashSet;

use html5ever::tendril::TendrilSink;
use html5ever::{Attribute, ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use unboil::{Article, Extractor, Rule};

use crate::{fixtures, html};

/// Number of random pages in a plain `cargo test`. A page takes about 15 ms in a debug build.
const PAGES: u32 = 300;
/// Number of random pages in the long test.
const MANY_PAGES: u32 = 10_000;

/// Elements that readers may make of Markdown, including footnotes, formulas and spoilers.
const ELEMENTS: &str = "html head body a blockquote br code del div em h1 h2 h3 h4 h5 h6 hr img input ins li mark ol p pre s \
    section span strong sub sup table tbody td th thead tr u ul";
/// Attributes that readers may give to elements. Other elements have none.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("a", "href id class aria-label data-footnote-ref data-footnote-backref data-footnote-backref-idx"),
    ("blockquote", "class"),
    ("code", "class data-math-style"),
    ("div", "class id"),
    ("img", "src alt"),
    ("input", "type checked disabled"),
    ("li", "id"),
    ("ol", "start"),
    ("p", "class"),
    ("section", "class data-footnotes"),
    ("span", "class data-math-style"),
    ("sup", "class"),
];
/// Elements of which readers may show at most as many as the article's own HTML has.
const COUNTED: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "img", "input", "table"];

/// Pages that do harm in common readers if their Markdown is written carelessly: by an address that swallows the
/// backslash before a tag, a note that is nothing but an address, a character reference in an address, and a tag in the
/// text.
const HARMFUL: &[&str] = &[
    "<p>See https://shop.example/&lt;img src=x onerror=alert(1)&gt; or www.shop.example/&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>The bakery opens at six.<sup><a href='#f'>1</a></sup><p>It closes at noon.<p id=f>javascript:alert(document.cookie)",
    "<p>The baker has <a href='javascript&amp;colon;alert(1)'>a page</a> and <a href='javascript&amp;#58alert(1)'>a shop</a>.",
    "<p>The sign says &lt;script&gt;alert(1)&lt;/script&gt; and &lt;img src=x onerror=alert(1)&gt;.",
    // Similar ones: code behind an address, titles, attributes, bare addresses, backticks in a link, formulas, cells.
    "<p>https://shop.example/<code>&lt;img src=x onerror=alert(1)></code>",
    "<p>a<sup><a href='#f'>1</a></sup><p id=f>javascript:alert(1) (b)",
    "<p>a<sup><a href='#f'>1</a></sup><p id=f>javascript:alert(1)<br>b",
    "<p>a<sup><a href='#f'>1</a></sup><div id=f><ul><li>(b)</ul></div>",
    "<p>a<sup><a href='#f'>1</a></sup><div id=f><pre>&lt;script>\n\n&lt;script></pre></div>",
    "<h2>a {#b onclick=alert(1)}</h2><p><b>a</b>{onclick=alert(1)}",
    "<p>javascript://a.example/%0aalert(1)",
    "<p><a href=/a><code>b`](javascript:alert(1)) </code></a>",
    "<p>a <math alttext='[[javascript:alert(1)]]'></math> <math alttext='*a*{onclick=alert(1)}'></math>",
    "<table><tr><th>a<tr><td><code>\\|&lt;img src=x onerror=alert(1)></code></table>",
];

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap()
}

/// Name of each reader, with all extensions and with none, and the HTML that it makes of Markdown. All let raw HTML
/// through.
fn shown(markdown: &str) -> Vec<(&'static str, String)> {
    let pulldown = |options| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(markdown, options));
        html
    };
    vec![
        ("pulldown-cmark", pulldown(pulldown_cmark::Options::all())),
        ("pulldown-cmark without extensions", pulldown(pulldown_cmark::Options::empty())),
        ("comrak", comrak::markdown_to_html(markdown, &comrak_options(true))),
        ("comrak without extensions", comrak::markdown_to_html(markdown, &comrak_options(false))),
    ]
}

/// The options of comrak with all extensions or none.
fn comrak_options(is_extended: bool) -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.render.r#unsafe = true;
    options.parse.relaxed_autolinks = is_extended;
    options.parse.relaxed_tasklist_matching = is_extended;
    options.parse.smart = is_extended;
    options.parse.tasklist_in_table = is_extended;
    let extension = &mut options.extension;
    for flag in [
        &mut extension.alerts,
        &mut extension.autolink,
        &mut extension.block_directive,
        &mut extension.cjk_friendly_emphasis,
        &mut extension.description_lists,
        &mut extension.fenced_code_attributes,
        &mut extension.footnotes,
        &mut extension.greentext,
        &mut extension.header_attributes,
        &mut extension.highlight,
        &mut extension.inline_code_attributes,
        &mut extension.inline_footnotes,
        &mut extension.insert,
        &mut extension.link_attributes,
        &mut extension.math_code,
        &mut extension.math_dollars,
        &mut extension.math_latex,
        &mut extension.multiline_block_quotes,
        &mut extension.spoiler,
        &mut extension.strikethrough,
        &mut extension.subscript,
        &mut extension.subtext,
        &mut extension.superscript,
        &mut extension.table,
        &mut extension.tasklist,
        &mut extension.underline,
        &mut extension.wikilinks_title_after_pipe,
    ] {
        *flag = is_extended;
    }
    options
}

/// A message if a reader shows something of an article's Markdown that it must not show.
fn fault(article: &Article) -> Option<String> {
    let own = elements(&article.html());
    let addresses: HashSet<String> = own.iter().flat_map(addresses).collect();
    let count = |elements: &[Element], name: &str| elements.iter().filter(|element| element.name == name).count();
    for (reader, html) in shown(&article.markdown()) {
        let elements = elements(&html);
        let surplus = COUNTED.iter().find(|name| count(&elements, name) > count(&own, name));
        let fault = surplus
            .map(|name| format!("too many <{name}>"))
            .or_else(|| elements.iter().find_map(|element| element.fault(&addresses)));
        if let Some(fault) = fault {
            return Some(format!("{reader}: {fault}\n{}\n{html}", article.markdown()));
        }
    }
    None
}

struct Element {
    name: String,
    attributes: Vec<Attribute>,
    text: String,
    is_in_reference: bool,
}

impl Element {
    fn fault(&self, addresses: &HashSet<String>) -> Option<String> {
        let name = &*self.name;
        if !ELEMENTS.split(' ').any(|known| known == name) {
            return Some(format!("<{name}>"));
        }
        let known = ATTRIBUTES.iter().find(|(element, _)| *element == name).map_or("", |(_, attributes)| attributes);
        for attribute in &self.attributes {
            let key = &*attribute.name.local;
            if !known.split(' ').any(|known| known == key) {
                return Some(format!("{key} of <{name}>"));
            }
            if matches!(key, "href" | "src")
                && (is_active(&attribute.value) || !self.is_accounted(&attribute.value, addresses))
            {
                return Some(format!("<{name} {key}={:?}>{}", attribute.value, self.text));
            }
        }
        None
    }

    /// Whether the address has an origin: it is in the article, it is that of a note, or it is the text of the link,
    /// since some readers turn bare addresses into links.
    fn is_accounted(&self, address: &str, addresses: &HashSet<String>) -> bool {
        let is_note = self.is_in_reference
            || self.attributes.iter().any(|attribute| attribute.name.local.starts_with("data-footnote"));
        let is_text =
            ["", "http://", "mailto:"].iter().any(|scheme| plain(address) == plain(&format!("{scheme}{}", self.text)));
        address.starts_with('#') && is_note || self.name == "a" && is_text || addresses.contains(&plain(address))
    }
}

fn addresses(element: &Element) -> Vec<String> {
    let is_address = |attribute: &&Attribute| matches!(&*attribute.name.local, "href" | "src");
    element.attributes.iter().filter(is_address).map(|attribute| plain(&attribute.value)).collect()
}

/// An address in normal form: percent-decoded, with straight quotes, and without white space.
fn plain(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [byte, behind @ ..] = rest {
        let code = behind.get(..2).filter(|_| *byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        let decoded = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { &behind[2..] } else { behind };
    }
    let text = String::from_utf8_lossy(&bytes).replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Whether a browser that follows the address may run a script.
fn is_active(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_control()).collect();
    let address = address.trim_start().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}

fn elements(html: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    // The document is kept alive, since the tree takes itself apart when its root is freed.
    let document = parse_document(RcDom::default(), ParseOpts::default()).one(html).document;
    let mut open = vec![(document.clone(), false)];
    while let Some((node, is_in_reference)) = open.pop() {
        let mut is_reference = false;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let (name, attributes) = (name.local.to_string(), attrs.borrow().clone());
            is_reference = attributes.iter().any(|attribute| &*attribute.value == "footnote-reference");
            elements.push(Element { name, attributes, text: text_of(&node), is_in_reference });
        }
        open.extend(node.children.borrow().iter().map(|child| (child.clone(), is_reference)));
    }
    elements
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_of).collect(),
    }
}

#[test]
fn pages_of_the_fixtures_do_no_harm() {
    for (name, source) in fixtures::pages() {
        let article = Extractor::default().extract_bytes(&source, None).unwrap();
        assert_eq!(fault(&article), None, "{name}");
    }
}

#[test]
fn no_trick_comes_through_markdown() {
    for page in html::TRICKS.iter().chain(HARMFUL) {
        assert_eq!(fault(&article(page)), None, "{page}");
    }
}

/// Asserts that this many random pages do no harm. They are the same on each run, so that none fails by chance.
fn assert_random_pages_do_no_harm(cases: u32) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let harm = runner.run(&pages::page(), |page| match fault(&article(&page)) {
        Some(fault) => Err(proptest::test_runner::TestCaseError::fail(fault)),
        None => Ok(()),
    });
    if let Err(harm) = harm {
        panic!("{harm}");
    }
}

#[test]
fn random_pages_do_no_harm() {
    assert_random_pages_do_no_harm(PAGES);
}

#[test]
#[ignore = "takes 140 s in a debug build: .ci/run runs it"]
fn many_random_pages_do_no_harm() {
    assert_random_pages_do_no_harm(MANY_PAGES);
}
