//! Markdown, read again by a parser of the field: no structure is lost, none is invented.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unboil::{Article, BlockKind, Extractor, Rule};

/// The article of a page of which all is kept.
fn article(page: &str) -> Article {
    let builder = Extractor::builder().rule(Rule::keep("").unwrap()).base_url("https://a.example/b/").unwrap();
    builder.build().extract(page).unwrap()
}

#[test]
fn structure_is_that_of_the_page() {
    let cases: &[(&str, &str, &str)] = &[
        ("headings", "<h1>a</h1><h3>b # c #</h3>", "# a\n\n### b \\# c \\#"),
        ("looks", "<p>a <b>b</b> <em>c</em> <s>d</s> <code>e</code>", "a **b** *c* ~~d~~ `e`"),
        ("nested looks", "<p><b>a <i>b</i></b> <i><b>c</b></i>", "**a *b*** **<em>c</em>**"),
        ("looks within words", "<p>un<b>boil</b>ed a<i>(b)</i>c", "un**boil**ed a<em>(b)</em>c"),
        ("code with ticks", "<p><code>a`b</code> <kbd>`</kbd>", "``a`b`` `` ` ``"),
        ("sub and sup", "<p>H<sub>2</sub>O x<sup>2</sup>", "H<sub>2</sub>O x<sup>2</sup>"),
        ("links", "<p><a href=/c>a <b>b</b></a>", "[a **b**](https://a.example/c)"),
        ("addresses", "<p><a href='/c_(d)?e=1&copy;'>a</a>", "[a](https://a.example/c_\\(d\\)?e=1%C2%A9)"),
        ("scripts", "<p><a href='javascript:c()'>a</a>", "a"),
        ("verse", "<p>a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("quotations", "<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote>d", "> a\n>\n> b\n>\n> > c\n\nd"),
        ("lists", "<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul>", "- a\n\n  3. b\n  4. c\n- d"),
        ("lists of ones", "<ul><li>a<ol><li>b</ol></ul>", "- a\n  1. b"),
        ("lists side by side", "<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol>", "- a\n\n* b\n\n1. c"),
        ("items of several paragraphs", "<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n\n- c"),
        ("code in items", "<ol><li>a<pre>b\n\n c</pre></ol>", "1. a\n\n   ```\n   b\n\n    c\n   ```"),
        ("quotations in items", "<ul><li>a<blockquote>b</blockquote></ul>", "- a\n\n  > b"),
        ("lists in quotations", "<blockquote><ul><li>a<li>b</ul></blockquote>", "> - a\n> - b"),
        ("code", "<pre><code class='hljs language-rust'>a\n```\n  b</code></pre>", "````rust\na\n```\n  b\n````"),
        ("languages of boxes", "<div class='highlight-source-py'><pre>a</pre></div>", "```py\na\n```"),
        (
            "tables",
            "<table><tr><th>a<th>b|c<tr><td><b>d</b><td><code>e|f</code></table>",
            "| a | b\\|c |\n| --- | --- |\n| **d** | `e\\|f` |",
        ),
        (
            "tables without a header",
            "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
            "|  |  |\n| --- | --- |\n| a | b |\n| c | d |",
        ),
        ("pictures", "<p>a<p><img src=c.png alt='d [e]'><p>b", "a\n\n![d \\[e\\]](https://a.example/b/c.png)\n\nb"),
        ("pictures in text", "<p>a <img src=c.png alt=d> b", "a ![d](https://a.example/b/c.png) b"),
        (
            "late pictures",
            "<p>a<p><img src='data:,x' data-src=c.png><noscript><img src=c.png></noscript><p>b",
            "a\n\n![](https://a.example/b/c.png)\n\nb",
        ),
        ("formulas", "<p>a <math alttext='x^2_{i}'><msup><mi>x</mi><mn>2</mn></msup></math> b", "a $x^2_{i}$ b"),
        (
            "formulas of KaTeX",
            "<p>a <span class=katex><math display=block><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\sqrt x</annotation></semantics></math><span aria-hidden=true>√x</span></span>",
            "a $$\\sqrt x$$",
        ),
        (
            "formulas as pictures",
            "<p>a <img class=mwe-math-fallback-image-inline alt='{\\displaystyle x}'> b",
            "a ${\\displaystyle x}$ b",
        ),
        (
            "footnotes",
            "<p>a<sup><a href='#n1'>1</a></sup> b<p>c<ol><li id=n1><p>d <a href='#r1'>↩</a></p><p>e</ol>",
            "a[^1] b\n\nc\n\n[^1]: d\n\n    e",
        ),
        ("no footnotes", "<p><a href='#c'>contents</a><h2 id=c>a</h2>", "[contents](https://a.example/b/#c)\n\n## a"),
        (
            "tags around scripts",
            "<p>&lt;<a href='javascript:x()'>script&gt;a</a>&lt;/script&gt;",
            "\\<script>a\\</script>",
        ),
        ("tags around pictures", "<p>&lt;<img src='javascript:x()'>script&gt;", "\\<script>"),
        ("entities around scripts", "<p>&amp;<a href='javascript:x()'>lt</a>; R&amp;D", "\\&lt; R&D"),
        ("headings in scripts", "<p><a href='javascript:x()'># a</a>", "\\# a"),
        ("lists in scripts", "<p>1<a href='javascript:x()'>. a</a>", "1\\. a"),
        ("signs at the end of a look", "<p><b>a &lt;</b>b", "<strong>a \\<</strong>b"),
        (
            "markup in the pictures of formulas",
            "<p>a <img class=latex alt='x&#10;&#10;# b&#10;&#10;<script>'>",
            "a $x # b < script>$",
        ),
        ("tags in formulas", "<p>a <math alttext='x<y < z'></math>", "a $x< y < z$"),
        ("links in formulas", "<p>a <math alttext='f[x](y)'></math>", "a $f[x] (y)$"),
        ("signs in addresses", "<p><a href='/c`$d'>a</a> `$", "[a](https://a.example/c%60%24d) \\`\\$"),
        ("addresses with a space", "<p>a <img src='b c.png'> d", "a ![](https://a.example/b/b%20c.png) d"),
        (
            "addresses of several sizes",
            "<p>a <img srcset='b.png 1x, c.png 2x'> d",
            "a ![](https://a.example/b/b.png) d",
        ),
        (
            "pictures in cells",
            "<table><tr><th>a<th><img src=c.png> b<th>d<tr><td>e<td>f <img src=g.png><td>h</table>",
            "| a | ![](https://a.example/b/c.png) b | d |\n| --- | --- | --- |\n| e | f ![](https://a.example/b/g.png) | h |",
        ),
        (
            "pictures that open items and quotations",
            "<ul><li>a<li><img src=c.png><p>b<li>d</ul><blockquote><img src=g.png><p>e</blockquote>",
            "- a\n\n- ![](https://a.example/b/c.png)\n\n  b\n- d\n\n> ![](https://a.example/b/g.png)\n>\n> e",
        ),
        ("a picture is no link", "<p>a!<a href=/c>b</a>", "a\\![b](https://a.example/c)"),
    ];
    for (name, page, expected) in cases {
        assert_eq!(article(page).markdown(), *expected, "{name}: {page}");
    }
}

/// What is read in Markdown: the text, and how many there are of each structure.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    text: String,
    headings: usize,
    items: usize,
    quotes: usize,
    codes: usize,
    tables: usize,
    links: usize,
    others: Vec<String>,
}

fn read(markdown: &str) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut read = Read::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => read.text.push_str(&text),
            Event::SoftBreak => read.others.push("soft break".to_owned()),
            Event::Start(Tag::Heading { .. }) => read.headings += 1,
            Event::Start(Tag::Item) => read.items += 1,
            Event::Start(Tag::BlockQuote(_)) => read.quotes += 1,
            Event::Start(Tag::CodeBlock(_)) => read.codes += 1,
            Event::Start(Tag::Table(_)) => read.tables += 1,
            Event::Start(Tag::Link { .. }) => read.links += 1,
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::Rule | Event::InlineMath(_) => {
                read.others.push(format!("{event:?}"));
            }
            Event::FootnoteReference(label) => read.others.push(label.to_string()),
            Event::End(TagEnd::TableCell) => read.text.push(' '),
            _ => {}
        }
    }
    read.text.retain(|c| !c.is_whitespace());
    read
}

/// What should be read, by the blocks of the article.
fn expected(article: &Article) -> Read {
    let mut read = Read::default();
    let mut before = None;
    for block in article.blocks() {
        let text = block.text();
        match block.kind() {
            BlockKind::Heading { .. } => read.headings += 1,
            BlockKind::ListItem { .. } => read.items += 1,
            BlockKind::Preformatted => read.codes += 1,
            BlockKind::Quote if before != Some(BlockKind::Quote) => read.quotes += 1,
            BlockKind::TableRow if before != Some(BlockKind::TableRow) => read.tables += 1,
            _ => {}
        }
        read.text.extend(text.chars().filter(|c| !c.is_whitespace()));
        if block.kind() != BlockKind::Preformatted {
            read.links += block.links().len();
        }
        before = Some(block.kind());
    }
    read
}

/// What Markdown means something by.
const SIGNS: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "!",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "&",
    "&amp;",
    "&#35;",
    "#",
    "## ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "---",
    "===",
    "***",
    "|",
    "|---|",
    "\\",
    "\\*",
    "$",
    "$$",
    "$x$",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "http://a.example",
    "a@b.example",
    ":",
    "word",
    "é",
    "漢字",
    "“",
    "…",
    " ",
    "  ",
    "7",
    "€",
    "🎈",
];

/// Ways to mark a text that hold its text in one block, with how many links there are.
const LOOKS: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("<b>", "</b>"),
    ("<em>", "</em>"),
    ("<code>", "</code>"),
    ("<s>", "</s>"),
    ("<sub>", "</sub>"),
    ("<a href='/x'>", "</a>"),
    ("<b><i>", "</i></b>"),
    ("x<br>", ""),
];

/// Blocks, each told from its neighbours by a paragraph.
const BLOCKS: &[(&str, &str)] = &[
    ("<p>", "</p>"),
    ("<h2>", "</h2>"),
    ("<blockquote><p>", "</p></blockquote>"),
    ("<pre>", "</pre>"),
    ("<ul><li>", "</li></ul>"),
    ("<ol start=7><li>", "</li></ol>"),
    ("<table><tr><td>y</td><td>", "</td></tr></table>"),
];

prop_compose! {
    fn text()(parts in vec((select(SIGNS), select(LOOKS)), 1..8)) -> String {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        parts.iter().map(|(sign, (open, close))| format!("{open}{}{close}", escape(sign))).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_invented(blocks in vec((select(BLOCKS), text()), 1..4)) {
        let page: String = blocks.iter().map(|((open, close), text)| format!("{open}{text}{close}<p>between</p>")).collect();
        let article = article(&page);
        let markdown = article.markdown();
        let (mut read, mut expected) = (read(&markdown), expected(&article));
        if expected.tables > 0 {
            // In the text they part cells.
            read.text.retain(|c| c != '|');
            expected.text.retain(|c| c != '|');
        }
        prop_assert_eq!(read, expected, "{}\n{}", page, markdown);
    }
}
