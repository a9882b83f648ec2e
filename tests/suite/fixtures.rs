//! Extracts all fixtures, whole and broken. Each must give a consistent article, and the same one on each run.

use std::path::Path;
use std::{fs, thread};

use unboil::{Article, Extractor, Result};

use crate::clock::cost;
use crate::invariants;
use crate::robust::on_small_stack;

/// Distance, in bytes, between the places at which a fixture is cut off or has a bit flipped. It is no round number, so
/// that fixtures are not all broken at the same places in a tag.
const STEP_BYTES: usize = 97;
/// Distance of these places, in bytes, in a plain `cargo test`. It is an odd multiple of [`STEP_BYTES`], so that each
/// bit of a byte is flipped at some place.
const SAMPLE_STEP_BYTES: usize = 11 * STEP_BYTES;
/// Average cost of a broken fixture, at most, as a multiple of the cost of the whole one.
const MOST_OF_WHOLE: u32 = 20;
/// One in this many pages is extracted repeatedly.
const SAMPLE: usize = 9;
/// Number of threads that extract a page at the same time.
const THREADS: usize = 8;
/// Number of times that each thread extracts a page.
const RUNS: usize = 20;
/// Number of times that each thread extracts a page in a plain `cargo test`.
const SAMPLE_RUNS: usize = 2;

/// The sources named `file` in the folders under `tests/FOLDER`, each with the name of its folder, sorted by it.
fn sources(folder: &str, file: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut sources: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| Some((path.file_name()?.to_string_lossy().into_owned(), fs::read(path.join(file)).ok()?)))
        .collect();
    sources.sort();
    assert!(!sources.is_empty());
    sources
}

/// The golden pages, including those of the gaps.
pub(crate) fn pages() -> Vec<(String, Vec<u8>)> {
    [sources("pages", "source.html"), sources("gaps", "source.html")].concat()
}

/// The golden plain texts.
pub(crate) fn texts() -> Vec<(String, Vec<u8>)> {
    sources("texts", "source.txt")
}

/// Breaks each fixture at every `step` bytes, and asserts that each broken one gives a consistent article at a
/// reasonable cost.
fn assert_broken_ones_are_answered(
    fixtures: Vec<(String, Vec<u8>)>,
    step: usize,
    broken: fn(&[u8], usize) -> Vec<u8>,
    run: fn(&[u8]) -> Result<Article>,
) {
    for (index, (name, bytes)) in fixtures.into_iter().enumerate() {
        let answer = move |bytes: &[u8]| run(bytes).map(|article| invariants::check(&article));
        let (whole, unit) = cost(|| answer(&bytes));
        assert!(whole.is_ok(), "{name}: {whole:?}");
        // Each fixture is broken at offsets of its own, so that together they are broken inside every construct of
        // HTML.
        let places = (index % step..bytes.len()).step_by(step);
        let most = unit * MOST_OF_WHOLE * (1 + places.len() as u32);
        let answers = on_small_stack(&name, most, move || {
            for at in places {
                answer(&broken(&bytes, at)).map_err(|error| format!("at {at}: {error}"))?;
            }
            Ok(())
        });
        assert_eq!(answers, Some(Ok::<(), String>(())), "{name}");
    }
}

/// The bytes up to an offset.
fn cut(bytes: &[u8], at: usize) -> Vec<u8> {
    bytes[..at].to_vec()
}

/// The bytes with one bit of the byte at an offset flipped. Which bit depends on the offset.
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1 << (at / STEP_BYTES % 8);
    flipped
}

fn extract(bytes: &[u8]) -> Result<Article> {
    Extractor::default().extract_bytes(bytes, None)
}

fn clean(bytes: &[u8]) -> Result<Article> {
    unboil::clean(&String::from_utf8_lossy(bytes))
}

#[test]
fn pages_may_break_off_anywhere() {
    assert_broken_ones_are_answered(pages(), SAMPLE_STEP_BYTES, cut, extract);
}

#[test]
#[ignore = "takes 35 s in a debug build: .ci/run runs it"]
fn pages_may_break_off_at_many_more_places() {
    assert_broken_ones_are_answered(pages(), STEP_BYTES, cut, extract);
}

#[test]
fn pages_may_have_a_wrong_bit_anywhere() {
    assert_broken_ones_are_answered(pages(), SAMPLE_STEP_BYTES, flipped, extract);
}

#[test]
#[ignore = "takes 45 s in a debug build: .ci/run runs it"]
fn pages_may_have_a_wrong_bit_at_many_more_places() {
    assert_broken_ones_are_answered(pages(), STEP_BYTES, flipped, extract);
}

#[test]
fn texts_may_break_off_anywhere() {
    assert_broken_ones_are_answered(texts(), SAMPLE_STEP_BYTES, cut, clean);
}

#[test]
#[ignore = "takes 4 s in a debug build: .ci/run runs it"]
fn texts_may_break_off_at_many_more_places() {
    assert_broken_ones_are_answered(texts(), STEP_BYTES, cut, clean);
}

#[test]
fn texts_may_have_a_wrong_bit_anywhere() {
    assert_broken_ones_are_answered(texts(), SAMPLE_STEP_BYTES, flipped, clean);
}

#[test]
#[ignore = "takes 5 s in a debug build: .ci/run runs it"]
fn texts_may_have_a_wrong_bit_at_many_more_places() {
    assert_broken_ones_are_answered(texts(), STEP_BYTES, flipped, clean);
}

/// Asserts that repeated extractions of a page on several threads give equal articles.
fn assert_all_runs_are_equal(runs: usize) {
    let extractor = Extractor::builder().build();
    for (name, bytes) in pages().iter().step_by(SAMPLE) {
        let extract = || format!("{:?}", extractor.extract_bytes(bytes, None));
        let first = extract();
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for run in 0..runs {
                        assert!(extract() == first, "{name}: run {run} differs from the first");
                    }
                });
            }
        });
    }
}

#[test]
fn every_run_on_every_thread_gives_the_same() {
    assert_all_runs_are_equal(SAMPLE_RUNS);
}

#[test]
#[ignore = "takes 30 s in a debug build: .ci/run runs it"]
fn every_one_of_many_runs_gives_the_same() {
    assert_all_runs_are_equal(RUNS);
}
