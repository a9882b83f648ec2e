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
        println!("{} ({:.2}): {}", block.cruft(), block.score(), block.text());
        // The first reason decided; the others list the evidence for and against the block.
        for reason in block.reasons() {
            println!("    {reason}");
        }
    }
    println!("{} blocks kept, {} removed", article.blocks().len(), article.removed().len());
    Ok(())
}
