//! A larger page takes longer by as much as it is larger, whatever its shape, or a limit stops it.

use std::cell::Cell;
use std::hint::black_box;

use unboil::{Article, Error, Result};

use crate::clock::times_as_much;

/// Two sizes of a shape, and how much more the larger one may cost.
struct Growth {
    /// How many times the copies of the shape the larger input has in a debug build.
    scale: usize,
    /// How many times as large as the smaller input it is.
    times: usize,
    /// How many times as much each of its copies may cost. If the cost grew with the square of the size, each would cost
    /// `times` as much.
    most_per_copy: f64,
}

/// Caches that overflow take some of what is allowed: up to 1.5 are usual.
const OF_PAGES: Growth = Growth { scale: 1, times: 8, most_per_copy: 2.5 };
/// A text may take one round of cleaning and a larger one of its kind three; what a round costs at first makes up for it: up
/// to 1.4 are usual.
const OF_TEXTS: Growth = Growth { scale: 2, times: 16, most_per_copy: 5.0 };
/// Release builds are some ten times as fast, and take inputs of a size at which a square term would show all the more.
const RELEASE_SCALE: usize = if cfg!(debug_assertions) { 1 } else { 16 };
/// How many bytes are read for the cost of a data: URI in a release build; a debug build is some ten times as slow.
const DATA_BYTES: usize = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
/// What prose of the same length costs at least, as a multiple: 2.3 to 7 times are usual.
const PROSE_TIMES: f64 = 1.5;

/// A page made of so many copies of something.
struct Shape {
    name: &'static str,
    make: fn(usize) -> String,
    /// How many copies the smaller page has in a debug build: it takes some 50 ms.
    copies: usize,
}

const PAGES: &[Shape] = &[
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

const TEXTS: &[Shape] = &[
    Shape { name: "one endless line", make: |n| "Lorry after lorry went by. ".repeat(n), copies: 400 },
    Shape { name: "one endless word", make: |n| "a".repeat(n), copies: 60_000 },
    // Twice as many need six times the rounds, and no more however many there are.
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
    Shape {
        name: "hard-wrapped lines",
        make: |n| "the ferry to the northern islands was late again on Monday, and nobody on\n".repeat(n),
        copies: 300,
    },
    Shape { name: "NULs", make: |n| "\0\0 \0\n".repeat(n), copies: 1_500 },
    Shape { name: "bylines and notices", make: |n| "By Ann Pell\n\n© 2024 Ann Pell\n\n".repeat(n), copies: 300 },
];

fn wrap(tag: &str, inner: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

fn nests(tag: &str, depth: usize, count: usize) -> String {
    format!("{}x{}", format!("<{tag}>").repeat(depth), format!("</{tag}>").repeat(depth)).repeat(count)
}

fn json_ld(items: &str) -> String {
    format!("<p>x<script type='application/ld+json'>[{items}0]</script>")
}

/// Items of microdata in each other, in one that has them all under so many names.
fn items(depth: usize, names: usize, inner: &str) -> String {
    let names: String = (0..names).map(|n| format!("a{n} ")).collect();
    let open = format!("<div itemscope itemprop='{names}'>").repeat(depth);
    format!("<div itemscope>{open}{inner}{}</div>", "</div>".repeat(depth))
}

fn notes(count: usize) -> String {
    let reference = |n| format!("<p>the quay<sup id=r{n}><a href=#n{n}>{n}</a></sup></p>");
    let note = |n| format!("<li id=n{n}>the book <a href=#r{n}>^</a>");
    (0..count).map(reference).collect::<String>() + &wrap("ol", &(0..count).map(note).collect::<String>())
}

/// All that can be made of the input; false if a limit stops it.
fn is_done(run: fn(&str) -> Result<Article>, input: &str) -> bool {
    match run(input) {
        Ok(article) => {
            black_box((article.text(), article.markdown(), article.html()));
            true
        }
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooTangled { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

/// What is wrong with the growth of the shape's cost, if anything is.
fn fault(shape: &Shape, growth: &Growth, run: fn(&str) -> Result<Article>) -> Option<String> {
    let copies = shape.copies * growth.scale * RELEASE_SCALE;
    let fewer = (copies / growth.times).max(1);
    let [one, more] = [fewer, copies].map(shape.make);
    let most = growth.most_per_copy * copies as f64 / fewer as f64;
    // What a limit stops costs no more than the limit allows; `robust` sees to that. What is built at the first need of it is
    // built before the clock runs.
    let is_stopped = Cell::new(!is_done(run, &one));
    let work = |input: &str| is_stopped.set(is_stopped.get() || !is_done(run, input));
    let times = times_as_much(most, || work(&one), || work(&more));
    let is_fault = times > most && !is_stopped.get();
    is_fault.then(|| format!("{}: {fewer} copies became {copies}, at {times:.1} times the cost", shape.name))
}

fn assert_linear(shapes: &[Shape], growth: &Growth, run: fn(&str) -> Result<Article>) {
    let faults: Vec<String> = shapes.iter().filter_map(|shape| fault(shape, growth, run)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_of_eight_times_the_size_take_eight_times_the_time() {
    assert_linear(PAGES, &OF_PAGES, unboil::extract);
}

#[test]
fn texts_of_sixteen_times_the_size_take_sixteen_times_the_time() {
    assert_linear(TEXTS, &OF_TEXTS, unboil::clean);
}

#[test]
fn data_uris_take_little_more_than_their_reading() {
    let prose = wrap("p", &"lorry after lorry ".repeat(DATA_BYTES / 18));
    let data = "iVBO".repeat(DATA_BYTES / 4);
    let extract = |page: &str| drop(black_box(unboil::extract(page).unwrap()));
    // What is built at the first need of it is built before the clock runs.
    extract(&prose);
    for page in [
        format!("<p>the quay <img src='data:image/png;base64,{data}'>"),
        format!("<p style=\"background: url(data:image/png;base64,{data})\">the quay"),
        format!("<p>the <a href='data:text/html;base64,{data}'>quay</a>"),
    ] {
        let times = times_as_much(1.0 / PROSE_TIMES, || extract(&prose), || extract(&page));
        assert!(times <= 1.0 / PROSE_TIMES, "{}: {times} times the cost of prose", &page[..40]);
    }
}

#[test]
fn work_that_grows_with_the_square_is_found() {
    let square = |page: &str| {
        let equal = |byte| page.bytes().filter(|other| *other == byte).count();
        black_box(page.bytes().map(equal).sum::<usize>());
        unboil::extract("x")
    };
    let shape = Shape { name: "a square", make: |n| "x".repeat(n), copies: 4_000 };
    assert!(fault(&shape, &OF_PAGES, square).is_some());
}
