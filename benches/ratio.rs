//! How much does a whole extraction take on real web pages, as a multiple of the bare parse, and how much more per byte
//! on the slowest pages than on others? At most 1.5 times the bare parse is allowed, and 10 times the time per byte of
//! the median page.
//!
//! Extracts and bare-parses the pages of WCXB's development set in turns, and takes the fastest round of each page. The
//! pages do not come with the crate; without them nothing is measured. On 2026-11-27, on two quiet cores: 1.24 times
//! the bare parse (1.72 before tags took the fast path in front of html5ever's tokenizer), and per byte the 99th of 100
//! pages took 2.5 times as long as the median page. On 2026-11-30, with what the walker and the rules do since, 1.83
//! times the bare parse.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde_json::Value;
use unboil::{Extractor, dev};

/// Folder of the WCXB data set, beside the repository.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/wcxb");
/// Rounds per page. With five, the sum of the fastest rounds is the same within 2 % from run to run, even on a machine
/// with other work to do.
const ROUNDS: usize = 5;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let data = Path::new(DATA);
    let report = if data.exists() { report(&pages(data)?)? } else { format!("skipped: {DATA} does not exist") };
    writeln!(io::stdout(), "{report}")?;
    Ok(())
}

/// The HTML of all pages of the set.
fn pages(data: &Path) -> Result<Vec<String>> {
    let gold = fs::read_to_string(data.join("gold.jsonl"))?;
    let page = |line: &str| {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().ok_or("a page has no id")?;
        let mut html = String::new();
        GzDecoder::new(File::open(data.join("html").join(format!("{id}.html.gz")))?).read_to_string(&mut html)?;
        Ok(html)
    };
    gold.lines().map(page).collect()
}

/// Measures the pages and formats the two ratios.
fn report(pages: &[String]) -> Result<String> {
    let extractor = Extractor::default();
    let mut sums = [Duration::ZERO; 2];
    let mut per_byte = Vec::with_capacity(pages.len());
    for html in pages {
        let mut fastest = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            let extraction = time(|| extractor.extract(html).map(|article| article.text()))?;
            let parse = time(|| Ok(dev::bare_parse(html)))?;
            fastest = [fastest[0].min(extraction), fastest[1].min(parse)];
        }
        sums = [sums[0] + fastest[0], sums[1] + fastest[1]];
        per_byte.push(fastest[0].as_secs_f64() / html.len().max(1) as f64);
    }
    per_byte.sort_by(f64::total_cmp);
    let slow = per_byte[per_byte.len() * 99 / 100] / per_byte[per_byte.len() / 2];
    let bytes: usize = pages.iter().map(String::len).sum();
    let [extraction, parse] = sums.map(|sum| sum.as_secs_f64());
    let speed = |seconds: f64| bytes as f64 / seconds / 1e6;
    Ok(format!(
        "whole extraction / bare parse: {:.2} ({} pages; {:.0} MB/s, {:.0} MB/s)\n\
         99th of 100 pages / median page, per byte: {slow:.1}",
        extraction / parse,
        pages.len(),
        speed(extraction),
        speed(parse),
    ))
}

/// Time that it takes to make a value and to free it.
fn time<T>(make: impl FnOnce() -> unboil::Result<T>) -> unboil::Result<Duration> {
    let start = Instant::now();
    drop(black_box(make()?));
    Ok(start.elapsed())
}
