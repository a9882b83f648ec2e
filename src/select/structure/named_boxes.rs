//! Boxes whose class says what they are: legal notes below a story, and the signatures below the posts of a thread.

use std::ops::Range;

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::measure::terms::class_words;
use crate::page::{BlockKind, Tag};

/// Words of the classes of boxes with legal notes.
const LEGAL: &[&str] = &["disclaimer", "disclaimers", "disclosure", "disclosures"];
/// Words of the classes of boxes with signatures, from the templates of the common forum software.
const SIGNATURES: &[&str] =
    &["membersignature", "postsignature", "signature", "signaturecontainer", "signatures", "usersignature"];
/// Parts of [`LEGAL`] and [`SIGNATURES`] that all pages with such a box have in their attributes, without the first
/// letter, which may be a capital.
const PARTS: &[&str] = &["ignature", "isclaimer", "isclosure"];
/// At least this many words stand outside of a box with legal notes, below the headline. Set by hand.
const STORY_WORDS: f64 = 10.0;
/// A signature has at most this many words. Set by hand.
const SIGNATURE_WORDS: f64 = 80.0;
/// A page that doesn't say that it is a thread has at least this many signatures. Set by hand.
const MANY_SIGNATURES: usize = 2;

/// Finds the boxes with legal notes and with signatures.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    if !PARTS.iter().any(|part| page.page.attributes.contains(part)) {
        return Vec::new();
    }
    let legal = boxes(page, LEGAL);
    // Several boxes of that class are folds that readers open.
    let legal = if let [(blocks, _)] = legal.as_slice()
        && is_legal_note(page, blocks)
    {
        legal
    } else {
        Vec::new()
    };
    let mut signatures = boxes(page, SIGNATURES);
    let row = page.measurements.features.first();
    let is_thread = row.is_some_and(|row| row.page_is_forum > 0.0) || signatures.len() >= MANY_SIGNATURES;
    let is_manual = row.is_some_and(|row| row.page_is_documentation > 0.0);
    signatures.retain(|(blocks, _)| is_thread && !is_manual && is_signature(page, blocks));
    let legal = legal.into_iter().map(|(blocks, word)| found(blocks, Cruft::Legal, word));
    legal.chain(signatures.into_iter().map(|(blocks, word)| found(blocks, Cruft::Author, word))).collect()
}

fn found(blocks: Range<usize>, kind: Cruft, word: &'static str) -> Found {
    Found { blocks, kind, reason: Reason::Class { word }, doubtful_from: f32::INFINITY }
}

/// The outermost boxes with one of these words in their class, each with the word.
fn boxes(page: &Surroundings<'_>, words: &[&'static str]) -> Vec<(Range<usize>, &'static str)> {
    let mut boxes: Vec<(Range<usize>, &'static str)> = Vec::new();
    for container in &page.page.containers {
        let is_inside = boxes.last().is_some_and(|(last, _)| container.blocks.start < last.end);
        // An id may be the slug of a heading.
        let class = page.page.class(container);
        if is_inside || container.blocks.is_empty() || !PARTS.iter().any(|part| class.contains(part)) {
            continue;
        }
        let mut named = None;
        class_words(class, |word| named = named.or_else(|| words.iter().find(|own| **own == word)));
        let is_frame = matches!(container.tag, Tag::Body | Tag::Main | Tag::Article);
        if let Some(word) = named
            && !is_frame
        {
            boxes.push((container.blocks.clone(), word));
        }
    }
    boxes
}

/// Whether a box stands below the beginning of a story and holds paragraphs, not a list, a table or the headline.
fn is_legal_note(page: &Surroundings<'_>, blocks: &Range<usize>) -> bool {
    let start = page.start().min(blocks.start);
    let is_plain = |index: usize| {
        matches!(page.page.blocks[index].kind, BlockKind::Paragraph | BlockKind::Heading { .. })
            && Some(index) != page.headline
    };
    page.text(start..blocks.start) >= STORY_WORDS
        && page.text(blocks.clone()) > 0.0
        && blocks.clone().all(is_plain)
        && page.row(blocks.start).page_is_product == 0.0
}

/// Whether a box is short enough for a signature, and holds neither code nor the headline.
fn is_signature(page: &Surroundings<'_>, blocks: &Range<usize>) -> bool {
    let is_code = |index: usize| page.page.blocks[index].kind == BlockKind::Preformatted;
    page.words(blocks.clone()) <= SIGNATURE_WORDS
        && !blocks.clone().any(|index| is_code(index) || Some(index) == page.headline)
}
