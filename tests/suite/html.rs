//! The HTML of an article is valid, and safe to show whatever the page contains.

use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use pulldown_cmark::{Options, Parser};
use unboil::{Article, Extractor, Rule};

/// The elements that the HTML of an article may contain.
const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "input",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// The elements that the parser adds around a fragment.
const FRAME: &[&str] = &["html", "head", "body"];
/// The attributes that the HTML of an article may contain.
const ATTRIBUTES: &[&str] = &["alt", "checked", "class", "disabled", "href", "id", "src", "start", "type", "value"];

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap()
}

fn html(page: &str) -> String {
    article(page).html()
}

fn parsed(html: &str) -> Handle {
    parse_document(RcDom::default(), ParseOpts::default()).one(html).document
}

/// A fragment of HTML, parsed and serialised again as a browser does. It is unchanged if the fragment is valid.
pub(crate) fn serialised(html: &str) -> String {
    let mut out = Vec::new();
    serialize(&mut out, &SerializableHandle::from(parsed(html)), SerializeOpts::default()).unwrap();
    let document = String::from_utf8(out).unwrap();
    let body = document.strip_prefix("<html><head></head><body>").unwrap();
    body.strip_suffix("</body></html>").unwrap().to_owned()
}

#[test]
fn styles_come_out_as_elements() {
    for (page, expected) in [
        ("<p>a <b>b</b> <i>c <code>d</code></i>", "<p>a <strong>b</strong> <em>c <code>d</code></em></p>\n"),
        ("<p>a<br>b", "<p>a<br>\nb</p>\n"),
        ("<p>1 &lt; 2 &amp; \"3\"", "<p>1 &lt; 2 &amp; \"3\"</p>\n"),
        (
            "<ul><li>a<ol start=3><li>b</ol><li>c</ul>",
            "<ul>\n<li><p>a</p>\n<ol start=\"3\">\n<li><p>b</p>\n</li>\n</ol>\n</li>\n<li><p>c</p>\n</li>\n</ul>\n",
        ),
        ("<blockquote><p>a<p>b</blockquote>", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n"),
        (
            "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
            "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n<tr><td>c</td><td>d</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td colspan=2>d<td>e</table>",
            "<table>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n<tr><td></td><td>c</td></tr>\n<tr><td>d</td><td></td><td>e</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "<ol><li>a<li value=5>b<li>c</ol>",
            "<ol>\n<li><p>a</p>\n</li>\n<li value=\"5\"><p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>\n",
        ),
        (
            "<ol start=-1><li>a<li>b<li>c</ol>",
            "<ol start=\"-1\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>\n",
        ),
        (
            "<table><thead><tr><td>a<td>b<tr><th>c<th>d<tbody><tr><td>e<td>f<tr><th>g<th>h</table>",
            "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n<tr><th>c</th><th>d</th></tr>\n</thead>\n<tbody>\n<tr><td>e</td><td>f</td></tr>\n<tr><th>g</th><th>h</th></tr>\n</tbody>\n</table>\n",
        ),
        (
            "<dl><div><dt><b>a</b><dd>b<p>c</div><div><dt>d<dd><ul><li>e</ul></div></dl><dl><dt>f<dd>g</dl>",
            "<dl>\n<dt><p>a</p>\n</dt>\n<dd><p>b</p>\n<p>c</p>\n</dd>\n<dt><p>d</p>\n</dt>\n<dd><ul>\n<li><p>e</p>\n</li>\n</ul>\n</dd>\n</dl>\n<dl>\n<dt><p>f</p>\n</dt>\n<dd><p>g</p>\n</dd>\n</dl>\n",
        ),
        ("<dl><dt><h3>a</h3><dd>b</dl>", "<dl>\n<dt><p>a</p>\n</dt>\n<dd><p>b</p>\n</dd>\n</dl>\n"),
        (
            "<dl><dd>a</dl><dl><dd>b<dt>c<dd>d</dl>",
            "<p>a</p>\n<p>b</p>\n<dl>\n<dt><p>c</p>\n</dt>\n<dd><p>d</p>\n</dd>\n</dl>\n",
        ),
        ("<p>a <ins>b</ins> <del>c</del>", "<p>a <ins>b</ins> <del>c</del></p>\n"),
        (
            "<ul><li><input type=checkbox disabled> a<li><input type=checkbox disabled checked>b</ul>",
            "<ul>\n<li><p><input type=\"checkbox\" disabled=\"\"> a</p>\n</li>\n<li><p><input type=\"checkbox\" disabled=\"\" checked=\"\"> b</p>\n</li>\n</ul>\n",
        ),
        ("<pre>\n\na</pre>", "<pre><code>\na</code></pre>\n"),
        (
            "<p>a \\(b\\) c <math display=block alttext=d></math> e",
            "<p>a <code class=\"math\">b</code> c <code class=\"math display\">d</code> e</p>\n",
        ),
        (
            "<pre><code class='language-rust'>a\n  b</code></pre>",
            "<pre><code class=\"language-rust\">a\n  b</code></pre>\n",
        ),
        ("<p>a <a href='https://a.example/?b&c'>d</a>", "<p>a <a href=\"https://a.example/?b&amp;c\">d</a></p>\n"),
    ] {
        assert_eq!(html(page), expected, "{page}");
    }
}

/// The usual ways to get a script past a filter, in HTML and in Markdown.
pub(crate) const TRICKS: &[&str] = &[
    "<script>alert(1)</script>a",
    "<p onclick=alert(1)>a",
    "<p style='background:url(javascript:alert(1))'>a",
    "<img src=x onerror=alert(1)>a",
    "a<img src='javascript:alert(1)' alt='\"><script>alert(1)</script>'>b",
    "a<img src='https://a.example/b\" onerror=\"alert(1)'>b",
    "a<img src='data:image/svg+xml;base64,PHN2Zz4='>b",
    "<svg onload=alert(1)><script>alert(1)</script></svg>a",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></table></math>a",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='JaVaScRiPt:alert(1)'>a</a>",
    "<a href=' &#1; javascript:alert(1)'>a</a>",
    "<a href='java&#10;script:alert(1)'>a</a>",
    "<a href='javascript&colon;alert(1)'>a</a>",
    "<a href='&#x6A;avascript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='vbscript:msgbox(1)'>a</a>",
    "<a href='https://a.example/\" onmouseover=\"alert(1)'>a</a>",
    "<a href='//a.example' target=_blank onclick=alert(1)>a</a>",
    "<base href='javascript:alert(1)//'><a href='b'>a</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>a",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>a",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>a</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><link rel=stylesheet href='javascript:alert(1)'>a",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>a&lt;img src=x onerror=alert(1)&gt;",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>a",
    "<!--><img src=x onerror=alert(1)>-->a",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<pre><code class='language-x\" onclick=\"alert(1)'>a</code></pre>",
    "<math alttext='</code><script>alert(1)</script>'><mi>x</mi></math>a",
    "<p>a<sup><a href='#n'>1\"><script>alert(1)</script></a></sup><p id=n>b",
    "<div><template shadowrootmode=open><script>alert(1)</script>a</template></div>",
    "<ul><li id='x\"onclick=alert(1)'>a</ul>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>a",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>a",
    "<math><mi><table><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>b",
    "<math><maction actiontype=statusline xlink:href='javascript:alert(1)'>a</maction></math>",
    "<math href='javascript:alert(1)'><mi>a</mi></math>",
    "<a href=javascript:alert(1)>a</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">a</a>",
    "<a href='java&NewLine;script:alert(1)'>a</a>",
    "<a href='&#14;javascript:alert(1)'>a</a>",
    "<a href='java&#0;script:alert(1)'>a</a>",
    "<a href='\u{2028}javascript:alert(1)'>a</a>",
    "<a href='\u{feff}javascript:alert(1)'>a</a>",
    "<a href='feed:javascript:alert(1)'>a</a>",
    "<a href='livescript:alert(1)'>a</a>",
    "<a href='blob:https://a.example/1'>a</a>",
    "<a href='http:javascript:alert(1)'>a</a>",
    "<a href='\\\\a.example\\b'>a</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
    "<p style='width:expression(alert(1))'>a",
    "<img src='https://a.example/b.png' srcset='javascript:alert(1)'>a",
    "a<picture><source srcset='javascript:alert(1)'><img></picture>b",
    "a<img src='https://a.example/b.png?`onerror=alert(1)' alt='`onerror=alert(1)'>b",
    "<a href='https://a.example/)[a](javascript:alert(1)'>a</a>",
    "<a href='https://a.example/> <script>alert(1)</script>'>a</a>",
    "<a href='https://a.example/' title='\"onclick=alert(1) '>a</a>",
    "<a href='https://a.example/&quot;&gt;&lt;script&gt;'>a](javascript:alert(1))</a>",
    "a<img src='https://a.example/b.png' alt='](x) [a](javascript:alert(1))'>b",
    "<p>[a](javascript:alert(1))",
    "<p>![a](javascript:alert(1))",
    "<p>[a](data:text/html,x 'b')",
    "<p>&lt;javascript:alert(1)>",
    "<p>a <b>&lt;</b>javascript:alert(1)>",
    "<p>[a]: javascript:alert(1)<p>[a]",
    "<p>[a][]<br>[a]:<br>javascript:alert(1)",
    "<p>&lt;img src=x onerror=alert(1)//",
    "<p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<p>\\&lt;script>alert(1)&lt;/script>",
    "<p>`&lt;script>`alert(1)",
    "<pre>```\n<b>&lt;script>alert(1)&lt;/script></b>\n```\n&lt;script></pre>",
    "<pre>~~~\n&lt;script>alert(1)&lt;/script></pre>",
    "<p><code>`</code>&lt;script>alert(1)<code>`</code>",
    "<ul><li>&lt;script>alert(1)<li>    &lt;script></ul>",
    "<table><tr><td>`|<td>`&lt;script>alert(1)</table>",
    "<p>\\(&lt;script>alert(1)\\) $&lt;img src=x onerror=alert(1) \\alpha$",
    "<script type=math/tex></p><img src=x onerror=alert(1)>`<script></script>a",
    "<p>a<sup><a href='#n'>](javascript:alert(1))</a></sup><p id=n>b",
    "<pre lang='x\"><script>alert(1)</script>'>a</pre>",
    "<pre lang='x\n\n<script>alert(1)</script>'>a</pre>",
    "<ol start='1\"onclick=alert(1)'><li value='2\"><script>'>a</ol>",
    "<ul><li><input type=checkbox disabled onfocus=alert(1) autofocus>a</ul>",
];

#[test]
fn no_trick_comes_through() {
    for page in TRICKS {
        let article = article(page);
        let html = article.html();
        assert_renders_harmless(page, &article);
        assert_eq!(serialised(&html), html, "{page}");
    }
}

/// Asserts that the HTML and the Markdown of an article that was made from a page are [harmless](assert_harmless).
pub(crate) fn assert_renders_harmless(page: &str, article: &Article) {
    assert_harmless(page, &article.html());
    // Readers of plain CommonMark let HTML through.
    for options in [Options::empty(), Options::all()] {
        let mut shown = String::new();
        pulldown_cmark::html::push_html(&mut shown, Parser::new_ext(&article.markdown(), options));
        assert_harmless(page, &shown);
    }
}

/// Asserts that the HTML that was made from a page has only known elements and attributes, and no address that runs a
/// script.
fn assert_harmless(page: &str, html: &str) {
    // Elements that readers of Markdown use for notes and formulas.
    const OF_MARKDOWN: &[&str] = &["hr", "span"];
    // The document is kept alive, since the tree takes itself apart when its root is freed.
    let document = parsed(html);
    let mut open = vec![document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let name = &*name.local;
            let is_known = [ELEMENTS, FRAME, OF_MARKDOWN].iter().any(|names| names.contains(&name));
            assert!(is_known, "<{name}> from {page}: {html}");
            for attribute in attrs.borrow().iter() {
                let (key, value) = (&*attribute.name.local, attribute.value.to_ascii_lowercase());
                assert!(ATTRIBUTES.contains(&key), "{key} from {page}: {html}");
                let is_address = matches!(key, "href" | "src");
                let is_safe = ["https:", "http:", "mailto:", "/", "#"].iter().any(|safe| value.starts_with(safe));
                assert!(!is_address || is_safe || !value.contains(':'), "{value} from {page}: {html}");
                assert!(key != "type" || value == "checkbox", "{value} from {page}: {html}");
            }
        }
        open.extend(node.children.borrow().iter().cloned());
    }
}
