//! Finds the line of a plain text that is its headline.

use std::collections::HashMap;

use crate::chars::QUESTION_ENDS;
use crate::cruft;
use crate::measure::headline::TEXT_TITLE_SEPARATORS;
use crate::measure::measurements::Measurements;
use crate::measure::text::reading::words;
use crate::measure::text::words::Distinct;
use crate::page::{BlockKind, Page, Separator};

/// Number of words of a headline. Set by hand.
const HEADLINE_WORDS: std::ops::RangeInclusive<f32> = 2.0..=40.0;
/// A line of at least this many words is not the name of a section or an entry of a menu. Set by hand.
const TITLE_WORDS: f32 = 4.0;
/// A headline is looked for among this many lines above the story. Set by hand.
const ABOVE: usize = 20;
/// The story begins at the first paragraph that has enough prose within this many lines, itself included. Set by hand.
const STORY_LINES: usize = 12;
/// Number of words of prose that are enough for a story. Set by hand.
const STORY_WORDS: f32 = 120.0;
/// Share (0..=1) of the page's likely prose that is enough for a story, if it is less than [`STORY_WORDS`]. Set by
/// hand.
const STORY_SHARE: f32 = 0.3;
/// A headline, or the first paragraph of the story, has phrases of cruft that account for less than this share (0..=1)
/// of its words. Set by hand.
const EXPLAINED: f32 = 0.3;

// The points that a line gets as a candidate; the line with the most is the headline. All are set by hand, looking at
// the titles of some fifty articles of WCXB that were missed; none is fitted.

/// Points of a line of at least [`TITLE_WORDS`] words whose text occurs twice. Set by hand.
const TWICE: f32 = 1.5;
/// Points of a line, times its agreement (0..=1) with the first line, which scrapers take from `<title>`. Set by hand.
const FIRST: f32 = 4.0;
/// Points of a line that is set as a heading. Set by hand.
const HEADING: f32 = 0.5;
/// Points of a line, times the probability (0..=1) that it is content. Set by hand.
const LIKELY: f32 = 2.0;
/// Points of a line, times the mean learned weight of its words (log-odds) if that is negative. Set by hand.
const WORDING: f32 = 0.5;
/// Points of a line of at least [`TITLE_WORDS`] words. Set by hand.
const WORDS: f32 = 1.0;
/// Points for each line of distance from a line down to the story. Set by hand.
const FURTHER: f32 = -0.15;
/// Points of a line that ends as a sentence does, questions excepted. Set by hand.
const SENTENCE: f32 = -1.0;
/// Points of a line with a byline at most [`NAMED_LINES`] lines below it. Set by hand.
const NAMED: f32 = 1.0;
/// A byline this many lines below a line still belongs to it. Set by hand.
const NAMED_LINES: usize = 2;
/// Points of a block that is only a part of a line: in a page that is one line, any words may be one. Set by hand.
const PART_OF_LINE: f32 = -1.5;
/// Points of a line that looks like an author's name, with a byline or date below and a possible headline right above.
/// Set by hand.
const NAME: f32 = -2.0;
/// Number of words of an author's name. Set by hand.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=3;
/// A headline has at least this many points. Set by hand.
const ENOUGH: f32 = 0.0;
/// A line that doesn't end as a sentence does is a paragraph from this many words on. Set by hand.
const PARAGRAPH_WORDS: f32 = 30.0;
/// An agreement with the first line (F1 of the distinct words, 0..=1) below this is taken for chance. Set by hand.
const AGREEMENT: f32 = 0.6;

/// The block that is the headline, if a line above the story looks like one. `likely` gives the probability (0..=1)
/// that a block is content.
///
/// `None` if the text has no story, or no line above it has enough points.
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
    let points = |index: usize| {
        let (block, row) = (&page.blocks[index], &measurements.features[index]);
        let text = page.block_text(block);
        let own = Distinct::of(words(text));
        let agreement = |title: &Distinct| 2.0 * own.common(title) as f32 / (own.len() + title.len()).max(1) as f32;
        let agreement = first.iter().map(agreement).fold(0.0, f32::max);
        let is_titled = index > 0 && agreement >= AGREEMENT;
        let has_words = row.words >= TITLE_WORDS;
        let is_named = (1..=NAMED_LINES).any(|below| is_byline(index + below));
        let points_if = |is: bool, points: f32| if is { points } else { 0.0 };
        points_if(copies[text] > 1 && has_words, TWICE)
            + points_if(is_titled, FIRST * agreement)
            + points_if(matches!(block.kind, BlockKind::Heading { .. }), HEADING)
            + points_if(has_words, WORDS)
            + points_if(is_named, NAMED)
            + points_if(is_part_of_line(page, index), PART_OF_LINE)
            + points_if(
                is_named && index > 0 && may_be_headline(page, measurements, index - 1) && is_name_below(page, index),
                NAME,
            )
            + points_if(row.is_sentence > 0.0 && !text.ends_with(QUESTION_ENDS), SENTENCE)
            + LIKELY * likely(index)
            + WORDING * row.text_mean.min(0.0)
            + FURTHER * (story - index) as f32
    };
    let best = candidates.into_iter().map(|index| (index, points(index))).reduce(|a, b| if b.1 > a.1 { b } else { a });
    let (best, _) = best.filter(|(_, points)| *points >= ENOUGH)?;
    // Of two copies with the standfirst in between, the first is the headline:
    // "Headline / standfirst / byline / photo / headline".
    let text = |index: usize| page.block_text(&page.blocks[index]);
    let copy = |index: &usize| text(*index) == text(best) && measurements.is_standfirst(index + 1);
    Some((story.saturating_sub(ABOVE)..best).find(copy).unwrap_or(best))
}

/// Whether a line can be a headline at all, by its number of words, its phrases, its kind and its last character.
fn may_be_headline(page: &Page, measurements: &Measurements, index: usize) -> bool {
    let row = &measurements.features[index];
    let kind = page.blocks[index].kind;
    HEADLINE_WORDS.contains(&row.words)
        && row.is_byline == 0.0
        && row.phrases < EXPLAINED
        && matches!(kind, BlockKind::Paragraph | BlockKind::Heading { .. })
        && !page.block_text(&page.blocks[index]).ends_with([':', ',', ';', '：', '、'])
}

/// Whether a line may be a name, and the line above it is not a name but a headline, of which at least half of the
/// words begin without a capital.
///
/// For "The ferry is late again / Ann Pell". Gets headlines wrong of which all words have capitals.
fn is_name_below(page: &Page, index: usize) -> bool {
    let are_names = |index: usize| {
        let text = page.block_text(&page.blocks[index]);
        NAME_WORDS.contains(&text.split(' ').count()) && text.split(' ').all(cruft::may_be_name)
    };
    let above: Vec<&str> = page.block_text(&page.blocks[index - 1]).split(' ').collect();
    let small = above.iter().filter(|word| !word.starts_with(char::is_uppercase)).count();
    are_names(index) && !are_names(index - 1) && 2 * small >= above.len()
}

/// Whether a block is only a part of a line: no line break stands before or after it.
fn is_part_of_line(page: &Page, index: usize) -> bool {
    let within = |index: usize| matches!(page.separators.get(index), Some(Separator::None | Separator::Space));
    within(index) || within(index + 1)
}

/// The words of a line that may come from `<title>`: as it stands, and cut before its first and its last
/// [separator](TEXT_TITLE_SEPARATORS) of each sort, without the site's name.
fn titles(line: &str) -> Vec<Distinct> {
    let cuts = TEXT_TITLE_SEPARATORS.iter().flat_map(|separator| [line.find(separator), line.rfind(separator)]);
    let parts = cuts.flatten().map(|cut| &line[..cut]);
    std::iter::once(line).chain(parts).map(|title| Distinct::of(words(title))).collect()
}

/// The block where the story begins: the first paragraph that is likely content and has enough likely prose within
/// [`STORY_LINES`] lines.
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
