//! What a monitor of news does with a tree that it has parsed already: sections, tags and dates for filing, captions
//! with their pictures, and no links to other stories.
//!
//! ```sh
//! cargo run --example news_monitor
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::fs;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::RcDom;
use unboil::{Cruft, Extractor, Input};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html"))?;
    let tree = html5ever::parse_document(RcDom::default(), Default::default()).one(page);

    let extractor = Extractor::builder().keep(Cruft::Caption).drop(Cruft::Related).build();
    let article = extractor.extract_input(Input::tree(&tree).url("https://junction.example/2024/night-trains"))?;
    println!("{} ({})", article.title().unwrap_or("untitled"), article.language().unwrap_or("und"));
    println!("published {:?}, changed {:?}", article.published(), article.modified());
    println!("sections {:?}, tags {:?}", article.sections(), article.keywords());
    for image in article.images() {
        println!("picture {}: {}", image.url(), image.caption().unwrap_or("no caption"));
    }
    for block in article.removed().iter().filter(|block| block.cruft() == Cruft::Related) {
        println!("left out: {}", block.text());
    }
    Ok(())
}
