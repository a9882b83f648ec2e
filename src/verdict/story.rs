//! The pages with something of their own: articles, teasers, listings. What is left is empty.

use serde_json::Value;

use super::case::Case;
use super::facts::Facts;
use super::judgement::Judgement;
use super::page_verdict::PageVerdict;
use super::reason::VerdictReason;
use super::wordings::{WORDINGS, in_text};
use crate::page::PageKind;
use crate::structured::schema_org::WRITTEN;
use crate::structured::{Entity, is_a, strings};

/// From this probability of its estimated type on, a page that does not say that it is something else leads to others.
/// Set by hand; `BENCHMARKS.md` has how often that is right.
const LISTING_FROM: f32 = 0.5;
/// If the page says that it is an article, it leads to others only from this probability on. Set by hand.
const DECLARED_LISTING_FROM: f32 = 0.9;
/// A teaser has at most this many words. Set by hand.
const TEASER_WORDS: f32 = 250.0;
/// A teaser of which the page says only that it is not free, without any prompt to subscribe, has at most this many
/// words. Set by hand.
const UNPROMPTED_WORDS: f32 = 60.0;
/// If the story has at least this many times as many words as were kept, by what the page says, it is cut off. Set by
/// hand: counts of words differ by a fifth.
const TIMES_LONGER: f32 = 2.0;
/// A prompt has at most this many words. Set by hand.
const PROMPT_WORDS: f32 = 60.0;
/// A prompt that was kept has at most this many words. Set by hand.
const KEPT_PROMPT_WORDS: f32 = 15.0;
/// A list of links has at least this many. Set by hand.
const LINKS: usize = 8;
/// A block of which at least this share, 0..=1, of the words is link text is a link. Set by hand.
const LINK_DENSITY: f32 = 0.8;
/// A paragraph of at least this many words is a text of its own. Set by hand.
const PARAGRAPH_WORDS: f32 = 25.0;
/// The prompt stands at most this many blocks behind the last of the story. Set by hand.
const PROMPT_BLOCKS: usize = 12;

/// The verdict, if the page shows only the beginning of its story: little was kept, and a prompt to subscribe stands
/// where it ends; or the page says that the story is not free, and there is a prompt anywhere, or hardly any text, or
/// the page says how long the story is.
///
/// Gets wrong: a short item of news, whole, with a prompt to subscribe right below it.
pub(super) fn teaser(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    if facts.kept_words == 0.0 || facts.kept_words > TEASER_WORDS {
        return None;
    }
    let free = (!is_free(case)).then_some(VerdictReason::NotFree);
    let prompt = prompt(case, facts);
    let length = said_words(case).filter(|words| *words as f32 >= TIMES_LONGER * facts.kept_words);
    let length = length.map(|words| VerdictReason::LongerStory { words });
    let is_teaser = match (&free, &prompt, &length) {
        (_, Some(_), _) | (Some(_), None, Some(_)) => true,
        (Some(_), None, None) => facts.kept_words <= UNPROMPTED_WORDS,
        (None, None, _) => false,
    };
    let reasons = [free, length, prompt, Some(facts.words())];
    is_teaser.then(|| Judgement::new(PageVerdict::Teaser, reasons.into_iter().flatten().collect()))
}

/// The prompt to subscribe that stands where the kept text ends.
fn prompt(case: &Case<'_>, facts: &Facts) -> Option<VerdictReason> {
    let Case { page, measurements, .. } = *case;
    let last = (0..page.blocks.len()).rev().find(|block| case.is_kept(*block))?;
    let end = (last + 1 + PROMPT_BLOCKS).min(page.blocks.len());
    // The prompt may have been kept itself, but a sentence of the story that quotes one is longer.
    let most = |block: usize| if block <= last { KEPT_PROMPT_WORDS } else { PROMPT_WORDS };
    let prompts = (last.saturating_sub(2)..end).filter(|block| measurements.words[*block] <= most(*block));
    let words = prompts.filter_map(|block| in_text(&WORDINGS.paywall_texts, facts.texts.block(block))).next()?;
    Some(VerdictReason::Notice { words: words.into() })
}

/// Whether the page does not say that its story costs something.
fn is_free(case: &Case<'_>) -> bool {
    let head = &case.page.head;
    let is_locked = |tier: &str| tier.eq_ignore_ascii_case("locked");
    let entities = || head.structured.mains().chain(head.microdata.mains()).filter(|entity| is_story(entity));
    !entities().any(costs) && !head.meta(&["article:content_tier"]).is_some_and(is_locked)
}

/// Whether an entity, or a part of it, is not accessible for free. The value is a truth value or a text.
fn costs(story: &Entity) -> bool {
    let is_false = |entity: &Entity| match entity.get("isAccessibleForFree") {
        Some(Value::Bool(is_free)) => !is_free,
        Some(Value::String(text)) => {
            // The value may be that of Schema.org: "https://schema.org/False".
            text.trim().rsplit('/').next().is_some_and(|value| value.eq_ignore_ascii_case("false"))
        }
        _ => false,
    };
    let parts = match story.get("hasPart") {
        Some(Value::Array(parts)) => parts.as_slice(),
        Some(part) => std::slice::from_ref(part),
        None => &[],
    };
    is_false(story) || parts.iter().filter_map(Value::as_object).any(is_false)
}

/// Whether an entity is of a type that is written by an author, such as a story.
fn is_story(entity: &Entity) -> bool {
    WRITTEN.iter().any(|types| is_a(entity, types))
}

/// How many words the story has by what the page says.
fn said_words(case: &Case<'_>) -> Option<usize> {
    let story =
        case.page.head.structured.mains().find(|entity| is_story(entity) && entity.contains_key("wordCount"))?;
    let number = story.get("wordCount").and_then(Value::as_u64).and_then(|words| usize::try_from(words).ok());
    number.or_else(|| strings(story, "wordCount").next()?.trim().parse().ok())
}

/// The verdict on a page that is no wall and no teaser.
pub(super) fn verdict(case: &Case<'_>, facts: &Facts) -> Judgement {
    if !case.selection.has_article {
        return Judgement::new(PageVerdict::Empty, vec![facts.words()]);
    }
    let kind = case.signals.kind();
    let said = |kind: Option<PageKind>| kind.map(|kind| VerdictReason::Kind { kind });
    match leads_to_pages(case, kind) {
        Some(reason) => {
            let said = said(kind.filter(|kind| *kind == PageKind::Listing));
            Judgement::new(PageVerdict::Listing, std::iter::once(reason).chain(said).collect())
        }
        None => {
            let said = said(kind.filter(|kind| *kind != PageKind::Listing));
            Judgement::new(PageVerdict::Article, std::iter::once(facts.words()).chain(said).collect())
        }
    }
}

/// Why the page leads to others: by its estimated type, or because what was kept is links without a long paragraph.
///
/// Gets wrong: a short post that is nothing but a list of links.
fn leads_to_pages(case: &Case<'_>, kind: Option<PageKind>) -> Option<VerdictReason> {
    let (from, may_be_links) = match kind {
        None | Some(PageKind::Listing) => (LISTING_FROM, true),
        Some(_) => (DECLARED_LISTING_FROM, false),
    };
    let probability = case.listing;
    let by_type = (probability >= from).then_some(VerdictReason::LeadsToPages { probability });
    by_type.or_else(|| links(case).filter(|_| may_be_links))
}

/// The number of kept blocks that are links, if there are many, and no long paragraph was kept.
fn links(case: &Case<'_>) -> Option<VerdictReason> {
    let measurements = case.measurements;
    let kept = || (0..measurements.words.len()).filter(|block| case.is_kept(*block));
    let is_link = |block: &usize| measurements.features[*block].link_density >= LINK_DENSITY;
    let links = kept().filter(is_link).count();
    let is_list = links >= LINKS && kept().all(|block| is_link(&block) || measurements.words[block] < PARAGRAPH_WORDS);
    is_list.then_some(VerdictReason::Links { links })
}
