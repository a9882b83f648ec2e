//! Cuts the article of a page into chunks for embedding, and prints each as a line of JSON: the address of the page,
//! the headings that the chunk stands under, its range of bytes in the article's text, and its text.
//!
//! Prose is cut by the crate text-splitter: at paragraphs where possible, else at sentences. Program code and tables
//! stay whole, even if they are longer than a chunk should be.
//!
//! Run it on a page of this repository, or on one of yours:
//!
//! ```sh
//! cargo run --manifest-path examples/chunks/Cargo.toml
//! cargo run --manifest-path examples/chunks/Cargo.toml -- saved.html https://example.org/story
//! ```
#![allow(clippy::print_stdout, reason = "the example prints what it made")]

use std::error::Error;
use std::ops::Range;
use std::{env, fs};

use serde::Serialize;
use text_splitter::TextSplitter;
use unboil::{Article, Block, BlockKind, Extractor, Section};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/newsroom.html");
/// Greatest length of a chunk of prose, in characters: some 250 tokens of a model for embeddings.
const MAX_CHARS: usize = 1000;

#[derive(Serialize)]
struct Chunk<'a> {
    url: Option<&'a str>,
    headings: &'a [&'a str],
    start: usize,
    end: usize,
    text: &'a str,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let page = fs::read(args.next().unwrap_or(PAGE.into()))?;
    let mut builder = Extractor::builder();
    if let Some(url) = args.next() {
        builder = builder.base_url(&url)?;
    }
    let article = builder.build().extract_bytes(&page, None)?;
    let (text, ranges) = (article.text(), article.block_ranges());
    for section in article.outline() {
        for range in chunks(&article, &section, &text, &ranges) {
            let Range { start, end } = range;
            let (url, headings) = (article.url(), section.headings());
            println!("{}", serde_json::to_string(&Chunk { url, headings, start, end, text: &text[range] })?);
        }
    }
    Ok(())
}

/// The ranges of a section's chunks in the text of the article.
fn chunks(article: &Article, section: &Section<'_>, text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let splitter = TextSplitter::new(MAX_CHARS);
    let blocks = &article.blocks()[section.block_range()];
    let mut chunks = Vec::new();
    let mut next = section.block_range().start;
    for run in blocks.chunk_by(stand_together) {
        let range = ranges[next].start..ranges[next + run.len() - 1].end;
        next += run.len();
        match run {
            // The heading is among the headings of the next chunk.
            [heading] if matches!(heading.kind(), BlockKind::Heading { .. }) && blocks.len() > 1 => {}
            [first, ..] if is_whole(first) => chunks.push(range),
            _ => {
                let pieces = splitter.chunk_indices(&text[range.clone()]);
                chunks.extend(pieces.map(|(at, piece)| range.start + at..range.start + at + piece.len()));
            }
        }
    }
    chunks
}

/// Whether two neighbouring blocks belong into one run: both are prose, or both are table rows.
fn stand_together(a: &Block, b: &Block) -> bool {
    match (a.kind(), b.kind()) {
        (BlockKind::TableRow, BlockKind::TableRow) => true,
        _ => !is_whole(a) && !is_whole(b),
    }
}

/// Whether a block, or the table that it is a row of, is not to be cut.
fn is_whole(block: &Block) -> bool {
    matches!(block.kind(), BlockKind::Preformatted | BlockKind::TableRow)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn prose_is_cut_and_code_and_tables_are_not() {
        let prose = "The miller counts the sacks in the evening, and writes them down. ".repeat(40);
        let code = "    count(sack);\n".repeat(200);
        let rows = "<tr><td>rye<td>14 sacks</tr>".repeat(100);
        let page = format!(
            "<title>The mill</title><h1>The mill</h1><p>{prose}</p><h2>Counting</h2><pre>{code}</pre><p>{prose}</p>\
             <h2>Sacks</h2><table>{rows}</table>"
        );
        let article = unboil::extract(&page).unwrap();
        let (text, ranges) = (article.text(), article.block_ranges());
        let mut found = Vec::new();
        for section in article.outline() {
            for range in chunks(&article, &section, &text, &ranges) {
                found.push((section.headings().join(" > "), text[range].to_owned()));
            }
        }
        let is_long = |(_, text): &&(String, String)| text.chars().count() > MAX_CHARS;
        let long: Vec<&str> = found.iter().filter(is_long).map(|(path, _)| path.as_str()).collect();
        assert_eq!(long, ["The mill > Counting", "The mill > Sacks"]);
        assert!(found.iter().filter(|(path, _)| path == "The mill").count() >= 3);
        assert!(found.iter().any(|(_, text)| text.matches("count(sack)").count() == 200));
        assert!(found.iter().any(|(_, text)| text.lines().filter(|line| *line == "rye | 14 sacks").count() == 100));
    }
}
