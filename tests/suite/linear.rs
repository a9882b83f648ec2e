//! A larger page takes longer by as much as it is larger, whatever its shape, or a limit stops it.

use std::cell::Cell;
use std::hint::black_box;

use unboil::{Article, Error, Result};

use crate::clock::times_as_much;
use crate::shapes::{PAGES, REPEATS, Shape, TEXTS, wrap};

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

/// All that can be made of the input; false if a limit stops it.
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
    assert_linear(REPEATS, &OF_PAGES, unboil::extract);
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
