//! Cleans a plain text that a scraper saved, where there is no HTML any more.
//!
//! Run it on a text of this repository, or on one of yours:
//!
//! ```sh
//! cargo run --example scraped_text
//! cargo run --example scraped_text -- scraped.txt
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::error::Error;
use std::{env, fs};

/// The text that is cleaned if no other is named.
const SAMPLE_PATH: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts/newsroom-with-the-headline-twice/source.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(env::args_os().nth(1).unwrap_or(SAMPLE_PATH.into()))?;
    // A text without signs of cruft comes back unchanged.
    let article = unboil::clean(&text)?;
    let kept = article.text();
    println!("{kept}");
    println!("\n{} of {} bytes kept, {} blocks removed", kept.len(), text.len(), article.removed().len());
    Ok(())
}
