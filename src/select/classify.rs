//! Which kind of cruft a block is, and why: the evidence that is believed without, or rather than, the scorer's
//! probability.

use super::verdict::Kind;
use crate::chars::LINE_ENDS;
use crate::cruft::{Cruft, Reason};
use crate::measure::{BOX_CLASSES, Evidence, Features, Measurements, NAME_CLASSES, explained};
use crate::page::{BlockKind, Page, Separator, Tag};

/// A reason quotes this many bytes of a longer heading, from its beginning. Set by hand.
const QUOTED_BYTES: usize = 200;
/// A block is dropped for its phrases if they explain at least this share, 0..=1, of its words. Set by hand.
const EXPLAINED_SHARE: f32 = 0.5;
/// A block is a notice itself, and no sentence about one, if its phrases cover at least this share, 0..=1, of its text:
/// a phrase covers a fifth of "Please disable your ad blocker, begs a pop-up that was shown to two billion readers",
/// and half of the pop-up itself. Set by hand, with 31 sentences of news about cruft, each paired with the cruft that
/// it is about.
const COVERED_SHARE: f32 = 0.25;
/// A block of at most this many words that holds a phrase of cruft is a notice: "© 2024 The Coast Gazette." Set by
/// hand.
const NOTICE_WORDS: f32 = 8.0;
/// A block is a link, not a text with links, if at least this share, 0..=1, of it is linked. Set by hand.
const LINK_DENSITY: f32 = 0.5;
/// A link between paragraphs may have a label of at most this many unlinked words: "Read more:", "Mehr zum Thema". Set
/// by hand.
const LABEL_WORDS: f32 = 3.0;
/// The title of another story, below this one, is linked to at least this share, 0..=1: all of it except a number or a
/// dash. Set by hand.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// Number of words in the title of a story. Set by hand.
pub(super) const TITLE_WORDS: std::ops::RangeInclusive<f32> = 4.0..=25.0;
/// A block stands among paragraphs if at least this share, 0..=1, of the words around it is prose. Set by hand.
const AMONG_PROSE: f32 = 0.7;
/// A page has a story if it has at least this many words of prose. Set by hand.
const STORY_WORDS: f32 = 150.0;
/// A card stands below the story if at least this share, 0..=1, of the page's prose comes before it. Set by hand.
const STORY_BEFORE: f32 = 0.6;
/// A name with its job title has at most this many words. Set by hand.
const NAME_WORDS: f32 = 6.0;
/// From this probability on a block is more likely content than not, and the scorer is believed rather than a reason
/// that ignores evidence which the scorer takes into account. See [`doubtful_from`] for its origin.
pub(super) const LIKELY: f32 = 0.5;
/// From this probability on the scorer is believed rather than a section heading or a caption. See [`doubtful_from`]
/// for its origin.
const QUITE_LIKELY: f32 = 0.7;
/// From this probability on the scorer is believed rather than a phrase in a block that is a notice. Set by hand:
/// nearly all such blocks are notices, whatever stands around them.
const NOTICE: f32 = 0.97;
/// From this probability on the scorer is believed rather than a phrase in a sentence that says more than the phrase.
/// Set by hand.
const SENTENCE: f32 = 0.6;
/// From this probability on the scorer is believed rather than a section heading on a forum: boards put "Recommended
/// Posts" above every thread. Set by hand.
const POSSIBLE: f32 = 0.2;
/// From this probability on the scorer is believed rather than reasons that err more often than it does: of the words
/// in blocks that score higher, 96 of 100 are content (`score/model/cross-validation.txt`).
pub(super) const NEARLY_SURE: f32 = 0.9;
/// From this probability on the scorer is believed rather than a phrase in plain text that is only part of its line.
/// Phrases that fill their line yield to it from [`LIKELY`] on, since they may head a stanza. Set by hand: on the
/// dumps of WCXB it makes no difference of 0.001.
const TOLD: f32 = 0.6;
/// From this probability on the scorer is believed rather than a phrase in plain text whose line stands between two
/// likely lines, goes on in the next or heads a stanza. On the dumps of WCXB none of these cases makes a difference of
/// 0.001; they are for texts that are all article. Set by hand.
pub(super) const AMID: f32 = 0.15;
/// A line goes on in the next only if the next has at least this many words. Set by hand.
const NEXT_WORDS: f32 = 4.0;
/// A page with at least this share, 0..=1, of its words in a grid of cards is a listing: its links may be its content.
/// In cross-validation this raises F1 of collections and listings by 0.005 and does not change that of articles.
const LISTING_GRID: f32 = 0.3;

/// The kind and the reason of a block that its evidence names as cruft, or `None`. They hold unless the block scores at
/// least [`doubtful_from`] or, in plain text, [`doubtful_phrase`].
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

/// The beginning of a heading, as the reason of each block below quotes it.
fn quoted(heading: &str) -> String {
    if heading.len() <= QUOTED_BYTES {
        return heading.to_owned();
    }
    let end = (0..=QUOTED_BYTES).rev().find(|end| heading.is_char_boundary(*end)).unwrap_or_default();
    format!("{}…", &heading[..end])
}

/// The probability from which on the scorer is believed rather than a reason; infinite if the scorer is never believed.
///
/// Below it more than half of the words that the reason drops are cruft, above it fewer (*rules* in
/// `score/model/cross-validation.txt`). The thresholds of notices, bylines and readers' comments are higher than that,
/// set by hand: a reader expects them to be dropped.
///
/// On a forum names, dates and "reply" stand at every post, and boards put "Recommended Posts" above every thread; the
/// scorer has learned which of them belong to the thread. Manuals and shops use headings that announce cruft elsewhere
/// for parts of their content.
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

/// The probability from which on the scorer is believed rather than a phrase in plain text, which may be part of a
/// verse, a list or a letter.
///
/// Only the lines around it distinguish that from a label, and the scorer takes these into account. A line between
/// likely lines of its group is taken for one of them; so are, in a text without prose, a line that goes on in small
/// letters ("Read more / of what the gulls have written") and one that heads a stanza.
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
/// For verse, and for text that is broken into lines but not at a fixed width. Gets the last line of a menu wrong if a
/// sentence in small letters follows.
pub(super) fn goes_on(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let text = |index: usize| page.blocks.get(index).map_or("", |block| page.block_text(block));
    page.separators.get(index + 1) == Some(&Separator::Line)
        && measurements.features[index].page_prose == 0.0
        && measurements.words[index + 1] >= NEXT_WORDS
        && text(index + 1).starts_with(char::is_lowercase)
        && !text(index).ends_with(LINE_ENDS)
}

/// Whether a line of a plain text without prose stands alone and a group of lines follows whose first two are likely.
fn heads_stanza(page: &Page, measurements: &Measurements, probabilities: &[f32], index: usize) -> bool {
    let is_likely = |index: usize| probabilities.get(index).is_some_and(|likely| *likely >= LIKELY);
    measurements.features[index].page_prose == 0.0
        && page.separators.get(index..index + 3) == Some(&[Separator::Blank, Separator::Blank, Separator::Line])
        && is_likely(index + 1)
        && is_likely(index + 2)
}

/// Whether the block is the title of another story, set below the last paragraph of this one.
///
/// Right for 98 of 100 such blocks on the development pages. Gets the sources wrong that some articles end with.
fn is_link_below_story(features: &Features) -> bool {
    features.link_density >= TITLE_LINK_DENSITY
        && TITLE_WORDS.contains(&features.words)
        && features.is_sentence == 0.0
        && features.page_is_forum == 0.0
        && features.page_prose >= STORY_WORDS
        && features.prose_after == 0.0
}

/// Whether the block may be a person's name, on a page that declares itself an article.
fn is_name(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let features = &measurements.features[index];
    features.page_is_article > 0.0
        && features.words <= NAME_WORDS
        && features.is_sentence == 0.0
        && page.blocks[index].kind == BlockKind::Paragraph
}

/// Whether the block belongs to a card that stands below the story and outside of its container.
///
/// For the teasers of ten other stories below a story, whatever their classes. The cards of a listing have no story
/// above them and do not match.
fn is_card_below_story(features: &Features) -> bool {
    features.in_card > 0.0
        && features.in_story == 0.0
        && features.page_is_forum == 0.0
        && features.page_prose >= STORY_WORDS
        && features.prose_before >= STORY_BEFORE
}

/// Whether the block is a notice itself, and not a sentence about one: its phrases cover much of it, or there are
/// several, or it has a link, or it is short, or it is a label and no sentence.
pub(super) fn is_notice(measurements: &Measurements, index: usize) -> bool {
    let evidence = &measurements.evidence[index];
    evidence.covered >= COVERED_SHARE
        || evidence.hits.len() > 1
        || measurements.features[index].link_density > 0.0
        || measurements.words[index] <= NOTICE_WORDS
        || measurements.features[index].is_sentence == 0.0
}

/// The class word that speaks against the block, as a reason.
fn class_reason(evidence: &Evidence) -> Option<Reason> {
    evidence.class.map(|class| Reason::Class { word: class.word })
}

/// Whether the block is the title of another story, set between two paragraphs of this one.
///
/// For "Coast guard finds oil film near the bird reserve". A linked sentence ends like a sentence and does not match.
/// Gets a download link wrong that has a paragraph of its own.
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

/// The kind of a block that was dropped for its probability: the model of kinds decides; the block's phrases or else
/// its class suggest a kind until then.
pub(super) fn suggested(measurements: &Measurements, index: usize) -> Kind {
    let evidence = &measurements.evidence[index];
    let by_phrase =
        explained(&measurements.hits[evidence.hits.clone()], measurements.words[index]).map(|(kind, _)| kind);
    Kind::Learned { suggested: by_phrase.or(evidence.class.map(|class| class.kind)) }
}

/// The first phrase of a kind in the block, as a reason.
fn phrase_reason(evidence: &Evidence, measurements: &Measurements, kind: Cruft) -> Option<Reason> {
    let hit = measurements.hits[evidence.hits.clone()].iter().find(|hit| hit.kind == kind)?;
    Some(Reason::Phrase { phrase: hit.phrase.source, language: hit.phrase.language })
}

/// Whether a caption belongs to a table, where it says as much as a heading does.
fn is_of_table(page: &Page, index: usize) -> bool {
    let around = page.ancestors(&page.blocks[index]).map(|(_, container)| container.tag);
    around.skip_while(|tag| *tag != Tag::Label).nth(1) == Some(Tag::Table)
}
