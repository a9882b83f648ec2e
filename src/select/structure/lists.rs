//! Other stories without a word of the lexicon: a label with a list of titles that are links, and a line in mid-story
//! that is such a title, perhaps behind a label.

use std::ops::{Range, RangeInclusive};

use super::found::Found;
use super::surroundings::Surroundings;
use crate::cruft::{Cruft, Reason};
use crate::page::{BlockKind, SpanKind};
use crate::select::classify::{NEARLY_SURE_FROM, quoted};

/// A list of other stories has at least this many titles. Set by hand.
const TITLES: usize = 2;
/// The titles of a list have at least this many words on average; shorter ones are entries of a menu or terms. Set by
/// hand.
const MEAN_TITLE_WORDS: f32 = 4.0;
/// The page has at least this many words of running text. Set by hand.
const STORY_WORDS: f64 = 40.0;
/// Between the headline and a list of other stories there are at least this many words of running text. Set by hand.
const ABOVE_WORDS: f64 = 15.0;
/// A page with more labelled lists than this, of titles of any length, is a guide to other pages.
/// Set by hand.
const LISTS: usize = 2;
/// The running text of the page outweighs the words of a list of other stories this many times. Set by hand.
const OUTWEIGHED: f64 = 1.5;
/// Between two paragraphs a list without a box of its own has at most this many titles. Set by hand.
const AMID_TITLES: usize = 4;
/// A label has at most this many words between spaces. Set by hand.
const LABEL_WORDS: usize = 6;
/// A label has at most this many characters. Set by hand, with Thai and Tamil in mind.
const LABEL_CHARS: usize = 40;
/// Number of words of a line that leads to another story, with its label. Set by hand.
const LINE_WORDS: RangeInclusive<f32> = 4.0..=40.0;
/// A page with such lines in more places, and that doesn't say that it is an article, is a list of stories, each
/// a title with a paragraph. Set by hand.
const PLACES: usize = 3;
/// At most this many lines in a row between two paragraphs lead to other stories. Set by hand.
const LINES: usize = 3;

/// Finds what leads to other stories on pages whose content is not links: lists, and lines between two paragraphs.
pub(super) fn find(page: &Surroundings<'_>) -> Vec<Found> {
    if page.may_be_of_links() {
        return Vec::new();
    }
    labelled_lists(page).into_iter().chain(lines(page)).collect()
}

/// Finds labels with a list of links to other pages of the site, each with its label.
///
/// For "Διαβάστε επίσης:" above two titles, whatever the language. Links to other sites are sources, and links within
/// the page its contents: both are left alone, and so is a page with many such lists, a guide to others. Gets a list of
/// the author's favourite posts wrong.
fn labelled_lists(page: &Surroundings<'_>) -> Vec<Found> {
    let (mut lists, mut labelled): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    let mut label = page.start();
    while label + 1 < page.len() {
        let (end, titles, words) = list(page, label + 1);
        if titles >= TITLES && is_label(page, label) {
            labelled += 1;
            if words >= MEAN_TITLE_WORDS * titles as f32 && is_beside_story(page, label, end) {
                lists.push(label..end);
            }
        }
        label = end.max(label + 1);
    }
    if labelled > LISTS {
        lists.clear();
    }
    lists.into_iter().flat_map(|list| found(page, list)).collect()
}

/// The label of a list, and the titles under it. Where all titles go, the label does, too.
fn found(page: &Surroundings<'_>, list: Range<usize>) -> [Found; 2] {
    let heading = quoted(page.page.block_text(&page.page.blocks[list.start]));
    let [label, titles] = [list.start..list.start + 1, list.start + 1..list.end];
    let are_gone = page.probabilities[titles.clone()].iter().all(|probability| *probability < NEARLY_SURE_FROM);
    let of_label = if are_gone { f32::INFINITY } else { NEARLY_SURE_FROM };
    let titles = (titles, Reason::Heading { heading }, NEARLY_SURE_FROM);
    [(label, Reason::Neighbors, of_label), titles].map(|(blocks, reason, doubtful_from)| Found {
        blocks,
        kind: Cruft::Related,
        reason,
        doubtful_from,
    })
}

/// The list of titles that begins at a block: the block behind it, the number of titles and that of their words. Dates
/// and names may stand between the titles.
fn list(page: &Surroundings<'_>, start: usize) -> (usize, usize, f32) {
    let (mut end, mut titles, mut words) = (start, 0, 0.0);
    while end < page.len() {
        if page.is_title(end) {
            titles += 1;
            words += page.measurements.words[end];
        } else if titles == 0 || !page.measurements.evidence[end].is_byline {
            break;
        }
        end += 1;
    }
    (end, titles, words)
}

/// Whether a block is a short heading, or a short line that ends in a colon or is bold.
pub(super) fn is_label(page: &Surroundings<'_>, index: usize) -> bool {
    let text = page.page.block_text(&page.page.blocks[index]);
    let row = page.row(index);
    let is_heading = matches!(page.page.blocks[index].kind, BlockKind::Heading { .. });
    let is_marked = text.ends_with([':', '：']) || row.strong >= 0.9;
    is_short(text) && row.is_sentence == 0.0 && (is_heading || is_marked)
}

/// Whether a text is short enough for a label.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= LABEL_WORDS && text.chars().count() <= LABEL_CHARS
}

/// Whether a list stands beside a story that has enough running text and outweighs it. No text of the story stands
/// below the list, or the list has a box of its own, or is short and has paragraphs around it: a longer one in
/// mid-story may be a section of a guide.
fn is_beside_story(page: &Surroundings<'_>, label: usize, end: usize) -> bool {
    let is_boxed = || {
        let mut around = page.page.ancestors(&page.page.blocks[label]).map(|(_, container)| &container.blocks);
        around.any(|blocks| *blocks == (label..end))
    };
    let text = page.text(0..page.len());
    let is_amid = || {
        let is_heading = matches!(page.page.blocks[label].kind, BlockKind::Heading { .. });
        !is_heading
            && end - label <= AMID_TITLES + 1
            && page.is_text(label - 1)
            && end < page.len()
            && page.is_text(end)
    };
    page.text(page.start().min(label)..label) >= ABOVE_WORDS
        && text >= STORY_WORDS
        && text >= OUTWEIGHED * page.words(label..end)
        && (page.likely_text(end..page.len()) == 0.0 || is_boxed() || is_amid())
}

/// Finds lines between two paragraphs that are the title of another page of the site, perhaps behind a label: "ข่าวที่
/// เกี่ยวข้อง ระดับน้ำในแม่น้ำสูงขึ้นอีก".
///
/// Gets a line wrong that leads to what the next paragraph is about, such as "The recipe: Plum cake with cream".
fn lines(page: &Surroundings<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = page.start();
    while start < page.len() {
        let end = (start..page.len()).take(LINES + 1).find(|index| !is_line(page, *index)).unwrap_or(start + LINES + 1);
        let lines = start..end.min(page.len());
        let is_between =
            start > page.start() && page.is_text(start - 1) && lines.end < page.len() && page.is_text(lines.end);
        if (1..=LINES).contains(&lines.len()) && is_between {
            found.push(Found {
                blocks: lines.clone(),
                kind: Cruft::Related,
                reason: Reason::Link,
                doubtful_from: NEARLY_SURE_FROM,
            });
        }
        start = lines.end.max(start + 1);
    }
    if found.len() > PLACES && page.row(0).page_is_article == 0.0 {
        found.clear();
    }
    found
}

/// Whether a block is one link to another page of the site, with at most a short label before it.
fn is_line(page: &Surroundings<'_>, index: usize) -> bool {
    let block = &page.page.blocks[index];
    let mut links = page.page.spans[block.spans.clone()].iter().filter(|span| matches!(span.kind, SpanKind::Link(_)));
    let (Some(link), None) = (links.next(), links.next()) else { return false };
    let label = &page.page.text[block.text.start..link.text.start.max(block.text.start)];
    let after = &page.page.text[link.text.end.min(block.text.end)..block.text.end];
    let words = page.measurements.words[index];
    block.kind == BlockKind::Paragraph
        && is_short(label)
        && !after.contains(char::is_alphanumeric)
        && page.row(index).is_sentence == 0.0
        && LINE_WORDS.contains(&words)
        && page.page.text[link.text.clone()].chars().count() >= label.chars().count()
        && page.site.leads_to_pages(index)
}
