//! Time grows linearly with the size of a page or text, whatever its shape, or a limit stops it.

use std::cell::Cell;
use std::hint::black_box;

use unboil::{Article, Error, Result};

use crate::clock::times_as_much;
use crate::shapes::{PAGES, REPEATS, Shape, TEXTS, wrap};

/// Two sizes of a shape, and how much more the larger one may cost.
struct Growth {
    /// Number of copies in the larger input, in a debug build, as a multiple of the shape's `copies`.
    scale: usize,
    /// Number of copies in the larger input, as a multiple of those in the smaller one.
    times: usize,
    /// Cost of a copy in the larger input, at most, as a multiple of the cost of one in the smaller input. If the cost
    /// grew with the square of the size, it would be `times`.
    most_per_copy: f64,
}

/// Growth of pages. Up to 1.5 per copy are usual, since the larger input overflows the caches.
const OF_PAGES: Growth = Growth { scale: 1, times: 8, most_per_copy: 2.5 };
/// Growth of texts. Up to 1.4 per copy are usual: a larger text may take three rounds of cleaning where a smaller one
/// takes one, but the fixed cost of a round weighs less in it.
const OF_TEXTS: Growth = Growth { scale: 2, times: 16, most_per_copy: 5.0 };
/// Factor on the number of copies in a release build, which is about ten times as fast as a debug build. A quadratic
/// term shows more clearly in larger inputs.
const RELEASE_SCALE: usize = if cfg!(debug_assertions) { 1 } else { 16 };
/// Size of a `data:` URI and of the prose that it is compared with, in bytes. A debug build, which is about ten times
/// as slow, takes a tenth.
const DATA_BYTES: usize = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
/// Cost of prose, at least, as a multiple of the cost of a `data:` URI of the same length: 2.3 to 7 are usual.
const PROSE_TIMES: f64 = 1.5;

/// Pages of what the walker looks at from several elements: siblings, notes behind their marks, the text of headings,
/// columns of numbers.
const WALKED: &[Shape] = &[
    Shape { name: "quotations", make: |n| wrap("p", &"<q>x</q> y ".repeat(n)), copies: 1_000 },
    Shape { name: "custom elements", make: |n| wrap("p", &"<x-y>x</x-y> y ".repeat(n)), copies: 1_000 },
    Shape { name: "empty custom elements", make: |n| "<x-y></x-y>".repeat(n), copies: 2_000 },
    Shape { name: "raised and lowered", make: |n| wrap("p", &"x<sup>1</sup><sub>2</sub>".repeat(n)), copies: 800 },
    Shape {
        name: "comments behind marks",
        make: |n| wrap("p", &("x<sup>1</sup>".to_owned() + &"<!--x-->".repeat(30)).repeat(n)),
        copies: 100,
    },
    Shape {
        name: "notes in attributes",
        make: |n| wrap("p", &"x<sup title='the first quay'>1</sup> ".repeat(n)),
        copies: 150,
    },
    Shape {
        name: "a long attribute",
        make: |n| wrap("p", &format!("<sup data-x='{}'>1</sup>", "\\x{y} ".repeat(n))),
        copies: 5_000,
    },
    Shape {
        name: "sidenotes",
        make: |n| wrap("p", &"x<span class=sidenote>by the first quay</span> y ".repeat(n)),
        copies: 200,
    },
    Shape {
        name: "marks of one note",
        make: |n| {
            let marks = "x<sup><a href=#fn1 id=r1>1</a></sup> ".repeat(n);
            format!("<p>{marks}</p><ol><li id=fn1>the quay{}", " <a href=#r1>^</a>".repeat(n))
        },
        copies: 400,
    },
    Shape {
        name: "targets in a line",
        make: |n| wrap("p", &(0..n).map(|n| format!("<br><a id=a{n}></a>x <a href=#a{n}>[1]</a>")).collect::<String>()),
        copies: 400,
    },
    Shape {
        name: "white space before the elements of a heading",
        make: |n| wrap("h2", &format!("x{}{}", " \n".repeat(20 * n), "<i></i>".repeat(n))),
        copies: 2_000,
    },
    Shape {
        name: "white space before the links of a heading",
        make: |n| wrap("h2", &format!("x{}{}", " \n".repeat(20 * n), "<a class=anchor href=#a>y</a>".repeat(n))),
        copies: 1_000,
    },
    Shape {
        name: "pictures of one figure",
        make: |n| {
            let pictures: String = (0..n).map(|n| format!("<img src=/{n}.jpg>")).collect();
            wrap("figure", &format!("{pictures}<figcaption>{}</figcaption>{pictures}", "x ".repeat(400)))
        },
        copies: 400,
    },
    Shape {
        name: "pictures above one text",
        make: |n| {
            let pictures: String = (0..n).map(|n| format!("<img src=/{n}.jpg>")).collect();
            format!("<p>x<div>{pictures}<p class='{} caption'>y", "z ".repeat(n))
        },
        copies: 400,
    },
    Shape {
        name: "figures in figures",
        make: |n| nest("<figure><img src=/a.jpg>", "x", "<figcaption>y</figcaption></figure>", 100).repeat(n),
        copies: 8,
    },
    Shape {
        name: "rows of numbered lines",
        make: |n| {
            let row = |n| format!("<tr><td class=blob-num>{n}<td class=blob-code>x");
            wrap("table", &(0..n).map(row).collect::<String>())
        },
        copies: 300,
    },
    Shape {
        name: "spans in spans in code",
        make: |n| wrap("pre", &(0..n).map(|n| format!("<span><span>{n}</span>x</span>\n")).collect::<String>()),
        copies: 400,
    },
    Shape { name: "declarations before the page", make: |n| "<!x>".repeat(n) + "<p>x", copies: 4_000 },
    Shape {
        name: "elements that close themselves",
        make: |n| "<?xml version='1.0'?><html><body>".to_owned() + &"<a id='x'/><p/><script/>".repeat(n),
        copies: 500,
    },
    Shape { name: "callouts", make: |n| nest("<div class='admonition tip'>", "x", "</div>", 100).repeat(n), copies: 8 },
    Shape {
        name: "buttons in buttons in a heading",
        make: |n| wrap("h2", &format!("x{}", nest("<button><object>", "y", "</object></button>", 100).repeat(n))),
        copies: 8,
    },
    Shape {
        name: "feeds below a story",
        make: |n| {
            let title = "<a href=/s>Ferry runs aground off the point</a>";
            let feed =
                |n| format!("<div>{}</div>", format!("<div class=k{n}><p>{title}<p>By Ann Pell</div>").repeat(3));
            let story = "<p>The ferry left the quay in the first light, and nobody saw it again before the ice came.";
            format!("<h1>The quay</h1><article>{}{}", story.repeat(6), (0..n).map(feed).collect::<String>())
        },
        copies: 100,
    },
    Shape {
        name: "lines that are kept",
        make: |n| format!("<p style='white-space:pre-line'>{}{}y", "x\n".repeat(n), "\n<br>".repeat(n)),
        copies: 2_000,
    },
    Shape {
        name: "links to tags",
        make: |n| (0..n).map(|n| format!("<p><a rel='category tag' href=/{n}>quay <b>{n}")).collect(),
        copies: 250,
    },
    Shape {
        name: "dates on different paths",
        make: |n| {
            let day = |date: &str| (0..n).map(|n| format!("<p class=c{n}>{date}</p>")).collect::<String>();
            day("Sunday, March 24, 2024") + &day("Monday, March 25, 2024")
        },
        copies: 250,
    },
];

/// Texts with the signs of the tools that make texts of pages, documents and books.
const DUMPS: &[Shape] = &[
    Shape { name: "form feeds", make: |n| "The quay\n\x0c".repeat(n), copies: 500 },
    Shape { name: "nothing but form feeds", make: |n| "x".to_owned() + &"\x0c".repeat(n) + "y", copies: 20_000 },
    Shape {
        name: "numbers of pages",
        make: |n| (0..n).map(|n| format!("The quay\n\nthe book\n\n- {n} -\n\n")).collect(),
        copies: 200,
    },
    Shape { name: "marks of notes", make: |n| "the quay [1]\n".repeat(n), copies: 500 },
    Shape { name: "marks of notes in a line", make: |n| "the quay[1] ".repeat(n), copies: 1_000 },
    Shape {
        name: "brackets behind numbered links",
        make: |n| (1..=8).map(|n| format!("the [{n}]quay\n")).collect::<String>() + &"[x ".repeat(n),
        copies: 2_000,
    },
    Shape {
        name: "numbered links and addresses",
        make: |n| {
            let link = |n| format!("the [{n}]quay\n");
            let address = |n| format!("{n}. https://a.example/{n}\n");
            let links = (1..=n).map(link).collect::<String>();
            links + "\nReferences\n\n" + &(1..=n).map(address).collect::<String>()
        },
        copies: 250,
    },
    Shape { name: "beginnings of books", make: |n| "*** START OF THE EBOOK THE QUAY ***\nx\n".repeat(n), copies: 300 },
    Shape {
        name: "a note of many words at the end of a book",
        make: |n| {
            let name: String = (0..n).map(|n| format!("q{n} ")).collect();
            let other: String = (0..n).map(|n| format!("r{n} ")).collect();
            format!("*** START OF EBOOK {name}***\nx\n\n{other}\n\n*** END OF EBOOK {name}***\n")
        },
        copies: 600,
    },
    Shape { name: "links to edit", make: |n| "The quay [edit]\nThe book.\n".repeat(n), copies: 300 },
    Shape { name: "rows of actions", make: |n| "Reply Share Report Save\n".repeat(n), copies: 500 },
];

/// `depth` elements within each other around `inner`.
fn nest(open: &str, inner: &str, close: &str, depth: usize) -> String {
    open.repeat(depth) + inner + &close.repeat(depth)
}

/// Extracts or cleans an input and renders the article in every format. Returns false if a limit stops it.
fn is_done(run: fn(&str) -> Result<Article>, input: &str) -> bool {
    match run(input) {
        Ok(article) => {
            black_box((article.text(), article.markdown(), article.html()));
            true
        }
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooComplex { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

/// A message if the cost of the shape grows too fast.
fn fault(shape: &Shape, growth: &Growth, run: fn(&str) -> Result<Article>) -> Option<String> {
    let copies = shape.copies * growth.scale * RELEASE_SCALE;
    let fewer = (copies / growth.times).max(1);
    let [one, more] = [fewer, copies].map(shape.make);
    let most = growth.most_per_copy * copies as f64 / fewer as f64;
    // An input that a limit stops costs no more than the limit allows; the tests in `robust` bound that. This first run
    // also builds what is built once per process, before anything is measured.
    let is_stopped = Cell::new(!is_done(run, &one));
    let work = |input: &str| is_stopped.set(is_stopped.get() || !is_done(run, input));
    let times = times_as_much(most, || work(&one), || work(&more));
    let is_fault = times > most && !is_stopped.get();
    is_fault.then(|| format!("{}: {fewer} copies became {copies}, at {times:.1} times the cost", shape.name))
}

/// Asserts that the cost of no shape grows too fast.
fn assert_linear(shapes: &[Shape], growth: &Growth, run: fn(&str) -> Result<Article>) {
    let faults: Vec<String> = shapes.iter().filter_map(|shape| fault(shape, growth, run)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_of_eight_times_the_size_take_eight_times_the_time() {
    assert_linear(PAGES, &OF_PAGES, unboil::extract);
    assert_linear(REPEATS, &OF_PAGES, unboil::extract);
    assert_linear(WALKED, &OF_PAGES, unboil::extract);
}

#[test]
fn texts_of_sixteen_times_the_size_take_sixteen_times_the_time() {
    assert_linear(TEXTS, &OF_TEXTS, unboil::clean);
    assert_linear(DUMPS, &OF_TEXTS, unboil::clean);
}

#[test]
fn data_uris_cost_little_more_than_reading_them() {
    let prose = wrap("p", &"lorry after lorry ".repeat(DATA_BYTES / 18));
    let data = "iVBO".repeat(DATA_BYTES / 4);
    let extract = |page: &str| drop(black_box(unboil::extract(page).unwrap()));
    // One run before the measurement builds what is built once per process.
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
fn quadratic_work_is_detected() {
    let square = |page: &str| {
        let equal = |byte| page.bytes().filter(|other| *other == byte).count();
        black_box(page.bytes().map(equal).sum::<usize>());
        unboil::extract("x")
    };
    let shape = Shape { name: "a square", make: |n| "x".repeat(n), copies: 4_000 };
    assert!(fault(&shape, &OF_PAGES, square).is_some());
}
