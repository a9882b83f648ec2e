//! What a reader of feeds shows of a page: title, authors, date, picture, time to read, and HTML that is safe to show
//! and does not repeat the title.
//!
//! ```sh
//! cargo run --example feed_reader
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::fs;

use unboil::{Extractor, Input, RenderOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/newsroom.html"))?;
    let input = Input::html(&page).url("https://junction.example/2024/night-trains");
    let article = Extractor::default().extract_input(input)?;

    println!("{}", article.title().unwrap_or("untitled"));
    println!("{} · {}", article.authors().join(", "), article.published().unwrap_or("no date"));
    println!(
        "{} minutes, picture: {}",
        article.reading_time().as_secs().div_ceil(60),
        article.image().unwrap_or("none")
    );
    if let Some(next) = article.next_page() {
        println!("goes on at {next}");
    }
    let body = article.html_with(&RenderOptions::default().headline(false).lead_image(false));
    println!("<article dir={}>\n{body}\n</article>", article.direction().name());
    Ok(())
}
