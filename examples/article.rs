//! Extracts the article of a page and what the page says about itself.
//!
//! Run it on a page of this repository, or on one of yours:
//!
//! ```sh
//! cargo run --example article
//! cargo run --example article -- saved.html
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::error::Error;
use std::{env, fs};

use unboil::{Extractor, RenderOptions};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html");

fn main() -> Result<(), Box<dyn Error>> {
    // Pass bytes rather than a string: the charset is detected from the page, or from the header `Content-Type`.
    let page = fs::read(env::args_os().nth(1).unwrap_or(PAGE.into()))?;
    let article = Extractor::default().extract_bytes(&page, None)?;
    let fields = [
        ("title", article.title()),
        ("byline", article.byline()),
        ("published", article.published()),
        ("site", article.site_name()),
        ("language", article.language()),
    ];
    for (name, value) in fields {
        println!("{name}: {}", value.unwrap_or("not told"));
    }
    if article.is_empty() {
        println!("\nThere is no article on this page.");
    } else {
        // The title stands above already.
        println!("\n{}", article.text_with(&RenderOptions::default().headline(false)));
    }
    Ok(())
}
