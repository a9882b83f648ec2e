//! How many megabytes of plain text are cleaned in a second, and does that stay linear? A book, of which all is kept;
//! the same hard-wrapped and in one line; a scrape of many pages, of which most is dropped. On one core.

#![allow(clippy::unwrap_used)] // A text that can't be read can't be measured.

use std::path::Path;
use std::{fs, iter};

use divan::Bencher;
use divan::counter::BytesCount;
use unboil::{Extractor, Limits};

/// The sizes of the texts.
const KILOBYTES: [usize; 3] = [64, 1024, 8192];
/// Columns of hard-wrapped text.
const WIDTH: usize = 72;

fn main() {
    divan::main();
}

/// A paragraph of a book: sentences of the same words in another order, so that no two are the same.
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

fn book(kilobytes: usize, between: &str) -> String {
    let mut book = String::new();
    for number in 0.. {
        if book.len() >= kilobytes << 10 {
            break;
        }
        book += &paragraph(number);
        book += between;
    }
    book
}

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

/// The golden texts one after the other, and again from the first, up to a size.
fn scrape(kilobytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut sources: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("source.txt")).collect();
    sources.retain(|source| source.is_file());
    sources.sort();
    let mut scrape = String::new();
    for source in iter::repeat(sources).flatten() {
        if scrape.len() >= kilobytes << 10 {
            break;
        }
        scrape += &fs::read_to_string(source).unwrap();
    }
    scrape
}

fn clean(bencher: Bencher<'_, '_>, text: &str) {
    let extractor = Extractor::builder().limits(Limits::default().max_bytes(64 << 20)).build();
    bencher.counter(BytesCount::of_str(text)).bench_local(|| extractor.clean(text).unwrap());
}

#[divan::bench(args = KILOBYTES)]
fn paragraphs(bencher: Bencher<'_, '_>, kilobytes: usize) {
    clean(bencher, &book(kilobytes, "\n\n"));
}

#[divan::bench(args = KILOBYTES)]
fn hard_wrapped(bencher: Bencher<'_, '_>, kilobytes: usize) {
    clean(bencher, &wrapped(&book(kilobytes, "\n\n")));
}

#[divan::bench(args = KILOBYTES)]
fn one_line(bencher: Bencher<'_, '_>, kilobytes: usize) {
    clean(bencher, &book(kilobytes, " "));
}

#[divan::bench(args = KILOBYTES)]
fn scraped_pages(bencher: Bencher<'_, '_>, kilobytes: usize) {
    clean(bencher, &scrape(kilobytes));
}
