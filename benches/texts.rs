//! How many megabytes of plain text are cleaned in a second on one core, and does the time grow linearly with the text?
//! Measures a book, of which everything is kept, as paragraphs, hard-wrapped and in one line, and a scrape of many
//! pages, of which most is dropped.

#![allow(clippy::unwrap_used)] // A text that can't be read can't be measured.

use std::path::Path;
use std::{fs, iter};

use divan::Bencher;
use divan::counter::BytesCount;
use unboil::{Extractor, Limits};

/// Sizes of the texts, in KiB.
const KIBIBYTES: [usize; 3] = [64, 1024, 8192];
/// A line of hard-wrapped text has fewer bytes than this, which are characters here.
const WIDTH: usize = 72;

fn main() {
    divan::main();
}

/// The paragraph of this number in a book. There are only 385 combinations of a subject, a verb and an object; the
/// number that stands in each sentence is what makes all sentences different.
fn paragraph(number: usize) -> String {
    const SUBJECTS: [&str; 7] =
        ["The ferry", "Anna", "Nobody on the quay", "The widow", "Her brother", "The captain", "Rain"];
    const VERBS: [&str; 5] = ["came back to", "had never seen", "was surprised by", "did not speak of", "remembered"];
    const OBJECTS: [&str; 11] = [
        "the house",
        "the lamp",
        "the fog",
        "the spoons",
        "the winter",
        "the harbour",
        "the letter",
        "the bell",
        "that night",
        "the islands",
        "the door",
    ];
    let sentence = |index: usize| {
        let turn = number * 31 + index * 7;
        let (subject, verb, object) = (SUBJECTS[turn % 7], VERBS[turn % 5], OBJECTS[turn % 11]);
        format!("{subject} {verb} {object}, and for the {turn}th time it was later than anybody had thought. ")
    };
    (0..6).map(sentence).collect::<String>().trim_end().to_owned()
}

/// A book of at least this many KiB, with `between` after each paragraph.
fn book(kibibytes: usize, between: &str) -> String {
    let mut book = String::new();
    for number in 0.. {
        if book.len() >= kibibytes << 10 {
            break;
        }
        book += &paragraph(number);
        book += between;
    }
    book
}

/// The text hard-wrapped into lines of fewer than [`WIDTH`] bytes.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            if column > 0 && column + 1 + word.len() > WIDTH {
                wrapped.push('\n');
                column = 0;
            }
            if column > 0 {
                wrapped.push(' ');
            }
            wrapped += word;
            column += word.len() + 1;
        }
        wrapped.push('\n');
    }
    wrapped
}

/// A scrape of at least this many KiB: the files `tests/texts/*/source.txt` one after the other, repeated from the
/// first as often as needed.
fn scrape(kibibytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut sources: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("source.txt")).collect();
    sources.retain(|source| source.is_file());
    sources.sort();
    let mut scrape = String::new();
    for source in iter::repeat(sources).flatten() {
        if scrape.len() >= kibibytes << 10 {
            break;
        }
        scrape += &fs::read_to_string(source).unwrap();
    }
    scrape
}

/// Measures the cleaning of a text, with a limit on its size that none of the texts reaches.
fn clean(bencher: Bencher<'_, '_>, text: &str) {
    let extractor = Extractor::builder().limits(Limits::default().max_bytes(64 << 20)).build();
    bencher.counter(BytesCount::of_str(text)).bench_local(|| extractor.clean(text).unwrap());
}

#[divan::bench(args = KIBIBYTES)]
fn paragraphs(bencher: Bencher<'_, '_>, kibibytes: usize) {
    clean(bencher, &book(kibibytes, "\n\n"));
}

#[divan::bench(args = KIBIBYTES)]
fn hard_wrapped(bencher: Bencher<'_, '_>, kibibytes: usize) {
    clean(bencher, &wrapped(&book(kibibytes, "\n\n")));
}

#[divan::bench(args = KIBIBYTES)]
fn one_line(bencher: Bencher<'_, '_>, kibibytes: usize) {
    clean(bencher, &book(kibibytes, " "));
}

#[divan::bench(args = KIBIBYTES)]
fn scraped_pages(bencher: Bencher<'_, '_>, kibibytes: usize) {
    clean(bencher, &scrape(kibibytes));
}
