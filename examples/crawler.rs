//! What a crawler does with each response: one extractor for all of them, an address a page, and a verdict that tells
//! articles from walls, errors and files of other kinds.
//!
//! ```sh
//! cargo run --example crawler
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::fs;

use unboil::{Extractor, Input};

/// A response as a crawler has it: its address, its content type and its body.
type Response = (&'static str, &'static str, Vec<u8>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = |path: &str| fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR")));
    let feed = b"<rss version='2.0'><channel><item><title>Night trains</title></item></channel></rss>".to_vec();
    let responses: [Response; 5] = [
        ("https://junction.example/night-trains", "text/html", file("examples/pages/newsroom.html")?),
        ("https://halde.example/story", "text/html; charset=utf-8", file("tests/pages/consent-wall/source.html")?),
        ("https://junction.example/timetable.pdf", "application/pdf", b"%PDF-1.7 timetable".to_vec()),
        ("https://junction.example/feed", "application/rss+xml", feed),
        ("not an address", "text/html", file("examples/pages/blog.html")?),
    ];
    let extractor = Extractor::default(); // one for all threads
    for (url, content_type, body) in &responses {
        let article = extractor.extract_input(Input::bytes(body).content_type(content_type).url(url))?;
        if article.verdict().has_article() {
            println!("stored {}: {} words", article.title().unwrap_or("untitled"), article.word_count());
        } else {
            println!("left out, {}: {}", article.verdict(), article.verdict_reasons()[0]);
        }
        if let Some(problem) = article.url_problem() {
            println!("  links stay as they are: {problem}");
        }
    }
    Ok(())
}
