//! Tests of the walk: which blocks a page has, and what they hold.

use crate::limits::Limits;
use crate::page::{Block, BlockKind, Page, SpanKind, Tag};
use crate::parse::parse;

fn walk(html: &str) -> Page {
    super::walk(parse(html, &Limits::default()).unwrap())
}

/// The texts of the blocks, each with a prefix for its kind.
pub(super) fn outline(html: &str) -> Vec<String> {
    let page = walk(html);
    let sign = |kind: BlockKind| match kind {
        BlockKind::Paragraph => String::new(),
        BlockKind::Heading { level } => format!("h{level} "),
        BlockKind::ListItem { depth, number } => {
            format!(
                "{}{} ",
                "  ".repeat(usize::from(depth) - 1),
                number.map_or("-".to_owned(), |number| number.to_string())
            )
        }
        BlockKind::TableRow => "row ".to_owned(),
        BlockKind::Preformatted => "pre ".to_owned(),
        BlockKind::Quote => "> ".to_owned(),
        BlockKind::Caption => "caption ".to_owned(),
    };
    page.blocks.iter().map(|block| sign(block.kind) + page.block_text(block)).collect()
}

#[test]
fn text_is_taken_as_a_reader_sees_it() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("inline elements add no space", "<p><span>a</span><span>b</span>", &["ab"]),
        ("inline elements lose no space", "<p><b>a</b> <i>b</i>", &["a b"]),
        ("white space is one space", "<p> a \n\t b&nbsp;c ", &["a b c"]),
        ("block elements break", "<div>a<p>b</p>c<div><h4>d</h4></div></div>", &["a", "b", "c", "h4 d"]),
        ("custom elements break", "<x-title>a</x-title><x-text>b</x-text>", &["a", "b"]),
        ("one br is a line", "<p>a<br>b", &["a\nb"]),
        ("two br break", "<p>a<br><br>b<br> <br/>c", &["a", "b", "c"]),
        ("a br in a heading is a space", "<h1>a<br>b</h1>", &["h1 a b"]),
        ("pre keeps its lines", "<pre>\n  a\n    b\n</pre>", &["pre   a\n    b"]),
        ("lists keep order and nesting", "<ol start=3><li>a<ul><li>b</ul><li>c</ol>", &["3 a", "  - b", "4 c"]),
        ("only the first paragraph of a list item is a list item", "<ul><li><p>a<p>b</ul>", &["- a", "b"]),
        ("tables of data come row by row", "<table><tr><th>a<th>b<tr><td>1<td>2</table>", &["row a | b", "row 1 | 2"]),
        ("empty cells stay", "<table><tr><td>a<td><td>c<tr><td>d<td>e<td></table>", &["row a | | c", "row d | e |"]),
        ("lists in cells are one cell", "<table><tr><td>a<td><ul><li>b<li>c</ul></table>", &["row a | b c"]),
        ("tables of layout fall apart", "<table><tr><td><h2>a</h2><td>b</table>", &["h2 a", "b"]),
        (
            "tables around tables are layout",
            "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>",
            &["a", "row b | c"],
        ),
        (
            "posts beside their authors are layout",
            "<table border=0><tr><td>Tine<br>Posts: 12<td>The sluice gate has not been cleaned since the flood, and \
             nobody at the mill knows why.<br><br>So we went and looked.<tr><td>Hob<td>And?</table>",
            &[
                "Tine\nPosts: 12",
                "The sluice gate has not been cleaned since the flood, and nobody at the mill knows why.",
                "So we went and looked.",
                "Hob",
                "And?",
            ],
        ),
        (
            "a post with its name above it is layout",
            "<table><tr><td width=40><img src=i.gif><td><a href=u>Tine</a><td><div>2 hours ago</div><div>We tried the \
             same with a steel rake, and it lasted one winter; the teeth bend in the ice.</div></table>",
            &[
                "Tine",
                "2 hours ago",
                "We tried the same with a steel rake, and it lasted one winter; the teeth bend in the ice.",
            ],
        ),
        (
            "text beside pictures and empty cells is layout",
            "<table cellpadding=0><tr><td><img src=a.jpg><td>a<br>b<tr><td>c<td>&nbsp;</table>",
            &["a\nb", "c"],
        ),
        ("marks of a list are no column", "<table><tr><td>1.<td>a<tr><td>•<td>b</table>", &["1.", "a", "•", "b"]),
        ("a table that says so is layout", "<table datatable=0><tr><td>a<td>b</table>", &["a", "b"]),
        ("signs behind names are data", "<table><tr><td>a<td>✓<tr><td>b<td>–</table>", &["row a | ✓", "row b | –"]),
        (
            "two short lines in a cell are data",
            "<table><tr><td><p>Oak<p>Quercus<td>60<br>65</table>",
            &["row Oak Quercus | 60 65"],
        ),
        (
            "two paragraphs in a table with a header row are data",
            "<table><tr><th>Wood<th>Use<tr><td>Ash<td><p>For the teeth of a rake that has to bend in the ice without \
             breaking, winter after winter.<p>Also for oars.</table>",
            &[
                "row Wood | Use",
                "row Ash | For the teeth of a rake that has to bend in the ice without breaking, winter after winter. \
                 Also for oars.",
            ],
        ),
        (
            "one column of text below a caption is data",
            "<table><caption>a</caption><tr><td>b<td></table>",
            &["caption a", "row b |"],
        ),
        ("a caption is a caption", "<figure><img><figcaption>a</figcaption></figure>", &["caption a"]),
        ("a quotation is a quotation", "<blockquote><p>a</blockquote>", &["> a"]),
        ("hidden text is not seen", "<p hidden>a<p style='color:red; DISPLAY : none'>c<p>d", &["d"]),
        (
            "hidden panels are read, because a click opens them",
            "<div role=tabpanel hidden>a</div><div class=accordion-body style=display:none>b</div>",
            &["a", "b"],
        ),
        ("hidden dialogs are not read", "<div role=dialog class=toggle hidden>a</div>b", &["b"]),
        ("streamed parts are shown by a script", "<div hidden id=S:1f>a</div><div hidden id=S:idebar>b</div>", &["a"]),
        (
            "code is no text",
            "<p>a<script>b</script><style>c</style><svg><text>d</text></svg><iframe>e</iframe>",
            &["a"],
        ),
        ("controls are no text", "<p>a<select><option>b</select><textarea>c</textarea>", &["a"]),
        (
            "an iframe that closes itself in a noscript is empty",
            "<p>a<noscript><iframe src=x /></noscript><p>b<iframe>c</iframe>",
            &["a", "b"],
        ),
        ("the elements in a noscript are read", "<p>a<noscript><p>b</noscript>", &["a", "b"]),
        ("a lazy image does not break", "<p>a<noscript><img src=x></noscript>b", &["ab"]),
        ("a template is not shown", "<template><p>a</template><p>b", &["b"]),
        ("a shadow root is shown", "<div><template shadowrootmode=open><p>a</template></div><p>b", &["a", "b"]),
        ("soft hyphens are not seen", "<p>hy&shy;phen zero&#8203;width", &["hyphen zerowidth"]),
        ("readings above ideographs are left out", "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", &["漢字"]),
        ("the space of ideographs stays", "<p>一　二", &["一　二"]),
        (
            "ARIA headings are headings",
            "<div role=heading aria-level=3>a</div><span role=heading>b</span>",
            &["h3 a", "h2 b"],
        ),
    ];
    for (name, html, expected) in cases {
        assert_eq!(outline(html), *expected, "{name}: {html}");
    }
}

#[test]
fn a_sentence_is_never_torn() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("custom elements in a paragraph", "<p><x-a>A gate</x-a> of <x-b><b>oak</b></x-b>", &["A gate of oak"]),
        ("custom elements behind text", "<div>Seen <time-ago>3 days ago</time-ago></div>", &["Seen 3 days ago"]),
        ("custom elements before text", "<li><x-num>40</x-num><!-- --> boards</li>", &["- 40 boards"]),
        ("custom elements with a block", "<div>a <x-a><p>b</p></x-a> c</div>", &["a", "b", "c"]),
        ("custom elements behind a link", "<div><a href=/a>a</a> <x-a>b</x-a></div>", &["a", "b"]),
        ("custom elements with a shadow", "<div>a <x-a><template shadowrootmode=open>b</template></x-a>", &["a", "b"]),
        ("boxes with an inline style", "<div>a <div style='Display:inline'>b</div> c</div>", &["a b c"]),
        (
            "rows of boxes",
            "<div>see the <div style='display:inline-flex'>PLAN</div>, too</div>",
            &["see the PLAN, too"],
        ),
        ("boxes within a sentence", "<div>the <div class=tip>sluice</div> was shut</div>", &["the sluice was shut"]),
        ("boxes between sentences", "<div>the end. <div>note</div> next</div>", &["the end.", "note", "next"]),
        (
            "boxes with a capital",
            "<div>of the <div>Advertisement</div> yard</div>",
            &["of the", "Advertisement", "yard"],
        ),
        (
            "boxes behind a line",
            "<div>one line<div>two lines</div><div>three</div></div>",
            &["one line", "two lines", "three"],
        ),
        (
            "boxes with an inline style and blocks",
            "<div>a <div style='display:inline'><ul><li>b</ul></div> c",
            &["a", "- b", "c"],
        ),
        (
            "formulas of MathJax 3",
            "<p>a <mjx-container jax=SVG><svg></svg><mjx-assistive-mml><math><mi>x</mi></math></mjx-assistive-mml>\
             </mjx-container> b",
            &["a x b"],
        ),
    ];
    for (name, html, expected) in cases {
        assert_eq!(outline(html), *expected, "{name}: {html}");
    }
}

#[test]
fn quotations_have_the_marks_of_their_language() {
    for (language, html, expected) in [
        ("en", "said <q> we <q>stop</q> </q> and", "said “we ‘stop’” and"),
        ("de-CH", "sagte <q>nein</q>.", "sagte „nein“."),
        ("fr", "(<q>non</q>)", "(«non»)"),
        ("en", "<q><q>a</q> b</q>", "“‘a’ b”"),
        ("en", "“<q>a</q>” <q>\"b\"</q> <q></q>c", "“a” \"b\" c"),
        ("en", "a <q><a href=/b>b</a></q>c", "a “b”c"),
    ] {
        assert_eq!(outline(&format!("<html lang={language}><p>{html}")), [expected], "{html}");
    }
}

#[test]
fn elements_that_meet_are_kept_apart_but_words_are_not() {
    for (html, expected) in [
        ("<span>8</span><span>thighs</span>", "8 thighs"),
        ("<span>200</span><b>ml cream</b>", "200 ml cream"),
        ("<span>For 4 people</span><span>Time 50 min</span>", "For 4 people Time 50 min"),
        ("<a href=/a>Home</a><a href=/b>Über uns</a>", "Home Über uns"),
        ("<a>Sensors</a><i>16</i> <span>EUR</span><i>9</i>", "Sensors 16 EUR 9"),
        ("<span><b>VALENTINO</b></span><em>Foto</em>", "VALENTINO Foto"),
        ("<span>It is over.</span><span>Next week</span>", "It is over. Next week"),
        ("<span>he thinks,</span><span>one leg</span>", "he thinks, one leg"),
        ("<cite>ada wrote:</cite>is it", "ada wrote: is it"),
        ("<b>Ort:</b><span>Graz</span>", "Ort: Graz"),
        ("<span>T</span>he <b>T</b><i>he</i>", "The The"),
        ("i<b>Phone</b><i>s</i> Mc<i>Donald</i> <b>Mc</b><i>Donald</i>", "iPhones McDonald McDonald"),
        ("H<sub>2</sub><b>O</b> <i>v</i><b>2</b> <i>5</i><b>G</b>", "H2O v2 5G"),
        ("<span>3</span><span>rd</span> <span>2</span><span>g</span> 5<span>kg</span>", "3rd 2g 5kg"),
        ("<span>Donau</span><span>dampf</span><span>schiff</span>", "Donaudampfschiff"),
        ("<span>get</span><wbr><span>Name</span> <code><i>a</i><b>B</b></code>", "getName aB"),
        ("<span>System.</span><span>Console</span> 10:<b>30</b> c:<b>dir</b>", "System.Console 10:30 c:dir"),
        ("<span>a</span><span></span>B <span>ja</span><a id=x></a>B", "aB jaB"),
        ("<em>Quiet</em><strong>Water</strong> <span>Ada</span><sup>1</sup>", "QuietWater Ada1"),
        ("你<b>好</b><span>吗</span> <b>女主角:</b>朴信惠", "你好吗 女主角:朴信惠"),
    ] {
        assert_eq!(outline(&format!("<p>{html}")), [expected], "{html}");
    }
}

#[test]
fn hidden_text_is_read_only_if_little_else_is_visible() {
    let story = "The ferry leaves at nine, and whoever is late takes the bridge. ".repeat(20);
    let page = walk(&format!("<nav>Home</nav><main style='visibility:hidden'><p>{story}</main>"));
    assert_eq!(page.blocks.len(), 2);
    let page = walk(&format!("<p>{story}<div hidden>{story}</div>"));
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn links_keep_their_text_and_target() {
    let page = walk("<p>a <a href=/x>b <b>c</b></a><a>d</a></p><a href=/y><h2>e</h2><p>f</p></a>");
    let links = page.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::Link(Some(target)) => Some((&page.text[span.text.clone()], &page.attributes[target.clone()])),
        SpanKind::Link(None) | SpanKind::Strong => None,
    });
    assert_eq!(links.collect::<Vec<_>>(), [("b c", "/x"), ("e", "/y"), ("f", "/y")]);
}

#[test]
fn containers_hold_their_blocks() {
    let page = walk("<div id=d class='a b'><p>1<p>2</div><table><tr><td>3<td>4</table><p>5");
    let held = |attributes: &str| {
        let container = page.containers.iter().find(|c| page.attributes[c.attributes.clone()] == *attributes).unwrap();
        container.blocks.clone()
    };
    assert_eq!(held("a b d"), 0..2);
    for block in 0..page.blocks.len() {
        for (_, container) in page.ancestors(&page.blocks[block]) {
            assert!(container.blocks.contains(&block), "{container:?} does not hold {block}");
        }
    }
}

#[test]
fn the_head_is_read() {
    let page = walk(
        "<title>A page</title><meta name=Author content='A. Uthor'><meta property=og:title content=Title>\
         <base href=/b><link rel=canonical href=/c><script type=' Application/LD+json'>\
         {\"articleBody\":\"<p>A &amp; B<p>C\"}</script><time datetime=2024-01-02>x</time>",
    );
    assert_eq!(page.head.title.as_deref(), Some("A page"));
    assert_eq!(page.head.meta(&["author"]), Some("A. Uthor"));
    assert_eq!(page.head.titles().collect::<Vec<_>>(), ["Title", "A page"]);
    assert_eq!((page.head.base.as_deref(), page.head.canonical.as_deref()), (Some("/b"), Some("/c")));
    assert_eq!((page.head.structured.entities().count(), page.head.body.as_str()), (1, "A & B\nC\n"));
    let times: Vec<(usize, &str)> = page.head.times.iter().map(|time| (time.block, time.datetime.as_str())).collect();
    assert_eq!(times, [(0, "2024-01-02")]);
}

#[test]
fn text_that_stands_only_in_json_is_read() {
    let line = "The ferry to the northern islands was late again on Monday, and nobody was surprised. ".repeat(3);
    let line = line.trim();
    let json = |kind: &str, value: serde_json::Value| format!("<script type=application/{kind}json>{value}</script>");
    let json_ld = |body: &str| json("ld+", serde_json::json!({ "articleBody": body }));
    let state = json("", serde_json::json!({ "post": { "html": format!("<p>{line}</p>").repeat(4) } }));
    for (name, page, expected) in [
        ("plain", json_ld(&format!("{line}\r\n\r\n&amp;\n{line}")), vec![line, "&", line]),
        ("HTML", json_ld(&format!("<p>{line}<h2>More</h2>{line}")), vec![line, "More", line]),
        ("escaped HTML", json_ld(&format!("&lt;p&gt;{line}&lt;/p&gt;&lt;p&gt;{line}")), vec![line, line]),
        ("state", state.clone(), vec![line; 4]),
        ("little", json_ld("Nobody was surprised."), vec![]),
        ("beside text", json_ld(line) + "<p>" + &"Other text. ".repeat(30), vec![]),
        ("beside many labels", state + &"<p>A label".repeat(200), vec![]),
        ("in short lines too", json_ld(line) + "<p>" + &line.replace(' ', "<br>"), vec![]),
    ] {
        let page = walk(&page);
        let is_added = |block: &&Block| page.ancestors(block).any(|(_, container)| container.tag == Tag::Article);
        let from_data = page.blocks.iter().filter(is_added);
        assert_eq!(from_data.map(|block| page.block_text(block)).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn html_in_json_does_not_describe_the_page() {
    let line = "The ferry to the northern islands was late again on Monday, and nobody was surprised. ".repeat(4);
    let body =
        format!("<title>Other</title><base href=https://other.example/><meta name=author content=Other><p>{line}");
    let json = serde_json::json!({ "articleBody": body });
    let page = walk(&format!("<title>Own</title><script type=application/ld+json>{json}</script>"));
    assert_eq!(page.blocks.len(), 1);
    assert_eq!((page.head.title.as_deref(), page.head.base), (Some("Own"), None));
    assert_eq!(page.head.metas, []);
}

#[test]
fn no_text_behind_many_empty_nodes_is_lost_beside_a_note() {
    let note = "<span>by the first quay</span>";
    let empty = "<i></i>".repeat(70);
    for mark in [format!("1{note}<b>{empty}then</b>"), format!("1<b>{empty}then</b>{note}")] {
        let text = outline(&format!("<p>Here<sup>{mark}</sup> it goes on.")).join(" ");
        assert!(text.contains("then"), "{text}");
    }
}

#[test]
fn notes_in_attributes_of_notes_are_shown_to_four_levels() {
    let note = |inner: String| {
        let value = inner.replace('&', "&amp;").replace('\'', "&#39;");
        format!("the first quay<sup title='{value}'>1</sup>")
    };
    for (levels, blocks) in [(0, 1), (1, 2), (2, 3), (4, 5), (9, 5)] {
        let page = (0..levels).fold("the last quay".to_owned(), |inner, _| note(inner));
        assert_eq!(outline(&format!("<p>{page}")).len(), blocks, "{page}");
    }
}
