//! Converts a page to Markdown, on standard output or into a file.
//!
//! Run it on a page of this repository, or on one of yours:
//!
//! ```sh
//! cargo run --example markdown
//! cargo run --example markdown -- saved.html saved.md
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it made")]

use std::error::Error;
use std::{env, fs};

use unboil::Extractor;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html");

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = env::args_os().skip(1);
    let page = fs::read(files.next().unwrap_or(PAGE.into()))?;
    // Relative links and pictures are completed with the address that the page came from.
    let extractor = Extractor::builder().base_url("https://example.org/")?.build();
    let markdown = extractor.extract_bytes(&page, None)?.markdown();
    match files.next() {
        Some(file) => fs::write(file, markdown + "\n")?,
        None => println!("{markdown}"),
    }
    Ok(())
}
