//! Boxes whose class says what they are: legal notes below a story, and the signatures below the posts of a thread.

use std::ops::Range;

use memchr::memmem;

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
/// A box with legal notes has at most this many words, and with a heading in it no more running text than stands
/// outside: a longer one is a fold with a part of the story, or the story, called after its topic. Set by hand.
const LEGAL_WORDS: f64 = 200.0;
/// What classes begin with that say which topics a story has, in WordPress.
const TOPICS: &[&str] = &["category-", "tag-"];
/// A signature has at most this many words. Set by hand.
const SIGNATURE_WORDS: f64 = 80.0;
/// A page that doesn't say that it is a thread has at least this many posts with a signature. Set by hand.
const MANY_SIGNATURES: usize = 2;

/// A box with one of the words in its class.
struct Named {
    blocks: Range<usize>,
    /// The index of the container around it.
    parent: usize,
    word: &'static str,
}

/// Finds the boxes with legal notes and with signatures.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    if !PARTS.iter().any(|part| memmem::find(page.page.attributes.as_bytes(), part.as_bytes()).is_some()) {
        return Vec::new();
    }
    let mut legal = boxes(page, LEGAL);
    // Several boxes of that class are folds that readers open.
    if legal.len() > 1 || !legal.iter().all(|named| is_legal_note(page, &named.blocks)) {
        legal.clear();
    }
    let mut signatures = boxes(page, SIGNATURES);
    let row = page.measurements.features.first();
    let mut posts: Vec<usize> =
        signatures.iter().filter(|named| is_below_post(page, named)).map(|named| named.parent).collect();
    posts.dedup();
    let is_thread = row.is_some_and(|row| row.page_is_forum > 0.0) || posts.len() >= MANY_SIGNATURES;
    let is_manual = row.is_some_and(|row| row.page_is_documentation > 0.0);
    signatures.retain(|named| is_thread && !is_manual && is_signature(page, &named.blocks));
    let legal = legal.into_iter().map(|named| found(named, Cruft::Legal));
    legal.chain(signatures.into_iter().map(|named| found(named, Cruft::Author))).collect()
}

fn found(named: Named, kind: Cruft) -> Found {
    let reason = Reason::Class { word: named.word.into() };
    Found { blocks: named.blocks, kind, reason, doubtful_from: f32::INFINITY }
}

/// The outermost boxes with one of these words in their class.
fn boxes(page: &Surroundings<'_>, words: &[&'static str]) -> Vec<Named> {
    let mut boxes: Vec<Named> = Vec::new();
    for container in &page.page.containers {
        let is_inside = boxes.last().is_some_and(|last| container.blocks.start < last.blocks.end);
        // An id may be the slug of a heading.
        let class = page.page.class(container);
        if is_inside || container.blocks.is_empty() || !PARTS.iter().any(|part| class.contains(part)) {
            continue;
        }
        let mut named = None;
        for name in class.split_ascii_whitespace().filter(|name| !TOPICS.iter().any(|topic| name.starts_with(topic))) {
            class_words(name, |word| named = named.or_else(|| words.iter().find(|own| **own == word)));
        }
        let is_frame = matches!(container.tag, Tag::Body | Tag::Main | Tag::Article);
        if let Some(word) = named
            && !is_frame
        {
            boxes.push(Named { blocks: container.blocks.clone(), parent: container.parent, word });
        }
    }
    boxes
}

/// Whether a box stands below the beginning of a story and holds paragraphs, not a list, a table or the headline, and
/// no more than [`LEGAL_WORDS`] allows.
fn is_legal_note(page: &Surroundings<'_>, blocks: &Range<usize>) -> bool {
    let start = page.start().min(blocks.start);
    let is_heading = |index: usize| matches!(page.page.blocks[index].kind, BlockKind::Heading { .. });
    let is_plain = |index: usize| {
        (is_heading(index) || page.page.blocks[index].kind == BlockKind::Paragraph) && Some(index) != page.headline
    };
    let (text, all) = (page.text(blocks.clone()), page.text(start..page.len()));
    page.text(start..blocks.start) >= STORY_WORDS
        && text > 0.0
        && page.words(blocks.clone()) <= LEGAL_WORDS
        && (text <= all - text || !blocks.clone().any(is_heading))
        && blocks.clone().all(is_plain)
        && page.row(blocks.start).page_is_product == 0.0
}

/// Whether a box is the last thing in one with a text above: the post that it belongs to. Signatures of functions stand
/// above their description, and those of a letter stand below each other.
fn is_below_post(page: &Surroundings<'_>, named: &Named) -> bool {
    let post = &page.page.containers[named.parent].blocks;
    page.text(post.start..named.blocks.start) > 0.0 && page.text(named.blocks.end..post.end) == 0.0
}

/// Whether a box is short enough for a signature, and holds neither code nor the headline.
fn is_signature(page: &Surroundings<'_>, blocks: &Range<usize>) -> bool {
    let is_code = |index: usize| page.page.blocks[index].kind == BlockKind::Preformatted;
    page.words(blocks.clone()) <= SIGNATURE_WORDS
        && !blocks.clone().any(|index| is_code(index) || Some(index) == page.headline)
}
