//! Dates that head the entries of a diary, a log or a programme. They tell readers where they are, and are no bylines.

use std::collections::HashMap;
use std::ops::Range;

use crate::cruft::Byline;
use crate::date;
use crate::measure::measurements::Measurements;
use crate::page::{BlockKind, Page};
use crate::prefix_sums::PrefixSums;

/// Takes the bylines back that head entries: dates of different days, in headings or in lines with the day of the week,
/// in the same path of elements and classes, with a sentence between each and the next.
///
/// For "Sunday, March 24, 2024" above each day of a diary. Lines without the day of the week are left, because they
/// date readers' comments and the cards of other stories more often. Needs the bylines, the paths and whether blocks
/// are sentences. Gets the only entry of a diary wrong, whose date looks like that of the page.
pub(super) fn take_back(page: &Page, measurements: &mut Measurements) {
    let mut entries: HashMap<usize, Vec<(usize, &str)>> = HashMap::new();
    for (index, byline) in &measurements.bylines {
        if let Byline { author: None, date: Some(date) } = byline
            && may_head_entry(page, *index)
        {
            entries.entry(measurements.paths.of[*index]).or_default().push((*index, date));
        }
    }
    let sentences = PrefixSums::of(measurements.features.iter().map(|features| [features.is_sentence]));
    let has_sentence = |blocks: Range<usize>| sentences.total(blocks) > [0.0];
    let head = |pair: &[(usize, &str)]| matches!(pair, [(one, day), (next, other)] if day != other && has_sentence(*one..*next));
    let heads: Vec<usize> = entries
        .into_values()
        .filter(|dates| dates.len() > 1 && dates.windows(2).all(head))
        .flat_map(|dates| dates.into_iter().map(|(index, _)| index))
        .collect();
    for index in &heads {
        measurements.evidence[*index].is_byline = false;
        measurements.features[*index].is_byline = 0.0;
    }
    if !heads.is_empty() {
        measurements.bylines.retain(|(index, _)| measurements.evidence[*index].is_byline);
    }
}

/// Whether a block with a date is a heading, or names a day of the week.
fn may_head_entry(page: &Page, index: usize) -> bool {
    let block = &page.blocks[index];
    let mut words = page.block_text(block).split(|c: char| c.is_whitespace() || c == ',');
    matches!(block.kind, BlockKind::Heading { .. }) || words.any(date::is_weekday)
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::measure::measure;
    use crate::page::PageSignals;
    use crate::vocabulary::Vocabulary;
    use crate::{parse, walk};

    /// The texts of the blocks that are bylines.
    fn bylines(html: &str) -> Vec<String> {
        let page = walk::walk(parse::parse(html, &Limits::default()).unwrap());
        let measurements = measure(&page, PageSignals::of(&page), &Vocabulary::default());
        let is_byline = |index: &usize| measurements.features[*index].is_byline > 0.0;
        (0..page.blocks.len()).filter(is_byline).map(|index| page.block_text(&page.blocks[index]).to_owned()).collect()
    }

    #[test]
    fn dates_that_head_entries_are_no_bylines() {
        for html in [
            "<h2>Sunday, March 24, 2024</h2><p>We rowed out at dawn.</p><h2>Monday, March 25, 2024</h2><p>It rained.</p>",
            "<h3>24. März 2024</h3><p>Wir ruderten hinaus.</p><h3>26. März 2024</h3><p>Es regnete.</p>",
            "<p><b>Sonntag, 24. März 2024</b></p><p>Wir ruderten hinaus.</p><p><b>Montag, 25. März 2024</b></p><p>Es \
                regnete.</p>",
        ] {
            assert_eq!(bylines(html), [""; 0], "{html}");
        }
    }

    #[test]
    fn dates_of_the_page_and_of_its_comments_are_bylines() {
        for (html, expected) in [
            ("<h2>Sunday, March 24, 2024</h2><h1>Ice</h1><p>The lake froze.</p>", vec!["Sunday, March 24, 2024"]),
            (
                "<p>Sunday, March 24, 2024</p><p>Updated: Monday, March 25, 2024</p><p>The lake froze.</p>",
                vec!["Sunday, March 24, 2024", "Updated: Monday, March 25, 2024"],
            ),
            (
                "<p>Lovely.</p><p>24 March 2024</p><p>I was there.</p><p>25 March 2024</p><p>So was I.</p>",
                vec!["24 March 2024", "25 March 2024"],
            ),
            (
                "<h2>24 March 2024</h2><p>The lake froze.</p><h2>24 March 2024</h2>",
                vec!["24 March 2024", "24 March 2024"],
            ),
        ] {
            assert_eq!(bylines(html), expected, "{html}");
        }
    }
}
