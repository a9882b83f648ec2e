//! How much does extraction cost on top of parsing, on pages of the web? The design allows 1.4 times the bare parse.
//!
//! Extracts and bare-parses the first pages of WCXB's development set by turns, and adds up the fastest round of each
//! page. The pages do not come with the crate; without them nothing is measured.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde_json::Value;
use unboil::{Extractor, stages};

/// Where the pages lie, beside the repository.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/wcxb");
const PAGES: usize = 200;
/// Enough for the fastest round to repeat within one percent on a machine with something else to do.
const ROUNDS: usize = 9;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let data = Path::new(DATA);
    let report = if data.exists() { report(&pages(data)?)? } else { format!("skipped: {DATA} does not exist") };
    writeln!(io::stdout(), "{report}")?;
    Ok(())
}

fn pages(data: &Path) -> Result<Vec<String>> {
    let gold = fs::read_to_string(data.join("gold.jsonl"))?;
    let page = |line: &str| {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().ok_or("a page has no id")?;
        let mut html = String::new();
        GzDecoder::new(File::open(data.join("html").join(format!("{id}.html.gz")))?).read_to_string(&mut html)?;
        Ok(html)
    };
    gold.lines().take(PAGES).map(page).collect()
}

fn report(pages: &[String]) -> Result<String> {
    let extractor = Extractor::default();
    let mut sums = [Duration::ZERO; 2];
    for html in pages {
        let mut fastest = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            let extraction = time(|| extractor.extract(html).map(|article| article.text()))?;
            let parse = time(|| Ok(stages::bare_parse(html)))?;
            fastest = [fastest[0].min(extraction), fastest[1].min(parse)];
        }
        sums = [sums[0] + fastest[0], sums[1] + fastest[1]];
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    let [extraction, parse] = sums.map(|sum| sum.as_secs_f64());
    let speed = |seconds: f64| bytes as f64 / seconds / 1e6;
    Ok(format!(
        "whole extraction / bare parse: {:.2} ({} pages; {:.0} MB/s, {:.0} MB/s)",
        extraction / parse,
        pages.len(),
        speed(extraction),
        speed(parse),
    ))
}

/// How long it takes to make something, and to free it.
fn time<T>(make: impl FnOnce() -> unboil::Result<T>) -> unboil::Result<Duration> {
    let start = Instant::now();
    drop(black_box(make()?));
    Ok(start.elapsed())
}
