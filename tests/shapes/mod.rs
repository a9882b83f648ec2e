//! Pages and texts of hostile shapes, in any size, for tests of time and memory.

/// A way to make a page or text of any number of copies of something.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) make: fn(usize) -> String,
    /// Number of copies that take about 50 ms in a debug build.
    pub(crate) copies: usize,
}

/// Pages of all kinds of hostile shapes.
pub(crate) const PAGES: &[Shape] = &[
    Shape { name: "nested inline tags", make: |n| nests("span", 200, n), copies: 15 },
    Shape { name: "nested formatting", make: |n| nests("b", 100, n), copies: 20 },
    Shape { name: "one nest of inline tags", make: |n| nests("span", n, 1), copies: 200 },
    Shape { name: "misnested formatting", make: |n| "<b><p><i></b>x</p></i>".repeat(n), copies: 100 },
    Shape { name: "links in links", make: |n| "<a href=/x>more <div>".repeat(n), copies: 100 },
    Shape { name: "rows of a table", make: |n| wrap("table", &"<tr><td>1<td>2<td>3".repeat(n)), copies: 600 },
    Shape { name: "cells of a row", make: |n| wrap("table", &"<td>x y z".repeat(n)), copies: 2_000 },
    Shape { name: "tables in tables", make: |n| "<table><tr><td>".repeat(50).repeat(n) + "x", copies: 2 },
    Shape { name: "text fostered out of a table", make: |n| wrap("table", &"x<tr>".repeat(n)), copies: 400 },
    Shape { name: "tags fostered out of a table", make: |n| wrap("table", &"<div>x</div><tr>".repeat(n)), copies: 400 },
    Shape {
        name: "attributes of one tag",
        make: |n| format!("<p {}>x", (0..n).map(|n| format!("a{n}=x ")).collect::<String>()),
        copies: 15_000,
    },
    Shape { name: "tags with attributes", make: |n| "<p a=1 b=2 c=3 d=4 e=5 f=6 g=7>x</p>".repeat(n), copies: 800 },
    Shape {
        name: "attributes given to the body",
        make: |n| (0..n).map(|n| format!("<body a{n}>")).collect(),
        copies: 20_000,
    },
    Shape { name: "classes of one tag", make: |n| format!("<p class='{}'>x", "comment x1 ".repeat(n)), copies: 8_000 },
    Shape { name: "one endless line", make: |n| wrap("p", &"lorry after lorry ".repeat(n)), copies: 2_500 },
    Shape { name: "one endless word", make: |n| wrap("p", &"a".repeat(n)), copies: 60_000 },
    Shape { name: "one endless Chinese line", make: |n| wrap("p", &"船又晚点了，".repeat(n)), copies: 3_000 },
    Shape {
        name: "one endless Thai line", make: |n| wrap("p", &"เรือล่าช้าอีกครั้ง".repeat(n)), copies: 1_000
    },
    Shape {
        name: "one endless sentence of labels",
        make: |n| wrap("p", &"Read more: photo: ".repeat(n)),
        copies: 1_500,
    },
    Shape {
        name: "one endless copyright notice",
        make: |n| wrap("p", &"© 2024 all rights reserved ".repeat(n)),
        copies: 1_000,
    },
    Shape { name: "one endless line of code", make: |n| wrap("pre", &"if (a < b) { c(); } ".repeat(n)), copies: 2_000 },
    Shape { name: "tiny blocks", make: |n| "<p>x</p>".repeat(n), copies: 1_500 },
    Shape { name: "tiny headings", make: |n| "<h2>Related posts</h2>".repeat(n), copies: 800 },
    Shape {
        name: "tiny blocks, all different",
        make: |n| (0..n).map(|n| format!("<p>{n} lorries")).collect(),
        copies: 1_200,
    },
    Shape { name: "siblings in a line", make: |n| wrap("p", &"<i>x</i> ".repeat(n)), copies: 2_000 },
    Shape { name: "links in a line", make: |n| wrap("p", &"<a href=/x>More</a> ".repeat(n)), copies: 1_500 },
    Shape {
        name: "siblings with classes",
        make: |n| (0..n).map(|n| format!("<div class=c{n}>x</div>")).collect(),
        copies: 1_200,
    },
    Shape { name: "pictures", make: |n| "<img src=a.png alt='the quay'>".repeat(n), copies: 1_500 },
    Shape { name: "figures", make: |n| "<figure><img src=a.png><figcaption>x</figure>".repeat(n), copies: 500 },
    Shape {
        name: "a quotation with a long class",
        make: |n| format!("<blockquote class='{}'>{}", "x1 ".repeat(10 * n), "<p>The quay.".repeat(n)),
        copies: 600,
    },
    Shape {
        name: "embeds of one figure",
        make: |n| {
            let frame = |n| format!("<iframe src=https://www.youtube.com/embed/q{n}></iframe>");
            let frames: String = (0..n).map(frame).collect();
            wrap("figure", &format!("<figcaption>{}</figcaption>{frames}", "x ".repeat(4 * n)))
        },
        copies: 400,
    },
    Shape { name: "line breaks", make: |n| wrap("div", &"x<br><br>".repeat(n)), copies: 1_500 },
    Shape { name: "entities", make: |n| wrap("p", &"&amp;&#8203;&#x110000;&notit; ".repeat(n)), copies: 2_000 },
    Shape { name: "comments", make: |n| "x<!-- y -->".repeat(n), copies: 3_000 },
    Shape { name: "comment without an end", make: |n| "<p>x<!--".to_owned() + &"- ".repeat(n), copies: 40_000 },
    Shape { name: "NULs", make: |n| wrap("p", &"\0x".repeat(n)), copies: 8_000 },
    Shape { name: "blocks of NULs", make: |n| "<p>\0".repeat(n), copies: 3_000 },
    Shape { name: "spaces", make: |n| wrap("p", &" \u{a0}\t\n".repeat(n)), copies: 20_000 },
    Shape { name: "nested lists", make: |n| ("<ul><li>x".repeat(60) + &"</ul>".repeat(60)).repeat(n), copies: 12 },
    Shape { name: "one nest of lists", make: |n| "<ul><li>x".repeat(n), copies: 100 },
    Shape { name: "list items", make: |n| wrap("ol", &"<li>x".repeat(n)), copies: 1_500 },
    Shape { name: "definitions", make: |n| wrap("dl", &"<dt>x<dd>y".repeat(n)), copies: 800 },
    Shape { name: "one nest of templates", make: |n| "<template>".repeat(n), copies: 100 },
    Shape { name: "templates", make: |n| "<template><p>x</template>".repeat(n), copies: 1_200 },
    Shape {
        name: "options of a select",
        make: |n| wrap("select", &"<option value=1>Islands".repeat(n)),
        copies: 2_500,
    },
    Shape { name: "selects", make: |n| "<select><option>x<option>y</select>z ".repeat(n), copies: 800 },
    Shape { name: "nothing closed", make: |n| "<div><p><b><i>x<ul><li>".repeat(n), copies: 60 },
    Shape { name: "formatting never closed", make: |n| "<b><i><a href=x><p>y".repeat(n), copies: 200 },
    Shape {
        name: "fonts never closed",
        make: |n| (0..n).map(|n| format!("<font size={n}><p>x")).collect(),
        copies: 60,
    },
    Shape {
        name: "attribute without an end",
        make: |n| "<p>x<p class=\"".to_owned() + &"x ".repeat(n),
        copies: 40_000,
    },
    Shape {
        name: "script without an end",
        make: |n| "<p>x<script>".to_owned() + &"<!--<script>".repeat(n),
        copies: 10_000,
    },
    Shape { name: "nothing but <", make: |n| "<".repeat(n), copies: 40_000 },
    Shape { name: "formulas", make: |n| "<span class=katex><i>x</i></span> ".repeat(n), copies: 800 },
    Shape { name: "notes", make: |n| notes(n), copies: 200 },
    Shape {
        name: "JSON-LD",
        make: |n| json_ld(&r#"{"@type":"Person","@id":"a","name":"Ann Pell"},"#.repeat(n)),
        copies: 800,
    },
    Shape { name: "broken JSON-LD", make: |n| json_ld(&r#"{"a":"b"c" ,} /* //"#.repeat(n)), copies: 3_000 },
    Shape { name: "metas", make: |n| "<meta name=author content='Ann Pell'>".repeat(n), copies: 1_000 },
    Shape { name: "items under many names, nested", make: |n| items(3, n, "<i itemprop=x>x</i>"), copies: 40 },
    Shape {
        name: "a wide item under many names",
        make: |n| items(1, n, &"<i itemprop=x>x</i>".repeat(n)),
        copies: 400,
    },
    Shape { name: "bylines and dates", make: |n| "<p>By Ann Pell <time>30 May 2024</time>".repeat(n), copies: 400 },
];

/// Pages on which one element has an attribute or text that concerns many blocks. Time and memory stay linear only if
/// not every block gets a copy of it.
pub(crate) const REPEATS: &[Shape] = &[
    Shape {
        name: "blocks in one formula",
        make: |n| format!("<p>So <math><mtext>{}</mtext></math>", "<div>x y z</div>".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "blocks in one formula with its source",
        make: |n| {
            let (source, blocks) = ("x+".repeat(n), "<div>x</div>".repeat(n));
            format!(
                "<p>So <math><semantics><mtext>{blocks}</mtext><annotation encoding=tex>{source}</annotation></math>"
            )
        },
        copies: 300,
    },
    Shape {
        name: "blocks in one formula with a text",
        make: |n| format!("<p>So <math alttext='{}'><mtext>{}", "x+".repeat(n), "<div>x</div>".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "annotations",
        make: |n| {
            let source = "<annotation encoding=application/x-tex>x^2</annotation>";
            format!("<p>So <math><semantics><mi>x</mi>{source}</semantics></math> it is.").repeat(n)
        },
        copies: 150,
    },
    Shape {
        name: "pictures of formulas",
        make: |n| wrap("p", &format!("x <img class=latex alt='{}'> ", "x+".repeat(50)).repeat(n)),
        copies: 150,
    },
    Shape {
        name: "blocks in one link",
        make: |n| format!("<a href=/{}>{}", "x".repeat(n), "<p>x</p>".repeat(n)),
        copies: 400,
    },
    Shape {
        name: "blocks in links as long as they may be",
        make: |n| format!("<a href=/{}>{}</a>", "x".repeat(8_000), "<p>x</p>".repeat(1_000)).repeat(n.div_ceil(10)),
        copies: 10,
    },
    Shape {
        name: "cells in one link",
        make: |n| format!("<a href=/{}><table>{}", "x".repeat(n), "<tr><td>x<td>y".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "blocks behind a link that is left open",
        make: |n| format!("<div><a href=/{}>x</div>{}", "x".repeat(n), "<p>x".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "blocks behind a long link that is left open, with another link before each",
        make: |n| {
            let block = "<p>the quay<table><tr><td><a href=b>y</a></table>";
            format!("<div><a href=/{}>x</div>{}", "x".repeat(8_000), block.repeat(n))
        },
        copies: 150,
    },
    Shape {
        name: "links under a heading that is one long word",
        make: |n| format!("<p>Related posts: {}</p>{}", "a".repeat(20_000), "<p><a href=/a>the quay</a></p>".repeat(n)),
        copies: 400,
    },
    Shape {
        name: "items of a list within two hundred others",
        make: |n| "<ul><li>".repeat(200) + &"<li>the quay".repeat(n),
        copies: 600,
    },
    Shape {
        name: "blocks within an item of microdata that is left open",
        make: |n| {
            format!("<div><i itemscope itemtype='{}'>x</div>{}", "https://a.example/A ".repeat(150), "<p>x".repeat(n))
        },
        copies: 400,
    },
    Shape {
        name: "blocks behind a link and code left open, both copied into all",
        make: |n| {
            format!("<div><code class={0}><a href=/{0}>x</div>{1}", "x".repeat(500), "<p>the quay, the quay".repeat(n))
        },
        copies: 120,
    },
    Shape {
        name: "blocks behind a block of formatting left open, copied into all",
        make: |n| {
            let class = "x1 ".repeat(200);
            format!("<div><b style='display: block' class='{class}'>x</div>{}", "<p>the quay, the quay".repeat(n))
        },
        copies: 60,
    },
    Shape {
        name: "properties behind one that is left open",
        make: |n| {
            let content = "x".repeat(500);
            format!("<div itemscope><div><i itemprop=x content={content}>x</div>{}", "<p>the quay, the quay".repeat(n))
        },
        copies: 120,
    },
    Shape {
        name: "properties around one text",
        make: |n| {
            let text = "the quay ".repeat(100);
            let nest = "<i itemprop='a b c d'>".repeat(100) + &text + &"</i>".repeat(100);
            format!("<div itemscope itemtype=https://schema.org/Article>{}", wrap("p", &nest).repeat(n))
        },
        copies: 6,
    },
    Shape {
        name: "code in one class",
        make: |n| format!("<div class='{}'>{}", "x1 ".repeat(n), "<pre>x</pre>".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "code in one language",
        make: |n| format!("<pre data-lang='{0}'><code class='{0}'>{1}", "x1 ".repeat(n), "<div>x</div>".repeat(n)),
        copies: 300,
    },
    Shape {
        name: "an author around blocks",
        make: |n| {
            format!("<div class=author itemprop=author title='{}'>{}", "x ".repeat(n), "<p>Ann Pell</p>".repeat(n))
        },
        copies: 300,
    },
    Shape {
        name: "notes with long ids",
        make: |n| {
            let id = |n: usize| format!("{n}{}", "x".repeat(400));
            let sign = |n| format!("<p>the quay<sup><a href=#{}>{n}</a></sup></p>", id(n));
            let note = |n| format!("<li id={}>the book", id(n));
            (0..n).map(sign).collect::<String>() + &wrap("ol", &(0..n).map(note).collect::<String>())
        },
        copies: 60,
    },
    Shape {
        name: "references to one note",
        make: |n| {
            let id = "x".repeat(n);
            format!("{}<ol><li id={id}>the book", format!("<p>the quay<a href=#{id}>1</a></p>").repeat(40))
        },
        copies: 100,
    },
    Shape {
        name: "nested tables with pictures of many sizes",
        make: |n| {
            let sizes: String = (1..9).map(|size| format!("/quay{size}.jpg {size}00w, ")).collect();
            let cell = format!(
                "<table><tr><td><picture><source srcset='{sizes}'><img srcset='{sizes}' alt=quay></picture>x<td>y"
            );
            (cell.repeat(20) + &"</table>".repeat(20)).repeat(n)
        },
        copies: 3,
    },
    Shape {
        name: "captions of one figure",
        make: |n| format!("<figure><img src=a.png alt='{}'><figcaption>{}", "x ".repeat(n), "<p>x</p>".repeat(n)),
        copies: 400,
    },
    Shape {
        name: "links below a long base",
        make: |n| {
            format!("<base href=https://a.example/{}/>{}", "x".repeat(8_000), "<p><a href=x>the quay</a></p>".repeat(n))
        },
        copies: 300,
    },
    Shape {
        // Too long for the lines of a poem, which would be one block as far as poems go.
        name: "blocks in quotations",
        make: |n| {
            let quoted = wrap("p", &"the quay, and behind the quay the wall of the harbour, and no boat. ".repeat(3));
            "<blockquote>".repeat(100) + &quoted.repeat(n)
        },
        copies: 150,
    },
    Shape {
        name: "items of one deep list",
        make: |n| "<ul><li>".repeat(100) + &"<li>the quay, the quay".repeat(n),
        copies: 150,
    },
    Shape {
        name: "rows below one with many columns",
        make: |n| {
            wrap(
                "table",
                &("<tr>".to_owned() + &"<th colspan=1000>x".repeat(n) + &"<tr><td rowspan=0>x<td>y".repeat(n)),
            )
        },
        copies: 150,
    },
];

/// Plain texts of hostile shapes.
pub(crate) const TEXTS: &[Shape] = &[
    Shape { name: "one endless line", make: |n| "Lorry after lorry went by. ".repeat(n), copies: 400 },
    Shape { name: "one endless word", make: |n| "a".repeat(n), copies: 60_000 },
    // Twice as many copies take six times as many rounds of cleaning; beyond that the number of rounds does not grow.
    Shape { name: "one endless line of labels", make: |n| "Read more: photo: share ".repeat(n), copies: 400 },
    Shape { name: "tiny lines", make: |n| "x\n".repeat(n), copies: 2_000 },
    Shape {
        name: "tiny lines, all different",
        make: |n| (0..n).map(|n| format!("{n} lorries\n")).collect(),
        copies: 1_000,
    },
    Shape { name: "tiny paragraphs", make: |n| "x\n\n".repeat(n), copies: 4_000 },
    Shape { name: "blank lines", make: |n| "\n \t\n".repeat(n), copies: 20_000 },
    Shape { name: "list items", make: |n| "- x\n".repeat(n), copies: 1_500 },
    Shape {
        name: "items of growing indent",
        make: |n| (0..n).map(|n| " ".repeat(n % 80) + "* x\n").collect(),
        copies: 1_000,
    },
    Shape { name: "code", make: |n| "    if a { b(); }\n".repeat(n), copies: 1_500 },
    // Below 100 lines one round of cleaning is enough; from 150 lines on the number of rounds does not grow.
    Shape {
        name: "hard-wrapped lines",
        make: |n| "the ferry to the northern islands was late again on Monday, and nobody on\n".repeat(n),
        copies: 1_200,
    },
    Shape { name: "NULs", make: |n| "\0\0 \0\n".repeat(n), copies: 1_500 },
    Shape { name: "bylines and notices", make: |n| "By Ann Pell\n\n© 2024 Ann Pell\n\n".repeat(n), copies: 300 },
];

/// An element with this content.
pub(crate) fn wrap(tag: &str, inner: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

/// `count` nests of elements, each `depth` deep.
fn nests(tag: &str, depth: usize, count: usize) -> String {
    format!("{}x{}", format!("<{tag}>").repeat(depth), format!("</{tag}>").repeat(depth)).repeat(count)
}

/// A page with a JSON-LD list of these items, each with a comma behind it.
fn json_ld(items: &str) -> String {
    format!("<p>x<script type='application/ld+json'>[{items}0]</script>")
}

/// A nest of microdata items, `depth` deep below an outer one, in which each inner item is the value of `names`
/// properties.
fn items(depth: usize, names: usize, inner: &str) -> String {
    let names: String = (0..names).map(|n| format!("a{n} ")).collect();
    let open = format!("<div itemscope itemprop='{names}'>").repeat(depth);
    format!("<div itemscope>{open}{inner}{}</div>", "</div>".repeat(depth))
}

/// A page with this many footnotes and a reference to each.
fn notes(count: usize) -> String {
    let reference = |n| format!("<p>the quay<sup id=r{n}><a href=#n{n}>{n}</a></sup></p>");
    let note = |n| format!("<li id=n{n}>the book <a href=#r{n}>^</a>");
    (0..count).map(reference).collect::<String>() + &wrap("ol", &(0..count).map(note).collect::<String>())
}
