//! Which stage takes how much time, and does the time grow linearly with the page? Measures each stage by itself, the
//! whole extraction, and the bare parse for comparison, on pages of three sizes. Compare the fastest samples: other
//! work on the machine disturbs these least. The values that stages return are freed outside of the measured time.

#![allow(clippy::unwrap_used)] // A page that can't be read or parsed can't be measured.

use std::path::Path;
use std::{fs, iter};

use divan::Bencher;
use divan::counter::BytesCount;
use unboil::{Extractor, dev};

/// Sizes of the pages, in KiB.
const KILOBYTES: [usize; 3] = [8, 96, 1024];

fn main() {
    divan::main();
}

/// A page of at least this many KiB: the golden pages one after the other, repeated from the first as often as needed.
fn page(kilobytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut sources: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("source.html")).collect();
    sources.retain(|source| source.is_file());
    sources.sort();
    let mut page = String::new();
    for source in iter::repeat(sources).flatten() {
        if page.len() >= kilobytes << 10 {
            break;
        }
        page.push_str(&dev::decode(&fs::read(source).unwrap(), None));
    }
    page
}

#[divan::bench(args = KILOBYTES)]
fn bare_parse(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| dev::bare_parse(&html));
}

#[divan::bench(args = KILOBYTES)]
fn decode(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| dev::decode(html.as_bytes(), None).len());
}

#[divan::bench(args = KILOBYTES)]
fn parse(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| dev::parse(&html).unwrap());
}

#[divan::bench(args = KILOBYTES)]
fn walk(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    let parsed = || dev::parse(&html).unwrap();
    bencher.counter(BytesCount::of_str(&html)).with_inputs(parsed).bench_local_values(dev::walk);
}

#[divan::bench(args = KILOBYTES)]
fn measure_score_select(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    let walked = dev::walk(dev::parse(&html).unwrap());
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| dev::judge(&walked));
}

#[divan::bench(args = KILOBYTES)]
fn render(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    let article = unboil::extract(&html).unwrap();
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| article.text());
}

#[divan::bench(args = KILOBYTES)]
fn whole_extraction(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let html = page(kilobytes);
    let extractor = Extractor::default();
    bencher.counter(BytesCount::of_str(&html)).bench_local(|| extractor.extract(&html).unwrap().text());
}
