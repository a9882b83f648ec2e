//! How much memory one extraction takes at its peak, as a multiple of the page: the figures of BENCHMARKS.md.
//!
//! Bytes that were asked for are counted, so that the figures are the same on every run and every machine.
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

/// The length of an endless piece.
const ONE_PIECE_BYTES: usize = 1 << 20;
/// What may be held for a page, the text of its article included, as a multiple of its bytes, and some bytes that do not
/// depend on them. Of the 1,497 pages of WCXB the median takes 5.7 times its bytes, the worst 19.5 times.
const MAX_MULTIPLE: f64 = 20.0;
const MAX_BASE_BYTES: f64 = 80e3;
/// What may be held for each copy of the tiniest elements: two nodes and a block, in bytes.
const MAX_TINY_BYTES: f64 = 3_000.0;
/// What may be held for a page that is one endless piece, as a multiple of its bytes: what is no text is held as it is
/// read, and once more, twice as long, while its room grows; of text there are some copies more.
const MAX_OF_NO_TEXT: f64 = 4.0;
const MAX_OF_TEXT: f64 = 8.0;

/// Pages and texts of hostile shapes have at least so many bytes.
const SHAPE_BYTES: usize = 100_000;
/// What may be held for one of these, with its text, Markdown and HTML, as a multiple of its bytes.
const MAX_OF_SHAPES: f64 = 60.0;
/// What may be held for a page that a limit stops, in bytes: a tree of as many nodes as a page may have, which is
/// 250,000.
const MAX_OF_STOPPED: f64 = 30e6;
/// What may be held instead for each tag, line or sentence of one that is made of tiny ones: `<li>x` has five bytes,
/// and makes two nodes of a tree and a block with two hundred features.
const MAX_OF_ELEMENTS: f64 = 2_500.0;

/// The bytes that are held at the peak while something is made, over those held before it.
fn held_by<T>(make: impl FnOnce() -> T) -> f64 {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    black_box(make());
    (ALLOCATOR.peak_usage() - before) as f64
}

/// The bytes that are held at the peak of an extraction with the text of its article.
fn peak(page: &str) -> f64 {
    held_by(|| {
        let article = unboil::extract(page).unwrap();
        let text = article.text();
        (article, text)
    })
}

/// The bytes that are held at the peak of an extraction or cleaning with all that can be made of the article, and whether a
/// limit stopped it.
fn peak_of_all(run: fn(&str) -> Result<Article>, input: &str) -> (f64, bool) {
    let mut is_stopped = false;
    let bytes = held_by(|| match run(input) {
        Ok(article) => drop((article.text(), article.markdown(), article.html())),
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooComplex { .. }) => is_stopped = true,
        Err(error) => panic!("{error}"),
    });
    (bytes, is_stopped)
}

fn multiple(page: &str) -> f64 {
    peak(page) / page.len() as f64
}

/// The pages that come with the crate, without those that are not UTF-8.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = ["tests/pages", "examples/pages"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let paths = entries.into_iter().flatten().map(|entry| entry.unwrap().path());
    let paths = paths.map(|path| if path.is_dir() { path.join("source.html") } else { path });
    let page = |path: PathBuf| Some((path.display().to_string(), fs::read_to_string(path).ok()?));
    paths.filter_map(page).filter(|(path, _)| path.ends_with(".html")).collect()
}

/// How many tags, lines and sentences an input has.
fn elements(input: &str) -> usize {
    let is_tag = |pair: &[u8]| pair[0] == b'<' && pair[1].is_ascii_alphabetic();
    input.as_bytes().windows(2).filter(|pair| is_tag(pair) || pair[1] == b'\n' || *pair == b". ").count()
}

/// What is wrong with the memory that a shape takes, if anything is.
fn fault(shape: &Shape, run: fn(&str) -> Result<Article>) -> Option<String> {
    let copies = std::iter::successors(Some(shape.copies), |copies| Some(copies + copies.div_ceil(4)));
    let input = copies.map(shape.make).find(|input| input.len() >= SHAPE_BYTES)?;
    let (bytes, is_stopped) = peak_of_all(run, &input);
    let (len, elements) = (input.len(), elements(&input));
    let most = (MAX_OF_SHAPES * len as f64).max(MAX_OF_ELEMENTS * elements as f64);
    let most = if is_stopped { most.max(MAX_OF_STOPPED) } else { most };
    (bytes > most).then(|| format!("{}: {bytes} bytes for {len} with {elements} elements", shape.name))
}

// One test: another thread's bytes would be counted too.
#[test]
fn memory_is_a_small_multiple_of_the_page() {
    // What is built once a process is built before the count.
    peak("<p>x");
    peak_of_all(unboil::clean, "x");
    for (path, page) in pages() {
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
