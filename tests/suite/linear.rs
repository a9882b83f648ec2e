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
}

#[test]
fn texts_of_sixteen_times_the_size_take_sixteen_times_the_time() {
    assert_linear(TEXTS, &OF_TEXTS, unboil::clean);
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
