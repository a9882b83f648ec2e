//! All fixtures, whole and broken: each gets an answer, and the same one each time.

use std::path::Path;
use std::{fs, thread};

use unboil::{Article, Extractor, Result};

use crate::invariants;
use crate::robust::on_small_stack;

/// Every how many bytes a fixture is cut off, or has a bit flipped. No round number, so that no two fixtures are broken at the same
/// places in a tag. Debug builds are some ten times as slow, and break a third of the places.
const STEP_BYTES: usize = if cfg!(debug_assertions) { 3 * 97 } else { 97 };
/// Of how many golden pages one is extracted again and again.
const SAMPLE: usize = 9;
const THREADS: usize = 8;
const RUNS: usize = 20;

/// The sources in the folders of `tests/FOLDER`, by the name of theirs and in its order.
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

pub(crate) fn pages() -> Vec<(String, Vec<u8>)> {
    [sources("pages", "source.html"), sources("gaps", "source.html")].concat()
}

fn texts() -> Vec<(String, Vec<u8>)> {
    sources("texts", "source.txt")
}

/// Breaks each fixture at every so many bytes, and asserts that every piece gets an answer.
fn assert_broken_ones_are_answered(
    fixtures: Vec<(String, Vec<u8>)>,
    broken: fn(&[u8], usize) -> Vec<u8>,
    run: fn(&[u8]) -> Result<Article>,
) {
    for (index, (name, bytes)) in fixtures.into_iter().enumerate() {
        // Each fixture is broken at other offsets, so that together they are broken within every construct of HTML.
        let answers = on_small_stack(&name, move || {
            for at in (index % STEP_BYTES..bytes.len()).step_by(STEP_BYTES) {
                invariants::check(&run(&broken(&bytes, at)).map_err(|error| format!("at {at}: {error}"))?);
            }
            Ok(())
        });
        assert_eq!(answers, Some(Ok::<(), String>(())), "{name}");
    }
}

fn cut(bytes: &[u8], at: usize) -> Vec<u8> {
    bytes[..at].to_vec()
}

/// With one bit flipped, another one at each place.
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
    assert_broken_ones_are_answered(pages(), cut, extract);
}

#[test]
fn pages_may_have_a_wrong_bit_anywhere() {
    assert_broken_ones_are_answered(pages(), flipped, extract);
}

#[test]
fn texts_may_break_off_anywhere() {
    assert_broken_ones_are_answered(texts(), cut, clean);
}

#[test]
fn texts_may_have_a_wrong_bit_anywhere() {
    assert_broken_ones_are_answered(texts(), flipped, clean);
}

#[test]
fn every_run_on_every_thread_gives_the_same() {
    let extractor = Extractor::builder().build();
    for (name, bytes) in pages().iter().step_by(SAMPLE) {
        let extract = || format!("{:?}", extractor.extract_bytes(bytes, None));
        let first = extract();
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for run in 0..RUNS {
                        assert!(extract() == first, "{name}: run {run} differs from the first");
                    }
                });
            }
        });
    }
}
