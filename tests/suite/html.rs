//! HTML that is safe to show, whatever the page.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{NodeData, RcDom};
use unboil::{Extractor, Rule};

/// All that may come out, beside the frame that the parser puts around it.
const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
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
    "tr",
    "ul",
];
const FRAME: &[&str] = &["html", "head", "body"];
const ATTRIBUTES: &[&str] = &["alt", "class", "href", "id", "src", "start"];

/// The HTML of a page of which all is kept.
fn html(page: &str) -> String {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap().html()
}

#[test]
fn looks_come_out_as_elements() {
    for (page, expected) in [
        ("<p>a <b>b</b> <i>c <code>d</code></i>", "<p>a <strong>b</strong> <em>c <code>d</code></em></p>\n"),
        ("<p>a<br>b", "<p>a<br>\nb</p>\n"),
        ("<p>1 &lt; 2 &amp; \"3\"", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n"),
        (
            "<ul><li>a<ol start=3><li>b</ol><li>c</ul>",
            "<ul>\n<li><p>a</p>\n<ol start=\"3\">\n<li><p>b</p>\n</li>\n</ol>\n</li>\n<li><p>c</p>\n</li>\n</ul>\n",
        ),
        ("<blockquote><p>a<p>b</blockquote>", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n"),
        (
            "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
            "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n",
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

#[test]
fn no_trick_comes_through() {
    for page in [
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
    ] {
        let html = html(page);
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html.as_str());
        let mut open = vec![dom.document];
        while let Some(node) = open.pop() {
            if let NodeData::Element { name, attrs, .. } = &node.data {
                let name = &*name.local;
                assert!(ELEMENTS.contains(&name) || FRAME.contains(&name), "<{name}> from {page}: {html}");
                for attribute in attrs.borrow().iter() {
                    let (key, value) = (&*attribute.name.local, attribute.value.to_ascii_lowercase());
                    assert!(ATTRIBUTES.contains(&key), "{key} from {page}: {html}");
                    let is_address = matches!(key, "href" | "src");
                    let is_safe = ["https:", "http:", "mailto:", "/", "#"].iter().any(|safe| value.starts_with(safe));
                    assert!(!is_address || is_safe || !value.contains(':'), "{value} from {page}: {html}");
                }
            }
            open.extend(node.children.borrow().iter().cloned());
        }
    }
}
