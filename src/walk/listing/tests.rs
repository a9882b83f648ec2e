//! Tests of listings: the code that comes out of the markup of highlighters and editors, and what is no listing.

use crate::walk::tests::outline;

/// Asserts that each case, a name and the HTML, has the blocks of its third field.
fn assert_blocks(cases: &[(&str, &str, &[&str])]) {
    for (name, html, expected) in cases {
        assert_eq!(outline(html), *expected, "{name}");
    }
}

#[test]
fn numbers_beside_lines_are_left_out() {
    let code: &[&str] = &["pre     if a:\n\n        b"];
    assert_blocks(&[
        (
            "a table of Pygments",
            "<table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre>8\n9\n10</pre></div>\
             <td class=code><div><pre><span></span>    <b>if</b> a:\n\n        b\n</pre></div></table>",
            code,
        ),
        (
            "a table of Rouge in a pre",
            "<pre><code><table class=rouge-table><tr><td class='rouge-gutter gl'><pre class=lineno>1\n2\n3</pre></td>\
             <td class=rouge-code><pre>    if a:\n\n        b\n</pre></td></tr></table></code></pre>",
            code,
        ),
        (
            "a table of Hexo",
            "<table><tr><td class=gutter><pre><span class=line>1</span><br><span class=line>2</span><br>\
             <span class=line>3</span></pre><td class=code><pre><span class=line>    if a:</span><br>\
             <span class=line></span><br><span class=line>        b</span><br></pre></table>",
            code,
        ),
        (
            "a row of a table for each line",
            "<table><tr><td class=blob-num data-line-number=1><td class=blob-code>    if a:<tr>\
             <td class=blob-num data-line-number=2><td class=blob-code>\n<tr>\
             <td class=blob-num data-line-number=3><td class=blob-code>        b</table>",
            code,
        ),
        (
            "numbers that cannot be selected",
            "<pre><code><span style='display:flex'><span style='user-select: none'>1</span>    if a:\n</span>\
             <span style='display:flex'><span class=select-none>2</span>\n</span>\
             <span style='display:flex'><span style='-webkit-user-select:none'>3</span>        b\n</span></code></pre>",
            code,
        ),
        (
            "numbers without a known class",
            "<pre><div><i>7</i><p-line>    if a:</p-line></div><div><i>8</i><p-line></p-line></div>\
             <div><i>9</i><p-line>        b</p-line></div></pre>",
            code,
        ),
        (
            "a column beside the lines of an editor",
            "<div class=cm-gutters><div class='cm-gutter cm-lineNumbers'><div>1</div><div>2</div></div></div>\
             <div class=cm-content><div class=cm-line>    if a:</div><div class=cm-line><br></div>\
             <div class=cm-line>        b</div></div>",
            code,
        ),
        (
            "prompts, buttons and the bar above",
            "<pre><div><span>python</span><button>Copy code</button></div><code><span class=unselectable>$ </span>    if a:\n\
             \n        b</code><a class=copy-button>Copy</a></pre>",
            code,
        ),
    ]);
}

#[test]
fn code_that_is_numbers_stays() {
    assert_blocks(&[
        ("nothing but numbers", "<pre class=line-numbers><code>1\n2\n3</code></pre>", &["pre 1\n2\n3"]),
        ("nothing but numbers in a box", "<div class=line-numbers><pre>1\n2\n3</pre></div>", &["pre 1\n2\n3"]),
        (
            "a number a line",
            "<pre><span class=line>1</span>\n<span class=line>2</span>\n<span class=line>4</span></pre>",
            &["pre 1\n2\n4"],
        ),
        (
            "numerals of the code",
            "<pre><span class=line><b class=hljs-number>1</b> a</span><span class=line><b class=hljs-number>2</b> b</pre>",
            &["pre 1 a\n2 b"],
        ),
        ("rows that skip a number", "<pre><div><i>1</i> a</div><div><i>3</i> b</div></pre>", &["pre 1 a\n3 b"]),
        (
            "a table of commands",
            "<table><tr><td>1<td><code>git a</code><tr><td>2<td><code>git b</code></table>",
            &["row 1 | git a", "row 2 | git b"],
        ),
        ("text that cannot be selected", "<pre>a\n<i class=no-select>b = 2</i></pre>", &["pre a\nb = 2"]),
    ]);
}

#[test]
fn elements_are_lines_of_one_listing() {
    let code: &[&str] = &["pre a {\n\n  b"];
    assert_blocks(&[
        (
            "spans without line breaks",
            "<pre><code><span class=line>a {</span><span class=line></span><span class=line>  b</span></code></pre>",
            code,
        ),
        (
            "spans with line breaks",
            "<pre><span data-line>a {</span>\n<span data-line></span>\n<span data-line>  b</span></pre>",
            code,
        ),
        (
            "divs with line breaks at their end",
            "<pre><div class=token-line>a {<br></div><div class=token-line><br></div><div class=token-line>  b<br></div></pre>",
            code,
        ),
        ("divs in an indented source", "<pre>\n  <div>a {</div>\n  <div></div>\n  <div>  b</div>\n</pre>", code),
        (
            "an editor that indents with hard spaces",
            "<div class=view-lines><div class=view-line>a&nbsp;{</div><div class=view-line></div>\
             <div class=view-line>&nbsp;&nbsp;b</div></div>",
            code,
        ),
        ("items", "<ol class=linenums><li>a {<li><li>&nbsp;&nbsp;b</ol>", code),
        ("code with line breaks", "<p>c<p><code>a {<br><br>&nbsp; b</code><p>d", &["c", code[0], "d"]),
        ("code a line", "<p><code>a {</code><br><br><code>&nbsp; b</code>", code),
        ("code that is indented", "<div><code>a {\n\n  b</code></div>", code),
        ("code whose style keeps lines", "<code style='white-space:pre'>a\nb</code>", &["pre a\nb"]),
        ("a box with a font of one width", "<div style='white-space:pre;font-family:Menlo'>a {\n\n  b</div>", code),
        ("a box with a language", "<div class=code-block data-lang=go>\na {\n\n  b\n</div>", code),
        ("a first line that is indented", "<pre><b></b>  <i>a</i>\nb</pre>", &["pre   a\nb"]),
    ]);
}

#[test]
fn other_text_is_no_listing() {
    assert_blocks(&[
        ("code within a sentence", "<p>a <code>b\n  c</code><p><code>d<br>e</code> f", &["a b c", "d\ne f"]),
        (
            "code on one line",
            "<p><code>a b</code><ol><li><code>c</code><li><code>d</code></ol>",
            &["a b", "1 c", "2 d"],
        ),
        ("verse", "<div class=line-block><div class=line>a</div><div class=line>b</div></div>", &["a", "b"]),
        ("prose that keeps its lines", "<div style='white-space: pre-wrap'>a\n  b</div>", &["a\nb"]),
        ("a language of people", "<div data-lang=de>a<br>b</div>", &["a\nb"]),
        ("headings in a pre", "<pre>a<h2>b</h2><div>c</div></pre>", &["pre a", "pre b", "pre c"]),
        ("a table of ranks", "<table><tr><td>1<td>a<tr><td>2<td>b</table>", &["row 1 | a", "row 2 | b"]),
    ]);
}

#[test]
fn prompts_of_notebooks_are_left_out() {
    assert_blocks(&[
        ("Jupyter", "<div class='prompt input_prompt'>In&nbsp;[12]:</div><div><pre>a</pre></div>", &["pre a"]),
        ("JupyterLab", "<div class=jp-OutputPrompt>Out[ ]:</div><pre>a</pre>", &["pre a"]),
        ("nbsphinx", "<div class='prompt highlight-none'><pre><span>[3]:</span></pre></div><pre>a</pre>", &["pre a"]),
        ("another prompt", "<div class=prompt>Write a line [3].</div>", &["Write a line [3]."]),
    ]);
}
