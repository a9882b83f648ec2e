//! What the words of a block say: phrases that betray cruft.

use super::Measures;
use crate::cruft::{self, Byline, Cruft, Hit};
use crate::page::{BlockKind, Page};

/// How many words of its block a matched phrase explains: about two sentences.
const EXPLAINED_WORDS: f32 = 30.0;

/// Names of `<meta>` that hold authors.
const AUTHORS: &[&str] = &["author", "article:author", "parsely-author", "dc.creator"];
/// A name has this many bytes at least: two ideographs, or one of the shortest words.
const AUTHOR_BYTES: usize = 6;

pub(super) fn measure(page: &Page, measures: &mut Measures) {
    let mut folded = String::new();
    let authors: Vec<&str> = AUTHORS.iter().filter_map(|name| page.head.meta(&[name])).collect();
    for (index, block) in page.blocks.iter().enumerate() {
        let first = measures.hits.len();
        // Code says "print", "share" and "404" for reasons of its own.
        if block.kind != BlockKind::Preformatted {
            folded.clear();
            cruft::fold(page.block_text(block), &mut folded);
            cruft::hits(&folded, &mut measures.hits);
        }
        let hits = first..measures.hits.len();
        let explained = explained(&measures.hits[hits.clone()], measures.words[index]);
        measures.features[index].phrases = explained.map_or(0.0, |(_, share)| share);
        measures.evidence[index].hits = hits;
        // Dates in tables are data.
        if block.kind == BlockKind::TableRow {
            continue;
        }
        let text = page.block_text(block);
        let named = || is_author(text, &authors).then(|| Byline { author: Some(text.to_owned()), date: None });
        if let Some(byline) = cruft::read_byline(text).or_else(named) {
            measures.evidence[index].is_byline = true;
            measures.features[index].is_byline = 1.0;
            measures.bylines.push((index, byline));
        }
    }
}

/// Whether the text is a name that the page's head gives as an author's, alone or among others.
fn is_author(text: &str, authors: &[&str]) -> bool {
    text.len() >= AUTHOR_BYTES && authors.iter().any(|names| names.contains(text))
}

/// The kind of cruft that explains most of a block's words, and the share that it explains.
pub(crate) fn explained(hits: &[Hit], words: f32) -> Option<(Cruft, f32)> {
    let share = |hit: &Hit| if hit.whole { 1.0 } else { EXPLAINED_WORDS / words.max(1.0) };
    hits.iter()
        .map(|hit| {
            let same = hits.iter().filter(|other| other.kind == hit.kind);
            (hit.kind, same.map(share).sum::<f32>().min(1.0))
        })
        // The first of equals: what a block begins with says what it is.
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}
