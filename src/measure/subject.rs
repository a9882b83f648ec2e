//! What a page is about, where that is a kind of cruft on other pages: a privacy policy, an imprint, a page on
//! newsletters.
//!
//! There, phrases and classes of that kind say nothing against a block: "We use cookies to keep you signed in" is a
//! sentence of the policy. They still count in boxes around the text, such as the cookie banner over the cookie policy.

use crate::chars::is_unspaced;
use crate::cruft::{self, ClassMeaning, Cruft, class_meaning};
use crate::measure::headline::TITLE_SEPARATORS;
use crate::measure::text::normalized::NormalizedTexts;
use crate::measure::tree::attributes::Attributes;
use crate::measure::tree::regions;
use crate::page::{BlockKind, Page, Tag};
use crate::prefix_sums::PrefixSums;

/// The kinds that a page can be about, in groups: a page about the first kind of a group is also about the others,
/// because it speaks of them, too.
const SUBJECTS: &[&[Cruft]] = &[
    // The date of a legal text says which version holds.
    &[Cruft::Legal, Cruft::Cookie, Cruft::Copyright, Cruft::Byline],
    &[Cruft::Cookie, Cruft::Legal, Cruft::Copyright, Cruft::Byline],
    &[Cruft::Copyright, Cruft::Legal],
    &[Cruft::Newsletter, Cruft::Paywall],
    &[Cruft::Donation],
    &[Cruft::Advertisement, Cruft::AdBlock],
    &[Cruft::Correction],
];
/// The kinds whose pages are named by words that say little else: the title may add to them what it applies to
/// ("Privacy policy of the Kestrel app").
const LEGAL: &[Cruft] = &[Cruft::Legal, Cruft::Cookie, Cruft::Copyright];
/// A title of more characters says more than the name of a page and what it applies to. Set by hand.
const NAME_CHARS: usize = 60;
/// A copyright notice of fewer words is one on a page about copyright, too. Set by hand.
const COPYRIGHT_WORDS: f32 = 15.0;
/// A box holds at most this share, 0..=1, of the words of the page. Set by hand.
const BOX_SHARE: f64 = 0.5;

/// What a page is about, and where on the page.
#[derive(Default)]
pub(super) struct Subject {
    /// The kinds of cruft that the page is about; empty on nearly all pages.
    kinds: Vec<Cruft>,
    /// For each container, whether it is or stands in a box around the text. Empty if the page is about no kind.
    boxed: Vec<bool>,
    /// The block that the text begins with: the headline or, without one, the first heading.
    start: usize,
}

impl Subject {
    /// The kinds of cruft that the page is about.
    pub(super) fn kinds(&self) -> &[Cruft] {
        &self.kinds
    }

    /// Finds what a page is about, from its headline, its titles and its address.
    pub(super) fn of(
        page: &Page,
        attributes: &Attributes<'_>,
        normalized: &NormalizedTexts,
        words: &[f32],
        headline: Option<usize>,
    ) -> Subject {
        let headline = headline.or_else(|| first_heading(page));
        let headline_name = headline.and_then(|headline| named(normalized.block(headline)));
        let mut names: Vec<Cruft> = headline_name.into_iter().chain(named_by_address(page)).collect();
        for title in page.head.titles() {
            let mut parts = vec![title];
            for separator in TITLE_SEPARATORS {
                parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
            }
            for (index, part) in parts.into_iter().enumerate() {
                // The other parts name the section and the site: one may be called "Advertising".
                names.extend(named_in(part).filter(|kind| index == 0 || LEGAL.contains(kind)));
            }
        }
        let kinds: Vec<Cruft> =
            SUBJECTS.iter().filter(|group| names.contains(&group[0])).flat_map(|group| group.iter().copied()).collect();
        let boxed = if kinds.is_empty() { Vec::new() } else { boxes(page, attributes, words, headline) };
        Subject { kinds, boxed, start: headline.unwrap_or(0) }
    }

    /// Whether the page is about a kind of [`LEGAL`] and the block with this index, which stands in this container, is
    /// in its text.
    pub(super) fn is_legal_notice(&self, index: usize, container: usize) -> bool {
        index >= self.start && self.is_about(LEGAL[0], container)
    }

    /// Whether a container holds text about this kind, so that signs of this kind are no evidence in it.
    pub(super) fn is_about(&self, kind: Cruft, container: usize) -> bool {
        self.kinds.contains(&kind) && self.boxed.get(container) == Some(&false)
    }

    /// Whether a phrase of this kind is no evidence in a block of so many words in this container.
    pub(super) fn explains(&self, kind: Cruft, container: usize, words: f32) -> bool {
        self.is_about(kind, container) && (kind != Cruft::Copyright || words >= COPYRIGHT_WORDS)
    }
}

/// The kind that a page with this title is about.
fn named_in(title: &str) -> Option<Cruft> {
    let mut normalized = String::new();
    cruft::normalize(title, &mut normalized);
    named(&normalized)
}

/// The kind that a page with this normalized title is about: the title is a label of that kind, or begins or ends with
/// one of [`LEGAL`].
///
/// For "Cookie policy", and "Kestrel: terms of use". Gets "Privacy policy angers users" wrong, which is news.
fn named(title: &str) -> Option<Cruft> {
    let title = title.trim();
    if title.chars().count() > NAME_CHARS {
        return None;
    }
    let is_border = |(at, c): &(usize, char)| *at > 0 && (*c == ' ' || is_unspaced(*c));
    let borders = || title.char_indices().filter(is_border).map(|(at, _)| at);
    let parts = || borders().flat_map(|at| [&title[..at], &title[at..]]);
    label(title).or_else(|| parts().filter_map(|part| label(part.trim())).find(|kind| LEGAL.contains(kind)))
}

/// The kind that this text is a label of, if a page can be about it.
fn label(text: &str) -> Option<Cruft> {
    let mut hits = Vec::new();
    cruft::hits(text, &mut hits);
    let class = class_meaning(text).and_then(|meaning| match meaning {
        // A word such as "announcement" is more than the name of a class.
        ClassMeaning::Cruft { kind, .. } if kind != Cruft::Advertisement => Some(kind),
        _ => None,
    });
    let labels = hits.iter().filter(|hit| hit.covers_block).map(|hit| hit.kind).chain(class);
    labels.into_iter().find(|kind| SUBJECTS.iter().any(|group| group[0] == *kind))
}

/// The kind that the last part of the page's address names.
fn named_by_address(page: &Page) -> Option<Cruft> {
    let address = page.head.canonical.as_deref().or_else(|| page.head.meta(&["og:url"]))?;
    let path = address.split(['?', '#']).next()?.split_once("://")?.1.split_once('/')?.1;
    let last = path.rsplit('/').find(|part| !part.is_empty() && !part.starts_with("index."))?;
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    named_in(&name.replace(['-', '_'], " "))
}

/// The first heading of the page that is in no menu, footer or dialog.
fn first_heading(page: &Page) -> Option<usize> {
    let is_free = |block| !page.ancestors(block).any(|(_, container)| is_box_element(container.tag));
    page.blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }) && is_free(block))
}

/// Whether an element with this tag stands around a text rather than in it.
fn is_box_element(tag: Tag) -> bool {
    matches!(tag, Tag::Aside | Tag::Dialog | Tag::Footer | Tag::Form | Tag::Header | Tag::Nav)
}

/// For each container, whether it is or stands in a box around the text: outside of the `<main>` or `<article>` with
/// the headline, or, without these, in an element or a class of boxes.
fn boxes(page: &Page, attributes: &Attributes<'_>, words: &[f32], headline: Option<usize>) -> Vec<bool> {
    let words = PrefixSums::of(words.iter().map(|words| [*words]));
    let holds_headline =
        |index: usize| headline.is_some_and(|headline| page.containers[index].blocks.contains(&headline));
    let is_main =
        |index: &usize| matches!(page.containers[*index].tag, Tag::Main | Tag::Article) && holds_headline(*index);
    let main = (0..page.containers.len()).find(is_main).map(|index| page.containers[index].blocks.clone());
    let named = attributes.read_terms(regions::is_box, |is_box: &mut bool, term| *is_box |= *term);
    let mut boxed: Vec<bool> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let is_element = is_box_element(container.tag);
        let is_small = words.total(container.blocks.clone())[0] <= BOX_SHARE * words.all()[0];
        let is_outside =
            main.as_ref().is_some_and(|main| container.blocks.end <= main.start || main.end <= container.blocks.start);
        let own = is_outside || (is_element || named[index]) && is_small && !holds_headline(index);
        boxed.push(own || boxed.get(container.parent) == Some(&true));
    }
    boxed
}
