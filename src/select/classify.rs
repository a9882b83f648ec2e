//! Which kind of cruft a block is, and why: the evidence that is believed without, or rather than, the scorer's
//! probability.
//!
//! The constants that end in `_FROM` are probabilities that a block is content. They are compared with what the scorer
//! says or, if the page's site has a profile, with that after the profile has shifted it.

use super::verdict::Kind;
use crate::chars::LINE_ENDS;
use crate::cruft::{Cruft, Reason};
use crate::measure::{BOX_CLASSES, Evidence, Features, Measurements, NAME_CLASSES, explained};
use crate::page::{BlockKind, Page, Separator, Tag};

/// A reason quotes this many bytes of a longer heading, from its beginning. Set by hand.
const QUOTED_BYTES: usize = 200;
/// A block is dropped for its phrases if those of one kind account for at least this share, 0..=1, of its words. A
/// phrase accounts for 30 words, or for the whole block if it fills it, so that one phrase is enough for up to 60 words
/// (see [`explained`]). Set by hand.
const EXPLAINED_SHARE: f32 = 0.5;
/// A block is a notice itself, and no sentence about one, if its phrases cover at least this share, 0..=1, of the bytes
/// of its normalized text: a phrase covers a fifth of "Please disable your ad blocker, begs a pop-up that was shown to
/// two billion readers", and half of the pop-up itself. Set by hand, with 31 sentences of news about cruft, each paired
/// with the cruft that it is about.
const COVERED_SHARE: f32 = 0.25;
/// The kinds of notices that are dropped from plain text up to [`NOTICE_FROM`] where they are a paragraph of their own.
const PARAGRAPHS_OF_NOTICES: &[Cruft] =
    &[Cruft::AdBlock, Cruft::Cookie, Cruft::Copyright, Cruft::Donation, Cruft::Newsletter, Cruft::Related];
/// A block of at most this many words that holds a phrase of cruft is a notice: "© 2024 The Coast Gazette." Set by
/// hand.
const NOTICE_WORDS: f32 = 8.0;
/// A block is a link, not a text with links, if at least this share, 0..=1, of its words is link text. Set by hand.
pub(super) const LINK_DENSITY: f32 = 0.5;
/// A link between paragraphs may have at most this many words that are not linked, such as "Read more:" or "Mehr zum
/// Thema". Set by hand.
const UNLINKED_WORDS: f32 = 3.0;
/// A block below the story is the title of another one only if at least this share, 0..=1, of its words is link text:
/// all of it except a number or a dash. Set by hand.
const TITLE_LINK_DENSITY: f32 = 0.9;
/// Number of words in the title of a story. Set by hand.
pub(super) const TITLE_WORDS: std::ops::RangeInclusive<f32> = 4.0..=25.0;
/// A block stands among paragraphs if at least this share, 0..=1, of the words of the four blocks before it and the
/// four after it is prose. Set by hand.
const AMONG_PROSE: f32 = 0.7;
/// A page has a story if it has at least this many words of prose. Set by hand.
const STORY_WORDS: f32 = 150.0;
/// A card stands below the story if at least this share, 0..=1, of the page's prose comes before it. Set by hand.
const STORY_BEFORE: f32 = 0.6;
/// A name with its job title has at most this many words. Set by hand.
const NAME_WORDS: f32 = 6.0;
/// From this probability on a block is more likely content than not, and the scorer is believed rather than a weak
/// reason, such as a class, a card or, on a page that doesn't declare itself an article, a heading. See
/// [`doubtful_from`] for its origin.
pub(super) const LIKELY_FROM: f32 = 0.5;
/// From this probability on the scorer is believed rather than a caption or, on a page that declares itself an article,
/// a section heading. See [`doubtful_from`] for its origin.
pub(super) const QUITE_LIKELY_FROM: f32 = 0.7;
/// From this probability on the scorer is believed rather than a phrase in a block that is a notice. Set by hand:
/// nearly all such blocks are notices, whatever stands around them.
pub(super) const NOTICE_FROM: f32 = 0.97;
/// From this probability on the scorer is believed rather than a phrase in a sentence that says more than the phrase.
/// Set by hand.
const SENTENCE_FROM: f32 = 0.6;
/// From this probability on the scorer is believed rather than a section heading on a forum: boards put "Recommended
/// Posts" above every thread. Set by hand.
const POSSIBLE_FROM: f32 = 0.2;
/// From this probability on the scorer is believed rather than reasons that err more often than it does, such as that a
/// block is a link to another story. Of the words in blocks that score higher, 96 of 100 are content (*calibration* in
/// `score/model/cross-validation.txt`).
pub(super) const NEARLY_SURE_FROM: f32 = 0.9;
/// From this probability on the scorer is believed rather than a phrase in plain text that is only part of its line.
/// Phrases that fill their line yield to the scorer sooner, from [`LIKELY_FROM`] on, since they may head a stanza. Set
/// by hand: F1 on the dumps of WCXB changes by less than 0.001.
const PART_OF_LINE_FROM: f32 = 0.6;
/// From this probability on the scorer is believed rather than a phrase in plain text whose line stands between two
/// likely lines, goes on in the next or heads a stanza: these cases are for texts that are all article. Set by hand:
/// none of the cases changes F1 on the dumps of WCXB by 0.001.
pub(super) const AMID_FROM: f32 = 0.15;
/// A line goes on in the next only if the next has at least this many words. Set by hand.
const NEXT_WORDS: f32 = 4.0;
/// A page with at least this share, 0..=1, of its words in a grid of cards is a listing: its links may be its content.
/// In cross-validation this raises F1 of collections and listings by 0.005 and does not change that of articles.
const LISTING_GRID: f32 = 0.3;

/// The kind and the reason of a block that its evidence names as cruft, or `None`.
///
/// The caller decides whether the scorer overrules them: from the probability on that [`doubtful_phrase`] returns for
/// phrases in plain text, and [`doubtful_from`] for nearly all else.
pub(super) fn by_evidence(page: &Page, measurements: &Measurements, index: usize) -> Option<(Cruft, Reason)> {
    let evidence = &measurements.evidence[index];
    if let Some((kind, share)) = explained(measurements.hits_of(index), measurements.words[index])
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
pub(super) fn quoted(heading: &str) -> String {
    if heading.len() <= QUOTED_BYTES {
        return heading.to_owned();
    }
    let end = (0..=QUOTED_BYTES).rev().find(|end| heading.is_char_boundary(*end)).unwrap_or_default();
    format!("{}…", &heading[..end])
}

/// The probability from which on the scorer is believed rather than a reason; infinite if the scorer is never believed.
///
/// The table that `score/model/cross-validation.txt` calls *rules* has the share of cruft among the words that each
/// reason drops, by intervals of the probability; it has no figures for blocks above the threshold. Below the threshold
/// that share is more than one half, except for captions from 0.5 to 0.7 (16 of 100, of few words) and for links from
/// 0.7 to 0.9 (40 of 100).
///
/// Not chosen by the table but set by hand are all thresholds of phrases and of bylines, of readers' comments, and of
/// headings on forums. Bylines outside of forums and comments are always dropped, as a reader expects.
///
/// On a forum names, dates and "reply" stand at every post, and boards put "Recommended Posts" above every thread; the
/// scorer has learned which of them belong to the thread. Manuals and shops use headings that announce cruft elsewhere
/// for parts of their content.
pub(super) fn doubtful_from(measurements: &Measurements, index: usize, reason: &Reason) -> f32 {
    let features = &measurements.features[index];
    let is_forum = features.page_is_forum > 0.0;
    match reason {
        Reason::Heading { .. } if is_forum => POSSIBLE_FROM,
        Reason::Heading { .. } if features.page_is_article == 0.0 => LIKELY_FROM,
        Reason::Phrase { .. } if is_forum => LIKELY_FROM,
        Reason::Phrase { .. } if is_notice(measurements, index) => NOTICE_FROM,
        Reason::Phrase { .. } => SENTENCE_FROM,
        Reason::Heading { .. } | Reason::Caption => QUITE_LIKELY_FROM,
        Reason::Link => NEARLY_SURE_FROM,
        Reason::Byline if !is_forum => f32::INFINITY,
        Reason::Class { .. } if measurements.evidence[index].in_comments => f32::INFINITY,
        _ => LIKELY_FROM,
    }
}

/// The probability from which on the scorer is believed rather than a phrase in plain text, which may be part of a
/// verse, a list or a letter.
///
/// Only its neighbours tell a line of verse from a line that is nothing but a phrase of cruft, such as "Read more", and
/// the scorer takes these into account. A line between likely lines of its group is taken for one of them; so are, in a
/// text without prose, a line that goes on in small letters ("Read more / of what the gulls have written") and one that
/// heads a stanza.
pub(super) fn doubtful_phrase(
    page: &Page,
    measurements: &Measurements,
    probabilities: &[f32],
    index: usize,
    kind: Cruft,
) -> f32 {
    let is_beside = |other: usize, separator: usize| {
        page.separators.get(separator) == Some(&Separator::Line)
            && probabilities.get(other).is_some_and(|probability| *probability >= LIKELY_FROM)
    };
    let is_amid = index > 0 && is_beside(index - 1, index) && is_beside(index + 1, index + 1);
    let fills_line = measurements.hits_of(index).iter().any(|hit| hit.covers_block);
    if is_amid || goes_on(page, measurements, index) || heads_stanza(page, measurements, probabilities, index) {
        AMID_FROM
    } else if is_paragraph_of_notice(page, measurements, index, kind) {
        NOTICE_FROM
    } else if fills_line {
        LIKELY_FROM
    } else {
        PART_OF_LINE_FROM
    }
}

/// Whether a line of a plain text with prose stands between blank lines and is a notice of a kind that readers want to
/// be rid of. Next to a story that is otherwise clean, the scorer takes any paragraph for one of the story, and gives a
/// notice up to .95. On the dumps of WCXB, with the model as shipped, no figure changes by more than .1 %.
fn is_paragraph_of_notice(page: &Page, measurements: &Measurements, index: usize, kind: Cruft) -> bool {
    let is_apart = |index: usize| page.separators.get(index).is_none_or(|separator| *separator == Separator::Blank);
    PARAGRAPHS_OF_NOTICES.contains(&kind)
        && is_apart(index)
        && is_apart(index + 1)
        && measurements.features[index].page_prose > 0.0
        && measurements.evidence[index].covered >= COVERED_SHARE
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
    let is_likely = |index: usize| probabilities.get(index).is_some_and(|probability| *probability >= LIKELY_FROM);
    measurements.features[index].page_prose == 0.0
        && page.separators.get(index..index + 3) == Some(&[Separator::Blank, Separator::Blank, Separator::Line])
        && is_likely(index + 1)
        && is_likely(index + 2)
}

/// Whether the block is the title of another story, set below the last paragraph of this one.
///
/// Right for 98 of 100 such blocks on the development split of WCXB. Gets the sources wrong that some articles end
/// with.
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

/// Whether the block belongs to a card that stands below the story, outside of the container with most of the prose.
///
/// For the teasers of other stories below a story, whatever their classes. The cards of a listing have no story
/// above them and do not match.
fn is_card_below_story(features: &Features) -> bool {
    features.in_card > 0.0
        && features.in_story == 0.0
        && features.page_is_forum == 0.0
        && features.page_prose >= STORY_WORDS
        && features.prose_before >= STORY_BEFORE
}

/// Whether the block is a notice itself, and not a sentence about one: its phrases cover much of it, or there are
/// several, or it has a link, or it is short, or it doesn't end as a sentence does.
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
    evidence.class.map(|class| Reason::Class { word: class.word.into() })
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
        && features.words * (1.0 - features.link_density) <= UNLINKED_WORDS
        && features.link_density >= LINK_DENSITY
        && features.is_sentence == 0.0
        && TITLE_WORDS.contains(&features.words)
}

/// The kind of a block that was dropped for its probability: the model of kinds decides; the block's phrases or else
/// its class suggest a kind until then.
pub(super) fn suggested(measurements: &Measurements, index: usize) -> Kind {
    let evidence = &measurements.evidence[index];
    let by_phrase = explained(measurements.hits_of(index), measurements.words[index]).map(|(kind, _)| kind);
    Kind::Learned { suggested: by_phrase.or(evidence.class.map(|class| class.kind)) }
}

/// The first phrase of a kind in the block, as a reason.
fn phrase_reason(evidence: &Evidence, measurements: &Measurements, kind: Cruft) -> Option<Reason> {
    let hit = measurements.hits[evidence.hits.clone()].iter().find(|hit| hit.kind == kind)?;
    Some(Reason::Phrase { phrase: hit.phrase.source.into(), language: hit.phrase.language.into() })
}

/// Whether a caption ([`Tag::Label`]) belongs to a table, where it says as much as a heading does.
fn is_of_table(page: &Page, index: usize) -> bool {
    let around = page.ancestors(&page.blocks[index]).map(|(_, container)| container.tag);
    around.skip_while(|tag| *tag != Tag::Label).nth(1) == Some(Tag::Table)
}
