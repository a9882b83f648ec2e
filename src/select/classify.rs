//! The kind of cruft that a block is, and the reasons.

use super::verdict::Kind;
use crate::chars::LINE_ENDS;
use crate::cruft::{Cruft, Reason};
use crate::measure::{BOX_CLASSES, Evidence, Features, Measurements, NAME_CLASSES, explained};
use crate::page::{BlockKind, Page, Separator, Tag};

/// Of a heading that is longer than this (bytes) a reason quotes the beginning. Set by hand.
const QUOTED_BYTES: usize = 200;
/// A block is dropped for its phrases if they explain this share of its words.
const EXPLAINED_SHARE: f32 = 0.5;
/// A block is the notice itself, and no sentence about one, if its phrases cover this share of its text: of "Please
/// disable your ad blocker, begs a pop-up that was shown to two billion readers" a phrase covers a fifth, of the pop-up
/// itself half. Set by hand, with 31 sentences of news about cruft and their twins.
const COVERED_SHARE: f32 = 0.25;
/// A block of at most this many words that holds a phrase of cruft is the notice itself: "© 2024 The Coast Gazette."
/// Set by hand.
const NOTICE_WORDS: f32 = 8.0;
/// A block is a link, not a text with links, from this link density on…
const LINK_DENSITY: f32 = 0.5;
/// …if no more words than these stand before it: "Read more:", "Mehr zum Thema".
const LABEL_WORDS: f32 = 3.0;
/// The title of a story below this one is all link but for a number or a dash.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// How many words the title of a story has.
pub(super) const TITLE_WORDS: std::ops::RangeInclusive<f32> = 4.0..=25.0;
/// A block stands among paragraphs if this share of the words around it is prose.
const AMONG_PROSE: f32 = 0.7;
/// A page has a story from this many words of prose on.
const STORY_WORDS: f32 = 150.0;
/// A card stands below the story if this share of the prose comes before it.
const STORY_BEFORE: f32 = 0.6;
/// A name with its title has no more words.
const NAME_WORDS: f32 = 6.0;
/// The probability from which on the scorer is believed where it has seen what a reason does not know: content rather
/// than not.
pub(super) const LIKELY: f32 = 0.5;
/// The probability from which on the scorer is believed rather than a heading or a caption.
const QUITE_LIKELY: f32 = 0.7;
/// The probability from which on the scorer is believed rather than a phrase that is what its block says. Set by hand:
/// nearly all of these are notices, whatever stands around.
const NOTICE: f32 = 0.97;
/// The probability from which on the scorer is believed rather than a phrase in a sentence that says more than it. Set
/// by hand.
const SENTENCE: f32 = 0.6;
/// The same for headings on forums: boards put "Recommended Posts" above every thread.
const POSSIBLE: f32 = 0.2;
/// The same for reasons that err, where it is right more often than they: of blocks that score higher 96 of 100 words
/// are content (`score/model/cross-validation.txt`).
pub(super) const NEARLY_SURE: f32 = 0.9;
/// The same for phrases in plain text, but for those that are a line of their own, which may head a stanza.
const TOLD: f32 = 0.6;
/// The same for those that stand between likely lines, or in a line that goes on in the next. On the dumps of WCXB none
/// of these makes a difference of .001; they are for texts that are all article.
pub(super) const AMID: f32 = 0.15;
/// A line that another goes on in has so many words at least. Set by hand.
const NEXT_WORDS: f32 = 4.0;
/// A page with this share of its words in a grid of cards is a listing: its links may be its content. In
/// cross-validation F1 of collections and listings rises by 0.005 against none, and that of articles does not change.
const LISTING_GRID: f32 = 0.3;

/// The kind of a block that is cruft whatever its score.
pub(super) fn certain(page: &Page, measurements: &Measurements, index: usize) -> Option<(Cruft, Reason)> {
    let evidence = &measurements.evidence[index];
    let hits = &measurements.hits[evidence.hits.clone()];
    if let Some((kind, share)) = explained(hits, measurements.words[index])
        && share >= EXPLAINED_SHARE
        && (!page.is_text() || is_notice(measurements, index))
    {
        return Some((kind, phrase_reason(evidence, measurements, kind)?));
    }
    if evidence.is_byline {
        return Some((Cruft::Byline, Reason::Byline));
    }
    if page.blocks[index].kind == BlockKind::Caption && !is_of_table(page, index) {
        return Some((Cruft::Caption, Reason::Caption));
    }
    if let Some(section_heading) = evidence.section_heading {
        let heading = quoted(page.block_text(&page.blocks[section_heading.block]));
        return Some((section_heading.kind, Reason::Heading { heading }));
    }
    if evidence.in_comments {
        return Some((Cruft::Comments, class_reason(evidence)?));
    }
    if let Some(class) = evidence.class
        && (BOX_CLASSES.contains(&class.kind)
            || (NAME_CLASSES.contains(&class.kind) && is_name(page, measurements, index)))
    {
        let kind = if BOX_CLASSES.contains(&class.kind) { class.kind } else { Cruft::Byline };
        return Some((kind, class_reason(evidence)?));
    }
    if is_card_below_story(&measurements.features[index]) {
        return Some((Cruft::Related, Reason::RelatedCard));
    }
    if measurements.features[index].page_grid >= LISTING_GRID {
        return None;
    }
    let is_link =
        is_link_between_paragraphs(page, measurements, index) || is_link_below_story(&measurements.features[index]);
    is_link.then_some((Cruft::Related, Reason::Link))
}

/// The beginning of a heading, as a reason quotes it: each block below has it.
fn quoted(heading: &str) -> String {
    if heading.len() <= QUOTED_BYTES {
        return heading.to_owned();
    }
    let end = (0..=QUOTED_BYTES).rev().find(|end| heading.is_char_boundary(*end)).unwrap_or_default();
    format!("{}…", &heading[..end])
}

/// The probability from which on the scorer is believed rather than this reason: below it more than half of the words
/// that the reason drops are cruft, above it fewer (*rules* in `score/model/cross-validation.txt`). Notices, bylines
/// and readers' comments are held longer than that, by hand: a reader expects them to go.
///
/// On a forum names, dates and "reply" stand at every post, and boards put "Recommended Posts" above every thread; the
/// scorer has seen which belong to it. Manuals and shops use headings that announce cruft elsewhere for parts of their
/// content.
pub(super) fn doubtful_from(measurements: &Measurements, index: usize, reason: &Reason) -> f32 {
    let features = &measurements.features[index];
    let is_forum = features.page_is_forum > 0.0;
    match reason {
        Reason::Heading { .. } if is_forum => POSSIBLE,
        Reason::Heading { .. } if features.page_is_article == 0.0 => LIKELY,
        Reason::Phrase { .. } if is_forum => LIKELY,
        Reason::Phrase { .. } if is_notice(measurements, index) => NOTICE,
        Reason::Phrase { .. } => SENTENCE,
        Reason::Heading { .. } | Reason::Caption => QUITE_LIKELY,
        Reason::Link => NEARLY_SURE,
        Reason::Byline if !is_forum => f32::INFINITY,
        Reason::Class { .. } if measurements.evidence[index].in_comments => f32::INFINITY,
        _ => LIKELY,
    }
}

/// The same for phrases in plain text: they may be what a verse, a list or a letter says. Nothing but the lines around
/// tell that from a label, and the scorer knows these; a line between likely ones of its group is taken for one of
/// them, and so are, in a text without prose, one that goes on in small letters, "Read more / of what the gulls have
/// written", and one that heads a stanza.
pub(super) fn doubtful_phrase(page: &Page, measurements: &Measurements, probabilities: &[f32], index: usize) -> f32 {
    let is_beside = |other: usize, separator: usize| {
        page.separators.get(separator) == Some(&Separator::Line)
            && probabilities.get(other).is_some_and(|likely| *likely >= LIKELY)
    };
    let is_amid = index > 0 && is_beside(index - 1, index) && is_beside(index + 1, index + 1);
    let is_label = measurements.hits[measurements.evidence[index].hits.clone()].iter().any(|hit| hit.covers_block);
    if is_amid || goes_on(page, measurements, index) || heads_stanza(page, measurements, probabilities, index) {
        AMID
    } else if is_label {
        LIKELY
    } else {
        TOLD
    }
}

/// Whether a line of a plain text without prose goes on in the next, which begins with a small letter.
///
/// For verse and for what was wrapped at no width. Gets the last of a menu's lines wrong if the next is a small
/// sentence.
pub(super) fn goes_on(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let text = |index: usize| page.blocks.get(index).map_or("", |block| page.block_text(block));
    page.separators.get(index + 1) == Some(&Separator::Line)
        && measurements.features[index].page_prose == 0.0
        && measurements.words[index + 1] >= NEXT_WORDS
        && text(index + 1).starts_with(char::is_lowercase)
        && !text(index).ends_with(LINE_ENDS)
}

/// Whether a line of a plain text without prose stands alone, and below it more than one line that is likely.
fn heads_stanza(page: &Page, measurements: &Measurements, probabilities: &[f32], index: usize) -> bool {
    let is_likely = |index: usize| probabilities.get(index).is_some_and(|likely| *likely >= LIKELY);
    measurements.features[index].page_prose == 0.0
        && page.separators.get(index..index + 3) == Some(&[Separator::Blank, Separator::Blank, Separator::Line])
        && is_likely(index + 1)
        && is_likely(index + 2)
}

/// Whether the block is the title of another story, set below the last paragraph of this one.
///
/// Right for 98 of 100 such blocks on the development pages; gets the sources wrong that some articles end with.
fn is_link_below_story(features: &Features) -> bool {
    features.link_density >= TITLE_LINK_DENSITY
        && TITLE_WORDS.contains(&features.words)
        && features.is_sentence == 0.0
        && features.page_is_forum == 0.0
        && features.page_prose >= STORY_WORDS
        && features.prose_after == 0.0
}

/// Whether the block may be a name, on a page that says that it is an article.
fn is_name(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let features = &measurements.features[index];
    features.page_is_article > 0.0
        && features.words <= NAME_WORDS
        && features.is_sentence == 0.0
        && page.blocks[index].kind == BlockKind::Paragraph
}

/// Whether the block belongs to a card that stands below the story and outside of its container.
///
/// For the ten other stories below a story, whatever their classes; a listing's cards have no story above them.
fn is_card_below_story(features: &Features) -> bool {
    features.in_card > 0.0
        && features.in_story == 0.0
        && features.page_is_forum == 0.0
        && features.page_prose >= STORY_WORDS
        && features.prose_before >= STORY_BEFORE
}

/// Whether the phrases of a block are what it says, and not what it is about: they cover much of it, or there are
/// several, or it leads somewhere by a link, or it is short, or a label and no sentence.
pub(super) fn is_notice(measurements: &Measurements, index: usize) -> bool {
    let evidence = &measurements.evidence[index];
    evidence.covered >= COVERED_SHARE
        || evidence.hits.len() > 1
        || measurements.features[index].link_density > 0.0
        || measurements.words[index] <= NOTICE_WORDS
        || measurements.features[index].is_sentence == 0.0
}

fn class_reason(evidence: &Evidence) -> Option<Reason> {
    evidence.class.map(|class| Reason::Class { word: class.word })
}

/// Whether the block is the title of another story, set between two paragraphs of this one.
///
/// For "Coast guard finds oil film near the bird reserve"; a linked sentence ends as a sentence does. Gets a download
/// link wrong that a paragraph of its own leads to.
fn is_link_between_paragraphs(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let features = &measurements.features[index];
    let is_paragraph = page.blocks[index].kind == BlockKind::Paragraph;
    let is_between = features.prose_around >= AMONG_PROSE && features.prose_before > 0.0 && features.prose_after > 0.0;
    is_paragraph
        && is_between
        && features.words * (1.0 - features.link_density) <= LABEL_WORDS
        && features.link_density >= LINK_DENSITY
        && features.is_sentence == 0.0
        && TITLE_WORDS.contains(&features.words)
}

/// The kind of a block that its score has dropped: to be learned; its phrases or its class suggest one.
pub(super) fn suggested(measurements: &Measurements, index: usize) -> Kind {
    let evidence = &measurements.evidence[index];
    let by_phrase =
        explained(&measurements.hits[evidence.hits.clone()], measurements.words[index]).map(|(kind, _)| kind);
    Kind::Learned { suggested: by_phrase.or(evidence.class.map(|class| class.kind)) }
}

fn phrase_reason(evidence: &Evidence, measurements: &Measurements, kind: Cruft) -> Option<Reason> {
    let hit = measurements.hits[evidence.hits.clone()].iter().find(|hit| hit.kind == kind)?;
    Some(Reason::Phrase { phrase: hit.phrase.source, language: hit.phrase.language })
}

/// Whether a caption is that of a table, which tells as much as a heading does.
fn is_of_table(page: &Page, index: usize) -> bool {
    let around = page.ancestors(&page.blocks[index]).map(|(_, container)| container.tag);
    around.skip_while(|tag| *tag != Tag::Label).nth(1) == Some(Tag::Table)
}
