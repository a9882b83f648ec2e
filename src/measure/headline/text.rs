//! Which line of a plain text is its headline.

use std::collections::HashMap;

use crate::chars::QUESTION_ENDS;
use crate::cruft;
use crate::measure::measurements::Measurements;
use crate::measure::text::words::{Distinct, words};
use crate::page::{BlockKind, Page, Separator};

/// How many words a headline has.
const HEADLINE_WORDS: std::ops::RangeInclusive<f32> = 2.0..=40.0;
/// From so many words on a line is no section's name or menu's entry.
const TITLE_WORDS: f32 = 4.0;
/// How many lines above the story are looked at.
const ABOVE: usize = 20;
/// The story begins where so many of the next lines…
const STORY_LINES: usize = 12;
/// …have so many words of prose, or this share of the page's.
const STORY_WORDS: f32 = 120.0;
const STORY_SHARE: f32 = 0.3;
/// Phrases of cruft explain less than this of its first paragraph, and of a headline.
const EXPLAINED: f32 = 0.3;

// What speaks for a line. Set by hand, with the titles of some fifty articles of WCXB that were missed at hand; not fitted.

/// It stands there twice.
const TWICE: f32 = 1.5;
/// It agrees with the first line, which scrapers take from the title of the window.
const FIRST: f32 = 4.0;
/// It is set as a heading.
const HEADING: f32 = 0.5;
/// The scorer takes it for content.
const LIKELY: f32 = 2.0;
/// For the learned weight of its words, if that speaks against it.
const WORDING: f32 = 0.5;
/// It has the words of a title.
const WORDS: f32 = 1.0;
/// For each line that it is further away from the story.
const FURTHER: f32 = -0.15;
/// It ends as sentences do.
const SENTENCE: f32 = -1.0;
/// A byline stands below it, at most so many lines away.
const NAMED: f32 = 1.0;
const NAMED_LINES: usize = 2;
/// It is a piece of a line: of a page in one line, where any words may be one.
const PIECE: f32 = -1.5;
/// It has the pass of a name, above a date and right below what may be a headline.
const NAME: f32 = -2.0;
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=3;
/// A headline is worth as much.
const ENOUGH: f32 = 0.0;
/// A paragraph that ends otherwise has more words than a headline.
const PARAGRAPH_WORDS: f32 = 30.0;
/// An agreement (F1 of their words) with the first line below this is chance.
const AGREEMENT: f32 = 0.6;
/// What parts the title of a window from the site's name in plain text.
pub(crate) const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "];

/// The headline, if a line above the story looks like one. `likely` is what is known of each line: how likely it is content.
pub(crate) fn headline(page: &Page, measurements: &Measurements, likely: impl Fn(usize) -> f32) -> Option<usize> {
    let story = story(measurements, &likely)?;
    let above = story.saturating_sub(ABOVE)..story;
    let candidates: Vec<usize> = above.rev().filter(|index| may_be_headline(page, measurements, *index)).collect();
    let mut copies: HashMap<&str, usize> =
        candidates.iter().map(|index| (page.block_text(&page.blocks[*index]), 0)).collect();
    let longest = copies.keys().map(|text| text.len()).max().unwrap_or(0);
    for text in page.blocks.iter().filter(|block| block.text.len() <= longest).map(|block| page.block_text(block)) {
        copies.entry(text).and_modify(|count| *count += 1);
    }
    let first = titles(page.block_text(&page.blocks[0]));
    let is_byline = |index: usize| measurements.features.get(index).is_some_and(|row| row.is_byline > 0.0);
    let worth = |index: usize| {
        let (block, row) = (&page.blocks[index], &measurements.features[index]);
        let text = page.block_text(block);
        let own = Distinct::of(words(text));
        let agreement = |title: &Distinct| 2.0 * own.common(title) as f32 / (own.len() + title.len()).max(1) as f32;
        let agreement = first.iter().map(agreement).fold(0.0, f32::max);
        let is_titled = index > 0 && agreement >= AGREEMENT;
        let has_words = row.words >= TITLE_WORDS;
        let is_named = (1..=NAMED_LINES).any(|below| is_byline(index + below));
        let of = |is: bool, worth: f32| if is { worth } else { 0.0 };
        of(copies[text] > 1 && has_words, TWICE)
            + of(is_titled, FIRST * agreement)
            + of(matches!(block.kind, BlockKind::Heading { .. }), HEADING)
            + of(has_words, WORDS)
            + of(is_named, NAMED)
            + of(is_piece(page, index), PIECE)
            + of(
                is_named && index > 0 && may_be_headline(page, measurements, index - 1) && is_name_below(page, index),
                NAME,
            )
            + of(row.is_sentence > 0.0 && !text.ends_with(QUESTION_ENDS), SENTENCE)
            + LIKELY * likely(index)
            + WORDING * row.text_mean.min(0.0)
            + FURTHER * (story - index) as f32
    };
    let best = candidates.into_iter().map(|index| (index, worth(index))).reduce(|a, b| if b.1 > a.1 { b } else { a });
    let (best, _) = best.filter(|(_, worth)| *worth >= ENOUGH)?;
    // The standfirst may stand between two copies: "Headline / standfirst / byline / photo / headline".
    let text = |index: usize| page.block_text(&page.blocks[index]);
    let copy = |index: &usize| text(*index) == text(best) && measurements.is_standfirst(index + 1);
    Some((story.saturating_sub(ABOVE)..best).find(copy).unwrap_or(best))
}

fn may_be_headline(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let row = &measurements.features[index];
    let kind = page.blocks[index].kind;
    HEADLINE_WORDS.contains(&row.words)
        && row.is_byline == 0.0
        && row.phrases < EXPLAINED
        && matches!(kind, BlockKind::Paragraph | BlockKind::Heading { .. })
        && !page.block_text(&page.blocks[index]).ends_with([':', ',', ';', '：', '、'])
}

/// Whether a line may be a name, and the one above it, of which half of the words have no capitals, is none.
///
/// For "The ferry is late again / Ann Pell"; gets headlines wrong of which all words have capitals.
fn is_name_below(page: &Page, index: usize) -> bool {
    let are_names = |index: usize| {
        let text = page.block_text(&page.blocks[index]);
        NAME_WORDS.contains(&text.split(' ').count()) && text.split(' ').all(cruft::may_be_name)
    };
    let above: Vec<&str> = page.block_text(&page.blocks[index - 1]).split(' ').collect();
    let small = above.iter().filter(|word| !word.starts_with(char::is_uppercase)).count();
    are_names(index) && !are_names(index - 1) && 2 * small >= above.len()
}

/// Whether a block is no line of its own.
fn is_piece(page: &Page, index: usize) -> bool {
    let within = |index: usize| matches!(page.separators.get(index), Some(Separator::None | Separator::Space));
    within(index) || within(index + 1)
}

/// The words of a line that may be the title of a window, with the site's name and without.
fn titles(line: &str) -> Vec<Distinct> {
    let cuts = SEPARATORS.iter().flat_map(|separator| [line.find(separator), line.rfind(separator)]);
    let parts = cuts.flatten().map(|cut| &line[..cut]);
    std::iter::once(line).chain(parts).map(|title| Distinct::of(words(title))).collect()
}

/// Where the story begins: the first likely paragraph with prose enough below it.
fn story(measurements: &Measurements, likely: impl Fn(usize) -> f32) -> Option<usize> {
    let len = measurements.features.len();
    let prose = |index: &usize| if likely(*index) >= 0.5 { measurements.prose[*index] } else { 0.0 };
    let all: f32 = (0..len).map(|index| prose(&index)).sum();
    let enough = STORY_WORDS.min(all * STORY_SHARE);
    let is_story = |index: &usize| {
        let below: f32 = (*index..(index + STORY_LINES).min(len)).map(|index| prose(&index)).sum();
        let row = &measurements.features[*index];
        let is_paragraph = row.is_sentence > 0.0 || row.words >= PARAGRAPH_WORDS;
        prose(index) > 0.0 && is_paragraph && row.phrases < EXPLAINED && below >= enough
    };
    (0..len).find(is_story)
}

#[cfg(test)]
mod tests {
    use super::headline;
    use crate::lines::lines;
    use crate::measure::measure;
    use crate::page::PageSignals;
    use crate::vocabulary::Vocabulary;

    const STORY: &str = "The ferry to the northern islands was late again on Monday, and nobody on the quay was surprised.\n\n\
        By evening the wind had dropped, the last lorry had been loaded, and the captain went home on foot.";

    #[test]
    fn a_line_above_the_story_is_its_headline() {
        let cases = [
            ("Home\n\nNews\n\nThe ferry is late again\n\nbyAnn Pell\n\n", Some("The ferry is late again")),
            (
                "The ferry is late | The Daily\n\nMost read in the north\n\nThe ferry is late\n\n",
                Some("The ferry is late"),
            ),
            ("Late again on Monday\n\nA line of the menu\n\nLate again on Monday\n\n", Some("Late again on Monday")),
            ("Dear Ann,\n\n", None),
            ("From: Ann\nTo: Bo\nSubject: The ferry is late\n\n", None),
            ("", None),
        ];
        for (above, expected) in cases {
            let page = lines(&format!("{above}{STORY}"), usize::MAX).unwrap();
            let measurements = measure(&page, PageSignals::of(&page), &Vocabulary::default());
            let found = headline(&page, &measurements, |_| 0.8).map(|index| page.block_text(&page.blocks[index]));
            assert_eq!(found, expected, "{above}");
        }
    }
}
