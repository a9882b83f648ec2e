//! Lists what was removed from a page: each block with its kind, the probability that it is content, and the reasons.
//!
//! Run it on a page of this repository, or on one of yours:
//!
//! ```sh
//! cargo run --example removed
//! cargo run --example removed -- saved.html
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::error::Error;
use std::{env, fs};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html");

fn main() -> Result<(), Box<dyn Error>> {
    let page = fs::read(env::args_os().nth(1).unwrap_or(PAGE.into()))?;
    let article = unboil::Extractor::default().extract_bytes(&page, None)?;
    for block in article.removed() {
        let reasons: Vec<String> = block.reasons().iter().map(ToString::to_string).collect();
        println!("{} ({:.2}): {}", block.kind(), block.score(), block.text());
        println!("    because it {}", reasons.join(", and it "));
    }
    println!("{} blocks kept, {} removed", article.blocks().len(), article.removed().len());
    Ok(())
}
