//! Looks up the phrases of the lexicon in each block, and detects the blocks that are bylines.

use crate::cruft::{self, Byline, Cruft, Hit};
use crate::measure::evidence::WholeText;
use crate::measure::measurements::Measurements;
use crate::measure::subject::Subject;
use crate::measure::text::entry_dates;
use crate::measure::text::normalized::NormalizedTexts;
use crate::page::{AUTHORS, BlockKind, Page};

/// Number of words of its block that a phrase accounts for, unless it covers the block: about two sentences. Set by
/// hand.
const EXPLAINED_WORDS: f32 = 30.0;

/// Length of an author's name in bytes: from two ideographs up to a name with its academic titles. Set by hand.
const AUTHOR_BYTES: std::ops::RangeInclusive<usize> = 6..=80;
/// The content of a `<meta>` of authors is ignored if it is longer than this (bytes). Set by hand.
const AUTHORS_BYTES: usize = 300;

/// Fills the columns of phrases, bylines and dates, and the hits, their cover and the bylines of all blocks.
///
/// Phrases of what the page is about are left out. Needs the number of words of each block, the paths,
/// and whether blocks are sentences. Gets bylines inside of tables wrong: there a date is taken for data.
pub(in crate::measure) fn measure(
    page: &Page,
    normalized: &NormalizedTexts,
    subject: &Subject,
    measurements: &mut Measurements,
) {
    let authors: Vec<&str> = AUTHORS
        .iter()
        .filter(|author| author.is_measured)
        .filter_map(|author| page.head.meta(&[author.name]))
        .filter(|names| names.len() <= AUTHORS_BYTES)
        .collect();
    for (index, block) in page.blocks.iter().enumerate() {
        let first = measurements.hits.len();
        cruft::hits(normalized.block(index), &mut measurements.hits);
        let found = measurements.hits.split_off(first);
        let is_legal_notice = subject.is_legal_notice(index, block.container);
        measurements.evidence[index].whole = is_legal_notice.then_some(WholeText::LegalNotice);
        let words = measurements.words[index];
        let is_evidence = |hit: &Hit| !subject.explains(hit.kind, block.container, words);
        measurements.hits.extend(found.into_iter().filter(is_evidence));
        if block.kind == BlockKind::Preformatted {
            drop_labels(&mut measurements.hits, first, page.is_text());
        }
        let hits = first..measurements.hits.len();
        let explained = explained(&measurements.hits[hits.clone()], measurements.words[index]);
        let row = &mut measurements.features[index];
        row.phrases = explained.map_or(0.0, |(_, share)| share);
        row.words_beside_phrases = measurements.words[index] * (1.0 - row.phrases);
        row.is_label = f32::from(measurements.hits[hits.clone()].iter().any(|hit| hit.covers_block));
        measurements.evidence[index].covered = covered(&measurements.hits[hits.clone()], normalized.block(index).len());
        measurements.evidence[index].hits = hits;
        // Dates in tables are data.
        if block.kind == BlockKind::TableRow {
            continue;
        }
        let text = page.block_text(block);
        let (byline, dated) = cruft::read_dated(text);
        measurements.features[index].dated = dated;
        let named = || is_author(text, &authors).then(|| Byline { author: Some(text.to_owned()), date: None });
        if let Some(byline) = byline.or_else(named) {
            if !subject.explains(Cruft::Byline, block.container, words) {
                measurements.evidence[index].is_byline = true;
                measurements.features[index].is_byline = 1.0;
            }
            measurements.bylines.push((index, byline));
        }
    }
    entry_dates::take_back(page, measurements);
}

/// The share (0..=1) of a normalized text of `len` bytes that the phrases cover; overlapping phrases count once.
fn covered(hits: &[Hit], len: usize) -> f32 {
    // The hits are in the order of their ends.
    let (mut covered, mut end) = (0, 0);
    for hit in hits {
        covered += hit.end.saturating_sub(hit.start.max(end));
        end = end.max(hit.end);
    }
    covered as f32 / len.max(1) as f32
}

/// Drops hits of a preformatted block, those from index `first` on: code uses words such as "print", "share" and "404"
/// for reasons of its own.
///
/// In HTML only the labels (phrases that must begin a block) are dropped; in plain text (`is_text`) all hits are,
/// because logs and settings are preformatted there, too, and may hold any phrase.
fn drop_labels(hits: &mut Vec<Hit>, first: usize, is_text: bool) {
    let found = hits.split_off(first);
    hits.extend(found.into_iter().filter(|hit| !is_text && !hit.phrase.source.starts_with('^')));
}

/// Whether the text is the name of an author according to `authors`, the contents of the page's `<meta>` elements;
/// each may list several names.
fn is_author(text: &str, authors: &[&str]) -> bool {
    let is_end = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    AUTHOR_BYTES.contains(&text.len())
        && authors.iter().filter(|names| text.len() <= names.len()).any(|names| {
            names.find(text).is_some_and(|at| {
                let (before, after) = (&names[..at], &names[at + text.len()..]);
                is_end(before.chars().next_back()) && is_end(after.chars().next())
            })
        })
}

/// The kind of cruft whose phrases account for most of a block's words, and the share (0..=1) of the words that they
/// account for; `None` without hits. Of kinds with equal shares it is the one whose phrase comes first.
pub(crate) fn explained(hits: &[Hit], words: f32) -> Option<(Cruft, f32)> {
    let share = |hit: &Hit| if hit.covers_block { 1.0 } else { EXPLAINED_WORDS / words.max(1.0) };
    let mut shares = [0.0; Cruft::ALL.len()];
    hits.iter().for_each(|hit| shares[hit.kind as usize] += share(hit));
    hits.iter()
        .map(|hit| (hit.kind, f32::min(shares[hit.kind as usize], 1.0)))
        // Of equal shares the first: the phrase that a block begins with identifies it best.
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}
