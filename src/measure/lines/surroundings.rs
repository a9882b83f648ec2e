//! Features of the surroundings of a line of plain text: groups of lines, runs of prose, and cruft, bylines and labels
//! nearby.

use crate::cruft::Cruft;
use crate::measure::features::{Features, LineFeatures};
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Counts, Totals, share};
use crate::measure::text::reading::Word;
use crate::measure::text::words::{PageWords, topics};
use crate::measure::tree::sections::{self, share_of_story};
use crate::page::{Page, Separator};
use crate::prefix_sums::PrefixSums;

/// Distances are counted up to this number of lines. Set by hand.
const FAR: f32 = 60.0;
/// Distances from labels of comments and related stories are counted up to this number of lines: comments go on for
/// pages. Set by hand.
const WIDE_FAR: f32 = 400.0;
/// Number of lines before and after a line that are its surroundings. Set by hand.
const WINDOW: usize = 8;
/// A line is clear cruft if the mean weight of its first words (log-odds) is below this. Set by hand.
const CLEAR_CRUFT: f32 = -1.0;
/// A line is clear cruft if phrases of the lexicon account for at least this share (0..=1) of its words. Set by hand.
const EXPLAINED: f32 = 0.5;
/// At most this many lines without prose don't end a run of prose: a heading, a caption, a pull quote. Set by hand.
const GAP_LINES: usize = 4;
/// A label has at most this many words. Set by hand.
const LABEL_WORDS: f32 = 8.0;

/// The features of each line of a plain text, those of copies and of the last words excepted.
///
/// `labels` has the kind of cruft that each line announces, see [`labels`]. Needs the phrases, the bylines and the
/// weights of the terms in `features`.
pub(in crate::measure) fn measure(
    page: &Page,
    words: &PageWords,
    counts: &[Counts],
    totals: &Totals,
    features: &[Features],
    labels: &[Option<Cruft>],
) -> Vec<LineFeatures> {
    let mut rows = vec![LineFeatures::default(); counts.len()];
    own(page, features, &mut rows);
    groups(page, features, &mut rows);
    runs(counts, &mut rows);
    surroundings(features, counts, labels, &mut rows);
    announced(labels, counts, &mut rows);
    stories(counts, totals, &mut rows);
    topic(words, counts, &mut rows);
    let page_words = totals.words(0..counts.len());
    for row in &mut rows {
        row.page_lines = counts.len() as f32;
        row.page_line_words = page_words / counts.len() as f32;
        row.page_prose_share = share(totals.all_prose(), page_words);
    }
    rows
}

/// Fills the columns of a line's own text, the gaps around it and the number of words of the second lines before and
/// after.
fn own(page: &Page, features: &[Features], rows: &mut [LineFeatures]) {
    let gap = |index: usize| match page.separators.get(index) {
        Some(Separator::None | Separator::Space) => 0.0,
        Some(Separator::Line) => 1.0,
        Some(Separator::Blank) | None => 2.0,
    };
    let words = |index: usize| features.get(index).map_or(0.0, |row| row.words);
    for (index, (block, row)) in page.blocks.iter().zip(rows).enumerate() {
        let text = page.block_text(block);
        row.gap_before = gap(index);
        row.gap_after = gap(index + 1);
        row.is_small = f32::from(text.starts_with(char::is_lowercase));
        row.is_colon = f32::from(text.ends_with([':', '：']));
        row.is_question = f32::from(text.ends_with(['?', '？', '؟']));
        row.is_cut = f32::from(text.ends_with('…') || text.ends_with("..."));
        row.bars = share(bars(text) as f32, features[index].words);
        row.words_before_2 = index.checked_sub(2).map_or(0.0, words);
        row.words_after_2 = words(index + 2);
    }
}

/// The number of bars, arrows, dots and slashes in a text.
fn bars(text: &str) -> usize {
    if text.is_ascii() {
        return memchr::memchr2_iter(b'|', b'/', text.as_bytes()).count();
    }
    text.chars().filter(|c| matches!(c, '|' | '·' | '•' | '»' | '›' | '/' | '→')).count()
}

/// Fills the columns of the group of a line: the lines between two blank ones.
fn groups(page: &Page, features: &[Features], rows: &mut [LineFeatures]) {
    // The first container holds the whole text, each other one a group of lines.
    for group in page.containers.iter().skip(1).map(|container| container.blocks.clone()) {
        let lines = group.len() as f32;
        let words: f32 = features[group.clone()].iter().map(|row| row.words).sum();
        let sentences: f32 = features[group.clone()].iter().map(|row| row.is_sentence).sum();
        for (place, row) in rows[group].iter_mut().enumerate() {
            row.group_lines = lines;
            row.group_place = share(place as f32, lines - 1.0);
            row.group_words = words / lines;
            row.group_sentences = sentences / lines;
        }
    }
}

/// Fills the columns of runs of lines without prose.
fn runs(counts: &[Counts], rows: &mut [LineFeatures]) {
    let mut rest = rows;
    for run in counts.chunk_by(|a, b| a.is_prose() == b.is_prose()) {
        let (rows, after) = rest.split_at_mut(run.len());
        rest = after;
        if !run[0].is_prose() {
            for (place, row) in rows.iter_mut().enumerate() {
                row.run_lines = run.len() as f32;
                row.run_place = share(place as f32, run.len() as f32 - 1.0);
            }
        }
    }
}

/// Fills the columns of the words, clear cruft, bylines and labels around each line.
fn surroundings(features: &[Features], counts: &[Counts], labels: &[Option<Cruft>], rows: &mut [LineFeatures]) {
    let is_clear_cruft = |row: &Features| row.text_mean < CLEAR_CRUFT || row.phrases >= EXPLAINED;
    // The weight of the first words, lines of clear cruft, and bylines.
    let one = |is: bool| f32::from(u8::from(is));
    let of_line = |row: &Features| [row.text_mean, one(is_clear_cruft(row)), one(row.is_byline > 0.0)];
    let sums = PrefixSums::of(features.iter().map(of_line));
    let [_, page_cruft, page_bylines] = sums.all();
    let len = features.len();
    let text = |from: usize, to: usize| share(sums.total(from..to)[0] as f32, (to - from) as f32);
    let mut since = Since::default();
    for index in 0..len {
        let row = &mut rows[index];
        let (above, below) = (index.saturating_sub(WINDOW), (index + 1 + WINDOW).min(len));
        row.text_near = text(index.saturating_sub(2), (index + 3).min(len));
        row.text_above = text(above, index);
        row.text_below = text(index + 1, below);
        let [_, cruft, bylines] = sums.total(above..below);
        row.cruft_near = share(cruft as f32, (below - above) as f32);
        row.page_bylines = page_bylines as f32;
        row.bylines_near = bylines as f32;
        row.page_cruft = share(page_cruft as f32, len as f32);
        (row.cruft_since, row.byline_since) = since.advance(&features[index], is_clear_cruft(&features[index]));
        row.label_since = since.label;
        since.label = match (labels[index].is_some() && counts[index].words <= LABEL_WORDS, counts[index].is_prose()) {
            (true, _) => 1.0,
            (_, true) => FAR,
            _ => (since.label + 1.0).min(FAR),
        };
    }
    let mut until = Since::default();
    for index in (0..len).rev() {
        let row = &mut rows[index];
        (row.cruft_until, row.byline_until) = until.advance(&features[index], is_clear_cruft(&features[index]));
    }
}

/// While the lines are gone through in one direction: the distances from the next line back to what was met last, in
/// lines, at most [`FAR`].
struct Since {
    /// To the last line of clear cruft.
    cruft: f32,
    /// To the last byline.
    byline: f32,
    /// To the last label with no prose since.
    label: f32,
}

impl Default for Since {
    fn default() -> Since {
        Since { cruft: FAR, byline: FAR, label: FAR }
    }
}

impl Since {
    /// Goes on to the next line. Returns the distances from `row` to clear cruft and to a byline met before it.
    fn advance(&mut self, row: &Features, is_clear_cruft: bool) -> (f32, f32) {
        let at = (self.cruft, self.byline);
        self.cruft = if is_clear_cruft { 1.0 } else { (self.cruft + 1.0).min(FAR) };
        self.byline = if row.is_byline > 0.0 { 1.0 } else { (self.byline + 1.0).min(FAR) };
        at
    }
}

/// Fills the columns of the runs of prose: the one nearest to each line, and the side of the longest one.
fn stories(counts: &[Counts], totals: &Totals, rows: &mut [LineFeatures]) {
    let mut stories: Vec<std::ops::Range<usize>> = Vec::new();
    for index in (0..counts.len()).filter(|index| counts[*index].is_prose()) {
        match stories.last_mut() {
            Some(story) if index - story.end <= GAP_LINES => story.end = index + 1,
            _ => stories.push(index..index + 1),
        }
    }
    let longest = stories.iter().max_by(|a, b| totals.prose((*a).clone()).total_cmp(&totals.prose((*b).clone())));
    let all = totals.all_prose();
    let mut next = 0;
    for (index, row) in rows.iter_mut().enumerate() {
        row.story_lines = FAR;
        while stories.get(next).is_some_and(|story| story.end <= index) {
            next += 1;
        }
        let before = next.checked_sub(1).map(|before| (&stories[before], (index - stories[before].end + 1) as f32));
        let after = stories.get(next).map(|story| (story, story.start.saturating_sub(index) as f32));
        let nearest = before.into_iter().chain(after).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((story, distance)) = nearest {
            row.story_lines = distance.min(FAR);
            row.story_words = totals.prose(story.clone());
            row.story_share = share_of_story(row.story_words, all);
        }
        row.story_side = match longest {
            Some(story) if index < story.start => -1.0,
            Some(story) if index >= story.end => 1.0,
            _ => 0.0,
        };
    }
}

/// Fills the column `topic`: the share (0..=1) of a line's topic words that occur in other prose of the page.
fn topic(words: &PageWords, counts: &[Counts], rows: &mut [LineFeatures]) {
    // Number of bits of a word's hash. Words are counted by hash, up to 255; words that share one do little harm.
    const BITS: u32 = 16;
    let place = |word: Word| word.bits(BITS);
    let mut seen = vec![0u8; 1 << BITS];
    for (index, _) in counts.iter().enumerate().filter(|(_, count)| count.is_prose()) {
        topics(words.of_block(index)).for_each(|word| seen[place(word)] = seen[place(word)].saturating_add(1));
    }
    for (index, row) in rows.iter_mut().enumerate() {
        let own = u8::from(counts[index].is_prose());
        let (mut all, mut found) = (0.0, 0.0);
        for word in topics(words.of_block(index)) {
            all += 1.0;
            found += f32::from(u8::from(seen[place(word)] > own));
        }
        row.topic = share(found, all);
    }
}

/// Fills the columns of labels that announce comments or related stories, up to [`WIDE_FAR`] lines away.
fn announced(labels: &[Option<Cruft>], counts: &[Counts], rows: &mut [LineFeatures]) {
    let is_label = |index: usize, kind: Cruft| labels[index] == Some(kind) && counts[index].words <= LABEL_WORDS;
    let page_comments = (0..rows.len()).filter(|index| is_label(*index, Cruft::Comments)).count() as f32;
    let (mut comments, mut related) = (WIDE_FAR, WIDE_FAR);
    let step = |at: f32, is: bool| if is { 1.0 } else { (at + 1.0).min(WIDE_FAR) };
    for (index, row) in rows.iter_mut().enumerate() {
        (row.comments_since, row.related_since, row.page_comments) = (comments, related, page_comments);
        comments = step(comments, is_label(index, Cruft::Comments));
        related = step(related, is_label(index, Cruft::Related));
    }
    let mut comments = WIDE_FAR;
    for (index, row) in rows.iter_mut().enumerate().rev() {
        row.comments_until = comments;
        comments = step(comments, is_label(index, Cruft::Comments));
    }
}

/// For each block, the kind of cruft that its phrases announce, whatever its length.
pub(in crate::measure) fn labels(measurements: &Measurements) -> Vec<Option<Cruft>> {
    measurements.evidence.iter().map(|evidence| sections::announced(evidence, measurements)).collect()
}

#[cfg(test)]
mod tests {
    use crate::lines::lines;
    use crate::measure::LineFeatures;
    use crate::measure::measure;
    use crate::page::PageSignals;
    use crate::vocabulary::Vocabulary;

    const TEXT: &str = "Home | News\nLog in\n\nThe ferry to the northern islands was late again on Monday, said the port.\n\n\
        by Ann Pell\n\nThe port of the islands was closed on Monday, because a ferry had been late again.\n\n2 Comments\nwhere is it?";

    #[test]
    fn lines_have_the_features_of_their_surroundings() {
        let page = lines(TEXT, usize::MAX).unwrap();
        let rows = measure(&page, PageSignals::of(&page), &Vocabulary::read("[text]\n= -3\nhome\n")).layout;
        type Feature = fn(&LineFeatures) -> f32;
        let cases: &[(&str, Feature, [f32; 7])] = &[
            ("group_lines", |row| row.group_lines, [2., 2., 1., 1., 1., 2., 2.]),
            ("group_place", |row| row.group_place, [0., 1., 0., 0., 0., 0., 1.]),
            ("gap_before", |row| row.gap_before, [2., 1., 2., 2., 2., 2., 1.]),
            ("gap_after", |row| row.gap_after, [1., 2., 2., 2., 2., 1., 2.]),
            ("run_lines", |row| row.run_lines, [2., 2., 0., 1., 0., 2., 2.]),
            ("is_small", |row| row.is_small, [0., 0., 0., 1., 0., 0., 1.]),
            ("is_question", |row| row.is_question, [0., 0., 0., 0., 0., 0., 1.]),
            ("bars", |row| row.bars, [0.5, 0., 0., 0., 0., 0., 0.]),
            ("byline_since", |row| row.byline_since, [60., 60., 60., 60., 1., 2., 3.]),
            ("byline_until", |row| row.byline_until, [3., 2., 1., 60., 60., 60., 60.]),
            ("comments_since", |row| row.comments_since, [400., 400., 400., 400., 400., 400., 1.]),
            ("story_lines", |row| row.story_lines, [2., 1., 0., 0., 0., 1., 2.]),
            ("story_side", |row| row.story_side, [-1., -1., 0., 0., 0., 1., 1.]),
            ("page_bylines", |row| row.page_bylines, [1.0; 7]),
            ("page_lines", |row| row.page_lines, [7.0; 7]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(rows.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
        assert!(rows[4].topic > rows[0].topic, "two paragraphs are about the ferry");
    }
}
