//! Bounds the memory that one extraction takes at its peak, as a multiple of the size of the page.
//! BENCHMARKS.md gives the figures.
//!
//! The allocator counts the bytes that were requested, so the figures are equal on every run and every machine.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy takes the functions beside the tests for code that is shipped"
)]

mod shapes;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use peak_alloc::PeakAlloc;
use unboil::{Article, Error, Result};

use shapes::{PAGES, REPEATS, Shape, TEXTS};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Size of a page that is one endless piece, in bytes.
const ONE_PIECE_BYTES: usize = 1 << 20;
/// Bound on the memory for a page and the text of its article, as a multiple of the page's bytes, beside
/// [`MAX_BASE_BYTES`]. Of the 1,497 pages of WCXB the median takes 5.7 times its bytes, the worst 19.5 times.
const MAX_MULTIPLE: f64 = 20.0;
/// Bound, in bytes, on the part of the memory that does not depend on the size of the page.
const MAX_BASE_BYTES: f64 = 80e3;
/// Bound, in bytes, on the memory for each copy of the tiniest elements, which make two nodes and a block.
const MAX_TINY_BYTES: f64 = 3_000.0;
/// Bound on the memory for a page that is one endless piece but no text, as a multiple of its bytes: the piece is held
/// as it is read, and in a buffer that is copied to one of twice the size when it grows.
const MAX_OF_NO_TEXT: f64 = 4.0;
/// Bound on the memory for a page that is one endless piece of text, as a multiple of its bytes: text is copied a few
/// times more.
const MAX_OF_TEXT: f64 = 8.0;

/// Least size of pages and texts of hostile shapes, in bytes. Debug builds, which take ten times as long, have smaller
/// ones.
const SHAPE_BYTES: usize = if cfg!(debug_assertions) { 64_000 } else { 100_000 };
/// Bound on the memory for a hostile shape with the text, Markdown and HTML of its article, as a multiple of its bytes.
const MAX_OF_SHAPES: f64 = 72.0;
/// Bound, in bytes, on the memory for a page that a limit stops: that of a tree of 250,000 nodes, the most that a page
/// may have.
const MAX_OF_STOPPED: f64 = 30e6;
/// Bound, in bytes, on the memory for each tag, line or sentence of a hostile shape that is made of tiny ones. It holds
/// instead of [`MAX_OF_SHAPES`] if it allows more: `<li>x` has five bytes, but makes two nodes of a tree and a block
/// with two hundred features.
const MAX_OF_ELEMENTS: f64 = 2_800.0;

/// The peak of the bytes that are allocated while a value is made, above those allocated before.
fn held_by<T>(make: impl FnOnce() -> T) -> f64 {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    black_box(make());
    (ALLOCATOR.peak_usage() - before) as f64
}

/// The peak of the bytes that an extraction and the text of its article take.
fn peak(page: &str) -> f64 {
    held_by(|| {
        let article = unboil::extract(page).unwrap();
        let text = article.text();
        (article, text)
    })
}

/// The peak of the bytes that an extraction or cleaning and all renderings of its article take, and whether a limit
/// stopped it.
fn peak_of_all(run: fn(&str) -> Result<Article>, input: &str) -> (f64, bool) {
    let mut is_stopped = false;
    let bytes = held_by(|| match run(input) {
        Ok(article) => drop((article.text(), article.markdown(), article.html())),
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooComplex { .. }) => is_stopped = true,
        Err(error) => panic!("{error}"),
    });
    (bytes, is_stopped)
}

/// The peak as a multiple of the page's bytes.
fn multiple(page: &str) -> f64 {
    peak(page) / page.len() as f64
}

/// The HTML pages that come with the crate, with their paths, except those that are not UTF-8.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = ["tests/pages", "examples/pages"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let paths = entries.into_iter().flatten().map(|entry| entry.unwrap().path());
    let paths = paths.map(|path| if path.is_dir() { path.join("source.html") } else { path });
    let page = |path: PathBuf| Some((path.display().to_string(), fs::read_to_string(path).ok()?));
    paths.filter_map(page).filter(|(path, _)| path.ends_with(".html")).collect()
}

/// Number of tags, lines and sentences in an input.
fn elements(input: &str) -> usize {
    let is_tag = |pair: &[u8]| pair[0] == b'<' && pair[1].is_ascii_alphabetic();
    input.as_bytes().windows(2).filter(|pair| is_tag(pair) || pair[1] == b'\n' || *pair == b". ").count()
}

/// A message if a shape takes more memory than its bound.
fn fault(shape: &Shape, run: fn(&str) -> Result<Article>) -> Option<String> {
    let copies = std::iter::successors(Some(shape.copies), |copies| Some(copies + copies.div_ceil(4)));
    let input = copies.map(shape.make).find(|input| input.len() >= SHAPE_BYTES)?;
    let (bytes, is_stopped) = peak_of_all(run, &input);
    let (len, elements) = (input.len(), elements(&input));
    let most = (MAX_OF_SHAPES * len as f64).max(MAX_OF_ELEMENTS * elements as f64);
    let most = if is_stopped { most.max(MAX_OF_STOPPED) } else { most };
    (bytes > most).then(|| format!("{}: {bytes} bytes for {len} with {elements} elements", shape.name))
}

// There is only one test in this binary, since bytes allocated by tests on other threads would be counted, too.
#[test]
fn memory_is_a_small_multiple_of_the_page() {
    // These build what is built once per process before bytes are counted.
    peak("<p>x");
    peak_of_all(unboil::clean, "x");
    for (path, page) in pages() {
        // So does each page for the phrases that it is the first to open like.
        peak(&page);
        let (bytes, most) = (peak(&page), MAX_BASE_BYTES + MAX_MULTIPLE * page.len() as f64);
        assert!(bytes <= most, "{path}: {bytes} bytes for {}", page.len());
    }
    for tiny in ["<p>x</p>", "<div><b>x</b></div>", "<tr><td>x"] {
        const COPIES: usize = 10_000;
        let bytes = peak(&format!("<table>{}", tiny.repeat(COPIES))) / COPIES as f64;
        assert!(bytes <= MAX_TINY_BYTES, "{tiny}: {bytes} bytes");
    }
    for (before, unit, after, most) in [
        ("<p>x<img src='data:image/png;base64,", "iVBO", "'>", MAX_OF_NO_TEXT),
        ("<p style='background: url(data:image/png;base64,", "iVBO", ")'>x", MAX_OF_NO_TEXT),
        ("<p>x<!--", "late ferry ", "-->", MAX_OF_NO_TEXT),
        ("<p>x<script>", "late(ferry);", "</script>", MAX_OF_NO_TEXT),
        ("<p>", "late ferry ", "</p>", MAX_OF_TEXT),
        ("<p>", "a", "</p>", MAX_OF_TEXT),
    ] {
        let times = multiple(&format!("{before}{}{after}", unit.repeat(ONE_PIECE_BYTES / unit.len())));
        assert!(times <= most, "{before}: {times}");
    }
    let pages = PAGES.iter().chain(REPEATS).filter_map(|shape| fault(shape, unboil::extract));
    let faults: Vec<String> = pages.chain(TEXTS.iter().filter_map(|shape| fault(shape, unboil::clean))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
