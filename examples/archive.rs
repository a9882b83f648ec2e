//! What an archive does: it stores the article with all its parts, reads it back later, and renders it as before, with
//! lists of what it holds.
//!
//! ```sh
//! cargo run --features serde --example archive
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::fs;

use unboil::{Article, RecordOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html"))?;
    let article = unboil::extract(&page)?;

    // The whole article, from which everything can be rendered again.
    let stored = serde_json::to_string(&article)?;
    let read: Article = serde_json::from_str(&stored)?;
    assert_eq!(read, article);
    assert_eq!(read.markdown(), article.markdown());
    println!("{} bytes, read back: {}", stored.len(), read.title().unwrap_or("untitled"));

    // A flat record, one line for a table or a search engine.
    let record = article.record(RecordOptions::default());
    println!("{}", serde_json::to_string(&record)?);

    println!("{} pictures, {} videos and posts", read.images().len(), read.embeds().len());
    println!("{} links, {} tables", read.links().count(), read.tables().len());
    Ok(())
}
