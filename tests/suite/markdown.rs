//! The Markdown of an article is what people would write.

use unboil::{Article, Extractor, Rule};

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    let builder = Extractor::builder().rule(Rule::keep("").unwrap()).base_url("https://a.example/b/").unwrap();
    builder.build().extract(page).unwrap()
}

#[test]
fn structure_is_that_of_the_page() {
    let cases: &[(&str, &str, &str)] = &[
        ("headings", "<h1>a</h1><h3>b # c #</h3>", "# a\n\n### b \\# c \\#"),
        ("styles", "<p>a <b>b</b> <em>c</em> <s>d</s> <code>e</code>", "a **b** *c* ~~d~~ `e`"),
        ("nested styles", "<p><b>a <i>b</i></b> <i><b>c</b></i>", "**a *b*** ***c***"),
        ("styles within words", "<p>un<b>boil</b>ed a<i>(b)</i>c", "un**boil**ed a<em>(b)</em>c"),
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
        (
            "late pictures of any attribute",
            "<p>a<p><img src='data:,x' data-hi-res=/c.webp?w=9><p>b<p><img src=/load.gif data-pics='[{\"u\":\"/d/e.jpg\"}]'><p>f<p><img data-set='/g/h-1.png 1x, /g/h-2.png 2x'><p>i",
            "a\n\n![](https://a.example/c.webp?w=9)\n\nb\n\n![](https://a.example/d/e.jpg)\n\nf\n\n![](https://a.example/g/h-2.png)\n\ni",
        ),
        (
            "attributes that hold no picture",
            "<p>a<p><img src=c.png data-orig=/d/e.jpg><p>b<p><img src='data:,x' data-file=f.jpg alt=/g/h.jpg data-src='/i_{width}x.jpg'><p>j",
            "a\n\n![](https://a.example/b/c.png)\n\nb\n\nj",
        ),
        (
            "formulas in attributes",
            "<p>a <span class=ql-formula data-value='\\frac{x}{2}'><span>x2</span></span> b <i data-tex='e=mc^2'></i> c<div data-math='\\sqrt x'><span>√x</span></div><p>d <img src=e.svg alt='\\sum_{i} i'> f",
            "a $\\frac{x}{2}$ b $e=mc^2$ c\n\n$$\\sqrt x$$\n\nd $\\sum_{i} i$ f",
        ),
        (
            "attributes that hold no formula",
            "<p>a <span data-math=true>b</span> <span data-expr='c == d'>e</span> <span data-context='x^2'>f</span> <span data-value='\\a{b}'>g</span> h<i data-tex='{\"e\": \"x = 2\"}'></i> <span data-tex='{\"e\": \"x = 2\"}'>i</span>",
            "a b e f g h i",
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
            "a[^1] b\n\nc\n\n[^1]: &#32; d\n\n    e",
        ),
        ("no footnotes", "<p><a href='#c'>contents</a><h2 id=c>a</h2>", "[contents](https://a.example/b/#c)\n\n## a"),
        (
            "tags around scripts",
            "<p>&lt;<a href='javascript:x()'>script&gt;a</a>&lt;/script&gt;",
            "&lt;script>a&lt;/script>",
        ),
        ("tags around pictures", "<p>&lt;<img src='javascript:x()'>script&gt;", "&lt;script>"),
        ("entities around scripts", "<p>&amp;<a href='javascript:x()'>lt</a>; R&amp;D", "&amp;lt; R&D"),
        ("headings in scripts", "<p><a href='javascript:x()'># a</a>", "\\# a"),
        ("lists in scripts", "<p>1<a href='javascript:x()'>. a</a>", "1\\. a"),
        ("special characters at the end of a style", "<p><b>a &lt;</b>b", "<strong>a &lt;</strong>b"),
        (
            "markup in the pictures of formulas",
            "<p>a <img class=latex alt='x&#10;&#10;# b&#10;&#10;<script>'>",
            "a $x # b < script>$",
        ),
        ("tags in formulas", "<p>a <math alttext='x<y < z'></math>", "a $x< y < z$"),
        ("code in formulas", "<p>a <math alttext='b`c'></math> <code>&lt;img src=x></code>", "a ``b`c`` `<img src=x>`"),
        ("links in formulas", "<p>a <math alttext='f[x](y)'></math>", "a $f[x] (y)$"),
        ("special characters in addresses", "<p><a href='/c`$d'>a</a> `$", "[a](https://a.example/c%60%24d) \\`\\$"),
        ("addresses with a space", "<p>a <img src='b c.png'> d", "a ![](https://a.example/b/b%20c.png) d"),
        (
            "addresses of several sizes",
            "<p>a <img srcset='b.png 1x, c,1.png 2x'> d <img srcset='e.png 300w,f.png 900w, g.png 600w'> h <img srcset='i.png,'>",
            "a ![](https://a.example/b/c,1.png) d ![](https://a.example/b/f.png) h ![](https://a.example/b/i.png)",
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
        (
            "special characters at the beginning of a line",
            "<p>2024.1<p>1. a<p>7)<p>-5<p>- b<p>+49<p>+ c<p>#1<p># d<p>d<br>---<p>--e",
            "2024.1\n\n1\\. a\n\n7\\)\n\n-5\n\n\\- b\n\n+49\n\n\\+ c\n\n#1\n\n\\# d\n\nd\\\n\\---\n\n\\--e",
        ),
        ("headings with their address", "<h2>a<a href='#a'>#</a></h2><h2><a href='#b'>b</a></h2>", "## a\n\n## b"),
        ("exclamations", "<p>a! <b>b!</b>", "a! **b!**"),
        (
            "styles cut in two",
            "<p><b>a</b><b>, b</b> <a href=/c><i>d</i></a><i>e</i>",
            "**a, b** [*d*](https://a.example/c)*e*",
        ),
        (
            "text behind a reference to a note",
            "<p>a<sup><a href=#n>1</a></sup>(b)<p id=n>c",
            "a[^1]\\(b)\n\n[^1]: &#32; c",
        ),
        (
            "pictures before lists and quotations",
            "<p>a<figure><img src=c.png></figure><ul><li>b<li>d</ul><img src=e.png><blockquote>f</blockquote>",
            "a\n\n![](https://a.example/b/c.png)\n\n- b\n- d\n\n![](https://a.example/b/e.png)\n\n> f",
        ),
        (
            "pictures between items",
            "<ul><li>a<li><img src=c.png><li>b<ul><li><img src=d.png>e</ul></ul>",
            "- a\n\n- ![](https://a.example/b/c.png)\n\n  b\n\n  - ![](https://a.example/b/d.png)\n\n    e",
        ),
        (
            "notes with several ways back",
            "<p>a<sup id=cite_ref-1-0><a href='#n1'>[1]</a></sup> b<sup id=cite_ref-1-1><a href='#n1'>[1]</a></sup><ol><li id=n1>^ <a href='#cite_ref-1-0'><sup><i><b>a</b></i></sup></a> <a href='#cite_ref-1-1'>b</a> c</ol>",
            "a[^1] b[^1]\n\n[^1]: &#32; c",
        ),
        ("commas behind formulas", "<p>a <img class=latex alt=b>, c", "a $b$, c"),
        ("a picture is no link", "<p>a!<a href=/c>b</a>", "a\\![b](https://a.example/c)"),
        (
            "cells over several columns and rows",
            "<table><tr><th>a<th colspan=2>b<th>c<tr><td rowspan=2>d<td>e<td>f<td>g<tr><td>h<td colspan=1000000>i</table>",
            "| a | b |  | c |\n| --- | --- | --- | --- |\n| d | e | f | g |\n|  | h | i |",
        ),
        (
            "cells that reach out of their group",
            "<table><thead><tr><th rowspan=3>a<th>b<tbody><tr><td>c<td>d</table>",
            "| a | b |\n| --- | --- |\n| c | d |",
        ),
        ("numbers of items", "<ol><li value=3>a<li>b<li value=7>c</ol>", "3. a\n4. b\n\n7) c"),
        (
            "numbers of items without a paragraph",
            "<ol><li>a<li><h3>b</h3><li><pre>c</pre></ol>",
            "1. a\n2. ### b\n\n3. ```\n   c\n   ```",
        ),
        ("numbers that go down", "<ol reversed><li>a<li>b</ol>", "2. a\n\n1) b"),
        (
            "task lists",
            "<ul><li><input type=checkbox disabled checked> a<li><input type=checkbox disabled>b<li>[x] c</ul>",
            "- [x] a\n- [ ] b\n- \\[x\\] c",
        ),
        ("numbers below zero", "<ol start=-1><li>a<li>b<li>c</ol>", "0. a\n0. b\n1. c"),
        ("inserted text", "<p>a <ins>b</ins>", "a <ins>b</ins>"),
        (
            "spaces around pictures",
            "<p>a. <img src=c.png> b (<img src=d.png>), e, <img src=f.png>g",
            "a. ![](https://a.example/b/c.png) b (![](https://a.example/b/d.png)), e, ![](https://a.example/b/f.png) g",
        ),
        (
            "pictures behind the last block",
            "<article><ul><li>a</ul><figure><img src=c.png></figure><img src='data:,x'></article><img src=d.png>",
            "- a\n\n![](https://a.example/b/c.png)",
        ),
        (
            "pictures behind the last paragraph",
            "<div><p>a<p><img src=c.png></div><img src=d.png>",
            "a\n\n![](https://a.example/b/c.png)",
        ),
        (
            "definition lists",
            "<dl><dt>a <b>b</b> <code>c</code><dd>d<p>e<dt><a href=/f><i>f</i></a><dd><ul><li>g</ul><dd><ul><li>h</ul></dl>",
            "**a b `c`**\n\nd\n\ne\n\n[***f***](https://a.example/f)\n\n- g\n\n* h",
        ),
        ("headings in definition lists", "<dl><dt><h3>a</h3><dd>b</dl>", "### a\n\nb"),
        (
            "definition lists in lists and task lists in definition lists",
            "<ul><li>a<dl><dt>b<dd><img src=c.png>d<dd><ul><li><input type=checkbox disabled>e<p>f</ul></dl><li>g</ul><dt>h",
            "- a\n\n  **b**\n\n  ![](https://a.example/b/c.png)\n\n  d\n\n  - [ ] e\n\n    f\n\n- g\n\nh",
        ),
        (
            "headings in task lists",
            "<ul><li><input type=checkbox disabled checked><h2>a</h2><p>b</ul>",
            "- ## a\n\n  b",
        ),
        (
            "notes that would define an address",
            "<p>a<sup><a href='#n1'>1</a></sup><sup><a href='#n2'>2</a></sup><p id=n1>b (c)<div id=n2><pre>d</pre></div>",
            "a[^1][^2]\n\n[^1]: &#32; b (c)\n\n[^2]: &#32; &#32;\n\n    ```\n    d\n    ```",
        ),
        (
            "references in addresses",
            "<p><a href='b&amp;colon;c?d=e&amp;lt;f&amp;g'>a</a>",
            "[a](https://a.example/b/b%26colon;c?d=e&amp;lt;f&g)",
        ),
        ("code behind addresses", "<p>https://b.example/<code>&lt;c></code>", "https://b.example/<code>&lt;c></code>"),
        (
            "code that a reader would end too early",
            "<p><a href=/b><code>c`](d)</code></a> <code>&lt;e^</code> <code>&lt;f></code>",
            "[<code>c\\`&#93;(d)</code>](https://a.example/b) <code>&lt;e^</code> `<f>`",
        ),
        (
            "formulas that would be links or attributes",
            "<p>a <math alttext='[[b]]![c'></math> <math alttext='*c*{onclick=d}'></math> <math alttext='x_{i=1}'></math>",
            "a $[ [b]]! [c$ `*c*{onclick=d}` $x_{i=1}$",
        ),
        ("attributes", "<h2>a {#b}</h2><p><b>c</b>{d} {e}", "## a &#123;\\#b}\n\n**c**&#123;d} {e}"),
        ("loose addresses", "<p>javascript://b https://c.example", "javascript\\://b https://c.example"),
        ("filters", "<ul><li><label><input type=checkbox>a</label></ul>", "- a"),
        (
            "numbered lines of code",
            "<table><tr><td><pre>1\n2</pre><td><pre><code class=language-go>a\n  b</code></pre></table>",
            "```go\na\n  b\n```",
        ),
        (
            "languages of code",
            "<pre lang=rust>a</pre><pre data-lang=c++>b</pre><pre class='prettyprint lang-Py'>c</pre>",
            "```rust\na\n```\n\n```c++\nb\n```\n\n```py\nc\n```",
        ),
        ("no languages of code", "<pre lang=en>a</pre><pre class=language-None>b</pre>", "```\na\n```\n\n```\nb\n```"),
        (
            "formulas for a script",
            "<p>a \\(b_1*c*\\), $d^2$ and $$e$$ at $5 or $6",
            "a $b_1*c*$, $d^2$ and $$e$$ at \\$5 or \\$6",
        ),
        (
            "formulas in scripts",
            "<p>a <script type=math/tex>b<c</script> d<script type='math/tex; mode=display'>e</script><p>f",
            "a $b< c$ d $$e$$\n\nf",
        ),
        (
            "formulas between paragraphs",
            "<p>a<p><script type='math/tex; mode=display'>b</script><p>c",
            "a\n\n$$b$$\n\nc",
        ),
        (
            "formulas that a script has drawn",
            "<p>a <span class=MathJax_Preview>x</span><span class=MathJax><nobr>x 2</nobr></span><script type=math/tex>x^2</script> b",
            "a $x^2$ b",
        ),
        ("dollars in code", "<p><code>$a_b$</code> c $<b>d</b>_e$", "`$a_b$` c \\$**d**\\_e\\$"),
        (
            "notes whose references differ in case",
            "<p>a<sup><a href='#n1'>a</a></sup> b<sup><a href='#n2'>A</a></sup><p id=n1>c<p id=n2>d",
            "a[^a] b[^note2]\n\n[^a]: &#32; c\n\n[^note2]: &#32; d",
        ),
        (
            "pictures of several sizes",
            "<p>a<picture><source srcset='c.webp 2x'><img src='/blank.gif'></picture><p>b",
            "a ![](https://a.example/b/c.webp)\n\nb",
        ),
        (
            "late pictures of another size",
            "<p>a<p><img data-src=c-300.png src=spacer.gif><noscript><img src=c.png></noscript><p>b<img src=placeholder.svg>",
            "a\n\n![](https://a.example/b/c.png)\n\nb",
        ),
    ];
    for (name, page, expected) in cases {
        assert_eq!(article(page).markdown(), *expected, "{name}: {page}");
    }
}

#[test]
fn mathml_becomes_tex() {
    for (math, tex) in [
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn>", "x^{2}+1"),
        ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mi>n</mi></msup>", "{(a)}^{n}"),
        ("<msub><mi>a</mi><mi>i</mi></msub><msubsup><mi>b</mi><mn>1</mn><mo>′</mo></msubsup>", "a_{i}b_{1}^{\\prime}"),
        ("<mfrac><mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "\\frac{a-b}{2}"),
        ("<mo>(</mo><mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>", "({n \\atop k})"),
        ("<msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt><mroot><mi>z</mi><mn>3</mn></mroot>", "\\sqrt{x+y}\\sqrt[3]{z}"),
        ("<mn>2</mn><mo>&InvisibleTimes;</mo><mi>π</mi><mi>r</mi>", "2\\pi r"),
        ("<mi>sin</mi><mo>&ApplyFunction;</mo><mi>x</mi><mo>≤</mo><mi>rank</mi>", "\\sin x\\leq\\mathrm{rank}"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "\\sum_{i=1}^{n}i",
        ),
        ("<munder><mi>lim</mi><mi>n</mi></munder><mover><mi>v</mi><mo>→</mo></mover>", "\\lim_{n}\\vec{v}"),
        ("<mover><mo>=</mo><mtext>def</mtext></mover>", "\\overset{\\text{def}}{=}"),
        (
            "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>]</mo>",
            "[\\begin{matrix} 1 & 0 \\\\ 0 & 1 \\end{matrix}]",
        ),
        (
            "<mrow><mo>{</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mtext>if </mtext><mi>x</mi></mtd></mtr></mtable></mrow>",
            "\\left\\{\\begin{matrix} 1 & \\text{if }x \\end{matrix}\\right.",
        ),
        ("<mfenced open='|' close=''><mi>x</mi><mi>y</mi></mfenced>", "\\left|x,y\\right."),
        ("<mfenced open='∥' close='∥' separators=';'><mi>x</mi><mi>y</mi></mfenced>", "\\left\\|x;y\\right\\|"),
        (
            "<mi>A</mi><mrow><mo>=</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable></mrow>",
            "A=\\begin{matrix} 1 \\end{matrix}",
        ),
        ("<msup><mi>x</mi><mn>2</mn></msup><msup><mi></mi><mn>14</mn></msup><mi>C</mi>", "x^{2}{}^{14}C"),
        ("<mi>a</mi><mo>mod</mo><mi>b</mi>", "a\\operatorname{mod}b"),
        ("<mtext>if <b>no</b> x</mtext><mi><span>y</span></mi>", "\\text{if no x}y"),
        ("<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>", "{}^{14}C_{6}"),
        ("<mi mathvariant=double-struck>R</mi><mstyle><mi mathvariant=bold>v</mi></mstyle>", "\\mathbb{R}\\mathbf{v}"),
        ("<mn>50</mn><mo>%</mo><mtext>of a_b ≤ α</mtext>", "50\\%\\text{of a\\_b ≤ α}"),
        ("<semantics><mi>x</mi><annotation-xml encoding=MathML-Content><ci>y</ci></annotation-xml></semantics>", "x"),
        ("x<mphantom><mi>y</mi></mphantom><mspace/>", "x"),
    ] {
        let page = format!("<p>a <math>{math}</math> b");
        assert_eq!(article(&page).markdown(), format!("a ${tex}$ b"), "{math}");
    }
    let of = |math: &str| article(&format!("<p>a {math} b")).markdown();
    let square =
        |prefix: &str| format!("<{prefix}msup><{prefix}mi>x</{prefix}mi><{prefix}mn>2</{prefix}mn></{prefix}msup>");
    assert_eq!(of(&format!("<m:math>{}</m:math>", square("m:"))), "a $x^{2}$ b");
    assert_eq!(of(&format!("<math alttext='the square of x' display=block>{}</math>", square(""))), "a $$x^{2}$$ b");
    assert_eq!(of("<math><mspace/></math>"), "a b");
    for (encoding, tex) in [("application/x-tex", "c"), ("LaTeX", "c"), ("text/plain", "x^{2}")] {
        let annotated = |prefix: &str| {
            let annotation = format!("<{prefix}annotation encoding='{encoding}'>c</{prefix}annotation>");
            format!(
                "<{prefix}math><{prefix}semantics>{}{annotation}</{prefix}semantics></{prefix}math>",
                square(prefix)
            )
        };
        assert_eq!(of(&annotated("")), format!("a ${tex}$ b"), "{encoding}");
        assert_eq!(of(&annotated("m:")), format!("a ${tex}$ b"), "{encoding}");
    }
    assert_eq!(of("<math alttext='$x$'><mi>x</mi></math>"), "a $x$ b");
    let styled = format!("<math display=block style='display:block math'>{0}<math>{0}</math></math>", square(""));
    assert_eq!(of(&styled), "a\n\n$$x^{2}x^{2}$$\n\nb");
    let drawn = format!(
        "<mjx-container><mjx-math aria-hidden=true></mjx-math><mjx-assistive-mml><math>{}</math></mjx-assistive-mml></mjx-container>",
        square("")
    );
    assert_eq!(of(&drawn), "a $x^{2}$ b");
}

/// A cell needs only twenty bytes to claim a thousand columns and all rows below it.
#[test]
fn cells_that_reach_far_cost_little() {
    let row = "<tr><td colspan=1000000 rowspan=65534>a<td colspan=4294967296>b";
    let page = format!("<table>{}{}</table>", row.repeat(40), "<tr><td>a<td>b".repeat(4000));
    let article = article(&page);
    assert_eq!(article.blocks().len(), 4040);
    for shown in [article.markdown(), article.html()] {
        assert!(shown.len() < 6 * page.len(), "{} bytes of {}", shown.len(), page.len());
    }
}

#[test]
fn a_callout_loses_its_label_and_nothing_else() {
    let text = "<p>Wait for the bell before you board the boat, and keep clear of the chain.";
    let story = "<p>The old ferry was laid up on Monday, and nobody knows when it will cross the river again.</p>";
    for (label, expected) in [
        ("<p>Tip", "> [!TIP]\n> Wait for"),
        ("<p><b>Astuce :</b>", "> [!TIP]\n> Wait for"),
        ("<h4>Sicherheitstipp</h4>", "> [!TIP]\n> Wait for"),
        ("<p>登船之前请先等待钟声响起并且务必远离船边的铁链以免受伤", "> [!TIP]\n> 登船之前"),
        ("<ul><li>Bell</ul>", "> [!TIP]\n> - Bell"),
    ] {
        let page = format!("<article><h1>Ferry</h1>{story}<div class='admonition tip'>{label}{text}</div></article>");
        let markdown = unboil::extract(&page).unwrap().markdown();
        assert!(markdown.contains(expected), "{label}: {markdown}");
    }
}
