//! What a story is about, where that is a kind of cruft: an essay on newsletters, a report on ad blockers.
//!
//! Unlike a page that is a notice itself (`measure/subject.rs`), such a story has cruft of that kind around it, too. So
//! a phrase of the kind still counts, but the scorer is believed sooner in a sentence.

use super::classify::LIKELY_FROM;
use crate::cruft::{ClassMeaning, Cruft, class_meaning};
use crate::measure::Measurements;
use crate::page::Page;

/// The kinds that stories are about, by words that name the kind in headlines, too.
const TOPICS: &[Cruft] = &[Cruft::AdBlock, Cruft::Cookie, Cruft::Donation, Cruft::Newsletter, Cruft::Paywall];
/// The words of [`TOPICS`] that classes don't have, two of a headline written as one.
const MORE_WORDS: &[(&str, Cruft)] =
    &[("adblock", Cruft::AdBlock), ("adblocker", Cruft::AdBlock), ("adblocking", Cruft::AdBlock)];
/// Words of classes that say something else in a headline: "Premium", "account".
const OTHER_WORDS: &[&str] =
    &["account", "auth", "consent", "guest", "logged", "login", "optin", "piano", "premium", "privacy", "register"];
/// From this probability on the scorer is believed rather than a phrase in a sentence of a story about its kind. Set by
/// hand, between a sentence of such a story and a box that invites to the newsletter.
pub(super) const TOPIC_FROM: f32 = 0.4;
/// A paragraph of which this share, 0..=1, of the words is linked, or more, is no running text. Set by hand.
const LINK_DENSITY: f32 = 0.5;
/// A headline with more words is none. Set by hand.
const HEADLINE_WORDS: usize = 40;
/// The last paragraph of a story has at least this many words. Set by hand.
const PARAGRAPH_WORDS: f32 = 10.0;

/// The kinds of cruft that a page with this headline is about.
pub(super) fn topics(page: &Page, headline: Option<usize>) -> Vec<Cruft> {
    let title = headline.map(|index| page.block_text(&page.blocks[index])).or_else(|| page.head.titles().next());
    let is_letter = |c: char| c.is_alphanumeric();
    let words = title.unwrap_or_default().split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(HEADLINE_WORDS).map(str::to_lowercase).collect();
    let pairs = words.windows(2).map(|pair| pair.concat());
    words.iter().cloned().chain(pairs).filter_map(|word| kind(&word)).collect()
}

/// The kind that a word of a headline names, in the singular or the plural.
fn kind(word: &str) -> Option<Cruft> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    if OTHER_WORDS.contains(&word) {
        return None;
    }
    let named = MORE_WORDS.iter().find(|(name, _)| *name == singular).map(|(_, kind)| *kind);
    named.or_else(|| match class_meaning(word)? {
        ClassMeaning::Cruft { kind, .. } if TOPICS.contains(&kind) => Some(kind),
        _ => None,
    })
}

/// The block that the story ends with, as far as the scorer tells: the last paragraph without a phrase of cruft.
pub(super) fn last_paragraph(page: &Page, measurements: &Measurements, probabilities: &[f32]) -> Option<usize> {
    (0..page.blocks.len()).rev().find(|index| {
        let row = &measurements.features[*index];
        row.is_sentence > 0.0
            && row.link_density < LINK_DENSITY
            && measurements.words[*index] >= PARAGRAPH_WORDS
            && probabilities[*index] >= LIKELY_FROM
            && measurements.hits_of(*index).is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_headline_name_a_kind() {
        for (headline, expected) in [
            ("How I write my newsletter", vec![Cruft::Newsletter]),
            ("Ad blockers, and what came after", vec![Cruft::AdBlock]),
            ("Adblocking is legal", vec![Cruft::AdBlock]),
            ("The end of cookies?", vec![Cruft::Cookie]),
            ("A premium account of the war", vec![]),
            ("The keeper of the weir", vec![]),
        ] {
            let mut page = Page::default();
            page.head.title = Some(headline.into());
            assert_eq!(topics(&page, None), expected, "{headline}");
        }
    }
}
