//! The pages with something of their own: articles, teasers, listings. What is left is empty.

use serde_json::Value;

use super::facts::Facts;
use super::wordings::{WORDINGS, in_text};
use super::{Case, DECLARED_LISTING_FROM, Judgement, LISTING_FROM, PageVerdict, VerdictReason, is_kept};
use crate::page::PageKind;
use crate::structured::schema_org::WRITTEN;
use crate::structured::{Entity, is_a, strings};

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
    let Case { page, measurements, selection, .. } = *case;
    let last = (0..page.blocks.len()).rev().find(|block| is_kept(selection, *block))?;
    let end = (last + 1 + PROMPT_BLOCKS).min(page.blocks.len());
    let prompts = (last.saturating_sub(2)..end).filter(|block| measurements.words[*block] <= PROMPT_WORDS);
    let words = prompts.filter_map(|block| in_text(&WORDINGS.paywall_texts, &facts.texts[block])).next()?;
    Some(VerdictReason::Notice { words })
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
        Some(Value::String(text)) => text.trim().trim_start_matches("http://schema.org/").eq_ignore_ascii_case("false"),
        _ => false,
    };
    let parts = match story.get("hasPart") {
        Some(Value::Array(parts)) => parts.as_slice(),
        Some(part) => std::slice::from_ref(part),
        None => &[],
    };
    is_false(story) || parts.iter().filter_map(Value::as_object).any(is_false)
}

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

/// The verdict on a page that is no wall.
pub(super) fn verdict(case: &Case<'_>, facts: &Facts) -> Judgement {
    if !case.selection.has_article {
        return Judgement::new(PageVerdict::Empty, vec![facts.words()]);
    }
    let kind = case.signals.kind();
    let from = match kind {
        None | Some(PageKind::Listing) => LISTING_FROM,
        Some(_) => DECLARED_LISTING_FROM,
    };
    let said = kind.map(|kind| VerdictReason::Kind { kind });
    let (verdict, first) = if case.listing >= from {
        (PageVerdict::Listing, VerdictReason::LeadsToPages { probability: case.listing })
    } else {
        (PageVerdict::Article, facts.words())
    };
    let said = said.filter(|_| (kind == Some(PageKind::Listing)) == (verdict == PageVerdict::Listing));
    Judgement::new(verdict, std::iter::once(first).chain(said).collect())
}
